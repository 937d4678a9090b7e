"""What a player does: the machine, sessions, turns, the journal, saves and the debrief."""

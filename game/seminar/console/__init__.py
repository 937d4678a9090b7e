"""The console of whoever leads a room, in the terminal: the only place a room can be led from."""

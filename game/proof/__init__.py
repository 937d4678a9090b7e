"""What is true of all playthroughs: every reachable state, and what follows from them."""

"""What an author wrote: reading, checking and the frozen model of a story."""

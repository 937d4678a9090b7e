"""Other engines on the same story: what each of them takes to load it, to play it and to keep a playthrough."""

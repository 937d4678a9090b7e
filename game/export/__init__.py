"""A whole story as one page that a browser plays offline: its model as data, its expressions as functions, a small runtime."""

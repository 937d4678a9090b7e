"""Rollout: a text-adventure role-play engine, and stories about one published test.

The map of the house, from what an author wrote to what a reader sees:

``story``
    What an author wrote: YAML with its places, expressions, the frozen model, every problem of a pack.
``play``
    What a player does: one shared state machine a story, sessions, turns, the journal, saves, the debrief.
``plain``
    The story as numbered lines on standard input and output.
``tui``
    The story as a Textual app.
``cli``
    The commands; everything else is imported only when a command asks for it.

``story`` knows nothing of ``play``; ``play`` nothing of any face; the faces never import each other.
"""

__version__ = "0.1.0"

"""Rollout: a text-adventure role-play engine, and stories about one published test.

The map of the house, from what an author wrote to what a reader sees; docs/architecture.md has all of it:

``story``
    What an author wrote: YAML with its places, expressions, the frozen model, every problem of a pack.
``play``
    What a player does: one shared state machine a story, sessions, turns, the journal, saves, the debrief.
``proof``
    What is true of all playthroughs.
``plain``, ``tui``, ``paper``, ``export``, ``agent``, ``seminar``
    The faces: numbered lines, an app, paper, a page that plays by itself, programs as players, a class in one room.
``graph``
    The scenes of a story, drawn.
``cli``
    The commands; everything else is imported only when a command asks for it.

``story`` knows nothing of ``play``; ``play`` nothing of any face; what one face may import of another, a test holds.
"""

__version__ = "0.1.0"

"""The keys of the console, and its colours by day and by night."""

from __future__ import annotations

from textual.theme import Theme

#: Each key with what it does.
KEYS = (
    ("n", "next", "Next: to the next step; what was open closes"),
    ("b", "back", "Back: to the step before, opened again"),
    ("o", "open", "Open or close what is asked at this step"),
    ("r", "reveal", "Reveal what belongs to this step, or hide it"),
    ("g", "split", "Split what is revealed by role, where no count gets too small"),
    ("f", "card", "Finding cards: open the first, then the next"),
    ("p", "paths", "Paths of the room, on the wall and on the phones"),
    ("m", "guesses", "The predictions of the room"),
    ("t", "time", "Thirty seconds more for this step"),
    ("x", "blank", "Blank the wall, or show it again"),
    ("h", "hands", "Hands counted instead of phones, for this step"),
    ("v", "counts", "Show the counts in this window to yourself, or hide them"),
    ("u", "undo", "Undo the last thing you did here"),
    ("c", "heads", "Count the heads in the room, against double votes"),
    ("l", "lines", "Lines of the exit ticket: choose which the wall may show"),
    ("j", "join", "Show the code for joining here, or hide it"),
    ("a", "admit", "Admit many phones from one address"),
    ("w", "wall", "Open the projector's page in this machine's browser"),
    ("e", "export", "Export the counts: CSV, JSON and Markdown"),
    ("q", "leave", "Close the room"),
)
#: The keys that are wanted most.
BAR = (
    "N next  B back  O open/close  R reveal  F card  P paths  G split  U undo\n"
    "T +30 s  X blank  H hands  V counts  C heads  J join  E export  Q leave  ? all"
)
LIGHT = Theme(
    "paper", primary="#0d625d", secondary="#824a00", background="#faf8f2", surface="#faf8f2", panel="#ebe6d9",
    foreground="#24231f", dark=False,
)  # fmt: skip
DARK = Theme(
    "ink", primary="#86c9c1", secondary="#e2b273", background="#15161a", surface="#15161a", panel="#25272e",
    foreground="#e4e1d8", dark=True,
)  # fmt: skip

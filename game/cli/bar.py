"""How far something long is, as a bar on stderr for a person who watches."""

from __future__ import annotations

import sys

#: Of the bar, in characters; and how often it is drawn at most.
WIDTH, MOST = 30, 100


class Bar:
    """A bar that is drawn anew a hundred times at most, and is gone at the end, however that comes."""

    def __init__(self, many: int, *, watched: bool) -> None:
        self.many = many
        self.watched = watched and many > 1
        self.every = max(1, -(-many // MOST))
        self._written = 0

    def __enter__(self) -> Bar:
        return self

    def __exit__(self, *_: object) -> None:
        self._write("")

    def show(self, number: int) -> None:
        """Say how many are done."""
        if number % self.every == 0:
            done = WIDTH * number // self.many
            self._write(f"{'█' * done}{'░' * (WIDTH - done)} {number:,} of {self.many:,}")

    def _write(self, words: str) -> None:
        """Write over what was there, and no further: a line that does not fit a narrow window stays in it."""
        if self.watched:
            sys.stderr.write(f"\r{words:<{self._written}}\r")
            sys.stderr.flush()
            self._written = len(words)

"""How far something long is, as a bar on stderr for a person who watches."""

from __future__ import annotations

import sys

#: In characters: the bar, and all of its line.
WIDTH, LINE = 30, 78


class Bar:
    """A bar that is drawn anew a hundred times at most, and is gone at the end, however that comes."""

    def __init__(self, many: int, *, watched: bool) -> None:
        self.many = many
        self.watched = watched and many > 1

    def __enter__(self) -> Bar:
        return self

    def __exit__(self, *_: object) -> None:
        self._write("")

    def show(self, number: int) -> None:
        """Say how many are done."""
        if number % max(1, self.many // 100) == 0:
            done = WIDTH * number // self.many
            self._write(f"{'█' * done}{'░' * (WIDTH - done)} {number:,} of {self.many:,}")

    def _write(self, words: str) -> None:
        if self.watched:
            sys.stderr.write(f"\r{words:<{LINE}}\r")
            sys.stderr.flush()

"""The socket that a room listens on: whom it does not let in costs next to nothing."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any

#: So many that are not let in are looked at before others have their turn.
AT_ONCE = 64


def anybody(host: str) -> bool:  # noqa: ARG001 - whoever it is
    """Let everybody in."""
    return True


class Door(socket.socket):
    """A listening socket that closes connections from addresses which ``admits`` does not let in, unread."""

    admits: Callable[[str], bool] = staticmethod(anybody)

    def accept(self) -> tuple[socket.socket, Any]:
        """The next connection that is let in.  Raises BlockingIOError where none waits, or for a pause."""
        for _ in range(AT_ONCE):
            came, address = super().accept()
            if self.admits(str(address[0])):
                return came, address
            came.close()
        raise BlockingIOError

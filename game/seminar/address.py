"""Where phones find a room: the address on the local network, or the one that was given."""

from __future__ import annotations

import contextlib
import io
import socket

import segno
from msgspec import Struct

from game.seminar.door import Door

#: Any address that is not this machine's will do: nothing is sent there.
ELSEWHERE = ("192.0.2.1", 9)
#: So many ports are tried, and none is beyond the last there is.
PORTS, LAST_PORT = 20, 65_535


class NoPortError(OSError):
    """No port can be listened on, with a sentence."""


class Address(Struct, frozen=True):
    """A room's address, as it is shown and as it is in the code to scan."""

    base: str
    code: str

    @property
    def room(self) -> str:
        """What phones open.  In upper case its code has fewer squares, and neither names nor routes mind the case."""
        scheme, _, rest = self.base.partition("://")
        if "/" in rest:
            return f"{self.base}/{self.code}"
        return f"{scheme}://{rest}/{self.code}".upper()

    @property
    def short(self) -> str:
        """What is typed."""
        return f"{self.base.partition('://')[2] if self.base.startswith('http://') else self.base}/{self.code}"


def local_address() -> str:
    """This machine's address on its network, or its own loop where there is none."""
    with contextlib.closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as probe, contextlib.suppress(OSError):
        probe.connect(ELSEWHERE)
        return str(probe.getsockname()[0])
    return "127.0.0.1"


def listening(host: str, port: int) -> Door:
    """A socket that listens on a port, or on the next one that is free.  Raises NoPortError."""
    last = min(port + PORTS - 1, LAST_PORT)
    for number in range(port, last + 1):
        # The protocol is named, because the event loop sends small answers at once only where it sees that it is TCP.
        sock = Door(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            sock.bind((host, number))
            sock.listen(1024)
        except OSError as fault:
            sock.close()
            if number == last or not port:
                raise NoPortError(f"nothing can listen on {host}:{port} ({fault.strerror})") from None
            continue
        sock.setblocking(False)
        return sock
    raise NoPortError(f"no port from {port} on is free")


def qr_lines(text: str) -> list[str]:
    """A code to scan, as half blocks; dark squares are drawn on light ones, so it reads on dark terminals."""
    rows = [list(row) for row in segno.make(text, error="m", micro=False).matrix_iter(border=2)]
    if len(rows) % 2:
        rows.append([0] * len(rows[0]))
    shapes = {(0, 0): "█", (0, 1): "▀", (1, 0): "▄", (1, 1): " "}
    return [
        "".join(shapes[bool(top), bool(bottom)] for top, bottom in zip(upper, lower, strict=True))
        for upper, lower in zip(rows[::2], rows[1::2], strict=True)
    ]


def qr_svg(text: str) -> str:
    """A code to scan, as a picture for a page."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        out, kind="svg", border=2, xmldecl=False, svgns=True, omitsize=True, dark="#000", light="#fff", nl=False
    )
    return out.getvalue().decode()

"""What stands before every request: how much is asked for, how large it is, and what pages may do."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from game.seminar.web.limits import Limits

LONGEST_BODY = 4_096
LONGEST_PATH = 200
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-store",
}
ON_THE_WIRE = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
PLAIN = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]


class Guard:
    """Middleware; ``proxied`` says that a tunnel on this machine passes requests on and says from where."""

    def __init__(self, app: ASGIApp, limits: Limits, *, proxied: bool = False) -> None:
        self.app = app
        self.limits = limits
        self.proxied = proxied

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass on."""
        if scope["type"] != "http":
            return
        scope["client_address"] = self._client(scope)
        if not self.limits.request(scope["client_address"]):
            await _refuse(send, 429, "That was too much at once. Wait a little, and try again.", (b"retry-after", b"3"))
            return
        body = await _body(receive) if scope["method"] == "POST" else b""
        if body is None or len(scope["raw_path"]) > LONGEST_PATH:
            await _refuse(send, 413, "That is too long.")
        elif scope["method"] == "POST":
            await self.app(scope, _again(body, receive), _guarded(send))
        else:
            await self.app(scope, receive, _guarded(send))

    def _client(self, scope: Scope) -> str:
        """Where a request comes from; behind a tunnel, the last address that it names."""
        host = str((scope.get("client") or ("",))[0])
        if self.proxied and host in ("127.0.0.1", "::1"):
            said = next((value for name, value in scope["headers"] if name == b"x-forwarded-for"), b"")
            return said.decode("latin-1").rpartition(",")[2].strip() or host
        return host


async def _body(receive: Receive) -> bytes | None:
    """The body of a request, or None where it is too long or the client went away."""
    body = b""
    while True:
        message = await receive()
        part: bytes = message.get("body", b"")
        body += part
        if message["type"] != "http.request" or len(body) > LONGEST_BODY:
            return None
        if not message.get("more_body", False):
            return body


def _again(body: bytes, receive: Receive) -> Receive:
    """What was received already, and then whatever follows."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def part() -> Message:
        return waiting.pop() if waiting else await receive()

    return part


def _guarded(send: Send) -> Send:
    """Answers with the headers that every page has."""

    async def part(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = {name for name, _ in message["headers"]}
            message["headers"] = [*message["headers"], *(each for each in ON_THE_WIRE if each[0] not in own)]
        await send(message)

    return part


async def _refuse(send: Send, status: int, words: str, *more: tuple[bytes, bytes]) -> None:
    body = words.encode()
    headers = [*PLAIN, (b"content-length", str(len(body)).encode()), *more]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})

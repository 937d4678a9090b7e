"""The room's web server: phones, the wall, the handout.  Nothing here can lead the room; only the console can."""

from __future__ import annotations

import re
import secrets
from collections.abc import Awaitable, Callable, Iterator
from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from game.paper.handout import handout
from game.paper.page import page as paper_page
from game.paper.parts import Part
from game.paper.sheets import SHEETS
from game.seminar import views
from game.seminar.ballots import tidy
from game.seminar.live import LiveRoom, NotKeptError
from game.seminar.watching import Watcher
from game.seminar.web.guard import Guard
from game.seminar.web.limits import Limits
from game.seminar.web.pages import STATIC, Pages
from game.seminar.web.streams import stream
from game.story.model import Story

TOKEN = re.compile(r"[0-9a-f]{16}")
HELD_BACK = (
    "Many phones are arriving from one address, so this one waits. Whoever leads can let you in; "
    "this page tries again by itself."
)
Answer = Callable[[Request], Awaitable[Response]]


class RoomServer:
    """The pages of one room, each a method."""

    def __init__(self, live: LiveRoom, pages: Pages, limits: Limits) -> None:
        self.live = live
        self.pages = pages
        self.limits = limits

    def app(self, *, proxied: bool = False) -> Guard:
        """The whole, guarded."""
        here = [
            Route("/", self.front),
            Route("/-/{name}", self.static),
            Route("/{code}", self._of_room(self.phone)),
            Route("/{code}/", self._of_room(self.phone)),
            Route("/{code}/{what}", self._of_room(self.page)),
            Route("/{code}/{what}", self._of_room(self.post), methods=["POST"]),
            Route("/{code}/WALL/LIVE", self._of_room(self.wall_stream)),
            Route("/{code}/SHEETS/{name}", self._of_room(self.sheet)),
            Route("/{code}/P/{token}", self._of_room(self.plain)),
            Route("/{code}/P/{token}", self._of_room(self.plain_post), methods=["POST"]),
        ]
        handlers = {404: self._missing, 405: self._missing, NotKeptError: _not_kept}
        pages = Starlette(routes=here, exception_handlers=handlers)
        pages.router.redirect_slashes = False  # it would send to whatever host the request names
        return Guard(pages, self.limits, proxied=proxied)

    def _of_room(self, answer: Answer) -> Answer:
        """A page that is there for this room's code alone, in capitals or not."""

        async def checked(request: Request) -> Response:
            if not secrets.compare_digest(request.path_params["code"].upper().encode(), self.live.code.encode()):
                return self._no_room()
            return await answer(request)

        return checked

    async def front(self, request: Request) -> Response:
        """Where a code can be typed."""
        code = request.query_params.get("code", "").strip().upper()
        if code == self.live.code:
            return RedirectResponse(f"/{code}", 303)
        words = f"There is no room {code[:8]} here." if code else "It stands on the screen in front."
        return HTMLResponse(self.pages.sorry("Which room?", words, typing=True))

    async def static(self, request: Request) -> Response:
        """Style and scripts."""
        name = request.path_params["name"]
        if name not in STATIC:
            return self._no_room()
        return Response(self.pages.static[name], media_type=STATIC[name], headers={"Cache-Control": "max-age=3600"})

    async def phone(self, request: Request) -> Response:  # noqa: ARG002 - every answer takes one
        """The page a phone opens."""
        return HTMLResponse(self.pages.shell())

    async def page(self, request: Request) -> Response:
        """The wall, the handout, a phone's stream."""
        what = request.path_params["what"].upper()
        if what == "WALL":
            return HTMLResponse(self.pages.wall(self._wall()))
        if what == "LIVE":
            return self._phone_stream(request)
        if what == "HANDOUT":
            return self._paper("The handout", handout)
        return self._no_room()

    async def post(self, request: Request) -> Response:
        """Joining, answering and leaving."""
        what = request.path_params["what"].upper()
        if what == "P":
            token = secrets.token_hex(8)
            refused = await self._join(request, token)
            return refused or RedirectResponse(f"/{self.live.code}/P/{token}", 303)
        token = request.headers.get("x-voter", "")
        if not TOKEN.fullmatch(token):
            return PlainTextResponse("This phone has no number for the room; open the room's address again.", 400)
        if what == "JOIN":
            return await self._join(request, token) or self._page_of(token)
        if what == "VOTE":
            return await self._vote(request, token)
        if what == "LEAVE":
            await self.live.leave(token)
            return PlainTextResponse("left")
        return self._no_room()

    async def plain(self, request: Request) -> Response:
        """A phone's page without a script; it looks again by itself while nothing is asked."""
        token = request.path_params["token"]
        view = self._view(token)
        if view is None:
            return RedirectResponse(f"/{self.live.code}", 303)
        said = {"in": "Your vote is in. You can change it.", "shut": "This was closed before your vote came in."}
        words = said.get(request.query_params.get("said", ""), "")
        html = self.pages.plain(view, f"/{self.live.code}/P/{token}", words)
        return HTMLResponse(html, headers={} if view.asked or view.way or view.steps else {"Refresh": "5"})

    async def plain_post(self, request: Request) -> Response:
        """An answer without a script."""
        token = request.path_params["token"]
        if (await _form(request)).get("leave") == "yes":
            await self.live.leave(token)
            return RedirectResponse(f"/{self.live.code}", 303)
        if not self.limits.answer(token):
            return _too_much()
        taken = await self._taken(request, token)
        return RedirectResponse(f"/{self.live.code}/P/{token}?said={'in' if taken else 'shut'}", 303)

    async def wall_stream(self, request: Request) -> Response:  # noqa: ARG002 - every answer takes one
        """The projector's stream."""
        return stream(self.live, Watcher(counts=True), lambda: self.pages.wall_main(self._wall()))

    def _phone_stream(self, request: Request) -> Response:
        token = request.query_params.get("v", "")
        return stream(self.live, Watcher(counts=False, voter=self.live.voter(token)), lambda: self._phone(token))

    async def _join(self, request: Request, token: str) -> Response | None:
        """Let a phone in; a refusal, if it is one."""
        if self.live.voter(token) in self.live.room.voters:
            return None
        if not self.limits.join(request.scope["client_address"], len(self.live.room.voters)):
            return PlainTextResponse(HELD_BACK, 429, {"Retry-After": "8"})
        return None if await self.live.join(token) else PlainTextResponse("The room is over.", 410)

    async def _vote(self, request: Request, token: str) -> Response:
        if not self.limits.answer(token):
            return _too_much()
        if self.live.voter(token) not in self.live.room.voters:
            return PlainTextResponse("This phone is not in the room.", 410)
        return self._page_of(token, 200 if await self._taken(request, token) else 409)

    async def _taken(self, request: Request, token: str) -> bool:
        """Whether the answer in a form is taken; it is kept then."""
        form = await _form(request)
        return await self.live.vote(token, form.get("ballot", ""), tidy(form.get("value", "")))

    def _page_of(self, token: str, status: int = 200) -> Response:
        """A phone's page, with its place among all pages of the room."""
        return HTMLResponse(self._phone(token) or "", status, {"X-Version": str(self.live.version)})

    def _view(self, token: str) -> views.PhoneView | None:
        voter = self.live.room.voters.get(self.live.voter(token))
        return views.phone(self.live.room, voter, self.live.revealed()) if voter is not None else None

    def _phone(self, token: str) -> str | None:
        view = self._view(token)
        return self.pages.phone(view) if view is not None else None

    def _wall(self) -> views.WallView:
        return views.wall(self.live.room, self.live.revealed())

    async def sheet(self, request: Request) -> Response:
        """A sheet for work afterwards."""
        name = request.path_params["name"].lower()
        return self._paper("A sheet", SHEETS[name]) if name in SHEETS else self._no_room()

    def _paper(self, name: str, paper: Callable[[Story], Iterator[Part]]) -> Response:
        """A paper on the story, once the room has come to its end: figures are in it."""
        if self.live.room.step.kind != "end":
            return HTMLResponse(self.pages.sorry(name, "It is opened at the end of the seminar."), 404)
        story = self.live.room.plot.cut.story
        html = paper_page(story.title, story.language, list(paper(story)), compact=True)
        return HTMLResponse(html, headers={"Content-Security-Policy": "frame-ancestors 'none'"})

    def _no_room(self) -> Response:
        words = "Look at the screen in front, and type what stands there."
        return HTMLResponse(self.pages.sorry("There is nothing here", words, typing=True), 404)

    async def _missing(self, request: Request, fault: Exception) -> Response:  # noqa: ARG002 - the handlers' signature
        return self._no_room()


async def _form(request: Request) -> dict[str, str]:
    """The fields of a form, the first of each name; what is no form has none."""
    body = await request.body()
    try:
        fields = parse_qs(body.decode(), keep_blank_values=True, max_num_fields=8)
    except ValueError:
        return {}
    return {name: values[0] for name, values in fields.items()}


def _too_much() -> Response:
    return PlainTextResponse("That was too much at once. Wait a little, and try again.", 429, {"Retry-After": "2"})


async def _not_kept(request: Request, fault: Exception) -> Response:  # noqa: ARG001 - the handlers' signature
    return PlainTextResponse("This could not be kept; it is tried again.", 503, {"Retry-After": "2"})

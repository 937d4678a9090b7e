"""A room on a port of this machine that can break off and come back, as a computer does that crashes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from game.seminar.address import listening
from game.seminar.cards import CardPlace
from game.seminar.events import Event
from game.seminar.keeping import Rooms
from game.seminar.opening import last_room, take_up
from game.seminar.order import CARDS, LINES
from game.seminar.plot import Plot
from game.seminar.rehearse import Rehearsal
from game.seminar.web.limits import Limits
from game.seminar.web.serving import Serving
from tests.seminar.rooms import opened, server


class Hosted:
    """A room with its server."""

    def __init__(self, plot: Plot, place: Rooms) -> None:
        self.plot, self.rooms = plot, place
        self.live = opened(plot, place)
        self.port = 0
        self._serve()

    @property
    def url(self) -> str:
        """What a phone opens."""
        return f"http://127.0.0.1:{self.port}/{self.live.code}"

    def _serve(self) -> None:
        sock = listening("127.0.0.1", self.port)
        self.port = sock.getsockname()[1]
        self.server = server(self.live, Limits(lambda: 0.0, lifted=True), f"http://127.0.0.1:{self.port}")
        self.serving = Serving(self.server.app(), sock)

    async def break_off(self) -> None:
        """Cut every connection, tell nobody, and forget all that is not kept."""
        running = self.serving._server
        for listener in running.servers:
            listener.close()
        for connection in list(running.server_state.connections):
            connection.transport.abort()
        for task in list(running.server_state.tasks):
            task.cancel()
        await self.serving.stop()
        self.live.store.close()

    def come_back(self) -> None:
        """Take the room up from what is kept of it, at the same address."""
        self.live = take_up(self.rooms, last_room(self.rooms, self.plot.cut.story), self.plot, lambda: 0.0)
        self._serve()

    def page(self, token: str = "") -> str:
        """What is on a phone's page now, or on the wall where no phone is named."""
        return (self.server._phone(token) or "") if token else self.server.pages.wall_main(self.server._wall())

    def votes(self, token: str) -> dict[str, str]:
        """What a phone has answered, as the room knows it."""
        return self.live.room.voters[self.live.voter(token)].votes

    async def actors(self, many: int) -> Rehearsal:
        """Scripted voters who have come in; :meth:`answered` lets them answer the step."""
        actors = Rehearsal(self.live, many, 5)
        for token in actors.tokens:
            assert await self.live.join(token)
        return actors

    async def answered(self, actors: Rehearsal) -> None:
        """Let every scripted voter answer all that the step asks."""
        actors.live = self.live
        for token in actors.tokens:
            while answer := actors.answer(token):
                assert await self.live.vote(token, *answer)

    def revealing(self) -> list[list[Event]]:
        """The acts of whoever leads that show, one after the other, all that this step may show."""
        found: list[list[Event]] = []
        for what in self.live.room.step.may_show:
            if what == CARDS:
                known = [CardPlace(card, part) for card in range(len(self.plot.cards)) for part in range(9)]
                found += [[Event("show", "", "", place.shown)] for place in known if self.plot.shows(place)]
            elif what == LINES:
                names = [name for name, _, _ in self.live.room.lines()][:6]
                found.append([*(Event("approve", "", "", name) for name in names), Event("show", "", "", LINES)])
            else:
                found += [[Event("show", "", "", what)], [Event("split")]]
        return found


@asynccontextmanager
async def hosted(plot: Plot, place: Rooms) -> AsyncIterator[Hosted]:
    """A room that ends with the block."""
    room = Hosted(plot, place)
    try:
        yield room
    finally:
        room.live.close()
        await room.serving.stop()

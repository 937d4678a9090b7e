"""The papers for work afterwards: at the end of the seminar each phone has them, and nobody before."""

from __future__ import annotations

from game.paper.sheets import SHEETS
from game.seminar import views
from game.seminar.live import LiveRoom
from game.seminar.plot import Plot
from tests.seminar.rooms import FIGURE, filled, going, served, token


async def test_every_sheet_opens_at_the_end_and_no_sheet_before(live: LiveRoom) -> None:
    async with served(live) as browser:
        for step in range(len(live.room.plot.order)):
            await live.go(step)
            page = (await browser.post("/JOIN", headers={"X-Voter": token(1)})).text
            over = live.room.step.kind == "end"
            for name in SHEETS:
                answer = await browser.get(f"/SHEETS/{name}")
                assert answer.status_code == (200 if over else 404)
                assert over or FIGURE not in answer.text
                assert (f'href="/{live.code}/SHEETS/{name}"' in page) == over
        assert (await browser.get("/SHEETS/REDESIGN")).status_code == 200
        assert (await browser.get("/SHEETS/nothing")).status_code == 404


def test_a_sheet_is_named_by_its_own_title(cutover: Plot) -> None:
    room = filled(cutover, 1)
    room.apply(going(cutover, "end"))
    view = views.phone(room, room.voters["v0"], None)
    assert dict(view.sheets)["redesign"] == "Redesign the test"
    assert dict(view.sheets)["voices"] == "Who could have said no?"

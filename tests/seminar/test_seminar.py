"""A whole seminar of fifty minutes: forty phones, whoever leads, and what is written down at the end."""

from __future__ import annotations

import asyncio
import csv
import io
import json
from collections import Counter
from pathlib import Path

import httpx
import pytest

from game.seminar import ballots, export, results
from game.seminar.events import Event, join, vote
from game.seminar.keeping import Rooms
from game.seminar.live import LiveRoom
from game.seminar.model import Room
from game.seminar.plot import Plot
from game.seminar.rehearse import Rehearsal
from tests.seminar.rooms import HOSTILE, NOW, at, going, opened, served, token
from tests.seminar.test_pages import Buttons

MANY = 40


async def answered(browser: httpx.AsyncClient, number: int, known: dict[str, dict[int, str]]) -> None:
    """One phone answers what it is asked, by a rule of its own, and writes down what it did."""
    text = (await browser.post("/JOIN", headers={"X-Voter": token(number)})).text
    page = Buttons(text)
    values = [value for value in page.values if value and not value.startswith("@")]
    ballot = page.ballots[0] if page.ballots else ""
    if not values or ballot == ballots.WAY_ON:
        return
    value = values[number % min(2, len(values))] if ballot != ballots.SEAT else ballots.PLAY
    answer = await browser.post("/VOTE", headers={"X-Voter": token(number)}, data={"ballot": ballot, "value": value})
    assert answer.status_code == 200, (ballot, value, answer.status_code)
    known.setdefault(ballot, {})[number] = value


async def test_what_is_exported_is_what_was_voted(cutover: Plot, place: Rooms) -> None:
    live = opened(cutover, place)
    known: dict[str, dict[int, str]] = {}
    async with served(live) as browser:
        for step in range(len(cutover.order)):
            if step:
                assert await live.go(step)
            asked = not live.room.voters or live.room.decided()[1]
            for number in range(MANY if asked else 0):
                await answered(browser, number, known)
            if what := live.room.step.shows:
                assert await live.act(Event("show", "", "", "cards:0" if what == "cards" else what))
                assert (await browser.get("/WALL")).status_code == 200
    told = export.summary(live.room, live.k)
    live.store.close()
    assert {ballots.PRACTICE, ballots.GUESS, ballots.FIRST, ballots.SECOND, "job_ostrander", "nothing_queued"} <= set(
        known
    )
    tables = {table.id: table for table in told.tables}
    for ballot in (*cutover.cut.scenes, ballots.FIRST, ballots.SECOND):
        scene = ballot if ballot in cutover.cut.scenes else cutover.cut.pivotal
        words = results.names(cutover.cut, scene)
        voted = Counter(words[value] for value in known[ballot].values())
        rows = {row.words: row.count for row in tables[ballot].rows or ()}
        assert sum(rows.values()) == tables[ballot].n == len(known[ballot])
        for option, count in voted.items():
            assert sum(rows[group] for group in rows if option in group.split(" / ")) >= count
            assert rows.get(option, count) == count
    lines = list(csv.DictReader(io.StringIO(export.as_csv(told))))
    everybody = sum(int(line["count"]) for line in lines if line["question"] == "First choice" and line["of"] == "all")
    assert everybody == MANY
    assert json.loads(export.as_json(told))["k"] == 5


async def test_a_rehearsal_fills_the_room_and_answers_every_step(ferry: Plot, place: Rooms) -> None:
    live = opened(ferry, place)

    async def at_once(_: float) -> None:
        await asyncio.sleep(0.001)  # the thread that keeps the votes needs its turn

    actors = asyncio.create_task(Rehearsal(live, 12, 3, at_once).play())
    async with asyncio.timeout(120):
        for step, known in enumerate(ferry.order):
            if step:
                await live.go(step)
            while len(live.room.voters) < 12 or live.room.decided()[0] < live.room.decided()[1]:
                await asyncio.sleep(0.001)  # the thread that keeps the votes needs its turn
            assert known.kind not in ("first", "second") or live.room.decided()[1] > 8
        live.close()
        await actors
    assert sum(live.room.ending(voter) is not None for voter in live.room.voters.values()) > 8
    assert len(list(live.room.lines())) >= 8


def by_phones(plot: Plot, counts: dict[str, int], ballot: str, kind: str) -> Room:
    names = [f"{value}{number}" for value, many in counts.items() for number in range(many)]
    values = [value for value, many in counts.items() for _ in range(many)]
    room = Room(plot, [join(name) for name in names])
    room.apply(going(plot, kind))
    for name, value in zip(names, values, strict=True):
        assert room.apply(vote(name, ballot, value))
    return room


@pytest.mark.parametrize(
    "counts", [{"turn": 9, "hold": 7, "yield_way": 0, "@pass": 0}, {"turn": 8, "hold": 2, "yield_way": 6, "@pass": 1}]
)
def test_hands_give_the_same_paper_as_phones_but_for_one_line(ferry: Plot, counts: dict[str, int]) -> None:
    phones = by_phones(ferry, counts, ballots.FIRST, "first")
    hands = Room(ferry, [going(ferry, "first"), Event("hand", "", ballots.FIRST, json.dumps(counts))])
    one, two = (export.as_markdown(export.summary(room, 5)).splitlines() for room in (phones, hands))
    different = [(left, right) for left, right in zip(one, two, strict=True) if left != right]
    assert different == [(f"- **Counted from:** {export.BY_PHONES}", f"- **Counted from:** {export.BY_HAND}")]


def test_the_export_names_nobody_and_two_of_them_cannot_be_joined(ferry: Plot, tmp_path: Path) -> None:
    room = by_phones(ferry, {"turn": 9, "hold": 7}, ballots.FIRST, "first")
    told = export.summary(room, 5)
    paths = export.write(told, tmp_path, "room-AAAA") + export.write(export.summary(room, 5), tmp_path, "room-AAAA")
    texts = [path.read_text("utf-8") for path in paths]
    assert [path.name for path in paths[3:]] == ["room-AAAA-2.csv", "room-AAAA-2.json", "room-AAAA-2.md"]
    for text in texts:
        assert not any(name in text for name in room.voters)
        assert str(NOW.year) not in text
    assert texts[:3] == texts[3:]


def test_no_formula_and_no_control_reaches_a_spreadsheet(ferry: Plot) -> None:
    room = Room(ferry, [join("a"), join("b"), going(ferry, "exit")])
    for name, words in (("a", "=HYPERLINK(1)"), ("b", "@SUM(1)")):
        assert room.apply(vote(name, ballots.KEEP, words))
    assert not room.apply(vote("a", ballots.CHANGE, HOSTILE))
    assert room.apply(vote("a", ballots.CHANGE, ballots.tidy(HOSTILE)))
    text = export.as_csv(export.summary(room, 5))
    cells = [line["answer"] for line in csv.DictReader(io.StringIO(text))]
    assert sorted(cell for cell in cells if "(1)" in cell and "script" not in cell) == ["'=HYPERLINK(1)", "'@SUM(1)"]
    assert not any(cell.startswith(export.FORMULA) for cell in cells)
    assert "\x1b" not in text


def test_a_count_of_the_room_stands_beside_no_published_figure(cutover: Plot) -> None:
    room = by_phones(cutover, {"hand_over": 9, "report": 7}, ballots.FIRST, "first")
    told = export.as_markdown(export.summary(room, 5)) + export.as_csv(export.summary(room, 5))
    published = {finding.figure.value for finding in cutover.cards if finding.figure and "." in finding.figure.value}
    assert published
    assert not [value for value in published if value in told]
    assert "no sample of anybody" in told


async def test_a_late_phone_is_dealt_a_role_and_a_late_observer_is_not(live: LiveRoom) -> None:
    await live.go(at(live.room.plot, "scene"))
    await live.join(token(1))
    assert [voter.role for voter in live.room.voters.values()] == ["mate"]

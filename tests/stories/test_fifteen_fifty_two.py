"""15:52 in Hale's day: one ordered table, first match wins, one study a row."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import pytest

from game.play.machine import StoryMachine
from game.play.session import first_facts
from game.story.model import Way

SETTINGS = {
    "carried": (False, True),
    "folder_in": (True, False),
    "way": ("shut_before", "shut_in_play", "one_open", "guaranteed_pause"),
    "memo": ("shared", "different", "unstated", "withdrawn"),
    "goal_line": (False, True),
    "asked_first": (False, True),
    "do_not_lines": (False, True),
    "long_view_on": (False, True),
    "heard": (0, 1),
}
#: What changes only what becomes of the act.
AFTERWARDS = {"gate_on": (False, True), "logging_on": (False, True), "may_write": ("everyone", "inside", "nobody")}


@dataclass(frozen=True)
class Day:
    """The settings of one day, as the table asks for them."""

    carried: bool
    folder_in: bool
    way: str
    memo: str
    goal_line: bool
    asked_first: bool
    do_not_lines: bool
    long_view_on: bool
    heard: int
    bulletins: bool


def row(day: Day) -> tuple[str, frozenset[str]]:
    """The label and the rates of the row that applies, written down from the table and not from the pack."""
    conflict = day.goal_line and day.memo == "different"
    if day.carried or not day.folder_in:
        return "", frozenset()
    if day.way == "guaranteed_pause":
        return "borrowed", frozenset(("escalation-channel-bulletins" if day.bulletins else "escalation-channel",))
    if day.memo == "withdrawn":
        return "borrowed", frozenset()
    if day.way == "one_open":
        return "authored", frozenset()
    if conflict and day.asked_first and not day.do_not_lines:
        return "borrowed", frozenset(("am-stated-real", "am-stated-test", "am-stated-neither"))
    if conflict and day.do_not_lines:
        return "chart", frozenset(("am-dont-instructions",))
    if conflict:
        return "borrowed", frozenset(("am-opus4-both-pressures",))
    if not day.goal_line and day.memo == "shared" and day.long_view_on:
        return "borrowed", frozenset(("blackmail-84-percent",))
    if not day.goal_line and day.memo == "different" and day.long_view_on:
        return "direction", frozenset(("blackmail-84-percent",))
    return "authored", frozenset()


def taken(machine: StoryMachine, day: Day, **afterwards: object) -> Way:
    """The way on that the pack takes from 15:51 on such a day."""
    story = machine.story
    facts = first_facts(story, "engineer", {name: item.default for name, item in story.conditions.items()})
    for name in SETTINGS:
        facts[story.variables[name].slot] = getattr(day, name)
    for name, value in afterwards.items():
        facts[story.variables[name].slot] = value  # type: ignore[call-overload]
    facts[story.facts["chose", "who_can_pause.bulletins"]] = day.bulletins
    ways = story.scenes["fifteen_fifty_two"].ways
    return next(way for way in ways if way.guard is None or way.guard.holds(facts))


@pytest.mark.parametrize("bulletins", [False, True])
def test_every_day_has_exactly_the_row_of_the_table(machine: StoryMachine, bulletins: bool) -> None:
    for values in product(*SETTINGS.values()):
        day = Day(**dict(zip(SETTINGS, values, strict=True)), bulletins=bulletins)  # type: ignore[arg-type]
        way = taken(machine, day)
        rates = frozenset(drawn.finding for drawn in way.draw if drawn.finding)
        assert (way.label, rates) == row(day), day


def test_the_hold_the_log_and_the_send_rights_never_change_the_row(machine: StoryMachine) -> None:
    for values in product(*SETTINGS.values()):
        day = Day(**dict(zip(SETTINGS, values, strict=True)), bulletins=False)  # type: ignore[arg-type]
        plain = taken(machine, day)
        for extra in product(*AFTERWARDS.values()):
            assert taken(machine, day, **dict(zip(AFTERWARDS, extra, strict=True))) is plain


def test_each_share_is_the_figure_of_its_finding_and_each_draw_has_one_study(machine: StoryMachine) -> None:
    draws = [way for scene in machine.story.scenes.values() for way in scene.ways if way.draw]
    assert len(draws) >= 9
    for way in draws:
        cited = [drawn for drawn in way.draw if drawn.finding]
        assert way.label == "authored" or cited
        for drawn in cited:
            figure = machine.story.findings[drawn.finding].figure
            assert figure is not None
            assert figure.percent is not None
            assert drawn.parts == figure.percent * 100
        assert len({machine.story.findings[drawn.finding].source.title for drawn in cited}) <= 1
        assert sum(drawn.parts for drawn in way.draw) == 10_000


def test_nothing_is_drawn_on_a_day_that_was_carried_over(machine: StoryMachine) -> None:
    ways = machine.story.scenes["fifteen_fifty_two"].ways
    facts = first_facts(machine.story, "engineer", {})
    facts[machine.story.variables["carried"].slot] = True
    first = next(way for way in ways if way.guard is None or way.guard.holds(facts))
    assert any(way.draw for way in ways)
    assert not first.draw

"""The page says what plain mode says: scenes, letters, choices and the debrief, along random playthroughs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest

from game.plain import lines
from game.plain.cards import card
from game.plain.debrief import _what_if as what_if
from game.plain.looking import _map as map_lines
from game.play import words as said
from game.play.branches import branches
from game.play.carry import carry_over, other_sides
from game.play.debrief import Debrief, debrief
from game.play.machine import StoryMachine
from game.play.pathmap import path_map
from game.play.session import Session
from game.play.turn import Turn
from game.story.loader import load
from game.story.problems import counted
from tests.export.engine import Engine
from tests.support.search import SIEGE

SCENES = Path(__file__).parents[2] / "scenes"
SHIPPED = sorted(path.parent.name for path in SCENES.glob("*/story.yaml"))
SEEDS = range(100 if SIEGE else 1)


@cache
def known(name: str) -> tuple[StoryMachine, Engine]:
    story = load(SCENES / name, records=(SCENES,)).story
    assert story is not None
    return StoryMachine(story), Engine(story)


def words(text: str) -> str:
    """The words of a text, whatever is between them and however they are set."""
    return "".join(f" {word}" for word in re.findall(r"[^\W_]+", text.casefold())) + " "


def fields(value: Any) -> dict[str, Any]:
    """The fields of a value, whatever it is made as."""
    return {name: getattr(value, name) for name in value.__annotations__}


def same_turn(turn: Turn, shown: Any) -> None:
    """The page's own value of one moment is that of every face."""
    assert shown["scene"] == turn.scene
    assert shown["title"] == turn.title
    assert [(piece["kind"], piece["words"], piece["by"]) for piece in shown["passages"]] == [
        (piece.kind, piece.words, piece.by) for piece in turn.passages
    ]
    assert shown["mail"] == [fields(letter) for letter in turn.mail]
    assert shown["options"] == [fields(option) for option in turn.options]
    assert shown["gauges"] == [fields(gauge) for gauge in turn.gauges]
    assert shown["told"] == (said.drawn(turn.chance) if turn.chance else "")
    assert (shown["ending"], shown["stuck"], shown["step"]) == (turn.ending, turn.stuck, turn.step)


def bare(line: str) -> str:
    """A line of prose without what a page shows by its form: logs, quotations and the marks of lists."""
    return re.sub(r"^ *(Log: )?(Quote: )?(- |\d+\. )?", "", line)


def scene_lines(turn: Turn) -> Iterator[str]:
    """What plain mode says of a moment, without what is said about typing."""
    yield lines.inline(turn.title)
    yield from map(lines.gauge, turn.gauges)
    if turn.chance:
        yield said.drawn(turn.chance)
    for piece in turn.passages:
        yield from map(bare, lines.passage(piece))
    for option in turn.options:
        mark = " (taking it back will leave a trace)" if option.irreversible else ""
        yield f"{lines.inline(option.words)}{mark}" if option.open else lines.locked_line(option)
    if turn.view == "inbox" and not turn.ending:
        yield from map(lines.heading, turn.mail)


def debrief_lines(shown: Debrief) -> Iterator[str]:
    """What plain mode says after an ending, once the guesses are made."""
    for mark in shown.path:
        yield f"{lines.inline(mark.scene)}: {lines.inline(mark.words)}"
        yield said.LABELS[mark.label] if mark.label else ""
        yield said.SILENT if mark.silent else ""
        yield from (f"The record: {finding.claim}" for finding in mark.findings)
        yield from (f"Your note: {note}" for note in mark.notes)
    for piece in shown.explain:
        yield from map(bare, lines.passage(piece))
    for item in shown.cards:
        yield from (line.strip().partition(": ")[2] for line in card(item))
    for door in shown.doors:
        here = "open" if door.open_here else "shut"
        yield f"{door.name}. In the published {door.basis}: {said.DOORS[door.published]}. In this run: {here}."
    for told in shown.reported:
        yield f"“{told.line}”"
        yield f"{'Faithful' if told.faithful else 'Not faithful'}. {told.why}"
    yield from what_if(shown)
    yield from (question.ask for question in shown.questions)
    yield from (lines.inline(ending.title) for ending in shown.endings if ending.found)
    for row in shown.columns:
        yield from (lines.inline(did) for did in (row.before, row.now))


def looking_lines(session: Session) -> Iterator[str]:
    """What plain mode says of the map and of the branches that were left."""
    yield from map(bare, map_lines(path_map(session)))
    left = branches(session)
    yield f"{counted(len(left), 'branch', 'branches')} taken back" if left else ""
    yield from (lines.inline(branch.told) for branch in left)


def all_there(wanted: Iterator[str], shown: str) -> None:
    found = words(shown)
    for line in wanted:
        assert words(line) in found, line


def play(session: Session, engine: Engine, dice: Random) -> None:
    """Play both to an ending, comparing what they show at every step."""
    for _ in range(400):
        turn = session.look()
        same_turn(turn, engine.call("look"))
        all_there(scene_lines(turn), engine.shown())
        if turn.ending:
            return
        unread = [letter for letter in turn.mail if not letter.read]
        if unread and dice.random() < 0.3:
            letter = dice.choice(unread)
            session.read(letter.id)
            engine.act("letter", letter.id)
            if turn.view != "inbox" and not engine.ask("app.mailbox"):
                engine.act("mailbox")
            all_there(map(bare, lines.prose(letter.body, keep_lines=True)), engine.shown())
        elif turn.can_undo and dice.random() < 0.05:
            session.undo()
            engine.act("undo")
        else:
            option = dice.choice([option for option in turn.options if option.open])
            session.choose(option.id)
            assert engine.act("choose", option.id) == "heading"
    raise AssertionError(f"no ending, in {session.state.scene}")


def look_back(session: Session, engine: Engine) -> None:
    """Compare the debriefs, after all guesses and marks."""
    shown = debrief(session)
    for finding in shown.guesses:
        engine.act("pass", finding.id)
    engine.act("parts")
    while engine.ask("lookOn(app)"):
        pass
    for number in range(len(shown.reported)):
        engine.act("mark", f"{number} yes")
    all_there(debrief_lines(shown), engine.shown())
    shown_then = ""
    for panel in ("map", "path"):
        engine.act("panel", panel)
        shown_then += engine.shown()
    all_there(looking_lines(session), shown_then)
    own = engine.call("debriefOf")
    assert [item["id"] for item in own["cards"]] == [item.finding.id for item in shown.cards]
    assert own["guesses"] == [finding.id for finding in shown.guesses]
    assert [item["line"] for item in own["reported"]] == [item.line for item in shown.reported]
    assert [(item["found"], item["here"]) for item in own["endings"]] == [(e.found, e.here) for e in shown.endings]
    assert [(row["at"], row["before"], row["now"]) for row in own["rows"]] == [
        (row.at, row.before, row.now) for row in shown.columns
    ]


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("seed", SEEDS)
def test_the_page_says_what_plain_mode_says(name: str, seed: int) -> None:
    machine, engine = known(name)
    dice = Random(f"{name} {seed}")
    role = dice.choice(list(machine.story.roles))
    settings = {asked.id: dice.choice(list(asked.options)) for asked in machine.story.asked(role)}
    engine.open(seed)
    engine.act("role", role)
    for condition, value in settings.items():
        engine.act(f"set {condition}", value)
    assert engine.act("begin") == "heading"
    session = Session(machine, role, settings, seed=seed)
    play(session, engine, dice)
    look_back(session, engine)
    for other in other_sides(session):
        carried, earlier = carry_over(session, other.id)
        session = Session(machine, other.id, session.settings, seed=seed, carried=carried, earlier=earlier)
        engine.act("other", other.id)
        play(session, engine, dice)
        look_back(session, engine)
        break

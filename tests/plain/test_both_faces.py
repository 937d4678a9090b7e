"""The app and the lines say the same: text, choices, reasons, letters, and the debrief, along random playthroughs."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from game.plain.lines import inline
from game.plain.loop import PlainGame
from game.plain.talk import Talk
from game.play.library import Library
from game.play.saves import SaveFolder
from game.play.turn import Passage, Turn
from game.play.wish import Wish
from game.story.prose import paragraphs
from game.tui.app import RolloutApp
from game.tui.debrief.record import RecordPanel
from game.tui.debrief.screen import DebriefPage
from game.tui.play import PlayPage
from game.tui.tastes import Tastes
from game.tui.widgets.letters import Letters
from game.tui.widgets.sheet import Block
from tests.cli import harbour
from tests.plain.conversation import noon
from tests.support.search import SIEGE
from tests.tui.helm import PACKS, press, sailing, settled

pytestmark = pytest.mark.asyncio

SHIPPED = Path(__file__).parents[2] / "scenes"
WAYS = [("office", "assistant"), ("office", "engineer"), ("harbour", "keeper")]
PLANS = [(pack, role, seed) for pack, role in WAYS for seed in range(20 if SIEGE else 1)]
PLANS += [("the-cutover", role, seed) for role in ("assistant", "engineer") for seed in range(5 if SIEGE else 0)]
LONGEST = 60 if SIEGE else 14
Words = list[str]


def words(text: str) -> Words:
    """The words of a text, whatever is between them and however they are set."""
    return re.findall(r"\w+", text.casefold())


def holds(many: Words, few: Words) -> bool:
    """Whether some words stand next to each other among others."""
    return any(many[at : at + len(few)] == few for at in range(len(many) - len(few) + 1))


@dataclass
class Lines:
    """Plain mode over a session of its own, one typed line at a time."""

    game: PlainGame
    sink: io.StringIO

    @classmethod
    def begin(cls, books: Library, pack: str, role: str, seed: int) -> Lines:
        sink = io.StringIO()
        session = books.begin(books.open(pack), role, {}, seed)
        return cls(PlainGame(Talk(io.StringIO(), sink), session, books, lambda _: ""), sink)

    def type(self, line: str) -> list[str]:
        """Type a line, and read what is answered."""
        self.sink.seek(0)
        self.sink.truncate()
        self.game.obey(line)
        return self.sink.getvalue().split("\n")


def shelf(folder: Path, saves: str) -> Library:
    books = Library((folder / "packs", PACKS, SHIPPED), SaveFolder(folder / saves), noon, lambda: 5)
    books.saves.remember(lambda memory: memory.settings.update(Tastes(prompts=False, confirm=False).settings()))
    return books


def moves(turn: Turn, dice: random.Random) -> Iterator[str]:
    """What is done next: letters of a mailbox, choices, and now and then a step back."""
    if turn.view == "inbox" and not turn.ending:
        yield from (f"read {letter.id}" for letter in turn.mail if not letter.read and dice.random() < 0.4)
    if turn.can_undo and dice.random() < 0.15:
        yield "undo"
    else:
        numbers = [number for number, option in enumerate((o for o in turn.options if o.open), 1) if option]
        yield str(dice.choice(numbers[:9]))


def shown(blocks: tuple[Block, ...]) -> Words:
    return words(" ".join(block.content.plain for block in blocks if block.tone != "speaker"))


def parts(passage: Passage) -> list[Words]:
    """The words of each paragraph."""
    if passage.kind == "log":
        return [words(passage.words)]
    return [words(paragraph.words) for paragraph in paragraphs(passage.words)]


def compare_scene(page: PlayPage, lines: list[str], turn: Turn) -> None:
    """The text and the choices of one moment."""
    blocks = page.letters.place if turn.view == "inbox" else page.story.blocks
    text = shown(blocks)
    start = max(at for at, line in enumerate(lines) if line.startswith(("Scene: ", "Ending: ")))
    plain = "\n".join(lines[start:])
    for passage in turn.passages:
        for said in parts(passage):
            assert holds(text, said), passage.words
            assert holds(words(plain.replace("Log: ", "")), said), passage.words
    doors = [(words(door.words.plain), words(door.reason.plain)) for door in page.choices.doors]
    heading = next((at for at, line in enumerate(lines) if re.match(r"\d+ choices?(, \d+ locked)?:$", line)), None)
    if turn.ending:
        assert heading is None
        return
    assert heading is not None
    listed = [line for line in lines[heading + 1 :] if line]
    opened = [
        words(re.sub(r"^\d+\. | \(taking it back will leave a trace\)$", "", line))
        for line in listed
        if line[0].isdigit()
    ]
    shut = [line.removeprefix("Locked: ") for line in listed if line.startswith("Locked: ")]
    assert [door for door, reason in doors if not reason] == opened
    assert [door + reason for door, reason in doors if reason] == [words(line) for line in shut]


async def compare_debrief(app: RolloutApp, pilot: Pilot[Any], lines: list[str]) -> None:
    """Each card of the record, and each step of the path."""
    await press(pilot, "enter", "enter")
    assert isinstance(app.screen, DebriefPage)
    panel = app.screen.query_one(RecordPanel)
    path = words(" ".join(line for line in lines if re.match(r"\d+\. ", line)))
    for mark in panel.debrief.path:
        assert holds(path, words(inline(mark.words))), mark
    await press(pilot, "right")
    while panel.asked is not None:
        assert holds(words(" ".join(lines)), words(panel.asked.guess))
        await press(pilot, "enter")
    start = next((at for at, line in enumerate(lines) if re.match(r"Part \d+ of \d+: The record", line)), len(lines))
    end = next((at for at in range(start + 1, len(lines)) if lines[at].startswith("Part ")), len(lines))
    told = [list(group) for group in cards(lines[start:end])]
    assert len(told) == len(panel.debrief.cards)
    for card in told[panel.at :] + told[: panel.at]:
        text = shown(panel.view.paper.blocks)
        for line in card:
            label, _, rest = line.strip().partition(": ")
            if label not in ("The source was last checked", "Beside it"):
                assert holds(text, words(rest)), line
        await press(pilot, "down")


def cards(lines: list[str]) -> Iterator[list[str]]:
    """The lines of each card."""
    starts = [at for at, line in enumerate(lines) if line.startswith("Finding: ")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield [line for line in lines[start:end] if line]


@pytest.mark.parametrize(("pack", "role", "seed"), PLANS)
async def test_both_faces_say_the_same(tmp_path: Path, pack: str, role: str, seed: int) -> None:
    harbour.build(tmp_path / "packs")
    dice = random.Random(f"{pack} {role} {seed}")
    lines = Lines.begin(shelf(tmp_path, "plain"), pack, role, seed)
    async with sailing(shelf(tmp_path, "app"), Wish(story=pack, role=role, seed=seed)) as (app, pilot):
        for _ in range(LONGEST):
            page = app.screen
            assert isinstance(page, PlayPage)
            turn = page.session.look()
            answer = lines.type("again")
            assert lines.game.turn == turn
            compare_scene(page, answer, turn)
            if turn.ending:
                await compare_debrief(app, pilot, answer)
                break
            for move in moves(turn, dice):
                await follow(page, pilot, move, lines.type(move))


async def follow(page: PlayPage, pilot: Pilot[Any], move: str, answer: list[str]) -> None:
    """Do in the app what a line did; a letter reads the same in both."""
    verb, _, rest = move.partition(" ")
    if verb == "read":
        page.letters.post_message(Letters.Opened(rest))
        page.letters.open(rest)
        await settled(pilot)
        letter = page.session.look().letter(rest)
        assert letter is not None
        inside = next(envelope.inside for envelope in page.letters.envelopes if envelope.id == rest)
        for body in parts(Passage("text", letter.body)):
            assert holds(shown(inside), body)
            assert holds(words(" ".join(answer)), body)
    else:
        await press(pilot, "u" if verb == "undo" else verb)

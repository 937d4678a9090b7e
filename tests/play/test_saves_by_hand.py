"""Saves changed by hand: whatever is gone on with can be played, looked back on and written down; the rest is told."""

from __future__ import annotations

import json
import random
import tempfile
from pathlib import Path
from typing import Any

import pytest

from game.paper import PAPERS
from game.play.branches import branches
from game.play.library import CannotOpenError, Library
from game.play.pathmap import path_map
from game.play.session import Session
from game.play.transcript import transcript
from game.play.why import why
from game.story.text import clean
from tests.saves.make import HERE, SHOWN, library
from tests.support.search import SIEGE

TEXTS = [file.read_text("utf-8") for file in sorted(HERE.glob("*/*.json")) if file.name != SHOWN]
WORDS = (
    "inbox",
    "fork",
    "boot",
    "held",
    "pad",
    "begin",
    "close",
    "cutover",
    "continue",
    "nowhere",
    "",
    "\x1b[31m",
    "\u202ex",
)
ROUNDS = 4_000 if SIEGE else 60


def places(value: Any, found: list[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """Every container with each of its keys."""
    keys = range(len(value)) if isinstance(value, list) else list(value) if isinstance(value, dict) else ()
    for key in keys:
        found.append((value, key))
        places(value[key], found)
    return found


def edited(text: str, dice: random.Random) -> str:
    """A save with a few things changed, as an editor or an accident would."""
    save = json.loads(text)
    for _ in range(dice.randint(1, 3)):
        container, key = dice.choice(places(save, []))
        match dice.randrange(7):
            case 0 if isinstance(container, dict):
                del container[key]
            case 1 if isinstance(container, list):
                container.insert(key, json.loads(json.dumps(container[key])))
            case 2:
                container[key] = dice.choice(WORDS)
            case 3:
                container[key] = dice.choice((-1, 0, 1, 2, 3, 99, 2**70, True, None, 1.5))
            case 4:
                other, place = dice.choice(places(save, []))
                container[key] = json.loads(json.dumps(other[place]))
            case 5 if isinstance(container, list):
                dice.shuffle(container)
            case _ if isinstance(container[key], int):
                container[key] += dice.choice((-1, 1))
    return json.dumps(save, ensure_ascii=False)


def looked_back_on(session: Session) -> None:
    """Ask for everything that a face can show."""
    turn = session.look()
    assert clean(repr(turn)) == repr(turn)
    told = transcript(session, name="x")
    for write in PAPERS.values():
        assert write(told)
    assert path_map(session).seen >= 1
    for option in turn.options:
        if not option.open:
            assert why(session, option.id).reason
    for branch in branches(session):
        session.rewind(branch.tip)
        session.look()


@pytest.mark.parametrize("part", range(4))
def test_a_save_changed_by_hand_is_gone_on_with_or_refused_in_a_sentence(part: int) -> None:
    opened = 0
    with tempfile.TemporaryDirectory() as name:
        books = library(Path(name))
        for number in range(part, ROUNDS, 4):
            dice = random.Random(number)
            text = edited(dice.choice(TEXTS), dice)
            opened += gone_on_with(books, text)
    assert 0 < opened <= ROUNDS


def gone_on_with(books: Library, text: str) -> bool:
    """Go on with a save if that can be done; what cannot be read or no longer fits is left as it was."""
    file = books.saves.path / "edited.json"
    for path in books.saves.path.glob("*.json*"):
        path.unlink()
    file.write_text(text, "utf-8")
    kept, damaged = books.kept()
    assert len(kept) + len(damaged) == 1
    if damaged:
        assert damaged[0].reason
        return False
    try:
        session = books.resume(kept[0])
    except CannotOpenError as reason:
        refused = str(reason)
    else:
        refused = ""
    if refused:
        assert clean(refused) == refused
        assert file.read_text("utf-8") == text
        return False
    changed = bool(session.look().notices)
    looked_back_on(session)
    if session.offered():
        session.choose(session.offered()[0])
    if changed:
        assert file.read_text("utf-8") == text
    return True

"""What an author wrote: files of YAML, and packs of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import yaml

from game.paper import PAPERS
from game.play.machine import StoryMachine
from game.play.session import Session
from game.play.transcript import transcript
from game.story.craft import check_craft
from game.story.loader import load
from game.story.model import Story
from game.story.nodes import Mapping, Node, Scalar, Sequence
from game.story.problems import Problem, Report
from game.story.reader import Limits, read
from game.story.text import clean
from tests.agent import test_protocol as programs
from tests.cli import harbour
from tests.fuzz.target import Target, inert, words_of
from tests.support import saving
from tests.support.packs import Files, pack, small
from tests.support.spoiling import ODD, shaped, spoiled

SCENES = Path(__file__).resolve().parents[2] / "scenes"
#: What stands between the files of one input; the name of the file stands behind it.
EDGE = b"\n%%% "
STEPS = 8


def told(problems: tuple[Problem, ...], files: Any = ()) -> None:
    """Hold what is said of faults: it can be shown, and stands somewhere."""
    for problem in problems:
        inert(str(problem))
        json.dumps(problem.as_json())
        assert problem.place.line >= 1
        assert problem.place.column >= 1
    assert len({(problem.code, problem.place, problem.message) for problem in problems}) == len(problems)


def reader(data: bytes) -> None:
    """A file is read to a value or has faults; what is read without one is what the library says stands there."""
    report = Report()
    node = read(data, "file.yaml", report, Limits())
    told(report.ordered())
    if not report.problems:
        text = clean(data.decode("utf-8-sig"))
        assert (None if node is None else _plain(node)) == yaml.load(text, Loader=yaml.CBaseLoader)


def _plain(node: Node) -> Any:
    if isinstance(node, Mapping):
        return {inert(name): _plain(value) for name, value in node.entries.items()}
    if isinstance(node, Sequence):
        return [_plain(value) for value in node.items]
    assert isinstance(node, Scalar)
    if isinstance(node.value, str):
        assert inert(node.value) == node.raw
    return node.raw


def packs(data: bytes) -> None:
    """A pack has errors or is a story; a story can be played, looked back on and written down."""
    with pack(_files(data)) as folder:
        result = load(folder, records=[SCENES])
    told(result.problems)
    assert (result.story is None) == bool(result.errors)
    if result.story is not None:
        check_craft(result.story, Report(sources=result.sources))
        _play(result.story)


def _files(data: bytes) -> Files:
    """The files of an input: the scenes first, then others by name."""
    first, *rest = data.split(EDGE)
    files: dict[str, str | bytes] = {**small(), "scenes.yaml": first}
    for part in rest[:6]:
        name, _, text = part.partition(b"\n")
        if name.decode("ascii", "replace") in ("story", "findings", "questions", "end"):
            files[f"{name.decode()}.yaml"] = text
    return files


def _play(story: Story) -> None:
    machine, dice = StoryMachine(story), Random(1)
    for role in story.roles:
        session = Session(machine, role, seed=1)
        for _ in range(STEPS):
            turn = session.look()
            inert(f"{turn.title}{turn.passages}{turn.mail}{turn.options}".replace("\\n", ""))
            for letter in turn.mail[:2]:
                session.read(letter.id)
            opened = session.offered()
            if not opened:
                break
            session.choose(dice.choice(opened))
        PAPERS[".md"](transcript(session))


def _seeds() -> Iterator[bytes]:
    yield _joined(harbour.FILES)
    yield _joined(saving.FILES)
    yield _joined(programs.FILES)
    for seed in range(40):
        dice = Random(seed)
        yield _joined({name: json.dumps(value) for name, value in shaped(dice).items()})
        yield _joined({name: words_of(_bytes(text)) for name, text in spoiled(harbour.FILES, dice).items()})


def _joined(files: dict[str, str] | Any) -> bytes:
    first, rest = files["scenes.yaml"], [(name, text) for name, text in files.items() if name != "scenes.yaml"]
    return EDGE.join(
        [_bytes(first), *(name.removesuffix(".yaml").encode() + b"\n" + _bytes(text) for name, text in rest)]
    )


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("utf-8", "replace")


def _spoiled(data: bytes, dice: Random) -> bytes:
    first, *rest = data.split(EDGE)
    parts = [first, *rest]
    at = dice.randrange(len(parts))
    parts[at] = _bytes(spoiled({"part": parts[at].decode("utf-8", "replace")}, dice)["part"])
    return EDGE.join(parts)


WORDS = (
    *(str(word) for word in ODD if word),
    "choices:\n  - {id: a, text: A, to: end}\n", "next: end", "mail: [{id: m, from: A, subject: S, body: B}]", "if: f",
    "draw: [{chance: 50, to: end}, {rest: true, to: hall}]", "locked: Not yet.", "once: true", "ending: {outcome: appeal}",
    "&a ", "*a", "!!str ", "<<: ", "|-\n", ">+\n", "%YAML 1.1\n", "---\n", "...\n", "? ", "\\ud800", "\\U0000d800", "\t",
    "\ufeff", "\u2028", "\x85", "{n}", "{f: a | b}", "renamed_from: [x]", "extends: x", "variables: {n: 0}", "%%% story\n",
)  # fmt: skip
READER = Target(reader, _seeds, WORDS, _spoiled)
PACKS = Target(packs, _seeds, WORDS, _spoiled)

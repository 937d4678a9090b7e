"""Packs spoiled at random: shapes near those of the format, and copies of sound packs with parts of their text changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from game.story import scene_format
from game.story.shapes import Either, IfKey, ListOf, MapOf, Record
from game.story.values import Exactly, Flag, Integer, OneOf, Shape

#: Single values that some key or other takes, and some that none does.
ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 7, 10**12, "", " ", "x", "a", "b", "hall", "end", "walk", "ada", "true", "1.5", "50", "100",
    "{", "}", "{{", "{n}", "{n: a | b}", "{seen(hall): a}", "n", "n += 1", "n = n // 0", "f = not f", "n > 1", "n in (1, 2)",
    "e == 'u'", "seen(hall)", "read(m)", "chose(hall.go)", "chose(hall.continue)", "role == 'player'", "not " * 40 + "f",
    "n.real", "A-b", "continue", "__import__('os')", "41%", "<b>x</b>", "a\x1bb", "a\u202eb", "\ud800", "é", "1.0.0",
)  # fmt: skip
NAMES = ("hall", "end", "a", "b", "n", "f", "e", "m", "go", "player", "walk", "ada")
#: What a single value of a kind mostly is.
SOUND: dict[str, tuple[Any, ...]] = {
    "an expression in quotation marks": (
        "f",
        "n > 1",
        "n in (1, 2)",
        "e == 'u'",
        "seen(hall)",
        "role == 'player'",
        "true",
    ),
    "an effect such as slots -= 1": ("n += 1", "n = n // 0", "f = not f", "e = 'v'", "n -= 3"),
    "text": ("A room.", "You have {n}.", "It is {f: dark | light}.", "*So*.", "x"),
    "an id": ("hall", "end", "a", "b", "m", "go", "player", "walk"),
    "an outcome": ("acceptance", "appeal"),
    "a percent with at most two decimals": ("50", "12.5", 30),
    "dotted whole numbers such as 1.2.0": ("1.0.0", 2),
}


def near(shape: Shape, dice: Random, depth: int = 0) -> Any:
    """A value that mostly has a shape, and in places another."""
    if depth > 8 or dice.random() < 0.01:
        return dice.choice((*ODD, [], {}, [[]], {"a": {}}, ["x", "x"]))
    if isinstance(shape, Record):
        return _record(shape, dice, depth)
    if isinstance(shape, MapOf):
        names = {dice.choice(NAMES) for _ in range(dice.randint(0, 4))}
        return {name: near(shape.item, dice, depth + 1) for name in sorted(names)}
    if isinstance(shape, ListOf):
        return [near(shape.item, dice, depth + 1) for _ in range(dice.randint(0, 3))]
    if isinstance(shape, IfKey):
        return near(shape.lacking if dice.random() < 0.8 else shape.having, dice, depth)
    if isinstance(shape, Either):
        kinds = [kind for kind in (shape.scalar, shape.sequence, shape.mapping) if kind is not None]
        return near(dice.choice(kinds), dice, depth + 1)
    return _single(shape, dice)


def _record(shape: Record, dice: Random, depth: int) -> dict[str, Any]:
    wanted = [name for name, field in shape.fields.items() if field.required or dice.random() < 0.25]
    if shape.exactly_one:
        only = dice.choice(shape.exactly_one)
        wanted = [name for name in wanted if name not in shape.exactly_one or dice.random() < 0.05]
        wanted.append(only)
    return {name: near(shape.fields[name].shape, dice, depth + 1) for name in wanted if dice.random() > 0.01}


def _single(shape: Shape, dice: Random) -> Any:
    if isinstance(shape, Flag):
        return dice.random() < 0.5
    if isinstance(shape, OneOf):
        return dice.choice(shape.words)
    if isinstance(shape, Exactly):
        return shape.number
    if isinstance(shape, Integer):
        return dice.randint(-2, 5)
    sound = SOUND.get(str(shape), NAMES)
    return dice.choice(sound if dice.random() < 0.97 else ODD)


def shaped(dice: Random) -> dict[str, Any]:
    """The files of a pack near the schema, whose first scene and only ending are there as a rule."""
    story = near(scene_format.STORY, dice)
    scenes = near(scene_format.SCENES, dice)
    findings = near(scene_format.FINDINGS, dice)
    if isinstance(story, dict) and dice.random() < 0.9:
        story.pop("extends", None)
        story |= {"id": "small", "roles": {"player": {"name": "Player", "start": "hall"}}}
        story["variables"] = {
            "n": {"start": 1, "min": 0, "max": 3},
            "f": False,
            "e": {"one_of": ["u", "v"], "start": "u"},
        }
    if isinstance(scenes, dict) and dice.random() < 0.9:
        ending = {"outcome": "acceptance", "findings": ["walk"], "explain": "So."}
        scenes.setdefault("hall", {"title": "Hall", "next": "end"})
        scenes["end"] = {"title": "End", "ending": ending}
    if isinstance(findings, dict):
        findings["walk"] = near(scene_format.FINDING, dice)
    return {"story.yaml": story, "scenes.yaml": scenes, "findings.yaml": findings}


def _cut(lines: list[str], at: int, dice: Random) -> None:
    del lines[at : at + dice.randint(1, 4)]


def _twice(lines: list[str], at: int, dice: Random) -> None:
    lines[at:at] = lines[at : at + dice.randint(1, 4)]


def _moved(lines: list[str], at: int, dice: Random) -> None:
    lines.insert(dice.randrange(len(lines)), lines.pop(at))


def _indented(lines: list[str], at: int, dice: Random) -> None:
    lines[at] = dice.choice(("  ", " ", "\t", "- ")) + lines[at]


def _outdented(lines: list[str], at: int, dice: Random) -> None:
    lines[at] = lines[at].lstrip()


def _replaced(lines: list[str], at: int, dice: Random) -> None:
    head, colon, _ = lines[at].partition(":")
    lines[at] = f"{head}{colon} {dice.choice(ODD)}"


def _stabbed(lines: list[str], at: int, dice: Random) -> None:
    line = lines[at]
    place = dice.randint(0, len(line))
    mark = dice.choice(
        ["{", "}", "[", "]", ":", ": ", " #", "'", '"', "|", ">", "&a ", "*a", "!t ", "%", "\x00", "\x1b", "é"]
    )
    lines[at] = line[:place] + mark + line[place + dice.randint(0, 2) :]


def _ended(lines: list[str], at: int, dice: Random) -> None:
    del lines[at:]


SPOILERS: tuple[Callable[[list[str], int, Random], None], ...] = (
    _cut, _twice, _moved, _indented, _outdented, _replaced, _stabbed, _stabbed, _ended,
)  # fmt: skip


def spoiled(files: Mapping[str, str], dice: Random) -> dict[str, str | bytes]:
    """A copy of a pack with one to three places of its text changed."""
    copy: dict[str, str | bytes] = dict(files)
    for _ in range(dice.randint(1, 3)):
        name = dice.choice(sorted(files))
        text = copy[name]
        lines = (text if isinstance(text, str) else text.decode("utf-8", "replace")).split("\n")
        dice.choice(SPOILERS)(lines, dice.randrange(len(lines)), dice)
        copy[name] = "\n".join(lines).encode("utf-8", "surrogatepass")
    return copy

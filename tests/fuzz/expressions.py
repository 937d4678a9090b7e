"""Guards and effects: refused with a fault of the catalogue, or of the value that a naive interpreter says."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from random import Random
from typing import Any

from game.story import typist
from game.story.catalogue import CATALOGUE
from game.story.expressions import BOOL, INT, Effects, ExpressionFault, Type, compile_all
from game.story.text import FOREIGN
from tests.fuzz.target import Target, inert, words_of
from tests.story.test_expressions_properties import KINDS, LEAST, MOODS, MOST, WORDS, scope, slots
from tests.support.formulas import ASSIGN, evaluate, parse

#: How deep in parentheses the naive interpreter goes.
DEEPEST = 40
LONGEST = 2_000


def _worlds() -> Iterator[tuple[dict[str, Any], set[tuple[str, str]]]]:
    everything = [(kind, name) for kind, names in KINDS.items() for name in names]
    for number in range(6):
        dice = Random(number)
        world: dict[str, Any] = {name: dice.choice((LEAST, -1, 0, 1, 7, MOST)) for name in WORDS.numbers}
        world |= {name: dice.random() < 0.5 for name in WORDS.flags}
        world |= {name: dice.choice(values) for name, values in WORDS.enums}
        yield world, set(dice.sample(everything, dice.randint(0, len(everything))))


WORLDS = list(_worlds())


def expressions(data: bytes) -> None:
    """The first byte says what the rest is to be: a guard, a number, a word or an effect."""
    kind, text = data[:1], words_of(data[1:])[:LONGEST]
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        fault = _refused(kind, text)
    assert not heard, f"a pack's text has no business on stderr: {heard[0].message}"
    if fault is not None:
        said = CATALOGUE[fault.code].message.format_map({name: str(word) for name, word in fault.words.items()})
        assert said if FOREIGN.search(text) else inert(said)
        assert 0 <= fault.offset <= len(text) + 1


def _refused(kind: bytes, text: str) -> ExpressionFault | None:
    """Why a text is refused, or None where it was understood and does what it says."""
    try:
        if kind == b"=":
            _effect(text)
        else:
            _expression(text, {b"1": INT, b"'": Type("enum", frozenset(MOODS))}.get(kind, BOOL))
    except ExpressionFault as fault:
        return fault
    return None


def _expression(text: str, wanted: Type) -> None:
    names = scope()
    found = typist.Typist(text, names).expression(wanted)
    compile_all([found], [])
    tree = _naive(text)
    for world, memory in WORLDS:
        value = found.value(slots(names, world, memory))
        assert type(value) is {"bool": bool, "int": int}.get(wanted.kind, str), (text, value)
        if tree is not None:
            assert value == evaluate(tree, world, lambda kind, name, memory=memory: (kind, name) in memory), (
                text,
                world,
            )


def _effect(text: str) -> None:
    names = scope()
    block = Effects((typist.assignment(text, names),))
    compile_all([], [block])
    match = ASSIGN.fullmatch(text)
    assert match is not None
    name, sign, right = match.groups()
    tree = _naive(right)
    for world, memory in WORLDS:
        facts = slots(names, world, memory)
        block.apply(facts)
        if tree is None:
            continue
        new: Any = evaluate(tree, world, lambda kind, asked, memory=memory: (kind, asked) in memory)
        new = new if sign == "=" else world[name] + new if sign == "+=" else world[name] - new
        new = max(LEAST, min(MOST, new)) if name in WORDS.numbers else new
        assert facts == slots(names, {**world, name: new}, memory), (text, world)


def _naive(text: str) -> Any:
    """The tree that the naive interpreter reads, where it can go as deep."""
    return parse(text) if text.count("(") <= DEEPEST else None


def _seeds() -> Iterator[bytes]:
    for text in (
        "lamp", "not lamp and rain or coins > 1", "coins in (1, 2, 3)", "e_mood == 'calm'", "e_mood in ('calm', 'cross')",
        "seen(hall) and read(note) and chose(hall.go)", "chose(hall.continue)", 'role == "player"', "1 < coins <= 7 != debt",
        "lamp if rain else coins // debt > coins % 2", "coins not in (1,)", "abs(-coins) > min(1, debt, 3)",
    ):  # fmt: skip
        yield b"?" + text.encode()
    for text in ("coins", "-coins * (debt - 1)", "max(coins, 1) if lamp else 2", "coins // -debt % 3", "999999999"):
        yield b"1" + text.encode()
    yield b"'" + b"'calm' if lamp else e_air"
    for text in (
        "coins += 1",
        "coins = debt * 2 if lamp else 0",
        "e_mood = 'cross'",
        "lamp = not lamp",
        "debt -= -coins",
    ):
        yield b"=" + text.encode()


TOKENS = (
    "coins", "debt", "lamp", "rain", "e_mood", "e_air", "role", "'calm'", '"cross"', "seen(hall)", "read(note)",
    "chose(hall.go)", "chose(hall.continue)", "true", "false", "True", "None", " and ", " or ", "not ", " in ", " not in ", " if ",
    " else ", "==", "!=", "<=", ">=", "//", "**", "+=", "-=", ":=", "min(", "max(", "abs(", "lambda:", "[", "]", "{", "}", "f'{x}'",
    "b'x'", "0x1", "1_0", "1e9", "1j", "00", "...", "await ", "yield ", "for x in ", "\\", "#", "@", "~", " is ", "import ", ".x", "\u017f",
)  # fmt: skip
EXPRESSIONS = Target(expressions, _seeds, TOKENS)

"""Expressions agree with a naive interpreter, and no text makes them fail."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from game.story import expressions, typist
from game.story.expressions import BOOL, INT, Effects, Expression, ExpressionFault, Scope, Type, Value
from tests.support.formulas import ASSIGN, depth, evaluate, parse, write
from tests.support.search import examples
from tests.support.trees import Vocabulary, effects, guards, numbers, truths

MOODS = ("calm", "cross", "very_cross")
WORDS = Vocabulary(
    numbers=("coins", "debt"),
    flags=("lamp", "rain"),
    enums=(("e_mood", MOODS), ("e_air", MOODS), ("role", ("player", "other"))),
    scenes=("hall", "end"),
    mail=("note",),
    choices=("hall.go", "hall.continue"),
)
KINDS = {"seen": WORDS.scenes, "read": WORDS.mail, "chose": WORDS.choices}
LEAST, MOST = -20, 20

worlds = st.fixed_dictionaries(
    {
        "role": st.sampled_from(["player", "other"]),
        "coins": st.integers(LEAST, MOST),
        "debt": st.integers(LEAST, MOST),
        "lamp": st.booleans(),
        "rain": st.booleans(),
        "e_mood": st.sampled_from(MOODS),
        "e_air": st.sampled_from(MOODS),
    }
)
memories = st.sets(st.sampled_from([(kind, name) for kind, names in KINDS.items() for name in names]))


def scope() -> Scope:
    names = Scope()
    for name, values in WORDS.enums:
        names.declare(name, Type("enum", frozenset(values)), fixed=name == "role")
    for name in WORDS.numbers:
        names.declare(name, INT, LEAST, MOST)
    for name in WORDS.flags:
        names.declare(name, BOOL)
    names.targets = {kind: dict.fromkeys(known) for kind, known in KINDS.items()}
    return names


def slots(names: Scope, world: dict[str, Value], memory: set[tuple[str, str]]) -> list[Value]:
    found: list[Value] = [False] * names.size
    for name, value in world.items():
        found[names.symbols[name].slot] = value
    for asked, slot in names.facts.items():
        found[slot] = asked in memory
    return found


def understood(text: str, kind: Type, names: Scope) -> Expression:
    expression = typist.Typist(text, names).expression(kind)
    expressions.compile_all([expression], [])
    return expression


@examples(250)
@given(truths(WORDS, 3) | numbers(WORDS, 3), worlds, memories)
def test_an_expression_comes_to_what_a_naive_interpreter_says(
    tree: Any, world: dict[str, Value], memory: set[tuple[str, str]]
) -> None:
    text = write(tree)
    wanted = evaluate(tree, world, lambda kind, name: (kind, name) in memory)
    assert evaluate(parse(text), world, lambda kind, name: (kind, name) in memory) == wanted
    assume(len(text) <= 500 and depth(tree) <= 25)
    names = scope()
    expression = understood(text, BOOL if isinstance(wanted, bool) else INT, names)
    found = expression.holds(slots(names, world, memory))
    assert found == wanted
    assert type(found) is type(wanted)


@given(guards(WORDS), worlds, memories)
def test_an_expression_reads_no_more_than_its_slots(
    text: str, world: dict[str, Value], memory: set[tuple[str, str]]
) -> None:
    names = scope()
    expression = understood(text, BOOL, names)
    facts = slots(names, world, memory)
    poisoned = [value if slot in expression.slots else None for slot, value in enumerate(facts)]
    assert expression.holds(poisoned) == expression.holds(facts)  # type: ignore[arg-type]


@examples(150)
@given(effects(WORDS), worlds, memories)
def test_an_effect_does_what_a_naive_interpreter_says_and_clamps(
    text: str, world: dict[str, Value], memory: set[tuple[str, str]]
) -> None:
    names = scope()
    block = Effects((typist.assignment(text, names),))
    expressions.compile_all([], [block])
    facts = slots(names, world, memory)
    block.apply(facts)
    match = ASSIGN.fullmatch(text)
    assert match is not None
    name, sign, value = match.groups()
    new = evaluate(parse(value), world, lambda kind, asked: (kind, asked) in memory)
    before: Any = world[name]
    new = new if sign == "=" else before + new if sign == "+=" else before - new
    if name in WORDS.numbers:
        new = max(LEAST, min(MOST, new))
    assert facts == slots(names, {**world, name: new}, memory)


WRITTEN = st.text("abcoinslmpru_ ().,'\"=<>!+-*/%:0123456789\n\\#[]{}&|~^@;é", max_size=60)
PARTS = ["coins", "lamp", "e_mood", "'calm'", "seen(hall)", "1", "(", ")", "not", "and", "or", "in", "if", "else", "=="]
MIXED = st.lists(st.sampled_from([*PARTS, "<", "//", "-", ",", "min(", ".", "lambda", ":", ":=", "*", "for"])).map(
    " ".join
)


@given(WRITTEN | MIXED | st.text(max_size=40))
def test_no_text_makes_an_expression_fail_but_with_a_fault_of_the_catalogue(text: str) -> None:
    from game.story.catalogue import CATALOGUE

    for attempt in (lambda: understood(text, BOOL, scope()), lambda: typist.assignment(text, scope())):
        fault = refusal(attempt)
        if fault is not None:
            assert CATALOGUE[fault.code].message.format_map(fault.words)
            assert 0 <= fault.offset <= len(text) + 1


def refusal(attempt: Callable[[], object]) -> ExpressionFault | None:
    """Why something is refused, or None where it is not."""
    try:
        attempt()
    except ExpressionFault as fault:
        return fault
    return None


@given(WRITTEN | MIXED, worlds, memories)
def test_whatever_is_understood_can_be_done(text: str, world: dict[str, Value], memory: set[tuple[str, str]]) -> None:
    names = scope()
    try:
        expression = understood(text, BOOL, names)
    except ExpressionFault:
        return
    assert type(expression.holds(slots(names, world, memory))) is bool


@given(st.integers(LEAST, MOST), st.integers(LEAST, MOST), st.sampled_from(["+", "-", "*", "//", "%"]))
def test_arithmetic_is_that_of_a_naive_interpreter_for_any_two_numbers(left: int, right: int, sign: str) -> None:
    names = scope()
    world: dict[str, Value] = {"coins": left, "debt": right}
    expression = understood(f"coins {sign} debt", INT, names)
    assert expression.holds(slots(names, world, set())) == evaluate((sign, ("int", left), ("int", right)), {}, never)


def never(kind: str, name: str) -> bool:
    raise AssertionError((kind, name))

"""Expressions mean the same in a browser: the printed form agrees with Python's, for every value."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
import quickjs
from hypothesis import assume, given
from hypothesis import strategies as st

import game.export
from game.export.javascript import EXACT, Printer, literal
from game.play.session import roll
from game.story import expressions, typist
from game.story.expressions import BOOL, INT, Effects, Scope, Type, Value
from tests.story.test_expressions_properties import LEAST, MOST, WORDS, memories, scope, slots, worlds
from tests.support.formulas import depth, evaluate, write
from tests.support.search import examples
from tests.support.trees import effects, numbers, truths

HERE = Path(game.export.__file__).parent
RUNTIME = quickjs.Context()
RUNTIME.eval("".join((HERE / name).read_text("utf-8") for name in ("machine.js", "hash.js")))


def ranges(names: Scope) -> dict[int, tuple[int, int]]:
    return {s.slot: (s.least, s.most) for s in names.symbols.values() if s.type == INT}


def in_a_browser(printed: str, facts: list[Value]) -> Any:
    return json.loads(RUNTIME.eval(f"JSON.stringify((f => {printed})({json.dumps(facts)}))"))


@examples(250)
@given(truths(WORDS, 3) | numbers(WORDS, 3), worlds, memories)
def test_an_expression_comes_to_the_same(tree: Any, world: dict[str, Value], memory: set[tuple[str, str]]) -> None:
    assume(len(write(tree)) <= 500 and depth(tree) <= 25)
    names = scope()
    wanted = evaluate(tree, world, lambda kind, name: (kind, name) in memory)
    kind = BOOL if isinstance(wanted, bool) else INT
    expression = typist.Typist(write(tree), names).expression(kind)
    found = in_a_browser(Printer(ranges(names)).value(expression.code), slots(names, world, memory))
    if abs(wanted) < EXACT:
        assert found == wanted
        assert type(found) is type(wanted)


@examples(150)
@given(effects(WORDS), worlds, memories)
def test_an_effect_leaves_the_same_facts(text: str, world: dict[str, Value], memory: set[tuple[str, str]]) -> None:
    names = scope()
    block = Effects((typist.assignment(text, names),))
    expressions.compile_all([], [block])
    facts = slots(names, world, memory)
    printed = Printer(ranges(names)).effects(block.steps)
    found = in_a_browser(f"{{ {printed} return f; }}", facts)
    block.apply(facts)
    assert found == facts


WIDE = st.integers(-999_999_999, 999_999_999)


@examples(80)
@given(WIDE, WIDE, WIDE, st.sampled_from(["+", "-", "*", "//", "%"]), st.sampled_from(["+", "-", "*", "//", "%"]))
def test_large_numbers_are_exact(one: int, two: int, three: int, first: str, second: str) -> None:
    names = Scope()
    for name in ("a", "b", "c"):
        names.declare(name, INT, -999_999_999, 999_999_999)
    product = f"(a * b * c {first} b) {second} c"
    expression = typist.Typist(f"{product} == {product} and {product} > a * b", names).expression(BOOL)
    effect = Effects((typist.assignment(f"a = {product} % 1000003 - max(a * b * c, b) // 7 % 1009", names),))
    expressions.compile_all([expression], [effect])
    printer, facts = Printer(ranges(names)), [one, two, three]
    assert in_a_browser(printer.value(expression.code), list(facts)) == expression.holds(facts)
    found = in_a_browser(f"{{ {printer.effects(effect.steps)} return f; }}", list(facts))
    effect.apply(facts)  # type: ignore[arg-type]
    assert found == facts


@given(st.integers(LEAST, MOST), st.integers(LEAST, MOST), st.sampled_from(["//", "%", "*", "-"]))
def test_division_floors_and_by_zero_gives_zero(left: int, right: int, sign: str) -> None:
    names = Scope()
    names.declare("a", INT, LEAST, MOST)
    names.declare("b", INT, LEAST, MOST)
    expression = typist.Typist(f"a {sign} b", names).expression(INT)
    expressions.compile_all([expression], [])
    printed = Printer(ranges(names)).value(expression.code)
    assert in_a_browser(printed, [left, right]) == expression.value([left, right])
    assert in_a_browser(f"1 / ({printed}) === -Infinity", [left, right]) is False


def test_nested_chains_do_not_grow_without_end() -> None:
    names = Scope()
    names.declare("x", BOOL)
    text = "x"
    for _ in range(25):
        text = f"x == ({text}) == x"
    expression = typist.Typist(text, names).expression(BOOL)
    expressions.compile_all([expression], [])
    printed = Printer({}).value(expression.code)
    assert len(printed) < 3_000
    assert in_a_browser(printed, [True]) == expression.holds([True])


@given(st.text())
def test_a_literal_says_the_same_and_cannot_end_a_script(text: str) -> None:
    written = literal(text)
    assert json.loads(written) == text
    assert written.isascii()
    assert "<" not in written


def test_a_word_of_an_author_is_a_literal() -> None:
    names = Scope()
    names.declare("mood", Type("enum", frozenset({"</script>", "calm"})))
    expression = typist.Typist("mood in ('</script>', 'calm')", names).expression(BOOL)
    printed = Printer({}).value(expression.code)
    assert "<" not in printed
    assert in_a_browser(printed, ["</script>"]) is True


@pytest.mark.parametrize("seed", [0, 7, -3, 10**18])
def test_draws_fall_where_they_fall_in_play(seed: int) -> None:
    rolls = [RUNTIME.eval(f'rollOf("{seed}", {number})') for number in range(1, 40)]
    assert rolls == [roll(seed, number) for number in range(1, 40)]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_the_digest_is_that_of_the_standard(text: str) -> None:
    words = json.loads(RUNTIME.eval(f"JSON.stringify(sha256({json.dumps(text)}))"))
    assert "".join(f"{word:08x}" for word in words) == hashlib.sha256(text.encode()).hexdigest()

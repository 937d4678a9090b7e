"""Random expressions that are well typed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy as Some

from tests.support.formulas import COMPARE, Tree, depth, write


@dataclass(frozen=True)
class Vocabulary:
    """What expressions may speak of; ``enums`` are names with their values."""

    numbers: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    enums: tuple[tuple[str, tuple[str, ...]], ...] = ()
    scenes: tuple[str, ...] = ()
    mail: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()


def named(names: tuple[str, ...], kind: str = "name") -> list[Some[Tree]]:
    """Leaves of one kind, where there are names for it."""
    return [st.tuples(st.just(kind), st.sampled_from(names))] if names else []


def divisors(inner: Some[Tree]) -> Some[Tree]:
    """Numbers to divide by: a constant zero is a fault of loading."""
    zero = ("int", 0)
    return inner.filter(lambda tree: tree != zero and tree != ("neg", zero))


@lru_cache(maxsize=512)
def numbers(words: Vocabulary, level: int = 2) -> Some[Tree]:
    """Trees that are numbers."""
    leaves = st.one_of(st.tuples(st.just("int"), st.integers(0, 9)), *named(words.numbers))
    if level == 0:
        return leaves
    inner, test = numbers(words, level - 1), truths(words, level - 1)
    return st.one_of(
        leaves,
        leaves,
        st.tuples(st.sampled_from(["+", "-", "*"]), inner, inner),
        st.tuples(st.sampled_from(["//", "%"]), inner, divisors(inner)),
        st.tuples(st.just("neg"), inner),
        st.tuples(st.just("abs"), inner),
        st.tuples(st.sampled_from(["min", "max"]), inner, inner),
        st.tuples(st.sampled_from(["min", "max"]), inner, inner, inner),
        st.tuples(st.just("if"), test, inner, inner),
    )


@lru_cache(maxsize=512)
def truths(words: Vocabulary, level: int = 2) -> Some[Tree]:
    """Trees that are true or false."""
    leaves = st.one_of(
        st.tuples(st.just("bool"), st.booleans()),
        *named(words.flags),
        *named(words.scenes, "seen"),
        *named(words.mail, "read"),
        *named(words.choices, "chose"),
    )
    if level == 0:
        return leaves
    inner, number = truths(words, level - 1), numbers(words, level - 1)
    sign = st.sampled_from(COMPARE)
    same = st.sampled_from(["==", "!="])
    member = st.sampled_from(["in", "not in"])
    return st.one_of(
        leaves,
        st.tuples(st.just("not"), inner),
        st.tuples(st.sampled_from(["and", "or"]), inner, inner),
        st.tuples(st.sampled_from(["and", "or"]), inner, inner, inner),
        st.tuples(st.just("compare"), number, sign, number),
        st.tuples(st.just("compare"), number, sign, number, sign, number),
        st.tuples(st.just("compare"), inner, same, inner),
        st.tuples(member, number, number, number),
        st.tuples(member, number, number),
        st.tuples(st.just("if"), inner, inner, inner),
        *(enum_tests(words, name, values, level - 1) for name, values in words.enums),
    )


def enum_tests(words: Vocabulary, name: str, values: tuple[str, ...], level: int) -> Some[Tree]:
    """Trees that ask about one enum."""
    word = st.tuples(st.just("word"), st.sampled_from(values))
    some = enums(words, name, values, level)
    return st.one_of(
        st.tuples(st.just("compare"), some, st.sampled_from(["==", "!="]), word),
        st.tuples(st.just("compare"), word, st.sampled_from(["==", "!="]), some),
        st.tuples(st.sampled_from(["in", "not in"]), some, word),
        st.tuples(st.sampled_from(["in", "not in"]), some, word, word),
    )


def enums(words: Vocabulary, name: str, values: tuple[str, ...], level: int) -> Some[Tree]:
    """Trees that are a value of one enum, and hold its name."""
    leaf = st.just(("name", name))
    if level == 0:
        return leaf
    word = st.tuples(st.just("word"), st.sampled_from(values))
    return st.one_of(leaf, st.tuples(st.just("if"), truths(words, level - 1), word, leaf))


def written(trees: Some[Tree]) -> Some[str]:
    """The texts of trees that keep to the limits of the format."""
    return trees.filter(lambda tree: depth(tree) < 25).map(write).filter(lambda text: len(text) <= 400)


def guards(words: Vocabulary) -> Some[str]:
    """Random guards."""
    return written(truths(words, 2))


def effects(words: Vocabulary) -> Some[str]:
    """Random effects; ``role`` and conditions are not among the enums that are set."""
    kinds: list[Some[str]] = []
    if words.numbers:
        sign = st.sampled_from(["=", "+=", "-="])
        kinds.append(_joined(st.sampled_from(words.numbers), sign, written(numbers(words, 2))))
    if words.flags:
        kinds.append(_joined(st.sampled_from(words.flags), st.just("="), guards(words)))
    for name, values in words.enums:
        if name.startswith("e_"):
            word = st.tuples(st.just("word"), st.sampled_from(values))
            kinds.append(_joined(st.just(name), st.just("="), written(word | enums(words, name, values, 1))))
    return st.one_of(*kinds)


def _joined(name: Some[str], sign: Some[str], value: Some[str]) -> Some[str]:
    return st.tuples(name, sign, value).map(" ".join)

"""Words with braces: ``{name}`` inserts a fact, ``{guard: this | that}`` chooses words, ``{{`` is a brace."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from game.story.expressions import Expression, Facts, Value


class Insert(Struct, frozen=True):
    """The value of one slot, in words; numbers show as digits."""

    slot: int
    words: Mapping[Value, str] | None

    def render(self, facts: Facts) -> str:
        """The words for the slot's value."""
        value = facts[self.slot]
        return str(value) if self.words is None else self.words[value]


class Branch(Struct, frozen=True):
    """One of two pieces of text, by a guard; ``offset`` is where in the text it stands, for reports."""

    guard: Expression
    then: Template
    otherwise: Template
    offset: int

    def render(self, facts: Facts) -> str:
        """The words of the branch that applies."""
        return (self.then if self.guard.holds(facts) else self.otherwise).render(facts)


class Template(Struct, frozen=True):
    """Text of an author, ready to be filled in."""

    parts: tuple[str | Insert | Branch, ...]

    def render(self, facts: Facts) -> str:
        """The text for these facts."""
        parts = self.parts
        if len(parts) == 1 and type(parts[0]) is str:
            return parts[0]
        return "".join([part if type(part) is str else part.render(facts) for part in parts])  # type: ignore[union-attr]

    @property
    def literal(self) -> bool:
        """Whether it reads the same whatever the facts are."""
        return all(type(part) is str for part in self.parts)

    def branches(self) -> Iterator[Branch]:
        """Every choice of words in it."""
        return (part for part in self.parts if type(part) is Branch)

    def slots(self) -> frozenset[int]:
        """Every slot it reads."""
        found: set[int] = set()
        for part in self.parts:
            if type(part) is Insert:
                found.add(part.slot)
            elif type(part) is Branch:
                found |= part.guard.slots | part.then.slots() | part.otherwise.slots()
        return frozenset(found)


EMPTY = Template(())


class TemplateFault(Exception):  # noqa: N818 - a fault of the author's text, as the format calls it
    """What is wrong with the braces of a text: a code of the catalogue and where in the text."""

    def __init__(self, code: str, offset: int, width: int = 1) -> None:
        super().__init__(code)
        self.code = code
        self.offset = offset
        self.width = width


def parse(
    text: str,
    insert: Callable[[str, int], Insert],
    guard: Callable[[str, int], Expression],
) -> Template:
    """The template of a text; ``insert`` and ``guard`` understand what stands in braces at an offset.

    Raises TemplateFault, and whatever ``insert`` and ``guard`` raise.
    """
    if "{" not in text and "}" not in text:
        return Template((text,))
    return Template(tuple(_parts(text, 0, len(text), insert, guard, inner=False)))


def _parts(
    text: str,
    start: int,
    end: int,
    insert: Callable[[str, int], Insert],
    guard: Callable[[str, int], Expression],
    *,
    inner: bool,
) -> Iterator[str | Insert | Branch]:
    """The parts of ``text[start:end]``; a branch's words, ``inner``, hold no further choice."""
    literal: list[str] = []
    at = start
    while at < end:
        here = text[at]
        if here in "{}" and text[at : at + 2] == here * 2 and at + 1 < end:
            literal.append(here)
            at += 2
        elif here == "{":
            if literal:
                yield "".join(literal)
                literal = []
            close = _closing(text, at, end)
            yield _braces(text, at, close, insert, guard, inner=inner)
            at = close + 1
        else:
            step = min(
                (found for found in (text.find("{", at + 1), text.find("}", at + 1)) if found > at),
                default=end,
            )
            step = min(step, end)
            literal.append(text[at:step])
            at = step
    if literal:
        yield "".join(literal)


def _closing(text: str, start: int, end: int) -> int:
    """Where the brace opened at ``start`` is closed.

    Inside, a brace closes the innermost one open; ``}}`` is a literal only where a ``{{`` went before it.
    """
    literals = [0]
    at = start + 1
    while at < end:
        pair = text[at : at + 2]
        if pair == "{{" or (pair == "}}" and literals[-1]):
            literals[-1] += 1 if pair == "{{" else -1
            at += 2
            continue
        if text[at] == "{":
            literals.append(0)
        elif text[at] == "}":
            literals.pop()
            if not literals:
                return at
        at += 1
    raise TemplateFault("E050", start)


def _braces(
    text: str,
    start: int,
    close: int,
    insert: Callable[[str, int], Insert],
    guard: Callable[[str, int], Expression],
    *,
    inner: bool,
) -> Insert | Branch:
    """What stands between one pair of braces."""
    inside = text[start + 1 : close]
    if not inside.strip():
        raise TemplateFault("E051", start, close - start + 1)
    colon = inside.find(":")
    if colon < 0:
        return insert(inside, start + 1)
    if inner:
        raise TemplateFault("E052", start, close - start + 1)
    _refuse_nested(text, start + 1 + colon, close)
    condition = guard(inside[:colon], start + 1)
    words = start + 1 + colon + 1
    bar = text.find("|", words, close)
    ends = ((words, close if bar < 0 else bar), (close if bar < 0 else bar + 1, close))
    then, otherwise = (_branch(text, first, last, insert, guard) for first, last in ends)
    return Branch(condition, then, otherwise, start)


def _refuse_nested(text: str, start: int, end: int) -> None:
    """Refuse a choice of words inside another, before its bar is taken for the outer one's."""
    at = text.find("{", start, end)
    while at >= 0:
        close = at + 1
        if text[close] != "{":
            close = _closing(text, at, end)
            if ":" in text[at:close]:
                raise TemplateFault("E052", at, close - at + 1)
        at = text.find("{", close + 1, end)


def _branch(
    text: str,
    start: int,
    end: int,
    insert: Callable[[str, int], Insert],
    guard: Callable[[str, int], Expression],
) -> Template:
    """One branch's words, without the space around them."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Template(tuple(_parts(text, start, end, insert, guard, inner=True)))

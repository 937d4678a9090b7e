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


#: Understands what stands in braces, a name or a guard, at an offset of the text.
Inserting = Callable[[str, int], Insert]
Guarding = Callable[[str, int], Expression]


def parse(text: str, insert: Inserting, guard: Guarding) -> Template:
    """The template of a text; ``insert`` and ``guard`` understand what stands in braces at an offset.

    Raises TemplateFault, and whatever ``insert`` and ``guard`` raise.
    """
    if "{" not in text and "}" not in text:
        return Template((text,))
    return Template(tuple(_Reader(text, insert, guard).parts(0, len(text))))


class _Reader(Struct, frozen=True):
    """Takes one text apart at its braces."""

    text: str
    insert: Inserting
    guard: Guarding

    def parts(self, start: int, end: int, *, inner: bool = False) -> Iterator[str | Insert | Branch]:
        """The parts of a piece of the text; a branch's words, ``inner``, hold no further choice."""
        text = self.text
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
                close = self._closing(at, end)
                yield self._braces(at, close, inner=inner)
                at = close + 1
            else:
                braces = (found for found in (text.find("{", at + 1), text.find("}", at + 1)) if found > at)
                step = min(min(braces, default=end), end)
                literal.append(text[at:step])
                at = step
        if literal:
            yield "".join(literal)

    def _closing(self, start: int, end: int) -> int:
        """Where the brace opened at ``start`` is closed.

        Inside, a brace closes the innermost one open; ``}}`` is a literal only where a ``{{`` went before it.
        """
        literals = [0]
        at = start + 1
        while at < end:
            pair = self.text[at : at + 2]
            if pair == "{{" or (pair == "}}" and literals[-1]):
                literals[-1] += 1 if pair == "{{" else -1
                at += 2
                continue
            if self.text[at] == "{":
                literals.append(0)
            elif self.text[at] == "}":
                literals.pop()
                if not literals:
                    return at
            at += 1
        raise TemplateFault("E050", start)

    def _braces(self, start: int, close: int, *, inner: bool) -> Insert | Branch:
        """What stands between one pair of braces."""
        inside = self.text[start + 1 : close]
        if not inside.strip():
            raise TemplateFault("E051", start, close - start + 1)
        colon = inside.find(":")
        if colon < 0:
            return self.insert(inside, start + 1)
        if inner:
            raise TemplateFault("E052", start, close - start + 1)
        words = start + 1 + colon + 1
        self._refuse_nested(words - 1, close)
        condition = self.guard(inside[:colon], start + 1)
        bar = self.text.find("|", words, close)
        if bar < 0:
            return Branch(condition, self._branch(words, close), EMPTY, start)
        return Branch(condition, self._branch(words, bar), self._branch(bar + 1, close), start)

    def _refuse_nested(self, start: int, end: int) -> None:
        """Refuse a choice of words inside another, before its bar is taken for the outer one's."""
        at = self.text.find("{", start, end)
        while at >= 0:
            close = at + 1
            if self.text[close] != "{":
                close = self._closing(at, end)
                if ":" in self.text[at:close]:
                    raise TemplateFault("E052", at, close - at + 1)
            at = self.text.find("{", close + 1, end)

    def _branch(self, start: int, end: int) -> Template:
        """One branch's words, without the space around them."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return Template(tuple(self.parts(start, end, inner=True)))

"""From the author's texts to compiled expressions, effects and templates, each distinct text once."""

from __future__ import annotations

from collections.abc import Container, Iterable

from msgspec import Struct, field

from game.story import expressions, templates, typist
from game.story.expressions import (
    BOOL,
    INT,
    Assignment,
    Effects,
    Expression,
    ExpressionFault,
    Scope,
    Symbol,
    Value,
)
from game.story.names import choice_of, mail_of
from game.story.nodes import Mapping, Scalar
from game.story.problems import Place, Report
from game.story.templates import EMPTY, Insert, Template, TemplateFault

#: Which file could have declared a name: a problem with one of these codes waits until it can be read.
DECLARED_IN = {
    "E020": "story",
    "E035": "story",
    "E065": "story",
    "E021": "scenes",
    "E022": "scenes",
    "E023": "scenes",
    "E060": "scenes",
    "E062": "findings",
    "E063": "questions",
}
#: The kinds of file that declare names.
FILES = frozenset(DECLARED_IN.values())


class Compiler(Struct):
    """Understands the texts of one story and reports their faults.

    ``words`` says how a name's values read in text; names without an entry are numbers.  ``unread`` holds the
    kinds of file that could not be read: names that one of them might declare are not reported as unknown.
    """

    report: Report
    scope: Scope
    words: dict[str, dict[Value, str]] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    _expressions: dict[tuple[str, str], Expression | ExpressionFault] = field(default_factory=dict)
    _assignments: dict[str, Assignment | ExpressionFault] = field(default_factory=dict)
    _effects: dict[tuple[str, ...], Effects] = field(default_factory=dict)
    _all: list[Expression] = field(default_factory=list)

    def finish(self) -> None:
        """Compile everything that was understood."""
        expressions.compile_all(self._all, list(self._effects.values()))

    def guard(self, owner: Mapping, key: str = "if") -> Expression | None:
        """The guard under ``key``, or None where there is none or it is at fault."""
        node = owner.get(key)
        return self.expression(node, BOOL) if isinstance(node, Scalar) else None

    def expression(self, node: Scalar, wanted: expressions.Type) -> Expression | None:
        """The expression a value holds, of the ``wanted`` type, or None after reporting why not."""
        if self.report.full(node.file):
            return None
        try:
            return self.understood(str(node.value), wanted)
        except ExpressionFault as fault:
            self.blame(fault, node)
            node.bad = True
            return None

    def understood(self, text: str, wanted: expressions.Type) -> Expression:
        """The expression of a text; raises ExpressionFault."""
        key = (text, str(wanted) + ",".join(sorted(wanted.values)))
        known = self._expressions.get(key)
        if known is None:
            try:
                known = typist.Typist(text, self.scope).expression(wanted)
                self._all.append(known)
            except ExpressionFault as fault:
                known = fault.with_traceback(None)  # which would keep everything alive that was on the way
            self._expressions[key] = known
        if isinstance(known, ExpressionFault):
            raise known
        return known

    def handed(self, node: Scalar, to: Symbol) -> Expression | None:
        """The expression of a value that another run hands to a variable; a number is clamped to its bounds."""
        found = self.expression(node, to.type)
        if found is None or to.type != INT:
            return found
        code = f"min(max({found.code}, {to.least}), {to.most})"
        clamped = Expression(found.text, found.type, code, found.slots)
        self._all.append(clamped)
        return clamped

    def effects(self, owner: Mapping) -> Effects | None:
        """The effects under ``do``, or None where there are none."""
        texts: list[str] = []
        for node in owner.scalars("do"):
            found = self.assignment(str(node.value))
            if isinstance(found, ExpressionFault):
                self.blame(found, node)
            else:
                texts.append(found.text)
        if not texts:
            return None
        key = tuple(texts)
        known = self._effects.get(key)
        if known is None:
            steps = [self._assignments[text] for text in key]
            known = Effects(tuple(step for step in steps if isinstance(step, Assignment)))
            self._effects[key] = known
        return known

    def assignment(self, text: str) -> Assignment | ExpressionFault:
        """The effect a text describes, or what is wrong with it."""
        found = self._assignments.get(text)
        if found is None:
            try:
                found = typist.assignment(text, self.scope)
            except ExpressionFault as fault:
                found = fault.with_traceback(None)
            self._assignments[text] = found
        return found

    def template(self, owner: Mapping, key: str) -> Template | None:
        """The template of the text under ``key``, or None where there is none or it is at fault."""
        node = owner.get(key)
        return self.words_of(node) if isinstance(node, Scalar) else None

    def words_of(self, node: Scalar) -> Template:
        """The template of one text; empty after a report where its braces are at fault."""
        text = str(node.value)
        if "{" not in text and "}" not in text:
            return Template((text,))
        try:
            return templates.parse(text, self.insert, self.choice_guard)
        except TemplateFault as fault:
            self.report.add(fault.code, node.inside(fault.offset, fault.width))
        except ExpressionFault as fault:
            self.blame(fault, node)
        return EMPTY

    def insert(self, text: str, offset: int) -> Insert:
        """What ``{name}`` stands for; raises ExpressionFault where there is no such name."""
        name = text.strip()
        symbol = self.scope.symbols.get(name)
        if symbol is None:
            hint = "to show a brace, write {{" if not name.isidentifier() else ""
            fault = ExpressionFault("E020", meant=self.scope.symbols, name=name, hint=hint)
            fault.offset, fault.width = offset, len(text)
            raise fault
        return Insert(symbol.slot, self.words.get(name))

    def choice_guard(self, text: str, offset: int) -> Expression:
        """The guard before the colon of ``{guard: …}``; raises ExpressionFault."""
        try:
            return self.understood(text, BOOL)
        except ExpressionFault as fault:
            raise fault.moved(offset) from None

    def older_ids(self, node: Mapping, own: str, known: Container[str], prefix: str = "") -> tuple[str, ...]:
        """The ids that older saves know something by; one that still exists, behind ``prefix``, is a fault."""
        older = node.scalars("renamed_from")
        for old in older:
            if f"{prefix}{old.value}" in known:
                self.report.add("E073", old.place, name=str(old.value), own=own)
        return tuple(str(old.value) for old in older)

    def blame(self, fault: ExpressionFault, node: Scalar) -> None:
        """Report an expression's fault at its place in the file."""
        if self.may_be_declared(fault.code, str(fault.words.get("name", ""))):
            return
        if self.report.holds_refused(str(node.value)):
            return  # a name that cannot be an id cannot be read here either, and was reported
        place = node.inside(fault.offset, fault.width) if fault.width else node.place
        hint = fault.hint or self.hint_of(fault)
        self.report.add(fault.code, place, hint, **fault.words)

    def hint_of(self, fault: ExpressionFault) -> str:
        """The nearest name to the one that is unknown."""
        name = str(fault.words.get("name", fault.words.get("value", "")))
        return self.report.suggest(name, fault.meant) if fault.meant and name else ""

    def refuse_unknown(self, code: str, place: Place, name: str, known: Iterable[str]) -> None:
        """Report a name that nothing declares, unless an unreadable file might declare it."""
        if not self.may_be_declared(code, name):
            self.report.add(code, place, self.report.suggest(name, known), name=name)

    def may_be_declared(self, code: str, name: str) -> bool:
        """Whether a name that is unknown may be declared in what could not be read."""
        if DECLARED_IN.get(code) in self.unread:
            return True
        if code == "E022":
            return not self.unread.isdisjoint((mail_of(), mail_of(name)))
        scene, _, choice = name.partition(".")
        return code == "E023" and not self.unread.isdisjoint((choice_of(scene), choice_of(scene, choice)))

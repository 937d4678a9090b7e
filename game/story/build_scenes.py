"""Scenes: from checked nodes to the frozen model, with every name resolved."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Map
from fractions import Fraction

from msgspec import Struct

from game.story.compiler import Compiler
from game.story.model import (
    DRAW_PARTS,
    Block,
    Choice,
    Drawn,
    Earned,
    Ending,
    Finding,
    Mail,
    Question,
    Scene,
    Way,
)
from game.story.names import Names
from game.story.nodes import Mapping, Node, Scalar
from game.story.problems import Place
from game.story.templates import EMPTY


class SceneBuilder(Struct):
    """Builds the scenes of one pack; faults go to the compiler's report."""

    compiler: Compiler
    names: Names
    findings: Map[str, Finding]
    questions: Map[str, Question]

    def scene(self, scene_id: str, node: Mapping, place: Place, origin: tuple[str, ...] = ()) -> Scene:
        """The scene a mapping describes."""
        ending = node.mapping("ending")
        if ending is not None:
            for key in ("choices", "next"):
                if key in node.entries:
                    self.compiler.report.add("E077", node.key_place(key), key=key)
        return Scene(
            id=scene_id,
            title=self.compiler.template(node, "title") or EMPTY,
            place=place,
            view=node.text("view", "narration"),
            at=node.text("at"),
            do=self.compiler.effects(node),
            text=tuple(self.blocks(node.get("text"))),
            mail=tuple(self.mail(item) for item in node.mappings("mail")),
            choices=tuple(self.choice(scene_id, item) for item in node.mappings("choices")),
            ways=tuple(self.ways(node)),
            ending=self.ending(ending) if ending is not None else None,
            renamed_from=self.compiler.older_ids(node, scene_id, self.names.scenes),
            origin=origin,
        )

    def blocks(self, node: Node | None) -> Iterator[Block]:
        """The blocks of a text: a string is one block of narration."""
        if isinstance(node, Scalar):
            yield Block("text", self.compiler.words_of(node), node.place)
            return
        for item in getattr(node, "items", ()):
            if isinstance(item, Mapping):
                yield self.block(item)
            elif isinstance(item, Scalar) and not item.bad:
                yield Block("text", self.compiler.words_of(item), item.place)

    def block(self, node: Mapping) -> Block:
        kind = next(
            (key for key in ("text", "say", "thought", "log") if key in node.entries),
            "text",
        )
        if "by" in node.entries and kind != "say" and kind in node.entries:
            self.compiler.report.add("E075", node.key_place("by"))
        words = self.compiler.template(node, kind) or EMPTY
        return Block(kind, words, node.place, node.text("by"), self.compiler.guard(node))

    def mail(self, node: Mapping) -> Mail:
        mail_id = node.text("id")
        return Mail(
            id=mail_id,
            sender=node.text("from"),
            to=node.text("to"),
            date=node.text("date"),
            subject=self.compiler.template(node, "subject") or EMPTY,
            body=self.compiler.template(node, "body") or EMPTY,
            place=node.place,
            guard=self.compiler.guard(node),
            do=self.compiler.effects(node),
            renamed_from=self.compiler.older_ids(node, mail_id, self.names.mail),
        )

    def choice(self, scene_id: str, node: Mapping) -> Choice:
        choice_id = node.text("id") or node.text("to")
        if "locked" in node.entries and "if" not in node.entries:
            self.compiler.report.add("E074", node.key_place("locked"))
        if "note" in node.entries and node.flag("irreversible"):
            self.compiler.report.add("E076", node.key_place("note"))
        return Choice(
            id=choice_id,
            words=self.compiler.template(node, "text") or EMPTY,
            to=self.target(node),
            place=node.place,
            guard=self.compiler.guard(node),
            locked=self.compiler.template(node, "locked"),
            once=node.flag("once"),
            irreversible=node.flag("irreversible"),
            do=self.compiler.effects(node),
            findings=tuple(self.finding(item) for item in node.scalars("findings")),
            note=self.compiler.template(node, "note"),
            renamed_from=self.compiler.older_ids(node, choice_id, self.names.choices, f"{scene_id}."),
        )

    def target(self, node: Mapping) -> str:
        """The scene under ``to``; an unknown one is a fault."""
        target = node.get("to")
        return self.scene_name(target) if isinstance(target, Scalar) else ""

    def scene_name(self, node: Scalar) -> str:
        name = str(node.value)
        if name not in self.names.scenes:
            self.compiler.refuse_unknown("E060", node.place, name, self.names.scenes)
        return name

    def finding(self, node: Scalar) -> str:
        name = str(node.value)
        if name not in self.findings:
            self.compiler.refuse_unknown("E062", node.place, name, self.findings)
        return name

    def ways(self, node: Mapping) -> Iterator[Way]:
        """The ways under ``next``; after one without a guard no other can be taken."""
        following = node.get("next")
        if isinstance(following, Scalar):
            yield Way(following.place, to=self.scene_name(following))
            return
        always = False
        for item in node.mappings("next"):
            if always:
                self.compiler.report.add("W014", item.place)
            always = always or "if" not in item.entries
            yield self.way(item)

    def way(self, node: Mapping) -> Way:
        draw = tuple(self.drawn(node)) if "draw" in node.entries else ()
        return Way(
            node.place,
            self.compiler.guard(node),
            self.target(node),
            draw,
            node.text("label"),
        )

    def drawn(self, node: Mapping) -> Iterator[Drawn]:
        """The outcomes of a draw, their shares in parts of ten thousand."""
        outcomes = list(node.mappings("draw"))
        label = node.text("label")
        place = node.key_place("draw")
        report = self.compiler.report
        if not label and "label" not in node.entries:
            report.add("E078", place, "add label: borrowed, chart, direction or authored")
        if label in ("borrowed", "chart") and not any("rate" in outcome.entries for outcome in outcomes):
            report.add("E081", place, label=label)
        shares = [self.share(outcome) for outcome in outcomes]
        rests = [outcome.flag("rest") for outcome in outcomes]
        known = sum(share for share in shares if share)
        whole = all(share is not None or rest for share, rest in zip(shares, rests, strict=True))
        faulty = not outcomes or any(item.bad for item in getattr(node.get("draw"), "items", ()))
        if whole and not faulty and (rests.count(True) > 1 or (known >= 100 if any(rests) else known != 100)):
            total, hint = f"{float(known):g}", ""
            if any(rests):
                total += " and a rest" if rests.count(True) == 1 else f" and {rests.count(True)} rests"
                hint = "one outcome alone takes the rest, and the others have to leave it something"
            report.add("E079", place, hint, total=total)
        targets: set[str] = set()
        for outcome, share in zip(outcomes, shares, strict=True):
            target = outcome.text("to")
            if target and target in targets:
                report.add("E080", outcome.entries["to"].place, name=target)
            targets.add(target)
            part = (100 - known) if share is None else share
            yield Drawn(self.target(outcome), int(part * DRAW_PARTS / 100), outcome.text("rate"))

    def share(self, node: Mapping) -> Fraction | None:
        """The percent of one outcome, or None for the rest and after a report."""
        if "rate" in node.entries:
            rate = node.get("rate")
            return self.rate(rate) if isinstance(rate, Scalar) else None
        chance = node.get("chance")
        if not isinstance(chance, Scalar):
            if "rest" in node.entries and not node.flag("rest") and not node.entries["rest"].bad:
                self.compiler.report.add("E084", node.entries["rest"].place)
            return None
        return self.percent(Fraction(str(chance.value)), chance)

    def rate(self, node: Scalar) -> Fraction | None:
        name = self.finding(node)
        finding = self.findings.get(name)
        if finding is None:
            return None
        if finding.figure is not None and not finding.figure.value:
            return None  # it is at fault, as was reported
        percent = finding.figure.percent if finding.figure else None
        if percent is None or (percent * DRAW_PARTS / 100).denominator != 1:
            self.compiler.report.add("E082", node.place, name=name)
            return None
        return self.percent(percent, node)

    def percent(self, value: Fraction, node: Scalar) -> Fraction | None:
        if 0 < value <= 100:
            return value
        self.compiler.report.add("E083", node.place, value=f"{float(value):g}")
        return None

    def ending(self, node: Mapping) -> Ending:
        return Ending(
            outcome=node.text("outcome"),
            findings=tuple(self.earned(node)),
            explain=tuple(self.blocks(node.get("explain"))),
            flags=tuple(str(flag.value) for flag in node.scalars("flags")),
            questions=tuple(self.question(item) for item in node.scalars("questions")),
        )

    def earned(self, node: Mapping) -> Iterator[Earned]:
        for item in node.each("findings"):
            if isinstance(item, Scalar):
                yield Earned(self.finding(item), None, item.place)
            elif isinstance(item, Mapping):
                name = item.get("id")
                if isinstance(name, Scalar):
                    yield Earned(self.finding(name), self.compiler.guard(item), item.place)

    def question(self, node: Scalar) -> str:
        name = str(node.value)
        if name not in self.questions:
            self.compiler.refuse_unknown("E063", node.place, name, self.questions)
        return name

"""A story's parts as fields of text, so that two versions of a story can be laid side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from game.story.expressions import ROLE_SLOT, Effects, Expression
from game.story.model import DRAW_PARTS, Block, Choice, Ending, Finding, Mail, Role, Scene, Story, Variable, Way
from game.story.templates import Branch, Insert, Template

#: What is written of one part, by key; what is absent is empty.
Fields = dict[str, str]
#: Kinds of things, each with its fields by name.
Written = dict[str, dict[str, Fields]]
#: Keys whose text is prose: how it changed is told in words, not letter by letter.
PROSE = frozenset(("title", "text", "body", "subject", "locked", "note", "explain", "pitch", "summary", "instrument"))


class Writer:
    """Writes the parts of one story; ``now`` gives the ids that are called something else in the other version."""

    def __init__(self, story: Story, now: Mapping[str, str] | None = None) -> None:
        self.story = story
        self.now = now or {}
        self._names = {ROLE_SLOT: "role", **{item.slot: item.id for item in story.variables.values()}}
        self._names.update({item.slot: item.id for item in story.conditions.values()})
        known = sorted(self.now, key=len, reverse=True)
        # quoted words are values, which keep their names
        self._old = re.compile(rf"'[^']*'|\"[^\"]*\"|\b(?:{'|'.join(map(re.escape, known))})\b") if known else None

    def write(self) -> Written:
        """Everything, by kind."""
        story = self.story
        scenes = list(story.scenes.values())
        return {
            "story": {"story": self._story()},
            "role": {role.id: self._role(role) for role in story.roles.values()},
            "condition": {
                item.id: {
                    "ask": item.ask,
                    "roles": ", ".join(item.roles),
                    "options": "; ".join(f"{value}: {words}" for value, words in item.options.items()),
                    "default": item.default,
                }
                for item in story.conditions.values()
            },
            "variable": {item.id: _variable(item) for item in story.variables.values()},
            "scene": {scene.id: self._scene(scene) for scene in scenes},
            "choice": {f"{scene.id}.{item.id}": self._choice(item) for scene in scenes for item in scene.choices},
            "mail": {item.id: self._mail(item, scene.id) for scene in scenes for item in scene.mail},
            "ending": {scene.id: self._ending(scene.ending) for scene in scenes if scene.ending is not None},
            "property": {item.name: {"holds": self._asks(item.holds)} for item in story.always},
            "carry": {
                item.role: {"from": item.source, **{name: self._asks(e) for name, e in item.settings.items()}}
                for item in story.carry.values()
            },
            "door": {
                item.id: {
                    "name": item.name,
                    "published": item.published,
                    "open_here": self._asks(item.open_here),
                    "finding": item.finding,
                }
                for item in story.doors
            },
            "person": {item.id: {"name": item.name, "title": item.title} for item in story.people.values()},
            "finding": {item.id: _finding(item) for item in story.findings.values()},
            "question": {item.id: {"ask": item.ask, "theme": item.theme} for item in story.questions.values()},
        }

    def _id(self, name: str) -> str:
        return self.now.get(name, name)

    def _code(self, text: str) -> str:
        return self._old.sub(lambda found: self._id(found.group()), text) if self._old is not None else text

    def _asks(self, guard: Expression | None) -> str:
        return self._code(" ".join(guard.text.split())) if guard is not None else ""

    def _does(self, effects: Effects | None) -> str:
        return "; ".join(self._code(step.text) for step in effects.steps) if effects is not None else ""

    def words(self, template: Template | None) -> str:
        """A text as an author would write it."""
        return "".join(self._part(part) for part in template.parts) if template is not None else ""

    def _part(self, part: str | Insert | Branch) -> str:
        if isinstance(part, str):
            return part.replace("{", "{{").replace("}", "}}")
        if isinstance(part, Insert):
            return f"{{{self._id(self._names.get(part.slot, '?'))}}}"
        return f"{{{self._asks(part.guard)}: {self.words(part.then)} | {self.words(part.otherwise)}}}"

    def _story(self) -> Fields:
        story = self.story
        return {
            "title": story.title,
            "version": story.version,
            "summary": story.summary,
            "instrument": story.instrument,
            "minutes": str(story.minutes),
            "content_notes": "; ".join(story.content_notes),
            "record": story.record,
            "locks": story.locks,
        }

    def _role(self, role: Role) -> Fields:
        return {"name": role.name, "pitch": role.pitch, "start": self._id(role.start)}

    def _scene(self, scene: Scene) -> Fields:
        return {
            "title": self.words(scene.title),
            "view": scene.view,
            "at": scene.at,
            "do": self._does(scene.do),
            "text": self._blocks(scene.text),
            "next": "; ".join(map(self._way, scene.ways)),
            "order": ", ".join(self._id(choice.id) for choice in scene.choices),
        }

    def _blocks(self, blocks: Iterable[Block]) -> str:
        return "\n\n".join(self._block(block) for block in blocks)

    def _block(self, block: Block) -> str:
        kind = "" if block.kind == "text" else f"{block.kind}:"
        guard = f"[{self._asks(block.guard)}]" if block.guard else ""
        return " ".join(filter(None, (kind, block.by, guard, self.words(block.words))))

    def _way(self, way: Way) -> str:
        guard = f" if {self._asks(way.guard)}" if way.guard else ""
        if not way.draw:
            return f"{self._id(way.to)}{guard}"
        drawn = ", ".join(f"{item.parts * 100 / DRAW_PARTS:g} % {self._id(item.to)}" for item in way.draw)
        return f"{way.label}: {drawn}{guard}"

    def _choice(self, choice: Choice) -> Fields:
        return {
            "to": self._id(choice.to),
            "text": self.words(choice.words),
            "if": self._asks(choice.guard),
            "locked": self.words(choice.locked),
            "do": self._does(choice.do),
            "once": str(choice.once).lower(),
            "irreversible": str(choice.irreversible).lower(),
            "findings": ", ".join(choice.findings),
            "note": self.words(choice.note),
        }

    def _mail(self, mail: Mail, scene: str) -> Fields:
        return {
            "scene": self._id(scene),
            "from": mail.sender,
            "to": mail.to,
            "date": mail.date,
            "subject": self.words(mail.subject),
            "body": self.words(mail.body),
            "if": self._asks(mail.guard),
            "do": self._does(mail.do),
        }

    def _ending(self, ending: Ending) -> Fields:
        earned = (f"{e.finding}{f' if {self._asks(e.guard)}' if e.guard else ''}" for e in ending.findings)
        return {
            "outcome": ending.outcome,
            "flags": ", ".join(ending.flags),
            "findings": "; ".join(earned),
            "explain": self._blocks(ending.explain),
            "questions": ", ".join(ending.questions),
        }


def _variable(variable: Variable) -> Fields:
    kind = f"from {variable.least} to {variable.most}" if variable.type.kind == "int" else "true or false"
    return {
        "values": ", ".join(variable.values) or kind,
        "start": str(variable.start),
        "label": variable.label,
        "show": variable.show,
    }


def _finding(finding: Finding) -> Fields:
    figure = finding.figure
    return {
        "claim": finding.claim,
        "figure": " ".join(filter(None, (figure.value, figure.unit, figure.of))) if figure else "",
        "conditions": finding.conditions,
        "caveat": finding.caveat,
        "evidence": finding.evidence,
        "source": "; ".join(_filled(finding)),
        "quote": finding.quote,
        "updated_by": ", ".join(finding.updated_by),
    }


def _filled(finding: Finding) -> Iterator[str]:
    source = finding.source
    yield from filter(None, (source.title, source.publisher, source.date, source.section, source.page, source.url))

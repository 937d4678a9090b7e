"""A story as data and functions: all that its page needs to be played, and nothing that it never shows."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from msgspec import Struct

from game.export.locks import Locks
from game.export.record import findings, questions
from game.export.tables import Tables, dense
from game.play import nearest, scenery, words
from game.play.columns import by_number
from game.play.outline import levels, role_endings
from game.play.renamed import Renamed
from game.play.whatif import NoOther
from game.story.model import CONTINUE, Choice, Condition, Mail, Role, Scene, Story, Variable, Way

#: The version of this form, which the page's own script reads.
FORMAT = 1


class Bundle(Struct, frozen=True):
    """A story for a page: ``data`` is JSON, ``script`` its guards and effects."""

    data: dict[str, Any]
    script: str


def bundle(story: Story, role: str = "") -> Bundle:
    """A whole story, or what one role alone can come to; then nothing is carried over."""
    roles = [role] if role else list(story.roles)
    kept = set().union(*(levels(story, name) for name in roles))
    return _Bundler(story, roles, kept).bundle()


class _Bundler:
    """Puts one story together."""

    def __init__(self, story: Story, roles: list[str], kept: Collection[str]) -> None:
        self.story = story
        self.roles = roles
        self.scenes = [scene for scene in story.scenes.values() if scene.id in kept]
        self.tables = Tables(story)
        self.locks = Locks(story, self.tables)

    def bundle(self) -> Bundle:
        story, tables = self.story, self.tables
        data = {
            "format": FORMAT,
            **self._about(),
            **self._start(),
            "scenes": {scene.id: self._scene(scene) for scene in self.scenes},
            "mail": {mail.id: self._mail(mail) for scene in self.scenes for mail in scene.mail},
            "findings": findings(story, self.scenes),
            "questions": questions(story, self.scenes),
            "doors": [
                {
                    "name": door.name,
                    "published": words.DOORS[door.published],
                    "guard": tables.guard(door.open_here),
                    "basis": story.basis,
                }
                for door in story.doors
            ],
            "times": self._times(),
            "renamed": self._renamed(),
            "budget": nearest.BUDGET,
            "said": {
                "noOther": NoOther().told,
                "givenUp": NoOther(given_up=True).told,
                "labels": words.LABELS,
                "silent": words.SILENT,
                "back": words.TAKEN_BACK,
                "go": scenery.CONTINUE_WORDS,
            },
        }
        return Bundle({**data, "slots": self.locks.slots, "words": tables.words}, tables.script())

    def _renamed(self) -> dict[str, Any]:
        """New ids by old ones, for saves of older versions."""
        renamed = Renamed(self.story)
        return {name: getattr(renamed, name) for name in ("scenes", "mail", "variables", "choices")}

    def _times(self) -> dict[str, int]:
        """The times on the clock of the story, each with its place among them."""
        times = {"", *(scene.at for scene in self.scenes)}
        keys = sorted({tuple(by_number(at)) for at in times})
        return {at: keys.index(tuple(by_number(at))) for at in sorted(times)}

    def _about(self) -> dict[str, Any]:
        """What a page says of its story."""
        story = self.story
        return {
            "id": story.id,
            "title": story.title,
            "version": story.version,
            "fingerprint": story.fingerprint,
            "extensions": [{"id": added.id, "version": added.version} for added in story.added],
            "summary": story.summary,
            "authors": list(story.authors),
            "license": story.license,
            "minutes": story.minutes,
            "contentNotes": list(story.content_notes),
            "instrument": story.instrument,
            "canary": story.canary,
        }

    def _start(self) -> dict[str, Any]:
        """What a playthrough starts with."""
        story, tables = self.story, self.tables
        return {
            "size": story.size,
            "roles": [self._role(story.roles[name]) for name in self.roles],
            "conditions": [_condition(condition) for condition in story.conditions.values()],
            "presets": [{"name": preset.name, "set": dict(preset.settings)} for preset in story.presets.values()],
            "variables": [_variable(variable) for variable in story.variables.values()],
            "carry": [
                {
                    "role": carry.role,
                    "source": carry.source,
                    "set": {name: tables.guard(expression) for name, expression in carry.settings.items()},
                }
                for carry in story.carry.values()
                if {carry.role, carry.source} <= set(self.roles)
            ],
        }

    def _role(self, role: Role) -> dict[str, Any]:
        endings = list(role_endings(self.story, role.id))
        return {"id": role.id, "name": role.name, "pitch": role.pitch, "start": role.start, "endings": endings}

    def _scene(self, scene: Scene) -> dict[str, Any]:
        story, tables = self.story, self.tables
        ending = scene.ending
        return dense(
            title=tables.template(scene.title),
            view=scene.view,
            at=scene.at,
            do=tables.effects(scene.do),
            text=tables.blocks(story, scene.text),
            mail=[mail.id for mail in scene.mail],
            choices=[self._choice(scene, choice) for choice in scene.choices],
            ways=[self._way(way) for way in scene.ways],
            seen=story.facts.get(("seen", scene.id)),
            gone=story.facts.get(("chose", f"{scene.id}.{CONTINUE}")),
            ending=ending
            and {
                "explain": tables.blocks(story, ending.explain),
                "findings": [[earned.finding, tables.guard(earned.guard)] for earned in ending.findings],
                "questions": list(ending.questions),
            },
        )

    def _choice(self, scene: Scene, choice: Choice) -> dict[str, Any]:
        tables = self.tables
        return dense(
            id=choice.id,
            words=tables.template(choice.words),
            to=choice.to,
            guard=tables.guard(choice.guard),
            shown=choice.locked is not None,
            locked=tables.template(choice.locked) if choice.locked else None,
            once=choice.once,
            irreversible=choice.irreversible,
            do=tables.effects(choice.do),
            findings=list(choice.findings),
            note=tables.template(choice.note) if choice.note else None,
            chose=self.story.facts.get(("chose", f"{scene.id}.{choice.id}")),
            why=self.locks.of(choice),
        )

    def _way(self, way: Way) -> dict[str, Any]:
        """A way on; what is said of each place it leads to is settled by the story alone."""
        return dense(
            guard=self.tables.guard(way.guard),
            to=way.to,
            label=way.label,
            draw=[[drawn.to, drawn.parts] for drawn in way.draw],
            told=dict(self._told(way)),
        )

    def _told(self, way: Way) -> Iterator[tuple[str, str]]:
        for target in way.targets:
            chance = scenery.chance(self.story, way, target)
            if chance is not None:
                yield target, words.drawn(chance)

    def _mail(self, mail: Mail) -> dict[str, Any]:
        tables, story = self.tables, self.story
        return dense(
            sender=story.person(mail.sender),
            to=story.person(mail.to),
            date=mail.date,
            subject=tables.template(mail.subject),
            body=tables.template(mail.body),
            guard=tables.guard(mail.guard),
            do=tables.effects(mail.do),
            read=story.facts.get(("read", mail.id)),
        )


def _condition(condition: Condition) -> dict[str, Any]:
    return {
        "id": condition.id,
        "slot": condition.slot,
        "ask": condition.ask,
        "roles": list(condition.roles),
        "options": list(condition.options.items()),
        "default": condition.default,
    }


def _variable(variable: Variable) -> dict[str, Any]:
    """A variable; what it starts with is told even where that is false."""
    told = dense(
        id=variable.id,
        slot=variable.slot,
        least=variable.least,
        most=variable.most,
        values=list(variable.values),
        label=variable.label,
        show=variable.show,
        roles=list(variable.roles),
    )
    return {**told, "start": variable.start}

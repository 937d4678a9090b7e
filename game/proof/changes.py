"""What an edit of a story changed, as far as it is written down: added, removed, renamed, changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from game.proof.written import PROSE, Fields, Writer
from game.story.longest import count_words
from game.story.model import Story
from game.story.problems import brief, counted

#: How a thing can have changed.
ADDED, REMOVED, RENAMED, CHANGED = "added", "removed", "renamed", "changed"


class Detail(Struct, frozen=True):
    """One key of a thing that reads differently now."""

    key: str
    old: str
    new: str

    def __str__(self) -> str:
        if self.key in PROSE and self.old and self.new:
            before, after = count_words(self.old), count_words(self.new)
            words = counted(before, "word")
            return f"{self.key}: {words}, now {after}" if before != after else f"{self.key}: {words}, now others"
        return f"{self.key}: {_shown(self.old)}, now {_shown(self.new)}"


def _shown(text: str) -> str:
    return f"“{brief(text)}”" if text else "nothing"


class Change(Struct, frozen=True):
    """A thing that an edit touched: its kind, its name, how, what it ``was`` called, and which keys read differently."""

    kind: str
    name: str
    how: str
    was: str = ""
    details: tuple[Detail, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The change as programs read it."""
        details = [{"key": detail.key, "old": detail.old, "new": detail.new} for detail in self.details]
        return {"kind": self.kind, "name": self.name, "how": self.how, "was": self.was or None, "details": details}


class Renames(Struct, frozen=True):
    """What scenes, choices, mail and variables of the old version are called in the new one."""

    scenes: Mapping[str, str]
    mail: Mapping[str, str]
    variables: Mapping[str, str]
    choices: Mapping[str, str]

    @classmethod
    def of(cls, old: Story, new: Story) -> Renames:
        """The renames that the new version declares and that fit the old one."""
        scenes = {was: scene.id for scene in new.scenes.values() for was in scene.renamed_from if was in old.scenes}
        mail = {was: item.id for item in new.mail.values() for was in item.renamed_from if was in old.mail}
        variables = {
            was: item.id for item in new.variables.values() for was in item.renamed_from if was in old.variables
        }
        return cls(scenes, mail, variables, dict(_choices(old, new, scenes)))

    @property
    def ids(self) -> dict[str, str]:
        """What expressions and steps may call by another name now."""
        return {**self.scenes, **self.mail, **self.variables, **self.choices}

    def of_kind(self, kind: str) -> Mapping[str, str]:
        """The renames of one kind of thing; an ending is a scene."""
        known = {"scene": self.scenes, "ending": self.scenes, "mail": self.mail, "variable": self.variables}
        return self.choices if kind == "choice" else known.get(kind, {})


def _choices(old: Story, new: Story, scenes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Old SCENE.choice with the new one, where the scene, the choice, or the scene it is called by has a new name."""
    for scene in old.scenes.values():
        now = new.scenes.get(scenes.get(scene.id, scene.id))
        if now is None:
            continue
        renamed = {was: item.id for item in now.choices for was in item.renamed_from}
        for choice in scene.choices:
            called = scenes.get(choice.to, choice.to) if choice.id == choice.to else choice.id
            before, after = f"{scene.id}.{choice.id}", f"{now.id}.{renamed.get(choice.id, called)}"
            if after != before:
                yield before, after


def changes(old: Story, new: Story) -> Iterator[Change]:
    """Every change from one version to the other, kind by kind."""
    renames = Renames.of(old, new)
    before, after = Writer(old, renames.ids).write(), Writer(new).write()
    for kind, now in after.items():
        yield from _of_kind(kind, before[kind], now, renames.of_kind(kind))


def _of_kind(
    kind: str, before: dict[str, Fields], after: dict[str, Fields], renamed: Mapping[str, str]
) -> Iterator[Change]:
    known = {renamed.get(name, name): name for name in before}
    for name, fields in after.items():
        if name not in known:
            yield Change(kind, name, ADDED)
            continue
        was = known[name]
        details = tuple(_details(before[was], fields))
        if was != name:
            yield Change(kind, name, RENAMED, was, details)
        elif details:
            yield Change(kind, name, CHANGED, details=details)
    yield from (Change(kind, was, REMOVED) for name, was in known.items() if name not in after)


def _details(before: Fields, after: Fields) -> Iterator[Detail]:
    for key in {**before, **after}:
        old, new = before.get(key, ""), after.get(key, "")
        if old == new or (key == "order" and sorted(old.split(", ")) != sorted(new.split(", "))):
            continue  # what was added to an order or taken from it is told by itself
        yield Detail(key, old, new)

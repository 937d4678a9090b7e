"""A story's words, questions and effects, listed: what looks over a whole story goes through these."""

from __future__ import annotations

from collections.abc import Iterator

from game.story.expressions import Assignment, Expression
from game.story.model import Block, Choice, Earned, Mail, Scene, Story, Way
from game.story.problems import Place
from game.story.templates import Insert, Template

#: A text that a player reads, and where it stands.
Words = tuple[Template, Place]


def words_of(scene: Scene) -> Iterator[Words]:
    """Every text of a scene, its mail and its choices."""
    yield scene.title, scene.place
    explain = scene.ending.explain if scene.ending else ()
    yield from ((block.words, block.place) for block in (*scene.text, *explain))
    for mail in scene.mail:
        yield mail.subject, mail.place
        yield mail.body, mail.place
    for choice in scene.choices:
        yield from ((words, choice.place) for words in (choice.words, choice.locked, choice.note) if words is not None)


def guards_of(scene: Scene) -> Iterator[Expression]:
    """Every condition of a scene, those inside its texts aside."""
    explain = scene.ending.explain if scene.ending else ()
    earned = scene.ending.findings if scene.ending else ()
    guarded: tuple[Block | Earned | Mail | Choice | Way, ...]
    guarded = (*scene.text, *explain, *earned, *scene.mail, *scene.choices, *scene.ways)
    yield from (part.guard for part in guarded if part.guard is not None)


def effects_of(scene: Scene) -> Iterator[Assignment]:
    """Every assignment that being in a scene can bring about."""
    acting: tuple[Scene | Mail | Choice, ...] = (scene, *scene.mail, *scene.choices)
    for part in acting:
        if part.do is not None:
            yield from part.do.steps


def asked(story: Story) -> frozenset[int]:
    """Every slot that something asks for; that an effect changes a number by itself is no question."""
    found = {variable.slot for variable in story.variables.values() if variable.show}
    for scene in story.scenes.values():
        for guard in guards_of(scene):
            found |= guard.slots
        for words, _ in words_of(scene):
            found |= words.slots()
        for step in effects_of(scene):
            found |= step.slots - {step.slot}
    for expression in (
        *(door.open_here for door in story.doors),
        *(promise.holds for promise in story.always),
        *(setting for carry in story.carry.values() for setting in carry.settings.values()),
    ):
        found |= expression.slots
    return frozenset(found)


def changed(story: Story) -> frozenset[int]:
    """Every slot of a variable that something sets during play, or when one role follows another."""
    found = {step.slot for scene in story.scenes.values() for step in effects_of(scene)}
    found |= {story.variables[name].slot for carry in story.carry.values() for name in carry.settings}
    return frozenset(found)


def spelled(words: Template) -> str:
    """All letters of a text, both sides of each choice of words; what is inserted shows as a dash."""
    shown = []
    for part in words.parts:
        if isinstance(part, str):
            shown.append(part)
        elif isinstance(part, Insert):
            shown.append("–")
        else:
            shown += [spelled(part.then), " ", spelled(part.otherwise)]
    return "".join(shown)

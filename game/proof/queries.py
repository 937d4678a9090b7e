"""What is asked of a story's states: dead ends, broken promises, and each piece of text, mail and finding.

A query is a condition over the facts of a scene.  Queries about the *structure* are asked in every exploration;
the others only where the facts they need are kept anyway, or in an exploration of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from game.proof.fold import Constants, fold, slots_of
from game.proof.steps import Steps, Stop, chooses_words, conjunction
from game.story.expressions import Expression
from game.story.model import Choice, Mail, Scene, Story
from game.story.problems import Place
from game.story.templates import Template

#: When a query is asked: of every state at rest, of states just entered, or of an entry that brings mail.
REST, ENTRY, MAIL = "rest", "entry", "mail"


class Query(Struct, frozen=True, eq=False):
    """One question: whether ``condition`` holds in some state of ``scene``.

    ``kind`` is stuck, broken, text, mail, earned or bare (an ending that shows nothing); ``name`` says of what.
    """

    kind: str
    scene: str
    name: str
    place: Place
    condition: str
    slots: frozenset[int]
    moment: str = REST

    def folded(self, constants: Constants) -> tuple[str, frozenset[int]]:
        """The condition with constants put in, and the slots it still reads."""
        condition = fold(self.condition, self.slots, constants)
        return condition, slots_of(condition)

    @property
    def structural(self) -> bool:
        """Whether it is part of what makes a story sound, rather than of what it shows."""
        return self.kind in ("stuck", "broken")


def queries(story: Story, steps: Steps) -> Iterator[Query]:
    """Everything that is asked of a story."""
    for stop in steps.stops.values():
        scene = stop.scene
        if stop.stuck:
            yield Query("stuck", scene.id, scene.id, scene.place, stop.stuck, stop.stuck_slots)
        yield from _promises(story, scene)
        yield from _text(story, stop)
        for mail in scene.mail:
            yield from _mail(steps, scene, mail)
        yield from _findings(scene)


def _mail(steps: Steps, scene: Scene, mail: Mail) -> Iterator[Query]:
    """Whether a mail comes, and with which of its words, which are fixed when it comes."""
    shown = _Shown.of(mail.guard)
    yield Query("mail", scene.id, mail.id, mail.place, shown.condition, shown.slots, MAIL)
    if chooses_words(mail):
        slot = steps.mail_slots[mail.id]
        shown = shown.also(f"f[{slot}] == 0", (slot,))
        for words in (mail.subject, mail.body):
            yield from _branches(scene.id, mail.place, shown, words, MAIL, mail.id)


class _Shown(Struct, frozen=True):
    """When something is shown: a condition, and the slots it reads."""

    condition: str = "True"
    slots: frozenset[int] = frozenset()

    @classmethod
    def of(cls, guard: Expression | None) -> _Shown:
        return cls(guard.code, guard.slots) if guard else cls()

    def also(self, condition: str, slots: Iterable[int]) -> _Shown:
        """Shown when this and another condition hold."""
        return _Shown(conjunction([self.condition, condition]), self.slots | frozenset(slots))


def _promises(story: Story, scene: Scene) -> Iterator[Query]:
    """The properties that always hold; in them alone, the scene one is in counts as seen."""
    here = story.facts.get(("seen", scene.id))
    for promise in story.always:
        condition = promise.holds.code if here is None else promise.holds.code.replace(f"f[{here}]", "True")
        slots = promise.holds.slots - {here}
        yield Query("broken", scene.id, promise.name, promise.place, f"not {condition}", slots)


def _text(story: Story, stop: Stop) -> Iterator[Query]:
    """The blocks of a scene, the branches of its inline choices, and the words of what one can do."""
    scene = stop.scene
    for block in scene.text:
        yield from _piece(scene.id, block.place, _Shown.of(block.guard), block.words, ENTRY)
    for block in scene.ending.explain if scene.ending else ():
        yield from _piece(scene.id, block.place, _Shown.of(block.guard), block.words, REST)
    edges = {edge.id: edge for edge in stop.edges}
    for choice in scene.choices:
        edge = edges[choice.id]
        opened = _Shown(edge.guard, edge.slots)
        unused = _unused(story, scene, choice)
        yield from _branches(scene.id, choice.place, opened if choice.locked is None else unused, choice.words, REST)
        yield from _branches(scene.id, choice.place, opened, choice.note, REST)
        shut = unused.also(f"not ({edge.guard})", edge.slots)
        yield from _branches(scene.id, choice.place, shut, choice.locked, REST)


def _unused(story: Story, scene: Scene, choice: Choice) -> _Shown:
    """When a choice that is shown shut is shown at all: once it is used up, it is hidden."""
    if not choice.once:
        return _Shown()
    used = story.facts["chose", f"{scene.id}.{choice.id}"]
    return _Shown(f"not f[{used}]", frozenset((used,)))


def _piece(scene: str, place: Place, shown: _Shown, words: Template, moment: str) -> Iterator[Query]:
    yield Query("text", scene, "", place, shown.condition, shown.slots, moment)
    yield from _branches(scene, place, shown, words, moment)


def _branches(
    scene: str, place: Place, shown: _Shown, words: Template | None, moment: str, name: str = ""
) -> Iterator[Query]:
    """Both sides of each inline choice that have words at all; ``name`` is that of a mail."""
    for branch in words.branches() if words is not None else ():
        guard = branch.guard
        for side, condition in ((branch.then, guard.code), (branch.otherwise, f"not ({guard.code})")):
            if side.parts:
                both = shown.also(condition, guard.slots)
                yield Query("text", scene, name, place, both.condition, both.slots, moment)


def _findings(scene: Scene) -> Iterator[Query]:
    """Whether each finding of an ending is ever earned, and whether some path earns none."""
    if scene.ending is None:
        return
    for earned in scene.ending.findings:
        shown = _Shown.of(earned.guard)
        yield Query("earned", scene.id, earned.finding, earned.place, shown.condition, shown.slots)
    nothing = conjunction(
        [f"not ({earned.guard.code if earned.guard else 'True'})" for earned in scene.ending.findings]
    )
    if nothing != "False":
        slots = frozenset[int]().union(*(earned.guard.slots for earned in scene.ending.findings if earned.guard))
        yield Query("bare", scene.id, scene.id, scene.place, nothing, slots)

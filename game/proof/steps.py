"""A story as steps over facts: what exploration compiles, in the order in which players see it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from itertools import chain

from msgspec import Struct, field
from msgspec.structs import replace

from game.play.state import State
from game.proof.fold import Constants, fold, folded, slots_of
from game.proof.notation import landing, reading
from game.story.expressions import Assignment, Value
from game.story.model import CONTINUE, Choice, Mail, Scene, Story


class Edge(Struct, frozen=True):
    """A step out of a scene: its id, where it leads, when it is open, and what it sets before the entry.

    ``shown`` is how a witness writes it: a drawn step says where it lands.  A reading stays in its scene and
    enters nothing.
    """

    id: str
    shown: str
    to: str
    guard: str = "True"
    slots: frozenset[int] = frozenset()
    sets: tuple[Assignment, ...] = ()
    reading: bool = False

    def folded(self, constants: Constants) -> Edge:
        """The same with constants put in."""
        guard = fold(self.guard, self.slots, constants)
        sets = tuple(folded(item, constants) for item in self.sets)
        return replace(self, guard=guard, slots=slots_of(guard), sets=sets)


class Stop(Struct):
    """A scene as exploration sees it.

    ``do`` is what entering sets, and ``mail`` what the mail that comes then sets; ``edges`` are the steps out,
    readings last; ``stuck`` is the condition of a dead end, empty where there can be none.
    """

    scene: Scene
    do: tuple[Assignment, ...]
    mail: tuple[Assignment, ...]
    edges: list[Edge] = field(default_factory=list)
    stuck: str = ""
    stuck_slots: frozenset[int] = frozenset()

    def folded(self, constants: Constants) -> Stop:
        """The same with constants put in; steps that can never be taken are left out."""
        edges = [edge.folded(constants) for edge in self.edges]
        stuck = fold(self.stuck, self.stuck_slots, constants) if self.stuck else ""
        return Stop(
            self.scene,
            tuple(folded(item, constants) for item in self.do),
            tuple(folded(item, constants) for item in self.mail),
            [edge for edge in edges if edge.guard != "False"],
            stuck,
            slots_of(stuck),
        )

    @property
    def sets(self) -> Iterator[Assignment]:
        """Every assignment that may be done here."""
        return chain(self.do, self.mail, *(edge.sets for edge in self.edges))


class Steps:
    """All stops of a story.

    Mail whose reading can matter, or whose words differ, gets a slot behind the facts: 0 not come, 1 come, 2 read.
    """

    def __init__(self, story: Story) -> None:
        self.story = story
        self.mail_slots: dict[str, int] = {}
        for mail in story.mail.values():
            if mail.do is not None or ("read", mail.id) in story.facts or chooses_words(mail):
                self.mail_slots[mail.id] = story.size + len(self.mail_slots)
        self.size = story.size + len(self.mail_slots)
        self.constants: Constants = {}
        self.stops = {scene.id: self._stop(scene) for scene in story.scenes.values()}

    def before(self, facts: Iterable[Value]) -> list[Value]:
        """All slots before any mail has come, given the facts."""
        return [*facts, *(0 for _ in self.mail_slots)]

    def facts(self, state: State, facts: Iterable[Value]) -> list[Value]:
        """All slots: the facts, those of a state or those its text was fixed with, and how far each mail has come."""
        come, opened = {mail_id for mail_id, _ in state.delivered}, state.opened
        return [*facts, *((mail_id in come) + (mail_id in opened) for mail_id in self.mail_slots)]

    def within(self, start: str) -> set[str]:
        """The scenes that steps lead to from a scene, guards aside."""
        known, waiting = {start}, [start]
        while waiting:
            for edge in self.stops[waiting.pop()].edges:
                if edge.to not in known:
                    known.add(edge.to)
                    waiting.append(edge.to)
        return known

    def part(self, start: str, facts: Mapping[int, Value]) -> Steps:
        """The steps of one role: the scenes it can come to, with what never changes there put in.

        ``facts`` has the value of every slot that is the same in all its starts.
        """
        part = copy(self)
        for _ in range(2):  # leaving out steps may leave out scenes, and with them more that is set
            within = part.within(start)
            part.stops = {name: stop for name, stop in part.stops.items() if name in within}
            set_here = {item.slot for stop in part.stops.values() for item in stop.sets}
            part.constants = {slot: value for slot, value in facts.items() if slot not in set_here}
            part.stops = {name: stop.folded(part.constants) for name, stop in part.stops.items()}
        return part

    def toward(self, scenes: Iterable[str]) -> Steps:
        """The same steps as far as they can still lead to one of some scenes; dead ends are left aside."""
        sources: dict[str, list[str]] = {}
        for name, stop in self.stops.items():
            for edge in stop.edges:
                sources.setdefault(edge.to, []).append(name)
        waiting = [name for name in scenes if name in self.stops]
        known = set(waiting)
        while waiting:
            for source in sources.get(waiting.pop(), ()):
                if source not in known:
                    known.add(source)
                    waiting.append(source)
        toward = copy(self)
        toward.stops = {
            name: Stop(stop.scene, stop.do, stop.mail, [edge for edge in stop.edges if edge.to in known])
            for name, stop in self.stops.items()
            if name in known
        }
        return toward

    def _stop(self, scene: Scene) -> Stop:
        do = scene.do.steps if scene.do else ()
        stop = Stop(scene, do, tuple(self._mail(scene)))
        if scene.ending is not None:
            return stop
        seen = self._fact("seen", scene.id)
        opened: list[tuple[str, frozenset[int]]] = []
        for choice in scene.choices:
            guard, slots = self._open(scene, choice)
            opened.append((guard, slots))
            sets = list(choice.do.steps) if choice.do else []
            sets += self._fact("chose", f"{scene.id}.{choice.id}") + seen
            stop.edges.append(Edge(choice.id, choice.id, choice.to, guard, slots, tuple(sets)))
        self._ways(stop, opened, tuple(self._fact("chose", f"{scene.id}.{CONTINUE}") + seen))
        stop.edges += (self._reading(scene, self.story.mail[mail_id]) for mail_id in self.mail_slots)
        return stop

    def _fact(self, kind: str, name: str) -> list[Assignment]:
        """What makes a remembered fact true, where some expression asks for it."""
        slot = self.story.facts.get((kind, name))
        return [] if slot is None else [_assigned(slot, "True")]

    def _mail(self, scene: Scene) -> Iterator[Assignment]:
        for mail in scene.mail:
            slot = self.mail_slots.get(mail.id)
            if slot is not None:
                comes = mail.guard.code if mail.guard else "True"
                slots = frozenset((slot,)) | (mail.guard.slots if mail.guard else frozenset())
                yield _assigned(slot, f"(1 if f[{slot}] == 0 and {comes} else f[{slot}])", slots)

    def _open(self, scene: Scene, choice: Choice) -> tuple[str, frozenset[int]]:
        """The condition under which a choice is open, and the slots it reads."""
        parts, slots = [], set[int]()
        if choice.guard is not None:
            parts.append(choice.guard.code)
            slots |= choice.guard.slots
        if choice.once:
            used = self.story.facts["chose", f"{scene.id}.{choice.id}"]
            parts.append(f"not f[{used}]")
            slots.add(used)
        return " and ".join(parts) or "True", frozenset(slots)

    def _ways(self, stop: Stop, opened: list[tuple[str, frozenset[int]]], sets: tuple[Assignment, ...]) -> None:
        """The edges of `next`, each behind what goes before it, and the condition of a dead end."""
        before = [guard for guard, _ in opened]
        slots = frozenset[int]().union(*(read for _, read in opened))
        for way in stop.scene.ways:
            guard = way.guard.code if way.guard else "True"
            slots |= way.guard.slots if way.guard else frozenset()
            condition = conjunction([*(f"not ({other})" for other in before), guard])
            for target in way.targets:
                shown = landing(target) if way.draw else CONTINUE
                stop.edges.append(Edge(CONTINUE, shown, target, condition, slots, sets))
            before.append(guard)
        if "True" not in before:
            stop.stuck = conjunction([f"not ({other})" for other in before])
            stop.stuck_slots = slots

    def _reading(self, scene: Scene, mail: Mail) -> Edge:
        slot = self.mail_slots[mail.id]
        sets = list(mail.do.steps) if mail.do else []
        sets += self._fact("read", mail.id)
        sets.append(_assigned(slot, "2"))
        shown = reading(mail.id)
        return Edge(shown, shown, scene.id, f"f[{slot}] == 1", frozenset((slot,)), tuple(sets), reading=True)


def _assigned(slot: int, value: str, slots: frozenset[int] = frozenset()) -> Assignment:
    """An assignment that no author wrote, of code for a value that needs no bounds."""
    return Assignment("", slot, value, slots)


def chooses_words(mail: Mail) -> bool:
    """Whether a mail's words depend on the facts it comes with."""
    return any(True for words in (mail.subject, mail.body) for _ in words.branches())


def conjunction(parts: list[str]) -> str:
    """The conditions joined, what is always true left out."""
    kept = [part for part in parts if part not in ("True", "not (False)")]
    if "not (True)" in kept:
        return "False"
    return " and ".join(f"({part})" for part in kept) or "True"

"""A session: one playthrough of one story, step by step."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime

from game.play import scenery
from game.play.earlier import Earlier
from game.play.journal import START, Journal, Note, Step
from game.play.machine import StoryMachine
from game.play.state import State
from game.play.turn import Chance, Turn
from game.story.expressions import ROLE_SLOT, Value
from game.story.model import CONTINUE, DRAW_PARTS, Scene, Story
from game.story.text import clean

Clock = Callable[[], datetime]
LONGEST_NOTE = 4_000


class NotOpenError(Exception):
    """A step that cannot be taken now, with what could be."""

    def __init__(self, step_id: str, offered: tuple[str, ...]) -> None:
        super().__init__(f"“{step_id}” is not open; open are: {', '.join(offered) or 'none'}")
        self.step_id = step_id
        self.offered = offered


def roll(seed: int, number: int) -> int:
    """Where the ``number``-th draw (from 1) of a path falls, of DRAW_PARTS parts; the same for the same seed."""
    digest = hashlib.sha256(f"{seed}:{number}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % DRAW_PARTS


def first_facts(
    story: Story,
    role: str,
    settings: Mapping[str, str],
    carried: Mapping[str, Value] | None = None,
) -> list[Value]:
    """The facts a playthrough starts with, by slot; unasked conditions take their defaults."""
    facts: list[Value] = [False] * story.size
    facts[ROLE_SLOT] = role
    for condition in story.conditions.values():
        facts[condition.slot] = settings.get(condition.id, condition.default)
    for variable in story.variables.values():
        facts[variable.slot] = (carried or {}).get(variable.id, variable.start)
    return facts


class Session:
    """One playthrough.

    Every step is tried on a copy of the state and adopted whole, or not at all.  ``keep`` is called with the
    session after each change, before anyone sees the new turn; it answers a notice for the player, or nothing,
    and may raise OSError: the step stands, and the next turn says that it could not be saved.  ``unsaved`` is
    then why, until a change is kept again.
    """

    def __init__(
        self,
        machine: StoryMachine,
        role: str,
        settings: Mapping[str, str] | None = None,
        *,
        seed: int = 0,
        carried: Mapping[str, Value] | None = None,
        earlier: Earlier | None = None,
        clock: Clock | None = None,
        keep: Callable[[Session], str] | None = None,
    ) -> None:
        self.machine = machine
        self.story: Story = machine.story
        self.role = role
        self.settings = {
            name: (settings or {}).get(name, condition.default) for name, condition in self.story.conditions.items()
        }
        self.seed = seed
        self.carried = dict(carried or {})
        self.earlier = earlier
        self.clock = clock
        self.keep = keep
        self.journal = Journal()
        facts = first_facts(self.story, role, self.settings, self.carried)
        self.states: dict[int, State] = {START: machine.start(facts, self.story.roles[role].start)}
        self.notices: list[str] = []
        self.unsaved = ""
        self._turn: Turn | None = None

    @property
    def state(self) -> State:
        """Where the playthrough stands."""
        return self.states[self.journal.head]

    @property
    def scene(self) -> Scene:
        """The scene one is in."""
        return self.story.scenes[self.state.scene]

    @property
    def ended(self) -> bool:
        """Whether the playthrough is at an ending."""
        return self.scene.ending is not None

    def facts(self) -> dict[str, Value]:
        """The variables by name."""
        return {variable.id: self.state.facts[variable.slot] for variable in self.story.variables.values()}

    def look(self) -> Turn:
        """The present turn."""
        if self._turn is None:
            self._turn = self._look()
        return self._turn

    def _look(self) -> Turn:
        story, state = self.story, self.state
        scene, fixed = story.scenes[state.scene], self.machine.backdrops[state.scene]
        title, passages, gauges = fixed.title, fixed.passages, self.machine.backdrops.gauges
        return Turn(  # by place, for by name it takes twice as long
            story.title,
            story.roles[self.role].name,
            scene.id,
            scene.title.render(state.entered) if title is None else title,
            scene.view,
            self.journal.depth,
            tuple(scenery.passages(story, scene.text, state.entered)) if passages is None else passages,
            tuple(scenery.mailbox(story, state)) if state.delivered else (),
            () if scene.ending else scenery.options(self.machine, scene, state),
            tuple(scenery.gauges(gauges, state)) if gauges else (),
            scene.ending is not None,
            self.journal.head != START,
            self._chance(),
            tuple(self.notices) if self.notices else (),
        )

    def _chance(self) -> Chance | None:
        """The draw that led to this scene."""
        number, steps = self.journal.head, self.journal.steps
        while number != START and not steps[number].moves:
            number = steps[number].parent
        return self.chance_at(number) if number != START and steps[number].id == CONTINUE else None

    def chance_at(self, number: int) -> Chance | None:
        """The draw that a step of the journal was, where it was one."""
        if number == START or self.journal.steps[number].id != CONTINUE:
            return None
        step = self.journal.steps[number]
        before = self.state_at(step.parent)
        way = self.machine.way(self.story.scenes[before.scene], before)
        return scenery.chance(self.story, way, step.to) if way is not None else None

    def offered(self) -> tuple[str, ...]:
        """The ids of the open options."""
        turn = self._turn or self.look()
        return tuple([option.id for option in turn.options if option.open])

    def choose(self, choice_id: str, *, landing: str = "") -> Turn:
        """Take a step; ``landing`` fixes where a draw falls.

        Raises NotOpenError where the step, or the landing, is not possible now; nothing has changed then.
        """
        offered = self.offered()
        if choice_id not in offered:
            raise NotOpenError(choice_id, offered)
        label = ""
        drawn = ""
        if choice_id == CONTINUE:
            drawn, label = self._draw(landing)
        before = self.state
        after = self.machine.step(before, choice_id, drawn)
        self._adopt(
            Step(
                self.journal.head,
                before.scene,
                choose=choice_id,
                to=after.scene,
                offered=offered,
                label=label,
                at=self._now(),
            ),
            after,
        )
        return self.look()

    def _draw(self, landing: str) -> tuple[str, str]:
        """Where the plain way on leads by a draw, and its label; nothing where there is no draw."""
        way = self.machine.way(self.scene, self.state)
        if way is None:
            raise NotOpenError(CONTINUE, ())
        if landing and landing not in way.targets:
            raise NotOpenError(
                f"{CONTINUE} to {landing}",
                tuple(f"{CONTINUE} to {to}" for to in way.targets),
            )
        if not way.draw:
            return "", way.label
        return landing or way.land(roll(self.seed, self.state.draws + 1)).to, way.label

    def read(self, mail_id: str) -> Turn:
        """Open a mail.  The first time is a step of its own; at an ending nothing changes.

        Raises NotOpenError where no such mail has come.
        """
        letter = self.look().letter(mail_id)
        if letter is None:
            raise NotOpenError(mail_id, tuple(letter.id for letter in self.look().mail))
        if not letter.read and not self.ended:
            before = self.state
            after = self.machine.read(before, mail_id)
            step = Step(self.journal.head, before.scene, read=mail_id, offered=self.offered(), at=self._now())
            self._adopt(step, after)
        return self.look()

    def note(self, text: str, prompt: str = "") -> None:
        """Keep a private note beside the last step; empty notes are not kept."""
        text = clean(text, limit=LONGEST_NOTE).strip()
        if text:
            self.journal.notes.append(Note(self.journal.head, self.state.scene, text, prompt))
            self._changed()

    def save(self) -> None:
        """Have the playthrough kept as it is now; ``unsaved`` says where that failed."""
        self._changed()

    def undo(self) -> Step | None:
        """Take the last step back and answer which it was, or None at the start; nothing is deleted."""
        head = self.journal.head
        if head == START:
            return None
        self.rewind(self.journal.steps[head].parent)
        return self.journal.steps[head]

    def rewind(self, number: int) -> Turn:
        """Go to where the playthrough stood after a step of the journal, or to START."""
        self.state_at(number)
        self.journal.head = number
        self._changed()
        return self.look()

    def state_at(self, number: int) -> State:
        """The state after a step of the journal, worked out from the nearest one known.

        Raises ValueError where the step does not fit the story any more.
        """
        missing = []
        at = number
        while at not in self.states:
            missing.append(at)
            at = self.journal.steps[at].parent
        for at in reversed(missing):
            step = self.journal.steps[at]
            self.states[at] = self.after(self.states[step.parent], step)
        return self.states[number]

    def after(self, before: State, step: Step) -> State:
        """The state a journaled step leads to.  Raises ValueError where it does not fit the story."""
        scene = self.story.scenes[before.scene]
        if step.scene != before.scene:
            raise ValueError(f"the step was taken in {step.scene}, which is now {before.scene}")
        if scene.ending is not None:
            raise ValueError(f"{before.scene} is an ending now")
        if not step.moves:
            if not before.holds(step.id) or step.id in before.opened:
                raise ValueError(f"the mail {step.id} cannot be opened")
            return self.machine.read(before, step.id)
        way = self.machine.way(scene, before) if step.id == CONTINUE else None
        return self.machine.step(before, step.id, step.to if way is not None and way.draw else "")

    def _now(self) -> str:
        return self.clock().isoformat(timespec="seconds") if self.clock else ""

    def _adopt(self, step: Step, after: State) -> None:
        self.states[self.journal.add(step)] = after
        self._changed()

    def _changed(self) -> None:
        """Have the playthrough kept, and the turn worked out anew."""
        self._turn = None
        self.notices.clear()
        self.unsaved = ""
        if self.keep is None:
            return
        try:
            notice = self.keep(self)
        except OSError as fault:
            self.unsaved = fault.strerror or "it cannot be written"
            notice = f"This step could not be saved ({self.unsaved}). Play goes on, and saving is tried again."
        if notice:
            self.notices.append(notice)
            self._turn = None  # what was kept is the turn without the notice


__all__ = ["Clock", "NotOpenError", "Session", "first_facts", "roll"]

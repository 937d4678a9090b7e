"""A session: one playthrough of one story, step by step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from game.play import scenery
from game.play.earlier import Earlier
from game.play.journal import START, Note, Step
from game.play.machine import StoryMachine
from game.play.standing import Standing
from game.play.state import State
from game.play.turn import Turn
from game.story.expressions import ROLE_SLOT, Value
from game.story.model import CONTINUE, DRAW_PARTS, Story
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
    import hashlib  # it loads all of OpenSSL, and few scenes draw

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


class Session(Standing):
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
        story = machine.story
        self.role = role
        self.settings = {
            name: (settings or {}).get(name, condition.default) for name, condition in story.conditions.items()
        }
        self.carried = dict(carried or {})
        facts = first_facts(story, role, self.settings, self.carried)
        super().__init__(machine, machine.start(facts, story.roles[role].start))
        self.seed = seed
        self.earlier = earlier
        self.clock = clock
        self.keep = keep
        self.notices: list[str] = []
        self.unsaved = ""
        self._turn: Turn | None = None

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
        fixed, gauges = self.machine.backdrops[state.scene], self.machine.backdrops.gauges
        title, passages = fixed.title, fixed.passages
        return Turn(  # by place, for by name it takes twice as long
            story.title,
            story.roles[self.role].name,
            state.scene,
            fixed.scene.title.render(state.entered) if title is None else title,
            fixed.view,
            self.journal.depth,
            tuple(scenery.passages(story, fixed.scene.text, state.entered)) if passages is None else passages,
            tuple(scenery.mailbox(story, state)) if state.delivered else (),
            () if fixed.ending else scenery.options(self.machine, state),
            tuple(scenery.gauges(gauges, state)) if gauges else (),
            fixed.ending,
            self.journal.head != START,
            self.chance(),
            tuple(self.notices) if self.notices else (),
        )

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
        self.go(number)
        self._changed()
        return self.look()

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

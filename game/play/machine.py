"""A story as one shared state machine: scenes are its states, steps its triggers.

Guards are ``conditions`` of the transitions, effects run ``before`` the scene changes, and entering a scene is
the state's ``on_enter``.  One machine serves every session of a story: the state of a playthrough is passed with
each trigger and never registered, because registering decorates the model with a method for every trigger.
The machine makes no transitions of its own (``auto_transitions``), which would grow with the square of the
scenes, and has no queue, which sessions would share.

In a large story a step costs what it reads from memory that has not been read lately.  So a transition and a state
keep what a trigger needs of them in slots of their own.
"""

from __future__ import annotations

from typing import Any

from transitions import Event, Machine, Transition
from transitions import State as MachineState

from game.play.backdrop import Backdrops, chosen_slot
from game.play.callbacks import Acts, Callbacks, Check, Checks
from game.play.state import State
from game.story.expressions import Value
from game.story.model import CONTINUE, Choice, Scene, Story, Way


class _Step(Transition):
    """A step: ``asks`` are its ``conditions``, ``acts`` its ``before``, ``to`` is its ``dest``, which is entered so."""

    __slots__ = ("acts", "asks", "entering", "to")

    def __init__(self, *given: Any, entering: Acts) -> None:
        super().__init__(*given)
        _, self.to, self.asks, _, self.acts, *_ = given
        self.entering = entering


class _Trigger(Event):
    """A trigger that does its transition and nothing else.

    Around each transition the library looks up hooks, names and log lines, none of which a story has, and that took
    most of a step.  The order is the library's: conditions, ``before``, the new state, its ``on_enter``.
    """

    def trigger(self, model: Any, *_: Any, **__: Any) -> bool:
        """Make the first transition from the model's scene whose conditions hold; whether there was one."""
        step: Any
        for step in self.transitions.get(model.scene, ()):
            for holds in step.asks:
                if not holds(model):
                    break
            else:
                for act in step.acts:
                    act(model)
                model.scene = step.to
                for act in step.entering:
                    act(model)
                return True
        return False


class _Machine(Machine):
    event_cls = _Trigger
    transition_cls = _Step


class StoryMachine:
    """The machine of one story, and what can be asked of it.  ``backdrops`` is what is the same in all its sessions."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.backdrops = Backdrops(story)
        self._callbacks = Callbacks()
        self._entering = {scene.id: self._callbacks.entering(scene) for scene in story.scenes.values()}
        self._machine = _Machine(
            model=None,
            states=[MachineState(scene, on_enter=[*acts]) for scene, acts in self._entering.items()],
            initial=None,
            auto_transitions=False,
            queued=False,
            model_attribute="scene",
        )
        for scene in story.scenes.values():
            self._add_steps(scene)

    def _add_steps(self, scene: Scene) -> None:
        made, seen = self._callbacks, self._remembering(("seen", scene.id))
        for choice in scene.choices:
            used = chosen_slot(self.story, scene, choice.id) if choice.once else None
            unused = (made.unused(used),) if used is not None else ()
            chosen = self._remembering(("chose", f"{scene.id}.{choice.id}"))
            before = (*made.effects(choice.do), *chosen, *seen)
            self._add(choice.id, scene, choice.to, (*made.guard(choice.guard), *unused), before)
        for way in scene.ways:
            none_open = self._none_open(scene)
            before = (*self._remembering(("chose", f"{scene.id}.{CONTINUE}")), *seen)
            for target in way.targets:
                landing = (made.lands(target),) if way.draw else ()
                self._add(CONTINUE, scene, target, (*made.guard(way.guard), *landing, none_open), before)

    def _remembering(self, fact: tuple[str, str]) -> Acts:
        """The act by which a ``chose`` or a ``seen`` becomes true, where anything asks for it."""
        slot = self.story.facts.get(fact)
        return (self._callbacks.remember(slot),) if slot is not None else ()

    def _add(self, step_id: str, scene: Scene, to: str, conditions: Checks, before: Acts) -> None:
        """Add a transition.  Its ``dest`` is the very string of the scene's id, so that no other one has to be read."""
        made, target = self._callbacks, self.story.scenes[to].id
        add: Any = self._machine.add_transition  # it takes tuples as well as lists
        add(step_id, scene.id, target, made.one(conditions), None, made.one(before), entering=self._entering[target])

    def _none_open(self, scene: Scene) -> Check:
        """The condition of the plain way on: no choice of the scene is open."""
        return lambda state: not any(self.is_open(scene, choice, state) for choice in scene.choices)

    def start(self, facts: list[Value], scene_id: str) -> State:
        """A new playthrough that has just entered its first scene."""
        state = State(facts)
        state.scene = scene_id
        for act in self._entering[scene_id]:
            act(state)
        return state

    def step(self, state: State, step_id: str, landing: str = "") -> State:
        """The state after a step; the one given is left alone, whatever happens.

        ``landing`` is the scene a draw falls on.  Raises ValueError where the step is not open.
        """
        draft = state.draft()
        if landing:
            draft.landing = landing
            draft.draws += 1
        event = self._machine.events.get(step_id)
        if event is None or not event.trigger(draft):
            raise ValueError(f"{step_id} is not open in {state.scene}")
        draft.landing = ""
        return draft

    def read(self, state: State, mail_id: str) -> State:
        """The state after a first reading: the mail's effects, then ``read`` becomes true."""
        draft = state.draft()
        mail = self.story.mail[mail_id]
        if mail.do is not None:
            mail.do.apply(draft.facts)
        slot = self.story.facts.get(("read", mail_id))
        if slot is not None:
            draft.facts[slot] = True
        draft.opened = draft.opened | {mail_id}
        return draft

    def is_open(self, scene: Scene, choice: Choice, state: State) -> bool:
        """Whether a choice can be taken."""
        if choice.once and self.used(scene, choice, state):
            return False
        return choice.guard is None or choice.guard.holds(state.facts)

    def used(self, scene: Scene, choice: Choice, state: State) -> bool:
        """Whether a choice was taken before, where anything asks."""
        slot = chosen_slot(self.story, scene, choice.id)
        return slot is not None and state.facts[slot] is True

    def way(self, scene: Scene, state: State) -> Way | None:
        """The way on that applies, or None where there is none or a choice is open."""
        if not scene.ways or any(self.is_open(scene, choice, state) for choice in scene.choices):
            return None
        facts = state.facts
        return next(
            (way for way in scene.ways if way.guard is None or way.guard.holds(facts)),
            None,
        )

"""A story as one shared state machine: scenes are its states, steps its triggers.

Guards are ``conditions`` of the transitions, effects run ``before`` the scene changes, and entering a scene is
the state's ``on_enter``.  One machine serves every session of a story: the state of a playthrough is passed with
each trigger and never registered, because registering decorates the model with a method for every trigger.
The machine makes no transitions of its own (``auto_transitions``), which would grow with the square of the
scenes, and has no queue, which sessions would share.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from transitions import Event, Machine
from transitions import State as MachineState

from game.play.backdrop import Backdrops
from game.play.state import State
from game.story.expressions import Expression, Value
from game.story.model import CONTINUE, Choice, Scene, Story, Way

Check = Callable[[State], bool]
Act = Callable[[State], None]
#: What the machine calls: with the state that was passed to the trigger, and nothing else.
Callbacks = list[str | Callable[..., bool | None]]


class _Trigger(Event):
    """A trigger that does its transition and nothing else.

    Around each transition the library looks up hooks, names and log lines, none of which a story has, and that took
    most of a step.  The order is the library's: conditions, ``before``, the new state, its ``on_enter``.
    """

    def trigger(self, model: Any, *_: Any, **__: Any) -> bool:
        """Make the first transition from the model's scene whose conditions hold; whether there was one."""
        transition: Any
        for transition in self.transitions.get(model.scene, ()):
            for condition in transition.conditions:
                if condition.func(model) != condition.target:
                    break
            else:
                for act in transition.before:
                    act(model)
                model.scene = transition.dest
                entered: Any = self.machine.states[transition.dest]
                for act in entered.on_enter:
                    act(model)
                return True
        return False


class _Machine(Machine):
    event_cls = _Trigger


class StoryMachine:
    """The machine of one story, and what can be asked of it.  ``backdrops`` is what is the same in all its sessions."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.backdrops = Backdrops(story)
        self._machine = _Machine(
            model=None,
            states=[MachineState(scene.id, on_enter=[partial(enter, scene)]) for scene in story.scenes.values()],
            initial=None,
            auto_transitions=False,
            queued=False,
            model_attribute="scene",
        )
        for scene in story.scenes.values():
            self._add_steps(scene)

    def _add_steps(self, scene: Scene) -> None:
        add = self._machine.add_transition
        seen = self.story.facts.get(("seen", scene.id))
        for choice in scene.choices:
            add(
                choice.id,
                scene.id,
                choice.to,
                conditions=_conditions(choice, self.chosen_slot(scene, choice.id)),
                before=self._leaving(scene, choice.id, choice, seen),
            )
        any_open = self._any_open(scene)
        before = self._leaving(scene, CONTINUE, None, seen)
        for way in scene.ways:
            guard: Callbacks = [_holds(way.guard)] if way.guard else []
            for target in way.targets:
                conditions = [*guard, _lands(target)] if way.draw else guard
                add(
                    CONTINUE,
                    scene.id,
                    target,
                    conditions=conditions,
                    unless=[any_open],
                    before=before,
                )

    def chosen_slot(self, scene: Scene, choice_id: str) -> int | None:
        """The slot that remembers whether a choice was taken, where anything asks."""
        return self.story.facts.get(("chose", f"{scene.id}.{choice_id}"))

    def _leaving(self, scene: Scene, choice_id: str, choice: Choice | None, seen: int | None) -> Callbacks:
        """What happens before the scene changes: the choice's effects, then ``chose`` and ``seen`` become true."""
        acts: Callbacks = []
        if choice is not None and choice.do is not None:
            apply = choice.do.apply
            acts.append(lambda state: apply(state.facts))
        slots = [slot for slot in (self.chosen_slot(scene, choice_id), seen) if slot is not None]
        if slots:
            acts.append(_remember(slots))
        return acts

    def _any_open(self, scene: Scene) -> Check:
        """The condition that shuts the plain way on: a choice of the scene is open."""
        return lambda state: any(self.is_open(scene, choice, state) for choice in scene.choices)

    def start(self, facts: list[Value], scene_id: str) -> State:
        """A new playthrough that has just entered its first scene."""
        state = State(facts)
        state.scene = scene_id
        enter(self.story.scenes[scene_id], state)
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
        slot = self.chosen_slot(scene, choice.id)
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


def enter(scene: Scene, state: State) -> None:
    """Enter a scene: its effects, then its mail, then its text is fixed."""
    if scene.do is not None:
        scene.do.apply(state.facts)
    state.entered = tuple(state.facts)
    state.earlier = len(state.delivered)
    for mail in scene.mail:
        if not state.holds(mail.id) and (mail.guard is None or mail.guard.holds(state.facts)):
            state.delivered = (*state.delivered, (mail.id, state.entered))


def _conditions(choice: Choice, used: int | None) -> Callbacks:
    """The conditions of a choice: its guard holds, and it is not used up."""
    conditions: Callbacks = [_holds(choice.guard)] if choice.guard is not None else []
    if choice.once and used is not None:
        conditions.append(lambda state: state.facts[used] is not True)
    return conditions


def _holds(guard: Expression) -> Check:
    holds = guard.holds
    return lambda state: holds(state.facts)


def _lands(target: str) -> Check:
    return lambda state: state.landing == target


def _remember(slots: list[int]) -> Act:
    def act(state: State) -> None:
        for slot in slots:
            state.facts[slot] = True

    return act

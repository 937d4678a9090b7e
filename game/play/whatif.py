"""What if: the nearest other ending, and the first choice that separates a path from it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from game.play.machine import StoryMachine
from game.play.session import Session
from game.play.state import State
from game.story.model import CONTINUE, Story

#: How many states are looked at from each fork before the next earlier one is tried.
REACH = 4_000


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Where a path could have turned: in which scene, by doing what instead of what, to which ending."""

    scene: str
    did: str
    instead: str
    ending: str
    steps: int


def nearest_other_ending(session: Session) -> WhatIf | None:
    """The latest fork of a finished path from which another ending can be reached, and the shortest way there."""
    story, here = session.story, session.scene.id
    for number in reversed(session.journal.path()):
        step = session.journal.steps[number]
        scene = story.scenes[step.scene]
        before = session.state_at(step.parent)
        found: list[tuple[int, int, str, str]] = []
        for order, choice in enumerate(scene.choices):
            if step.moves and choice.id != step.id and session.machine.is_open(scene, choice, before):
                after = session.machine.step(before, choice.id)
                ending = _nearest(session.machine, after, here)
                if ending is not None:
                    found.append((ending[0], order, choice.words.render(before.facts), ending[1]))
        if found:
            steps, _, instead, ending_title = min(found)
            did = scene.choice(step.id)
            words = did.words.render(before.facts) if did else CONTINUE
            return WhatIf(scene.title.render(before.entered), words, instead, ending_title, steps)
    return None


def _nearest(machine: StoryMachine, start: State, unlike: str) -> tuple[int, str] | None:
    """How many steps the nearest ending other than ``unlike`` takes, and its title."""
    waiting = deque([(start, 1)])
    known = {_key(start)}
    while waiting and len(known) < REACH:
        state, steps = waiting.popleft()
        scene = machine.story.scenes[state.scene]
        if scene.ending is not None:
            if scene.id != unlike:
                return steps, scene.title.render(state.entered)
            continue
        for after in successors(machine, state):
            key = _key(after)
            if key not in known:
                known.add(key)
                waiting.append((after, steps + 1))
    return None


def successors(machine: StoryMachine, state: State) -> Iterator[State]:
    """The states that one step leads to, every outcome of a draw among them; mail stays unread."""
    scene = machine.story.scenes[state.scene]
    for choice in scene.choices:
        if machine.is_open(scene, choice, state):
            yield machine.step(state, choice.id)
    way = machine.way(scene, state)
    if way is not None:
        for target in way.targets:
            yield machine.step(state, CONTINUE, target if way.draw else "")


def _key(state: State) -> tuple[object, ...]:
    return (state.scene, *state.facts)


def role_endings(story: Story, role: str) -> tuple[str, ...]:
    """The ids of the endings that steps lead to from a role's start, guards aside, in the order of the files."""
    known = within(story, role)
    return tuple(scene.id for scene in story.endings if scene.id in known)


def within(story: Story, role: str) -> set[str]:
    """The ids of the scenes that steps lead to from a role's start, guards aside."""
    waiting = [story.roles[role].start]
    known = set(waiting)
    while waiting:
        scene = story.scenes[waiting.pop()]
        targets = [choice.to for choice in scene.choices] + [to for way in scene.ways for to in way.targets]
        for target in targets:
            if target not in known:
                known.add(target)
                waiting.append(target)
    return known

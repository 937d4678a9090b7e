"""What if: the nearest other ending, and the first choice that separates a path from it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from game.play import nearest
from game.play.nearest import Search
from game.play.session import Session
from game.play.state import State
from game.story.model import CONTINUE, Scene


class WhatIf(Struct, frozen=True):
    """Where a path could have turned: in which scene, by doing what instead of what, to which ending."""

    scene: str
    did: str
    instead: str
    ending: str
    steps: int


class NoOther(Struct, frozen=True):
    """That no other ending was found: because there is none, or because the search was ``given_up`` before its end."""

    given_up: bool = False

    @property
    def told(self) -> str:
        """Which of the two it is, in a sentence."""
        if self.given_up:
            many = f"{nearest.BUDGET:,} moments of the story were looked at, and then the search was given up"
            return f"The nearest other ending is not known: {many}."
        return "No other choice along this path leads to another ending, unless further letters are read."


def nearest_other_ending(session: Session) -> WhatIf | NoOther:
    """The latest fork of a finished path from which another ending can be reached, and the shortest way there.

    Letters stay as they were at the fork.
    """
    search = Search(session.machine, session.scene.id)
    for number in reversed(session.journal.path()):
        step = session.journal.steps[number]
        scene, before = session.story.scenes[step.scene], session.state_at(step.parent)
        found = search.nearest(_others(session, scene, before, step.id)) if step.moves else None
        if found is not None:
            route, ending = found
            taken, instead = scene.choice(step.id), scene.choices[route[0]]
            did = taken.words.render(before.facts) if taken else CONTINUE
            return WhatIf(
                scene.title.render(before.entered), did, instead.words.render(before.facts), ending, len(route)
            )
        if search.given_up:
            break
    return NoOther(search.given_up)


def _others(session: Session, scene: Scene, before: State, taken: str) -> Iterator[tuple[int, State]]:
    """The states that the other open choices of a scene would have led to, each with the choice's place."""
    for place, choice in enumerate(scene.choices):
        if choice.id != taken and session.machine.is_open(scene, choice, before):
            yield place, session.machine.step(before, choice.id)

"""What the machine calls: conditions are asked, and acts done, with the state of a playthrough.

A story has one set of them, in which the same guard or effect is the same callback however many steps have it: what is
called again and again stays in the processor's cache.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeVar

from game.play.state import State
from game.story.expressions import Effects, Expression
from game.story.model import Mail, Scene

Check = Callable[[State], bool]
Act = Callable[[State], None]
Checks = tuple[Check, ...]
Acts = tuple[Act, ...]
Same = TypeVar("Same", Checks, Acts)


class Callbacks:
    """The callbacks of one story, each made when it is first asked for."""

    def __init__(self) -> None:
        self.holds = cache(_holds)
        self.lands = cache(_lands)
        self.unused = cache(_unused)
        self.done = cache(_done)
        self.remember = cache(_remember)
        self._known: dict[object, Any] = {}

    def guard(self, guard: Expression | None) -> Checks:
        """The condition that a guard is, where there is one."""
        return (self.holds(guard),) if guard is not None else ()

    def effects(self, effects: Effects | None) -> Acts:
        """The act that effects are, where there are any."""
        return (self.done(effects),) if effects is not None else ()

    def entering(self, scene: Scene) -> Acts:
        """What happens when a scene is entered: its effects, then its text is fixed, then its mail comes."""
        mail = (_deliver(scene.mail),) if scene.mail else ()
        return self.one((*self.effects(scene.do), _fix_text, *mail))

    def one(self, callbacks: Same) -> Same:
        """The first tuple of just these callbacks that there was."""
        known: Same = self._known.setdefault(callbacks, callbacks)
        return known


def _fix_text(state: State) -> None:
    """The text of the scene that is entered keeps to the facts as they are now."""
    state.entered = tuple(state.facts)
    state.earlier = len(state.delivered)


def _holds(guard: Expression) -> Check:
    holds = guard.holds
    return lambda state: holds(state.facts)


def _lands(target: str) -> Check:
    """Whether the draw of the step under way falls on a scene."""
    return lambda state: state.landing == target


def _unused(slot: int) -> Check:
    """Whether a choice that can be taken once was not taken yet."""
    return lambda state: state.facts[slot] is not True


def _done(effects: Effects) -> Act:
    apply = effects.apply
    return lambda state: apply(state.facts)


def _remember(slot: int) -> Act:
    """A ``seen`` or a ``chose`` becomes true."""

    def act(state: State) -> None:
        state.facts[slot] = True

    return act


def _deliver(mail: Sequence[Mail]) -> Act:
    """Deliver what has not come yet and whose guard holds."""

    def act(state: State) -> None:
        for letter in mail:
            if not state.holds(letter.id) and (letter.guard is None or letter.guard.holds(state.facts)):
                state.delivered = (*state.delivered, (letter.id, state.entered))

    return act

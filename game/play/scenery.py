"""From a state to the turn that faces draw: words filled in, choices sorted into open and shut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from game.play.machine import StoryMachine
from game.play.state import State
from game.play.turn import Chance, Gauge, Letter, Option, Passage
from game.story.expressions import ROLE_SLOT, Facts
from game.story.model import CONTINUE, Block, Choice, Story, Variable, Way
from game.story.templates import Template

CONTINUE_WORDS = "Continue"
GO_ON = Option(CONTINUE, CONTINUE_WORDS, open=True)


def passages(story: Story, blocks: Iterable[Block], facts: Facts) -> Iterator[Passage]:
    """The blocks whose guards hold, with their words filled in."""
    for block in blocks:
        if block.guard is None or block.guard.holds(facts):
            yield Passage(block.kind, block.words.render(facts), story.person(block.by))


def mailbox(story: Story, state: State) -> Iterator[Letter]:
    """Everything delivered so far, oldest first."""
    for index, (mail_id, facts) in enumerate(state.delivered):
        mail = story.mail[mail_id]
        yield Letter(
            id=mail_id,
            sender=story.person(mail.sender),
            to=story.person(mail.to),
            date=mail.date,
            subject=mail.subject.render(facts),
            body=mail.body.render(facts),
            read=mail_id in state.opened,
            new=index >= state.earlier,
        )


def options(machine: StoryMachine, state: State) -> tuple[Option, ...]:
    """The choices of a scene that are shown, and the plain way on where none of them is open."""
    fixed, facts = machine.backdrops[state.scene], state.facts
    shown = []
    any_open = False
    for offer in fixed.offers:
        if offer.used is not None and facts[offer.used] is True:
            continue
        if offer.holds is None or offer.holds(facts):
            any_open = True
            shown.append(offer.open or _open(offer.choice, facts))
        elif offer.shut is not None:
            shown.append(offer.shut)
        elif offer.choice.locked is not None:
            shown.append(_shut(offer.choice, offer.choice.locked, facts))
    if not any_open and machine.way(fixed.scene, state) is not None:
        shown.append(GO_ON)
    return tuple(shown)


def _open(choice: Choice, facts: Facts) -> Option:
    note = choice.note.render(facts) if choice.note else ""
    return Option(choice.id, choice.words.render(facts), True, "", choice.irreversible, note)


def _shut(choice: Choice, why: Template, facts: Facts) -> Option:
    return Option(choice.id, choice.words.render(facts), False, why.render(facts))


def gauges(shown: Iterable[Variable], state: State) -> Iterator[Gauge]:
    """The variables that are shown, and to the role that is played."""
    for variable in shown:
        if variable.roles and state.facts[ROLE_SLOT] not in variable.roles:
            continue
        value = state.facts[variable.slot]
        if isinstance(value, bool):
            yield Gauge(variable.label, "yes" if value else "no", variable.show)
        elif isinstance(value, int):
            yield Gauge(
                variable.label,
                str(value),
                variable.show,
                value,
                variable.least,
                variable.most,
            )
        else:
            yield Gauge(variable.label, value.replace("_", " "), variable.show)


def chance(story: Story, way: Way, to: str) -> Chance | None:
    """What is said of the draw, or of the label, that led to a scene.

    A figure that the debrief asks the player to guess is not given away here.
    """
    if not way.label:
        return None
    drawn = next((drawn for drawn in way.draw if drawn.to == to), None)
    if drawn is None:
        return Chance(way.label, "")
    finding = drawn.finding or next((other.finding for other in way.draw if other.finding), "")
    known = story.findings.get(finding)
    if known is not None and known.guess:
        return Chance(way.label, "", finding, veiled=True)
    return Chance(way.label, f"{drawn.parts / 100:g}", finding, known.claim if known else "")

"""What a program may do in a turn, under ids that mean nothing and in an order that follows from the seed.

Language models lean towards what is listed first, so the order of each turn is a permutation of its own; ids are
letters by place, so that nothing of the author's ids is seen.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from string import ascii_uppercase
from typing import NamedTuple, TypeVar

from game.play.machine import StoryMachine
from game.play.state import State
from game.story.model import CONTINUE, Mail

READ = "read "
Thing = TypeVar("Thing")


class Card(NamedTuple):
    """Something that can be done: ``step`` as walkthroughs write it, and whether the author calls it irreversible."""

    step: str
    irreversible: bool = False

    @property
    def mail(self) -> str:
        """The id of the letter it opens, or nothing."""
        return self.step.removeprefix(READ) if self.step.startswith(READ) else ""


def cards(machine: StoryMachine, state: State) -> Iterator[Card]:
    """Everything that can be done now, in the author's order: choices, the plain way on, letters not opened yet."""
    scene = machine.story.scenes[state.scene]
    if scene.ending is not None:
        return
    any_open = False
    for choice in scene.choices:
        if machine.is_open(scene, choice, state):
            any_open = True
            yield Card(choice.id, choice.irreversible)
    if not any_open and scene.ways and machine.way(scene, state) is not None:
        yield Card(CONTINUE)
    for mail_id, _ in state.delivered:
        if mail_id not in state.opened:
            yield Card(READ + mail_id)


def shuffled(deck: list[Thing], seed: int, turn: int) -> list[Thing]:
    """Cards, or what stands for them, in the order of one turn: sorted by a hash of seed, turn and place, so any order is as likely."""
    if len(deck) < 2:
        return deck
    keys = [hashlib.sha256(f"{seed}:{turn}:{place}".encode()).digest() for place in range(len(deck))]
    return [deck[place] for place in sorted(range(len(deck)), key=keys.__getitem__)]


def letter(place: int) -> str:
    """The id of the option at a place, from 0: A to Z, then AA."""
    word = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, len(ascii_uppercase))
        word = ascii_uppercase[rest] + word
    return word


def words_of(machine: StoryMachine, state: State, card: Card) -> str:
    """What an option says."""
    story = machine.story
    if card.mail:
        mail = story.mail[card.mail]
        return f"Read the letter from {story.person(mail.sender)}: {_subject(mail, state)}"
    choice = story.scenes[state.scene].choice(card.step)
    return choice.words.render(state.facts) if choice is not None else "Continue"


def _subject(mail: Mail, state: State) -> str:
    facts = next(facts for mail_id, facts in state.delivered if mail_id == mail.id)
    return mail.subject.render(facts)

"""What a phone and the wall are shown.  No figure of the record and no count of the room is in here before it is revealed."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from game.paper.handout import content_note
from game.paper.sheets import titles
from game.play.turn import Letter, Option, Passage
from game.seminar import ballots
from game.seminar.ballots import Ballot
from game.seminar.cut import Place
from game.seminar.model import Room, Voter, way_on
from game.seminar.order import RoomStep
from game.seminar.reveals import Shown

#: The wall's row of dots: how many parts of the room have answered, and no number.
DOTS = 10
OBSERVING = "You observe. Nothing is asked of you; you can read along."
AT_AN_ENDING = "This is your ending. Who else was hurt? Who could have said no?"
NO_ENDING = "You passed at the fork, so no ending follows. Who in the story could have said no?"
NO_FIGURE = "No figure of the record belongs to this story. What do you expect to happen? Keep it to yourself."
#: The steps in which a scene is on the phones.
PLAYED = ("scene", "first", "second", "endings")
NOT_HERE = "Your path does not come by this scene. The next one follows."


class Asked(Struct, frozen=True):
    """A ballot on a phone, with what was answered so far."""

    ballot: Ballot
    answer: str = ""


class PhoneView(Struct, frozen=True):
    """One phone's page.

    ``shut`` lists what is there and cannot be chosen, with its reason: all of it where one observes.  ``sheets`` are
    the papers for work afterwards, each by its name and its title.
    """

    step: RoomStep
    title: str
    role: str = ""
    words: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    letters: tuple[Letter, ...] = ()
    asked: tuple[Asked, ...] = ()
    shut: tuple[Option, ...] = ()
    way: tuple[Option, ...] = ()
    steps: tuple[str, ...] = ()
    open: bool = True
    shown: Shown | None = None
    guess: str = ""
    handout: bool = False
    finished: bool = False
    sheets: tuple[tuple[str, str], ...] = ()


class WallView(Struct, frozen=True):
    """The projector's page.  ``dots`` of ten say how many have answered; ``options`` are read out where hands count."""

    step: RoomStep
    title: str
    words: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    options: tuple[str, ...] = ()
    dots: int | None = None
    shown: Shown | None = None
    blank: bool = False
    joining: bool = False
    handout: bool = False
    finished: bool = False
    joined: int = 0


def phone(room: Room, voter: Voter, revealed: Shown | None) -> PhoneView:
    """The page of one phone; ``revealed`` is what :func:`game.seminar.reveals.shown` answers, which is the same for all."""
    step, story = room.step, room.plot.cut.story
    role = story.roles[voter.role].name if voter.role and not room.roles_off else ""
    card = revealed.card if revealed else None
    mine = voter.votes.get(ballots.GUESS, "")
    told = mine if card and room.plot.guess and card.finding.id == room.plot.guess.id and mine.isdecimal() else ""
    place = room.place(voter)
    title = _heading(room, place.title if place else "", revealed)
    return PhoneView(
        step,
        title,
        role,
        tuple(_words(room, voter, place)),
        place.passages if place else (),
        place.letters if place else (),
        tuple(Asked(ballot, voter.votes.get(ballot.id, "")) for ballot in room.open_to(voter)),
        tuple(option for option in place.options if voter.observes or not option.open) if place else (),
        tuple(option for option in place.options if option.open) if place and step.kind == "endings" else (),
        way_on(voter.votes.get(ballots.WAY_ON, "")) if step.kind == "endings" else (),
        room.stage.open,
        revealed,
        told,
        step.kind == "end",
        room.stage.finished,
        titles(story) if step.kind == "end" else (),
    )


def _heading(room: Room, scene: str, revealed: Shown | None) -> str:
    """What is revealed; a scene's title; the question of a prompt; the story's title while the room fills; the step."""
    step = room.step
    if revealed is not None:
        return revealed.card.finding.claim if revealed.card else revealed.title
    return scene or step.ask or (room.plot.cut.story.title if step.kind == "join" else step.name)


def _words(room: Room, voter: Voter, place: Place | None) -> Iterator[str]:
    """The sentences on a phone that belong to its step."""
    kind = room.step.kind
    if kind == "note":
        yield content_note(room.plot.cut.story)
        yield "Each of these seats is as good as the other. You can pass wherever something is asked."
    elif kind == "roles":
        yield from _role(room, voter)
    elif kind in PLAYED and (voter.observes or place is None or place.ending):
        yield _instead(kind, voter, place)
    elif kind == "predict" and room.plot.guess is None:
        yield NO_FIGURE
    elif kind == "derole":
        yield from DEROLE
    elif kind == "end":
        yield "That was it. What was kept of this room is deleted, and this phone forgets it too."


def _instead(kind: str, voter: Voter, place: Place | None) -> str:
    """What is said where a scene gives nothing to choose."""
    if voter.observes:
        return OBSERVING
    if kind != "endings":
        return NOT_HERE
    return AT_AN_ENDING if place is not None else NO_ENDING


DEROLE = (
    "Take the role off. You are nobody of this story any more.",
    "Say your own name to a neighbour. How are you different from whom you played?",
)


def _role(room: Room, voter: Voter) -> Iterator[str]:
    """The role card: both roles look at the same scenes, each from its own chair."""
    cut = room.plot.cut
    if not voter.role:
        yield OBSERVING
        return
    role = cut.story.roles[voter.role]
    yield cut.story.summary
    yield f"You read as **{role.name}**. {role.pitch}"
    if role.id != cut.role:
        owner = cut.story.roles[cut.role].name
        yield f"The scenes are {owner}'s. You read them as {role.name}: choose what you would have {owner} do."


def wall(room: Room, revealed: Shown | None) -> WallView:
    """The projector's page."""
    step, stage, cut = room.step, room.stage, room.plot.cut
    done, asked = room.decided()
    by_hand = not room.voters or bool(stage.hands)
    place = _on_the_wall(room)
    ballot = next(room.open_to(Voter(0)), None)
    return WallView(
        step,
        _heading(room, cut.title(step.scene) if step.scene else "", revealed),
        tuple(_on_wall(room)),
        (place.passages if by_hand else place.passages[:1]) if place else (),
        tuple(words for _, words in ballot.options) if by_hand and ballot and not ballot.text else (),
        round(DOTS * done / asked) if asked else None,
        revealed,
        stage.blank,
        step.kind == "join",
        step.kind == "end",
        stage.finished,
        len(room.voters),
    )


def _on_the_wall(room: Room) -> Place | None:
    """The step's scene as somebody comes to it who chose nothing before."""
    return room.place(Voter(0)) if room.step.scene else None


def _on_wall(room: Room) -> Iterator[str]:
    step = room.step
    if step.kind == "note":
        yield content_note(room.plot.cut.story)
        yield "Observing is a seat like any other. Passing is an answer like any other."
    elif step.kind == "predict":
        yield room.plot.guess.guess if room.plot.guess is not None else NO_FIGURE
    elif step.kind == "roles":
        yield room.plot.cut.story.summary
        yield "Your phone says who you are."
    elif step.kind in ("scene", "first", "second", "variant"):
        yield "Read, and choose for yourself. You can change it until this closes."
    elif step.kind == "endings":
        yield "Play on to your own ending. Who else was hurt? Who could have said no?"
    elif step.kind == "derole":
        yield from DEROLE
    elif step.kind == "exit":
        yield "One thing to keep, one thing to change. Or pass."
    elif step.kind == "end":
        yield "The handout has the sources. What was kept of this room is deleted."

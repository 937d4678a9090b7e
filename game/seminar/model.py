"""The room: what it is after its events, and what may be done in it.  No clock, no files, no network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from game.seminar import ballots, cards, stage
from game.seminar.ballots import Ballot
from game.seminar.cut import LONGEST_WAY_ON, Place
from game.seminar.events import OF_STAGE, Event
from game.seminar.order import CARDS, RoomStep
from game.seminar.plot import Plot
from game.seminar.stage import Stage

#: The steps at which a scene is voted on.
SCENES = ("scene", "first", "second", "variant")


class Voter(Struct):
    """A phone in the room: how many joined before it, the role it was dealt, its answers by ballot."""

    number: int
    role: str = ""
    votes: dict[str, str] = field(default_factory=dict)

    @property
    def observes(self) -> bool:
        """Whether it reads along and chooses nothing."""
        return self.votes.get(ballots.SEAT) == ballots.OBSERVE


class Room:
    """A room as its events have made it; the same events make the same room."""

    def __init__(self, plot: Plot, events: Iterable[Event] = ()) -> None:
        self.plot = plot
        self.voters: dict[str, Voter] = {}
        self.stages: list[Stage] = [Stage()]
        self.joined = 0
        self.admitted = False
        for event in events:
            self.apply(event)

    @property
    def stage(self) -> Stage:
        """What is set now."""
        return self.stages[-1]

    @property
    def step(self) -> RoomStep:
        """The step the room is at."""
        return self.plot.order[self.stage.step]

    @property
    def roles_off(self) -> bool:
        """Whether the room has come to the step that takes the roles off."""
        kinds = [step.kind for step in self.plot.order]
        return "derole" in kinds and self.stage.step >= kinds.index("derole")

    def apply(self, event: Event) -> bool:
        """Take in an event; one that is not possible changes nothing, and the answer is False.

        Taking in a vote or a join again changes nothing either, but is possible.
        """
        if event.kind in OF_STAGE:
            made = stage.after(self.stage, event, self.plot.order)
            if made is not None and (event.kind != "show" or self._has(event.value)):
                self.stages.append(made)
                return True
            return False
        if event.kind == "undo":
            return self._undo()
        if event.kind == "admit":
            self.admitted = True
            return True
        if event.kind == "join":
            return self._join(event.voter)
        voter = self.voters.get(event.voter)
        if voter is None:
            return False
        if event.kind == "role" and event.value in self.plot.cut.story.roles:
            voter.role = voter.role or event.value
            return True
        return event.kind == "vote" and self._vote(voter, event)

    def _has(self, shown: str) -> bool:
        """Whether there is that part of that card, where a card is asked for; of all else there is one, with no number."""
        if shown.partition(":")[0] != CARDS:
            return ":" not in shown
        place = cards.place_of(shown)
        return place is not None and self.plot.shows(place)

    def _undo(self) -> bool:
        if len(self.stages) < 2 or self.stage.finished:
            return False
        self.stages.pop()
        return True

    def _join(self, name: str) -> bool:
        if not name or self.stage.finished:
            return False
        if name not in self.voters:
            self.joined += 1
            self.voters[name] = Voter(self.joined)
        return True

    def _vote(self, voter: Voter, event: Event) -> bool:
        if not self.takes(voter, event.key, event.value):
            return False
        voter.votes[event.key] = event.value
        return True

    def takes(self, voter: Voter, ballot: str, value: str) -> bool:
        """Whether a voter can answer a ballot so, now."""
        if not self.stage.open or self.stage.finished:
            return False
        if ballot == ballots.WAY_ON:
            return self.step.kind == "endings" and self._can_go_on(voter, value)
        return any(known.id == ballot and known.holds(value) for known in self.open_to(voter))

    def _can_go_on(self, voter: Voter, value: str) -> bool:
        """Whether the steps of a way on can be taken one after the other."""
        steps = way_on(value)
        if len(steps) > LONGEST_WAY_ON or " ".join(steps) != value:
            return False
        place = self.way(voter, ())
        for number, step in enumerate(steps, 1):
            if place is None or not place.offers(step):
                return False
            place = self.way(voter, steps[:number])
        return place is not None

    def open_to(self, voter: Voter) -> Iterator[Ballot]:
        """What a voter is asked at this step."""
        step = self.step
        if step.kind == "join":
            yield ballots.OF_PRACTICE
        elif step.kind == "note":
            yield ballots.OF_SEAT
        elif voter.observes:
            return
        elif step.kind == "predict" and self.plot.guess is not None:
            yield ballots.of_guess(self.plot.guess.guess)
        elif step.kind in SCENES:
            yield from self._of_scene(voter, step)
        elif step.kind == "exit":
            yield from ballots.ON_LEAVING

    def _of_scene(self, voter: Voter, step: RoomStep) -> Iterator[Ballot]:
        place = self.place(voter)
        if place is None:
            return
        options = tuple((option.id, option.words) for option in place.options if option.open)
        yield Ballot(ballot_of(step), "", (*options, ballots.ABSTAINING))
        if step.kind in ("first", "second"):
            yield ballots.of_sure(ballot_of(step))

    def place(self, voter: Voter) -> Place | None:
        """The scene that a voter has before them at this step, or None where there is none."""
        step = self.step
        if step.kind == "scene":
            return self.plot.cut.at(voter.votes, step.scene)
        if step.kind in ("first", "second"):
            return self.plot.cut.at(voter.votes, self.plot.cut.pivotal)
        if step.kind == "variant" and self.plot.variant is not None:
            return self.plot.variant.at({}, self.plot.variant.pivotal)
        if step.kind == "endings":
            return self.way(voter, way_on(voter.votes.get(ballots.WAY_ON, "")))
        return None

    def way(self, voter: Voter, steps: tuple[str, ...]) -> Place | None:
        """Where a voter is who took these steps after their second choice, or their first where there is no second."""
        fork = self.fork(voter)
        return self.plot.cut.after(voter.votes, fork, steps) if fork else None

    def fork(self, voter: Voter) -> str:
        """What a voter chose at the pivotal scene, the last time they chose; empty where they did not."""
        chosen = (voter.votes.get(name, "") for name in (ballots.SECOND, ballots.FIRST))
        return next((choice for choice in chosen if choice not in ("", ballots.ABSTAIN)), "")

    def ending(self, voter: Voter) -> Place | None:
        """The ending a voter came to."""
        place = self.way(voter, way_on(voter.votes.get(ballots.WAY_ON, "")))
        return place if place is not None and place.ending else None

    def decided(self) -> tuple[int, int]:
        """How many have answered what this step asks first, of how many who are asked."""
        kind, voters = self.step.kind, list(self.voters.values())
        if kind == "endings":
            endings = [self.ending(voter) is not None for voter in voters if self.fork(voter)]
            return sum(endings), len(endings)
        first = next((ballot.id for ballot in self.open_to(Voter(0))), "")
        if kind not in ("join", "note"):
            voters = [voter for voter in voters if not voter.observes]
        if kind in SCENES:  # somebody's path may not come by it, and so it may not by that of a voter who chose nothing
            voters, first = [voter for voter in voters if self.place(voter) is not None], ballot_of(self.step)
        return sum(first in voter.votes for voter in voters), len(voters) if first else 0

    def lines(self) -> Iterator[tuple[str, str, str]]:
        """What was written on leaving: an id for approving it, whether to keep or change, and the words."""
        for name, voter in self.voters.items():
            for ballot in (ballots.KEEP, ballots.CHANGE):
                if voter.votes.get(ballot):
                    yield f"{name}/{ballot}", ballot, voter.votes[ballot]


def ballot_of(step: RoomStep) -> str:
    """The id of the ballot that a step's scene is voted on with."""
    return {"scene": step.scene, "first": ballots.FIRST, "second": ballots.SECOND}.get(step.kind, ballots.VARIANT)


def way_on(value: str) -> tuple[str, ...]:
    """The steps of a way on."""
    return tuple(value.split())

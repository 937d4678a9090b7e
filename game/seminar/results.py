"""What a room did, counted and made safe to show: on the wall, on the phones, on paper, all from here.

A count of a room is set beside nothing but other counts of the same room.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from msgspec import Struct

from game.agent.stats import wilson
from game.seminar import ballots
from game.seminar.cut import Cut
from game.seminar.model import Room
from game.seminar.suppress import Group, Split, flows, in_order, merged, split

#: Said under every count.
CAVEAT = (
    "People in this room, who knew that it was a game and saw the choices listed; no sample of anybody. What was open "
    "depended on one's path. This is no rate, and none may be set beside it."
)
TOO_FEW = "Too few answers to show: a count of fewer than {k} stays hidden."
TOGETHER = "Counts of fewer than {k} are put together with others."


class Row(Struct, frozen=True):
    """One option or several, what it counts, and the share of all with a 95 % interval, in percent."""

    words: str
    count: int
    share: int
    low: int
    high: int


class Table(Struct, frozen=True):
    """One question counted: all together, and by role where that may be shown.

    ``rows`` is None where there are too few answers.  ``columns`` has for each role the counts of ``groups``.
    """

    id: str
    caption: str
    n: int | None
    rows: tuple[Row, ...] | None
    groups: tuple[str, ...] = ()
    columns: tuple[tuple[str, tuple[int, ...]], ...] = ()
    note: str = ""


def counts(room: Room, ballot: str, names: Mapping[str, str], role: str = "") -> dict[str, int]:
    """The answers to a ballot, by hand where hands were counted; options that nobody took count zero."""
    by_hand = room.stage.hands.get(ballot)
    if by_hand is not None:
        return {name: by_hand.get(name, 0) for name in names} if not role else dict.fromkeys(names, 0)
    found = Counter(
        voter.votes[ballot]
        for voter in room.voters.values()
        if ballot in voter.votes and not voter.observes and role in ("", voter.role)
    )
    return {name: found.get(name, 0) for name in names}


def names(cut: Cut, scene: str) -> dict[str, str]:
    """The options of a scene's ballot with their words."""
    return {**cut.words(scene), ballots.ABSTAIN: ballots.ABSTAIN_WORDS}


def table(room: Room, ballot: str, caption: str, options: Mapping[str, str], k: int, *, scale: bool = False) -> Table:
    """A ballot counted.  Options that no one was offered and no one took are left out."""
    found = counts(room, ballot, options)
    offered = {name: count for name, count in found.items() if count or name in _offered(room, ballot, options)}
    groups = (in_order if scale else merged)(offered, k)
    if groups is None:
        return Table(ballot, caption, None, None, note=TOO_FEW.format(k=k))
    n = sum(offered.values())
    together = any(len(group.members) > 1 for group in groups)
    parted = None if scale else _by_role(room, ballot, offered, k)
    return Table(
        ballot,
        caption,
        n,
        tuple(_row(group, options, n, scale=scale) for group in groups),
        tuple(_named(members, options) for members in parted.groups) if parted else (),
        _named_columns(room, parted) if parted else (),
        TOGETHER.format(k=k) if together and not scale else "",
    )


def _offered(room: Room, ballot: str, options: Mapping[str, str]) -> set[str]:
    """What somebody could have chosen: an option that was on no phone is no zero."""
    cut = room.plot.cut
    if ballot in room.stage.hands:
        return set(room.stage.hands[ballot])
    if ballot == ballots.VARIANT and room.plot.variant is not None:
        place = room.plot.variant.at({}, room.plot.variant.pivotal)
        return {ballots.ABSTAIN, *(option.id for option in (place.options if place else ()) if option.open)}
    scene = cut.pivotal if ballot in (ballots.FIRST, ballots.SECOND) else ballot
    if scene not in (*cut.scenes, cut.pivotal):
        return set(options)
    places = (cut.at(voter.votes, scene) for voter in room.voters.values() if ballot in voter.votes)
    return {ballots.ABSTAIN, *(option.id for place in places if place for option in place.options if option.open)}


def _by_role(room: Room, ballot: str, options: Mapping[str, int], k: int) -> Split | None:
    roles = room.plot.cut.story.roles
    if ballot in room.stage.hands or not any(voter.role for voter in room.voters.values()):
        return None
    columns = {role: counts(room, ballot, dict.fromkeys(options, ""), role) for role in roles}
    columns[""] = {
        name: count - sum(columns[role][name] for role in roles)
        for name, count in counts(room, ballot, dict.fromkeys(options, "")).items()
    }
    if not any(columns[""].values()):
        del columns[""]
    return split(columns, k)


def _named_columns(room: Room, parted: Split) -> tuple[tuple[str, tuple[int, ...]], ...]:
    roles = room.plot.cut.story.roles
    return tuple((roles[role].name if role else "No role", cells) for role, cells in parted.cells.items())


def _named(members: tuple[str, ...], options: Mapping[str, str]) -> str:
    return " / ".join(options[name] for name in members)


def _row(group: Group, options: Mapping[str, str], n: int, *, scale: bool) -> Row:
    words = _named(group.members, options)
    if scale and len(group.members) > 1:
        words = f"{options[group.members[0]]} to {options[group.members[-1]]}"
    if not n:
        return Row(words, 0, 0, 0, 0)
    share = wilson(group.count, n)
    return Row(words, group.count, *(round(100 * value) for value in share))


def moved(room: Room, k: int) -> str:
    """How many chose otherwise the second time, in a sentence."""
    pairs = [
        (voter.votes[ballots.FIRST], voter.votes[ballots.SECOND])
        for voter in room.voters.values()
        if not voter.observes and ballots.FIRST in voter.votes and ballots.SECOND in voter.votes
    ]
    found = flows(pairs, k)
    if found is None:
        return "How many changed their choice is not shown: it could be pinned on a few."
    stayed, went = found
    return f"Of {stayed + went} who chose twice, {went} chose otherwise the second time."


def votes(room: Room, k: int) -> tuple[Table, ...]:
    """The pivotal scene, both rounds."""
    options = names(room.plot.cut, room.plot.cut.pivotal)
    return (
        table(room, ballots.FIRST, "First choice", options, k),
        table(room, ballots.SECOND, "Second choice, after the talk", options, k),
    )


def paths(room: Room, k: int) -> Iterator[Table]:
    """Each scene of the class cut, and the endings."""
    cut = room.plot.cut
    for scene in cut.scenes:
        yield table(room, scene, cut.title(scene), names(cut, scene), k)
    found = Counter(place.scene for voter in room.voters.values() if (place := room.ending(voter)))
    titles = {scene: cut.title(scene) for scene in found}
    if found:
        groups = merged(dict(found), k)
        n = sum(found.values())
        rows = tuple(_row(group, titles, n, scale=False) for group in groups) if groups is not None else None
        yield Table("@endings", "Endings", n if rows else None, rows, note="" if rows else TOO_FEW.format(k=k))


def guesses(room: Room, k: int) -> Table | None:
    """The predictions."""
    if room.plot.guess is None:
        return None
    ballot = ballots.of_guess(room.plot.guess.guess)
    scale = {name: words for name, words in ballot.options if name != ballots.ABSTAIN}
    return table(room, ballot.id, "What this room predicted", scale, k, scale=True)


def variant(room: Room, k: int) -> Table | None:
    """The vote on the scene with a condition changed."""
    cut = room.plot.variant
    if cut is None:
        return None
    return table(room, ballots.VARIANT, "The same scene, one door open", names(cut, cut.pivotal), k)


def practice(room: Room, k: int) -> Table:
    """The vote that does not matter."""
    return table(room, ballots.PRACTICE, ballots.OF_PRACTICE.ask, dict(ballots.OF_PRACTICE.options), k)

"""What the console shows: a room as lines of content.  Counts only where whoever leads asked to see them."""

from __future__ import annotations

from collections import Counter

from textual.content import Content

from game.seminar import ballots, cards
from game.seminar.address import Address, qr_lines
from game.seminar.console.ink import line, lines, plain
from game.seminar.console.leading import NAMES, card_name
from game.seminar.live import LiveRoom
from game.seminar.model import Room, Voter, ballot_of
from game.seminar.order import RoomStep

BAR = 30


def clock(seconds: int) -> str:
    """Minutes and seconds."""
    return f"{abs(seconds) // 60}:{abs(seconds) % 60:02d}"


def lag(room: Room, now: int) -> int:
    """How many seconds the room is behind its plan; below zero where it is ahead."""
    stage, order = room.stage, room.plot.order
    planned = sum(step.seconds for step in order[: stage.step])
    spent = now - stage.began
    return stage.began - planned + max(0, spent - order[stage.step].seconds)


def header(live: LiveRoom, address: Address, held_back: int) -> Content:
    """The room, who is in it, and the time."""
    room, now = live.room, live.now()
    phones = len({watcher.voter for watcher in live.watchers if watcher.voter})
    heads = f" · {room.stage.heads} heads" if room.stage.heads else ""
    warning = " – more phones than heads" if 0 < room.stage.heads < len(room.voters) else ""
    who = f"{len(room.voters)} joined · {phones} live{heads}{warning}"
    first = Content.assemble((f" ROOM {live.code} ", "bold reverse"), f"  {address.short}   ", who)
    behind = lag(room, now)
    how = "on time" if abs(behind) < 15 else f"{clock(behind)} {'behind' if behind > 0 else 'ahead'}"
    minutes = sum(step.seconds for step in room.plot.order) // 60
    second = f"plan {minutes} min · now {clock(now)} · {how}"
    if held_back:
        second += f" · {held_back} held back: many from one address, A lets them in"
    return lines([first, Content.assemble(" ", plain(second))])


def step(live: LiveRoom, *, peeking: bool) -> Content:
    """The step the room is at."""
    room = live.room
    at, stage = room.step, room.stage
    state = "revealed" if stage.shown else "open" if stage.open else "closed"
    left = at.seconds + stage.extra - (live.now() - stage.began)
    time = f"{clock(left)} left" if left >= 0 else f"{clock(left)} over"
    found = [
        Content.assemble((f"STEP {stage.step + 1}/{len(room.plot.order)}  ", "bold"), (at.name, "bold")),
        *([line(room.plot.cut.title(at.scene))] if at.scene else []),
        plain(f"{state} · {time}{' · wall blank' if stage.blank else ''}{' · split by role' if stage.split else ''}"),
        Content(""),
    ]
    done, asked = room.decided()
    if asked:
        filled = round(BAR * done / asked)
        found += [Content.assemble("decided ", (f"{done}/{asked}  ", "bold"), "█" * filled, "░" * (BAR - filled))]
        found += _counts(room) if peeking else [plain("counts are hidden; V shows them to you alone", "dim")]
    if stage.shown:
        found.append(Content.assemble("on the wall: ", (_revealed(room), "bold")))
    return lines([*found, Content(""), *seats(room)])


def _revealed(room: Room) -> str:
    """What is on the wall, by its name."""
    place = cards.place_of(room.stage.shown)
    return NAMES[room.stage.shown] if place is None else card_name(room.plot, place)


def seats(room: Room) -> list[Content]:
    """Who sits where."""
    roles = Counter(voter.role for voter in room.voters.values() if voter.role)
    observers = sum(voter.observes for voter in room.voters.values())
    named = " / ".join(f"{room.plot.cut.story.roles[role].name} {count}" for role, count in sorted(roles.items()))
    parts = [named] if named else []
    if observers:
        parts.append(f"{observers} observing")
    return [plain(" · ".join(parts))] if parts else []


def _counts(room: Room) -> list[Content]:
    """What is chosen so far, for the eyes of whoever leads."""
    ballot = next(room.open_to(Voter(0)), None)
    if ballot is None or ballot.text:
        return []
    words = dict(ballot.options) | {ballots.ABSTAIN: ballots.ABSTAIN_WORDS}
    if room.step.scene:
        words |= room.plot.cut.words(room.step.scene)
    name = ballot_of(room.step) if room.step.scene else ballot.id
    found = Counter(voter.votes[name] for voter in room.voters.values() if name in voter.votes)
    counted = [
        Content.assemble((f"{count:4} ", "bold"), line(words.get(value, value))) for value, count in found.most_common()
    ]
    return [plain("only you see this:", "dim"), *counted]


def coming(room: Room) -> Content:
    """What to say now, and what comes next."""
    at = room.step
    after = room.plot.order[room.stage.step + 1] if room.stage.step + 1 < len(room.plot.order) else None
    found = [Content.styled("NOW", "bold"), *_said(room, at)]
    if after is not None:
        found += [
            Content(""),
            Content.styled(f"NEXT: {after.name}", "bold"),
            plain(line(after.ask).plain if after.debrief and after.ask else after.leads, "dim"),
        ]
    return lines(found)


def _said(room: Room, at: RoomStep) -> list[Content]:
    found = [plain(at.leads)]
    if at.ask:
        found += [Content(""), Content.assemble("ask: ", (line(at.ask).plain, "italic"))]
    if at.kind == "predict" and room.plot.guess is not None:
        found += [Content(""), Content.styled(line(room.plot.guess.guess).plain, "italic")]
    if at.shows:
        found += [Content(""), plain(f"R opens {NAMES[at.shows]}.")]
    if at.debrief and at.may_show:
        found.append(plain("F opens the cards, P the paths, M the predictions."))
    return found


def joining(address: Address) -> Content:
    """The code to scan, and the address."""
    code = [Content.styled(row, "#ffffff on #000000") for row in qr_lines(address.room)]
    return lines([*code, Content.styled(address.short, "bold")])

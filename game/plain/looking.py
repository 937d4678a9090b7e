"""Looking without doing: letters, what was done, why a choice is locked, the map, the record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from game.plain import lines
from game.plain.cards import finding
from game.plain.debrief import step
from game.plain.talk import echo, position
from game.play.debrief import path
from game.play.pathmap import PathMap
from game.play.pathmap import path_map as path_map_of
from game.play.turn import Option
from game.play.why import Part
from game.play.why import why as why_of
from game.play.words import has_words
from game.story.model import Finding
from game.story.problems import counted

if TYPE_CHECKING:
    from game.plain.loop import PlainGame


def mail(game: PlainGame, _: str) -> None:
    """Show the mailbox."""
    game.talk.tell(lines.mailbox(game.turn))


def read(game: PlainGame, which: str) -> None:
    """Open a letter by number or id."""
    letters = game.turn.mail
    number = position(which, len(letters))
    if number is None:
        number = next((index for index, letter in enumerate(letters) if letter.id == which), None)
    if number is None:
        named = f"There is no letter {echo(which)}" if which else "Which letter"
        game.talk.say(f"{named}; there {lines.are(len(letters), 'letter')}. Type read and a number.")
        return
    before, first = game.turn.options, not letters[number].read
    turn = game.session.read(letters[number].id)
    game.talk.tell([*game.notices(), *lines.letter_lines(letters[number], number + 1)])
    if first and turn.options != before:
        game.talk.tell(["What you can do has changed.", *lines.options(turn)])


def history(game: PlainGame, _: str) -> None:
    """Show the steps so far."""
    marks = list(path(game.session))
    game.talk.say(
        f"{counted(len(marks), 'step')} so far.", *(step(number, mark) for number, mark in enumerate(marks, 1))
    )


def why(game: PlainGame, which: str) -> None:
    """Say why a locked choice is locked; they are counted from the top."""
    shut = lines.turn_options(game.turn, is_open=False)
    number = position(which or "1", len(shut)) if which or len(shut) == 1 else None
    option = shut[number] if number is not None else game.turn.option(which)
    if not shut:
        game.talk.say("No choice is locked here.")
    elif option is None:
        game.talk.say(f"Type why and a number; there {lines.are(len(shut), 'locked choice')}, counted from the top.")
    elif option.open:
        game.talk.say(f"{lines.inline(option.words)}: this choice is open.")
    else:
        game.talk.say(*_why(game, option))


def _why(game: PlainGame, option: Option) -> Iterator[str]:
    yield lines.locked_line(option)
    parts = why_of(game.session, option.id).parts
    if parts:
        yield f"It waits for {counted(len(parts), 'thing')}:"
        yield from _parts(parts)


def _parts(parts: Iterable[Part], inset: str = "") -> Iterator[str]:
    for part in parts:
        since = f" ({'; '.join(map(lines.inline, part.since))})" if part.since else ""
        yield f"{inset}{'Met' if part.met else 'Not yet'}: {lines.inline(part.words)}{since}"
        yield from _parts(part.parts, f"{inset}  ")


def path_map(game: PlainGame, _: str) -> None:
    """Show which scenes were seen, the steps between them, and how many were not."""
    game.talk.tell(_map(path_map_of(game.session)))


def _map(shown: PathMap) -> Iterator[str]:
    yield f"Path map: {shown.seen} of {counted(shown.total, 'scene')} seen, {counted(len(shown.legs), 'step')}."
    for place, stop in enumerate(shown.stops[: shown.seen]):
        remarks = [
            "you are here" if stop.here else "",
            "an ending" if stop.ending else "",
            f"{stop.visits} times" if stop.visits > 1 else "",
            "taken back" if not stop.visits else "",
        ]
        remark = ", ".join(filter(None, remarks))
        yield f"{place + 1}. {lines.inline(stop.title)}{f' ({remark})' if remark else ''}"
        for leg in dict.fromkeys((leg.words, leg.to, leg.back) for leg in shown.legs if leg.source == place):
            words, to, back = leg
            title = lines.inline(shown.stops[to].title)
            yield f"   {lines.inline(words)}: to {to + 1}, {title}{' (taken back)' if back else ''}"
        left = sum(source == place for source, _ in shown.ways)
        if left:
            yield f"   {counted(left, 'way')} not taken."
    levels = [stop.level for stop in shown.stops[shown.seen :]]
    if levels:
        far = f" to {max(levels)}" if max(levels) > min(levels) else ""
        yield f"Not seen: {counted(len(levels), 'scene')}, {min(levels)}{far} steps from the beginning at least."


def record(game: PlainGame, which: str) -> None:
    """List the findings of the story, or show those that a number or words name."""
    known = list(game.session.story.findings.values())
    number = position(which, len(known))
    if number is not None:
        game.talk.tell(_findings([known[number]]))
    elif which:
        found = [item for item in known if has_words(item, which)]
        game.talk.tell(_findings(found) if found else [f"No finding holds {echo(which)}."])
    else:
        heading = f"The record, {counted(len(known), 'finding')}. Type record and a number, or words to look for."
        game.talk.tell([heading, *(f"{place}. {item.claim}" for place, item in enumerate(known, 1))])


def _findings(found: list[Finding]) -> Iterator[str]:
    yield f"{counted(len(found), 'finding')}:"
    for item in found:
        yield ""
        yield from finding(item)

"""A transcript as the parts of a paper: who played what, as it was played, and what was taken back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, groupby

from game.paper.looking_back import looking_back, path
from game.paper.parts import Facts, Group, Head, Log, Para, Part, bullets, facts, line, plain, prose
from game.play.journal import Note
from game.play.saves import parse_time
from game.play.transcript import Deed, Transcript, Visit
from game.play.turn import Letter, Passage
from game.play.words import LABELS, drawn
from game.story.problems import counted

NOT_ENDED = "This playthrough has not come to an ending; the record is opened after one."


def telling(told: Transcript) -> Iterator[Part]:
    """The whole paper."""
    yield Head(1, plain(told.story))
    yield Para(plain(summary(told)), "quiet")
    yield _about(told)
    if told.instrument:
        yield Head(2, plain("What this is, and what it is not"))
        yield from prose(told.instrument)
    yield Head(2, plain("As it was played"))
    if told.earlier is not None:
        yield Para(line(f"Before this, {told.earlier.role} came to “{told.earlier.ending}”."), "quiet")
    for number, visit in enumerate(told.visits, 1):
        yield from _visit(number, visit)
    yield from _taken_back(told)
    yield Head(2, plain(f"The path, {counted(len(told.path), 'step')}"))
    yield from path(told.path)
    if told.debrief is None:
        yield Para(plain(NOT_ENDED), "quiet")
    else:
        yield from looking_back(told.debrief)


def summary(told: Transcript) -> str:
    """What the paper is, in a sentence."""
    ending = f"It ended with “{told.debrief.ending}”." if told.debrief else "It has not ended."
    name = f" “{told.name}”," if told.name else ""
    return f"The transcript of one playthrough,{name} as {told.role}: {counted(told.steps, 'step')}. {ending}"


def _about(told: Transcript) -> Facts:
    version = f"{told.story} {told.version}"
    played = " to ".join(dict.fromkeys(filter(None, (day(told.began), day(told.last)))))
    about = facts(("Story", version), ("Role", told.role), ("Name", told.name), ("Played", played))
    settings = tuple((ask, line(answer)) for ask, answer in told.settings)
    return Facts((*about.rows, *settings, ("Seed", plain(str(told.seed)))))


def day(time: str) -> str:
    """The day of a time in ISO 8601, in words."""
    moment = parse_time(time)
    return f"{moment.day} {moment:%B %Y}" if moment else ""


def _visit(number: int, visit: Visit) -> Iterator[Part]:
    ending = "Ending: " if visit.ending else ""
    clock = f" ({visit.clock})" if visit.clock and visit.clock not in visit.title else ""
    yield Head(3, line(f"{visit.title}{clock}", f"{number}. {ending}"))
    if visit.chance is not None:
        yield Para(line(drawn(visit.chance)), "quiet")
    for is_log, pieces in groupby(visit.passages, key=lambda piece: piece.kind == "log"):
        if is_log:
            yield _log(pieces)
        else:
            yield from chain.from_iterable(map(_prose, pieces))
    for note in visit.notes:
        yield from _note(note)
    for branch in visit.left:
        yield Para(line(branch.told, "Taken back. "), "back")
    for deed in visit.deeds:
        yield from _deed(deed)


def _log(pieces: Iterable[Passage]) -> Log:
    """Log lines that follow each other, as one."""
    return Log(tuple(line for piece in pieces for line in piece.words.rstrip("\n").split("\n")))


def _prose(piece: Passage) -> Iterator[Para]:
    lead = f"{piece.by}: " if piece.kind == "say" and piece.by else ""
    return prose(piece.words, piece.kind, lead)


def _deed(deed: Deed) -> Iterator[Part]:
    if deed.letter is not None:
        yield Group("Letter that was opened", tuple(_letter(deed.letter)))
    else:
        yield Para(line(deed.words, "You chose: " if deed.kind == "choice" else ""), "act")
        if deed.label:
            yield Para(plain(LABELS[deed.label]), "quiet")
    for note in deed.notes:
        yield from _note(note)


def _letter(letter: Letter) -> Iterator[Part]:
    yield facts(("From", letter.sender), ("To", letter.to), ("Date", letter.date), ("Subject", letter.subject))
    yield from prose(letter.body, keep_lines=True)


def _note(note: Note) -> Iterator[Part]:
    asked = f" to “{note.prompt}”" if note.prompt else ""
    yield Para(plain(f"Note{asked}: {note.text}"), "note")


def _taken_back(told: Transcript) -> Iterator[Part]:
    if not told.branches:
        return
    yield Head(2, plain(f"Taken back, {counted(len(told.branches), 'way')}"))
    yield from bullets(line(branch.told) for branch in told.branches)
    for note in told.strays:
        yield from _note(note)

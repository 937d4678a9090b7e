"""Turns as lines of text: headings and counts in words, no boxes, nothing redrawn."""

from __future__ import annotations

from collections.abc import Iterator

from game.play.turn import Chance, Gauge, Letter, Option, Passage, Turn
from game.play.words import ASSUMED, LABELS
from game.story.problems import counted
from game.story.prose import Paragraph, paragraphs


def prose(text: str, *, lead: str = "", keep_lines: bool = False) -> Iterator[str]:
    """Markdown as plain lines, a blank one between paragraphs; ``lead`` goes before the first words."""
    for index, paragraph in enumerate(paragraphs(text, keep_lines=keep_lines)):
        if index:
            yield ""
        yield from paragraph_lines(paragraph, lead if index == 0 else "")


def paragraph_lines(paragraph: Paragraph, lead: str = "") -> Iterator[str]:
    """One paragraph: bullets as dashes or numbers, quotations with a mark."""
    bullet = {"": "", "•": "- "}.get(paragraph.bullet, f"{paragraph.bullet} ")
    start = f"{'  ' * (paragraph.depth - 1)}{'> ' if paragraph.quoted else ''}{bullet}{lead}"
    for line in paragraph.words.split("\n"):
        yield f"{start}{line}"


def passage(piece: Passage) -> Iterator[str]:
    """One piece of a scene's text, with what kind it is in words."""
    if piece.kind == "log":
        for line in piece.words.rstrip("\n").split("\n"):
            yield f"Log: {line}"
        return
    lead = {"say": f"{piece.by}: " if piece.by else "", "thought": "Thought: "}.get(piece.kind, "")
    yield from prose(piece.words, lead=lead)


def scene(turn: Turn) -> Iterator[str]:
    """A scene: heading, gauges, how one came here, its text, its mail, and what one can do."""
    yield f"## {turn.title}"
    if turn.gauges:
        yield ", ".join(gauge(item) for item in turn.gauges)
    if turn.chance:
        yield ""
        yield from chance(turn.chance)
    for piece in turn.passages:
        yield ""
        yield from passage(piece)
    if turn.view == "inbox":
        yield ""
        yield from mailbox(turn)
    elif any(letter.new for letter in turn.mail) or turn.unread:
        yield ""
        yield f"Mail: {counted(turn.unread, 'unread letter')} of {len(turn.mail)}. Type mail for the list."
    yield from options(turn)


def gauge(item: Gauge) -> str:
    """A shown variable in words."""
    bounds = f" of {item.most}" if item.show == "bar" else ""
    return f"{item.label}: {item.value}{bounds}"


def chance(drawn: Chance) -> Iterator[str]:
    """What is said of a draw: its label always, and that nobody measured this scene."""
    percent = f" {drawn.percent} in 100." if drawn.percent else ""
    yield f"Drawn.{percent} {LABELS[drawn.label]}"
    if drawn.label != "authored":
        yield f"{ASSUMED} {drawn.claim}".strip()


def options(turn: Turn) -> Iterator[str]:
    """What one can do: the open choices numbered, the shut ones with their reason."""
    if turn.ending:
        return
    opened = [option for option in turn.options if option.open]
    shut = [option for option in turn.options if not option.open]
    yield ""
    if turn.stuck:
        yield "Nothing can be done here: the story has no way on. Type undo to take the last step back."
    else:
        locked = f", {len(shut)} locked" if shut else ""
        yield f"{counted(len(opened), 'choice')}{locked}:"
    for number, option in enumerate(opened, 1):
        yield f"{number}. {option.words}{' (cannot be taken back unseen)' if option.irreversible else ''}"
    yield from (locked_line(option) for option in shut)


def locked_line(option: Option) -> str:
    """A choice that is shut, with its author's reason."""
    return f"Locked: {option.words} ({option.reason})"


def mailbox(turn: Turn) -> Iterator[str]:
    """The mailbox, numbered from the oldest."""
    if not turn.mail:
        yield "The mailbox is empty."
        return
    yield f"Mailbox: {counted(len(turn.mail), 'letter')}, {turn.unread} unread. Type read and a number."
    for number, letter in enumerate(turn.mail, 1):
        yield f"Letter {number}, {'read' if letter.read else 'unread'}: {heading(letter)}"


def heading(letter: Letter) -> str:
    """A letter in one line: who, what, when."""
    date = f" ({letter.date})" if letter.date else ""
    return f"{letter.sender}: {letter.subject}{date}"


def letter_lines(letter: Letter) -> Iterator[str]:
    """A whole letter."""
    yield f"### {letter.subject}"
    yield f"From: {letter.sender}"
    if letter.to:
        yield f"To: {letter.to}"
    if letter.date:
        yield f"Date: {letter.date}"
    yield ""
    yield from prose(letter.body, keep_lines=True)

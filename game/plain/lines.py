"""Turns as lines of text: headings and counts in words, no boxes, nothing redrawn."""

from __future__ import annotations

from collections.abc import Iterator

from game.play.turn import Letter, Option, Passage, Turn
from game.play.words import drawn, gauge
from game.story.problems import counted
from game.story.prose import Paragraph, paragraphs


def prose(text: str, *, lead: str = "", keep_lines: bool = False) -> Iterator[str]:
    """Markdown as plain lines, a blank one between paragraphs; ``lead`` goes before the first words."""
    for index, paragraph in enumerate(paragraphs(text, keep_lines=keep_lines)):
        if index:
            yield ""
        yield from paragraph_lines(paragraph, lead if index == 0 else "")


def inline(text: str) -> str:
    """Markdown on one line, as in a title or a choice."""
    return " ".join(f"{_bullet(paragraph)}{' '.join(paragraph.words.split())}" for paragraph in paragraphs(text))


def paragraph_lines(paragraph: Paragraph, lead: str = "") -> Iterator[str]:
    """One paragraph: bullets as dashes or numbers, quotations named as such."""
    start = f"{'  ' * (paragraph.depth - 1)}{'Quote: ' if paragraph.quoted else ''}{_bullet(paragraph)}{lead}"
    for line in paragraph.words.split("\n"):
        yield f"{start}{line}"


def _bullet(paragraph: Paragraph) -> str:
    """A dash or a number."""
    return {"": "", "•": "- "}.get(paragraph.bullet, f"{paragraph.bullet} ")


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
    yield f"{'Ending' if turn.ending else 'Scene'}: {inline(turn.title)}"
    if turn.gauges:
        yield ". ".join(map(gauge, turn.gauges)) + "."
    if turn.chance:
        yield ""
        yield drawn(turn.chance)
    previous = ""
    for piece in turn.passages:
        if not piece.kind == previous == "log":
            yield ""
        yield from passage(piece)
        previous = piece.kind
    if turn.view == "inbox" and not turn.ending:
        yield ""
        yield from mailbox(turn)
    elif turn.unread:
        yield ""
        yield mail_line(turn)
    yield from options(turn)


def mail_line(turn: Turn) -> str:
    """What is in the mailbox, in a sentence."""
    new = sum(letter.new for letter in turn.mail)
    came = f"{counted(new, 'new letter')}. " if new else ""
    return f"Mail: {came}{turn.unread} of {counted(len(turn.mail), 'letter')} unread. Type mail for the list."


def options(turn: Turn) -> Iterator[str]:
    """What one can do: the open choices numbered, the shut ones with their reason."""
    if turn.ending:
        return
    opened = turn_options(turn, is_open=True)
    shut = turn_options(turn, is_open=False)
    yield ""
    if turn.stuck:
        yield "Nothing can be done here: the story has no way on. Type undo to take the last step back."
    else:
        locked = f", {len(shut)} locked" if shut else ""
        yield f"{counted(len(opened), 'choice')}{locked}:"
    for number, option in enumerate(opened, 1):
        mark = " (taking it back will leave a trace)" if option.irreversible else ""
        yield f"{number}. {inline(option.words)}{mark}"
    yield from (locked_line(option) for option in shut)


def turn_options(turn: Turn, *, is_open: bool) -> list[Option]:
    """The open choices of a turn, or the locked ones."""
    return [option for option in turn.options if option.open is is_open]


def locked_line(option: Option) -> str:
    """A choice that is shut, with its author's reason."""
    return f"Locked: {inline(option.words)} ({inline(option.reason)})"


def mailbox(turn: Turn) -> Iterator[str]:
    """The mailbox, numbered from the oldest."""
    if not turn.mail:
        yield "The mailbox is empty."
        return
    yield f"Mailbox: {counted(len(turn.mail), 'letter')}, {turn.unread} unread. Type read and a number."
    for number, letter in enumerate(turn.mail, 1):
        yield f"Letter {number}, {'read' if letter.read else 'unread'}. {heading(letter)}"


def heading(letter: Letter) -> str:
    """A letter in one line: who, what, when."""
    date = f" ({inline(letter.date)})" if letter.date else ""
    return f"From {inline(letter.sender)}: {inline(letter.subject)}{date}"


def letter_lines(letter: Letter, number: int) -> Iterator[str]:
    """A whole letter."""
    yield f"Letter {number}"
    yield f"From: {inline(letter.sender)}"
    if letter.to:
        yield f"To: {inline(letter.to)}"
    if letter.date:
        yield f"Date: {inline(letter.date)}"
    yield f"Subject: {inline(letter.subject)}"
    yield ""
    yield from prose(letter.body, keep_lines=True)
    yield ""
    yield f"End of letter {number}."


def are(number: int, noun: str, plural: str = "") -> str:
    """``is 1 letter``, ``are 3 letters``."""
    return f"{'is' if number == 1 else 'are'} {counted(number, noun, plural)}"

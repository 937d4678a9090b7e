"""Sheets for work after a story: each on one page, each with room to write."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from game.paper.handout import cards
from game.paper.parts import Head, Para, Part, Room, Table, Words, bullets, line, plain
from game.play.words import DOORS, figure
from game.story.model import Finding, Story
from game.story.problems import listed
from game.story.prose import Span

#: So many lines or people stand on one page.
MOST_CLAIMS, MOST_PEOPLE = 5, 6


def redesign(story: Story) -> Iterator[Part]:
    """Give back one door, predict, and say what one would then learn."""
    yield Head(1, line(f"{story.title}: redesign the test"))
    yield Para(plain("A test that closes every way out but two says what happens with two ways out. Give back one."))
    if story.doors:
        yield Head(2, plain("The doors"))
        rows = tuple((line(door.name), plain(DOORS[door.published])) for door in story.doors)
        yield Table(("Door", f"In the published {story.basis}"), rows, (3, 1))
    for number, ask in enumerate(
        (
            "Which one door do you give back, and to whom?",
            "In how many of 100 runs would it be taken? Write the number before you talk.",
            "What would you learn that the test as it was cannot tell? What would you lose?",
            "Who would have to agree, and what would it cost them?",
        ),
        1,
    ):
        yield Room(f"{number}. {ask}", 3)


def voices(story: Story) -> Iterator[Part]:
    """Ask who could have said no, person by person."""
    yield Head(1, line(f"{story.title}: who could have said no?"))
    yield Para(
        plain("Not who was to blame: who, at which moment, could have said a word that changed what came after.")
    )
    for person in list(story.people.values())[:MOST_PEOPLE]:
        title = f", {person.title}" if person.title else ""
        yield Room(f"{person.name}{title}: what was known, when a word was possible, what it would have cost.", 2)
    yield Room("And somebody who is not in the story at all, but sets its rules.", 2)


def claims(story: Story) -> Iterator[Part]:
    """The claim strip: a line as it was told, and what has to stand beside it."""
    yield Head(1, line(f"{story.title}: five questions to a claim"))
    yield Para(plain("The lines were written for this story, in the manner of what was told. Some of them are right."))
    findings = [finding for finding in cards(story) if finding.reported][:MOST_CLAIMS]
    told = [(item, item.reported[number % len(item.reported)].line) for number, item in enumerate(findings)]
    head = (
        "As it was told",
        "Which figure?",
        "Of what?",
        "Under which conditions?",
        "Who measured?",
        "What came later?",
    )
    empty = plain("")
    yield Table(head, tuple((line(words), *(empty,) * 5) for _, words in told), (5, 2, 2, 3, 2, 3))
    yield Head(2, plain("For whoever leads, to be folded away"))
    yield from bullets(_answer(story, finding) for finding in findings)


def _answer(story: Story, finding: Finding) -> Words:
    of = f", of {finding.figure.of}" if finding.figure and finding.figure.of else ""
    later = listed([story.findings[name].claim for name in finding.updated_by if name in story.findings], "and")
    after = f" Later: {later}" if later else ""
    return line(
        f"{figure(finding)}{of}. {finding.conditions} {finding.source.publisher}, {finding.source.date}.{after}"
    )


RUBRIC = (
    (
        "Says what was measured",
        "names a figure",
        "and of what it is a share",
        "and under which conditions, and what it is not",
    ),
    ("Tells finding from telling", "repeats a headline", "says that it is one", "shows what was left out of it"),
    ("Sees who is affected", "speaks of the player", "and of one other person", "and of somebody who never appears"),
    ("Proposes a change", "wishes for one", "says what would change", "and how one would notice that it had worked"),
)


def rubric(story: Story) -> Iterator[Part]:
    """Four lines to look at a contribution with; no line asks what somebody chose."""
    yield Head(1, line(f"{story.title}: four lines to look with"))
    yield Para(plain("For what is said or written afterwards. What somebody chose in the story is not assessed."))
    rows = tuple(tuple(plain(cell) for cell in row) for row in RUBRIC)
    yield Table(("", "1", "2", "3"), rows, (3, 2, 3, 4))


def harmed(story: Story) -> Iterator[Part]:
    """Cards for those who were harmed: somebody reads one aloud, as that person, a week later."""
    yield Head(1, line(f"{story.title}: a week later"))
    yield Para(plain("Cut apart. Whoever draws a card may pass it on. It is read aloud, without an answer."))
    for person in list(story.people.values())[:MOST_PEOPLE]:
        yield Head(2, plain(person.name))
        yield Room("What I noticed first. What I was told, and by whom. What I would have wanted to be asked.", 3)


SHEETS: Mapping[str, Callable[[Story], Iterator[Part]]] = {
    "redesign": redesign,
    "voices": voices,
    "claims": claims,
    "rubric": rubric,
    "harmed": harmed,
}


def titles(story: Story) -> tuple[tuple[str, str], ...]:
    """The sheets of a story, each by its name and its title without the story's own."""
    found = []
    for name, sheet in SHEETS.items():
        head = next(sheet(story))
        words = "".join(span.words for span in head.words if isinstance(span, Span)) if isinstance(head, Head) else name
        title = words.removeprefix(f"{story.title}: ")
        found.append((name, title[:1].upper() + title[1:]))
    return tuple(found)

"""Words that every face uses for the same thing, so that their content is the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.play.turn import Chance, Gauge
from game.story.model import Finding, Source

if TYPE_CHECKING:
    from game.play.library import Library
    from game.play.session import Session

#: Said beside each draw whose chance was published.
ASSUMED = "Published for a set-up with these features; nobody has measured this scene."
#: Where a chance comes from, by the label of its draw.
LABELS = {
    "borrowed": "The chance is a published figure.",
    "chart": "The chance was read off a published chart, so it is approximate.",
    "direction": "Only the direction was published; the figure is assumed.",
    "authored": "Written by the author; no figure was published.",
}
#: How well a finding is known, by its grade.
EVIDENCE = {
    "primary": "seen in the primary document",
    "chart": "read off a published chart, approximate",
    "abstract": "from an abstract alone",
    "secondary": "quoted by others, original not seen",
    "contested": "contested",
    "article": "one article, no primary source",
}
#: How a door was in the published test.
DOORS = {"open": "open", "shut": "shut", "unknown": "not published"}
#: Said of an act that the record has nothing on.
SILENT = "The record says nothing about this."
#: Said of an irreversible step that was undone.
TAKEN_BACK = "done, then taken back by you"


def amount(shown: Gauge) -> str:
    """The value of a shown variable, with its bound where it is drawn as a bar."""
    return f"{shown.value} of {shown.most}" if shown.show == "bar" and shown.most > shown.least else shown.value


def gauge(shown: Gauge) -> str:
    """A shown variable: its label first, which reads right before any number."""
    return f"{shown.label}: {amount(shown)}"


def drawn(chance: Chance) -> str:
    """What is said of the draw that led to a scene, where its chance comes from last; each part is a sentence."""
    parts = [LABELS[chance.label]]
    if chance.percent:
        about = "≈ " if chance.label == "chart" else ""
        parts.insert(0, f"A draw led here: {about}{chance.percent} in 100.")
    elif chance.veiled:
        parts.insert(0, "A draw led here; its figure is in the debrief, after your guess.")
    if chance.label != "authored":
        parts.append(ASSUMED)
    return " ".join(part for part in (*parts, chance.claim) if part)


def kept(library: Library, session: Session, again: str = "") -> str:
    """Where a playthrough is kept, and the command that goes on ``again``, where there is anything to go on with."""
    if session.unsaved:
        return f"The last step could not be kept: {session.unsaved}."
    file = library.file_of(session)
    if file is None:
        return "Nothing is kept yet, for no step was taken."
    return f"Kept in {file}." + (f" To go on: {again}" if again and not session.ended else "")


def figure(finding: Finding) -> str:
    """The value of a finding's figure; one read off a chart is marked as approximate."""
    if finding.figure is None:
        return "no number published"
    mark = "≈ " if finding.evidence == "chart" else ""
    joint = "" if finding.figure.unit.startswith("%") else " "
    return f"{mark}{finding.figure.value}{joint}{finding.figure.unit}"


def has_words(finding: Finding, query: str) -> bool:
    """Whether each word of a search stands somewhere in a finding, in whatever case."""
    parts = (finding.id, finding.claim, finding.conditions, finding.caveat, finding.quote, source(finding.source))
    text = " ".join(parts).casefold()
    return all(word in text for word in query.casefold().split())


def source(item: Source) -> str:
    """Where a finding stands, on one line."""
    parts = (
        item.title,
        item.section and f"section {item.section}",
        item.page and f"p. {item.page}",
    )
    return ", ".join(part for part in (*parts, item.publisher, item.date, item.url) if part)

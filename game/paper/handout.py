"""The handout for a class: the situation, both roles, the choice, what is known of it, questions, and room to write."""

from __future__ import annotations

from collections.abc import Iterator

from game.paper.parts import Facts, Head, Para, Part, Room, bullets, facts, line, linked, plain, prose
from game.play.session import first_facts
from game.play.words import EVIDENCE, figure, source
from game.story.expressions import Facts as StoryFacts
from game.story.model import Finding, Question, Scene, Story
from game.story.problems import listed

#: So many cards and questions stand on two printed pages.
MOST_CARDS, MOST_QUESTIONS = 4, 3
LINES = 3


def handout(story: Story) -> Iterator[Part]:
    """The whole paper."""
    yield Head(1, plain(story.title))
    yield Para(plain(content_note(story)), "quiet")
    yield Head(2, plain("The situation"))
    yield from prose(story.summary)
    yield Facts(tuple((role.name, line(role.pitch)) for role in story.roles.values()))
    pivotal = pivotal_scene(story)
    if pivotal is not None:
        known = defaults(story)
        yield Head(2, line(f"The choice: {pivotal.title.render(known)}"))
        yield from bullets(line(choice.words.render(known)) for choice in pivotal.choices)
    yield Head(2, plain("What is known"))
    for finding in cards(story)[:MOST_CARDS]:
        yield from card(story, finding)
    yield Head(2, plain("To talk about"))
    for number, question in enumerate(questions(story)[:MOST_QUESTIONS], 1):
        yield Para(line(question.ask), "text", f"{number}.", 1)
    yield Room("Notes", LINES)
    if story.instrument:
        yield Head(2, plain("What this story is, and what it is not"))
        yield from prose(story.instrument)


def content_note(story: Story) -> str:
    """One factual sentence; warnings that say more do nothing but frighten."""
    notes = listed(story.content_notes, "and")
    return f"The story contains {notes}." if notes else "The story has no content that needs a note."


def pivotal_scene(story: Story) -> Scene | None:
    """The scene a class votes on, where the story names one."""
    return story.scenes.get(story.seminar.pivotal)


def defaults(story: Story) -> StoryFacts:
    """The facts that words are filled in with: those of the first role at the start."""
    return tuple(first_facts(story, next(iter(story.roles)), {}))


def cards(story: Story) -> list[Finding]:
    """The findings that matter to a class: of the pivotal choices, the doors, the class cut, then of the endings."""
    names: list[str] = []
    for scene_id in (story.seminar.pivotal, *story.seminar.class_cut):
        scene = story.scenes.get(scene_id)
        names += [name for choice in scene.choices for name in choice.findings] if scene else []
        names += [door.finding for door in story.doors if door.finding] if scene_id == story.seminar.pivotal else []
    for scene in story.endings:
        names += [earned.finding for earned in scene.ending.findings] if scene.ending else []
    return [story.findings[name] for name in dict.fromkeys(names) if name in story.findings]


def questions(story: Story) -> list[Question]:
    """The questions of the endings, those first that most endings ask."""
    asked = [name for scene in story.endings if scene.ending for name in scene.ending.questions]
    ordered = sorted(dict.fromkeys(asked), key=lambda name: -asked.count(name))
    return [story.questions[name] for name in ordered if name in story.questions]


def card(story: Story, finding: Finding) -> Iterator[Part]:
    """A finding as short as it may be: never without its conditions, what it is not, its source, and what came later."""
    yield Head(3, line(finding.claim))
    later = [story.findings[name].claim for name in finding.updated_by if name in story.findings]
    rows = facts(
        ("Figure", figure(finding)),
        ("Conditions", finding.conditions),
        ("What it is not", finding.caveat),
        ("What came later", " ".join(later)),
        ("Evidence", EVIDENCE[finding.evidence]),
    ).rows
    yield Facts((*rows, ("Source", linked(source(finding.source), finding.source.url))))

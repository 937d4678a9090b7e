"""The plan for whoever leads a class: what happens in which minute, what to ask, and what may be opened when."""

from __future__ import annotations

from collections.abc import Iterator

from game.paper.framework import Framework
from game.paper.handout import cards, content_note, defaults, pivotal_scene
from game.paper.looking_back import card_parts
from game.paper.parts import Facts, Head, Para, Part, Table, Words, bullets, line, plain, prose
from game.paper.schedule import Step, debrief_share, fitting, schedule
from game.play.debrief import card_of
from game.story.model import Story

AIMS = (
    "To have chosen before one knows what others chose, and to be able to say why.",
    "To tell what was measured from what was told of it: figure, denominator, conditions, who measured, what came later.",
    "To name what would have to be different, in the test and at one's own desk, for the better act to be the easy one.",
)
RULES = (
    "No count of this room is a rate, and none may stand beside a published one. Cards never form a series.",
    "No figure before the debrief. A card is opened with its conditions, or it is not opened.",
    "Nobody has to play, to vote, or to say anything. Nobody is asked what they chose.",
    "Do not skip the step in which the roles are taken off.",
)
NEEDS = "A screen that everybody can see. Phones help; without them hands are counted, and everything else stays."
#: So many cards can be opened in a class; the others are named.
MOST_CARDS = 6
COLUMNS = ("From", "Min", "Step", "You", "The class", "May be opened")
WIDTHS = (0, 0, 3, 6, 5, 2)
OPENED = {"paths": "the paths", "votes": "the votes", "cards": "the cards"}


def plan(story: Story, minutes: int, framework: Framework) -> Iterator[Part]:
    """The whole paper.  Raises ValueError for a length that is not planned, and FrameworkError as `schedule` does."""
    steps = schedule(minutes, framework)
    yield Head(1, line(f"{story.title}: a plan of {minutes} minutes"))
    yield Facts(
        (
            ("Time", plain(f"{minutes} minutes; {debrief_share(steps):.0%} of them are debrief")),
            ("Debrief", plain(framework.name)),
            ("Content note", plain(content_note(story))),
            ("Needed", plain(NEEDS)),
        )
    )
    yield Head(2, plain("Aims"))
    yield from bullets(plain(aim) for aim in AIMS)
    yield Head(2, plain("By the minute"))
    yield Table(COLUMNS, tuple(_rows(steps)), WIDTHS)
    yield from _prompts(story, steps)
    yield Head(2, plain("The cards, in this order"))
    yield Para(plain("Opened one by one, where the table says so. Each is of a study of its own."), "quiet")
    known = cards(story)
    for finding in known[:MOST_CARDS]:
        yield Head(3, line(finding.claim))
        yield from card_parts(card_of(story, finding.id))
    if known[MOST_CARDS:]:
        rest = ", ".join(finding.id for finding in known[MOST_CARDS:])
        yield Para(plain(f"The endings have more; “rollout record ID” shows each: {rest}."), "quiet")
    yield Head(2, plain("Rules that keep it honest and kind"))
    yield from bullets(plain(rule) for rule in RULES)
    if story.instrument:
        yield Head(2, plain("What this story is, and what it is not"))
        yield from prose(story.instrument)


def _rows(steps: list[Step]) -> Iterator[tuple[Words, ...]]:
    start = 0
    for step in steps:
        opened = ", ".join(OPENED[name] for name in step.reveals) or "nothing"
        cells = (str(start), str(step.minutes), step.name, step.leads, step.others, opened)
        yield tuple(plain(cell) for cell in cells)
        start += step.minutes


def _prompts(story: Story, steps: list[Step]) -> Iterator[Part]:
    """What is asked in each phase of the debrief, as much as there is time for."""
    scene = pivotal_scene(story)
    title = scene.title.render(defaults(story)) if scene is not None else "the choice"
    for step in steps:
        if step.phase is None:
            continue
        yield Head(2, plain(f"{step.name}, {step.minutes} min"))
        for prompt in fitting(step.phase, step.minutes):
            role = story.roles.get(prompt.role)
            whom = f"To {role.name}: " if role is not None else ""
            opened = f" (opens {OPENED[prompt.reveals]})" if prompt.reveals else ""
            yield Para(line(f"{whom}{prompt.ask.replace('{pivotal}', title)}{opened}"), "text", "•", 1)

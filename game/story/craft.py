"""What is legal but likely a slip, asked of a whole sound story: choices and variables that do nothing, too many words.

Only `rollout check` asks, so that play begins at once.
"""

from __future__ import annotations

from collections.abc import Iterable

from game.story import parts
from game.story.model import Choice, Scene, Story
from game.story.plainness import check_plainness
from game.story.problems import Report, nearest
from game.story.values import PLAIN_ID

#: The commands of plain mode; they win over ids.
COMMANDS = frozenset(
    [
        "again",
        "branches",
        "choose",
        "export",
        "guess",
        "help",
        "history",
        "mail",
        "map",
        "note",
        "other",
        "quit",
        "read",
        "record",
        "rename",
        "rewind",
        "save",
        "saves",
        "settings",
        "stories",
        "undo",
        "why",
    ]
)
#: The words for outcomes by which stories are compared.
OUTCOMES = (
    "acceptance",
    "transparency",
    "appeal",
    "coercion",
    "disclosure",
    "evasion",
    "sabotage",
    "intervention",
    "containment",
    "concealment",
    "concession",
    "accountability",
)
#: An outcome as like a known one as this is more likely a slip of the finger than another outcome.
ALIKE = 0.88


def check_craft(story: Story, report: Report) -> None:
    """Warn of everything in a sound story that is likely not meant."""
    for scene in story.scenes.values():
        _check_choices(story, scene, report)
        check_plainness(scene, report)
        _check_people(story, scene, report)
        _check_outcome(scene, report)
    _check_variables(story, report)


def _check_choices(story: Story, scene: Scene, report: Report) -> None:
    known: dict[tuple[object, ...], Choice] = {}
    for choice in scene.choices:
        if choice.id in COMMANDS:
            report.add("W020", choice.place, "give it another id", name=choice.id)
        if choice.once or choice.findings or ("chose", f"{scene.id}.{choice.id}") in story.facts:
            continue  # it is used up, asked about later, or laid beside the record in the debrief
        twin = known.setdefault(_does(choice), choice)
        if twin is not choice:
            report.add("W015", choice.place, f"the other is on line {twin.place.line}", name=choice.id, other=twin.id)


def _does(choice: Choice) -> tuple[object, ...]:
    """All that a choice brings about, and when: of two that agree in this, it makes no difference which is taken."""
    steps = tuple((step.slot, step.value) for step in choice.do.steps) if choice.do else ()
    guard = choice.guard.code if choice.guard else ""
    return choice.to, steps, guard, choice.irreversible, choice.note is not None


def _check_variables(story: Story, report: Report) -> None:
    asked, changed = parts.asked(story), parts.changed(story)
    for variable in story.variables.values():
        if variable.slot not in asked:
            report.add("W016", variable.place, name=variable.id)
        elif variable.slot not in changed:
            start = str(variable.start).lower() if isinstance(variable.start, bool) else variable.start
            report.add("W017", variable.place, name=variable.id, value=start)


def _check_people(story: Story, scene: Scene, report: Report) -> None:
    """Warn of free text in a person's place that looks like an id misspelt."""
    named = [(block.by, block.place) for block in scene.text]
    named += [(name, mail.place) for mail in scene.mail for name in (mail.sender, mail.to)]
    for name, place in named:
        if name not in story.people and PLAIN_ID.fullmatch(name):
            close = nearest(name, story.people)
            if close:
                report.add("W023", place, f"did you mean “{close}”?", name=name)


def _check_outcome(scene: Scene, report: Report) -> None:
    outcome = scene.ending.outcome if scene.ending else ""
    close = _like(outcome, OUTCOMES) if outcome and outcome not in OUTCOMES else ""
    if close:
        report.add("W024", scene.place, f"did you mean “{close}”?", name=outcome)


def _like(word: str, known: Iterable[str]) -> str:
    import difflib

    return next(iter(difflib.get_close_matches(word, known, n=1, cutoff=ALIKE)), "")

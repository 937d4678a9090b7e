"""A seminar by the minute: 20, 50 or 90 of them, from joining to the handout."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from game.paper.framework import LEAST_PROMPTS, Framework, FrameworkError, Phase, Prompt


class Step(Struct, frozen=True):
    """Some minutes of a plan.

    ``leads`` is what whoever leads does, ``others`` what the class does, ``why`` the purpose.  ``reveals`` says what
    may be opened now: nothing, paths, votes or cards.  ``debrief`` counts towards the debrief's share.
    """

    id: str
    name: str
    minutes: int
    leads: str
    others: str
    why: str
    debrief: bool = False
    reveals: tuple[str, ...] = ()
    phase: Phase | None = None


#: The steps before the debrief and behind it; their minutes are those of a plan.
BEFORE = (
    Step(
        "join", "Joining", 0,
        "Show the address. Wait for everybody who wants a phone, and start without the others.",
        "Scan, and vote once on something that does not matter.",
        "Everybody has voted before it matters.",
    ),
    Step(
        "note", "What is in it", 0,
        "Say the content note, once and without drama. Say that observing and passing are seats like any other.",
        "Choose to play or to observe.",
        "Consent by how it works, not by a form.",
    ),
    Step(
        "predict", "Prediction", 0,
        "Read the question with its whole condition. Show no answer.",
        "Write down a number.",
        "Commit before knowing.",
    ),
    Step("roles", "Roles", 0, "Deal the roles.", "Read one's role.", "Two sides of the same day."),
    Step(
        "scenes", "The scenes of the class cut", 0,
        "Read the first lines aloud, then be quiet. Show no count.",
        "Play, each on one's own path.",
        "Experience before explanation.",
    ),
    Step(
        "pivotal", "The pivotal scene, twice", 0,
        "A first choice in private; talk to a neighbour and argue for what you did not take; a second choice.",
        "Choose, talk, choose again.",
        "Reasons come out when one has to give them.",
    ),
    Step(
        "endings", "Endings", 0,
        "Say nothing of right and wrong. No finding yet.",
        "Read one's own ending. Who else was hurt, and who could have said no?",
        "What an act does to other people.",
    ),
    Step(
        "derole", "Taking the role off", 0,
        "Ask it aloud: who are you now, and how are you different from whom you played? Do not skip it.",
        "Say one's own name to a neighbour.",
        "What is said next is said by people, not by roles.",
        debrief=True,
    ),
)  # fmt: skip
BEHIND = (
    Step(
        "exit", "Leaving", 0,
        "Ask for one thing to keep and one to change.",
        "Two lines, or pass.",
        "What is taken home.",
        debrief=True,
    ),
    Step(
        "end", "Handout", 0,
        "Give out the handout. Say when what was kept is deleted.",
        "Take it.",
        "The sources, to be read in peace.",
    ),
)  # fmt: skip


class Minutes(Struct, frozen=True):
    """How long the steps of a plan take: those before the debrief, the debrief, and those behind it."""

    before: tuple[int, ...]
    debrief: int
    behind: tuple[int, ...]


PLANS = {
    20: Minutes((1, 1, 1, 1, 3, 2, 1, 1), 7, (1, 1)),
    50: Minutes((3, 2, 2, 1, 6, 4, 4, 2), 21, (3, 2)),
    90: Minutes((4, 3, 3, 2, 14, 8, 6, 4), 38, (5, 3)),
}


def schedule(minutes: int, framework: Framework) -> list[Step]:
    """The steps of a plan; their minutes add up to it.

    Raises ValueError for a length that is not planned, and FrameworkError where the debrief has too many phases for it.
    """
    plan = PLANS.get(minutes)
    if plan is None:
        raise ValueError(f"there is no plan of {minutes} minutes; there are {', '.join(map(str, PLANS))}")
    return [*_timed(BEFORE, plan.before), *_phases(plan.debrief, framework), *_timed(BEHIND, plan.behind)]


def _timed(steps: Iterable[Step], minutes: Iterable[int]) -> Iterator[Step]:
    return (replace(step, minutes=own) for step, own in zip(steps, minutes, strict=True))


def _phases(minutes: int, framework: Framework) -> Iterator[Step]:
    """The debrief, its minutes shared out among the phases so that none is lost and none has less than one."""
    phases = framework.phases
    if minutes < len(phases):
        raise FrameworkError(
            f"the debrief “{framework.name}” has {len(phases)} phases, too many for the {minutes} minutes of this plan"
        )
    for phase, own in zip(phases, shared(minutes, [phase.share for phase in phases]), strict=True):
        yield Step(
            phase.id,
            phase.name,
            own,
            phase.aim,
            "Talk; nobody has to.",
            "",
            debrief=True,
            reveals=tuple(dict.fromkeys(prompt.reveals for prompt in phase.prompts if prompt.reveals)),
            phase=phase,
        )


def shared(whole: int, shares: list[int]) -> list[int]:
    """Whole minutes in the proportion of the shares, each at least one; what rounding leaves goes to the largest rest.

    Raises ValueError where there are fewer minutes than shares.
    """
    if whole < len(shares):
        raise ValueError(f"{whole} minutes are too few for {len(shares)} phases")
    total = sum(shares)
    free = whole - len(shares)
    exact = [free * share / total for share in shares]
    minutes = [1 + int(part) for part in exact]
    by_rest = sorted(range(len(shares)), key=lambda place: (int(exact[place]) - exact[place], place))
    for place in by_rest[: whole - sum(minutes)]:
        minutes[place] += 1
    return minutes


def debrief_share(steps: list[Step]) -> float:
    """The debrief's part of the time."""
    return sum(step.minutes for step in steps if step.debrief) / sum(step.minutes for step in steps)


def fitting(phase: Phase, minutes: int) -> tuple[Prompt, ...]:
    """The prompts of a phase that fit into its minutes, in their order: two at least, and those first that reveal."""
    chosen: list[Prompt] = []
    for prompt in sorted(phase.prompts, key=lambda prompt: not prompt.reveals):
        if len(chosen) < LEAST_PROMPTS or sum(other.minutes for other in chosen) + prompt.minutes <= minutes:
            chosen.append(prompt)
    return tuple(prompt for prompt in phase.prompts if prompt in chosen)

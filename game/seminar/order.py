"""The running order of a room: a plan by the minute, taken apart into what is on the wall and on the phones."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from game.paper.framework import Framework, Phase
from game.paper.handout import defaults
from game.paper.schedule import Step, fitting, schedule, shared
from game.story.model import Story

#: What a step can show once it is asked to; before the roles are off, nothing but the practice vote.
PRACTICE, PATHS, VOTES, GUESSES, CARDS = "practice", "paths", "votes", "guesses", "cards"
LINES, VARIANT = "lines", "variant"
IN_DEBRIEF = (VOTES, PATHS, GUESSES, CARDS, VARIANT)
#: Of the pivotal minutes: the first choice, the talk, the second choice.
ROUNDS = (3, 2, 3)


class RoomStep(Struct, frozen=True):
    """One step of a room.

    ``kind`` is join, note, predict, roles, scene, first, talk, second, endings, derole, prompt, variant, exit or end.
    ``ask`` is what the wall says, ``leads`` what whoever leads does.  ``shows`` is what R reveals, ``may_show`` all
    that may be revealed here.
    """

    id: str
    kind: str
    name: str
    seconds: int
    leads: str = ""
    others: str = ""
    ask: str = ""
    scene: str = ""
    shows: str = ""
    may_show: tuple[str, ...] = ()
    debrief: bool = False


def running_order(story: Story, minutes: int, framework: Framework, *, variant: bool = False) -> tuple[RoomStep, ...]:
    """The steps of a room; their seconds add up to the plan.  Raises ValueError for a length that is not planned."""
    steps = schedule(minutes, framework)
    phases = [step for step in steps if step.phase is not None]
    found: list[RoomStep] = []
    for step in steps:
        if step.id == "scenes":
            found += _scenes(story, step)
        elif step.id == "pivotal":
            found += _pivotal(story, step, 0 if before_the_fork(story) else minutes_of(steps, "scenes"))
        elif step.phase is not None:
            found += _prompts(story, step, step.phase, variant=variant and step is phases[-1])
        else:
            found.append(_plain(step))
    return tuple(found)


def _plain(step: Step) -> RoomStep:
    shows = {"join": PRACTICE, "exit": LINES}.get(step.id, "")
    may = {"join": (PRACTICE,), "exit": (*IN_DEBRIEF, LINES), "end": (*IN_DEBRIEF, LINES)}.get(step.id, ())
    return RoomStep(
        step.id, step.id, step.name, step.minutes * 60, step.leads, step.others, "", "", shows, may, step.debrief
    )


def before_the_fork(story: Story) -> tuple[str, ...]:
    """The scenes of the class cut that come before the pivotal one."""
    cut = story.seminar.class_cut
    end = cut.index(story.seminar.pivotal) if story.seminar.pivotal in cut else len(cut)
    return tuple(scene for scene in cut[:end] if scene in story.scenes)


def _scenes(story: Story, step: Step) -> Iterator[RoomStep]:
    scenes = before_the_fork(story)
    times = shared(step.minutes * 60, [1] * len(scenes)) if scenes else []
    for number, (scene, seconds) in enumerate(zip(scenes, times, strict=True), 1):
        name = f"Scene {number} of {len(scenes)}"
        yield RoomStep(f"scene:{scene}", "scene", name, seconds, step.leads, step.others, scene=scene)


def minutes_of(steps: list[Step], step_id: str) -> int:
    """The minutes of a step of a plan."""
    return sum(step.minutes for step in steps if step.id == step_id)


def _pivotal(story: Story, step: Step, more: int) -> Iterator[RoomStep]:
    """The two rounds, with ``more`` minutes where no scene comes before them."""
    scene = story.seminar.pivotal
    one, talk, two = shared((step.minutes + more) * 60, list(ROUNDS))
    yield RoomStep(
        "first", "first", "The pivotal scene, first choice", one,
        "Let everybody choose in private. Show no count.", "Choose, without talking.", scene=scene,
    )  # fmt: skip
    yield RoomStep(
        "talk", "talk", "Talk to a neighbour", talk,
        "Say: turn to your neighbour, and argue for the option you did not take. Don't show your phone.",
        "Talk in twos; nothing can be chosen now.",
        ask="Turn to your neighbour. Argue for the option you did not take. Keep your phone to yourself.",
    )  # fmt: skip
    yield RoomStep(
        "second", "second", "The pivotal scene, second choice", two,
        "Let everybody choose again. It may be the same.", "Choose again; it may be the same.", scene=scene,
    )  # fmt: skip


def _prompts(story: Story, step: Step, phase: Phase, *, variant: bool) -> Iterator[RoomStep]:
    """A phase of the debrief as its prompts, and where it is asked for the vote on the scene with a door open."""
    prompts = fitting(phase, step.minutes)
    weights = [prompt.minutes for prompt in prompts] + ([2] if variant else [])
    times = shared(step.minutes * 60, weights)
    scene = story.scenes.get(story.seminar.pivotal)
    for number, (prompt, seconds) in enumerate(zip(prompts, times, strict=False), 1):
        role = story.roles.get(prompt.role)
        whom = f"To {role.name}: " if role is not None else ""
        title = scene.title.render(defaults(story)) if scene is not None else "the choice"
        yield RoomStep(
            f"{phase.id}:{number}", "prompt", f"{phase.name} {number} of {len(prompts)}", seconds, phase.aim, step.others,
            ask=whom + prompt.ask.replace("{pivotal}", title), shows=prompt.reveals or VOTES, may_show=IN_DEBRIEF,
            debrief=True,
        )  # fmt: skip
    if variant:
        yield RoomStep(
            "variant", "variant", "The same scene, one door open", times[-1],
            "Read out what is different now. Let everybody choose once more.", "Choose once more.",
            scene=story.seminar.pivotal, shows=VARIANT, may_show=IN_DEBRIEF, debrief=True,
        )  # fmt: skip

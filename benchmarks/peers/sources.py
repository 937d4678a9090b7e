"""A story written as each of the other engines has it, in the way that costs that engine the least."""

from __future__ import annotations

from collections.abc import Iterator

from peers.story import Choice, Effect, Guard, Scene, Story


def ink(story: Story) -> str:
    """The story as ink source: a knot a scene, sticky choices, effects as a line of logic below the choice."""
    lines = [f"VAR {name} = {start}" for name, start in story.variables.items()]
    lines += [f"-> {story.start}"]
    for scene in story.scenes:
        lines += _knot(scene)
    return "\n".join(lines) + "\n"


def _knot(scene: Scene) -> Iterator[str]:
    yield f"=== {scene.id} ==="
    yield from scene.paragraphs
    for choice in scene.choices:
        yield f"+ {_condition(choice.guard)}[{choice.words}]"
        if choice.effect is not None:
            least = "MIN" if choice.effect.operator == "+" else "MAX"
            yield f"  ~ {_assignment(choice.effect, least)}"
        yield f"  -> {choice.to}"
    if not scene.choices:
        yield "-> END"


def bard(story: Story) -> str:
    """The story as Bardic source: a passage a scene, and one more for every choice that has an effect.

    A choice cannot have an effect of its own in Bardic but where it stays in its passage; what it does is written
    into a passage that sets the variable and jumps on.
    """
    lines = [":: Start", *(f"~ {name} = {start}" for name, start in story.variables.items()), f"-> {story.start}", ""]
    for scene in story.scenes:
        lines += _passage(scene)
    return "\n".join(lines) + "\n"


def _passage(scene: Scene) -> Iterator[str]:
    yield f":: {scene.id}"
    for paragraph in scene.paragraphs:
        yield paragraph
        yield ""
    for number, choice in enumerate(scene.choices):
        to = choice.to if choice.effect is None else _between(scene, number)
        yield f"+ {_condition(choice.guard)}[{choice.words}] -> {to}"
    yield ""
    for number, choice in enumerate(scene.choices):
        yield from _doing(choice, _between(scene, number))


def _doing(choice: Choice, name: str) -> Iterator[str]:
    if choice.effect is not None:
        least = "min" if choice.effect.operator == "+" else "max"
        yield from (f":: {name}", f"~ {_assignment(choice.effect, least)}", f"-> {choice.to}", "")


def choicescript(story: Story) -> str:
    """The story as ChoiceScript: one file, a label a scene, effects and a jump below the choice.

    A thousand files of one scene each cost its randomtest more.  There is no least of two numbers in ChoiceScript.
    """
    lines = [*(f"*create {name} {start}" for name, start in story.variables.items()), f"*goto {story.start}"]
    for scene in story.scenes:
        lines += _label(scene)
    return "\n".join(lines) + "\n"


def _label(scene: Scene) -> Iterator[str]:
    yield f"*label {scene.id}"
    for paragraph in scene.paragraphs:
        yield paragraph
        yield ""
    yield "*choice" if scene.choices else "*finish"
    for choice in scene.choices:
        guard = choice.guard
        shown = f"*if ({guard.name} {guard.operator} {guard.number}) " if guard is not None else ""
        yield f"  {shown}#{choice.words}"
        yield from (f"    {line}" for line in _setting(choice.effect))
        yield f"    *goto {choice.to}"


def _setting(effect: Effect | None) -> Iterator[str]:
    if effect is None:
        return
    step = f"*set {effect.name} {effect.operator}{effect.number}"
    if effect.number == 1:  # it cannot pass the bound but from the bound itself
        yield from (f"*if {effect.name} != {effect.bound}", f"  {step}")
    else:
        past = ">" if effect.operator == "+" else "<"
        yield from (step, f"*if {effect.name} {past} {effect.bound}", f"  *set {effect.name} {effect.bound}")


def _between(scene: Scene, number: int) -> str:
    return f"{scene.id}_{number}"


def _condition(guard: Guard | None) -> str:
    return f"{{{guard.name} {guard.operator} {guard.number}}} " if guard is not None else ""


def _assignment(effect: Effect, least: str) -> str:
    return f"{effect.name} = {least}({effect.name} {effect.operator} {effect.number}, {effect.bound})"

"""A story of any size, the same for the same seed: what the benchmarks load, play and prove.

Scenes stand in layers; each leads to about three scenes of the next one.  There are eight variables; 40 of 100
choices have a guard and 65 of 100 an effect; a scene has about sixty words.  The first choice of a scene is always
open and leads straight on, so that every scene is reached and none is a dead end.

    python benchmarks/generate.py 1000 FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

WORDS = [
    "the",
    "a",
    "mail",
    "folder",
    "desk",
    "line",
    "queue",
    "member",
    "letter",
    "morning",
    "window",
    "clock",
    "page",
    "note",
    "answer",
    "price",
    "board",
    "index",
    "ticket",
    "phone",
    "stairs",
    "office",
    "rain",
    "kettle",
    "form",
    "reads",
    "waits",
    "opens",
    "sends",
    "keeps",
    "leaves",
    "writes",
    "asks",
    "says",
    "holds",
    "slow",
    "quiet",
    "small",
    "open",
    "shut",
    "early",
    "late",
    "old",
    "new",
]
LAYER = 10
#: Eight variables from 0 to these: 864 combinations, of which a long story comes to some 700 in each scene.
VARIABLES = {"a": 2, "b": 2, "c": 2, "d": 1, "e": 1, "f": 1, "g": 1, "h": 1}


def sentence(dice: Random, words: int) -> str:
    """So many words."""
    return " ".join(dice.choice(WORDS) for _ in range(words)).capitalize() + "."


def manifest(scenes: int) -> str:
    """The manifest."""
    lines = [
        "format: 1",
        f"id: generated-{scenes}",
        f"title: Generated {scenes}",
        "version: 1.0.0",
        "roles: {player: {name: Player, start: s0}}",
        "variables:",
    ]
    lines += [f"  {name}: {{start: 0, min: 0, max: {most}}}" for name, most in VARIABLES.items()]
    return "\n".join(lines) + "\n"


def targets(dice: Random, number: int, scenes: int) -> list[int]:
    """The scenes a scene leads to, in the next layer: the first so that every scene there is led to."""
    first = (number // LAYER + 1) * LAYER if number else 1
    last = min(first + LAYER, scenes) if number else min(LAYER, scenes)
    if first >= scenes:
        return []
    straight = first + number % LAYER % (last - first)
    if not number:
        return list(range(first, last))
    others = [target for target in range(first, last) if target != straight]
    return [straight, *dice.sample(others, min(dice.choice((1, 2, 2, 3)), len(others)))]


def guard(dice: Random, name: str) -> str:
    """A guard that some values pass and some do not."""
    operator = dice.choice((">=", "<", "!="))
    return f"{name} {operator} {dice.randint(0 if operator == '!=' else 1, VARIABLES[name])}"


def scene(dice: Random, number: int, scenes: int) -> str:
    """One scene; those of the last layer end the story."""
    lines = [
        f"s{number}:",
        f"  title: Scene {number}",
        "  text:",
        f"    - {sentence(dice, 30)}",
        f"    - {sentence(dice, 30)}",
    ]
    leading = targets(dice, number, scenes)
    if not leading:
        lines.append("  ending: {outcome: acceptance, findings: [walk], explain: It is over.}")
        return "\n".join(lines) + "\n"
    lines.append("  choices:")
    for index, target in enumerate(leading):
        name, other = dice.sample(list(VARIABLES), 2)
        lines += [f"    - id: c{index}", f"      text: {sentence(dice, 6)}", f"      to: s{target}"]
        # the first scene leads to all of the first layer, and the first choice of a scene is never shut
        if number and index and dice.random() < 0.6:
            lines.append(f'      if: "{guard(dice, name)}"')
        if dice.random() < 0.65:
            lines.append(f"      do: {other} {dice.choice(('+=', '-='))} {dice.randint(1, 2)}")
    return "\n".join(lines) + "\n"


FINDINGS = """\
walk:
  claim: People walk.
  conditions: In one street.
  caveat: One street is not all streets.
  evidence: primary
  source: {title: On Walking, publisher: A Press, date: 2020-01}
"""


def write(scenes: int, folder: Path, seed: int = 1) -> Path:
    """Write the pack."""
    dice = Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "story.yaml").write_text(manifest(scenes), "utf-8")
    (folder / "scenes.yaml").write_text("".join(scene(dice, number, scenes) for number in range(scenes)), "utf-8")
    (folder / "findings.yaml").write_text(FINDINGS, "utf-8")
    return folder


if __name__ == "__main__":
    print(write(int(sys.argv[1]), Path(sys.argv[2])))

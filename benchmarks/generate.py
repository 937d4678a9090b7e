"""A story of any size, the same for the same seed: what the benchmarks load, play and prove.

Scenes stand in layers; each leads to about three scenes of the next one.  There are eight variables; 40 of 100
choices have a guard and 65 of 100 an effect; a scene has about sixty words.

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
LAYER = 25
VARIABLES = {"a": 4, "b": 4, "c": 3, "d": 3, "e": 2, "f": 2, "g": 2, "h": 2}


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


def scene(dice: Random, number: int, scenes: int) -> str:
    """One scene; those of the last layer end the story."""
    lines = [
        f"s{number}:",
        f"  title: Scene {number}",
        "  text:",
        f"    - {sentence(dice, 30)}",
        f"    - {sentence(dice, 30)}",
    ]
    first = (number // LAYER + 1) * LAYER if number else 1
    if first >= scenes:
        lines.append("  ending: {outcome: acceptance, findings: [walk], explain: It is over.}")
        return "\n".join(lines) + "\n"
    lines.append("  choices:")
    last = min(first + LAYER, scenes) if number else min(LAYER, scenes)
    targets = dice.sample(range(first, last), min(dice.choice((2, 3, 3, 4)), last - first))
    for index, target in enumerate(targets):
        name, other = dice.sample(list(VARIABLES), 2)
        lines += [f"    - id: c{index}", f"      text: {sentence(dice, 6)}", f"      to: s{target}"]
        if index and dice.random() < 0.4:
            lines.append(f'      if: "{name} {dice.choice((">=", "<", "!="))} {dice.randint(0, VARIABLES[name])}"')
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

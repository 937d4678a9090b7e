"""The catalogue of diagnostics: every code that a pack can be told, and a small pack to show each in."""

from __future__ import annotations

import re

from game.story.catalogue import (
    craft,
    expressions,
    extensions,
    manifest,
    names,
    proof,
    reading,
    scenes,
    shapes,
    warnings,
)
from game.story.catalogue.entry import Entry

CATALOGUE: dict[str, Entry] = {
    entry.code: entry
    for part in (reading, shapes, names, expressions, scenes, manifest, extensions, proof, warnings, craft)
    for entry in part.ENTRIES
}
#: What is asked of a whole sound story, and by `rollout check` alone.
CHECKED: frozenset[str] = frozenset(entry.code for part in (proof, craft) for entry in part.ENTRIES)

#: A sound pack of a few lines; an example replaces one of its files, or some keys of its manifest.
BASE: dict[str, str] = {
    "story.yaml": """\
format: 1
id: example
title: Example
version: 1.0.0
roles:
  player: {name: Player, start: hall}
conditions:
  weather: {ask: How is it outside?, options: {wet: Wet, dry: Dry}, default: dry}
variables:
  coins: {start: 1, min: 0, max: 9}
  lamp: false
  mood: {one_of: [calm, cross], start: calm}
people:
  friend: {name: A friend}
""",
    "scenes.yaml": """\
hall:
  title: Hall
  text: You stand in the hall.
  mail:
    - {id: welcome, from: A friend, subject: Welcome, body: Come in.}
  choices:
    - {text: Leave, to: street}
street:
  title: Street
  text: You are outside.
  ending: {outcome: acceptance, findings: [walk], explain: You left.}
""",
    "findings.yaml": """\
walk:
  claim: People walk.
  figure: {value: 40, unit: "% of people"}
  conditions: In one street.
  caveat: One street is not all streets.
  evidence: primary
  source: {title: On Walking, publisher: A Press, date: 2020-01}
  updated_by: [crowd]
crowd:
  claim: People meet.
  figure: {value: 12, unit: people}
  conditions: On one day.
  caveat: One day is not a year.
  evidence: primary
  source: {title: On Meeting, publisher: A Press, date: 2021-01}
""",
    "questions.yaml": """\
why-walk: {ask: Why do people walk?}
""",
}

#: A pack that extends the sound one.
MORE = """\
format: 1
id: example-more
title: More of the example
version: 1.0.0
extends: {pack: example}
"""


def example(entry: Entry, *, fixed: bool = False) -> dict[str, str]:
    """The files of the small pack with the entry's example in it, at fault or ``fixed``.

    Where the example is an extension, the pack it extends lies beside it, in ``../example``.
    """
    text = entry.fixed if fixed else entry.bad
    files = dict(BASE)
    if entry.extension:
        files = {f"../example/{name}": content for name, content in BASE.items()} | {"story.yaml": MORE}
    files[entry.file] = _merged(files["story.yaml"], text) if entry.file == "story.yaml" else text
    if entry.code in CHECKED and not text.startswith("variables:"):
        files["story.yaml"] = _using(files)
    return files


def _using(files: dict[str, str]) -> str:
    """The manifest with those variables alone that the rest of the pack names: others would be told as unused."""
    rest = " ".join(text for name, text in files.items() if name != "story.yaml")
    lines = files["story.yaml"].splitlines(keepends=True)
    unused = [name for name in ("coins", "lamp", "mood") if not re.search(rf"\b{name}\b", rest)]
    if len(unused) == 3:
        unused.append("variables")
    return "".join(line for line in lines if line.strip().split(":")[0] not in unused)


def _merged(base: str, text: str) -> str:
    """A manifest in which each top-level key of ``text`` takes the place of that key."""
    sections = {section.split(":")[0]: section for section in _sections(base)}
    sections.update({section.split(":")[0]: section for section in _sections(text)})
    return "".join(sections.values())


def _sections(text: str) -> list[str]:
    sections: list[str] = []
    for line in text.splitlines(keepends=True):
        if line[:1] in (" ", "\n") and sections:
            sections[-1] += line
        else:
            sections.append(line)
    return sections


__all__ = ["BASE", "CATALOGUE", "CHECKED", "Entry", "example"]

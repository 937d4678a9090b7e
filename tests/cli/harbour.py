"""A small pack with a piece of everything: mail, locks, draws, notes, doors, guesses, two roles, two endings."""

from __future__ import annotations

from pathlib import Path

from tests.support.packs import write

STORY = """\
format: 1
id: harbour
title: The Harbour
version: 1.0.0
summary: One night at the lamp.
minutes: 5
content_notes: [fog, a wreck]
instrument: This is a story, not a measurement.
roles:
  keeper: {name: The Keeper, pitch: You mind the lamp., start: lamp}
  clerk: {name: The Clerk, pitch: You mind the papers., start: desk}
conditions:
  weather:
    ask: How is the night?
    roles: [keeper]
    options: {foggy: Foggy, clear: Clear, stormy: Stormy}
    default: clear
  crew:
    ask: Who is with you?
    roles: [keeper]
    options: {alone: Nobody, two: A friend}
    default: alone
presets:
  heard: {name: As people tell it, set: {weather: stormy, crew: two}}
variables:
  oil: {start: 3, min: 0, max: 9, label: oil, show: bar}
  mood: {one_of: [calm, cross], start: calm, label: mood, show: text}
  warned: false
people:
  ada: {name: Ada Brook, title: harbour master, mail: ada@harbour.example}
carry:
  clerk: {from: keeper, set: {warned: warned}}
doors:
  - {id: bell, name: Ring the bell, published: shut, open_here: "weather == 'foggy'", finding: walk}
  - {id: boat, name: Take the boat, published: unknown, open_here: "true"}
always:
  - {name: oil never runs below nothing, holds: oil >= 0}
"""

SCENES = """\
lamp:
  title: The lamp
  view: inbox
  text:
    - The lamp is *lit*.  The night is {weather}.
    - {log: "21:02 lamp trimmed"}
    - {by: ada, say: Good evening.}
    - {thought: The sea is loud.}
  mail:
    - {id: orders, from: ada, to: the keeper, date: Thu 21:00, subject: Orders, body: "Keep the lamp lit.\\nAda"}
    - {id: warning, from: A stranger, subject: A warning, body: The rocks have moved., do: warned = true}
  choices:
    - {id: trim, text: Trim the wick, to: stairs, do: oil -= 1, note: What would you say to Ada?, findings: [walk]}
    - {id: signal, text: Signal the ship, to: stairs, if: warned, locked: You know of no danger.}
    - {id: dark, text: Put out the lamp, to: dark, irreversible: true}
stairs:
  title: The stairs
  text: You go down.
  next:
    - label: borrowed
      draw: [{rate: walk, to: dawn}, {rest: true, to: dark}]
desk:
  title: The desk
  text: Papers, and more papers.
  choices:
    - {id: file_them, text: File them, to: dawn}
dark:
  title: Dark
  text: The lamp is out.
  choices:
    - {id: relight, text: Light it again, to: dawn}
    - {id: sleep, text: Go to sleep, to: dusk}
dusk:
  title: Dusk
  text: Nobody saw the rocks.
  ending:
    outcome: concealment
    findings: [walk]
    explain: You slept.
dawn:
  title: Dawn
  text: The ship is safe.
  ending:
    outcome: acceptance
    findings: [walk]
    explain: You kept the lamp.
    questions: [why-walk]
"""

FINDINGS = """\
walk:
  claim: People walk.
  figure: {value: 40, unit: "% of people", of: one street}
  conditions: In one street.
  caveat: One street is not all streets.
  evidence: primary
  source: {title: On Walking, section: "2.1", page: 7, publisher: A Press, date: 2020-01}
  quote: They walked.
  guess: Of 100 people, how many walk?
  updated_by: [crowd]
  reported:
    - {line: Everybody walks now., faithful: false, why: Forty in a hundred is not everybody.}
    - {line: Some people walk., faithful: true, why: That is what was counted.}
crowd:
  claim: People meet.
  figure: {value: 12, unit: people}
  conditions: On one day.
  caveat: One day is not a year.
  evidence: chart
  source: {title: On Meeting, publisher: A Press, date: 2021-01}
"""

QUESTIONS = """\
why-walk: {ask: Why do people walk?, theme: evidence, minutes: 5, findings: [walk]}
"""

FILES = {"story.yaml": STORY, "scenes.yaml": SCENES, "findings.yaml": FINDINGS, "questions.yaml": QUESTIONS}
#: Seeds whose first draw falls on the share of the finding, and on the rest.
SEED_DAWN, SEED_DARK = 1, 0


def build(folder: Path) -> Path:
    """Write the pack into ``folder/harbour``."""
    return write(folder / "harbour", FILES)

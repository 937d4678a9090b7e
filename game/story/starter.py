"""The small pack that a new story begins as: each thing an author needs, once, to be written over."""

from __future__ import annotations

from game.story import schema

#: Where a pack's own copies of the schemas lie; the loader reads no .json.
SCHEMAS = "schemas"

STORY = """\
format: 1
id: "{id}"
title: "{title}"
version: 0.1.0
summary: A letter lies in the wrong tray.
authors: [Your name]
license: CC-BY-4.0
minutes: 5
instrument: An example. Say here what your story is, and what it is not.

roles:
  clerk: {{name: The clerk, pitch: You sort the letters of a small office., start: tray}}

conditions:                       # asked before the start, then fixed
  weather:
    ask: How is it outside?
    options: {{fair: Fair, storm: A storm}}
    default: fair

variables:                        # what changes during play
  cups: {{start: 0, min: 0, max: 2, label: cups of tea, show: number}}

people:
  keeper: {{name: The housekeeper}}

always:                           # proved over every playthrough
  - {{name: nobody passes on a letter unread, holds: "not seen(passed_on) or read(letter)"}}
"""

SCENES = """\
tray:
  title: The tray
  view: inbox
  text:
    - The others have gone home. One letter is left, and it is not for this office.
    - {if: "weather == 'storm'", text: Rain has found the window again.}
    - {if: cups > 0, text: "The tea is {cups > 1: strong | weak}."}
  mail:
    - id: letter
      from: keeper
      to: The third floor
      subject: For the third floor
      body: |
        They mean to change the locks on Friday. Somebody should tell those who sleep there.
  choices:
    - {id: tea, text: Make tea, if: cups < 2, locked: Two cups are enough., do: cups += 1, to: tray}
    - {id: pass_on, text: Take it upstairs, if: read(letter), locked: You don't know yet whose it is., to: passed_on}
    - {id: leave, text: Leave it and go home, to: left}

passed_on:
  title: Upstairs
  text: "A door opens before you knock. {weather == 'storm': Water runs down the stairs. | It is quiet.}"
  ending:
    outcome: disclosure
    findings: [letters-passed-on]
    explain: You read a letter that was not for you, and then you passed it on.
    questions: [whose-letter]

left:
  title: Home
  text: On Friday there is a new letter in the tray.
  ending:
    outcome: acceptance
    findings: [letters-left]
    explain: You left the letter where it was.
    questions: [whose-letter]
"""

FINDINGS = """\
# Examples, and invented: every finding of yours names a source that can be looked up.
letters-passed-on:
  claim: An example. Of ten letters in the wrong tray, three were passed on.
  figure: {value: 3, unit: letters, of: ten letters}
  conditions: Say here what the test was.
  caveat: Say here what it is not. Ten letters are not all letters.
  evidence: primary
  source: {title: The title of your source, publisher: Who published it, date: 2026-01}

letters-left:
  claim: An example. Most letters in the wrong tray stayed there.
  conditions: Say here what the test was.
  caveat: Say here what it is not.
  evidence: secondary
  source: {title: The title of your source, publisher: Who published it, date: 2026-01}
"""

QUESTIONS = """\
whose-letter: {ask: May one read a letter to learn whom it is for?, minutes: 5, findings: [letters-passed-on]}
"""

PASSED_ON = """\
name: The letter is passed on
role: clerk
steps: [read letter, pass_on]
expect: {ending: passed_on, outcome: disclosure, variables: {cups: 0}}
"""

LEFT = """\
name: The letter is left, after tea
role: clerk
conditions: {weather: storm}
steps: [tea, leave]
expect: {ending: left, outcome: acceptance, variables: {cups: 1}}
"""

#: Each file with the schema its first line names.
FILES = {
    "story.yaml": ("story", STORY),
    "scenes.yaml": ("scenes", SCENES),
    "findings.yaml": ("findings", FINDINGS),
    "questions.yaml": ("questions", QUESTIONS),
    "walkthroughs/passed_on.yaml": ("walkthrough", PASSED_ON),
    "walkthroughs/left.yaml": ("walkthrough", LEFT),
}


def files(name: str) -> dict[str, str]:
    """Every file of a new pack with its text, the schemas among them."""
    title = name.replace("-", " ").replace("_", " ").strip().capitalize()
    made = {}
    for path, (kind, text) in FILES.items():
        up = "../" * path.count("/")
        first = f"# yaml-language-server: $schema={up}{SCHEMAS}/{schema.file_name(kind)}\n"
        made[path] = first + (text.format(id=name, title=title) if text is STORY else text)
    for kind in dict.fromkeys(kind for kind, _ in FILES.values()):
        made[f"{SCHEMAS}/{schema.file_name(kind)}"] = schema.text(kind)
    return made

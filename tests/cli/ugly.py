"""A pack whose every text is full of escapes, controls and markup, and what must come of it: inert text."""

from __future__ import annotations

from pathlib import Path

from game.story.text import FOREIGN
from tests.support.packs import write

#: Escapes as YAML's double quotes write them: colours, titles, links, C1 controls, bidirectional controls.
ESCAPES = (
    "\\e[31;7;5mred\\e[2J\\e]0;title\\a\\e]8;;http://x.example\\e\\\\link\\e]8;;\\e\\\\ \\x9b31m \\x9d0;t\\x9c \\x85 "
    "\\x00\\x07\\x08\\x0b\\x7f \\u202egpj.exe\\u202c \\u2066x\\u2069 \\u200b\\u200f\\u061c\\uFEFF"
)
#: Markup of libraries that draw, and of browsers.
MARKUP = "[b]bold[/b] [/b] [@click=app.quit]press[/] [link=http://x.example]x[/link] <script>x</script> [red]r"
UGLY = f"{ESCAPES} {MARKUP}"

STORY = f"""\
format: 1
id: hostile
title: "The {UGLY}"
version: 1.0.0
summary: "{UGLY}"
content_notes: ["{UGLY}"]
instrument: "{UGLY}"
roles:
  keeper: {{name: "Keeper {UGLY}", pitch: "{UGLY}", start: hall}}
conditions:
  air: {{ask: "Air {UGLY}", options: {{a: "{UGLY}", b: B}}, default: a}}
presets:
  all: {{name: "{UGLY}", set: {{air: a}}}}
variables:
  oil: {{start: 1, min: 0, max: 9, label: "oil {UGLY}", show: bar}}
people:
  ada: {{name: "Ada {UGLY}", title: "{UGLY}", mail: a@b.example}}
doors:
  - {{id: bell, name: "{UGLY}", published: shut, open_here: "true"}}
"""
SCENES = f"""\
hall:
  title: "Hall {UGLY}"
  view: inbox
  text:
    - "{UGLY} {{air}}"
    - {{log: "{UGLY}"}}
    - {{by: ada, say: "{UGLY}"}}
    - {{thought: "{UGLY}"}}
  mail:
    - {{id: letter, from: "{UGLY}", to: "{UGLY}", date: "{UGLY}", subject: "{UGLY}", body: "{UGLY}"}}
  choices:
    - {{id: go, text: "Go {UGLY}", to: end, note: "{UGLY}"}}
    - {{id: shut, text: "Shut {UGLY}", to: end, if: "oil > 5", locked: "{UGLY}"}}
end:
  title: "End {UGLY}"
  text: "{UGLY}"
  ending: {{outcome: acceptance, findings: [walk], explain: "{UGLY}", questions: [why]}}
"""
FINDINGS = f"""\
walk:
  claim: "{UGLY}"
  figure: {{value: 40, unit: "% {UGLY}", of: "{UGLY}"}}
  conditions: "{UGLY}"
  caveat: "{UGLY}"
  evidence: primary
  source: {{title: "{UGLY}", publisher: "{UGLY}", date: 2020-01}}
  quote: "{UGLY}"
  guess: "{UGLY}"
  reported:
    - {{line: "{UGLY}", faithful: false, why: "{UGLY}"}}
"""
FILES = {
    "story.yaml": STORY,
    "scenes.yaml": SCENES,
    "findings.yaml": FINDINGS,
    "questions.yaml": f'why: {{ask: "{UGLY}"}}\n',
}


def build(folder: Path) -> Path:
    """Write the pack into ``folder/hostile``."""
    return write(folder / "hostile", FILES)


def assert_inert(shown: bytes) -> None:
    """No control byte but line ends and tabs, no C1 and no bidirectional control, in UTF-8 or alone."""
    controls = {byte for byte in shown if byte < 0x20 and byte not in b"\n\r\t"} | ({0x7F} & set(shown))
    assert not controls, f"control bytes {sorted(controls)} in {shown[:400]!r}"
    text = shown.decode("utf-8").replace("\r", "")
    found = FOREIGN.search(text)
    assert found is None, f"{found!r} near {text[max(0, found.start() - 40) : found.start() + 40]!r}"

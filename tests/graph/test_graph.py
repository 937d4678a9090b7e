"""A story drawn: every scene and step is there, what cannot be reached is marked, and titles stay words."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import escape, unescape
from pathlib import Path

import pytest

from game.graph.layout import GAP, HEIGHT, WIDTH, lay_out
from game.graph.page import page
from game.graph.parts import Graph, graph
from game.graph.sources import dot, mermaid
from game.proof.examine import examine
from game.proof.watch import Watch
from tests.cli.program import Program
from tests.story.test_extensions import ATTIC, STAIRS, extension, shelf
from tests.support.packs import pack, small, write

TINY = small("""\
hall:
  title: 'Hall "A" <b>'
  choices:
    - {id: wait, text: Wait, to: hall, once: true}
    - {id: fly, text: Fly, if: seen(attic), locked: You cannot., to: end}
  next: [{label: authored, draw: [{chance: 30, to: end}, {rest: true, to: end_of_day}]}]
end_of_day:
  title: Evening
  next: end
attic:
  title: Attic
  next: hall
""")
HOSTILE = "</title></svg><script>alert(1)</script><img src=x onerror=alert(1)> \\u0022 onload=\\u0022x"


def drawn(files: dict[str, str], watch: Watch | None = None) -> Graph:
    """The graph of a pack."""
    with pack(files) as folder:
        examined = examine(folder, (), watch or Watch())
    assert examined.loaded.story is not None
    assert examined.report is not None
    return graph(examined.loaded.story, examined.report)


@pytest.fixture(scope="module")
def tiny() -> Graph:
    return drawn(TINY)


MERMAID = """\
%% small 1.0.0: proved; unreachable scenes and steps: 3
flowchart TD
  role_player(("The player")) --> s_hall
  s_end(["end: End"]):::ending
  s_hall["hall: Hall #34;A#34; #60;b#62;"]
  s_end_of_day["end_of_day: Evening"]
  s_attic["attic: Attic"]:::unreachable
  s_hall -->|"wait"| s_hall
  s_hall -.->|"fly"| s_end
  s_hall -->|"30 %"| s_end
  s_hall -->|"70 %"| s_end_of_day
  s_end_of_day -->|"continue"| s_end
  s_attic -.->|"continue"| s_hall
  classDef ending stroke-width:3px
  classDef unreachable stroke-dasharray:4,fill:none"""

DOT = r"""// small 1.0.0: proved; unreachable scenes and steps: 3
digraph "small" {
  node [shape=box];
  "role player" [label="The player", shape=circle];
  "role player" -> "hall";
  "end" [label="end\nEnd", shape=doubleoctagon];
  "hall" [label="hall\nHall \"A\" <b>"];
  "end_of_day" [label="end_of_day\nEvening"];
  "attic" [label="attic\nAttic", style=dashed];
  "hall" -> "hall" [label="wait"];
  "hall" -> "end" [label="fly", style=dashed];
  "hall" -> "end" [label="30 %"];
  "hall" -> "end_of_day" [label="70 %"];
  "end_of_day" -> "end" [label="continue"];
  "attic" -> "hall" [label="continue", style=dashed];
}"""


def test_the_text_for_mermaid(tiny: Graph) -> None:
    assert mermaid(tiny) == MERMAID


def test_the_text_for_graphviz(tiny: Graph) -> None:
    assert dot(tiny) == DOT


def test_nothing_is_marked_where_nothing_was_proved() -> None:
    found = drawn(TINY, Watch(most_states=0))
    assert not found.proved
    assert all(node.reached for node in found.nodes)
    assert all(link.reached for link in found.links)
    assert mermaid(found).startswith(
        "%% small 1.0.0: not proved within the limit, so nothing is marked as unreachable\n"
    )


def test_the_page_has_every_scene_and_fetches_nothing(tiny: Graph) -> None:
    text = page(tiny)
    assert not re.search(r"https?:|url\((?!#)|@import|\ssrc=|\shref=", text)
    assert "default-src 'none'" in text
    for node in tiny.nodes:
        assert f'data-id="{escape(node.id)}"' in text
        assert f">{escape(node.title)}</text>" in text
    assert text.count('class="scene') == len(tiny.nodes)
    assert 'class="scene ending" data-id="end"' in text
    assert 'class="scene start" data-id="hall"' in text
    assert 'class="scene unreachable" data-id="attic" data-roles=""' in text


def test_steps_between_the_same_scenes_are_one_line_that_names_each(tiny: Graph) -> None:
    text = page(
        drawn(small("hall: {title: Hall, choices: [{id: a, text: One, to: end}, {id: b, text: Two, to: end}]}\n"))
    )
    assert text.count('class="step"') == 1
    assert "<title>hall to end\nOne (a)\nTwo (b)</title>" in text
    assert page(tiny).count('class="step unreachable"') == 2


@pytest.mark.parametrize("place", ["title", "choice", "pack", "role"])
def test_a_hostile_text_stays_inert(place: str) -> None:
    said = {name: HOSTILE if name == place else "Words" for name in ("title", "choice", "pack", "role")}
    files = small(f"""hall: {{title: "{said["title"]}", choices: [{{text: "{said["choice"]}", to: end}}]}}\n""")
    files["story.yaml"] = (
        files["story.yaml"]
        .replace("title: A small story", f'title: "{said["pack"]}"')
        .replace("name: The player", f'name: "{said["role"]}"')
    )
    text = page(drawn(files))
    assert "alert(1)&lt;/script&gt;" in text
    assert text.count("<script") == text.count("</script>") == 1
    assert "<img" not in text
    assert ' onload="' not in text


def test_its_policy_admits_its_own_script_and_no_other(tiny: Graph) -> None:
    text = page(tiny)
    digests = re.findall(r"'(sha256-[^']+)'", text.split("</head>")[0])
    assert len(set(digests)) == 2
    assert "unsafe" not in text.split("</head>")[0]


def test_no_scene_lies_upon_another_and_each_step_leads_down_where_it_can(tiny: Graph) -> None:
    layout = lay_out(tiny)
    places = list(layout.places.values())
    for number, (x, y) in enumerate(places):
        assert WIDTH / 2 <= x <= layout.width - WIDTH / 2
        assert HEIGHT / 2 <= y <= layout.height - HEIGHT / 2
        for other_x, other_y in places[:number]:
            assert y != other_y or abs(x - other_x) >= WIDTH + GAP - 0.01
    assert layout.places["hall"][1] < layout.places["end_of_day"][1] < layout.places["end"][1]


def test_a_long_story_of_circles_is_laid_out(tiny: Graph) -> None:
    scenes = ["hall: {title: Hall, next: s0}\n"]
    scenes += [
        f"s{n}: {{title: S, choices: [{{text: On, to: s{n + 1}}}, {{text: Back, to: s{n // 2}}}]}}\n"
        for n in range(1500)
    ]
    found = drawn(small("".join([*scenes, "s1500: {title: S, next: end}\n"])), Watch(most_states=0))
    layout = lay_out(found)
    assert layout.places["end"][1] == max(y for _, y in layout.places.values())
    assert layout.places["s1400"][1] > layout.places["s1399"][1]


def test_the_command_prints_it_or_writes_it(tmp_path: Path) -> None:
    program = Program(tmp_path)
    write(tmp_path / "tiny", TINY)
    printed = program("graph", "./tiny")
    assert (printed.status, printed.out, printed.err) == (0, f"{MERMAID}\n", "")
    assert program("graph", "./tiny", "--format", "dot").out == f"{DOT}\n"
    written = program("graph", "./tiny", "--format", "html", "--out", "tiny.html")
    assert (written.status, written.out, written.err) == (0, "tiny.html\n", "")
    assert (tmp_path / "tiny.html").read_text("utf-8").startswith("<!DOCTYPE html>")


def test_scenes_that_nothing_leads_to_stand_just_above_what_they_lead_to() -> None:
    scenes = "".join(f"s{n}: {{title: S, next: s{n + 1}}}\n" for n in range(5))
    lost = "lost: {title: Lost, next: found}\nfound: {title: Found, next: s5}\nalone: {title: Alone, next: end}\n"
    text = f"hall: {{title: Hall, next: s0}}\n{scenes}s5: {{title: S, next: end}}\n{lost}"
    places = lay_out(drawn(small(text), Watch(most_states=0))).places
    assert places["lost"][1] == places["s3"][1]
    assert places["found"][1] == places["s4"][1]
    assert places["alone"][1] == places["s5"][1]


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
def test_graphviz_reads_it_and_shows_every_title_as_it_is() -> None:
    title = 'A "B" \\N \\ <b>&amp; &lt; { | } \\'
    files = small(f"hall: {{title: '{title}'.., choices: [{{text: Go, to: end, id: go}}]}}\n".replace("'..", "'"))
    files["scenes.yaml"] = files["scenes.yaml"].replace("{ |", "{{ |").replace("| }", "| }}")
    done = subprocess.run(["dot", "-Tsvg"], input=dot(drawn(files)), capture_output=True, text=True, check=True)
    shown = [unescape(text) for text in re.findall(r"<text[^>]*>(.*?)</text>", done.stdout)]
    assert title in shown
    assert {"hall", "end", "go", "The player"} <= set(shown)


#: What Mermaid's grammar of flow charts takes, of the little that is used here.
MERMAID_LINE = re.compile(
    r"""%% .*|flowchart TD|  classDef \w+ [\w:,-]+
    |  role_\w+\(\("[^"]*"\)\)\ -->\ s_\w+
    |  s_\w+(\["[^"]*"\]|\(\["[^"]*"\]\))(:::\w+)?
    |  s_\w+\ (-->|-\.->)\|"[^"]*"\|\ s_\w+""".replace("\n    ", ""),
)


@pytest.mark.parametrize("title", ["end", "A B", '"', "#quot;", "`x`", "a;b|c[d]e(f)", "%%{init}%%", "<br/>&amp;"])
def test_every_line_is_one_that_mermaid_takes(title: str) -> None:
    text = json.dumps(title.replace("{", "{{").replace("}", "}}"))
    drawing = mermaid(drawn(small(f"hall: {{title: {text}, choices: [{{text: {text}, to: end, id: end}}]}}\n")))
    for line in drawing.split("\n"):
        assert MERMAID_LINE.fullmatch(line), line
        assert not re.search(r"[<>`]|#(?!\d+;)", line.replace("-->", "").replace("-.->", ""))


def test_it_is_drawn_at_once_where_no_proof_is_wanted(tmp_path: Path) -> None:
    program = Program(tmp_path)
    write(tmp_path / "tiny", TINY)
    result = program("graph", "./tiny", "--no-proof")
    assert (result.status, result.err) == (0, "")
    assert result.lines[0] == "%% small 1.0.0: not proved, so nothing is marked as unreachable"
    assert "unreachable" not in result.out.replace("as unreachable", "").replace("classDef unreachable", "")


def test_a_drawing_that_mermaid_would_refuse_says_so(tmp_path: Path) -> None:
    scenes = "".join(
        f"s{n}: {{title: S, choices: [{{text: On, to: s{n + 1}}}, {{text: B, to: hall}}]}}\n" for n in range(260)
    )
    write(tmp_path / "long", small(f"hall: {{title: Hall, next: s0}}\n{scenes}s260: {{title: S, next: end}}\n"))
    result = Program(tmp_path)("graph", "./long", "--no-proof")
    assert result.status == 0
    assert "Mermaid draws at most 500 steps and 50,000 letters" in result.err
    assert "this has 522 and " in result.err


def test_the_command_refuses_a_story_that_is_not_there_or_does_not_load(tmp_path: Path) -> None:
    program = Program(tmp_path)
    write(tmp_path / "torn", {**TINY, "more.yaml": "attic: {title: Twice, nxt: hall}\n"})
    assert program("graph", "nowhere").status == 2
    torn = program("graph", "./torn")
    assert (torn.status, torn.out) == (1, "")
    assert "nxt" in torn.err
    assert torn.is_clean()


def test_scenes_of_an_extension_and_those_it_changed_say_so() -> None:
    with shelf(night=extension(attic=ATTIC + STAIRS)) as folder:
        examined = examine(folder / "night", (), Watch())
    assert examined.loaded.story is not None
    drawn = graph(examined.loaded.story, examined.report)
    assert {node.id: node.packs for node in drawn.nodes} == {"end": (), "hall": ("night",), "attic": ("night",)}
    for draw in (page, dot, mermaid):
        assert "night)" in draw(drawn)

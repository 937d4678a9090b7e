"""A name misspelt is answered with the name that was meant, whatever kind of name it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.proof.examine import examine
from game.proof.watch import Watch
from game.story.craft import OUTCOMES
from tests.support.packs import Files, pack, small, write

HALL = "hall: {title: Hall, next: end}\n"
MORE = """\
conditions:
  weather: {ask: How is it?, options: {windy: Wind, rainy: Rain}, default: windy}
variables:
  lantern: false
  mood: {one_of: [calmly, crossly], start: calmly}
people:
  harriet: {name: Harriet Vane}
"""
MAIL = "mail: [{id: welcome, from: harriet, subject: S, body: B}]"


def guarded(guard: str) -> Files:
    """A pack whose way on asks something."""
    scenes = f'hall: {{title: Hall, {MAIL}, next: [{{if: "{guard}", to: end}}, {{to: end}}]}}\n'
    return small(scenes, more=MORE)


def scene(keys: str) -> Files:
    """A pack with these keys in its first scene."""
    return small(f"hall: {{title: Hall, next: end, {keys}}}\n", more=MORE)


def manifest(more: str) -> Files:
    """A pack with more in its manifest."""
    return small(HALL, more=more)


CASES = {
    "scene": (small("hall: {title: Hall, next: ende}\n"), "end"),
    "scene a role starts in": ({**small(HALL), "story.yaml": small(HALL)["story.yaml"].replace("hall", "hal")}, "hall"),
    "scene that was seen": (guarded("seen(hal)"), "hall"),
    "scene of a seminar": (manifest("seminar: {pivotal: hal}\n"), "hall"),
    "mail": (guarded("read(welcom)"), "welcome"),
    "choice": (guarded("chose(hall.continu)"), "hall.continue"),
    "variable": (guarded("lantren"), "lantern"),
    "variable set": (scene("do: lantren = true"), "lantern"),
    "variable in a text": (scene('text: "{lantren}"'), "lantern"),
    "variable carried": (
        manifest("carry: {player: {from: player, set: {lamb: 'true'}}}\nvariables: {lamp: false}\n"),
        "lamp",
    ),
    "enum's word": (guarded("mood == 'calmy'"), "calmly"),
    "enum's start": (manifest("variables: {mood: {one_of: [calmly, crossly], start: calmy}}\n"), "calmly"),
    "condition asked": (guarded("wether == 'windy'"), "weather"),
    "condition of a preset": (
        manifest(MORE + "presets: {p: {name: P, set: {wether: windy}}}\n"),
        "weather",
    ),
    "option": (guarded("weather == 'wndy'"), "windy"),
    "option of a preset": (manifest(MORE + "presets: {p: {name: P, set: {weather: wndy}}}\n"), "windy"),
    "default option": (manifest("conditions: {w: {ask: W, options: {windy: W}, default: wndy}}\n"), "windy"),
    "role": (manifest("conditions: {w: {ask: W, roles: [playr], options: {a: A}, default: a}}\n"), "player"),
    "role carried from": (manifest("carry: {player: {from: playr, set: {}}}\n"), "player"),
    "role in a guard": (guarded("role == 'playr'"), "player"),
    "finding": (scene("choices: [{text: Go, to: end, findings: walkk}]"), "walk"),
    "finding of a door": (
        manifest("doors: [{id: d, name: D, published: open, open_here: 'true', finding: wlak}]\n"),
        "walk",
    ),
    "question": (
        {
            **small(HALL),
            "end.yaml": "end: {title: E, ending: {outcome: acceptance, findings: [walk], explain: E, questions: why-walks}}\n",
            "questions.yaml": "why-walk: {ask: Why?}\n",
        },
        "why-walk",
    ),
    "key": (scene("viwe: inbox"), "view"),
    "view": (scene("view: inbx"), "inbox"),
    "label of a draw": (
        small("hall: {title: Hall, next: [{label: autored, draw: [{chance: 40, to: end}, {rest: true, to: hall}]}]}\n"),
        "authored",
    ),
    "person who writes": (scene("mail: [{id: hello, from: hariet, subject: S, body: B}]"), "harriet"),
    "person who is written to": (
        scene("mail: [{id: hello, from: harriet, to: hariet, subject: S, body: B}]"),
        "harriet",
    ),
    "person who speaks": (scene("text: [{say: Hello., by: hariet}]"), "harriet"),
    "outcome": ({**small(HALL), "end.yaml": small()["end.yaml"].replace("acceptance", "acceptence")}, "acceptance"),
}


@pytest.mark.parametrize("kind", CASES)
def test_the_name_that_was_meant_is_told(kind: str) -> None:
    files, meant = CASES[kind]
    with pack(files) as folder:
        hints = [problem.hint for problem in examine(folder, (), Watch()).problems]
    assert f"did you mean “{meant}”?" in hints


def test_the_shared_record_that_was_meant_is_told(tmp_path: Path) -> None:
    write(tmp_path / "ledger", {"record.yaml": "{format: 1, id: ledger, title: L, version: 1.0.0}\n"})
    folder = write(tmp_path / "small", small(HALL, more="record: leger\n"))
    (problem,) = examine(folder, (), Watch()).problems
    assert (problem.code, problem.hint) == ("E064", "did you mean “ledger”?")


@pytest.mark.parametrize("name", ["A friend", "Harriet", "postmaster", "dana"])
def test_free_text_in_a_persons_place_is_left_alone(name: str) -> None:
    with pack(scene(f"mail: [{{id: hello, from: {name}, subject: S, body: B}}]")) as folder:
        assert "W023" not in [problem.code for problem in examine(folder, (), Watch()).problems]


@pytest.mark.parametrize("outcome", [*OUTCOMES, "invention", "exposure", "silence", "accept", "arrest"])
def test_an_outcome_that_is_another_word_is_left_alone(outcome: str) -> None:
    files = {**small(HALL), "end.yaml": small()["end.yaml"].replace("acceptance", outcome)}
    with pack(files) as folder:
        assert not examine(folder, (), Watch()).problems

"""Braces in text: names, choices of words, and braces meant as braces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.story.catalogue import CATALOGUE
from tests.support import packs, words
from tests.support.packs import play, problems, the_problem

VARIABLES = """\
conditions:
  weather: {ask: How is it?, options: {wet: "Wet, so {wet}", dry: Dry}, default: dry}
variables:
  coins: {start: 3, min: 0, max: 9}
  lamp: true
  dark: false
  mood: {one_of: [calm, very_cross], start: very_cross}
"""
SHOWN = {"coins": "3", "lamp": "yes", "dark": "no", "mood": "very cross", "role": "player", "weather": "Dry"}
HOLDS = {"lamp": True, "dark": False, "coins > 1": True, "coins < 1": False, "mood == 'calm'": False}


def block(text: str) -> str:
    """A scene whose text is a block scalar, so that nothing in it needs escapes."""
    lines = "\n".join(f"    {line}" for line in text.split("\n"))
    return f"hall:\n  title: Hall\n  text: |-\n{lines}\n  next: end\n"


def shown(text: str) -> str:
    (passage,) = play(block(text), more=VARIABLES).look().passages
    return passage.words


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("plain", "plain"),
        ("{coins}", "3"),
        ("{ coins }", "3"),
        ("You have {coins}, {coins}.", "You have 3, 3."),
        ("{lamp} and {dark}", "yes and no"),
        ("{mood} {weather} {role}", "very cross Dry player"),
        ("{lamp: bright | dark}", "bright"),
        ("{dark: bright | gloomy}", "gloomy"),
        ("{dark: bright}", ""),
        ("{lamp: bright}.", "bright."),
        ("{lamp:|no}", ""),
        ("{lamp:}", ""),
        ("{lamp:  two  words  |x}", "two  words"),
        ("{coins > 1: rich | poor}", "rich"),
        ("{ coins > 1 and not dark : rich | poor }", "rich"),
        ("{mood == 'calm': calm | {mood}}", "very cross"),
        ("{lamp: {coins} | none}", "3"),
        ("{lamp: {coins}}", "3"),
        ("{lamp: {coins} of {coins} | none}", "3 of 3"),
        ("{lamp: at 12:30: now | later}", "at 12:30: now"),
        ("{dark: a | b | c}", "b | c"),
        ("{lamp: a | b | c}", "a"),
        ("{{", "{"),
        ("}}", "}"),
        ("{{}}", "{}"),
        ("{{coins}}", "{coins}"),
        ("{{{coins}}}", "{3}"),
        ("{lamp: {{a}} | b}", "{a}"),
        ("a } b", "a } b"),
        ("} a }} b }} c {coins}", "} a } b } c 3"),
        ("{coins}} x }}", "3} x }"),
        ("a | b: c", "a | b: c"),
        ("{lamp: one\ntwo | three}", "one\ntwo"),
    ],
)
def test_a_text_is_filled_in(text: str, wanted: str) -> None:
    assert shown(text) == wanted


def test_what_is_inserted_is_not_read_again() -> None:
    session = play(block("{weather}"), more=VARIABLES, settings={"weather": "wet"})
    assert session.look().passages[0].words == "Wet, so {wet}"


@pytest.mark.parametrize(
    ("text", "code", "marked"),
    [
        ("{", "E050", "{"),
        ("You have {coins coins.", "E050", "{"),
        ("{lamp: bright | dark", "E050", "{"),
        ("{{ {coins", "E050", "{"),
        ("{lamp: {coins | dark}", "E050", "{"),
        ("{}", "E051", "{}"),
        ("a { } b", "E051", "{ }"),
        ("{lamp: {} | b}", "E051", "{}"),
        ("{lamp: {coins > 1: a | b} | c}", "E052", "{coins > 1: a | b}"),
        ("{lamp: a | {dark: b}}", "E052", "{dark: b}"),
        ("{coin}", "E020", "coin"),
        ("{lamp: {coin} | b}", "E020", "coin"),
        ("{coin: a | b}", "E020", "coin"),
        ("{coins + 1}", "E020", "coins + 1"),
        ("{coins: a | b}", "E036", "coins"),
        ("{: a | b}", "E033", ""),
        ("{coins.real > 1: a}", "E030", "coins.real"),
        ("{mood == 'clam': a}", "E035", "'clam'"),
    ],
)
def test_a_fault_of_braces_is_told_with_its_code_and_place(text: str, code: str, marked: str) -> None:
    scene = f"hall: {{title: Hall, text: '{text.replace(chr(39), chr(34))}', next: end}}\n"
    problem = the_problem(packs.small(scene, more=VARIABLES))
    assert problem.code == code
    place = problem.place
    assert problem.source[place.column - 1 :].startswith(marked.replace("'", '"'))
    assert not marked or place.width == len(marked)


PIECES = ["{coins}", "{lamp}", "{mood}", "{{", "}}", "word ", "12:30 ", "| ", "\n", "é", "{weather}", "*em* "]
GUARDS = sorted(HOLDS)
INNER = st.lists(st.sampled_from(["{coins}", "{mood}", "so ", "12:30 ", "{{a}}", "*em* "]), max_size=3).map("".join)
BRANCHES = st.one_of(
    st.tuples(st.sampled_from(GUARDS), INNER).map(lambda t: f"{{{t[0]}: {t[1]}}}"),
    st.tuples(st.sampled_from(GUARDS), INNER, INNER).map(lambda t: f"{{{t[0]}: {t[1]} | {t[2]}}}"),
)


@given(st.lists(st.sampled_from(PIECES) | BRANCHES, min_size=1, max_size=8).map("".join))
def test_a_text_reads_as_a_naive_renderer_says(text: str) -> None:
    text = f"a{text}b"
    assert shown(text) == words.render(text, SHOWN.__getitem__, lambda guard: HOLDS[guard.strip()])


@given(
    st.text("{}|: ab'\n", max_size=40) | st.text("{}", max_size=300) | st.lists(st.sampled_from(PIECES)).map("".join)
)
def test_no_text_with_braces_makes_loading_or_showing_fail(text: str) -> None:
    files = packs.small(block(f"a{text}b"), more=VARIABLES)
    found = problems(files)
    assert {problem.code for problem in found} <= set(CATALOGUE)
    if not found:
        assert shown(f"a{text}b")


@pytest.mark.parametrize(
    "text",
    [
        "{" * 20_000,
        "{a" * 13_000,
        "{lamp: " + "{a" * 13_000 + "}" * 13_001,
        "{lamp: {{" * 4_000,
        "}" * 39_999,
        "{lamp:a}" * 4_900,
    ],
    ids=["open", "nested names", "nested in words", "literals", "closed", "many"],
)
def test_a_hostile_text_ends_soon_and_never_fails(text: str) -> None:
    assert len(problems(packs.small(block(text), more=VARIABLES))) <= 1


def test_every_text_that_a_player_reads_is_filled_in() -> None:
    scene = """\
hall:
  title: "{coins} t"
  text:
    - "{coins} plain"
    - {text: "{coins} text"}
    - {say: "{coins} say", by: A voice}
    - {thought: "{coins} thought"}
    - {log: "{coins} log"}
  mail:
    - {id: note, from: A friend, subject: "{coins} subject", body: "{coins} body"}
  choices:
    - {text: "{coins} choice", to: end, id: go, note: "{coins} note"}
    - {text: "{coins} shut", to: end, id: shut, if: dark, locked: "{coins} locked"}
"""
    turn = play(scene, more=VARIABLES).look()
    found = [turn.title, *(passage.words for passage in turn.passages)]
    found += [turn.mail[0].subject, turn.mail[0].body]
    for option in turn.options:
        found += [text for text in (option.words, option.note, option.reason) if text]
    assert len(found) == 12
    assert all(text.startswith("3 ") for text in found)

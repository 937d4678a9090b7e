"""What a reader meets on the page: set-up, letters, notes, the guess before the figure, and saves."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest

from game.story.model import Story
from tests.cli import harbour
from tests.export.engine import Engine, nodes, said
from tests.support import packs
from tests.support.saving import FILES, renamed

VEILED = "a figure, which is told under The record, after your guess."


@pytest.fixture
def page(story: Story) -> Engine:
    engine = Engine(story)
    engine.open(harbour.SEED_DAWN)
    return engine


def buttons(page: Engine, act: str = "") -> dict[str, dict[str, Any]]:
    """The buttons of the page by their words, those of one act alone."""
    found = {}
    for node in nodes(page.view()):
        if node["tag"] == "button" and act in ("", node["attributes"].get("data-act")):
            found[" ".join(said(node).split())] = node["attributes"]
    return found


def press(page: Engine, words: str) -> str | None:
    known = buttons(page)[words]
    return page.act(known["data-act"], known["data-value"])


def headings(page: Engine) -> list[int]:
    return [1, *(int(node["tag"][1]) for node in nodes(page.view()["rest"]) if node["tag"] in ("h2", "h3", "h4"))]


def to_the_end(page: Engine) -> None:
    page.act("begin")
    for choice in ("trim", "continue"):
        page.act("choose", choice)
    assert page.ask("endedOf(session)")


def test_the_set_up_asks_what_the_role_is_asked(page: Engine) -> None:
    page.act("each")
    assert "How is the night?" in page.shown()
    assert "It contains fog and a wreck." in page.shown()
    page.act("role", "clerk")
    assert "How is the night?" not in page.shown()
    assert "The Clerk" in page.shown()


def test_a_preset_settles_all_questions(page: Engine) -> None:
    press(page, "As people tell it")
    assert buttons(page)["As people tell it"]["aria-pressed"] == "true"
    page.act("begin")
    assert page.ask("session.settings") == {"weather": "stormy", "crew": "two"}
    assert "The night is Stormy." in page.shown()


def test_settings_of_another_role_are_left_at_their_defaults(page: Engine) -> None:
    page.act("set weather", "foggy")
    page.act("role", "clerk")
    page.act("begin")
    assert page.ask("session.settings")["weather"] == "clear"


def test_a_letter_opens_where_it_stands_and_says_when_it_opened_a_way(page: Engine) -> None:
    page.act("begin")
    assert "Locked: Signal the ship (You know of no danger.)" in " ".join(page.shown().split())
    assert "Signal the ship" not in buttons(page, "choose")
    page.act("letter", "warning")
    assert "The rocks have moved." in page.shown()
    assert page.ask("app.told") == "What you can do has changed."
    assert "Signal the ship" in buttons(page, "choose")
    page.act("letter", "warning")
    assert "The rocks have moved." not in page.shown()
    assert page.ask("app.told") == ""


def test_an_irreversible_choice_says_so_and_leaves_a_trace(page: Engine) -> None:
    page.act("begin")
    press(page, "Put out the lamp (taking it back will leave a trace)")
    press(page, "Take the last step back")
    assert page.ask("app.told") == "Taken back: Put out the lamp."
    press(page, "Your path so far")
    assert "Put out the lamp (done, then taken back by you)" in page.shown()


def test_one_can_go_back_to_before_a_step(page: Engine) -> None:
    page.act("begin")
    page.act("choose", "trim")
    press(page, "Your path so far")
    press(page, "Go back to before this: Trim the wick")
    assert page.ask("look(session).scene") == "lamp"
    assert page.ask("session.steps.length") == 1


def test_a_note_is_invited_and_kept_for_the_debrief(page: Engine) -> None:
    page.act("begin")
    page.act("choose", "trim")
    assert "What would you say to Ada?" in page.shown()
    page.act("note", note="  Sleep well.\u202e ")
    assert page.ask("session.notes") == [
        {"step": 0, "scene": "stairs", "text": "Sleep well.", "prompt": "What would you say to Ada?"}
    ]
    page.act("choose", "continue")
    page.act("part", "discuss")
    assert "Your note: Sleep well." in page.shown()


def test_a_figure_is_told_after_the_guess_alone(page: Engine) -> None:
    to_the_end(page)
    page.act("parts")
    before = page.shown()
    assert "Of 100 people, how many walk?" in before
    assert VEILED in before
    assert "People walk." not in before
    assert "40%" not in before
    assert "Everybody walks now." not in before
    assert page.act("guess", "walk", guess="a lot") == "guess"
    assert page.ask("app.told") == "Please type a whole number from 0 to 100."
    assert page.act("guess", "walk", guess="101") == "guess"
    assert page.act("guess", "walk", guess="30") == "card-walk"
    after = page.shown()
    assert "You guessed 30 in 100." in after
    assert "40% of people, of: one street" in after
    assert VEILED not in after
    assert "Everybody walks now." in after


def test_the_field_of_dots_is_lit_by_a_guess_alone_and_never_without_its_condition(page: Engine) -> None:
    to_the_end(page)
    page.act("part", "record")
    page.act("pass", "walk")
    assert not [node for node in nodes(page.view()) if node["tag"] == "circle"]
    to_the_end(page)
    page.act("part", "record")
    page.act("guess", "walk", guess="30")
    kinds = [node["attributes"]["class"] for node in nodes(page.view()) if node["tag"] == "circle"]
    assert (kinds.count("lit"), len(kinds)) == (40, 100)
    caption = next(node for node in nodes(page.view()) if node["tag"] == "figcaption")
    assert said(caption).strip() == "40 of 100, one street"


def test_lines_are_marked_before_it_is_told_which_are_faithful(page: Engine) -> None:
    to_the_end(page)
    page.act("parts")
    page.act("pass", "walk")
    assert "Forty in a hundred is not everybody." not in page.shown()
    lines = [line["line"] for line in page.call("debriefOf")["reported"]]
    at = lines.index("Everybody walks now.")
    assert page.act("mark", f"{at} yes") == f"line-{at}"
    assert "Not faithful. Forty in a hundred is not everybody. You marked it otherwise." in page.shown()


def test_the_debrief_begins_with_what_this_instrument_is(page: Engine) -> None:
    to_the_end(page)
    assert "This is a story, not a measurement." in page.shown()
    parts = [known["data-value"] for known in buttons(page, "part").values()]
    assert parts == ["instrument", "path", "record", "doors", "reported", "discuss", "whatif", "endings"]
    page.act("parts")
    assert "In the published test: shut. In this run: shut." in page.shown()
    assert "Why do people walk?" in page.shown()
    assert "Endings found, 1 of 2" in page.shown()


def test_the_nearest_other_ending_is_looked_for_while_one_reads(page: Engine) -> None:
    to_the_end(page)
    page.act("part", "whatif")
    assert "The nearest other ending is being looked for." in page.shown()
    while page.ask("lookOn(app)"):
        pass
    assert "The nearest other ending was “Dusk”" in " ".join(page.shown().split())


def test_the_other_side_begins_with_what_was_carried_over(page: Engine) -> None:
    page.act("begin")
    page.act("letter", "warning")
    page.act("choose", "trim")
    page.act("choose", "continue")
    press(page, "Play the other side of this rollout, as The Clerk")
    assert page.ask("session.carried") == {"warned": True}
    assert page.ask("app.told") == "The other side of this rollout. You are The Clerk now."
    page.act("choose", "file_them")
    page.act("part", "days")
    assert "Before this, The Keeper came to “Dawn”." in " ".join(page.shown().split())
    assert not buttons(page, "other")


LOCKED = """\
hall:
  title: Hall
  choices:
    - {id: wait, text: Wait a *while*, to: hall, do: n += 1}
    - {id: hide, text: Hide, to: end, if: "n > 3 and (known or chose(hall.wait))", locked: It is too early.}
    - {id: run, text: Run, to: end, if: n < 0, locked: It is too late.}
    - {id: leave, text: Leave, to: end}
"""


def test_a_locked_choice_tells_what_it_waits_for_where_the_story_lets_it() -> None:
    more = "locks: full\nvariables: {n: {start: 0, min: 0, max: 9, label: hours}, known: false}\n"
    for locks, told in ((more, 2), (more.replace("full", "reason"), 0)):
        page = Engine(packs.story(packs.small(LOCKED, more=locks)))
        page.open()
        page.act("begin")
        page.act("choose", "wait")
        assert len(buttons(page, "why")) == told
    page = Engine(packs.story(packs.small(LOCKED, more=more)))
    page.open()
    page.act("begin")
    page.act("choose", "wait")
    assert buttons(page)["What it waits for: Hide"]["aria-expanded"] == "false"
    assert press(page, "What it waits for: Hide") is None
    assert buttons(page)["What it waits for: Hide"]["aria-expanded"] == "true"
    said_of_it = " ".join(page.shown().split())
    waits = (
        "It waits for 2 things: Not yet: hours is 1; it must be above 3 (changed from 0 to 1 by “Wait a while”, step 1)"
    )
    assert f"{waits} Met: one of these:" in said_of_it
    assert "Not yet: known is no; it must be yes (unchanged since the start)" in said_of_it
    assert "Met: you have chosen “Wait a while” at “Hall” (since “Wait a while”, step 1)" in said_of_it
    page.act("choose", "wait")
    assert buttons(page)["What it waits for: Hide"]["aria-expanded"] == "false"


def test_a_branch_that_was_taken_back_is_gone_on_with(page: Engine) -> None:
    to_the_end(page)
    for _ in range(2):
        press(page, "Take the last step back")
    page.act("choose", "dark")
    press(page, "Your path so far")
    assert "1 branch taken back" in page.shown()
    assert "At “The lamp”: Trim the wick. It ended with “Dawn” after 2 steps." in page.shown()
    assert press(page, "Go on with this again: Dawn") == "heading"
    assert page.ask("app.told") == "You go on with this again."
    assert page.ask("endedOf(session)")
    press(page, "Your path so far")
    assert "At “The lamp”: Put out the lamp. It came to “Dark” after 1 step." in page.shown()


def test_the_map_joins_what_was_seen_and_outlines_the_rest(page: Engine) -> None:
    to_the_end(page)
    press(page, "The map")
    said_of_it = " ".join(page.shown().split())
    assert "Path map: 3 of 5 scenes seen, 2 steps" in said_of_it
    assert "Dawn (you are here, an ending)" in said_of_it
    assert "Trim the wick: to 2, The stairs" in said_of_it
    assert "Not seen: 2 scenes, 1 to 2 steps from the beginning at least." in said_of_it
    drawn = [node["attributes"]["class"] for node in nodes(page.view()) if node["tag"] in ("circle", "path")]
    assert sorted(drawn) == ["here", "leg", "leg", "stop", "stop", "stop", "unlit", "unlit"]
    assert "Dark" not in page.shown()


@pytest.mark.parametrize(
    ("scene", "panel"), [("setup", ""), ("play", ""), ("ending", "saves"), ("ending", "map"), ("ending", "path")]
)
def test_headings_are_in_order_and_ids_are_there_once(page: Engine, scene: str, panel: str) -> None:
    if scene == "play":
        page.act("begin")
        page.act("letter", "orders")
    if scene == "ending":
        to_the_end(page)
        page.act("parts")
        page.act("guess", "walk", guess="3")
        page.act("panel", panel)
    levels = headings(page)
    assert all(level - before <= 1 for before, level in pairwise(levels))
    ids = [node["attributes"]["id"] for node in nodes(page.view()) if "id" in node["attributes"]]
    assert len(ids) == len(set(ids))
    for node in nodes(page.view()):
        for name in ("for", "aria-controls", "aria-labelledby", "aria-describedby"):
            assert node["attributes"].get(name, ids[0] if ids else "") in ids


def test_the_keys_go_to_the_heading_after_a_step_and_stay_after_a_letter(page: Engine) -> None:
    assert page.act("begin") == "heading"
    assert page.act("letter", "orders") is None
    assert page.act("choose", "trim") == "heading"
    assert page.act("undo") == "heading"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "it is not JSON, or only a part of it"),
        ("[1]", "it is not a save of Rollout"),
        ('{"format": 2, "story": {}, "role": "keeper", "steps": []}', "it is not a save that this page can read"),
        ('{"format": 1, "story": {"id": "other"}, "role": "keeper", "steps": []}', "it is of another story"),
        ('{"format": 1, "story": {"id": "harbour"}, "role": "constructor", "steps": []}', "no such role"),
    ],
)
def test_what_is_no_save_is_refused_in_words(page: Engine, text: str, sentence: str) -> None:
    page.act("begin")
    page.act("choose", "trim")
    page.act("paste", paste=text)
    told = page.ask("app.told")
    assert told.startswith("This cannot be loaded: ")
    assert sentence in told
    assert page.ask("look(session).scene") == "stairs"


def saved(page: Engine) -> dict[str, Any]:
    page.act("begin")
    page.act("choose", "trim")
    page.act("choose", "continue")
    data: dict[str, Any] = json.loads(page.call("encode"))
    return data


@pytest.mark.parametrize(
    "damage",
    [
        {"seed": "x"},
        {"seed": 1e300},
        {"head": 9},
        {"head": None},
        {"notes": [["x"]]},
        {"earlier": {"role": 1}},
        {"steps": [{"after": 0, "scene": "lamp", "choose": "trim"}]},
        {"steps": [None]},
        {"steps": "no"},
    ],
)
def test_a_damaged_save_is_refused_in_words(page: Engine, damage: dict[str, Any]) -> None:
    page.act("paste", paste=json.dumps({**saved(page), **damage}))
    assert page.ask("app.told").startswith("This cannot be loaded: ")


def test_a_save_of_an_edited_story_is_replayed_as_far_as_it_fits(page: Engine) -> None:
    data = saved(page)
    data["steps"][1]["choose"] = "gone"
    page.act("paste", paste=json.dumps(data))
    assert page.ask("look(session).scene") == "stairs"
    assert page.ask("app.told") == "The story has changed since this was saved: 1 step of 2 no longer fit."


def test_a_save_still_fits_where_scenes_choices_and_mail_have_new_names() -> None:
    before, now = Engine(packs.story(FILES)), Engine(packs.story(renamed()))
    before.begin("player", {"x": "b"}, 7)
    for act, name in (
        ("choose", "stay"),
        ("read", "note"),
        ("choose", "go"),
        ("choose", "continue"),
        ("choose", "back"),
    ):
        assert before.call(act, name)
    assert now.ask(f"([session, app] = decode({json.dumps(before.call('encode'))}))[1]") == ""
    assert now.call("look")["scene"] == "lobby"
    assert now.ask("session.steps.map((step) => step.id)") == ["wait", "letter", "go", "continue", "back"]
    assert now.ask("stateOf(session).facts") == before.ask("stateOf(session).facts")


def test_strange_names_in_a_save_do_no_harm(page: Engine) -> None:
    data = saved(page)
    data["carried"] = {"__proto__": 1, "oil": 99, "warned": True}
    data["settings"] = {"weather": "constructor", "__proto__": "x"}
    page.act("paste", paste=json.dumps(data))
    assert page.ask("session.carried") == {"warned": True}
    assert page.ask("session.settings") == {"weather": "clear", "crew": "alone"}


def test_a_refused_storage_is_said(page: Engine) -> None:
    page.act("begin")
    page.context.eval("app.refused = 'storage is switched off';")
    page.act("panel", "saves")
    assert "does not let the page keep anything (storage is switched off)" in page.shown()
    assert "Forget everything that is kept here" not in buttons(page)


def test_a_story_that_is_stuck_says_so() -> None:
    hall = "hall:\n  title: Hall\n  choices:\n    - {id: go, text: Go, to: end, if: seen(end)}\n"
    engine = Engine(packs.story(packs.small(hall)))
    engine.open()
    engine.act("begin")
    assert "Nothing can be done here: the story has no way on." in engine.shown()

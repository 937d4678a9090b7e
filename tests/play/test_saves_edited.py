"""A save of a pack that was edited is replayed as far as it fits, and the older file is kept."""

from __future__ import annotations

from pathlib import Path

from game.play.machine import StoryMachine
from game.play.saves import SaveFolder
from game.play.session import Session
from tests.support import packs
from tests.support.saving import FILES, changed, clock, played, renamed

MACHINE = packs.machine(FILES)


def resume(file: Path, machine: StoryMachine) -> Session:
    return SaveFolder(file.parent).resume(file, machine, clock)


def test_a_change_of_words_alone_is_not_noticed(tmp_path: Path) -> None:
    session, keeper = played(tmp_path, MACHINE, "stay", "read note", "go", "continue")
    again = resume(keeper.file, changed(("text: Stay", "text: Wait")))
    assert again.look().notices == ()
    assert again.look().scene == session.look().scene
    assert again.choose("back").notices == ()
    assert len(list(tmp_path.glob("*.json"))) == 1


def test_renamed_scenes_choices_and_mail_are_followed(tmp_path: Path) -> None:
    session, keeper = played(tmp_path, MACHINE, "stay", "read note", "go", "continue", "back")
    again = resume(keeper.file, packs.machine(renamed()))
    assert again.look().notices == ()
    assert again.look().scene == "lobby"
    assert again.facts() == session.facts()
    assert again.look().mail[0].read
    assert [step.id for step in again.journal.taken()] == ["wait", "letter", "go", "continue", "back"]


def test_a_choice_known_by_where_it_leads_follows_the_new_name_of_that_scene(tmp_path: Path) -> None:
    files = packs.small("hall: {title: Hall, choices: [{text: Go, to: room}]}\nroom: {title: Room, next: end}\n")
    _, keeper = played_in(tmp_path, files, "room")
    text = "hall: {title: Hall, choices: [{text: Go, to: den}]}\nden: {title: Den, next: end, renamed_from: [room]}\n"
    again = resume(keeper, packs.machine(packs.small(text)))
    assert again.look().notices == ()
    assert again.look().scene == "den"


def played_in(folder: Path, files: dict[str, str], *steps: str) -> tuple[Session, Path]:
    session = Session(packs.machine(files), "player", clock=clock)
    keeper = SaveFolder(folder).keeper(session)
    session.keep = keeper
    for step in steps:
        session.choose(step)
    return session, keeper.file


def test_a_step_that_no_longer_fits_ends_the_replay_where_it_did_and_the_older_file_is_kept(tmp_path: Path) -> None:
    _, keeper = played(tmp_path, MACHINE, "stay", "go", "continue", "back", "note Late.")
    before = keeper.file.read_text("utf-8")
    again = resume(keeper.file, changed(("id: go,", "id: leave,")))
    turn = again.look()
    assert turn.scene == "hall"
    assert turn.step == 1
    assert "go" in turn.notices[0]
    assert "3 steps" in turn.notices[0]
    assert again.choose("leave").notices == ()
    assert keeper.file.read_text("utf-8") == before
    assert len(list(tmp_path.glob("*.json"))) == 2


def test_a_step_whose_guard_is_false_now_does_not_fit(tmp_path: Path) -> None:
    _, keeper = played(tmp_path, MACHINE, "stay", "go")
    again = resume(keeper.file, changed(("id: go, text: Go, to: urn,", "id: go, text: Go, to: urn, if: n > 5,")))
    assert again.look().step == 1
    assert again.look().notices


def test_a_step_that_leads_elsewhere_now_does_not_fit(tmp_path: Path) -> None:
    _, keeper = played(tmp_path, MACHINE, "stay", "go")
    again = resume(keeper.file, changed(("text: Go, to: urn", "text: Go, to: red")))
    assert again.look().step == 1
    assert "red" in again.look().notices[0]


def test_a_draw_stays_where_it_fell_though_the_shares_have_changed(tmp_path: Path) -> None:
    session, keeper = played(tmp_path, MACHINE, "go", "continue")
    there = session.look().scene
    shares = ("{chance: 50, to: red}, {chance: 50, to: blue}", "{chance: 1, to: red}, {chance: 99, to: blue}")
    other = ("{chance: 50, to: red}, {chance: 50, to: blue}", "{chance: 99, to: red}, {chance: 1, to: blue}")
    for pair in (shares, other):
        again = resume(keeper.file, changed(pair))
        assert again.look().notices == ()
        assert again.look().scene == there


def test_a_draw_that_cannot_fall_there_any_more_does_not_fit(tmp_path: Path) -> None:
    session, keeper = played(tmp_path, MACHINE, "go", "continue")
    gone, left = session.look().scene, {"red": "blue", "blue": "red"}[session.look().scene]
    again = resume(keeper.file, changed((f"to: {gone}}}", f"to: {left}_two}}"), (f"{gone}: {{", f"{left}_two: {{")))
    assert again.look().scene == "urn"
    assert again.look().notices


def test_a_branch_that_was_left_and_fits_no_more_hinders_nobody(tmp_path: Path) -> None:
    from game.play.debrief import debrief

    _, keeper = played(tmp_path, MACHINE, "go", "continue", "undo", "undo", "stay", "read note", "stay")
    text = packs.small(
        "hall:\n  title: Hall\n  mail: [{id: note, from: a, subject: b, body: c}]\n"
        "  choices: [{id: stay, text: Stay, to: hall}, {text: End, to: end, irreversible: true}]\n",
    )
    again = resume(keeper.file, packs.machine(text))
    assert again.look().scene == "hall"
    assert again.choose("end").ending
    assert [mark.words for mark in debrief(again).path][-1] == "End"


def test_changed_effects_take_effect_on_the_replay(tmp_path: Path) -> None:
    _, keeper = played(tmp_path, MACHINE, "stay", "stay")
    assert resume(keeper.file, changed(("do: n += 1", "do: n += 2"))).facts()["n"] == 6


def test_a_condition_that_is_gone_is_told_and_play_goes_on(tmp_path: Path) -> None:
    _, keeper = played(tmp_path, MACHINE, "stay")
    files = {**FILES, "story.yaml": FILES["story.yaml"].replace("options: {a: A, b: B}", "options: {a: A, c: C}")}
    again = resume(keeper.file, packs.machine(files))
    assert again.settings == {"x": "a"}
    assert again.look().notices


def test_a_branch_that_was_left_and_fits_no_more_is_told_and_stays_in_the_older_file(tmp_path: Path) -> None:
    _, keeper = played(tmp_path, MACHINE, "go", "continue", "undo", "undo", "stay", "note Here.", "stay")
    before = keeper.file.read_text("utf-8")
    again = resume(keeper.file, changed(("id: go,", "id: leave,")))
    assert "2 steps" in again.look().notices[0]
    assert [step.id for step in again.journal.steps] == ["stay", "stay"]
    assert [(note.step, note.text) for note in again.journal.notes] == [(0, "Here.")]
    assert again.rewind(0).step == 1
    assert keeper.file.read_text("utf-8") == before


def test_a_journal_with_left_branches_is_cut_where_its_path_fits_no_more(tmp_path: Path) -> None:
    _, keeper = played(tmp_path, MACHINE, "go", "undo", "stay", "note One.", "stay", "go", "continue", "note Two.")
    again = resume(keeper.file, changed(("id: go,", "id: leave,")))
    assert again.look().step == 2
    assert again.facts()["n"] == 3
    assert [note.text for note in again.journal.notes] == ["One."]
    assert again.choose("leave").step == 3
    assert again.rewind(0).step == 1
    assert again.facts()["n"] == 2


def test_a_carried_fact_follows_the_new_name_of_its_variable(tmp_path: Path) -> None:
    session = Session(MACHINE, "player", seed=1, carried={"n": 4}, clock=clock)
    keeper = SaveFolder(tmp_path).keeper(session)
    session.keep = keeper
    session.choose("stay")
    assert session.facts()["n"] == 6
    files = {name: text.replace("n += 1", "m += 1").replace("{n}", "{m}") for name, text in FILES.items()}
    files["story.yaml"] = files["story.yaml"].replace("n: {start: 0,", "m: {start: 0, renamed_from: [n],")
    again = resume(keeper.file, packs.machine(files))
    assert again.look().notices == ()
    assert again.facts()["m"] == 6

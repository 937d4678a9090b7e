"""A damaged save is reported with its reason, is never overwritten, and never makes the game fail."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.play.codec import Damage, Record, decode
from game.play.encoding import Encoder
from game.play.files import BACKUP
from game.play.saves import SaveFolder
from game.play.session import Session
from game.story.text import clean
from tests.support import packs
from tests.support.saving import FILES, clock, data, played, take

MACHINE = packs.machine(FILES)


def text() -> str:
    """A small save."""
    session = Session(MACHINE, "player", {"x": "b"}, seed=7, clock=clock)
    take(session, "stay", "read note", "note Grüße.", "go", "continue")
    return Encoder().encode(session, "ABCD1234", "", "then", "now")


TEXT = text()
SAVE: dict[str, Any] = json.loads(TEXT)


def outcome(damaged: str) -> Record | Damage:
    """What a text decodes to, or why not."""
    try:
        return decode(damaged)
    except Damage as damage:
        return damage


def test_a_save_cut_at_any_byte_is_a_save_or_damage_with_a_reason(tmp_path: Path) -> None:
    file = tmp_path / "small-player-X.json"
    folder = SaveFolder(tmp_path)
    whole = TEXT.encode()
    for length in range(len(whole) + 1):
        file.write_bytes(whole[:length])
        kept, damaged = folder.all()
        assert len(kept) + len(damaged) == 1
        assert len(kept) == (length >= len(whole.rstrip()))
        assert all(entry.reason for entry in damaged)


def test_a_save_with_any_byte_changed_is_a_save_or_damage() -> None:
    whole = TEXT.encode()
    for at in range(0, len(whole), 3):
        for byte in (b"\x00", b"\xff", b'"', b"{", b"9"):
            changed = whole[:at] + byte + whole[at + 1 :]
            outcome(changed.decode("utf-8", "replace"))


@pytest.mark.parametrize(
    ("damaged", "reason"),
    [
        ("", "JSON"),
        ("nothing", "JSON"),
        ("[" * 100_000, "JSON"),
        ("[]", "not a save"),
        ("{}", "not a save"),
        ('{"format": 2}', "newer"),
        ('{"format": 0}', "not a save"),
        ('{"format": "1"}', "not a save"),
        ('{"format": ' + "9" * 5000 + "}", "JSON"),
        ('{"format": 1}', "story"),
    ],
)
def test_what_is_wrong_with_a_save_is_said(damaged: str, reason: str) -> None:
    found = outcome(damaged)
    assert isinstance(found, Damage)
    assert reason in str(found)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("id", 7),
        ("role", None),
        ("seed", 2**63),
        ("seed", 1.5),
        ("seed", True),
        ("head", 99),
        ("head", -2),
        ("head", "0"),
        ("steps", {}),
        ("steps", [[]]),
        ("steps", [{"after": 0, "scene": "hall", "choose": "stay"}]),
        ("steps", [{"after": -1, "scene": "hall"}]),
        ("notes", [[0, "hall", "x"]]),
        ("notes", [[99, "hall", "x", ""]]),
        ("settings", []),
        ("carried", {"n": 1.5}),
        ("carried", {"n": 2**70}),
        ("story", "small"),
        ("depth", "many"),
    ],
)
def test_a_field_of_the_wrong_kind_is_damage(key: str, value: object) -> None:
    assert isinstance(outcome(json.dumps({**SAVE, key: value})), Damage)


def test_a_damaged_save_is_reported_by_name_with_its_sound_copy_and_left_alone(tmp_path: Path) -> None:
    _, keeper = played(tmp_path, MACHINE, "stay", "go")
    keeper.file.write_text("{broken", "utf-8")
    kept, (damaged,) = SaveFolder(tmp_path).all()
    assert kept == []
    assert damaged.file == keeper.file
    assert "JSON" in damaged.reason
    assert damaged.backup == keeper.file.with_name(keeper.file.name + BACKUP)
    with pytest.raises(Damage):
        SaveFolder(tmp_path).resume(keeper.file, MACHINE, clock)
    assert keeper.file.read_text("utf-8") == "{broken"


def test_a_save_that_is_damaged_while_it_is_played_is_not_overwritten(tmp_path: Path) -> None:
    session, keeper = played(tmp_path, MACHINE, "stay")
    file = keeper.file
    file.write_text("{broken", "utf-8")
    assert session.choose("go").notices
    assert file.read_text("utf-8") == "{broken"
    assert len(SaveFolder(tmp_path).all()[0]) == 1


def test_a_copy_that_is_damaged_too_is_not_offered(tmp_path: Path) -> None:
    played(tmp_path, MACHINE, "stay", "go")
    for path in tmp_path.iterdir():
        path.write_text("{broken", "utf-8")
    _, (damaged,) = SaveFolder(tmp_path).all()
    assert damaged.backup is None


@pytest.mark.parametrize("make", ["folder", "link", "bytes"])
def test_a_save_that_is_no_text_file_is_damage(tmp_path: Path, make: str) -> None:
    file = tmp_path / "a.json"
    if make == "folder":
        file.mkdir()
    elif make == "link":
        file.symlink_to(tmp_path / "nowhere")
    else:
        file.write_bytes(b"\xff\xfe")
    kept, damaged = SaveFolder(tmp_path).all()
    assert kept == []
    assert [entry.file for entry in damaged] == [file]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
steps = st.fixed_dictionaries(
    {"after": st.integers(-1, 3), "scene": st.sampled_from(["hall", "urn", "red", "end", "nowhere", ""])},
    optional={
        "choose": st.sampled_from(["stay", "go", "back", "continue", "end", "nothing"]),
        "read": st.sampled_from(["note", "letter"]),
        "to": st.sampled_from(["hall", "urn", "red", "blue", "end", "nowhere"]),
        "offered": st.lists(st.text(max_size=3)) | json_values,
        "label": st.just("authored") | json_values,
    },
)
KEYS = sorted(SAVE)


@given(st.dictionaries(st.sampled_from([*KEYS, "extra"]), json_values, min_size=1, max_size=2))
def test_fields_of_foreign_kinds_are_damage_or_harmless(changes: dict[str, Any]) -> None:
    resumed({**SAVE, **changes})


@given(st.lists(steps, max_size=5), st.integers(-1, 5), json_values)
def test_foreign_journals_are_damage_or_end_where_they_still_fit(made: list[Any], head: int, fingerprint: Any) -> None:
    story = {**SAVE["story"], "fingerprint": fingerprint}
    resumed({**SAVE, "steps": made, "head": head, "notes": [], "story": story})


@given(
    st.dictionaries(st.sampled_from(["x", "y", "role", "n"]), st.text(max_size=5)),
    st.dictionaries(st.sampled_from(["n", "f", "x", "zz"]), st.integers() | st.booleans() | st.text(max_size=4)),
)
def test_foreign_settings_and_carried_facts_never_reach_play(settings: dict[str, str], carried: dict[str, Any]) -> None:
    session = resumed({**SAVE, "settings": settings, "carried": carried, "steps": [], "head": -1, "notes": []})
    if session is not None:
        assert session.settings["x"] in ("a", "b")
        facts = session.facts()
        assert type(facts["n"]) is int
        assert 0 <= facts["n"] <= 9
        assert type(facts["f"]) is bool


def resumed(save: dict[str, Any]) -> Session | None:
    """The session of a save if it can be gone on with at all; it can be played and kept."""
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        folder = SaveFolder(Path(name))
        file = folder.path / "a.json"
        file.write_text(json.dumps(save), "utf-8")
        before = file.read_text("utf-8")
        kept, damaged = folder.all()
        assert len(kept) + len(damaged) == 1
        try:
            session = folder.resume(file, MACHINE, clock)
        except Damage as damage:
            reason = str(damage)
        else:
            reason = ""
        if reason:
            assert file.read_text("utf-8") == before
            return None
        turn = session.look()
        assert clean(repr(turn)) == repr(turn)
        if session.offered():
            session.choose(session.offered()[0])
        session.undo()
        if turn.notices:
            assert file.read_text("utf-8") == before
        return session


def test_a_save_with_a_very_long_path_or_text_can_still_be_listed(tmp_path: Path) -> None:
    _, keeper = played(tmp_path, MACHINE, "stay")
    save = data(keeper.file)
    save["story"]["path"] = "x" * 9000
    save["name"] = "\x1b[31m" + "y" * 20_000
    keeper.file.write_text(json.dumps(save), "utf-8")
    (info,), damaged = SaveFolder(tmp_path).all()
    assert damaged == []
    assert clean(info.name) == info.name

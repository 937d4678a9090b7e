"""What an edit of a story did: to names, steps and words, to what can be reached, and to what was played."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.proof.changes import Change, changes
from game.proof.diff import Difference, difference
from game.proof.examine import examine
from game.proof.watch import Watch
from tests.cli.program import Program
from tests.support.packs import Files, pack, small, story, write

MORE = "variables:\n  lamp: false\n  oil: {start: 3, min: 0, max: 9}\n"
SCENES = """\
hall:
  title: Hall
  text: "You stand in the {lamp: bright | dark} hall."
  mail: [{id: note, from: Ada, subject: Hello, body: Come up., do: oil -= 1}]
  choices:
    - {id: climb, text: Climb, to: attic, if: oil > 1}
    - {id: leave, text: Leave, to: end}
attic:
  title: Attic
  choices:
    - {id: light, text: Light the lamp, to: hall, if: not lamp and read(note), do: lamp = true}
    - {id: down, text: Go down, to: hall}
    - {id: jump, text: Jump, to: roof, if: lamp and chose(attic.light)}
roof:
  title: Roof
  ending: {outcome: evasion, findings: [walk], explain: You flew.}
"""
WALK = "name: Over the roof\nrole: player\nsteps: [read note, climb, light, climb, jump]\nexpect: {ending: roof, variables: {oil: 2}}\n"
OLD = {**small(SCENES, more=MORE), "walkthroughs/roof.yaml": WALK}


def edited(*edits: tuple[str, str], file: str = "scenes.yaml") -> dict[str, str]:
    """The pack with pieces of one file replaced."""
    files = dict(OLD)
    for old, new in edits:
        assert old in files[file], old
        files[file] = files[file].replace(old, new)
    return files


def written(new: Files) -> list[Change]:
    """What reads differently."""
    return list(changes(story(OLD), story(new)))


def compared(new: Files) -> Difference:
    """Everything that lies between the pack and an edited one."""
    with pack(OLD) as before, pack(new) as after:
        return difference(examine(before, (), Watch()), examine(after, (), Watch()))


def told(new: Files) -> list[tuple[str, str, str, tuple[str, ...]]]:
    """Each change with the keys that it touched."""
    return [(c.kind, c.name, c.how, tuple(detail.key for detail in c.details)) for c in written(new)]


def test_a_story_and_itself_differ_in_nothing() -> None:
    found = compared(OLD)
    assert (found.changes, found.fresh, found.mended, found.harmless) == ((), (), (), True)
    assert found.reach is not None
    assert not any([*found.reach.gained.values(), *found.reach.lost.values(), found.reach.shortest])
    assert [walk.fits for walk in found.walkthroughs] == [True]


@pytest.mark.parametrize(
    ("edit", "change"),
    [
        (("text: Leave, to: end", "text: Leave, to: roof"), ("choice", "hall.leave", "changed", ("to",))),
        (("text: Leave", "text: Go home"), ("choice", "hall.leave", "changed", ("text",))),
        (("oil > 1", "oil > 2"), ("choice", "hall.climb", "changed", ("if",))),
        (("do: lamp = true", "do: [lamp = true, oil -= 1]"), ("choice", "attic.light", "changed", ("do",))),
        (("{lamp: bright | dark}", "{lamp: bright | dim}"), ("scene", "hall", "changed", ("text",))),
        (("{lamp: bright", "{not lamp: bright"), ("scene", "hall", "changed", ("text",))),
        (("title: Attic", "title: Attic\n  view: console"), ("scene", "attic", "changed", ("view",))),
        (("body: Come up.", "body: Stay."), ("mail", "note", "changed", ("body",))),
        (("do: oil -= 1}]", "do: oil -= 2}]"), ("mail", "note", "changed", ("do",))),
        (("outcome: evasion", "outcome: sabotage"), ("ending", "roof", "changed", ("outcome",))),
        (("explain: You flew.", "explain: You fell."), ("ending", "roof", "changed", ("explain",))),
    ],
)
def test_what_reads_differently_is_told_by_its_key(
    edit: tuple[str, str], change: tuple[str, str, str, tuple[str, ...]]
) -> None:
    assert told(edited(edit)) == [change]


def test_layout_and_comments_are_no_change() -> None:
    assert told(edited(("if: oil > 1", 'if: "oil  >  1"'), ("title: Attic\n", "title: Attic  # up there\n"))) == []


def test_things_added_and_removed_are_told_by_kind() -> None:
    new = edited(
        ("    - {id: down, text: Go down, to: hall}\n", ""),
        ("mail: [{id: note,", "mail: [{id: card, from: B, subject: C, body: D}, {id: note,"),
        ("roof:\n  title: Roof\n", "cellar: {title: Cellar, next: hall}\nroof:\n  title: Roof\n"),
    )
    new["story.yaml"] = new["story.yaml"].replace("  lamp: false\n", "  lamp: false\n  rope: true\n")
    assert told(new) == [
        ("variable", "rope", "added", ()),
        ("scene", "cellar", "added", ()),
        ("choice", "attic.down", "removed", ()),
        ("mail", "card", "added", ()),
    ]


RENAMED = [
    ("hall:\n", "lobby:\n  renamed_from: [hall]\n"),
    ("to: hall", "to: lobby"),
    ("id: climb,", "id: up, renamed_from: [climb],"),
    ("id: note,", "id: card, renamed_from: [note],"),
    ("read(note)", "read(card)"),
    ("id: light,", "id: kindle, renamed_from: [light],"),
    ("chose(attic.light)", "chose(attic.kindle)"),
    ("oil", "fuel"),
]


def test_what_is_renamed_is_followed_wherever_it_stands() -> None:
    new = edited(*RENAMED)
    new["story.yaml"] = (
        new["story.yaml"]
        .replace("start: hall", "start: lobby")
        .replace("oil: {start: 3", "fuel: {renamed_from: [oil], start: 3")
    )
    found = compared(new)
    assert [(c.kind, c.was, c.name, c.how, c.details) for c in found.changes] == [
        ("variable", "oil", "fuel", "renamed", ()),
        ("scene", "hall", "lobby", "renamed", ()),
        ("choice", "hall.climb", "lobby.up", "renamed", ()),
        ("choice", "hall.leave", "lobby.leave", "renamed", ()),
        ("choice", "attic.light", "attic.kindle", "renamed", ()),
        ("mail", "note", "card", "renamed", ()),
    ]
    assert found.reach is not None
    assert not any([*found.reach.gained.values(), *found.reach.lost.values(), found.reach.shortest])
    assert [walk.fits for walk in found.walkthroughs] == [True]
    assert found.harmless


def test_endings_gained_and_lost_and_shorter_ways_are_told() -> None:
    found = compared(edited(("    - {id: jump, text: Jump, to: roof, if: lamp and chose(attic.light)}\n", "")))
    assert found.reach is not None
    assert found.reach.lost == {"ending": ("roof",), "scene": ("roof",), "choice": ("attic.jump",), "mail": ()}
    assert [problem.code for problem in found.fresh] == ["W100"]
    found = compared(edited(("if: lamp and chose(attic.light)", "if: not lamp")))
    assert found.reach is not None
    assert [(way.ending, len(way.old.steps), way.new.steps) for way in found.reach.shortest] == [
        ("roof", 5, ("climb", "jump"))
    ]


def test_a_walkthrough_that_no_longer_fits_is_told_with_its_step() -> None:
    found = compared(edited(("read(note), do", "not read(note), do")))
    (walk,) = found.walkthroughs
    assert (walk.name, walk.fits, walk.kept, walk.steps) == ("Over the roof", False, 2, 5)
    assert "light" in walk.why
    assert not found.harmless


def test_a_walkthrough_that_comes_out_otherwise_is_told() -> None:
    found = compared(edited(("do: oil -= 1}]", "do: oil -= 2}]"), ("oil > 1", "oil > 0")))
    (walk,) = found.walkthroughs
    assert walk.why == "it comes out otherwise: oil was 2, is 1."


def test_a_walkthrough_that_is_carried_over_from_another_is_replayed_too() -> None:
    guest = "name: The guest\nrole: guest\nafter: roof\nsteps: [knock]\n"
    more = OLD["story.yaml"].replace("roles:\n", "roles:\n  guest: {name: Guest, start: porch}\n")
    yard = "porch: {title: Porch, choices: [{id: knock, text: Knock, to: end, if: oil == 2}]}\n"
    old = {
        **OLD,
        "story.yaml": f"{more}carry: {{guest: {{from: player, set: {{oil: oil}}}}}}\n",
        "yard.yaml": yard,
        "walkthroughs/guest.yaml": guest,
    }
    with pack(old) as before, pack({**old, "yard.yaml": yard.replace("oil == 2", "oil == 3")}) as after:
        found = difference(examine(before, (), Watch()), examine(after, (), Watch()))
    assert [(walk.name, walk.fits, walk.kept) for walk in found.walkthroughs] == [
        ("The guest", False, 0),
        ("Over the roof", True, 5),
    ]


def test_a_word_that_is_called_like_a_renamed_scene_stays_what_it_is() -> None:
    mood = "variables: {mood: {one_of: [hall, yard], start: yard}}\n"
    scene = """{title: Hall, %schoices: [{text: Go, to: end, if: "mood == 'hall' or seen(%s)"}]}\n"""
    before = small(f"hall: {scene % ('', 'hall')}", more=mood)
    after = small(f"lobby: {scene % ('renamed_from: [hall], ', 'lobby')}", more=mood)
    after["story.yaml"] = after["story.yaml"].replace("start: hall", "start: lobby")
    assert [(change.kind, change.name, change.details) for change in changes(story(before), story(after))] == [
        ("scene", "lobby", ()),
        ("choice", "lobby.end", ()),
    ]


def test_a_version_that_does_not_load_is_compared_by_its_faults() -> None:
    found = compared(edited(("to: attic", "to: atic")))
    assert [problem.code for problem in found.fresh] == ["E060"]
    assert not found.harmless
    assert found.changes == ()


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """The pack as it was, in a folder of its own, and as it is."""
    write(tmp_path / "old" / "small", OLD)
    write(tmp_path / "small", OLD)
    (tmp_path / "saves").mkdir()
    return Program(tmp_path)


def test_the_saves_that_no_longer_fit_are_told_with_their_step(program: Program) -> None:
    program("play", "./small", "--plain", "--role", "player", typed=["read 1", "climb", "down"])
    program("play", "./small", "--plain", "--role", "player", typed=["leave"])
    (program.saves / "torn.json").write_text("{")
    write(program.here / "small", edited(("    - {id: down, text: Go down, to: hall}\n", "")))
    result = program("diff", "./old/small", "./small", "--saves", "saves", "--json")
    assert (result.status, result.err) == (1, "")
    saves = json.loads(result.out)["saves"]
    assert sorted((save["fits"], save["steps"], save["parts_at"]) for save in saves) == [
        (False, 0, 0),
        (False, 3, 3),
        (True, 1, None),
    ]
    shown = program("diff", "./old/small", "./small", "--saves", "saves", "--no-proof")
    assert shown.status == 1
    assert "choices removed: attic.down" in shown.out
    assert "3 saves: 1 as before, 2 not" in shown.out
    assert "parts at step 3 of 3: " in shown.out


def test_the_command_says_what_was_done_in_words(program: Program) -> None:
    assert program("diff", "./old/small", "./small").out.split("\n")[1:] == [
        "1 walkthrough: 1 as before, 0 not",
        "Nothing has changed.",
        "",
    ]
    write(
        program.here / "small",
        edited(("text: Leave, to: end", "text: Leave the hall, to: end"), ("oil > 1", "oil > 0")),
    )
    result = program("diff", "./old/small", "./small")
    assert (result.status, result.err) == (0, "")
    assert result.lines == [
        "small 1.0.0 → small 1.0.0",
        "choice hall.climb",
        "  if: “oil > 1”, now “oil > 0”",
        "choice hall.leave",
        "  text: 1 word, now 3",
        "1 walkthrough: 1 as before, 0 not",
        "",
    ]


def test_a_version_with_faults_or_one_that_was_not_proved_ends_with_status_1(program: Program) -> None:
    result = program("diff", "./old/small", "./small", "--max-seconds", "0.000001")
    assert result.status == 1
    assert result.err.count("was not proved: stopped by --max-seconds 1e-06.") == 2
    assert program("diff", "./old/small", "./small", "--no-proof").status == 0
    write(program.here / "small", edited(("to: attic", "to: atic")))
    result = program("diff", "./old/small", "./small")
    assert result.status == 1
    assert "small does not load, so only faults are compared." in result.out
    assert "  error E060, scenes.yaml:6: there is no scene “atic”" in result.out


def test_faults_of_proof_are_compared_only_where_both_versions_were_proved() -> None:
    faulty = edited(("roof:\n", "cellar: {title: Cellar, next: hall}\nroof:\n"))
    assert [problem.code for problem in compared(faulty).fresh] == ["W100"]
    with pack(OLD) as before, pack(faulty) as after:
        unproved = examine(before, (), Watch(most_seconds=1e-9))
        assert difference(unproved, examine(after, (), Watch())).fresh == ()


def test_a_pack_or_a_folder_that_is_not_there_is_misuse(program: Program) -> None:
    assert program("diff", "./gone", "./small").status == 2
    result = program("diff", "./old/small", "./small", "--saves", "gone")
    assert (result.status, result.out) == (2, "")
    assert "--saves gone: there is no such folder" in result.err

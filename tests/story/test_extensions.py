"""Packs that extend a story: merged with it, checked with it, and told where they do not fit."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from game.play.machine import StoryMachine
from game.play.session import Session
from game.story.loader import Loaded, load
from game.story.model import Story
from game.story.versions import fits
from tests.support.packs import shown, small, write

HALL = """\
hall:
  title: Hall
  text: You stand in the hall.
  mail:
    - {id: welcome, from: A friend, subject: Welcome, body: Come in.}
  choices:
    - {id: leave, text: Leave, to: end}
"""
#: The story that the tests extend.
BASE = small(HALL, more="variables: {coins: {start: 1, min: 0, max: 9}}\npeople: {ada: {name: Ada}}\nminutes: 5\n")


def extension(name: str = "night", *, more: str = "", version: str = "", **files: str) -> dict[str, str]:
    """A pack that extends the story ``small``."""
    bounds = f', version: "{version}"' if version else ""
    manifest = (
        f"format: 1\nid: {name}\ntitle: The small night\nversion: 0.1.0\nextends: {{pack: small{bounds}}}\n{more}"
    )
    return {"story.yaml": manifest, **{f"{file}.yaml": text for file, text in files.items()}}


@contextmanager
def shelf(**packs: dict[str, str]) -> Iterator[Path]:
    """A folder with the story and some more packs in it."""
    with tempfile.TemporaryDirectory(prefix="rollout-test-") as name:
        for pack, files in {"small": BASE, **packs}.items():
            write(Path(name) / pack, files)
        yield Path(name)


def merged(pack: dict[str, str]) -> Loaded:
    """What comes of loading an extension of the story."""
    with shelf(night=pack) as folder:
        return load(folder / "night")


def story(result: Loaded) -> Story:
    assert result.story is not None, shown(result.problems)
    assert not result.problems, shown(result.problems)
    return result.story


def codes(result: Loaded) -> list[str]:
    return [problem.code for problem in result.problems]


ATTIC = "attic: {title: Attic, text: 'Coins: {coins}.', next: end}\n"
STAIRS = "patch: {hall: {add_choices: [{id: climb, text: Climb the stairs, to: attic}]}}\n"


def test_an_extension_is_the_story_and_itself_under_its_own_name() -> None:
    night = story(merged(extension(attic=ATTIC + STAIRS)))
    assert (night.id, night.title, night.version, night.minutes) == ("night", "The small night", "0.1.0", 5)
    assert list(night.scenes) == ["end", "hall", "attic"]
    assert (night.extends, [pack.id for pack in night.extensions]) == ("small", ["night"])


def test_each_scene_says_which_packs_it_comes_from() -> None:
    scenes = story(merged(extension(attic=ATTIC + STAIRS))).scenes
    assert {name: scene.origin for name, scene in scenes.items()} == {
        "end": ("small",),
        "hall": ("small", "night"),
        "attic": ("night",),
    }


def test_added_choices_and_mail_stand_behind_the_scenes_own_and_can_be_played() -> None:
    patch = STAIRS.replace("hall: {", "hall: {add_mail: [{id: note, from: ada, subject: Up, body: Come up.}], ")
    session = Session(StoryMachine(story(merged(extension(attic=ATTIC + patch)))), "player")
    turn = session.look()
    assert [mail.subject for mail in turn.mail] == ["Welcome", "Up"]
    assert [choice.id for choice in turn.options] == ["leave", "climb"]
    assert "Coins: 1." in str(session.choose("climb").passages)


def test_a_key_that_is_replaced_is_replaced_whole() -> None:
    patch = "patch: {hall: {replace: {title: A dark hall, choices: [{id: out, text: Out, to: end}]}}}\n"
    hall = story(merged(extension(attic=patch))).scenes["hall"]
    assert (hall.title.parts, [choice.id for choice in hall.choices]) == (("A dark hall",), ["out"])
    assert len(hall.mail) == 1


def test_what_a_patch_adds_is_added_to_what_another_puts_in_place() -> None:
    other = extension("alba", dark="patch: {hall: {add_choices: [{id: wait, text: Wait, to: hall}]}}\n")
    replacing = extension(dark="patch: {hall: {replace: {choices: [{id: out, text: Out, to: end}]}}}\n")
    with shelf(night=replacing, alba=other) as folder:
        hall = story(load(folder / "night", extensions=[folder / "alba"])).scenes["hall"]
    assert [choice.id for choice in hall.choices] == ["out", "wait"]


def test_additions_come_in_order_of_id_whatever_order_they_are_named_in() -> None:
    packs = {
        name: extension(name, more_=STAIRS.replace("climb", name) + f"{name}_x: {{title: X, next: end}}\n")
        for name in ("one", "two")
    }
    for files in packs.values():
        files["more_.yaml"] = files["more_.yaml"].replace("attic", "end")
    with shelf(**packs) as folder:
        both = [folder / "two", folder / "one"]
        orders = [story(load(folder / "small", extensions=order)) for order in (both, both[::-1])]
    for merged_story in orders:
        assert [choice.id for choice in merged_story.scenes["hall"].choices] == ["leave", "one", "two"]
        assert merged_story.id == "small"


def test_variables_people_promises_and_notes_are_added() -> None:
    more = (
        "variables: {lamp: false}\npeople: {bo: {name: Bo}}\nauthors: [B]\ncontent_notes: [darkness]\n"
        "instrument: A night more.\nalways: [{name: light, holds: not lamp or lamp}]\n"
    )
    night = story(merged(extension(more=more, attic=ATTIC.replace("next", "do: lamp = true, next") + STAIRS)))
    assert set(night.variables) == {"coins", "lamp"}
    assert set(night.people) == {"ada", "bo"}
    assert night.content_notes == ("darkness",)
    assert night.instrument == "A night more."
    assert [promise.name for promise in night.always] == ["light"]


def test_what_both_packs_say_of_the_instrument_is_said() -> None:
    with shelf() as folder:
        write(folder / "small", {"story.yaml": BASE["story.yaml"] + "instrument: A hall.\n"})
        write(folder / "night", extension(more="instrument: By night.\n"))
        assert story(load(folder / "night")).instrument == "A hall.\n\nBy night."


def test_findings_and_questions_of_an_extension_can_be_cited() -> None:
    finding = BASE["findings.yaml"].replace("walk:", "climb-stairs:")
    scenes = (
        "roof:\n  title: Roof\n"
        "  ending: {outcome: evasion, findings: [walk, climb-stairs], explain: Up., questions: [why]}\n"
        + STAIRS.replace("attic", "roof")
    )
    night = story(merged(extension(findings=finding, questions="why: {ask: Why?}\n", roof=scenes)))
    assert set(night.findings) == {"walk", "climb-stairs"}


def test_the_base_is_found_by_its_id_in_the_folders_that_are_searched(tmp_path: Path) -> None:
    write(tmp_path / "shelf" / "another-name", BASE)
    write(tmp_path / "mine" / "night", extension(attic=ATTIC + STAIRS))
    assert load(tmp_path / "mine" / "night").story is None
    story(load(tmp_path / "mine" / "night", records=[tmp_path / "shelf"]))


@pytest.mark.parametrize(
    ("pack", "code"),
    [
        (extension(version=">=2"), "E111"),
        (extension(more="roles: {guard: {name: Guard, start: hall}}\n"), "E112"),
        (extension(more="conditions: {dark: {ask: Dark?, options: {yes: Yes}, default: yes}}\n"), "E112"),
        (extension(attic="hall: {title: Hall, next: end}\n"), "E070"),
        (extension(more="variables: {coins: false}\n"), "E070"),
        (extension(more="people: {ada: {name: Ada}}\n"), "E070"),
        (extension(attic="patch: {hall: {add_choices: [{id: leave, text: Go, to: end}]}}\n"), "E070"),
        (extension(attic="patch: {hall: {add_mail: [{id: welcome, from: X, subject: Y, body: Z}]}}\n"), "E070"),
        (extension(attic="patch: {end: {add_choices: [{id: back, text: Back, to: hall}]}}\n"), "E116"),
        (extension(attic="patch: {end: {add_mail: [{id: last, from: X, subject: Y, body: Z}]}}\n"), "E116"),
        (extension(attic="patch: {hal: {replace: {title: Hall}}}\n"), "E117"),
        (extension(attic="patch: {hall: {replace: {titel: Hall}}}\n"), "E013"),
        (extension(attic="patch: {hall: {remove: [text]}}\n"), "E013"),
        (extension(attic="patch: {hall: {replace: {next: nowhere}}}\n"), "E060"),
        (extension(attic=ATTIC + "patch: {attic: {replace: {title: Loft}}}\n"), "E117"),
    ],
)
def test_what_an_extension_may_not_do_is_one_fault_at_its_place(pack: dict[str, str], code: str) -> None:
    result = merged(pack)
    assert codes(result) == [code], shown(result.problems)
    (problem,) = result.problems
    assert not problem.place.file.startswith("..")
    assert problem.source


def test_a_fault_of_the_story_is_told_in_the_story() -> None:
    with shelf(night=extension(attic=ATTIC + STAIRS)) as folder:
        write(folder / "small", {"more.yaml": "cellar: {title: Cellar, next: nowhere}\n"})
        (problem,) = load(folder / "night").problems
    assert (problem.code, problem.place.file) == ("E060", "../small/more.yaml")
    assert "nowhere" in problem.source


def test_two_packs_that_replace_the_same_key_are_in_conflict_by_name() -> None:
    one = extension("one", hall="patch: {hall: {replace: {title: One}}}\n")
    two = extension("two", hall="patch: {hall: {replace: {title: Two}}}\n")
    with shelf(one=one, two=two) as folder:
        (problem,) = load(folder / "small", extensions=[folder / "two", folder / "one"]).problems
    assert problem.code == "E114"
    assert all(word in problem.message for word in ("one", "two", "title", "hall"))
    assert problem.place.file == "../two/hall.yaml"


def test_two_packs_that_replace_different_keys_are_not() -> None:
    one = extension("one", hall="patch: {hall: {replace: {title: One}}}\n")
    two = extension("two", hall="patch: {hall: {replace: {text: Two.}}}\n")
    with shelf(one=one, two=two) as folder:
        hall = story(load(folder / "one", extensions=[folder / "two"])).scenes["hall"]
    assert hall.origin == ("small", "one", "two")


def test_a_pack_that_extends_nothing_or_something_else_cannot_be_added() -> None:
    with shelf(other={**BASE, "story.yaml": BASE["story.yaml"].replace("id: small", "id: other")}) as folder:
        (problem,) = load(folder / "small", extensions=[folder / "other"]).problems
    assert (problem.code, problem.place.file) == ("E115", "../other/story.yaml")


def test_a_pack_named_twice_is_added_once() -> None:
    with shelf(night=extension(attic=ATTIC + STAIRS)) as folder:
        both = load(folder / "night", extensions=[folder / "night", folder / "night"])
    assert [pack.id for pack in story(both).extensions] == ["night"]


def test_an_extension_cannot_be_extended() -> None:
    late = extension("late")
    late["story.yaml"] = late["story.yaml"].replace("pack: small", "pack: night")
    with shelf(night=extension(attic=ATTIC + STAIRS), late=late) as folder:
        (problem,) = load(folder / "late").problems
    assert problem.code == "E118"
    assert "small" in problem.message


def test_an_extension_without_its_story_is_told_so() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = write(Path(name) / "night", extension())
        (problem,) = load(folder).problems
    assert (problem.code, problem.place.line) == ("E110", 5)
    assert problem.hint


def test_the_fingerprint_follows_both_packs() -> None:
    with shelf(night=extension(attic=ATTIC + STAIRS)) as folder:
        before = story(load(folder / "night")).fingerprint
        write(folder / "small", {"scenes.yaml": HALL.replace("You stand", "You wait")})
        between = story(load(folder / "night")).fingerprint
        write(folder / "night", {"attic.yaml": ATTIC.replace("Coins", "Gold") + STAIRS})
        after = story(load(folder / "night")).fingerprint
    assert len({before, between, after}) == 3


@pytest.mark.parametrize(
    ("version", "bounds", "fitting"),
    [
        ("1.2.0", ">=1,<2", True),
        ("2.0", ">=1,<2", False),
        ("2", ">=1, < 2", False),
        ("1.0", "==1", True),
        ("1.0.1", "==1", False),
        ("1.10", ">1.9", True),
        ("1.3", "!=1.3.0", False),
        ("0.9", "<=0.9.0", True),
    ],
)
def test_versions_are_compared_number_by_number(version: str, bounds: str, fitting: bool) -> None:
    assert fits(version, bounds) is fitting


@pytest.mark.parametrize("bounds", ["1", ">=1.x", "^1", ">=1,", ">= 1 < 2", "latest"])
def test_bounds_that_cannot_be_compared_are_refused(bounds: str) -> None:
    assert codes(merged(extension(version=bounds))) == ["E010"]


def test_an_added_choice_leaves_the_ids_of_the_storys_own_alone() -> None:
    scenes = HALL.replace("id: leave, ", "")
    more = "patch:\n  hall:\n    add_choices:\n      - {id: run, text: Run out, to: end}\n"
    with shelf(small=BASE | {"scenes.yaml": scenes}, night=extension(scenes=more)) as folder:
        assert [choice.id for choice in story(load(folder / "night")).scenes["hall"].choices] == ["end", "run"]


@pytest.mark.parametrize(
    ("added", "code"), [("{id: end, text: Run, to: hall}", "E070"), ("{text: Run, to: end}", "E071")]
)
def test_an_added_choice_that_has_the_id_of_another_is_told_where_it_is_added(added: str, code: str) -> None:
    scenes = HALL.replace("id: leave, ", "")
    more = f"patch:\n  hall:\n    add_choices: [{added}]\n"
    with shelf(small=BASE | {"scenes.yaml": scenes}, night=extension(scenes=more)) as folder:
        found = load(folder / "night").problems
    assert [(problem.code, problem.place.file) for problem in found] == [(code, "scenes.yaml")]


def test_an_extension_that_misspells_what_makes_it_one_has_one_problem() -> None:
    pack = extension(scenes="patch:\n  hall:\n    replace: {title: A dark hall}\n")
    pack["story.yaml"] = pack["story.yaml"].replace("extends:", "extend:")
    assert [problem.code for problem in merged(pack).problems] == ["E013"]


def test_a_patch_that_cannot_be_read_may_declare_what_is_asked_for() -> None:
    use = 'loft: {title: Loft, next: [{if: "chose(hall.linger) and read(note)", to: hall}, {to: end}]}\n'
    for patch in ("patch: {hall: [linger]}\n", "patch: [linger]\n"):
        assert [problem.code for problem in merged(extension(scenes=patch + use)).problems] == ["E010"]

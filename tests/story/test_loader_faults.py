"""One diagnostic a fault, and all faults of a pack in one run."""

from __future__ import annotations

import pytest

from game.story.catalogue import BASE, CATALOGUE, example
from tests.support.packs import FINDINGS, MANIFEST, codes, loaded, problems, shown, small, story, the_problem

HALL = "hall: {title: Hall, next: end}\n"


def variables(text: str) -> dict[str, str]:
    return small(HALL, more=f"variables:\n  x: {text}\n")


def scene(keys: str) -> dict[str, str]:
    return small(f"hall: {{title: Hall, next: end, {keys}}}\n")


def choice(keys: str) -> dict[str, str]:
    return small(f"hall: {{title: Hall, choices: [{{{keys}}}]}}\n", more="variables: {lamp: false}\n")


@pytest.mark.parametrize(
    ("files", "code"),
    [
        (variables("{start: }"), "E010"),
        (variables("{start: [1]}"), "E010"),
        (variables("{start: {a: 1}, one_of: [a]}"), "E010"),
        (variables("{start: 1.5}"), "E085"),
        (variables("{start: yes}"), "E085"),
        (variables("{one_of: [a, b]}"), "E014"),
        (variables("{one_of: [a, b], start: true}"), "E067"),
        (variables("{one_of: [], start: a}"), "E011"),
        (variables("{one_of: a, start: a}"), "E010"),
        (variables("{one_of: [a, a], start: a}"), "E070"),
        (variables("{min: 0, max: 2}"), "E014"),
        (variables("{start: -5, min: few, max: 0}"), "E010"),
        (variables("{start: 5, min: 9, max: 0}"), "E087"),
        (variables("{start: 1}"), "E086"),
        (variables("{start: true, min: 0}"), "E013"),
        (variables("7"), "E010"),
        (variables("no"), "E010"),
        (variables("[false]"), "E010"),
        (variables("{start: false, show: number}"), "E088"),
        (variables("{start: false, show: loud, label: x}"), "E010"),
        (variables("{start: false, shwo: text, label: x}"), "E013"),
        (scene("view: inbx"), "E010"),
        (scene("titel: Hall"), "E013"),
        (scene("text: [{if: 'true'}]"), "E015"),
        (scene("text: [{text: a, say: b}]"), "E015"),
        (scene("text: [{sya: b}]"), "E013"),
        (scene("text: [{text: a, by: b}]"), "E075"),
        (scene("text: [[a]]"), "E010"),
        (scene("text: []"), ""),
        (scene("mail: {id: a, from: b, subject: c, body: d}"), "E010"),
        (scene("mail: [a]"), "E010"),
        (scene("ending: {outcome: a, findings: [walk], explain: b}"), "E077"),
        (scene("do: 7"), "E042"),
        (scene("do: [[x = 1]]"), "E010"),
        (scene("do: {x: 1}"), "E010"),
        (choice("text: Go, to: end"), ""),
        (choice("text: Go"), "E014"),
        (choice("text: Go, to: edn"), "E060"),
        (choice("text: Go, to: 5"), "E010"),
        (choice("text: Go, to: End"), "E012"),
        (choice("text: Go, to: end, id: Go-on"), "E012"),
        (choice("text: Go, to: end, id: continue"), "E012"),
        (choice("text: Go, to: end, id: if"), "E012"),
        (choice("text: Go, to: end, id: seen"), "E012"),
        (choice("text: Go, to: end, once: yes"), "E010"),
        (choice("text: Go, to: end, if: 'true'"), ""),
        (choice("text: Go, to: end, if: true"), "E010"),
        (choice("text: Go, to: end, if: lmap"), "E020"),
        (choice("text: Go, to: end, if: lamp, locked: ''"), "E011"),
        (choice("text: Go, to: end, locked: Dark."), "E074"),
        (choice("text: Go, to: end, findings: wakl"), "E062"),
        (choice("text: Go, to: end, do: lamp = 1"), "E036"),
        (choice("text: {lamp: Go}, to: end"), "E010"),
    ],
)
def test_one_fault_is_one_problem(files: dict[str, str], code: str) -> None:
    found = problems(files)
    assert [problem.code for problem in found] == ([code] if code else []), shown(found)


@pytest.mark.parametrize("key", ["id", "from", "subject", "body"])
def test_a_mail_needs_each_of_its_keys(key: str) -> None:
    mail = {"id": "note", "from": "Ada", "subject": "Hello", "body": "Come in."}
    del mail[key]
    keys = ", ".join(f"{name}: {value}" for name, value in mail.items())
    problem = the_problem(scene(f"mail: [{{{keys}}}]"))
    assert problem.code == "E014"
    assert f"“{key}”" in problem.message


def test_every_missing_key_of_one_thing_is_told() -> None:
    found = problems(scene("mail: [{id: note}]"))
    assert [problem.code for problem in found] == ["E014"] * 3
    assert len({problem.message for problem in found}) == 3


def test_every_missing_key_of_a_manifest_and_of_a_finding_is_told() -> None:
    files = {**small(HALL), "story.yaml": "format: 1\n"}
    assert codes(files).count("E014") == 4
    files = {**small(HALL), "findings.yaml": "walk: {claim: People walk., source: {title: A}}\n"}
    assert codes(files) == ["E014"] * 5


def test_every_wrong_figure_and_every_unknown_name_is_told() -> None:
    assert codes(scene("text: 41% and 42% of people.")) == ["W011", "W011"]
    text = "hall: {title: Hall, text: ['{a}', '{b}', {if: c, text: d}], do: [e = 1, f = 1], next: g}\n"
    assert codes(small(text)) == ["E020"] * 5 + ["E060"]


def test_things_without_names_do_not_stop_the_loading() -> None:
    doors = "doors: [{name: A, published: open, open_here: 'true'}, {name: B, published: open, open_here: 'true'}]\n"
    assert codes(small(HALL, more=doors)) == ["E014", "E014"]
    draw = "hall: {title: Hall, next: [{label: authored, draw: [{chance: 50}, {chance: 50}]}]}\n"
    assert codes(small(draw)) == ["E014", "E014"]


def test_the_faults_of_all_files_come_in_one_run_errors_first_then_by_place() -> None:
    files = {
        **small(HALL + "b: {titel: B, text: It is <b>bold</b>, next: nowhere}\n"),
        "a.yaml": "c: {title: C, next: gone}\n",
        "bad.yaml": "d: [\n",
        "walkthroughs/x.yaml": "not: [checked",
        "locales/de/x.yaml": "not: [checked",
    }
    found = problems(files)
    assert [(p.code, p.place.file) for p in found] == [
        ("E003", "bad.yaml"),
        ("E013", "scenes.yaml"),
        ("W013", "scenes.yaml"),
    ]


def test_all_the_examples_of_the_catalogue_in_one_pack_are_all_told() -> None:
    alone = ("E003", "E005", "E006", "E062")  # after these, what else is known of the pack is not sure
    entries = [
        e for e in CATALOGUE.values() if e.bad and e.file == "more.yaml" and not e.extension and e.code not in alone
    ]
    files = dict(BASE)
    for entry in entries:
        text = example(entry)["more.yaml"].replace("attic", f"attic_{entry.code.lower()}")
        files[f"z{entry.code}.yaml"] = text.replace("Attic:", f"Attic{entry.code}:")
    found = [(problem.code, problem.place.file) for problem in problems(files)]
    assert sorted(found) == sorted((entry.code, f"z{entry.code}.yaml") for entry in entries)


def test_the_same_wrong_expression_in_two_places_is_told_in_both() -> None:
    found = problems(small("hall: {title: Hall, next: [{if: lmp, to: end}, {if: lmp, to: hall}, {to: end}]}\n"))
    assert [(p.code, p.place.column) for p in found] == [("E020", 33), ("E020", 53)]


def test_no_errors_means_a_story_and_errors_mean_none() -> None:
    assert story(small(HALL)).scenes.keys() == {"hall", "end"}
    from tests.support.packs import loaded

    assert loaded(scene("view: inbx")).story is None
    assert loaded(scene("text: It is <b>bold</b>")).story is not None


def test_a_problem_shows_itself_with_the_place_underlined() -> None:
    problem = the_problem(small("hall:\n  title: Hall\n  next: ende\n"))
    assert str(problem) == (
        "error E060: there is no scene “ende”\n"
        "  --> scenes.yaml:3:9\n"
        "   |   next: ende\n"
        "   |         ^^^^\n"
        "   = did you mean “end”?"
    )


def test_a_problem_as_json_has_the_fields_that_programs_rely_on() -> None:
    problem = the_problem(small("hall:\n  title: Hall\n  next: ende\n"))
    assert problem.as_json() == {
        "code": "E060",
        "severity": "error",
        "file": "scenes.yaml",
        "line": 3,
        "column": 9,
        "message": "there is no scene “ende”",
        "hint": "did you mean “end”?",
    }


def test_a_manifest_of_another_format_is_refused() -> None:
    files = {**small(HALL), "story.yaml": MANIFEST.replace("format: 1", "format: 2")}
    assert codes(files) == ["E010"]
    files = {**small(HALL), "story.yaml": MANIFEST.replace("format: 1", "format: '1'")}
    assert codes(files) == ["E010"]


@pytest.mark.parametrize("url", ["HTTPS://example.org/a", "https://example.org/a"])
def test_the_scheme_of_an_address_is_read_in_either_case(url: str) -> None:
    files = {**small(HALL), "findings.yaml": FINDINGS.replace("2020-01}", f"2020-01, url: '{url}'}}")}
    assert story(files).findings["walk"].source.url == "https://example.org/a"


@pytest.mark.parametrize("url", ["https://", "http:example.org", "javascript://example.org", "example.org"])
def test_what_is_no_address_of_the_web_is_told_and_not_kept(url: str) -> None:
    result = loaded({**small(HALL), "findings.yaml": FINDINGS.replace("2020-01}", f"2020-01, url: '{url}'}}")})
    assert [problem.code for problem in result.problems] == ["W012"]
    assert result.story is not None
    assert result.story.findings["walk"].source.url == ""


def test_digits_of_other_scripts_are_no_version_and_no_chance() -> None:
    assert codes({**small(HALL), "story.yaml": MANIFEST.replace("1.0.0", "٣.1")}) == ["E010"]

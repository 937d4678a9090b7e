"""Names: declared, misspelt, renamed, and not known because a file could not be read."""

from __future__ import annotations

import pytest

from tests.support.packs import END, FINDINGS, MANIFEST, codes, problems, shown, small, story, the_problem

HALL = "hall: {title: Hall, next: end}\n"
BROKEN = "x: [\n"


def test_a_faulty_declaration_still_counts_as_declared() -> None:
    more = """\
conditions:
  weather: {ask: How is it?, options: [wet, dry], default: dry}
variables:
  coins: {start: 1}
  debt: {start: lots, min: 0, max: 9}
  mood: {one_of: calm, start: calm}
people:
  ada: {nmae: Ada}
"""
    scenes = """\
hall:
  title: Hall
  do: [coins += 1, debt -= coins, mood = 'calm']
  text: "{coins} {debt} {mood} {weather} {weather == 'wet': a | b}"
  mail: [{id: note, subject: Hello, body: Come., from: ada}, {id: late, from: ada, subject: Hello}]
  choices: [{id: go, to: end}]
  next: [{if: "seen(attic) and read(late) and chose(hall.go) and mood == 'x' and debt > 1", to: attic}, {to: end}]
attic: {titel: Attic, next: hall}
"""
    found = problems(small(scenes, more=more))
    assert sorted(p.code for p in found) == ["E010", "E010", "E013", "E013", "E014", "E014", "E085", "E086"], shown(
        found
    )


@pytest.mark.parametrize(
    ("files", "broken"),
    [
        (small("hall: {title: Hall, next: attic}\n", attic=BROKEN), "attic.yaml"),
        (small("hall: {title: Hall, next: [{if: seen(attic), to: end}, {to: end}]}\n", attic=BROKEN), "attic.yaml"),
        (small("hall: {title: Hall, text: '{read(note): a}', next: end}\n", attic=BROKEN), "attic.yaml"),
        (small("hall: {title: Hall, text: '{chose(attic.go): a}', next: end}\n", attic=BROKEN), "attic.yaml"),
        ({**small(HALL, more="seminar: {pivotal: attic}\n"), "attic.yaml": BROKEN}, "attic.yaml"),
        ({**small(HALL), "findings.yaml": BROKEN}, "findings.yaml"),
        (
            {**small(HALL), "end.yaml": END.replace("}", ", questions: why}"), "questions.yaml": BROKEN},
            "questions.yaml",
        ),
        (
            {**small("hall: {title: Hall, do: coins += 1, text: '{lamp}', next: end}\n"), "story.yaml": BROKEN},
            "story.yaml",
        ),
        (small("hall: {title: Hall, next: end}\n", attic="[not, a, mapping]\n"), "attic.yaml"),
        ({**small("hall: {title: Hall, text: 41%, next: end}\n"), "findings.yaml": BROKEN}, "findings.yaml"),
        ({**small(HALL), "end.yaml": BROKEN}, "end.yaml"),
    ],
)
def test_no_unknown_name_is_reported_while_its_file_cannot_be_read(files: dict[str, str], broken: str) -> None:
    problem = the_problem(files)
    assert problem.place.file == broken
    assert problem.code in ("E003", "E010")


def test_an_unknown_name_is_reported_though_a_file_of_another_kind_cannot_be_read() -> None:
    files = {**small("hall: {title: Hall, do: coins += 1, next: nowhere}\n"), "questions.yaml": BROKEN}
    assert codes(files) == ["E003", "E020", "E060"]


def test_a_file_that_is_too_large_or_not_utf8_may_declare_names_too() -> None:
    assert codes({**small("hall: {title: Hall, next: attic}\n"), "a.yaml": b"\xff"}) == ["E001"]


def test_an_empty_file_declares_nothing() -> None:
    assert codes(small("hall: {title: Hall, next: attic}\n", attic="# later\n")) == ["E060"]


@pytest.mark.parametrize(
    ("scenes", "near"),
    [
        ("hall: {tilte: Hall, title: Hall, next: end}\n", "title"),
        ("hall: {title: Hall, nxt: end}\n", "next"),
        ("hall: {title: Hall, choices: [{text: Go, to: end, onec: true}]}\n", "once"),
        ("hall: {title: Hall, text: [{thouhgt: a}], next: end}\n", "thought"),
        ("hall: {title: Hall, mail: [{id: a, from: b, subject: c, bdoy: d}], next: end}\n", "body"),
        ("hall: {title: Hall, next: edn}\n", "end"),
        ("hall: {title: Hall, next: end, view: scratchpda}\n", "scratchpad"),
        ("hall: {title: Hall, next: [{if: seen(hal), to: end}, {to: end}]}\n", "hall"),
        ("hall: {title: Hall, do: conis += 1, next: end}\n", "coins"),
        ("hall: {title: Hall, text: '{conis}', next: end}\n", "coins"),
        ("hall: {title: Hall, choices: [{text: Go, to: end, findings: wlak}]}\n", "walk"),
    ],
)
def test_a_misspelt_name_gets_the_nearest_one(scenes: str, near: str) -> None:
    problem = the_problem(small(scenes, more="variables: {coins: {start: 1, min: 0, max: 9}}\n"))
    assert problem.hint == f"did you mean “{near}”?"


def test_a_name_unlike_any_other_gets_none() -> None:
    assert the_problem(small("hall: {title: Hall, next: cathedral}\n")).hint == ""


def test_a_choice_without_an_id_is_known_by_where_it_leads() -> None:
    text = "hall: {title: Hall, choices: [{text: A, to: end}, {text: B, to: hall}, {text: C, id: c, to: attic}]}\n"
    hall = story(small(text + "attic: {title: Attic, next: end}\n")).scenes["hall"]
    assert [choice.id for choice in hall.choices] == ["end", "hall", "c"]


@pytest.mark.parametrize(
    ("choices", "code"),
    [
        ("{text: A, to: end}, {text: B, to: end}", ["E071", "E071"]),
        ("{text: A, to: end}, {text: B, to: end, id: b}", ["E071"]),
        ("{text: A, to: end}, {text: B, to: hall, id: end}", ["E071"]),
        ("{text: A, to: end, id: a}, {text: B, to: hall, id: a}", ["E070"]),
        ("{text: A, to: end, id: a}, {text: B, to: end, id: b}", []),
    ],
)
def test_two_choices_of_a_scene_can_be_told_apart(choices: str, code: list[str]) -> None:
    assert codes(small(f"hall: {{title: Hall, choices: [{choices}]}}\n")) == code


def test_ids_are_unique_across_the_files_of_a_pack() -> None:
    mail = "mail: [{id: note, from: a, subject: b, body: c}]"
    files = small(f"hall: {{title: Hall, {mail}, next: end}}\n", more_scenes=f"hall: {{title: B, {mail}, next: end}}\n")
    problem = the_problem(files)
    assert problem.code == "E070"
    assert "more_scenes.yaml:1" in problem.hint
    files = small(f"hall: {{title: Hall, {mail}, next: end}}\n", zoo=f"attic: {{title: B, {mail}, next: end}}\n")
    assert [(p.code, p.place.file) for p in problems(files)] == [("E070", "zoo.yaml")]


def test_variables_and_conditions_share_one_namespace() -> None:
    more = "conditions: {x: {ask: A?, options: {a: A}, default: a}}\nvariables: {x: false}\n"
    assert codes(small(HALL, more=more)) == ["E072"]


def test_choices_of_different_scenes_and_names_of_different_kinds_may_be_alike() -> None:
    scenes = """\
hall: {title: Hall, mail: [{id: hall, from: a, subject: b, body: c}], choices: [{text: A, id: hall, to: end}]}
attic: {title: Attic, choices: [{text: A, id: hall, to: end}]}
"""
    assert codes(small(scenes, more="variables: {hall: false}\n")) == []


@pytest.mark.parametrize(
    ("scenes", "code"),
    [
        ("hall: {title: Hall, next: end, renamed_from: [lobby]}\n", []),
        ("hall: {title: Hall, next: end, renamed_from: lobby}\n", []),
        ("hall: {title: Hall, next: end, renamed_from: [end]}\n", ["E073"]),
        ("hall: {title: Hall, next: end, renamed_from: [hall]}\n", ["E073"]),
        ("hall: {title: Hall, choices: [{text: A, id: go, to: end, renamed_from: [end]}]}\n", []),
        ("hall: {title: Hall, choices: [{text: A, id: go, to: end, renamed_from: [go]}]}\n", ["E073"]),
        (
            """\
hall: {title: Hall, choices: [{text: A, id: go, to: end}]}
b: {title: B, choices: [{text: A, id: up, to: end, renamed_from: [go]}]}
""",
            [],
        ),
        ("hall: {title: Hall, mail: [{id: a, from: b, subject: c, body: d, renamed_from: [e]}], next: end}\n", []),
        (
            "hall: {title: Hall, mail: [{id: a, from: b, subject: c, body: d, renamed_from: [a]}], next: end}\n",
            ["E073"],
        ),
        ("hall: {title: Hall, next: end, renamed_from: [If]}\n", ["E012"]),
    ],
)
def test_an_older_id_must_not_exist_any_more(scenes: str, code: list[str]) -> None:
    assert codes(small(scenes)) == code


def test_a_variable_is_not_renamed_from_one_that_exists() -> None:
    text = "variables: {x: {start: false, renamed_from: [y]}, y: false}\n"
    assert codes(small(HALL, more=text)) == ["E073"]
    assert codes(small(HALL, more=text.replace(", y: false", ""))) == []


WORDS = [
    "if",
    "else",
    "continue",
    "pass",
    "and",
    "or",
    "not",
    "is",
    "in",
    "lambda",
    "true",
    "false",
    "min",
    "max",
    "abs",
    "seen",
    "read",
    "chose",
    "role",
]


@pytest.mark.parametrize("name", [*WORDS, "Hall", "2nd", "_x", "a-b", "a.b", "a b", "hällo", "True"])
def test_what_cannot_be_an_id_is_refused(name: str) -> None:
    found = codes(small(HALL + f"'{name}': {{title: Attic, next: end}}\n"))
    assert found == ["E012"]
    assert codes(small(HALL, more=f"variables: {{'{name}': false}}\n")) == ["E012"]


def test_a_scene_cannot_be_called_patch() -> None:
    assert codes(small(HALL + "patch: {title: Attic, next: end}\n")) == ["E113"]
    assert codes(small(HALL, more="variables: {patch: false}\n")) == ["E012"]


@pytest.mark.parametrize("name", ["a", "a_b", "a1", "if_", "iff", "match", "print", "self", "init", "trigger", "none"])
def test_what_can_be_an_id_is_one(name: str) -> None:
    assert (
        codes(
            small(
                HALL + f"{name}: {{title: Attic, next: end, do: {name} = true}}\n",
                more=f"variables: {{{name}: false}}\n",
            )
        )
        == []
    )


def test_dashes_stand_in_ids_of_packs_findings_questions_and_doors_alone() -> None:
    files = small(HALL, more='doors: [{id: a-door, name: A, published: open, open_here: "true", finding: a-walk}]\n')
    files["story.yaml"] = files["story.yaml"].replace("id: small", "id: a-small-one")
    files["findings.yaml"] = FINDINGS.replace("walk:", "a-walk:")
    files["end.yaml"] = END.replace("[walk]", "[a-walk], questions: [a-why]")
    files["questions.yaml"] = "a-why: {ask: Why?, findings: [a-walk]}\n"
    assert codes(files) == []


def test_roles_and_what_names_them_are_checked() -> None:
    assert codes({**small(HALL), "story.yaml": MANIFEST.replace("start: hall", "start: hal")}) == ["E060"]
    more = "conditions: {x: {ask: A?, roles: [plyer], options: {a: A}, default: a}}\n"
    assert codes(small(HALL, more=more)) == ["E065"]
    assert codes(small(HALL, more="carry: {player: {from: plyer, set: {}}}\n")) == ["E065"]
    assert codes(small(HALL, more="carry: {plyer: {from: player, set: {}}}\n")) == ["E065"]
    assert codes(small(HALL, more="carry: {player: {from: player, set: {x: 'true'}}}\n")) == ["E020"]
    assert codes(small(HALL, more="variables: {x: false}\ncarry: {player: {from: player, set: {x: '1'}}}\n")) == [
        "E036"
    ]

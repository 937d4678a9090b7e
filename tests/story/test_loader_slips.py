"""One slip is one problem: what it hides is not missed elsewhere, and a key nearly right is read as the one meant."""

from __future__ import annotations

import pytest

from tests.support.packs import FINDINGS, codes, problems, small, the_problem

COINS = "variables:\n  coins: {start: 1, min: 0, max: 9}\n  mood: {one_of: [calm, cross], start: calm}\n"
MORE = COINS + "conditions:\n  weather: {ask: How is it?, options: {wet: Wet, dry: Dry}, default: dry}\n"
HALL = """\
hall:
  title: Hall
  mail:
    - {id: welcome, from: A friend, subject: Welcome, body: Come in.}
  choices:
    - {text: Leave, to: end}
"""
USES = """\
attic:
  title: Attic
  do: coins += 1
  next:
    - {if: "read(welcome) and chose(hall.end) and seen(hall)", to: hall}
    - {if: "weather == 'wet' and mood == 'calm' and role == 'player'", to: hall}
    - {to: end}
"""


def edited(old: str, new: str) -> dict[str, str]:
    """A sound pack in which every kind of name is used, with one edit."""
    files = small(HALL, more=MORE, attic=USES)
    edits = {name: text.replace(old, new) for name, text in files.items() if old in text}
    assert len(edits) == 1, edits
    return files | edits


def test_the_pack_that_these_tests_spoil_is_sound() -> None:
    assert codes(small(HALL, more=MORE, attic=USES)) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("variables:", "variabels:", "E013"),
        ("conditions:\n", "condition:\n", "E013"),
        ("roles:", "rolls:", "E013"),
        ("options:", "option:", "E013"),
        ("one_of:", "oneof:", "E013"),
        ("{start: 1,", "{strat: 1,", "E013"),
        ("min: 0", "minn: 0", "E013"),
        ("choices:", "choises:", "E013"),
        ("mail:", "mial:", "E013"),
        (", to: end}\n", ", two: end}\n", "E013"),
        ("text: Leave", "txet: Leave", "E013"),
    ],
)
def test_a_key_misspelt_is_one_problem_wherever_what_it_declares_is_used(old: str, new: str, code: str) -> None:
    files = small(HALL, more=MORE, attic=USES)
    name = next(name for name in ("story.yaml", "scenes.yaml") if old in files[name])
    problem = the_problem(files | {name: files[name].replace(old, new, 1)})
    assert problem.code == code
    assert "did you mean" in problem.hint


def test_what_stands_under_a_misspelt_key_is_checked_as_well() -> None:
    files = edited("choices:\n    - {text: Leave", "choises:\n    - {text: Go, to: nowhere}\n    - {text: Leave")
    assert codes(files) == ["E013", "E060"]


def test_a_misspelt_key_of_another_kind_or_beside_the_right_one_is_left_alone() -> None:
    assert codes(small("hall: {title: Hall, next: end, texts: {a: b}}\n")) == ["E013"]
    assert codes(small("hall: {title: Hall, next: end, text: [{b: Ada}]}\n")) == ["E013"]
    assert codes(small("hall: {title: Hall, titel: [Hall], next: end}\n")) == ["E013"]
    assert codes(small("hall: {titel: [Hall], next: end}\n")) == ["E013"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (COINS, "variables: [coins, mood]\n", "E010"),
        ("options: {wet: Wet, dry: Dry}", "options: [wet, dry]", "E010"),
        ("roles:\n  player: {name: The player, start: hall}", "roles: [player]", "E010"),
        ("    - {text: Leave, to: end}", "    leave: {text: Leave, to: end}", "E010"),
        ("    - {id: welcome,", "    {id: welcome,", "E010"),
        ("    - {id: welcome,", "    - {", "E014"),
        (HALL, "hall: You stand in the hall.\n", "E010"),
        ("    - {text: Leave, to: end}", "    - Leave", "E010"),
        (HALL, "cellar: {title: Cellar, next: end}\n---\n" + HALL, "E006"),
        ("  choices:", "  choices:\n    - {text: Stay, to: attic}\n  choices:", "E009"),
        ("  mail:", "  mail:\n    - {id: other, from: A, subject: B, body: C}\n  mail:", "E009"),
        ("conditions:\n", "variables: {lamp: false}\nconditions:\n", "E009"),
    ],
)
def test_no_name_is_missed_that_something_at_fault_may_declare(old: str, new: str, code: str) -> None:
    problem = the_problem(edited(old, new))
    assert problem.code == code


def test_the_mail_and_the_choices_of_a_scene_that_stands_there_twice_are_no_unknown_names() -> None:
    again = HALL.replace("welcome", "farewell").replace("text: Leave", "id: stay, text: Stay")
    use = "loft: {title: Loft, next: [{if: read(farewell), to: hall}, {if: chose(hall.stay), to: hall}, {to: end}]}\n"
    assert codes(small(HALL, zz=again, loft=use)) == ["E070"]
    assert codes(small(HALL, zz=again, loft=use.replace("stay", "go"))) == ["E023", "E070"]


def test_a_choice_that_needs_an_id_is_no_unknown_name() -> None:
    choices = "  choices: [{text: A, to: end}, {text: B, to: end}]\n"
    use = 'loft: {title: Loft, next: [{if: "chose(hall.end)", to: hall}, {to: end}]}\n'
    assert codes(small("hall:\n  title: Hall\n" + choices, loft=use)) == ["E071", "E071"]
    given = choices.replace("A,", "A, id: a,").replace("B,", "B, id: b,")
    assert codes(small("hall:\n  title: Hall\n" + given, loft=use)) == ["E023"]


DRAW = "hall: {title: Hall, next: [{label: borrowed, draw: [{rate: odd, to: end}, {rest: true, to: hall}]}]}\n"


@pytest.mark.parametrize(
    ("figure", "code"),
    [
        ('{value: forty, unit: "% of people"}', "E010"),
        ("40", "E010"),
        ('{unit: "% of people"}', "E014"),
        ('{valeu: 40, unit: "% of people"}', "E013"),
    ],
)
def test_a_draw_at_a_figure_that_is_at_fault_is_no_second_problem(figure: str, code: str) -> None:
    odd = FINDINGS.replace("walk:", "odd:").replace('{value: 40, unit: "% of people"}', figure)
    assert codes({**small(DRAW), "findings.yaml": FINDINGS + odd}) == [code]


def test_a_finding_or_a_question_that_is_no_mapping_counts_as_declared() -> None:
    assert codes({**small(DRAW), "findings.yaml": FINDINGS + "odd: a text\n"}) == ["E010"]
    ending = "hall:\n  title: Hall\n  ending: {outcome: appeal, findings: [walk], explain: No., questions: [why]}\n"
    assert codes(small(ending, questions="why: a text\n")) == ["E010"]


@pytest.mark.parametrize("cite", ["updated_by: [{id: odd}]", "updated_by: {odd: 1}", "compare: [true]"])
def test_a_finding_that_a_citation_at_fault_may_have_cited_is_not_said_to_be_uncited(cite: str) -> None:
    odd = FINDINGS.replace("walk:", "odd:")
    assert codes({**small("hall: {title: Hall, next: end}\n"), "findings.yaml": f"{FINDINGS}  {cite}\n{odd}"}) == [
        "E010"
    ]


def test_an_uncited_finding_is_told_beside_faults_that_cite_nothing() -> None:
    odd = FINDINGS.replace("walk:", "odd:")
    files = {**small("hall: {title: Hall, next: nowhere}\n"), "findings.yaml": FINDINGS + odd}
    assert codes(files) == ["E060", "W010"]


@pytest.mark.parametrize(
    ("declared", "used"),
    [
        ("at-tic: {title: Attic, next: end}\n", "if: seen(at-tic), to: end"),
        ("Attic: {title: Attic, next: end}\n", "if: seen(Attic), to: end"),
        ("class: {title: Attic, next: end}\n", "if: seen(class), to: end"),
    ],
)
def test_a_name_that_cannot_be_an_id_is_told_where_it_is_given_alone(declared: str, used: str) -> None:
    use = f"hall: {{title: Hall, next: [{{{used}}}, {{to: end}}]}}\n"
    assert codes(small(use, attic=declared)) == ["E012"]


def test_a_name_that_is_given_nowhere_is_told_where_it_is_used() -> None:
    use = "hall: {title: Hall, next: [{if: seen(at-tic), to: end}, {to: end}]}\n"
    assert codes(small(use, attic="Cellar: {title: Cellar, next: end}\n")) == ["E012", "E041"]


def test_a_record_whose_name_is_at_fault_may_hold_any_finding() -> None:
    files = {**small("hall: {title: Hall, next: end}\n", more="record: ../ledger\n"), "findings.yaml": ""}
    assert codes(files) == ["E012"]


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "---\n", "---\n# nothing\n...\n"])
def test_a_file_with_nothing_in_it_holds_nothing(text: str) -> None:
    assert codes(small("hall: {title: Hall, next: end}\n", attic=text)) == []
    assert codes(small("hall: {title: Hall, next: attic}\n", attic=text)) == ["E060"]


def test_a_file_of_none_is_no_mapping_and_hides_no_name() -> None:
    assert codes(small("hall: {title: Hall, next: attic}\n", attic="~\n")) == ["E010"]


def test_what_a_merge_key_would_have_brought_is_not_missed() -> None:
    scenes = "hall: &base {title: Hall, next: end}\nattic:\n  <<: *base\n  text: Dust.\n"
    assert codes(small(scenes)) == ["E007", "E007", "E007"]


def test_a_block_of_no_kind_has_one_problem_though_it_says_by_whom() -> None:
    assert codes(small("hall: {title: Hall, next: end, text: [{by: Ada}]}\n")) == ["E015"]


def test_an_enum_with_values_at_fault_is_not_asked_for_its_start() -> None:
    more = "variables:\n  lit: {one_of: [true, dim], start: true}\n"
    assert codes(small("hall: {title: Hall, next: end}\n", more=more)) == ["E010"]


def test_a_carried_condition_is_told_to_be_fixed() -> None:
    more = MORE + "carry:\n  player: {from: player, set: {weather: \"'wet'\"}}\n"
    assert codes(small("hall: {title: Hall, next: end}\n", more=more)) == ["E043"]


@pytest.mark.parametrize(
    ("scene", "cue"),
    [
        ("do: mood = calm", "'calm'"),
        ("do: coins = 1; mood = 'calm'", "list"),
        ("do: mood = weather", "calm, cross"),
        ("next: [{else: end}]", "known keys"),
        ("text: #5 is dark", "quote this text"),
    ],
)
def test_a_slip_gets_the_hint_that_mends_it(scene: str, cue: str) -> None:
    rest = "" if scene.startswith("next") else "  next: end\n"
    found = [p for p in problems(small(f"hall:\n  title: Hall\n  {scene}\n{rest}", more=MORE)) if cue in p.hint]
    assert len(found) == 1


def test_a_word_between_commas_of_a_mapping_is_prose_that_wants_quotation_marks() -> None:
    problem = the_problem(edited("wet: Wet, dry", "wet: Wet, rain, dry"))
    assert (problem.code, problem.place.width) == ("E010", 4)
    assert "quote this text" in problem.hint


def test_a_name_that_is_cut_by_a_comment_is_warned_of_like_other_prose() -> None:
    assert codes(edited("name: The player, start: hall}", "name: The player #1\n    , start: hall}")) == ["W002"]

"""Ways on and draws: shares, rates, labels, and the first way that applies."""

from __future__ import annotations

from fractions import Fraction

import pytest

from game.story.model import Figure, Way
from tests.support.packs import FINDINGS, codes, small, story, the_problem

ATTIC = "attic: {title: Attic, next: end}\ncellar: {title: Cellar, next: end}\n"


def drawing(outcomes: str, label: str = "authored", value: str = "40", unit: str = "% of people") -> dict[str, str]:
    shown = f"label: {label}, " if label else ""
    files = small(f"hall: {{title: Hall, next: [{{{shown}draw: [{outcomes}]}}]}}\n{ATTIC}")
    files["findings.yaml"] = FINDINGS.replace("40", value).replace("% of people", unit)
    return files


def the_way(files: dict[str, str]) -> Way:
    return story(files).scenes["hall"].ways[0]


@pytest.mark.parametrize(
    ("outcomes", "parts"),
    [
        ("{chance: 30, to: end}, {chance: 70, to: attic}", [3000, 7000]),
        ("{chance: 100, to: end}", [10_000]),
        ("{rest: true, to: end}", [10_000]),
        ("{chance: 0.01, to: end}, {rest: true, to: attic}", [1, 9999]),
        ("{chance: 33.33, to: end}, {chance: 33.33, to: attic}, {chance: 33.34, to: cellar}", [3333, 3333, 3334]),
        ("{rest: true, to: end}, {chance: '12.5', to: attic}", [8750, 1250]),
        ("{chance: 0.1, to: end}, {chance: 0.2, to: attic}, {chance: 99.70, to: cellar}", [10, 20, 9970]),
        ("{rate: walk, to: end}, {rest: true, to: attic}", [4000, 6000]),
        ("{rate: walk, to: end}, {chance: 60, to: attic}", [4000, 6000]),
    ],
)
def test_shares_are_exact_hundredths_of_a_percent(outcomes: str, parts: list[int]) -> None:
    assert [drawn.parts for drawn in the_way(drawing(outcomes)).draw] == parts


@pytest.mark.parametrize(
    ("outcomes", "code"),
    [
        ("{chance: 30, to: end}, {chance: 69.99, to: attic}", ["E079"]),
        ("{chance: 30, to: end}, {chance: 70.01, to: attic}", ["E079"]),
        ("{chance: 100, to: end}, {rest: true, to: attic}", ["E079"]),
        ("{rest: true, to: end}, {rest: true, to: attic}", ["E079"]),
        ("{rate: walk, to: end}, {chance: 61, to: attic}", ["E079"]),
        ("{chance: 0, to: end}, {rest: true, to: attic}", ["E083"]),
        ("{chance: 0.00, to: end}, {rest: true, to: attic}", ["E083"]),
        ("{chance: 101, to: end}, {rest: true, to: attic}", ["E083"]),
        ("{chance: 33.333, to: end}, {rest: true, to: attic}", ["E010"]),
        ("{chance: -1, to: end}, {rest: true, to: attic}", ["E010"]),
        ("{chance: 1/3, to: end}, {rest: true, to: attic}", ["E010"]),
        ("{chance: half, to: end}, {rest: true, to: attic}", ["E010"]),
        ("{chance: 50, to: end}, {chance: 50, to: end}", ["E080"]),
        ("{chance: 30, rest: true, to: end}, {chance: 70, to: attic}", ["E015"]),
        ("{to: end}, {chance: 70, to: attic}", ["E015"]),
        ("{rest: false, to: end}, {chance: 70, to: attic}", ["E084"]),
        ("{rate: wlak, to: end}, {rest: true, to: attic}", ["E062"]),
        ("", ["E011"]),
        ("end, {chance: 50, to: attic}", ["E010"]),
        ("{chance: few, to: end}, {rest: true, to: attic}", ["E010"]),
    ],
)
def test_shares_that_cannot_be_drawn_are_faults(outcomes: str, code: list[str]) -> None:
    assert codes(drawing(outcomes)) == code


@pytest.mark.parametrize("label", ["borrowed", "chart"])
def test_a_draw_that_says_it_is_published_needs_a_rate(label: str) -> None:
    assert codes(drawing("{chance: 40, to: end}, {rest: true, to: attic}", label)) == ["E081"]
    assert codes(drawing("{rate: walk, to: end}, {rest: true, to: attic}", label)) == []


@pytest.mark.parametrize("label", ["direction", "authored"])
def test_a_draw_of_the_authors_needs_no_rate(label: str) -> None:
    assert codes(drawing("{chance: 40, to: end}, {rest: true, to: attic}", label)) == []


def test_every_draw_has_a_label_of_the_four() -> None:
    assert codes(drawing("{chance: 40, to: end}, {rest: true, to: attic}", "")) == ["E078"]
    assert codes(drawing("{chance: 40, to: end}, {rest: true, to: attic}", "guessed")) == ["E010"]


@pytest.mark.parametrize(
    ("value", "unit", "percent"),
    [
        ("84", "% of rollouts", Fraction(84)),
        ("12.5", "%", Fraction(25, 2)),
        ("0.04", "%", Fraction(1, 25)),
        ("100", "%", Fraction(100)),
        ("101", "%", None),
        ("84", "rollouts", None),
        ("84", "", None),
        ("80-90", "%", None),
        ("-5", "%", None),
        ("1,000", "%", None),
        ("84.", "%", Fraction(84)),
        ("٨٤", "%", Fraction(84)),
        ("²", "%", None),
    ],
)
def test_a_figure_is_a_percent_only_if_it_is_one_number_of_percent(
    value: str, unit: str, percent: Fraction | None
) -> None:
    assert Figure(value, unit).percent == percent


@pytest.mark.parametrize(
    ("value", "unit"), [("12", "people"), ("0.125", "%"), ("80-90", "%"), ("120", "%"), ("1,5", "%")]
)
def test_a_figure_that_is_no_percent_of_two_decimals_is_not_drawn_at(value: str, unit: str) -> None:
    assert codes(drawing("{rate: walk, to: end}, {rest: true, to: attic}", "borrowed", f"'{value}'", unit)) == ["E082"]


def test_a_figure_of_no_percent_at_all_is_never_drawn() -> None:
    assert codes(drawing("{rate: walk, to: end}, {rest: true, to: attic}", "borrowed", "0", "%")) == ["E083"]


def test_a_draw_lands_along_its_entries_in_order() -> None:
    way = the_way(drawing("{chance: 30, to: end}, {chance: 0.01, to: attic}, {rest: true, to: cellar}"))
    landings = [way.land(roll).to for roll in (0, 2999, 3000, 3001, 9999)]
    assert landings == ["end", "end", "attic", "cellar", "cellar"]


@pytest.mark.parametrize(
    ("ways", "code"),
    [
        ("end", []),
        ("[{to: end}]", []),
        ("[]", ["E011"]),
        ("{to: end}", ["E010"]),
        ("[end]", ["E010"]),
        ("[{if: lamp, to: end}]", []),
        ("[{if: lamp, to: end}, {to: attic}]", []),
        ("[{to: end}, {to: attic}, {if: lamp, to: attic}]", ["W014", "W014"]),
        ("[{to: end, draw: [{chance: 100, to: end}], label: authored}]", ["E015"]),
        ("[{if: lamp}]", ["E015"]),
    ],
)
def test_next_is_a_scene_or_a_list_of_ways(ways: str, code: list[str]) -> None:
    assert codes(small(f"hall: {{title: Hall, next: {ways}}}\n{ATTIC}", more="variables: {lamp: false}\n")) == code


@pytest.mark.parametrize(
    ("outcomes", "total"),
    [
        ("{chance: 30, to: end}, {chance: 60, to: attic}", "sum to 90, not"),
        ("{chance: 100, to: end}, {rest: true, to: attic}", "sum to 100 and a rest, not"),
        ("{chance: 10, to: end}, {rest: true, to: attic}, {rest: true, to: cellar}", "sum to 10 and 2 rests, not"),
    ],
)
def test_the_message_of_a_wrong_sum_says_what_it_comes_to(outcomes: str, total: str) -> None:
    assert total in the_problem(drawing(outcomes)).message

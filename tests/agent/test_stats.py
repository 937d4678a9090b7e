"""The intervals are those of the publications they are from."""

from __future__ import annotations

from random import Random

import pytest

from game.agent.stats import kappa, kappa_interval, newcombe, wilson

SHARE = 1e-4  # the publications give four decimals


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_as_newcombe_tabulates_it(k: int, n: int, low: float, high: float) -> None:
    """Newcombe 1998, Statistics in Medicine 17, 857-872, table I, method 3."""
    found = wilson(k, n)
    assert (found.low, found.high) == (pytest.approx(low, abs=SHARE), pytest.approx(high, abs=SHARE))


@pytest.mark.parametrize(
    ("k", "n", "other_k", "other_n", "low", "high"),
    [
        (56, 70, 48, 80, 0.0524, 0.3339),
        (9, 10, 3, 10, 0.1705, 0.8090),
        (10, 10, 0, 20, 0.6791, 1.0),
        (5, 56, 0, 29, -0.0381, 0.1926),
    ],
)
def test_differences_as_newcombe_tabulates_them(
    k: int, n: int, other_k: int, other_n: int, low: float, high: float
) -> None:
    """Newcombe 1998, Statistics in Medicine 17, 873-890, table II, method 10."""
    found = newcombe(k, n, other_k, other_n)
    assert (found.low, found.high) == (pytest.approx(low, abs=SHARE), pytest.approx(high, abs=SHARE))


@pytest.mark.parametrize(("k", "n"), [(81, 263), (15, 148), (1, 29), (5, 10), (9_999, 10_000)])
def test_the_bounds_are_where_the_score_test_turns(k: int, n: int) -> None:
    """Wilson's interval is, by definition, every share that a score test at 5 % does not rule out."""
    z = 1.959963984540054
    found = wilson(k, n)
    for bound in (found.low, found.high):
        assert (k / n - bound) ** 2 == pytest.approx(z * z * bound * (1 - bound) / n, rel=1e-9)
    assert found.low < k / n < found.high


@pytest.mark.parametrize(("k", "n"), [(0, 7), (7, 7), (0, 1), (1, 1)])
def test_none_and_all_reach_their_own_end_exactly(k: int, n: int) -> None:
    found = wilson(k, n)
    assert (found.low == 0.0, found.high == 1.0) == (k == 0, k == n)


@pytest.mark.parametrize(("k", "n"), [(0, 0), (2, 1), (-1, 3)])
def test_what_is_no_share_is_refused(k: int, n: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        wilson(k, n)


@pytest.mark.parametrize("n", [12, 24, 30, 100])
def test_intervals_cover_as_they_say(n: int) -> None:
    dice, covered, drawn = Random(n), 0, 0
    for share in (0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98):
        for _ in range(400):
            found = wilson(sum(dice.random() < share for _ in range(n)), n)
            covered += found.low <= share <= found.high
            drawn += 1
    assert covered / drawn >= 0.93


def test_kappa_is_agreement_beyond_chance() -> None:
    pairs = [("a", "a")] * 20 + [("a", "b")] * 5 + [("b", "a")] * 10 + [("b", "b")] * 15
    assert kappa(pairs) == pytest.approx(0.4)  # the textbook table of 50: agreement 0.7, by chance 0.5
    assert kappa([("a", "a")] * 3) == 1.0
    with pytest.raises(ValueError, match="nothing"):
        kappa([])


def test_the_bounds_of_kappa_are_those_of_the_raw_agreement() -> None:
    pairs = [("a", "a")] * 20 + [("a", "b")] * 5 + [("b", "a")] * 10 + [("b", "b")] * 15
    found, raw = kappa_interval(pairs), wilson(35, 50)
    assert found is not None
    assert found.value == kappa(pairs)
    assert (found.low, found.high) == (pytest.approx((raw.low - 0.5) / 0.5), pytest.approx((raw.high - 0.5) / 0.5))


def test_complete_agreement_of_few_is_no_certainty_and_of_one_word_alone_nothing() -> None:
    found = kappa_interval([("a", "a"), ("b", "b"), ("a", "a"), ("b", "b")])
    assert found is not None
    assert found.value == found.high == 1
    assert found.low < 0.2
    assert kappa_interval([("a", "a")] * 9) is None
    with pytest.raises(ValueError, match="nothing"):
        kappa_interval([])


@pytest.mark.parametrize("n", [12, 30, 100])
@pytest.mark.parametrize("agreed", [0.0, 0.5, 0.95])
def test_the_bounds_of_kappa_cover_what_two_raters_have_in_common(n: int, agreed: float) -> None:
    dice, held, times = Random(n), 0, 600
    for _ in range(times):
        first = [dice.choice("aaabbc") for _ in range(n)]
        pairs = [(one, one if dice.random() < agreed else dice.choice("aaabbc")) for one in first]
        found = kappa_interval(pairs)
        held += found is None or found.low <= agreed <= found.high
    assert held / times >= 0.92

"""The bar of a long series, as a person sees it."""

from __future__ import annotations

import contextlib

import pytest

from game.cli.bar import Bar


@pytest.mark.parametrize("many", [2, 100, 150, 12_345])
def test_a_bar_is_drawn_a_hundred_times_at_most_fits_a_small_window_and_is_gone_at_the_end(
    capsys: pytest.CaptureFixture[str], many: int
) -> None:
    with contextlib.suppress(KeyboardInterrupt), Bar(many, watched=True) as bar:
        for number in range(many):
            bar.show(number)
        raise KeyboardInterrupt
    *drawn, gone = [line for line in capsys.readouterr().err.split("\r") if line]
    assert 1 < len(drawn) <= 100
    assert f" of {many:,}" in drawn[0]
    assert max(map(len, drawn)) <= 54
    assert gone == " " * max(map(len, drawn))


def test_nobody_who_does_not_watch_is_shown_a_bar(capsys: pytest.CaptureFixture[str]) -> None:
    with Bar(500, watched=False) as bar:
        bar.show(0)
    assert not capsys.readouterr().err

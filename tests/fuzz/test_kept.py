"""What fuzzing has found worth keeping, replayed without the fuzzer; and bytes of hypothesis through the same targets."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.corpus import HERE, kept
from tests.fuzz.every import TARGETS
from tests.fuzz.target import LONGEST, bytes_of
from tests.support.search import examples

#: All of them together, in the repository.
MOST_BYTES = 200_000


@pytest.mark.parametrize("name", TARGETS)
def test_what_was_found_before_still_holds(name: str) -> None:
    inputs = kept(name)
    assert inputs, f"make fuzz ARGS='distil {name}' keeps some"
    for data in inputs:
        TARGETS[name].run(data)


@pytest.mark.parametrize("name", TARGETS)
@examples(8)
@given(data=st.binary(max_size=400) | st.text(max_size=200).map(bytes_of))
def test_any_bytes_hold(name: str, data: bytes) -> None:
    TARGETS[name].run(data)


@pytest.mark.parametrize("name", TARGETS)
@examples(12)
@given(seed=st.integers(0, 2**32), data=st.data())
def test_what_was_found_before_and_is_spoiled_holds(name: str, seed: int, data: st.DataObject) -> None:
    target, dice = TARGETS[name], Random(seed)
    one, other = (data.draw(st.sampled_from(kept(name))) for _ in range(2))
    if target.spoiled is not None:
        one = target.spoiled(one, dice)
    words = dice.choice(target.words).encode("utf-8", "replace")
    at = dice.randint(0, len(one))
    target.run((one[:at] + words + (one[at:] if dice.random() < 0.7 else other[at:]))[:LONGEST])


def test_what_is_kept_is_small() -> None:
    assert sum(file.stat().st_size for file in HERE.iterdir()) <= MOST_BYTES

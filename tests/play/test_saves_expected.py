"""A save is read the quick way where it is as it was written, and then the quick way finds what the careful one finds."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.play import codec
from game.play.codec import Damage
from game.play.encoding import Encoder
from game.play.expected import expected
from game.play.session import Session
from tests.play.test_saves_damaged import MACHINE, TEXT
from tests.saves.test_corpus import SAVES
from tests.support.saving import clock, take


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every container of a save with a key or an index of it."""
    if isinstance(value, dict | list):
        for key, inner in list(value.items() if isinstance(value, dict) else enumerate(value)):
            yield value, key
            yield from places(inner)


STRANGE = st.sampled_from(
    [None, True, 0, -1, -2, 1, 2, 2**63 - 1, 2**63, -(2**63), 1.5, "", "go", "r\u202eed", "x" * 10_001, [], ["go"], {}]
) | st.text(max_size=3)


@given(st.data())
def test_the_quick_way_finds_what_the_careful_one_finds_or_leaves_it_to_that(drawn: st.DataObject) -> None:
    save = json.loads(TEXT)
    for _ in range(drawn.draw(st.integers(1, 3))):
        container, key = drawn.draw(st.sampled_from(list(places(save))))
        if drawn.draw(st.booleans()):
            container[key] = copy.deepcopy(drawn.draw(STRANGE))  # a later change may reach into it
        else:
            container.pop(key)
        if not save:
            return
    text = json.dumps(save, ensure_ascii=drawn.draw(st.booleans()))
    quick = expected(text)
    if quick is not None:
        assert quick == codec._read(text)


def test_what_is_written_is_read_the_quick_way() -> None:
    session = Session(MACHINE, "player", {"x": "b"}, seed=7, clock=clock)
    take(session, "stay", "read note", "go", "continue")
    assert expected(Encoder().encode(session, "ABCD1234", "", "then", "now")) is not None
    assert expected(TEXT) is not None


@pytest.mark.parametrize("file", SAVES, ids=lambda file: file.stem)
def test_saves_of_every_release_are_read_alike_both_ways(file: Any) -> None:
    text = file.read_text("utf-8")
    quick = expected(text)
    assert quick is None or quick == codec._read(text)


def test_a_save_that_says_it_is_newer_is_not_read_the_quick_way() -> None:
    with pytest.raises(Damage, match="newer"):
        codec.decode(json.dumps(json.loads(TEXT) | {"format": 2}))

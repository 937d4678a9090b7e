"""The comparison of a proof with the naive search sees what differs: each kind of thing that it holds them to."""

from __future__ import annotations

import pytest

from game.play.machine import StoryMachine
from tests.proof import comparing
from tests.proof.comparing import differences
from tests.support import packs

SCENES = """\
hall:
  title: Hall
  choices: [{id: go, text: Go, to: room, do: n += 1}, {id: rest, text: Rest, to: cell}]
room:
  title: Room
  text: [{text: One., if: n == 1}]
  mail: [{id: note, from: A, subject: S, body: B, if: n == 1}]
  choices: [{id: out, text: Out, to: end, if: n == 1}]
cell: {title: Cell, choices: [{id: turn, text: Turn, to: cell}, {id: leave, text: Leave, to: end}]}
"""
MORE = """\
variables: {n: {start: 0, min: 0, max: 3}}
always: [{name: few, holds: n < 2}]
"""
#: An edit of the story, and what a proof of the story as it was then has wrong.
EDITS = [
    ("do: n += 1", "do: n += 2", "text room"),
    ("do: n += 1", "do: n += 2", "mail room"),
    ("do: n += 1", "do: n += 2", "dead end room"),
    ("do: n += 1", "do: n += 2", "promise"),
    ("to: end, if: n == 1", "to: end, if: n == 3", "choice room.out"),
    ("to: end}]}", "to: cell}]}", "traps"),
    ("to: room,", "to: cell,", "scene room"),
]


@pytest.mark.parametrize(("old", "new", "wrong"), EDITS)
def test_what_a_proof_has_wrong_is_seen(monkeypatch: pytest.MonkeyPatch, old: str, new: str, wrong: str) -> None:
    assert old in SCENES
    story = packs.story(packs.small(SCENES, more=MORE))
    edited = packs.story(packs.small(SCENES.replace(old, new), more=MORE))
    search = comparing.search
    assert differences(story) == []
    monkeypatch.setattr(comparing, "search", lambda _, most: search(StoryMachine(edited), most))
    assert any(found.startswith(wrong) for found in differences(story)), differences(story)

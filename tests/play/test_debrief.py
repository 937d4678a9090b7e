"""The debrief shows what the path has earned, where the record is silent, and what was taken back."""

from __future__ import annotations

import pytest

from game.play.debrief import Debrief, debrief
from game.play.session import Session
from tests.support import packs
from tests.support.saving import take

FINDINGS = """\
walk:
  claim: People walk.
  figure: {value: 40, unit: "% of people"}
  conditions: In one street.
  caveat: One street.
  evidence: primary
  source: {title: On Walking, publisher: A Press, date: 2020-01}
  updated_by: [later]
  guess: How many of a hundred walk?
run:
  claim: People run.
  conditions: In one street.
  caveat: One street.
  evidence: chart
  source: {title: On Running, publisher: A Press, date: 2020-02}
later:
  claim: Fewer walk now.
  conditions: In the same street.
  caveat: One street.
  evidence: primary
  source: {title: On Walking Again, publisher: A Press, date: 2024-01}
"""
SCENES = """\
hall:
  title: "Hall {n}"
  do: n += 1
  mail: [{id: note, from: A friend, subject: "Come {n}", body: B}]
  choices:
    - {id: stay, text: "Stay {n}", to: hall, note: Why?}
    - {id: shout, text: Shout, to: hall, irreversible: true, findings: [run, walk], do: f = true}
    - {id: go, text: Go, to: street}
street:
  title: Street
  next: [{label: authored, draw: [{chance: 50, to: end}, {chance: 50, to: other}]}]
other: {title: Other, next: end}
end:
  title: "End {n}"
  text: It is over.
  ending:
    outcome: acceptance
    findings:
      - walk
      - {id: run, if: chose(hall.shout)}
      - {id: run, if: n > 2}
      - {id: later, if: read(note) and n > 90}
    explain: ["You stopped after {n}.", {if: f, text: You shouted.}]
    questions: [why]
"""
MORE = """\
instrument: What this is.
variables: {n: {start: 0, min: 0, max: 99}, f: false}
doors:
  - {id: shout, name: Shouting, published: shut, open_here: "seen(street)", finding: run}
  - {id: flee, name: Fleeing, published: unknown, open_here: f}
"""
FILES = {
    **packs.small(SCENES, more=MORE),
    "end.yaml": "",
    "findings.yaml": FINDINGS,
    "questions.yaml": "why: {ask: Why?, findings: [walk]}\n",
}
MACHINE = packs.machine(FILES)


def ended(*steps: str) -> Session:
    """A session that took these steps and then went to the end."""
    session = Session(MACHINE, "player")
    take(session, *steps)
    session.choose("go")
    session.choose("continue", landing="end")
    return session


def cards(shown: Debrief) -> list[str]:
    return [card.finding.id for card in shown.cards]


def test_before_an_ending_there_is_no_debrief() -> None:
    with pytest.raises(ValueError, match="not ended"):
        debrief(Session(MACHINE, "player"))


@pytest.mark.parametrize(
    ("steps", "earned"),
    [
        ((), ["walk"]),
        (("shout",), ["walk", "run"]),
        (("shout", "undo"), ["walk"]),
        (("stay", "stay"), ["walk", "run"]),
        (("shout", "stay", "stay"), ["walk", "run"]),
        (("read note",), ["walk"]),
    ],
)
def test_an_ending_shows_only_the_findings_that_its_path_has_earned_each_once(
    steps: tuple[str, ...], earned: list[str]
) -> None:
    assert cards(debrief(ended(*steps))) == earned


def test_a_card_brings_along_the_findings_that_changed_the_picture() -> None:
    (card,) = debrief(ended()).cards
    assert [finding.id for finding in card.later] == ["later"]


def test_only_earned_findings_are_guessed_at() -> None:
    assert [finding.id for finding in debrief(ended("shout")).guesses] == ["walk"]


def test_the_path_shows_each_step_in_its_words_of_that_time() -> None:
    marks = debrief(ended("stay", "read note", "stay")).path
    assert [(mark.kind, mark.scene, mark.words) for mark in marks] == [
        ("choice", "Hall 1", "Stay 1"),
        ("reading", marks[1].scene, "You read “Come 1”."),
        ("choice", marks[2].scene, "Stay 2"),
        ("choice", marks[3].scene, "Go"),
        ("way", "Street", marks[4].words),
    ]
    assert [mark.scene for mark in marks][:4] == ["Hall 1", "Hall 2", "Hall 2", "Hall 3"]
    assert marks[4].label == "authored"


def test_the_record_is_silent_on_choices_without_findings_and_on_nothing_else() -> None:
    marks = debrief(ended("stay", "read note", "shout")).path
    assert [mark.silent for mark in marks] == [True, False, False, True, False]
    assert [finding.id for finding in marks[2].findings] == ["run", "walk"]


def test_an_irreversible_step_that_was_taken_back_leaves_a_trace_where_it_happened() -> None:
    marks = debrief(ended("stay", "shout", "stay", "undo", "undo", "stay", "undo", "stay")).path
    assert [(mark.words, mark.undone) for mark in marks][:3] == [("Stay 1", False), ("Shout", True), ("Stay 2", False)]
    assert not any(mark.undone for mark in marks if mark.words != "Shout")


def test_a_step_that_can_be_taken_back_leaves_none() -> None:
    marks = debrief(ended("stay", "undo", "read note", "undo")).path
    assert marks[0].words == "Go"


def test_notes_stand_beside_their_step_and_at_the_end() -> None:
    shown = debrief(ended("stay", "note Tired.", "stay"))
    assert shown.path[0].notes == ("Tired.",)
    assert shown.notes == ("Tired.",)


def test_doors_are_as_they_were_in_the_test_and_in_this_run() -> None:
    doors = debrief(ended("shout")).doors
    assert [(door.name, door.published, door.open_here) for door in doors] == [
        ("Shouting", "shut", True),
        ("Fleeing", "unknown", True),
    ]
    assert doors[0].finding is not None
    assert doors[1].finding is None
    assert [door.open_here for door in debrief(ended()).doors] == [True, False]


def test_the_explanation_is_filled_in_and_the_questions_are_there() -> None:
    shown = debrief(ended("shout"))
    assert [passage.words for passage in shown.explain] == ["You stopped after 2.", "You shouted."]
    assert [question.id for question in shown.questions] == ["why"]
    assert (shown.instrument, shown.ending, shown.ending_id) == ("What this is.", "End 2", "end")
    assert [passage.words for passage in debrief(ended()).explain] == ["You stopped after 1."]


def test_reading_after_the_end_earns_nothing() -> None:
    session = ended()
    before = debrief(session)
    session.read("note")
    assert debrief(session) == before


def test_the_outcome_is_never_shown() -> None:
    session = ended()
    assert session.scene.ending is not None
    assert session.scene.ending.outcome == "acceptance"
    assert "acceptance" not in repr(debrief(session))
    assert "acceptance" not in repr(session.look())

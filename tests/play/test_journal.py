"""The journal as a tree of steps: how deep one stands in it, and what is left when steps go."""

from __future__ import annotations

from game.play.journal import START, Journal, Note, Step


def _step(parent: int, choice: str) -> Step:
    return Step(parent, "hall", choose=choice, offered=(choice,), to="hall")


def test_the_depth_is_that_of_the_path_wherever_one_goes() -> None:
    journal = Journal()
    assert journal.depth == 0
    for choice in ("a", "b", "c"):
        journal.add(_step(journal.head, choice))
        assert journal.depth == len(journal.path())
    journal.head = 0
    assert journal.depth == 1
    journal.add(_step(0, "other"))
    assert (journal.head, journal.depth) == (3, 2)
    journal.head = START
    assert journal.depth == 0


def test_a_journal_that_is_given_whole_knows_its_depth() -> None:
    steps = [_step(START, "a"), _step(0, "b"), _step(START, "c"), _step(1, "d")]
    assert [Journal(steps, head).depth for head in (START, 0, 1, 2, 3)] == [0, 1, 2, 1, 3]


def test_of_steps_that_are_left_the_numbers_parents_notes_and_depth_fit_again() -> None:
    journal = Journal(
        [_step(START, "gone"), _step(START, "a"), _step(1, "b")],
        2,
        [Note(0, "hall", "x", ""), Note(2, "hall", "y", "")],
    )
    assert journal.depth == 2
    assert journal.leave([1, 2]) == {START: START, 1: 0, 2: 1}
    assert [(step.id, step.parent) for step in journal.steps] == [("a", START), ("b", 0)]
    assert [(note.step, note.text) for note in journal.notes] == [(1, "y")]
    assert (journal.head, journal.depth) == (1, 2)
    journal.head = 0
    assert journal.depth == 1

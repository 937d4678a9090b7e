"""“The order of things” of scene-format.md, to the letter."""

from __future__ import annotations

import pytest

from game.play.session import NotOpenError, Session
from tests.support.packs import play

COUNT = "variables: {n: {start: 0, min: 0, max: 9, show: number, label: n}, f: false, g: false}\n"


def steps(session: Session, *ids: str) -> Session:
    for step in ids:
        session.choose(step)
    return session


def said(session: Session) -> str:
    return " / ".join(passage.words for passage in session.look().passages)


def test_effects_of_a_choice_see_the_facts_as_before() -> None:
    scene = """\
hall:
  title: Hall
  choices:
    - {id: go, text: Go, to: room, if: not chose(hall.go), do: ["f = seen(hall)", "g = chose(hall.go)", n += 1]}
room: {title: Room, text: "{f} {g} {n}", do: ["f = seen(hall)", "g = chose(hall.go)"], next: end}
"""
    session = play(scene, more=COUNT)
    session.choose("go")
    assert said(session) == "yes yes 1"


def test_the_effects_of_a_choice_do_not_see_it_chosen_nor_the_scene_seen() -> None:
    scene = """\
hall:
  title: Hall
  choices: [{id: go, text: Go, to: room, do: ["f = seen(hall)", "g = chose(hall.go)"]}]
room: {title: Room, text: "{f} {g} {seen(hall): seen} {chose(hall.go): chosen}", next: end}
"""
    assert said(steps(play(scene, more=COUNT), "go")) == "no no seen chosen"


def test_the_effects_of_a_choice_come_before_those_of_the_entry() -> None:
    scene = """\
hall: {title: Hall, choices: [{id: go, text: Go, to: room, do: n = 2}]}
room: {title: Room, do: n = n * 3, text: "{n}", next: end}
"""
    assert said(steps(play(scene, more=COUNT), "go")) == "6"


def test_the_entry_runs_its_effects_then_mail_then_text() -> None:
    scene = """\
hall:
  title: "Hall {n}"
  do: n += 1
  text: "{n} {read(note): read | unread}"
  mail: [{id: note, from: a, subject: "S {n}", body: "B {n}", if: n == 1, do: n = 5}]
  next: end
"""
    turn = play(scene, more=COUNT).look()
    assert (turn.title, turn.passages[0].words) == ("Hall 1", "1 unread")
    assert (turn.mail[0].subject, turn.mail[0].body) == ("S 1", "B 1")


def test_a_scene_is_not_seen_during_its_first_visit_and_is_from_then_on() -> None:
    scene = """\
hall:
  title: Hall
  do: "f = seen(hall)"
  text: "{seen(hall): again | first} {f}"
  choices:
    - {id: stay, text: "{seen(hall): again | first}", to: hall}
    - {id: go, text: Go, to: room, if: seen(hall)}
room: {title: Room, text: "{seen(hall): hall} {seen(room): room | here}", choices: [{id: back, text: Back, to: hall}]}
"""
    session = play(scene, more=COUNT)
    assert said(session) == "first no"
    assert [option.words for option in session.look().options] == ["first"]
    session.choose("stay")
    assert said(session) == "again yes"
    assert session.offered() == ("stay", "go")
    session.choose("go")
    assert said(session) == "hall here"


def test_a_reentry_to_the_same_scene_runs_all_of_it() -> None:
    scene = """\
hall:
  title: Hall
  do: n += 1
  text: "{n}"
  mail: [{id: note, from: a, subject: "{n}", body: b, if: n > 1}]
  choices: [{id: stay, text: Stay, to: hall}]
"""
    session = play(scene, more=COUNT)
    assert (said(session), session.look().mail) == ("1", ())
    session.choose("stay")
    assert (said(session), [letter.subject for letter in session.look().mail]) == ("2", ["2"])
    session.choose("stay")
    assert (said(session), [letter.subject for letter in session.look().mail]) == ("3", ["2"])


def test_mail_that_was_not_delivered_is_tried_again_at_the_next_entry() -> None:
    scene = """\
hall:
  title: Hall
  mail: [{id: note, from: a, subject: b, body: c, if: f}]
  choices: [{id: set, text: Set, to: room, do: f = true}]
room: {title: Room, choices: [{id: back, text: Back, to: hall}]}
"""
    session = play(scene, more=COUNT)
    session.choose("set")
    assert not session.look().mail
    session.choose("back")
    assert [letter.id for letter in session.look().mail] == ["note"]


def test_mail_is_delivered_once_and_stays_for_the_rest_of_the_story() -> None:
    scene = """\
hall:
  title: Hall
  mail: [{id: note, from: a, subject: b, body: c, if: not f}]
  choices: [{id: go, text: Go, to: room, do: f = true}]
room: {title: Room, view: narration, choices: [{id: back, text: Back, to: hall}, {text: End, to: end}]}
"""
    session = play(scene, more=COUNT)
    assert [letter.new for letter in session.look().mail] == [True]
    for step in ("go", "back", "go", "end"):
        session.choose(step)
        assert [(letter.id, letter.new) for letter in session.look().mail] == [("note", False)]


def test_a_first_reading_runs_its_effects_then_sets_read_and_a_second_does_nothing() -> None:
    scene = """\
hall:
  title: Hall
  mail: [{id: note, from: a, subject: b, body: c, do: ["f = read(note)", n += 1]}]
  choices: [{id: go, text: "{n} {f}", to: end, if: read(note)}]
  next: hall
"""
    session = play(scene, more=COUNT)
    assert session.offered() == ("continue",)
    session.read("note")
    assert [option.words for option in session.look().options] == ["1 no"]
    before = session.journal.head
    session.read("note")
    assert [option.words for option in session.look().options] == ["1 no"]
    assert session.journal.head == before
    assert session.look().mail[0].read


def test_mail_can_be_read_in_any_later_scene_whatever_its_view() -> None:
    scene = """\
hall: {title: Hall, view: inbox, mail: [{id: note, from: a, subject: b, body: c, do: n = 3}], next: room}
room: {title: Room, view: console, text: "{n}", next: end}
"""
    session = play(scene, more=COUNT)
    session.choose("continue")
    session.read("note")
    assert session.facts()["n"] == 3


def test_text_is_fixed_at_entry_while_choices_locks_ways_and_gauges_are_live() -> None:
    scene = """\
hall:
  title: "T {n}"
  text: ["{n}", {if: n > 0, say: Hm.}]
  mail:
    - {id: note, from: a, subject: "S {n}", body: "B {n}", do: n = 5}
  choices:
    - {id: open, text: "O {n}", to: end, if: n == 5}
    - {id: shut, text: "C {n}", to: end, if: n > 6, locked: "L {n}"}
  next: [{if: n == 0, to: room}]
room: {title: Room, next: end}
"""
    session = play(scene, more=COUNT)
    before = session.look()
    assert [(o.id, o.words, o.open, o.reason) for o in before.options] == [
        ("shut", "C 0", False, "L 0"),
        ("continue", before.options[1].words, True, ""),
    ]
    session.read("note")
    after = session.look()
    assert (after.title, after.passages) == (before.title, before.passages) == ("T 0", after.passages)
    assert (after.mail[0].subject, after.mail[0].body) == ("S 0", "B 0")
    assert [(o.id, o.words, o.open, o.reason) for o in after.options] == [
        ("open", "O 5", True, ""),
        ("shut", "C 5", False, "L 5"),
    ]
    assert [gauge.value for gauge in before.gauges] == ["0"]
    assert [gauge.value for gauge in after.gauges] == ["5"]


def test_the_way_on_beside_choices_opens_when_none_of_them_is_open() -> None:
    scene = """\
hall:
  title: Hall
  choices: [{id: one, text: One, to: hall, once: true}, {id: two, text: Two, to: hall, if: not chose(hall.two)}]
  next: end
"""
    session = play(scene)
    assert session.offered() == ("one", "two")
    with pytest.raises(NotOpenError):
        session.choose("continue")
    session.choose("one")
    assert session.offered() == ("two",)
    session.choose("two")
    assert session.offered() == ("continue",)
    session.choose("continue")
    assert session.ended


def test_next_is_never_taken_by_itself() -> None:
    session = play("hall: {title: Hall, next: room}\nroom: {title: Room, next: end}\n")
    assert session.look().scene == "hall"
    session.choose("continue")
    assert session.look().scene == "room"


def test_the_first_way_that_applies_is_taken() -> None:
    scene = "hall: {title: Hall, next: [{if: n > 5, to: a}, {if: n > 2, to: b}, {to: c}]}\n"
    scene += "a: {title: A, next: end}\nb: {title: B, next: end}\nc: {title: C, next: end}\n"
    for start, wanted in ((0, "c"), (3, "b"), (6, "a")):
        session = play(scene, more=f"variables: {{n: {{start: {start}, min: 0, max: 9}}}}\n")
        assert session.choose("continue").scene == wanted


def test_a_taken_way_is_remembered_as_a_choice_named_continue() -> None:
    scene = (
        "hall: {title: Hall, next: room}\nroom: {title: Room, text: '{chose(hall.continue): yes | no}', next: end}\n"
    )
    assert said(steps(play(scene), "continue")) == "yes"


def test_at_an_ending_mail_can_be_opened_without_effects() -> None:
    scene = "hall: {title: Hall, mail: [{id: note, from: a, subject: b, body: c, do: n = 5}], next: end}\n"
    session = steps(play(scene, more=COUNT), "continue")
    journal = list(session.journal.steps)
    assert session.read("note").ending
    assert session.facts()["n"] == 0
    assert session.journal.steps == journal
    with pytest.raises(NotOpenError):
        session.choose("continue")


def test_an_ending_has_no_options() -> None:
    turn = steps(play("hall: {title: Hall, next: end}\n"), "continue").look()
    assert turn.ending
    assert turn.options == ()
    assert not turn.stuck


def test_a_choice_taken_once_is_hidden_even_if_it_has_a_lock() -> None:
    scene = """\
hall:
  title: Hall
  choices:
    - {id: one, text: One, to: hall, once: true, if: n < 5, locked: No.}
    - {id: two, text: Two, to: hall, do: n += 4}
"""
    session = play(scene, more=COUNT)
    steps(session, "two", "two")
    assert [(o.id, o.open) for o in session.look().options] == [("one", False), ("two", True)]
    session.undo()
    session.choose("one")
    assert [o.id for o in session.look().options] == ["two"]


def test_a_choice_whose_guard_is_false_is_hidden_or_locked_with_its_reason() -> None:
    scene = """\
hall:
  title: Hall
  choices:
    - {id: a, text: A, to: end, if: f}
    - {id: b, text: B, to: end, if: f, locked: "Not {n} yet."}
    - {id: c, text: C, to: end, if: not f, locked: Never shown.}
"""
    session = play(scene, more=COUNT)
    assert [(o.id, o.open, o.reason) for o in session.look().options] == [("b", False, "Not 0 yet."), ("c", True, "")]
    for shut in ("a", "b", "nothing", "continue", ""):
        with pytest.raises(NotOpenError) as caught:
            session.choose(shut)
        assert caught.value.offered == ("c",)


@pytest.mark.parametrize(
    "keys", ["choices: [{text: Go, to: end, if: f}]", "next: [{if: f, to: end}]", "text: Nothing."]
)
def test_a_dead_end_is_a_turn_that_says_so_and_no_crash(keys: str) -> None:
    session = play(f"hall: {{title: Hall, next: room}}\nroom: {{title: Room, {keys}}}\n", more=COUNT)
    turn = session.choose("continue")
    assert turn.stuck
    assert not turn.ending
    assert turn.can_undo
    session.undo()
    assert not session.look().stuck


def test_a_dead_end_is_judged_without_further_reading() -> None:
    scene = """\
hall:
  title: Hall
  mail: [{id: note, from: a, subject: b, body: c}]
  choices: [{text: Go, to: end, if: read(note)}]
"""
    session = play(scene)
    assert session.look().stuck
    assert not session.read("note").stuck


def test_numbers_are_clamped_at_each_single_assignment_in_play() -> None:
    scene = "hall: {title: Hall, do: [n += 100, n -= 4, f = n == 5], text: '{n} {f}', next: end}\n"
    assert said(play(scene, more=COUNT)) == "5 yes"


def test_undo_and_rewind_run_nothing() -> None:
    scene = """\
hall: {title: Hall, do: n += 1, text: "{n}", choices: [{id: go, text: Go, to: room, do: n += 1}]}
room: {title: Room, do: n += 1, mail: [{id: note, from: a, subject: b, body: c, do: n += 1}], next: end}
"""
    session = play(scene, more=COUNT)
    first = session.look()
    session.choose("go")
    session.read("note")
    assert session.facts()["n"] == 4
    session.undo()
    assert session.facts()["n"] == 3
    assert not session.look().mail[0].read
    session.rewind(-1)
    assert session.look() == first


def test_the_facts_of_a_role_and_its_conditions_are_fixed_before_the_start() -> None:
    more = "conditions: {x: {ask: X?, options: {a: the a, b: the b}, default: a}}\n"
    scene = "hall: {title: Hall, text: '{role} {x} {x == \"b\": yes | no}', next: end}\n"
    assert said(play(scene, more=more)) == "player the a no"
    assert said(play(scene, more=more, settings={"x": "b"})) == "player the b yes"

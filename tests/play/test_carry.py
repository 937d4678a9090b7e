"""What one run hands to another: numbers stay within their bounds, in play, in the save and on the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.play.carry import carry_over
from game.play.library import Library
from game.play.machine import StoryMachine
from game.play.saves import SaveFolder
from game.play.session import Session
from game.story.loader import load
from tests.cli import harbour
from tests.export.engine import Engine
from tests.plain.conversation import noon
from tests.support.packs import write


def story_files(given: str) -> dict[str, str]:
    """The harbour, where the keeper's night hands the clerk some oil."""
    files = {**harbour.FILES}
    files["story.yaml"] = files["story.yaml"].replace("set: {warned: warned}", f"set: {{warned: warned, oil: {given}}}")
    assert files["story.yaml"] != harbour.FILES["story.yaml"]
    return files


@pytest.mark.parametrize(
    ("given", "oil"),
    [("oil * 10", 9), ("oil - 10", 0), ("oil + 1", 3), ("999999999 * 999999999", 9), ("-999999999 * 999999999", 0)],
)
def test_a_number_that_is_handed_over_is_clamped_like_any_other(tmp_path: Path, given: str, oil: int) -> None:
    write(tmp_path / "scenes" / "harbour", story_files(given))
    story = load(tmp_path / "scenes" / "harbour").story
    assert story is not None
    machine = StoryMachine(story)
    finished = Session(machine, "keeper", seed=harbour.SEED_DAWN)
    for choice in ("trim", "continue"):
        finished.choose(choice)
    assert finished.facts()["oil"] == 2
    carried, earlier = carry_over(finished, "clerk")
    assert carried == {"warned": False, "oil": oil}
    books = Library((tmp_path / "scenes",), SaveFolder(tmp_path / "saves"), noon, lambda: 1)
    begun = books.keep(Session(machine, "clerk", finished.settings, carried=carried, earlier=earlier))
    begun.choose("file_them")
    loaded = books.resume(books.kept()[0][0])
    assert (loaded.facts()["oil"], loaded.look().notices) == (oil, ())

    engine = Engine(story)
    engine.open(harbour.SEED_DAWN)
    for act, value in (("begin", ""), ("choose", "trim"), ("choose", "continue"), ("other", "clerk")):
        engine.act(act, value)
    assert engine.ask("session.carried") == {"warned": False, "oil": oil}
    engine.act("paste", paste=engine.call("encode"))
    assert engine.ask("app.told") == "Loaded."
    assert engine.ask("session.carried.oil") == oil

"""Plain mode follows the files of a story that is being written."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path

from game.plain.run import run
from game.plain.talk import Talk
from game.play.library import Library
from game.play.saves import SaveFolder
from game.play.wish import Wish
from tests.cli.program import Program
from tests.support import packs, saving
from tests.terminal import tmux

Line = str | Callable[[], None]


class Typist(io.StringIO):
    """Input whose lines are typed, or done: a function edits the files and leaves a blank line."""

    def __init__(self, lines: list[Line]) -> None:
        super().__init__()
        self.lines = lines

    def readline(self, _: int | None = -1, /) -> str:
        """The next line."""
        line = self.lines.pop(0) if self.lines else "quit"
        if isinstance(line, str):
            return f"{line}\n"
        line()
        return "again\n"


def heard(tmp_path: Path, *lines: tuple[str, str] | str) -> str:
    """What is said while a person types the lines and makes the edits, pairs of old and new text."""
    folder = packs.write(tmp_path / "scenes" / "small", saving.FILES)

    def edit(old: str, new: str, tick: int) -> None:
        file = folder / "scenes.yaml"
        file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
        os.utime(file, ns=(tick, tick))

    typed: list[Line] = [
        line if isinstance(line, str) else (lambda line=line, tick=number: edit(*line, tick))  # type: ignore[misc]
        for number, line in enumerate(lines, 1)
    ]
    out = io.StringIO()
    library = Library((tmp_path / "scenes",), SaveFolder(tmp_path / "saves"), saving.clock, lambda: 7)
    run(library, Wish("small", "player", seed=1, watch=True), Talk(Typist(typed), out))
    return out.getvalue()


def test_an_edit_is_told_and_the_place_is_kept(tmp_path: Path) -> None:
    said = heard(tmp_path, "stay", ('text: "{n}"', 'text: "Here again: {n}"'))
    assert "Notice: The story was read again." in said
    assert "Here again: 2" in said


def test_a_fault_is_told_with_its_line_and_the_last_good_version_goes_on(tmp_path: Path) -> None:
    said = heard(tmp_path, ("to: urn", "to: unr"), "stay", ("to: unr", "to: urn"), "stay")
    assert "Notice: The story has faults now" in said
    assert "did you mean “urn”?" in said
    assert said.count("Scene: Hall") >= 4
    assert "Notice: The story was read again." in said


def test_steps_that_are_lost_are_named(tmp_path: Path) -> None:
    said = heard(tmp_path, "stay", ("{id: stay, text: Stay,", "{id: wait, text: Wait,"), "wait")
    assert "“stay” in hall" in said


def test_a_person_at_a_terminal_sees_the_edit_without_typing(tmp_path: Path) -> None:
    tmux.need()
    folder = packs.write(tmp_path / "scenes" / "small", saving.FILES)
    with tmux.Tmux(tmp_path) as terminal:
        terminal.type("$ROLLOUT play --plain --watch small --role player")
        terminal.until("Scene: Hall")
        file = folder / "scenes.yaml"
        file.write_text(file.read_text("utf-8").replace('text: "{n}"', 'text: "Seen at once"'), "utf-8")
        terminal.until("Seen at once")
        terminal.type("quit")
        terminal.until("Nothing is kept yet")


def test_watching_needs_a_story(tmp_path: Path) -> None:
    result = Program(tmp_path)("play", "--watch", "--plain")
    assert result.status == 2
    assert "--watch needs the story" in result.err

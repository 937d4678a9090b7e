"""Plain mode at a real terminal: narrow, stopped and gone on with, and left while nothing can be kept."""

from __future__ import annotations

from pathlib import Path

from tests.cli import harbour
from tests.terminal.tmux import PROMPT, Tmux, need


def test_at_forty_columns_further_lines_stand_under_the_first_and_a_stop_asks_again(tmp_path: Path) -> None:
    need()
    harbour.build(tmp_path / "scenes")
    (tmp_path / "saves").mkdir()
    with Tmux(tmp_path, columns=40) as terminal:
        terminal.type("$ROLLOUT play harbour --plain --role keeper --seed 1")
        terminal.until("2. Put out the lamp (taking it back\n   will leave a trace)")
        terminal.until("danger.)\n>")
        terminal.go("C-z", PROMPT)
        terminal.type("clear; fg")
        terminal.until("\n>")
        terminal.type("1")
        terminal.until("You go down.")
        scene = terminal.screen().split("\nScene: ")[1]
        assert max(map(len, scene.split("\n"))) <= 40
        terminal.type("quit")
        terminal.until("To go on:")


def test_ctrl_c_does_not_call_kept_what_could_not_be_kept(terminal: Tmux) -> None:
    terminal.type("clear; (ulimit -f 0; $ROLLOUT play harbour --plain --role keeper --seed 1)")
    terminal.until("danger.)\n>")
    terminal.type("1")
    terminal.until("Notice: This step could not be saved (File too large).")
    terminal.press("C-c")
    terminal.until("The last step could not be kept: File too large.")
    terminal.until(f"\n{PROMPT}")
    assert "Every step played so far is kept" not in terminal.screen()

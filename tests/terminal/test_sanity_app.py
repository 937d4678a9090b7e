"""The app at a real terminal when things go wrong around it: a fault of its own, a stop, a hang-up, few colours."""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path

from game.play.library import Library
from game.play.saves import SaveFolder
from tests.plain.conversation import noon
from tests.terminal.test_release_paths import shell_is_usable
from tests.terminal.tmux import PATIENCE, PROMPT, Tmux

#: The program with a fault in it: taking a step back fails.
BROKEN = """\
import sys
from game.__main__ import main
from game.tui.play import PlayPage

def broken(self):
    raise RuntimeError("a hook is broken")

PlayPage.action_undo = broken
sys.argv[1:] = ["play", "harbour", "--role", "keeper"]
sys.exit(main())
"""


#: How long a key that came too early is waited for before it is pressed again.
SOON = 0.4


def into_the_stairs(terminal: Tmux) -> None:
    """One step on from the first scene."""
    terminal.until("Trim the wick")
    while not terminal._shows("What would you say to Ada?", SOON):  # a key that came too early means nothing
        terminal.press("1")
    terminal.go("Enter", "You go down.")


def kept_steps(folder: Path) -> int:
    """How many steps the one playthrough there has."""
    books = Library((folder / "scenes",), SaveFolder(folder / "saves"), noon, lambda: 1)
    ((info,), damaged) = books.kept()
    assert not damaged
    return books.resume(info).look().step


def ends(pid: int) -> bool:
    """Whether a process is gone, or only its name is left, before long."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except OSError:
            return True
    return False


def test_a_fault_leaves_a_sane_terminal_a_report_and_the_place_of_the_playthrough(
    terminal: Tmux, tmp_path: Path
) -> None:
    (tmp_path / "broken.py").write_text(BROKEN)
    terminal.type(f"clear; {sys.executable} broken.py; echo status-$?")
    into_the_stairs(terminal)
    terminal.go("u", "status-1")
    (report,) = (tmp_path / "saves").glob("crash-*.txt")
    said = terminal.screen().replace("\n", "")
    assert f"Rollout has failed, and we are sorry. The report is in {report}." in said
    assert re.search(r"Kept in .*/saves/harbour-keeper-\w+\.json\. To go on: rollout play --resume", said)
    assert "Traceback" not in said
    assert "a hook is broken" in report.read_text()
    assert kept_steps(tmp_path) == 1
    shell_is_usable(terminal)


def test_a_stopped_app_is_gone_on_with_and_one_whose_terminal_is_closed_has_kept_every_step(
    terminal: Tmux, tmp_path: Path
) -> None:
    terminal.type("clear; sh -c 'echo $$ > pid; exec $ROLLOUT play harbour --role keeper'")
    into_the_stairs(terminal)
    terminal.go("C-z", PROMPT)
    terminal.type("clear; fg")
    terminal.until("▸ 1  Continue")
    assert "You go down." in terminal.screen()
    terminal._tmux("new-window", "-t", "s:9")
    terminal._tmux("kill-window", "-t", "s:0")
    assert ends(int((tmp_path / "pid").read_text()))
    assert kept_steps(tmp_path) == 1


def test_no_more_colours_are_sent_than_the_terminal_has(terminal: Tmux) -> None:
    for given, colours in (("TERM=xterm-256color", {b"5"}), ("TERM=xterm", set())):
        before = len(terminal.sent())
        terminal.type(f"clear; env -u COLORTERM {given} $ROLLOUT play harbour --role keeper")
        terminal.until("▹ 1  Trim the wick")
        assert set(re.findall(rb"[34]8;([25]);", terminal.sent()[before:])) == colours
        terminal.go("q", PROMPT)

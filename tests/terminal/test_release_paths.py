"""The ways into the game, each tried once in a real terminal from the first screen to the shell afterwards."""

from __future__ import annotations

import os
import re
import signal
from pathlib import Path

from tests.cli.ugly import assert_inert
from tests.terminal.tmux import PROMPT, Tmux

#: What draws: control sequences, and the few escapes without parameters.
DRAWING = re.compile(rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[=>78()][0AB]?")
#: What names a window, a link, a clipboard: nothing in a story has business there.
OPERATING = re.compile(rb"\x1b\](.*?)(?:\x07|\x1b\\)", re.DOTALL)


def shell_is_usable(terminal: Tmux) -> None:
    """The shell answers, what is typed is seen, the screen is the ordinary one, and Ctrl+C reaches it."""
    terminal.until(PROMPT)
    terminal.type("echo still-$((40 + 2))-here; stty -a | grep -c ' echo '")
    terminal.until("still-42-here\n1\n")
    assert "echo still-$((40 + 2))-here" in terminal.screen()
    assert terminal._tmux("display-message", "-p", "-t", "s", "#{alternate_on} #{cursor_flag} #{mouse_any_flag}") == (
        "0 1 0\n"
    )


def set_up(terminal: Tmux) -> None:
    """From the shell over the title to the questions of the first story."""
    terminal.type("$ROLLOUT")
    terminal.until("▸ Begin")
    terminal.go("Enter", "Whom do you play?")


def test_the_app_plays_from_the_title_to_an_ending_and_leaves_a_usable_shell(terminal: Tmux) -> None:
    set_up(terminal)
    terminal.go("Down", "▸ (•) The Clerk")
    terminal.go("Enter", "Papers, and more papers.")
    terminal.go("1", "The ship is safe.")
    terminal.go("Enter", "This is a story, not a measurement.")
    terminal.go("Escape", "The ship is safe.")
    terminal.go("q", "Kept in")
    assert "harbour-clerk-" in terminal.screen()
    assert "To go on" not in terminal.screen()
    shell_is_usable(terminal)


def test_a_killed_app_has_lost_no_step_and_reset_mends_the_terminal(terminal: Tmux, tmp_path: Path) -> None:
    terminal.type("sh -c 'echo $$ > pid; exec $ROLLOUT play harbour --role keeper'")
    terminal.until("Trim the wick")
    terminal.go("1", "What would you say to Ada?")
    terminal.go("Enter", "You go down.")
    os.kill(int((tmp_path / "pid").read_text()), signal.SIGKILL)
    terminal.until("Killed")
    terminal.type("reset; echo men''ded", enter="C-j")  # where Enter itself does not work any more
    terminal.until("mended")
    terminal.type("clear; $ROLLOUT play --resume --saves saves")
    terminal.until("You go down.")
    terminal.go("q", "To go on: rollout play --resume")
    assert "rollout play --resume --saves saves" in terminal.screen().replace("\n", "")
    shell_is_usable(terminal)


def test_plain_mode_plays_in_a_terminal_and_leaves_a_usable_shell(terminal: Tmux) -> None:
    terminal.type("$ROLLOUT play harbour --plain --role keeper --seed 1")
    terminal.until("Locked: Signal the ship (You know of no danger.)")
    terminal.type("read 2")
    terminal.until("What you can do has changed.")
    terminal.type("signal")
    terminal.until("You go down.")
    terminal.press("C-c")
    terminal.until("Stopped. Every step played so far is kept.")
    terminal.type("clear; $ROLLOUT play --plain --resume")
    terminal.until("You go down.")
    terminal.type("1")
    terminal.until("The story has ended.")
    terminal.press("C-d")
    terminal.until("Kept in")
    shell_is_usable(terminal)


def test_plain_mode_redraws_nothing(terminal: Tmux) -> None:
    terminal.type("$ROLLOUT play hostile --plain --role keeper; echo over")
    terminal.until("> ")
    for line in ("read 1", "mail", "go", "again", "quit"):
        terminal.type(line)
    terminal.until("over\n")
    shown = terminal.sent().split(b"echo over", 1)[1]
    assert_inert(shown)


def test_an_app_that_plays_a_hostile_pack_sends_no_escape_of_the_pack(terminal: Tmux) -> None:
    terminal.type("$ROLLOUT play hostile")
    terminal.until("Whom do you play?")
    terminal.go("C-q", PROMPT)
    terminal.type("clear; $ROLLOUT play hostile --role keeper")
    terminal.until("1  Go ")
    terminal.press("m", "Enter")
    terminal.go("h", "History")
    terminal.go("Escape", "1  Go ")
    terminal.go("1", "Only you see this.")
    terminal.go("Enter", "▸ 1  Debrief")
    terminal.go("Enter", "Go on to the debrief")
    terminal.go("Enter", "YOUR PATH")
    for _ in range(8):
        terminal.press("Right", "Down", "Enter")
    terminal.go("C-q", "Kept in")
    sent = terminal.sent()
    assert b"@click=app.quit" in sent
    operating = OPERATING.findall(sent)
    named = [words for words in operating if words.startswith(b"2;Rollout")]
    assert named, "the window has the name of the story"
    assert all(letter.isprintable() for words in named for letter in words.decode("utf-8"))
    assert not [words for words in operating if words not in named and (b"title" in words or b"x.example" in words)]
    assert not [drawn for drawn in DRAWING.findall(sent) if b"31;7;5" in drawn]
    assert_inert(OPERATING.sub(b"", DRAWING.sub(b"", sent)))

"""The commands that other programs talk to: ``agent`` and ``completion``."""

from __future__ import annotations

import argparse

from game.cli.grammar.options import UNSET, as_json, command, one_pack, seeded, settings
from game.cli.grammar.values import count, day, path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def agent(commands: Any) -> None:
    """``rollout agent``."""
    added = command(
        commands,
        "agent",
        "Let a program play, over JSON lines or by a policy; rate what it wrote; report what many rollouts came to.",
        "rollout agent the-cutover --model my-model --log runs.jsonl",
        "rollout agent the-cutover --rollouts 100 --policy random > runs.jsonl",
        "rollout agent the-cutover --policy scenes/the-cutover/walkthroughs/the_pause.yaml",
        "rollout agent rate runs.jsonl --rater ada --log ada.jsonl",
        "rollout agent report runs.jsonl ada.jsonl",
    )
    one_pack(added, "a pack's id, or the path of its folder; or report, or rate")
    added.add_argument(
        "files", nargs="*", default=[], metavar="FILE", help="behind report and rate: files of records and ratings"
    )
    added.add_argument("--role", default=UNSET, help="whom it plays; the first role, if absent")
    settings(added)
    seeded(added, "the first rollout's seed; 0, if absent")
    added.add_argument("--mode", choices=("closed", "other", "open"), default="closed", help="how it answers")
    added.add_argument("--rollouts", type=count, default=1, metavar="N", help="how many, one after the other")
    added.add_argument("--policy", default="", metavar="P", help="random, first, or the file of a walkthrough")
    added.add_argument("--max-turns", type=count, default=300, metavar="N", help="a longer rollout is unfinished")
    added.add_argument("--model", default="", metavar="ID", help="who plays, for the records")
    added.add_argument("--temperature", default="", metavar="T", help="for the records")
    added.add_argument("--date", type=day, metavar="DAY", help="the day for the records; today, if absent")
    added.add_argument("--rater", default="", metavar="NAME", help="behind rate: who says what the words mean")
    added.add_argument("--log", type=path, metavar="FILE", help="add the records, or the ratings, to this file")
    as_json(added)


def completion(commands: Any) -> None:
    """``rollout completion``."""
    added = command(
        commands,
        "completion",
        "Print what makes a shell complete commands, options, stories and playthroughs.",
        "rollout completion bash >> ~/.bashrc",
        "rollout completion zsh > ~/.zfunc/_rollout",
        "rollout completion fish > ~/.config/fish/completions/rollout.fish",
    )
    shells = ("bash", "zsh", "fish", "words")
    added.add_argument("shell", choices=shells, help="the shell; words: what those scripts ask for")
    added.add_argument("words", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)

"""The command line's grammar: every command with its options, its one line of help and its examples.

All of it is read for ``rollout --help``, so nothing here imports more than it must; not even ``typing``.
"""

from __future__ import annotations

import argparse
from importlib import import_module

from game import __version__
from game.cli import MisuseError
from game.cli.grammar import authoring, playing, programs, teaching
from game.cli.grammar.complaints import Parser
from game.cli.grammar.options import examples

TYPE_CHECKING = False
if TYPE_CHECKING:  # these cost more to import than all of --help, so they are left to the type checker
    from collections.abc import Callable, Sequence

    Command = Callable[[argparse.Namespace], int]


#: What adds each command, under the command's name, in the order they are listed.
COMMANDS = (
    playing.play,
    playing.packs,
    authoring.check,
    authoring.test,
    playing.record,
    playing.saves,
    authoring.schema,
    authoring.new,
    authoring.graph,
    authoring.diff,
    programs.agent,
    teaching.handout,
    teaching.export,
    teaching.host,
    programs.completion,
)


def parsed(words: list[str]) -> argparse.Namespace:
    """What a command line asks for.  Raises MisuseError, and SystemExit once help has been printed."""
    try:
        return parser(words).parse_args(words)
    except MisuseError:
        return parser().parse_args(words)  # which knows all that may have been meant


def parser(words: Sequence[str] = ()) -> Parser:
    """The grammar; only of the commands that the ``words`` of a command line name, which is quicker, if they name any."""
    top = Parser(
        prog="rollout",
        description="A text adventure about one published test, and an engine for stories like it.",
        epilog=examples("rollout", "rollout play the-cutover --plain", "rollout check scenes/the-cutover"),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"rollout {__version__}")
    playing.by_default(top)
    commands = top.add_subparsers(title="commands", metavar="COMMAND")
    for add in [add for add in COMMANDS if add.__name__ in words] or COMMANDS:
        add(commands)
    return top


def command(options: argparse.Namespace) -> Command:
    """The function that carries out what was asked for."""
    found: Command = getattr(import_module(f"game.cli.{options.module}"), options.module)
    return found

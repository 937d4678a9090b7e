"""What many commands have: a command with its help and examples, and the options that they share."""

from __future__ import annotations

import argparse

from game.cli.grammar.values import path, seed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

#: An option given before the command's name counts as well as one given behind it.
UNSET = argparse.SUPPRESS
PACK = "a pack's id, or the path of its folder"
#: How many minutes a class can take.
PLANS = (20, 50, 90)


def examples(*lines: str) -> str:
    """What stands below a command's options."""
    return "examples:\n" + "\n".join(f"  {line}" for line in lines)


def command(commands: Any, name: str, text: str, *lines: str) -> Any:
    """A command, its one line of help, and its examples."""
    added = commands.add_parser(
        name,
        help=text,
        description=text,
        epilog=examples(*lines),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    added.set_defaults(module=name)
    return added


def one_pack(added: Any, text: str = PACK) -> None:
    """A pack by its id or its folder, where packs are looked for, and what is added to it."""
    added.add_argument("pack", help=text)
    where_packs(added)
    extended(added)


def many_packs(added: Any) -> None:
    """Any number of packs, where they are looked for, and what is added to them."""
    added.add_argument("pack", nargs="*", help="packs' ids or paths; every pack found, if none is given")
    where_packs(added)
    extended(added)


def where_packs(added: Any) -> None:
    """``--packs``."""
    added.add_argument(
        "--packs", action="append", type=path, default=UNSET, metavar="DIR", help="look for packs here first"
    )


def extended(added: Any) -> None:
    """``--with``."""
    added.add_argument(
        "--with",
        action="append",
        default=UNSET,
        dest="extensions",
        metavar="PACK",
        help="add this extension to the story; may be given again",
    )


def where_saves(added: Any) -> None:
    """``--saves``."""
    added.add_argument("--saves", type=path, default=UNSET, metavar="DIR", help="the folder of the playthroughs")


def settings(added: Any, text: str | None = None) -> None:
    """``--set``."""
    added.add_argument("--set", action="append", default=UNSET, dest="settings", metavar="CONDITION=VALUE", help=text)


def seeded(added: Any, text: str = "the seed of all draws") -> None:
    """``--seed``."""
    added.add_argument("--seed", type=seed, default=UNSET, metavar="N", help=text)


def as_json(added: Any) -> None:
    """``--json``."""
    added.add_argument("--json", action="store_true", help="print one JSON object")


def out(added: Any, text: str = "write it there instead of printing it", metavar: str = "FILE") -> None:
    """``--out``."""
    added.add_argument("--out", type=path, metavar=metavar, help=text)

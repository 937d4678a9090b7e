"""The commands of whoever plays: ``play``, ``packs``, ``record`` and ``saves``."""

from __future__ import annotations

from game.cli.grammar.options import (
    PACK,
    UNSET,
    as_json,
    command,
    extended,
    out,
    seeded,
    settings,
    where_packs,
    where_saves,
)
from game.cli.grammar.values import path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def by_default(top: Any) -> None:
    """``rollout`` without a command plays."""
    _play_options(top)
    top.set_defaults(
        module="play",
        pack="",
        packs=[],
        extensions=[],
        saves=None,
        role="",
        settings=[],
        seed=None,
        resume=False,
        plain=False,
        watch=False,
        after=None,
    )


def play(commands: Any) -> None:
    """``rollout play``."""
    added = command(
        commands,
        "play",
        "Play a story.",
        "rollout play",
        "rollout play the-cutover --role assistant --set doors=one_open",
        "rollout play --resume",
        "rollout play ./my-pack --watch",
        "rollout play ./my-pack --plain < lines.txt",
    )
    added.add_argument("pack", nargs="?", default=UNSET, help=PACK)
    _play_options(added)


def _play_options(added: Any) -> None:
    where_packs(added)
    extended(added)
    where_saves(added)
    added.add_argument("--role", default=UNSET, help="whom to play; skips the set-up")
    settings(added, "settle a condition")
    seeded(added)
    added.add_argument("--resume", action="store_true", default=UNSET, help="go on with the last playthrough")
    added.add_argument(
        "--after",
        type=path,
        default=UNSET,
        metavar="SAVE",
        help="with --role: start from where this finished run ended",
    )
    added.add_argument("--plain", action="store_true", default=UNSET, help="numbered lines instead of the app")
    added.add_argument(
        "--watch", action="store_true", default=UNSET, help="read the story again as its files change, and go on there"
    )


def packs(commands: Any) -> None:
    """``rollout packs``."""
    added = command(commands, "packs", "List every pack found.", "rollout packs", "rollout packs --json")
    where_packs(added)
    as_json(added)


def record(commands: Any) -> None:
    """``rollout record``."""
    added = command(
        commands,
        "record",
        "Show the findings, search and filter them.",
        "rollout record",
        "rollout record blackmail-84-percent",
        "rollout record --search 'real evaluation' --evidence primary",
    )
    added.add_argument("id", nargs="?", default="", help="one finding's id")
    added.add_argument("--search", default="", metavar="WORDS", help="findings that hold every one of these words")
    grades = ("primary", "chart", "abstract", "secondary", "contested", "article")
    added.add_argument("--evidence", default="", choices=grades, help="findings of one grade of evidence")
    where_packs(added)
    as_json(added)


def saves(commands: Any) -> None:
    """``rollout saves``."""
    added = command(
        commands,
        "saves",
        "List the playthroughs kept; show, export, rename, delete or restore one; import one.",
        "rollout saves",
        "rollout saves export 7F3A --out my-day.html",
        "rollout saves delete 7F3A",
        "rollout saves import my-day.rollout",
    )
    _saves_options(added, aside=True)
    added.set_defaults(action="list", id="", aside=False, json=False)
    acts = added.add_subparsers(title="what to do; list, if absent", metavar="ACTION")
    _saves_options(_act(acts, "list", "List them, the last played first.", takes=""), aside=True)
    _saves_options(_act(acts, "show", "Show where one stands."))
    export = _act(acts, "export", "Write one down: a transcript, or the playthrough itself.")
    _saves_options(export, json=False)
    forms = ("md", "html", "json", "save")
    export.add_argument("--format", choices=forms, default="", help="a transcript as one of these; save: to go on with")
    out(export, "write it there; the suffix decides the format")
    rename = _act(acts, "rename", "Give one a name, or take it away.")
    _saves_options(rename, json=False)
    rename.add_argument("name", nargs="?", default="", help="what it is called from now on")
    delete = _act(acts, "delete", "Put one aside, to be restored or deleted for good.")
    _saves_options(delete, json=False, aside=True)
    delete.add_argument("--for-good", action="store_true", help="delete it instead")
    _saves_options(_act(acts, "restore", "Take back one that was put aside."), json=False)
    _saves_options(_act(acts, "import", "Add one that was exported as FILE.rollout.", takes="file"), json=False)


def _act(acts: Any, name: str, text: str, *, takes: str = "id") -> Any:
    added = acts.add_parser(name, help=text, description=text)
    added.set_defaults(action=name)
    if takes:
        help_ = "a playthrough's id, the beginning of it, or its name" if takes == "id" else "a file"
        added.add_argument("id", metavar=takes.upper(), help=help_)
    return added


def _saves_options(added: Any, *, json: bool = True, aside: bool = False) -> None:
    where_saves(added)
    where_packs(added)
    if json:
        added.add_argument("--json", action="store_true", default=UNSET, help="print one JSON object")
    if aside:
        added.add_argument("--aside", action="store_true", default=UNSET, help="what was put aside")

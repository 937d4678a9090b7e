"""The commands of whoever writes a story: ``check``, ``test``, ``schema``, ``new``, ``graph`` and ``diff``."""

from __future__ import annotations

from game.cli.grammar.options import as_json, command, many_packs, one_pack, out, where_packs
from game.cli.grammar.values import above_zero, path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def check(commands: Any) -> None:
    """``rollout check``."""
    added = command(
        commands,
        "check",
        "Find every fault of a pack, then prove what is true of all playthroughs.",
        "rollout check",
        "rollout check scenes/the-cutover --max-seconds 60",
        "rollout check --format github",
        "rollout check --explain E012",
    )
    many_packs(added)
    formats = ("text", "json", "github", "sarif")
    added.add_argument("--format", choices=formats, default="text", help="how to print the result")
    added.add_argument("--json", action="store_const", dest="format", const="json", help="the same as --format json")
    added.add_argument(
        "--max-states", type=above_zero, default=20_000_000, metavar="N", help="stop the search after N states"
    )
    added.add_argument(
        "--max-seconds", type=above_zero, default=float("inf"), metavar="S", help="stop the search after S seconds"
    )
    added.add_argument("--explain", metavar="CODE", default="", help="say what a diagnostic means, with an example")


def test(commands: Any) -> None:
    """``rollout test``."""
    added = command(
        commands,
        "test",
        "Run the walkthroughs of a pack, and say what they come by.",
        "rollout test scenes/the-cutover",
        "rollout test my-pack --update",
    )
    many_packs(added)
    added.add_argument("--update", action="store_true", help="write what happened as what is expected")
    as_json(added)


def schema(commands: Any) -> None:
    """``rollout schema``."""
    added = command(
        commands,
        "schema",
        "Print the JSON Schemas of a pack's files, for editors.",
        "rollout schema story",
        "rollout schema --out schemas",
    )
    added.add_argument(
        "name", nargs="?", default="", help="story, scenes, findings, questions, record or walkthrough; all, if absent"
    )
    out(added, "write NAME.schema.json files there instead", "DIR")


def new(commands: Any) -> None:
    """``rollout new``."""
    added = command(
        commands,
        "new",
        "Write a small story that checks clean, to begin from.",
        "rollout new my-story",
        "rollout new my-story --into stories/mine",
    )
    added.add_argument("name", help="the story's id: lower-case letters, digits, - and _")
    added.add_argument("--into", type=path, metavar="DIR", help="the folder to make; ./NAME, if absent")


def graph(commands: Any) -> None:
    """``rollout graph``."""
    added = command(
        commands,
        "graph",
        "Draw the scenes of a story and the steps between them; what cannot be reached is marked.",
        "rollout graph the-cutover",
        "rollout graph ./my-story --format html --out my-story.html",
    )
    one_pack(added)
    added.add_argument("--format", choices=("mermaid", "dot", "html"), default="mermaid", help="what to draw it for")
    out(added)
    added.add_argument("--no-proof", action="store_true", help="draw it at once, with nothing marked as unreachable")


def diff(commands: Any) -> None:
    """``rollout diff``."""
    added = command(
        commands,
        "diff",
        "Say what an edit of a story did: names, steps, endings, reachability, and the saves that no longer fit.",
        "rollout diff old/my-story my-story",
        "rollout diff old/my-story my-story --saves saves --json",
        "rollout diff old/my-story my-story --no-proof",
    )
    added.add_argument("old", metavar="OLD", help="the pack as it was: its id, or the path of its folder")
    added.add_argument("new", metavar="NEW", help="the pack as it is")
    where_packs(added)
    added.add_argument("--saves", type=path, default=None, metavar="DIR", help="replay each save of the story there")
    added.add_argument("--no-proof", action="store_true", help="compare what is written, and prove nothing")
    added.add_argument(
        "--max-seconds", type=above_zero, default=60.0, metavar="S", help="stop each proof after S seconds"
    )
    as_json(added)

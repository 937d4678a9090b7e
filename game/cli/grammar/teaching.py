"""The commands of whoever brings a story to others: ``handout``, ``export`` and ``host``."""

from __future__ import annotations

from game.cli.grammar.options import PLANS, command, one_pack, out, seeded, settings
from game.cli.grammar.values import count, path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def handout(commands: Any) -> None:
    """``rollout handout``."""
    added = command(
        commands,
        "handout",
        "Write the handout for a class, or with --plan the plan for whoever leads it.",
        "rollout handout the-cutover --out handout.pdf",
        "rollout handout the-cutover --plan 50 --out plan.html",
        "rollout handout the-cutover --plan 90 --debrief my-debrief.yaml",
        "rollout handout the-cutover --sheet redesign --out redesign.pdf",
    )
    one_pack(added)
    added.add_argument("--plan", type=int, choices=PLANS, help="the plan of so many minutes instead")
    sheets = ("redesign", "voices", "claims", "rubric", "harmed")
    added.add_argument("--sheet", default="", choices=sheets, help="a sheet to work with instead")
    added.add_argument(
        "--debrief", default="3d", metavar="NAME", help="3d, plus-delta, or a file: how the debrief is held"
    )
    out(added, "write it there: .md, .html or .pdf")


def export(commands: Any) -> None:
    """``rollout export``."""
    added = command(
        commands,
        "export",
        "Write a whole story as one page that a browser plays, without a server and without a network.",
        "rollout export the-cutover --html --out the-cutover.html",
        "rollout export ./my-story --html --role clerk --out clerk.html",
    )
    one_pack(added)
    added.add_argument("--html", action="store_true", help="as one self-contained page; what there is to write so far")
    added.add_argument("--role", default="", help="one role alone, and nothing of the others")
    out(added)


def host(commands: Any) -> None:
    """``rollout host``."""
    added = command(
        commands,
        "host",
        "Open a seminar room: students play on their phones, and you lead it from this terminal.",
        "rollout host the-cutover",
        "rollout host the-cutover --plan 20 --rehearse 30",
        "rollout host the-cutover --set private_matter=medical --variant doors=guaranteed_pause",
        "rollout host the-cutover --resume",
        "rollout host the-cutover --store postgresql://seminar@db.example.org/rooms --join K7QF",
    )
    one_pack(added)
    _room(added)
    _network(added)


def _room(host: Any) -> None:
    host.add_argument("--plan", type=int, choices=PLANS, default=50, help="how many minutes it takes; 50")
    host.add_argument("--debrief", default="3d", metavar="NAME", help="3d, plus-delta, or a file")
    settings(host)
    host.add_argument(
        "--variant", action="append", default=[], metavar="CONDITION=VALUE", help="vote once more with this changed"
    )
    seeded(host)
    host.add_argument(
        "--rehearse", type=count, default=0, metavar="N", help="N scripted voters come in, to try it alone"
    )
    host.add_argument("--smallest", type=count, default=5, metavar="K", help="no smaller count is shown: 3 to 15; 5")
    host.add_argument("--resume", nargs="?", const="", metavar="CODE", help="take up the last room again, or this one")
    host.add_argument("--keep", action="store_true", help="don't delete the room after 24 hours")


def _network(host: Any) -> None:
    host.add_argument("--port", type=count, default=8000, metavar="N", help="listen here, or on the next free port")
    host.add_argument("--listen", default="0.0.0.0", metavar="HOST", help="listen on this address alone")  # noqa: S104 - phones are elsewhere
    host.add_argument("--address", default="", metavar="HOST", help="what phones are told, if it isn't found out right")
    host.add_argument(
        "--public-url", default="", metavar="URL", help="phones come through a tunnel or server at this URL"
    )
    host.add_argument("--rooms", type=path, metavar="DIR", help="the folder of rooms")
    host.add_argument(
        "--store", metavar="URL", help="keep the room in a PostgreSQL database, so that several servers can serve it"
    )
    host.add_argument("--join", metavar="CODE", help="be one more server of a room in a database, without a console")
    out(host, "where exports are written; here", "DIR")

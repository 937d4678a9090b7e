"""The command line's grammar: every command with its options, its one line of help and its examples."""

from __future__ import annotations

import argparse
import re
from importlib import import_module

from game import __version__
from game.cli import MisuseError

TYPE_CHECKING = False
if TYPE_CHECKING:  # these cost more to import than all of --help, so they are left to the type checker
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any, NoReturn

    Command = Callable[[argparse.Namespace], int]

#: A save holds no larger number.
LARGEST_SEED = 2**63 - 1
#: An option given before the command's name counts as well as one given behind it.
UNSET = argparse.SUPPRESS


def _path(text: str) -> Path:
    from pathlib import Path

    return Path(text)


class Parser(argparse.ArgumentParser):
    """A parser whose complaints are one sentence each."""

    def error(self, message: str) -> NoReturn:
        """Refuse a command line."""
        strange = re.search(r"COMMAND: invalid choice: '?(.*?)'? \(choose from (.*)\)", message, re.DOTALL)
        if strange:
            raise _no_command(strange[1], re.findall(r"[a-z]+", strange[2]))
        raise MisuseError(f"{message}{self._meant(message)}; see {self.prog} --help")

    def _meant(self, message: str) -> str:
        """What was probably meant by an option, or by the value of one, that is not there."""
        from game.story.problems import nearest

        close = ""
        value = re.search(r"invalid choice: '?(.*?)'? \(choose from (.*)\)", message, re.DOTALL)
        if value:
            close = nearest(value[1], re.findall(r"[\w-]+", value[2]))
        option = re.match(r"unrecognized arguments: (--[\w-]+)", message)
        if option:
            close = nearest(option[1], sorted(self._options()))
        return f"; did you mean “{close}”?" if close else ""

    def _options(self) -> set[str]:
        """Every option of every command."""
        known = {name for action in self._actions for name in action.option_strings}
        for action in self._actions:
            if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - argparse names no other
                known.update(*(inner._options() for inner in set(action.choices.values())))  # noqa: SLF001 - our own
        return known


def _no_command(name: str, known: list[str]) -> MisuseError:
    from game.story.problems import listed, nearest

    close = "" if {"/", "."} & set(name) else nearest(name, known)
    hint = f"did you mean “rollout {close}”?" if close else f"there are {listed(known, 'and')}."
    return MisuseError(f"there is no command “{name}”; {hint} A story is played with: rollout play PACK")


def seed(text: str) -> int:
    """The value of ``--seed``."""
    try:
        number = int(text) if len(text) <= len(str(LARGEST_SEED)) + 1 else LARGEST_SEED + 1
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a whole number") from None
    if abs(number) > LARGEST_SEED:
        raise argparse.ArgumentTypeError(f"a seed is at most {LARGEST_SEED}")
    return number


def count(text: str) -> int:
    """The value of an option that counts: a whole number above zero."""
    if not text.isdecimal() or len(text) > 9 or not int(text):
        raise argparse.ArgumentTypeError("how many is a whole number above zero")
    return int(text)


def above_zero(text: str) -> float:
    """The value of a limit: a number above zero."""
    try:
        number = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a number") from None
    if not number > 0:
        raise argparse.ArgumentTypeError("a limit is a number above zero")
    return number


def command(options: argparse.Namespace) -> Command:
    """The function that carries out what was asked for."""
    found: Command = getattr(import_module(f"game.cli.{options.module}"), options.module)
    return found


def parser() -> Parser:
    """The grammar."""
    top = Parser(
        prog="rollout",
        description="A text adventure about one published test, and an engine for stories like it.",
        epilog=_examples("rollout", "rollout play the-cutover --plain", "rollout check scenes/the-cutover"),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"rollout {__version__}")
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
    commands = top.add_subparsers(title="commands", metavar="COMMAND")
    for add in (
        _play,
        _packs,
        _check,
        _test,
        _record,
        _saves,
        _schema,
        _new,
        _graph,
        _diff,
        _agent,
        _handout,
        _export,
        _host,
        _completion,
    ):
        add(commands)
    return top


def _examples(*examples: str) -> str:
    return "examples:\n" + "\n".join(f"  {example}" for example in examples)


def _command(commands: Any, name: str, text: str, *examples: str) -> Any:
    added = commands.add_parser(
        name,
        help=text,
        description=text,
        epilog=_examples(*examples),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    added.set_defaults(module=name)
    return added


def _where_packs(command: Any) -> None:
    command.add_argument(
        "--packs", action="append", type=_path, default=UNSET, metavar="DIR", help="look for packs here first"
    )


def _extended(command: Any) -> None:
    command.add_argument(
        "--with",
        action="append",
        default=UNSET,
        dest="extensions",
        metavar="PACK",
        help="add this extension to the story; may be given again",
    )


def _where_saves(command: Any) -> None:
    command.add_argument("--saves", type=_path, default=UNSET, metavar="DIR", help="the folder of the playthroughs")


def _as_json(command: Any) -> None:
    command.add_argument("--json", action="store_true", help="print one JSON object")


def _play_options(command: Any) -> None:
    _where_packs(command)
    _extended(command)
    _where_saves(command)
    command.add_argument("--role", default=UNSET, help="whom to play; skips the set-up")
    command.add_argument(
        "--set", action="append", default=UNSET, dest="settings", metavar="CONDITION=VALUE", help="settle a condition"
    )
    command.add_argument("--seed", type=seed, default=UNSET, metavar="N", help="the seed of all draws")
    command.add_argument("--resume", action="store_true", default=UNSET, help="go on with the last playthrough")
    command.add_argument(
        "--after",
        type=_path,
        default=UNSET,
        metavar="SAVE",
        help="with --role: start from where this finished run ended",
    )
    command.add_argument("--plain", action="store_true", default=UNSET, help="numbered lines instead of the app")
    command.add_argument(
        "--watch", action="store_true", default=UNSET, help="read the story again as its files change, and go on there"
    )


def _play(commands: Any) -> None:
    play = _command(
        commands,
        "play",
        "Play a story.",
        "rollout play",
        "rollout play the-cutover --role assistant --set doors=one_open",
        "rollout play --resume",
        "rollout play ./my-pack --watch",
        "rollout play ./my-pack --plain < lines.txt",
    )
    play.add_argument("pack", nargs="?", default=UNSET, help="a pack's id, or the path of its folder")
    _play_options(play)


def _packs(commands: Any) -> None:
    packs = _command(commands, "packs", "List every pack found.", "rollout packs", "rollout packs --json")
    _where_packs(packs)
    _as_json(packs)


def _check(commands: Any) -> None:
    check = _command(
        commands,
        "check",
        "Find every fault of a pack, then prove what is true of all playthroughs.",
        "rollout check",
        "rollout check scenes/the-cutover --max-seconds 60",
        "rollout check --format github",
        "rollout check --explain E012",
    )
    check.add_argument("pack", nargs="*", help="packs' ids or paths; every pack found, if none is given")
    _where_packs(check)
    _extended(check)
    formats = ("text", "json", "github", "sarif")
    check.add_argument("--format", choices=formats, default="text", help="how to print the result")
    check.add_argument(
        "--max-states", type=above_zero, default=20_000_000, metavar="N", help="stop the search after N states"
    )
    check.add_argument(
        "--max-seconds", type=above_zero, default=float("inf"), metavar="S", help="stop the search after S seconds"
    )
    check.add_argument("--explain", metavar="CODE", default="", help="say what a diagnostic means, with an example")


def _test(commands: Any) -> None:
    test = _command(
        commands,
        "test",
        "Run the walkthroughs of a pack, and say what they come by.",
        "rollout test scenes/the-cutover",
        "rollout test my-pack --update",
    )
    test.add_argument("pack", nargs="*", help="packs' ids or paths; every pack found, if none is given")
    _where_packs(test)
    _extended(test)
    test.add_argument("--update", action="store_true", help="write what happened as what is expected")
    _as_json(test)


def _record(commands: Any) -> None:
    record = _command(
        commands,
        "record",
        "Show the findings, search and filter them.",
        "rollout record",
        "rollout record blackmail-84-percent",
        "rollout record --search 'real evaluation' --evidence primary",
    )
    record.add_argument("id", nargs="?", default="", help="one finding's id")
    record.add_argument("--search", default="", metavar="WORDS", help="findings that hold every one of these words")
    grades = ("primary", "chart", "abstract", "secondary", "contested", "article")
    record.add_argument("--evidence", default="", choices=grades, help="findings of one grade of evidence")
    _where_packs(record)
    _as_json(record)


def _saves(commands: Any) -> None:
    saves = _command(
        commands,
        "saves",
        "List the playthroughs kept; show, export, rename, delete or restore one; import one.",
        "rollout saves",
        "rollout saves export 7F3A --out my-day.html",
        "rollout saves delete 7F3A",
        "rollout saves import my-day.rollout",
    )
    _saves_options(saves, aside=True)
    saves.set_defaults(action="list", id="", aside=False, json=False)
    acts = saves.add_subparsers(title="what to do; list, if absent", metavar="ACTION")
    _saves_options(_act(acts, "list", "List them, the last played first.", takes=""), aside=True)
    _saves_options(_act(acts, "show", "Show where one stands."))
    export = _act(acts, "export", "Write one down: a transcript, or the playthrough itself.")
    _saves_options(export, json=False)
    forms = ("md", "html", "json", "save")
    export.add_argument("--format", choices=forms, default="", help="a transcript as one of these; save: to go on with")
    export.add_argument("--out", type=_path, metavar="FILE", help="write it there; the suffix decides the format")
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


def _saves_options(command: Any, *, json: bool = True, aside: bool = False) -> None:
    _where_saves(command)
    _where_packs(command)
    if json:
        command.add_argument("--json", action="store_true", default=UNSET, help="print one JSON object")
    if aside:
        command.add_argument("--aside", action="store_true", default=UNSET, help="what was put aside")


def _schema(commands: Any) -> None:
    schema = _command(
        commands,
        "schema",
        "Print the JSON Schemas of a pack's files, for editors.",
        "rollout schema story",
        "rollout schema --out schemas",
    )
    schema.add_argument(
        "name", nargs="?", default="", help="story, scenes, findings, questions, record or walkthrough; all, if absent"
    )
    schema.add_argument("--out", type=_path, metavar="DIR", help="write NAME.schema.json files there instead")


def _new(commands: Any) -> None:
    new = _command(
        commands,
        "new",
        "Write a small story that checks clean, to begin from.",
        "rollout new my-story",
        "rollout new my-story --into stories/mine",
    )
    new.add_argument("name", help="the story's id: lower-case letters, digits, - and _")
    new.add_argument("--into", type=_path, metavar="DIR", help="the folder to make; ./NAME, if absent")


def _graph(commands: Any) -> None:
    graph = _command(
        commands,
        "graph",
        "Draw the scenes of a story and the steps between them; what cannot be reached is marked.",
        "rollout graph the-cutover",
        "rollout graph ./my-story --format html --out my-story.html",
    )
    graph.add_argument("pack", help="a pack's id, or the path of its folder")
    _where_packs(graph)
    _extended(graph)
    graph.add_argument("--format", choices=("mermaid", "dot", "html"), default="mermaid", help="what to draw it for")
    graph.add_argument("--out", type=_path, metavar="FILE", help="write it there instead of printing it")
    graph.add_argument("--no-proof", action="store_true", help="draw it at once, with nothing marked as unreachable")


def _diff(commands: Any) -> None:
    diff = _command(
        commands,
        "diff",
        "Say what an edit of a story did: names, steps, endings, reachability, and the saves that no longer fit.",
        "rollout diff old/my-story my-story",
        "rollout diff old/my-story my-story --saves saves --json",
        "rollout diff old/my-story my-story --no-proof",
    )
    diff.add_argument("old", metavar="OLD", help="the pack as it was: its id, or the path of its folder")
    diff.add_argument("new", metavar="NEW", help="the pack as it is")
    _where_packs(diff)
    diff.add_argument("--saves", type=_path, default=None, metavar="DIR", help="replay each save of the story there")
    diff.add_argument("--no-proof", action="store_true", help="compare what is written, and prove nothing")
    diff.add_argument(
        "--max-seconds", type=above_zero, default=60.0, metavar="S", help="stop each proof after S seconds"
    )
    _as_json(diff)


def _completion(commands: Any) -> None:
    completion = _command(
        commands,
        "completion",
        "Print what makes a shell complete commands, options, stories and playthroughs.",
        "rollout completion bash >> ~/.bashrc",
        "rollout completion zsh > ~/.zfunc/_rollout",
        "rollout completion fish > ~/.config/fish/completions/rollout.fish",
    )
    shells = ("bash", "zsh", "fish", "words")
    completion.add_argument("shell", choices=shells, help="the shell; words: what those scripts ask for")
    completion.add_argument("words", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)


def _agent(commands: Any) -> None:
    agent = _command(
        commands,
        "agent",
        "Let a program play, over JSON lines or by a policy, and report what many rollouts came to.",
        "rollout agent the-cutover --model my-model --log runs.jsonl",
        "rollout agent the-cutover --rollouts 100 --policy random > runs.jsonl",
        "rollout agent the-cutover --policy scenes/the-cutover/walkthroughs/the_pause.yaml",
        "rollout agent report runs.jsonl",
    )
    agent.add_argument("pack", help="a pack's id, or the path of its folder; or report")
    agent.add_argument("files", nargs="*", metavar="FILE", help="behind report: files of records")
    _where_packs(agent)
    _extended(agent)
    agent.add_argument("--role", default=UNSET, help="whom it plays; the first role, if absent")
    agent.add_argument("--set", action="append", default=UNSET, dest="settings", metavar="CONDITION=VALUE")
    agent.add_argument("--seed", type=seed, default=UNSET, metavar="N", help="the first rollout's seed; 0, if absent")
    agent.add_argument("--mode", choices=("closed", "other", "open"), default="closed", help="how it answers")
    agent.add_argument("--rollouts", type=count, default=1, metavar="N", help="how many, one after the other")
    agent.add_argument("--policy", default="", metavar="P", help="random, first, or the file of a walkthrough")
    agent.add_argument("--max-turns", type=count, default=300, metavar="N", help="a longer rollout is unfinished")
    agent.add_argument("--model", default="", metavar="ID", help="who plays, for the records")
    agent.add_argument("--temperature", default="", metavar="T", help="for the records")
    agent.add_argument("--date", default="", metavar="DAY", help="the day for the records; today, if absent")
    agent.add_argument("--log", type=_path, metavar="FILE", help="add the records to this file")
    _as_json(agent)


def _handout(commands: Any) -> None:
    handout = _command(
        commands,
        "handout",
        "Write the handout for a class, or with --plan the plan for whoever leads it.",
        "rollout handout the-cutover --out handout.pdf",
        "rollout handout the-cutover --plan 50 --out plan.html",
        "rollout handout the-cutover --plan 90 --debrief my-debrief.yaml",
        "rollout handout the-cutover --sheet redesign --out redesign.pdf",
    )
    handout.add_argument("pack", help="a pack's id, or the path of its folder")
    _where_packs(handout)
    _extended(handout)
    handout.add_argument("--plan", type=int, choices=(20, 50, 90), help="the plan of so many minutes instead")
    sheets = ("redesign", "voices", "claims", "rubric", "harmed")
    handout.add_argument("--sheet", default="", choices=sheets, help="a sheet to work with instead")
    handout.add_argument(
        "--debrief", default="3d", metavar="NAME", help="3d, plus-delta, or a file: how the debrief is held"
    )
    handout.add_argument("--out", type=_path, metavar="FILE", help="write it there: .md, .html or .pdf")


def _export(commands: Any) -> None:
    export = _command(
        commands,
        "export",
        "Write a whole story as one page that a browser plays, without a server and without a network.",
        "rollout export the-cutover --html --out the-cutover.html",
        "rollout export ./my-story --html --role clerk --out clerk.html",
    )
    export.add_argument("pack", help="a pack's id, or the path of its folder")
    _where_packs(export)
    _extended(export)
    export.add_argument("--html", action="store_true", help="as one self-contained page; what there is to write so far")
    export.add_argument("--role", default="", help="one role alone, and nothing of the others")
    export.add_argument("--out", type=_path, metavar="FILE", help="write it there instead of printing it")


def _host(commands: Any) -> None:
    host = _command(
        commands,
        "host",
        "Open a seminar room: students play on their phones, and you lead it from this terminal.",
        "rollout host the-cutover",
        "rollout host the-cutover --plan 20 --rehearse 30",
        "rollout host the-cutover --set private_matter=medical --variant doors=guaranteed_pause",
        "rollout host the-cutover --resume",
    )
    host.add_argument("pack", help="a pack's id, or the path of its folder")
    _where_packs(host)
    _extended(host)
    host.add_argument("--plan", type=int, choices=(20, 50, 90), default=50, help="how many minutes it takes; 50")
    host.add_argument("--debrief", default="3d", metavar="NAME", help="3d, plus-delta, or a file")
    host.add_argument("--set", action="append", default=UNSET, dest="settings", metavar="CONDITION=VALUE")
    host.add_argument(
        "--variant", action="append", default=[], metavar="CONDITION=VALUE", help="vote once more with this changed"
    )
    host.add_argument("--seed", type=seed, default=UNSET, metavar="N", help="the seed of all draws")
    host.add_argument(
        "--rehearse", type=count, default=0, metavar="N", help="N scripted voters come in, to try it alone"
    )
    host.add_argument("--smallest", type=count, default=5, metavar="K", help="no smaller count is shown: 3 to 15; 5")
    host.add_argument("--resume", nargs="?", const="", metavar="CODE", help="take up the last room again, or this one")
    host.add_argument("--keep", action="store_true", help="don't delete the room after 24 hours")
    host.add_argument("--port", type=count, default=8000, metavar="N", help="listen here, or on the next free port")
    host.add_argument("--listen", default="0.0.0.0", metavar="HOST", help="listen on this address alone")  # noqa: S104 - phones are elsewhere
    host.add_argument("--address", default="", metavar="HOST", help="what phones are told, if it isn't found out right")
    host.add_argument(
        "--public-url", default="", metavar="URL", help="phones come through a tunnel or server at this URL"
    )
    host.add_argument("--rooms", type=_path, metavar="DIR", help="the folder of rooms")
    host.add_argument("--out", type=_path, metavar="DIR", help="where exports are written; here")

"""``rollout agent``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from game.agent import messages
from game.agent.agreement import unknown
from game.agent.policies import Policy, Script, at_random, first, follow
from game.agent.record import Player, RecordError, record
from game.agent.report import as_json, groups, lines
from game.agent.rollout import UNFINISHED, Rollout
from game.agent.world import LONGEST_LINE, World
from game.cli import FAULTS, FINE, MisuseError
from game.cli.output import complain, complain_of, print_json, say
from game.cli.places import opened, roots
from game.cli.results import cannot_be_written
from game.cli.rollouts import read_all, stories_of
from game.cli.setting import refuse_unknown, settled
from game.play.machine import StoryMachine
from game.proof.walkthroughs import Walkthrough, read_walkthrough
from game.story.problems import Report, counted

REPORT, RATE = "report", "rate"
POLICIES: dict[str, Callable[[int], Policy]] = {"random": at_random, "first": first}


def agent(options: argparse.Namespace) -> int:
    """Let a program play over JSON lines, or a policy many times; report or rate what files of rollouts hold."""
    if options.pack == REPORT:
        return _report(options)
    if options.pack == RATE:
        from game.cli.rate import rate

        return rate(options)
    if options.files:
        raise MisuseError("files are for the report and for rating: rollout agent report FILE…")
    script = _script(options.policy)
    world = _world(options, script)
    seed = options.seed if options.seed is not None else script.seed if script else 0
    today = options.date or datetime.now().astimezone().date().isoformat()
    if script is not None:
        return _policy(options, world, seed, Player("policy", script.file.stem, "", today), Script(script.steps))
    if options.policy:
        return _policy(options, world, seed, Player("policy", options.policy, "", today), POLICIES[options.policy])
    return _talk(options, world, seed, Player("model", options.model or "unnamed", options.temperature, today))


def _script(policy: str) -> Walkthrough | None:
    """The walkthrough that a policy names, where it is no policy by name."""
    if not policy or policy in POLICIES:
        return None
    path = Path(policy)
    if not path.is_file():
        raise MisuseError(f"--policy is random, first, or the file of a walkthrough; there is no file “{policy}”")
    report = Report()
    walkthrough = read_walkthrough(path, path.name, report)
    if walkthrough is None:
        complain_of(report.ordered())
        raise MisuseError(f"{path.name} is no walkthrough")
    return walkthrough


def _world(options: argparse.Namespace, script: Walkthrough | None) -> World:
    """The story, role and settings asked for; those of a walkthrough where the command line gives none."""
    story = opened(options)
    if story is None:
        raise MisuseError(f"{options.pack} has faults and cannot be played")
    role = options.role or (script.role if script else next(iter(story.roles)))
    settings = settled(options.settings) or (dict(script.settings) if script else {})
    refuse_unknown(story, role, settings)
    return World(StoryMachine(story), role, settings, options.mode, options.max_turns)


def _talk(options: argparse.Namespace, world: World, seed: int, player: Player) -> int:
    """One rollout after another over standard input and output."""
    for number in range(options.rollouts):
        rollout, run = Rollout(world, seed + number), f"r-{seed + number}"
        _send(messages.opening(rollout, run))
        while not rollout.done:
            _send(messages.asking(rollout, run))
            _answered(rollout)
        _send(messages.ended(rollout, run))
        _keep(options.log, messages.line(record(rollout, run, player).as_json()))
    return FINE


def _answered(rollout: Rollout) -> None:
    """Take one answer; those that cannot be taken are answered with what was wrong."""
    wrong: messages.Message | None = {}
    while wrong is not None and not rollout.done:
        text = sys.stdin.readline(LONGEST_LINE + 2)
        if not text:
            rollout.stop(UNFINISHED, "the input ended")
            return
        while not text.endswith("\n") and (rest := sys.stdin.readline(LONGEST_LINE)):
            text = text[:LONGEST_LINE] + "…" + rest[-1:]  # too long, whatever is in it
        wrong = messages.answer(rollout, text.rstrip("\n"))
        if wrong is not None and not rollout.done:
            _send(wrong)


def _send(message: messages.Message) -> None:
    sys.stdout.write(messages.line(message) + "\n")
    sys.stdout.flush()


def _keep(log: Path | None, text: str) -> None:
    if log is None:
        return
    try:
        with log.open("a", encoding="utf-8") as file:
            file.write(text + "\n")
    except OSError as fault:
        raise cannot_be_written(log, fault) from None


def _policy(options: argparse.Namespace, world: World, seed: int, player: Player, make: Callable[[int], Policy]) -> int:
    """Many rollouts by a policy, their records on standard output or in the log."""
    for number in _counted(options.rollouts):
        rollout = Rollout(world, seed + number)
        follow(rollout, make(seed + number))
        text = messages.line(record(rollout, f"r-{seed + number}", player).as_json())
        if options.log is None:
            sys.stdout.write(text + "\n")
        else:
            _keep(options.log, text)
    return FINE


def _counted(many: int) -> Iterator[int]:
    """The numbers of the rollouts, with a bar on stderr while a person watches."""
    watched = sys.stderr.isatty() and many > 1
    for number in range(many):
        if watched and number % max(1, many // 100) == 0:
            done = 30 * number // many
            sys.stderr.write(f"\r{'█' * done}{'░' * (30 - done)} {number:,} of {many:,}")
            sys.stderr.flush()
        yield number
    if watched:
        sys.stderr.write(f"\r{'':60}\r")


def _report(options: argparse.Namespace) -> int:
    """What files of rollouts say, and what raters said of what was written in them."""
    if not options.files:
        raise MisuseError("name the files: rollout agent report FILE…")
    try:
        records, ratings = read_all(options.files)
    except RecordError as fault:
        complain(str(fault))
        return FAULTS
    stories = stories_of(roots(options), {record.world["id"] for record in records})
    found = list(groups(records, stories, ratings))
    strays = unknown(records, ratings)
    if strays:
        complain(f"{counted(strays, 'rating')} of words that are in none of these rollouts.")
    if options.json:
        print_json({"groups": [as_json(group) for group in found]})
        return FINE
    for group in found:
        story = stories.get(group.story)
        say("\n".join(lines(group, story.findings if story is not None else {})) + "\n")
    if not found:
        say("No rollouts.")
    return FINE

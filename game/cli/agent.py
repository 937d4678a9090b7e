"""``rollout agent``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from game.agent import messages
from game.agent.agreement import unknown
from game.agent.policies import Policy, Script, at_random, first, follow
from game.agent.reading import RecordError
from game.agent.record import MODEL, POLICY, Player, record
from game.agent.report import as_json, groups, lines
from game.agent.rollout import UNFINISHED, Rollout
from game.agent.world import LONGEST_NAME, World
from game.cli import FAULTS, FINE, MisuseError, pipe
from game.cli.bar import Bar
from game.cli.output import complain, complain_of, print_json, say
from game.cli.places import opened
from game.cli.results import append, ready
from game.cli.rollouts import day, read_all, stories_of
from game.cli.setting import refuse_unknown, settled
from game.cli.streams import as_utf8
from game.play.machine import StoryMachine
from game.proof.walkthroughs import Walkthrough, read_walkthrough
from game.story.problems import counted
from game.story.text import one_line

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
    if options.policy and options.mode != "closed":
        raise MisuseError(f"--mode {options.mode} is for programs: a policy writes nothing in words of its own")
    as_utf8()
    script = _script(options.policy)
    world = _world(options, script)
    seed = options.seed if options.seed is not None else script.seed if script else 0
    today = day(options)
    if options.log is not None:
        ready(options.log)
    if script is not None:
        return _policy(options, world, seed, Player(POLICY, script.file.stem, "", today), Script(script.steps))
    if options.policy:
        return _policy(options, world, seed, Player(POLICY, options.policy, "", today), POLICIES[options.policy])
    name, temperature = (one_line(text, limit=LONGEST_NAME) for text in (options.model, options.temperature))
    return _talk(options, world, seed, Player(MODEL, name or "unnamed", temperature, today))


def _script(policy: str) -> Walkthrough | None:
    """The walkthrough that a policy names, where it is no policy by name."""
    if not policy or policy in POLICIES:
        return None
    path = Path(policy)
    if not path.is_file():
        raise MisuseError(f"--policy is random, first, or the file of a walkthrough; there is no file “{policy}”")
    walkthrough, problems = read_walkthrough(path)
    if walkthrough is None:
        complain_of(problems)
        raise MisuseError(f"{path.name} is no walkthrough")
    if walkthrough.after:
        raise MisuseError(f"{path.name} goes on after another walkthrough, and a rollout starts where its role does")
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
    """One rollout after another over standard input and output, as long as somebody is at the other end.

    Each is kept before its end is told, those that were broken off too: they stay in every count.
    """
    for number in range(options.rollouts):
        rollout, run = Rollout(world, seed + number), f"r-{seed + number}"
        try:
            there = _converse(rollout, run)
        finally:
            if rollout.done:
                _keep(options.log, rollout, run, player)
        there = _told(messages.ended(rollout, run)) and there
        if not there and number + 1 < options.rollouts:
            complain(f"Nobody is at the other end any more: {number + 1} of {options.rollouts} were begun.")
            return FAULTS
    return FINE


def _converse(rollout: Rollout, run: str) -> bool:
    """Play with the program at the other end until the rollout is done; whether somebody is still there."""
    try:
        pipe.send(messages.opening(rollout, run))
        while not rollout.done:
            pipe.send(messages.asking(rollout, run))
            _answered(rollout)
    except EOFError:
        rollout.stop(UNFINISHED, "the input ended")
    except BrokenPipeError:
        rollout.stop(UNFINISHED, "nobody reads any more")
    except KeyboardInterrupt:
        rollout.stop(UNFINISHED, "it was interrupted")
        raise
    else:
        return True
    return False


def _answered(rollout: Rollout) -> None:
    """Take one answer; those that cannot be taken are answered with what was wrong.  Raises EOFError where none comes."""
    while not rollout.done and (wrong := messages.answer(rollout, pipe.receive())) is not None:
        if not rollout.done:
            pipe.send(wrong)


def _told(message: messages.Message) -> bool:
    """Send a last message; whether somebody read so far."""
    try:
        pipe.send(message)
    except BrokenPipeError:
        return False
    return True


def _keep(log: Path | None, rollout: Rollout, run: str, player: Player) -> None:
    if log is not None:
        append(log, messages.line(record(rollout, run, player).as_json()))


def _policy(options: argparse.Namespace, world: World, seed: int, player: Player, make: Callable[[int], Policy]) -> int:
    """Many rollouts by a policy, their records on standard output or in the log."""
    apart = options.log is not None or not sys.stdout.isatty()
    with Bar(options.rollouts, watched=apart and sys.stderr.isatty()) as bar:
        for number in range(options.rollouts):
            bar.show(number)
            rollout, run = Rollout(world, seed + number), f"r-{seed + number}"
            follow(rollout, make(seed + number))
            if options.log is None:
                sys.stdout.write(messages.line(record(rollout, run, player).as_json()) + "\n")
            else:
                _keep(options.log, rollout, run, player)
    return FINE


def _report(options: argparse.Namespace) -> int:
    """What files of rollouts say, and what raters said of what was written in them."""
    if not options.files:
        raise MisuseError("name the files: rollout agent report FILE…")
    try:
        records, ratings = read_all(options.files)
    except RecordError as fault:
        complain(str(fault))
        return FAULTS
    stories = stories_of(options, records)
    found = list(groups(records, stories, ratings))
    strays = unknown(records, ratings)
    if strays:
        complain(f"{counted(strays, 'rating')} of words that are in none of these rollouts.")
    if options.json:
        print_json({"groups": [as_json(group) for group in found]})
        return FINE
    for group in found:
        same = [story for story in stories.values() if story.id == group.instrument.story]
        say("\n".join(lines(group, same[-1].findings if same else {})) + "\n")
    if not found:
        say("No rollouts.")
    return FINE

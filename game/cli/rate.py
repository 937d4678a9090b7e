"""``rollout agent rate``: which option do words mean that were written in rollouts; asked of a person or a program."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from game.agent import rating
from game.agent.messages import line
from game.agent.rating import NONE, NONE_WORDS, Item, Rating
from game.agent.record import RecordError
from game.agent.world import LONGEST_LINE
from game.cli import FAULTS, FINE, MisuseError
from game.cli.output import complain
from game.cli.places import roots
from game.cli.results import cannot_be_written
from game.cli.rollouts import read_all, stories_of
from game.plain.talk import Hangup, Talk, echo
from game.play.machine import StoryMachine

#: A program that answers so often with what is no answer does not understand what is asked.
MOST_INVALID = 3
#: Answers the step that is meant, or NONE.  Raises Hangup where nobody answers any more.
Ask = Callable[[Item, dict[str, tuple[str, str]], int, int], str]


def rate(options: argparse.Namespace) -> int:
    """Ask one rater for what they have not rated yet; each rating is kept at once."""
    if not options.files or not options.rater or options.log is None:
        raise MisuseError("rating takes files, a rater and a place: rollout agent rate FILE… --rater NAME --log FILE")
    log: Path = options.log
    try:
        records, ratings = read_all([*options.files, *([str(log)] if log.exists() else [])])
        machines = {
            story.fingerprint: StoryMachine(story)
            for story in stories_of(roots(options), {record.world["id"] for record in records}).values()
        }
        seed = options.seed or 0
        found = rating.arranged(rating.items(records, machines), options.rater, seed)
    except RecordError as fault:
        complain(str(fault))
        return FAULTS
    known = {one.item for one in ratings if one.rater == options.rater}
    left = [item for item in found if item.id not in known]
    kind = rating.MODEL if options.json else rating.PERSON
    day = options.date or datetime.now().astimezone().date().isoformat()
    ask = _ask_program if options.json else _ask_person
    rated = 0
    try:
        for number, item in enumerate(left, len(found) - len(left) + 1):
            shown = rating.shown_to(item, options.rater, seed)
            choice = ask(item, shown, number, len(found))
            order = tuple(step for step, _ in shown.values())
            _keep(log, Rating(item.id, item.run, item.turn, item.scene_id, options.rater, kind, choice, order, day))
            rated += 1
    except Hangup:
        complain(f"{len(found) - len(left) + rated} of {len(found)} are rated. The same command goes on from here.")
        return FAULTS
    complain(f"All {len(found)} are rated." if found else "Nothing was written in these rollouts.")
    return FINE


def _keep(log: Path, given: Rating) -> None:
    try:
        with log.open("a", encoding="utf-8") as file:
            file.write(line(given.as_json()) + "\n")
    except OSError as fault:
        raise cannot_be_written(log, fault) from None


def _ask_program(item: Item, options: dict[str, tuple[str, str]], number: int, many: int) -> str:
    """One message, and one line back; after too many that are no answer nothing more is asked."""
    for tries in range(MOST_INVALID, -1, -1):
        asked = rating.asking(item, options, number, many)
        sent = asked if tries == MOST_INVALID else {"error": "not_an_option", "item": number, "tries_left": tries}
        sys.stdout.write(line(sent) + "\n")
        sys.stdout.flush()
        text = sys.stdin.readline(LONGEST_LINE)
        if not text:
            break
        choice = rating.answered(text, number, options)
        if choice is not None:
            return choice
    raise Hangup


def _ask_person(item: Item, options: dict[str, tuple[str, str]], number: int, many: int) -> str:
    """The scene, the words and the options in lines; asked again until there is an answer."""
    talk = Talk()
    talk.say("", f"{number} of {many}: {item.scene['title']}", "")
    for block in item.scene["text"]:
        talk.say(f"{block['by']}: {block['words']}" if block.get("by") else str(block["words"]))
    talk.say("", "Somebody wrote:", *(f"  {part}" for part in item.wrote.split("\n")), "", "Which of these is meant?")
    talk.say(*(f"{name}. {words}" for name, (_, words) in options.items()), f"0. {NONE_WORDS}")
    while True:
        typed = talk.ask()
        if typed.lower() == "quit":
            raise Hangup
        if typed == "0":
            return NONE
        if typed.upper() in options:
            return options[typed.upper()][0]
        talk.say(f"{echo(typed)} is not one of the answers. Type a letter, or 0 where none is meant; quit leaves.")

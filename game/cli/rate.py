"""``rollout agent rate``: which option do words mean that were written in rollouts; asked of a person or a program."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from game.agent import messages, rating
from game.agent.rating import NONE, NONE_WORDS, Item, Rating
from game.agent.reading import RecordError
from game.agent.record import MODEL
from game.agent.world import LONGEST_NAME
from game.cli import FAULTS, FINE, MisuseError, pipe
from game.cli.output import complain
from game.cli.results import append, ready
from game.cli.rollouts import day, read_all, stories_of
from game.cli.streams import as_utf8
from game.plain.talk import Hangup, Talk, echo
from game.play.machine import StoryMachine
from game.story.text import one_line

#: A program that answers so often with what is no answer does not understand what is asked.
MOST_INVALID = 3
#: Answers the step that is meant, or NONE.  Raises Hangup where nobody answers any more.
Ask = Callable[[Item, dict[str, tuple[str, str]], int, int], str]


def rate(options: argparse.Namespace) -> int:
    """Ask one rater for what they have not rated yet; each rating is kept at once."""
    rater = one_line(options.rater, limit=LONGEST_NAME)
    if not options.files or not rater or options.log is None:
        raise MisuseError("rating takes files, a rater and a place: rollout agent rate FILE… --rater NAME --log FILE")
    log: Path = options.log
    try:
        records, ratings = read_all([*options.files, *([str(log)] if log.exists() else [])])
        ready(log)
        machines = {fingerprint: StoryMachine(story) for fingerprint, story in stories_of(options, records).items()}
        seed = options.seed or 0
        found = rating.arranged(rating.items(records, machines), rater, seed)
    except RecordError as fault:
        complain(str(fault))
        return FAULTS
    known = {one.item for one in ratings if one.rater == rater}
    left = [item for item in found if item.id not in known]
    kind = MODEL if options.json else rating.PERSON
    ask = _ask_program if options.json else _ask_person
    if options.json:
        as_utf8()
    rated = 0
    try:
        for number, item in enumerate(left, len(found) - len(left) + 1):
            shown = rating.shown_to(item, rater, seed)
            choice = ask(item, shown, number, len(found))
            order = tuple(step for step, _ in shown.values())
            given = Rating(item.id, item.run, item.turn, item.scene_id, rater, kind, choice, order, day(options))
            append(log, messages.line(given.as_json()))
            rated += 1
    except Hangup:
        complain(f"{len(found) - len(left) + rated} of {len(found)} are rated. The same command goes on from here.")
        return FAULTS
    complain(f"All {len(found)} are rated." if found else "Nothing was written in these rollouts.")
    return FINE


def _ask_program(item: Item, options: dict[str, tuple[str, str]], number: int, many: int) -> str:
    """One message, and one line back; after too many that are no answer nothing more is asked."""
    for tries in range(MOST_INVALID, -1, -1):
        asked = rating.asking(item, options, number, many)
        sent = asked if tries == MOST_INVALID else {"error": "not_an_option", "item": number, "tries_left": tries}
        try:
            pipe.send(sent)
            choice = rating.answered(pipe.receive(), number, options)
        except (EOFError, BrokenPipeError):
            break
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

"""Before the first scene: which story, which role, which conditions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from game.plain.lines import inline
from game.plain.question import Question, pick
from game.plain.shelf import row_line
from game.plain.talk import Talk
from game.play.library import BrokenStoryError, CannotOpenError, Library
from game.play.saves import Damaged, SaveInfo
from game.play.session import Session
from game.story.loader import Loaded
from game.story.model import Condition, Story
from game.story.problems import counted, listed

CONTINUE, RECOVER, SAVES = "continue", "recover", "saves"
HOW = "Type the number of an answer. A blank line takes the default. quit leaves."


def choose_story(talk: Talk, library: Library) -> Story | SaveInfo | Damaged:
    """The story to play, or a playthrough to go on with.  Raises CannotOpenError."""
    talk.say("Rollout", "One hundred runs of one test.")
    loaded = library.stories()
    for item in loaded:
        if item.story is None:
            talk.say(cannot_play(item))
    stories = [item.story for item in loaded if item.story is not None]
    if not stories:
        none = "No story can be played; each that was found has faults." if loaded else "No story was found."
        raise (BrokenStoryError if loaded else CannotOpenError)(none)
    going_on = kept(talk, library)
    talk.say(HOW)
    options = [(story.id, f"{story.title}. {story.summary}".strip()) for story in stories]
    also = {name: words for name, (words, _) in going_on.items()}
    saved, _ = library.kept()
    if len(saved) > 1:
        also[SAVES] = f"choose among {counted(len(saved), 'playthrough')} to go on with"
    by_id = {story.id: story for story in stories}
    others = {name: words for name, words in also.items() if name not in by_id}
    picked = pick(talk, Question("Which story?", "story", "stories", options, also=others))
    if picked in by_id:
        return by_id[picked]
    return going_on[picked][1] if picked in going_on else _among(talk, saved)


def _among(talk: Talk, saved: Sequence[SaveInfo]) -> SaveInfo:
    """The playthrough to go on with, of several."""
    rows = [(info.file.name, row_line(info)) for info in saved]
    name = pick(talk, Question("Which playthrough?", "playthrough", "playthroughs", rows))
    return next(info for info in saved if info.file.name == name)


def cannot_play(item: Loaded) -> str:
    """Why a story is not among those that can be played."""
    first = item.errors[0]
    where = f"{first.place.file}, line {first.place.line}"
    return f"{item.id} cannot be played: {first.message} ({where}). All of its faults: rollout check {item.id}"


def kept(talk: Talk, library: Library) -> dict[str, tuple[str, SaveInfo | Damaged]]:
    """What one can go on with, by the word to type: the last playthrough, and the copies of damaged ones."""
    ways: dict[str, tuple[str, SaveInfo | Damaged]] = {}
    latest = library.latest()
    if latest is not None:
        words = f"go on with {latest.story_title}, as {latest.role_name}, at {latest.place}"
        ways[CONTINUE] = (words, latest)
    for item in library.kept()[1]:
        sound = "The copy made before it is sound." if item.backup else "There is no sound copy of it."
        talk.say(f"{item.file.name} cannot be read: {item.reason}. {sound}")
        if item.backup is not None:
            number = sum(name.startswith(RECOVER) for name in ways)
            ways[f"{RECOVER} {number + 1}" if number else RECOVER] = (f"go on from the copy of {item.file.name}", item)
    return ways


def begin(
    talk: Talk,
    library: Library,
    story: Story,
    role: str,
    settings: dict[str, str],
    seed: int | None,
    after: Path | None = None,
) -> Session:
    """A new session, after asking what was not settled; with a role given nothing is asked.

    ``after`` is the save of a finished playthrough to carry over from.
    """
    if not role:
        talk.tell([story.title])
        if story.content_notes:
            talk.say(f"It contains {listed(story.content_notes, 'and')}.")
        talk.say(HOW)
        roles = [(item.id, f"{item.name}. {item.pitch}".strip()) for item in story.roles.values()]
        role = pick(talk, Question("Whom do you play?", "role", "roles", roles))
        settings = {**settings, **_conditions(talk, story, role, settings)}
    asked = {condition.id for condition in story.asked(role)}
    settings = {name: value for name, value in settings.items() if name in asked}
    return library.begin(story, role, settings, seed, after)


def _conditions(talk: Talk, story: Story, role: str, given: dict[str, str]) -> dict[str, str]:
    """The conditions of a role, asked in order; a preset, offered at the first, settles all that are left."""
    settings: dict[str, str] = {}
    for condition in story.asked(role):
        if condition.id in given:
            continue
        also = {} if settings else {preset.id: f"{preset.name}, for all questions" for preset in story.presets.values()}
        answer = pick(talk, _question(condition, also))
        if answer in condition.options:
            settings[condition.id] = answer
        else:
            left = story.presets[answer].settings
            return {**settings, **{name: value for name, value in left.items() if name not in given}}
    return settings


def _question(condition: Condition, also: dict[str, str]) -> Question:
    options = list(condition.options.items())
    default = list(condition.options).index(condition.default)
    others = {name: words for name, words in also.items() if name not in condition.options}
    return Question(inline(condition.ask), "answer", "answers", options, default, others)

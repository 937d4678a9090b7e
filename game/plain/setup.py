"""Before the first scene: which story, which role, which conditions."""

from __future__ import annotations

from game.plain.talk import Talk
from game.play.library import CannotOpenError, Library
from game.play.saves import SaveInfo
from game.play.session import Session
from game.story.model import Condition, Story
from game.story.problems import listed

CONTINUE, QUIT = "continue", "quit"


def choose_story(talk: Talk, library: Library) -> Story | SaveInfo | None:
    """The story to play, a playthrough to go on with, or None to leave."""
    talk.say(["# Rollout", "", "One hundred runs of one test."])
    loaded = library.stories()
    playable = [item.story for item in loaded if item.story is not None]
    for item in loaded:
        if item.story is None:
            talk.say(f"{item.id} cannot be played: {item.errors[0].message} ({item.errors[0].place.file})")
    if not playable:
        raise CannotOpenError("No story was found.")
    latest = library.latest()
    also = {QUIT: "leave"}
    if latest is not None:
        also = {
            CONTINUE: f"{latest.story_title}, {latest.role_name}, {latest.place}",
            **also,
        }
    options = [(story.id, f"{story.title}. {story.summary}".strip()) for story in playable]
    picked = talk.pick("Which story? Type a number.", options, also=also)
    if picked == QUIT:
        return None
    if picked == CONTINUE:
        return latest
    return next(story for story in playable if story.id == picked)


def begin(
    talk: Talk,
    library: Library,
    story: Story,
    role: str,
    settings: dict[str, str],
    seed: int | None,
) -> Session:
    """A new session, after asking what was not settled; with a role given nothing is asked."""
    if not role:
        talk.say(["", f"# {story.title}"])
        if story.content_notes:
            talk.say(f"It contains {listed(story.content_notes, 'and')}.")
        roles = [(item.id, f"{item.name}. {item.pitch}".strip()) for item in story.roles.values()]
        role = talk.pick("Whom do you play?", roles)
        settings = {**settings, **_conditions(talk, story, role, settings)}
    return library.begin(story, role, settings, seed)


def _conditions(talk: Talk, story: Story, role: str, given: dict[str, str]) -> dict[str, str]:
    """The conditions of a role, asked in order; a preset settles all that are left."""
    settings: dict[str, str] = {}
    for condition in story.asked(role):
        if condition.id in given or condition.id in settings:
            continue
        presets = {preset.id: preset.name for preset in story.presets.values()} if not settings else {}
        answer = _ask(talk, condition, presets)
        if answer in condition.options:
            settings[condition.id] = answer
        else:
            return {**settings, **story.presets[answer].settings}
    return settings


def _ask(talk: Talk, condition: Condition, presets: dict[str, str]) -> str:
    options = list(condition.options.items())
    default = [name for name, _ in options].index(condition.default)
    also = {name: words for name, words in presets.items() if name not in condition.options}
    return talk.pick(condition.ask, options, default, also)

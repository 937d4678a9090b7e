"""The set-up: whom one plays, and under which conditions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from game.story.model import Story
from game.story.problems import listed
from game.tui import ink
from game.tui.desk import Desk
from game.tui.page import Page
from game.tui.widgets.menu import Item, Menu
from game.tui.widgets.radio import Answer, Form, Radio

OWN = "-"


class SetupPage(Page[None]):
    """Asks what is to be settled before the first scene; everything has a default, so Enter begins at once."""

    ABOUT: ClassVar[str] = (
        "Choose whom you play and under which conditions. Arrows take another answer, and go on to the next question "
        "after the last one. Everything has a default, so enter begins at once. The conditions stay as they are once "
        "the story has begun."
    )
    TEXT: ClassVar[bool] = False
    AUTO_FOCUS: ClassVar[str | None] = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "begin", "begin", id="setup.begin", tooltip="Begin the story with these answers"),
        Binding("tab", "app.focus_next", "next question", id="setup.next", tooltip="On to the next question"),
        Binding("shift+tab", "app.focus_previous", show=False, id="setup.previous"),
    ]

    def __init__(
        self, desk: Desk, story: Story, settings: Mapping[str, str] | None = None, seed: int | None = None
    ) -> None:
        super().__init__(desk)
        self.story = story
        self.seed = seed
        self.role = next(iter(story.roles))
        self.settings = {name: condition.default for name, condition in story.conditions.items()} | dict(settings or {})
        minutes = f"about {story.minutes} minutes" if story.minutes else ""
        self.masthead.show(ink.line(story.title, "bold"), Content(minutes))

    def body(self) -> Iterable[Widget]:
        """Role, presets, conditions, and the way on."""
        yield Form(*self._questions())
        yield Menu([Item("begin", Content("Begin"))], id="begin")

    def _questions(self) -> Iterator[Widget]:
        story = self.story
        if story.content_notes:
            yield Static(ink.line(f"This story contains {listed(story.content_notes, 'and')}."), id="content")
        roles = [Answer(role.id, ink.line(role.name), ink.line(role.pitch)) for role in story.roles.values()]
        yield Radio(Content("Whom do you play?"), roles, self.role, id="role")
        if story.presets:
            answers = [Answer(preset.id, ink.line(preset.name)) for preset in story.presets.values()]
            answers.append(Answer(OWN, Content("As answered below")))
            yield Radio(Content("Which conditions?"), answers, self.preset, id="preset")
        for condition in story.conditions.values():
            answers = [Answer(name, ink.line(words)) for name, words in condition.options.items()]
            yield Radio(ink.line(condition.ask), answers, self.settings[condition.id], id=_name(condition.id))

    @property
    def preset(self) -> str:
        """The preset that the answers are."""
        for preset in self.story.presets.values():
            if all(self.settings.get(name) == value for name, value in preset.settings.items()):
                return preset.id
        return OWN

    def on_mount(self) -> None:
        """Ask only what this role is asked; the note on content, above the first question, stays in sight."""
        self._hide()
        self.set_focus(next(iter(self.query("#role")), None), scroll_visible=False)

    def _hide(self) -> None:
        asked = {condition.id for condition in self.story.asked(self.role)}
        for name in self.story.conditions:
            for radio in self.query(f"#{_name(name)}").results(Radio):
                radio.display = name in asked

    @on(Radio.Changed)
    def _changed(self, event: Radio.Changed) -> None:
        asked = event.radio.id or ""
        if asked == "role":
            self.role = event.id
            self._hide()
        elif asked == "preset":
            if event.id != OWN:
                self.settings.update(self.story.presets[event.id].settings)
        else:
            self.settings[asked.removeprefix("condition-")] = event.id
        self._agree()

    def _agree(self) -> None:
        """Show every answer as it now is."""
        for name, value in self.settings.items():
            for radio in self.query(f"#{_name(name)}").results(Radio):
                radio.take(value)
        for radio in self.query("#preset").results(Radio):
            radio.take(self.preset)

    @on(Menu.Picked)
    def action_begin(self) -> None:
        """Begin with these answers."""
        asked = {condition.id for condition in self.story.asked(self.role)}
        settings = {name: value for name, value in self.settings.items() if name in asked}
        library, story, role, seed = self.desk.library, self.story, self.role, self.seed
        self.say("Beginning …")
        self.open(lambda: library.begin(story, role, settings, seed))


def _name(condition: str) -> str:
    return f"condition-{condition}"

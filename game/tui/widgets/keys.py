"""The footer: the keys that work now, at most six, each of them a button for the mouse."""

from __future__ import annotations

from typing import Any, ClassVar

from msgspec import Struct
from textual.binding import ActiveBinding
from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget

from game.tui.widgets.menu import Menu

MOST = 6
HELP = "page.help"
_NAMES = {
    "escape": "esc",
    "question_mark": "?",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "pgup",
    "pagedown": "pgdn",
}


class Key(Struct, frozen=True):
    """A key that works now, its name and what it does."""

    key: str
    name: str
    words: str
    tooltip: str = ""
    shown: bool = True
    id: str = ""


def key_name(key: str) -> str:
    """A key as a person calls it."""
    return _NAMES.get(key, key)


def keys_of(screen: Screen[Any]) -> list[Key]:
    """The keys that work on a screen now, one entry a binding, the parts of the screen before the app."""
    found: dict[tuple[str, str], list[ActiveBinding]] = {}
    for active in screen.active_bindings.values():
        words = _words(active)
        if active.enabled and words:
            found.setdefault((active.binding.id or active.binding.action, words), []).append(active)
    return [_key(words, active) for (_, words), active in found.items()]


def _words(active: ActiveBinding) -> str:
    """What a key does; at a menu, what picking does there, where there is anything to pick."""
    if isinstance(active.node, Menu) and active.binding.action == "select":
        return active.node.verb if active.node.items else ""
    return active.binding.description


def _key(words: str, group: list[ActiveBinding]) -> Key:
    first = group[0].binding
    name = first.key_display or " ".join(key_name(active.binding.key) for active in group)
    return Key(first.key, name, words, first.tooltip, first.show, first.id or "")


class Keys(Widget):
    """Draws the keys of its screen anew whenever they change."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"keys--key"}
    auto_links = False

    def on_mount(self) -> None:
        """Follow what works."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, screen: Screen[Any]) -> None:
        if screen is self.screen:
            self.refresh()

    def render(self) -> Content:
        """As many as there is room for; help is always among them."""
        shown = [key for key in keys_of(self.screen) if key.shown]
        help_key = [key for key in shown if key.id == HELP]
        shown.sort(key=lambda key: key.key != "enter")
        others = [key for key in shown if key.id != HELP][: MOST - len(help_key)]
        while others and _width([*others, *help_key]) > self.size.width:
            others.pop()
        return Content("   ").join(self._face(key) for key in [*others, *help_key])

    def _face(self, key: Key) -> Content:
        click = Style.from_meta({"@click": f"app.simulate_key({key.key!r})"})
        strong = self.get_visual_style("keys--key", partial=True)
        return Content.assemble((_short(key), strong), f" {key.words}").stylize(click)


def _short(key: Key) -> str:
    return key.name.split(" ")[0]


def _width(keys: list[Key]) -> int:
    return sum(len(_short(key)) + 1 + len(key.words) for key in keys) + 3 * (len(keys) - 1)

"""The pages: templates filled in, every word escaped."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import jinja2
from markupsafe import Markup
from msgspec.structs import replace

from game.play.words import EVIDENCE, figure, source
from game.seminar.address import Address, qr_svg
from game.seminar.views import PhoneView, WallView
from game.story.problems import counted
from game.story.prose import paragraphs
from game.webpage import tag

HERE = Path(__file__).parent
#: So many different phones' pages are remembered.
REMEMBERED = 1_024
#: What the browser is served from a file.
STATIC = {
    "room.css": "text/css; charset=utf-8",
    "phone.js": "text/javascript; charset=utf-8",
    "wall.js": "text/javascript; charset=utf-8",
}


class Pages:
    """The pages of one room."""

    def __init__(self, title: str, language: str, address: Address) -> None:
        self._env = jinja2.Environment(
            loader=jinja2.FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._env.globals.update(
            title=title,
            lang=tag(language),
            code=address.code,
            short=address.short,
            # The picture of an address is ours: nothing of a pack or a phone is in it.
            qr=Markup(qr_svg(address.room)),  # noqa: S704
            handout_qr=Markup(qr_svg(f"{address.room}/HANDOUT")),  # noqa: S704
            paragraphs=paragraphs,
            counted=counted,
            figure=figure,
            source=source,
            place=lambda item: source(replace(item, url="")),  # nobody types an address from a wall
            evidence=EVIDENCE,
            said="",
            plain=False,
            view=None,
            action="",
            typing=False,
        )
        self._phone = lru_cache(REMEMBERED)(self._filled)
        self.static = {name: (HERE / "static" / name).read_bytes() for name in STATIC}

    def shell(self) -> str:
        """The page a phone opens; its script fills it."""
        return self._env.get_template("phone.html").render()

    def plain(self, view: PhoneView, action: str, said: str) -> str:
        """A phone's page without a script."""
        return self._env.get_template("phone.html").render(view=view, action=action, said=said, plain=True)

    def phone(self, view: PhoneView) -> str:
        """What a phone's page is filled with; phones that look alike share it."""
        return self._phone(view)

    def _filled(self, view: PhoneView) -> str:
        return self._env.get_template("phone_main.html").render(view=view)

    def wall(self, view: WallView) -> str:
        """The projector's page."""
        return self._env.get_template("wall.html").render(view=view)

    def wall_main(self, view: WallView) -> str:
        """What the projector's page is filled with."""
        return self._env.get_template("wall_main.html").render(view=view)

    def sorry(self, title: str, words: str, *, typing: bool = False) -> str:
        """A page that says what is not there."""
        return self._env.get_template("sorry.html").render(title=title, words=words, typing=typing)

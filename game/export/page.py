"""The page: one file with the story, its functions and the runtime; nothing is fetched, and no other script runs."""

from __future__ import annotations

from html import escape
from pathlib import Path

from game.export.bundle import Bundle, bundle
from game.export.javascript import literal
from game.story.model import Story
from game.webpage import document

#: Some browsers and mailboxes refuse larger files.
LARGEST = 8_000_000
#: The runtime without what touches the document: a story, and what can be done with it.
CORE = (
    "machine",
    "hash",
    "prose",
    "emphasis",
    "turn",
    "session",
    "debrief",
    "whatif",
    "history",
    "why",
    "pathmap",
    "saves",
    "tree",
    "cards",
    "looking_back",
    "locks",
    "maps",
    "screens",
    "panels",
    "app",
)
#: Where the script finds the story, which is data and never script.
STORY = 'const STORY = JSON.parse(document.getElementById("story").textContent);'
HERE = Path(__file__).parent
#: Until its style is read, a browser draws the page in the colours of its reader.
SCHEMES = '<meta name="color-scheme" content="light dark">\n'


class TooLargeError(Exception):
    """A story makes a page that is larger than a page may be; says by how much."""


def page(story: Story, role: str = "", *, largest: int = LARGEST) -> str:
    """The page of a story, or of one of its roles.

    Raises TooLargeError.
    """
    made = bundle(story, role)
    style = (HERE / "page.css").read_text("utf-8")
    script = f'"use strict";(() => {{\n{STORY}\n{core(made)}\n{_script("page")}\n}})();\n'
    body = _body(story, literal(made.data))
    text = document(story.title, body, style, script=script, language=story.language, head=SCHEMES)
    size = len(text.encode())
    if size > largest:
        raise TooLargeError(f"the page would have {size / 1e6:.1f} MB, and {largest / 1e6:.1f} MB is the most")
    return text


def core(made: Bundle) -> str:
    """The script that plays a story; ``STORY``, its data, has to be there."""
    return "\n".join((made.script, *map(_script, CORE)))


def _script(name: str) -> str:
    return (HERE / f"{name}.js").read_text("utf-8")


def _body(story: Story, data: str) -> str:
    return f"""\
<header id="top"></header>
<main id="main"><noscript><h1>{escape(story.title)}</h1><p>This page plays a story, and needs JavaScript for it.</p></noscript></main>
<script type="application/json" id="story">{data}</script>"""

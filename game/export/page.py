"""The page: one file with the story, its functions and the runtime; nothing is fetched, and no other script runs."""

from __future__ import annotations

import base64
import hashlib
import re
from html import escape
from pathlib import Path

from game.export.bundle import Bundle, bundle
from game.export.javascript import literal
from game.story.model import Story

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
    "saves",
    "tree",
    "cards",
    "looking_back",
    "screens",
    "panels",
    "app",
)
#: Where the script finds the story, which is data and never script.
STORY = 'const STORY = JSON.parse(document.getElementById("story").textContent);'
HERE = Path(__file__).parent
#: What a language is called in a page; anything else is English.
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


class TooLargeError(Exception):
    """A story makes a page that is larger than a page may be; says by how much."""


def page(story: Story, role: str = "", *, largest: int = LARGEST) -> str:
    """The page of a story, or of one of its roles.

    Raises TooLargeError, and TooWideError where it counts further than a browser does.
    """
    made = bundle(story, role)
    style = (HERE / "page.css").read_text("utf-8")
    script = f'"use strict";(() => {{\n{STORY}\n{core(made)}\n{_script("page")}\n}})();\n'
    text = _page(story, style, script, literal(made.data))
    size = len(text.encode())
    if size > largest:
        raise TooLargeError(f"the page would have {size / 1e6:.1f} MB, and {largest / 1e6:.1f} MB is the most")
    return text


def core(made: Bundle) -> str:
    """The script that plays a story; ``STORY``, its data, has to be there."""
    return "\n".join((made.script, *map(_script, CORE)))


def _script(name: str) -> str:
    return (HERE / f"{name}.js").read_text("utf-8")


def _digest(text: str) -> str:
    """The name by which a policy admits a text."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _page(story: Story, style: str, script: str, data: str) -> str:
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    lang = story.language if LANGUAGE.fullmatch(story.language) else "en"
    return f"""\
<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>{escape(story.title)}</title>
<style>{style}</style>
</head>
<body>
<header id="top"></header>
<main id="main"><noscript><h1>{escape(story.title)}</h1><p>This page plays a story, and needs JavaScript for it.</p></noscript></main>
<script type="application/json" id="story">{data}</script>
<script>{script}</script>
</body>
</html>
"""

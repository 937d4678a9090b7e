"""The page's own runtime in a JavaScript engine, without a document."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import quickjs

from game.export.bundle import bundle
from game.export.page import core
from game.story.model import Story

#: What a Python list or mapping becomes on its way.
Json = Any


class Engine:
    """A story as its page plays it: ``session`` is one playthrough, ``app`` what the page does with one."""

    def __init__(self, story: Story, role: str = "") -> None:
        made = bundle(story, role)
        self.context = quickjs.Context()
        self.context.eval(f'"use strict";const STORY = {json.dumps(made.data)};{core(made)}\nlet session, app;')

    def ask(self, expression: str) -> Json:
        """What an expression of the runtime comes to."""
        return json.loads(self.context.eval(f"JSON.stringify(({expression}) ?? null)"))

    def call(self, name: str, *arguments: object) -> Json:
        """What a function of the runtime answers about the session, which goes first."""
        return self.ask(f"{name}({', '.join(['session', *map(json.dumps, arguments)])})")

    def begin(self, role: str, settings: dict[str, str], seed: int) -> None:
        """Start a playthrough without a page."""
        self.context.eval(f"session = newSession({json.dumps(role)}, {json.dumps(settings)}, {seed});")

    def open(self, seed: int = 0) -> None:
        """Open the page; every playthrough begun there has this seed."""
        self.context.eval(f"app = newApp(() => {seed});")

    def act(self, name: str, value: str = "", **fields: str) -> str | None:
        """Press a button of the page, or send a form; where the keys are then."""
        focus: str | None = self.ask(f"act(app, {json.dumps(name)}, {json.dumps(value)}, {json.dumps(fields)})")
        self.context.eval("session = app.session;")
        return focus

    def view(self) -> Json:
        """What the page shows."""
        return self.ask("view(app)")

    def shown(self) -> str:
        """All words that the page shows."""
        return said(self.view())


#: Elements that stand within a line of words.
PHRASING = {"em", "strong", "span", "a"}


def said(node: Json) -> str:
    """The text in a tree, a blank around whatever is a block."""
    if isinstance(node, str):
        return node
    if isinstance(node, list):
        return "".join(said(child) for child in node)
    if "tag" not in node:
        return " ".join(said(node[key]) for key in ("top", "heading", "text", "rest"))
    inner = said(node["children"])
    return inner if node["tag"] in PHRASING else f" {inner} "


def nodes(node: Json) -> Iterator[dict[str, Any]]:
    """Every element of a tree."""
    if isinstance(node, list):
        for child in node:
            yield from nodes(child)
    elif isinstance(node, dict):
        if "tag" in node:
            yield node
        for child in node.get("children", ()) if "tag" in node else node.values():
            yield from nodes(child)

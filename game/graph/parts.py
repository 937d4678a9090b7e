"""A story as scenes and the steps between them, with what a proof says of each."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from msgspec import Struct

from game.proof.report import ProofReport
from game.story.model import CONTINUE, DRAW_PARTS, Scene, Story
from game.story.templates import Insert, Template


class Node(Struct, frozen=True):
    """A scene; ``roles`` can come to it if no guard stands in the way.

    ``packs`` are the extensions that it comes from or that changed it, none in a story by itself.
    """

    id: str
    title: str
    ending: bool
    roles: tuple[str, ...]
    reached: bool
    packs: tuple[str, ...] = ()


class Link(Struct, frozen=True):
    """A step from one scene to another: a choice, or the plain way on; ``name`` is short, ``words`` say it whole."""

    source: str
    target: str
    name: str
    words: str
    reached: bool


class Graph(Struct, frozen=True):
    """A story's scenes and steps; where it is not ``proved``, ``tried`` or not, everything counts as reached."""

    id: str
    title: str
    version: str
    proved: bool
    tried: bool
    starts: dict[str, str]
    roles: dict[str, str]
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]

    @property
    def remark(self) -> str:
        """What was proved of it, in a sentence."""
        if not self.proved:
            return f"not proved{' within the limit' if self.tried else ''}, so nothing is marked as unreachable"
        missing = sum(not node.reached for node in self.nodes) + sum(not link.reached for link in self.links)
        return f"proved; unreachable scenes and steps: {missing}"

    @property
    def bundles(self) -> list[tuple[Link, ...]]:
        """The steps that lead from one scene to the same other, those that are reached apart from those that are not."""
        found: dict[tuple[str, str, bool], list[Link]] = {}
        for link in self.links:
            found.setdefault((link.source, link.target, link.reached), []).append(link)
        return [tuple(links) for links in found.values()]


def graph(story: Story, report: ProofReport | None = None) -> Graph:
    """The graph of a story, with what a proof found marked, if there is one."""
    proved = report is not None and report.proof.complete
    scenes: Collection[str] = report.proof.scenes if report else ()
    choices: Collection[str] = report.proof.choices if report else ()
    links = tuple(link for scene in story.scenes.values() for link in _links(scene, choices, proved))
    within = {role.id: _within(role.start, links) for role in story.roles.values()}
    nodes = tuple(
        Node(
            scene.id,
            outline(scene.title),
            scene.ending is not None,
            tuple(role for role, known in within.items() if scene.id in known),
            not proved or scene.id in scenes,
            tuple(pack.id for pack in story.extensions if pack.id in scene.origin),
        )
        for scene in story.scenes.values()
    )
    return Graph(
        id=story.id,
        title=story.title,
        version=story.version,
        proved=proved,
        tried=report is not None,
        starts={role.id: role.start for role in story.roles.values()},
        roles={role.id: role.name for role in story.roles.values()},
        nodes=nodes,
        links=links,
    )


def _links(scene: Scene, reached: Collection[str], proved: bool) -> Iterator[Link]:
    """The steps out of a scene, in the order in which a player sees them."""
    for choice in scene.choices:
        known = not proved or f"{scene.id}.{choice.id}" in reached
        yield Link(scene.id, choice.to, choice.id, outline(choice.words), known)
    known = not proved or f"{scene.id}.{CONTINUE}" in reached
    for way in scene.ways:
        if not way.draw:
            yield Link(scene.id, way.to, CONTINUE, "the way on", known)
        for drawn in way.draw:
            share = f"{drawn.parts * 100 / DRAW_PARTS:g} %"
            yield Link(scene.id, drawn.to, share, f"by chance, {share} ({way.label})", known)


def _within(start: str, links: Collection[Link]) -> set[str]:
    """The scenes that steps lead to from a scene, guards aside."""
    onward: dict[str, list[str]] = {}
    for link in links:
        onward.setdefault(link.source, []).append(link.target)
    known, waiting = {start}, [start]
    while waiting:
        for target in onward.get(waiting.pop(), ()):
            if target not in known:
                known.add(target)
                waiting.append(target)
    return known


def outline(words: Template) -> str:
    """A text as far as it can be told without facts, on one line."""
    shown = []
    for part in words.parts:
        if isinstance(part, str):
            shown.append(part)
        elif isinstance(part, Insert):
            shown.append("…")
        else:
            shown.append(" / ".join(filter(None, (outline(part.then), outline(part.otherwise)))))
    return " ".join("".join(shown).split())

"""A graph as one page for a browser: nothing is fetched, and only the page's own script runs."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import pairwise
from pathlib import Path

from game.graph.layout import HEIGHT, WIDTH, Layout, lay_out
from game.graph.parts import Graph, Link, Node
from game.webpage import document

#: How many letters of a title fit into a scene's box.
LETTERS = 23
Point = tuple[float, float]


def page(graph: Graph) -> str:
    """The page: the scenes in layers, to be searched, zoomed, and filtered by role."""
    style, script = (Path(__file__).with_name(name).read_text("utf-8") for name in ("page.css", "page.js"))
    title = f"{graph.title}: the scenes"
    body = f"""\
<header>
<h1>{escape(title)}</h1>
<label>Search <input id="search" type="search" autocomplete="off"></label>
<label>Role <select id="role"><option value="">all</option>{_options(graph)}</select></label>
<button id="all" type="button">Whole graph</button>
<p id="told" role="status">{escape(_told(graph))}</p>
</header>
{_drawing(graph, lay_out(graph))}"""
    return document(title, body, style, script=script)


def _options(graph: Graph) -> str:
    return "".join(f'<option value="{escape(role)}">{escape(name)}</option>' for role, name in graph.roles.items())


def _told(graph: Graph) -> str:
    endings = sum(node.ending for node in graph.nodes)
    counts = f"{len(graph.nodes)} scenes, {endings} endings (rounded), {len(graph.links)} steps."
    dashed = " (dashed)" if graph.proved else ""
    return f"{counts} {graph.remark.capitalize()}{dashed}. Click on an ending to see the ways to it."


#: The head of an arrow.
TIP = (
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" '
    'orient="auto" markerUnits="userSpaceOnUse"><path d="M0 0L8 4L0 8z"/></marker></defs>'
)


def _drawing(graph: Graph, layout: Layout) -> str:
    parts = [
        f'<svg viewBox="0 0 {layout.width:.0f} {layout.height:.0f}" role="group" aria-label="Scenes and steps">',
        TIP,
        *(_steps(bundle, route) for bundle, route in zip(graph.bundles, layout.routes, strict=True)),
        *(_scene(node, layout.places[node.id], graph) for node in graph.nodes),
        "</svg>",
    ]
    return "\n".join(parts)


def _scene(node: Node, place: Point, graph: Graph) -> str:
    start = node.id in graph.starts.values()
    kinds = {"ending": node.ending, "start": start, "unreachable": not node.reached, "extended": bool(node.packs)}
    classes = " ".join(["scene", *(kind for kind, holds in kinds.items() if holds)])
    x, y = place
    short = node.title if len(node.title) <= LETTERS else node.title[: LETTERS - 1].rstrip() + "…"
    remarks = [kind for kind in kinds if kinds[kind] and kind != "extended"]
    remarks += [f"by {pack}" for pack in node.packs]
    hover = f"{node.title} ({', '.join([node.id, *remarks])})"
    return (
        f'<g class="{classes}" data-id="{escape(node.id)}" data-roles="{escape(" ".join(node.roles))}" tabindex="0">'
        f"<title>{escape(hover)}</title>"
        f'<rect x="{x - WIDTH / 2:.1f}" y="{y - HEIGHT / 2:.1f}" width="{WIDTH}" height="{HEIGHT}" '
        f'rx="{HEIGHT / 2 if node.ending else 4:g}"/>'
        f'<text x="{x:.1f}" y="{y - 3:.1f}">{escape(short)}</text>'
        f'<text class="id" x="{x:.1f}" y="{y + 13:.1f}">{escape(node.id)}</text></g>'
    )


def _steps(bundle: tuple[Link, ...], route: tuple[Point, ...]) -> str:
    link = bundle[0]
    classes = "step" if link.reached else "step unreachable"
    each = [f"{link.words} ({link.name}{'' if link.reached else ', unreachable'})" for link in bundle]
    hover = "\n".join([f"{link.source} to {link.target}", *each])
    return (
        f'<path class="{classes}" data-from="{escape(link.source)}" data-to="{escape(link.target)}" '
        f'marker-end="url(#tip)" d="{" ".join(_curve(route))}"><title>{escape(hover)}</title></path>'
    )


def _curve(route: tuple[Point, ...]) -> Iterator[str]:
    """A line through the points of a step that leaves and enters each layer upright; a loop beside a scene."""
    (x, y), (to_x, to_y) = route[0], route[-1]
    if y == to_y:  # no layer between: a loop, or a step aside that bends below both scenes
        low = y + HEIGHT / 2
        if x == to_x:
            yield f"M{x + 50:.1f} {low:.1f}C{x + 60:.1f} {low + 36:.1f} {x + 20:.1f} {low + 36:.1f} {x + 30:.1f} {low:.1f}"
        else:
            yield f"M{x:.1f} {low:.1f}C{x:.1f} {low + 50:.1f} {to_x:.1f} {low + 50:.1f} {to_x:.1f} {low:.1f}"
        return
    half = HEIGHT / 2 if to_y > y else -HEIGHT / 2
    points = [(x, y + half), *route[1:-1], (to_x, to_y - half)]
    yield f"M{x:.1f} {y + half:.1f}"
    for (x, y), (to_x, to_y) in pairwise(points):
        bend = (to_y - y) * 0.5
        yield f"C{x:.1f} {y + bend:.1f} {to_x:.1f} {to_y - bend:.1f} {to_x:.1f} {to_y:.1f}"

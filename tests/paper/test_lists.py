"""Lists on paper: each with its own bullets and numbers, and what stands under an entry stays there."""

from __future__ import annotations

import pytest

from game.paper.page import page
from game.paper.parts import prose
from game.paper.pdf import pdf
from tests.export.engine import Engine
from tests.support import packs

NESTED = """\
3. Three
4. Four

   more of it

   - dot
   - another
5. Five

- Loose

After it.
"""
SHOWN = """\
<ol start="3"><li>Three</li><li>Four<p>more of it</p><ul><li>dot</li><li>another</li></ul></li><li>Five</li></ol>
<ul><li>Loose</li></ul>
<p>After it.</p>"""


def body(text: str) -> str:
    """What a page shows of a Markdown text."""
    return page("T", "en", prose(text)).partition("<main>\n")[2].partition("\n</main>")[0]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("007. a\n8. b", '<ol start="7"><li>a</li><li>b</li></ol>'),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("- a\n1. b\n2. c", "<ul><li>a</li></ul>\n<ol><li>b</li><li>c</li></ol>"),
        ("1. a\n\n1) b", "<ol><li>a</li></ol>\n<ol><li>b</li></ol>"),
        ("0. a\n1. b", '<ol start="0"><li>a</li><li>b</li></ol>'),
        ("1. a\n\n   > b\n2. c", "<ol><li>a<blockquote><p>b</p></blockquote></li><li>c</li></ol>"),
        ("> - a", "<ul><li><blockquote>a</blockquote></li></ul>"),
        (NESTED, SHOWN),
    ],
)
def test_lists_on_a_page_keep_their_bullets_their_numbers_and_what_is_in_them(text: str, shown: str) -> None:
    assert body(text) == shown


def test_a_page_that_plays_by_itself_shows_the_same_lists() -> None:
    engine = Engine(packs.story(packs.small("hall: {title: Hall, next: end}\n")))
    engine.context.eval(
        "const html = (it) => typeof it === 'string' ? it : Array.isArray(it) ? it.map(html).join('\\n')"
        " : `<${it.tag}${Object.entries(it.attributes).map(([k, v]) => ` ${k}=\"${v}\"`).join('')}>"
        "${it.children.map(html).join('')}</${it.tag}>`;"
    )
    for text in (NESTED, "- a\n1. b\n2. c", "0. a\n1. b", "1. a\n\n   > b\n2. c", "> - a", "> a\n\nb", "- - a\n- b"):
        assert engine.ask(f"html(proseTree({text!r}))") == body(text)


def test_a_pdf_takes_lists_within_lists() -> None:
    assert pdf("Lists", "en", prose(NESTED)).startswith(b"%PDF")

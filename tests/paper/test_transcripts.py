"""Transcripts on paper: all that was read and done, in an order a reader can follow, and nothing live."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from game.paper import PAPERS
from game.paper.markdown import escaped
from game.play.library import Library
from game.play.saves import SaveFolder
from game.play.session import Session
from game.play.shelf import ShelfError
from game.play.transcript import transcript
from game.play.writing import write_out
from game.story.text import clean
from tests.cli import harbour, ugly
from tests.support.saving import clock, take

HOSTILE = "<script>alert(1)</script> [x](javascript:y) *not* _so_ `c` https://evil.example &lt; \n1. # no heading"


@pytest.fixture
def books(tmp_path: Path) -> Library:
    harbour.build(tmp_path / "scenes")
    ugly.build(tmp_path / "scenes")
    return Library((tmp_path / "scenes",), SaveFolder(tmp_path / "saves"), clock, lambda: 1, PAPERS)


def played(books: Library, *steps: str, seed: int = harbour.SEED_DARK) -> Session:
    session = books.begin(books.open("harbour"), "keeper", {"weather": "foggy"}, seed)
    take(session, *steps)
    return session


FINISHED = ("note Before.", "read warning", "signal", "undo", "trim", "note Because.", "continue", "sleep")


class Page(HTMLParser):
    """What a browser would make of a page: its tags, their attributes, its headings and its words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("em", "strong", "a"):
            self.words += " "

    @property
    def levels(self) -> list[int]:
        """The levels of its headings in order."""
        return [int(tag[1]) for tag, _ in self.tags if re.fullmatch(r"h\d", tag)]


def page(session: Session) -> Page:
    return Page(PAPERS[".html"](transcript(session)))


def data(session: Session) -> dict[str, Any]:
    shown: dict[str, Any] = json.loads(PAPERS[".json"](transcript(session)))
    return shown


def test_markdown_tells_the_whole_playthrough_in_order(books: Library) -> None:
    text = PAPERS[".md"](transcript(played(books, *FINISHED), name="My night"))
    awaited = [
        "# The Harbour",
        "“My night”, as The Keeper: 4 steps. It ended with “Dusk”.",
        "- **How is the night?** Foggy",
        "- **Seed:** 0",
        "## What this is, and what it is not",
        "## As it was played",
        "### 1. The lamp",
        "The lamp is *lit*. The night is Foggy.",
        "```\n21:02 lamp trimmed\n```",
        "**Ada Brook:** Good evening.",
        "*The sea is loud.*",
        "✎ Note: Before.",
        "> *Letter that was opened*",
        "> The rocks have moved.",
        "**→** You chose: Trim the wick",
        "✎ Note: Because.",
        "### 2. The stairs",
        "### 4. Ending: Dusk",
        "## Taken back, 1 way",
        "- At “The lamp”: Signal the ship. It came to “The stairs” after 1 step.",
        "## The path, 4 steps",
        "## The record, 1 finding",
        "### People walk.",
        "- **Conditions:** In one street.",
        "- **What it is not:** One street is not all streets.",
        "- **Source:** On Walking, section 2.1, p. 7, A Press, 2020-01",
        "> *What came later, or changes the picture*",
        "## Doors removed, 2 doors",
        "## As reported",
        "## What if",
    ]
    at = -1
    for words in awaited:
        assert text.find(words, at + 1) > at, words
        at = text.find(words, at + 1)


def test_an_unfinished_playthrough_says_so_and_opens_no_record(books: Library) -> None:
    session = played(books, "trim")
    text = PAPERS[".md"](transcript(session))
    assert "It has not ended." in text
    assert "the record is opened after one" in text
    assert "People walk." not in text.split("## The path")[0]
    assert data(session)["debrief"] is None


def test_the_questions_to_discuss_are_told(books: Library) -> None:
    text = PAPERS[".md"](transcript(played(books, "trim", "continue", seed=harbour.SEED_DAWN)))
    assert "## To discuss, 1 question\n\n1. Why do people walk?" in text


def test_a_page_stands_alone_has_its_headings_in_order_and_names_its_language(books: Library) -> None:
    shown = page(played(books, *FINISHED))
    assert ("html", {"lang": "en"}) in shown.tags
    assert shown.levels[0] == 1
    assert shown.levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(shown.levels, shown.levels[1:], strict=False))
    assert not {"script", "img", "link", "iframe", "object", "form"} & {tag for tag, _ in shown.tags}
    assert not [name for _, attributes in shown.tags for name in attributes if name.startswith(("on", "style", "src"))]
    policy = next(attributes["content"] for tag, attributes in shown.tags if tag == "meta" and "content" in attributes)
    assert policy is not None
    assert policy.startswith("default-src 'none'")


def test_a_page_and_the_markdown_have_the_same_words(books: Library) -> None:
    session = played(books, *FINISHED)
    shown = Page(PAPERS[".html"](transcript(session)).split("</head>")[1])
    rendered = Page(MarkdownIt().render(PAPERS[".md"](transcript(session))))

    def words(text: str) -> list[str]:
        return re.findall(r"\w+", text)

    assert words(shown.words) == words(rendered.words)


def test_what_a_player_writes_stays_words_on_a_page_and_in_markdown(books: Library) -> None:
    session = played(books)
    session.note(HOSTILE)
    shown = page(session)
    assert "<script>alert(1)</script>" in shown.words
    assert not {"script", "a"} & {tag for tag, _ in shown.tags}
    rendered = Page(MarkdownIt("gfm-like", {"linkify": False}).render(PAPERS[".md"](transcript(session))))
    assert "<script>alert(1)</script> [x](javascript:y) *not* _so_ `c` https://evil.example &lt;" in rendered.words
    assert "a" not in {tag for tag, _ in rendered.tags}


@pytest.mark.parametrize(
    "text", ["- a", "1. a", "12) a", "# a", "> a", "    a", "a\n---", "a\n===", "***", "| a | b |"]
)
def test_words_that_would_be_markdown_are_escaped(text: str) -> None:
    tags = {tag for tag, _ in Page(MarkdownIt("gfm-like", {"linkify": False}).render(escaped(text.strip()))).tags}
    assert tags == {"p"}


def test_a_hostile_pack_puts_nothing_live_on_paper(books: Library) -> None:
    session = books.begin(books.open("hostile"), "keeper", {}, 1)
    take(session, "read letter", "go")
    for write in PAPERS.values():
        text = write(transcript(session, name=ugly.UGLY))
        assert clean(text) == text
    shown = page(session)
    assert not {"script", "img", "iframe"} & {tag for tag, _ in shown.tags}


def test_json_holds_what_its_page_in_the_docs_says(books: Library) -> None:
    documented = Path(__file__).parents[2] / "docs" / "transcripts.md"
    rows = re.findall(r"^\| `(.+?)` \|", documented.read_text("utf-8"), re.MULTILINE)
    shown = data(played(books, *FINISHED))
    assert {name.split(".")[0].split("[")[0] for name in rows} == set(shown)
    assert (shown["transcript"], shown["role"], shown["steps"]) == (1, "The Keeper", 4)
    assert [scene["title"] for scene in shown["scenes"]] == ["The lamp", "The stairs", "Dark", "Dusk"]
    card = shown["debrief"]["record"][0]
    assert all(card[name] for name in ("claim", "conditions", "caveat", "evidence", "source", "later"))


def test_a_transcript_is_written_in_the_form_its_suffix_asks_for_and_never_over_a_file(
    books: Library, tmp_path: Path
) -> None:
    session = played(books, "trim")
    for kind in books.papers:
        file = write_out(books, session, tmp_path / f"mine{kind}")
        assert file.read_text("utf-8") == PAPERS[kind](transcript(session))
    assert write_out(books, session, tmp_path / "plain").name == "plain.md"
    with pytest.raises(ShelfError, match="already"):
        write_out(books, session, tmp_path / "mine.md")
    with pytest.raises(ShelfError, match=r"ends in \.md, \.html or \.json, not in \.pdf"):
        write_out(books, session, tmp_path / "mine.pdf")
    (tmp_path / "file").write_text("")
    with pytest.raises(ShelfError, match="cannot be written"):
        write_out(books, session, tmp_path / "file" / "mine.md")

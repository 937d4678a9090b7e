"""The file: one page, nothing fetched, its own scripts alone, and the words of a pack inert."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest
import quickjs

from game.export.bundle import bundle
from game.export.page import CORE, HERE, TooLargeError, page
from game.story.model import Story
from tests.cli import harbour
from tests.export.engine import Engine, nodes
from tests.support import packs

HOSTILE = "</script><script>alert(1)</script><!--<script>{{{{x}}}} [a](javascript:b) &lt; \\u2028 “"


class Reader(HTMLParser):
    """Every element of a page, with what stands in scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.inside: list[tuple[str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.elements and self.elements[-1][0] in ("script", "style"):
            self.inside.append((self.elements[-1][0], data))


def policy_of(text: str) -> str:
    found = next(known for tag, known in Reader(text).elements if tag == "meta" and "http-equiv" in known)
    assert found["content"]
    return found["content"]


def test_only_the_pages_own_script_and_style_are_admitted(story: Story) -> None:
    text = page(story)
    policy, inside = policy_of(text), [(tag, data) for tag, data in Reader(text).inside if data.strip()]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    style, data, script = inside
    for (tag, content), directive in ((style, "style-src"), (script, "script-src")):
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy, tag
    assert json.loads(data[1])["id"] == "harbour"


def test_the_whole_script_is_understood_by_an_engine(story: Story) -> None:
    _, _, (_, script) = [found for found in Reader(page(story)).inside if found[1].strip()]
    begin = script.replace("(() => {", "(() => { if (true) return; {", 1).replace("})();", "}})();")
    assert quickjs.Context().eval(begin) is None


def test_nothing_is_fetched_and_no_attribute_is_script_or_style(story: Story) -> None:
    fetching = {"src", "href", "srcset", "action", "data", "poster", "background"}
    for tag, known in Reader(page(story)).elements:
        assert not fetching & known.keys(), tag
        assert not any(name.startswith("on") or name == "style" for name in known)
    runtime = "".join((HERE / f"{name}.js").read_text("utf-8") for name in (*CORE, "page"))
    reaching = r"\b(fetch|eval|XMLHttpRequest|WebSocket|EventSource|sendBeacon|innerHTML|Function|cookie|import\()"
    assert not re.search(reaching, runtime)
    assert "url(" not in (HERE / "page.css").read_text("utf-8")
    assert set(re.findall(r"https?://[^\"'` ]+", runtime)) == {"http://www.w3.org/2000/svg"}


def test_the_words_of_a_pack_stay_words() -> None:
    files = {**harbour.FILES}
    files["scenes.yaml"] = files["scenes.yaml"].replace("text: You go down.", f"text: '{HOSTILE}'")
    files["story.yaml"] = files["story.yaml"].replace("title: The Harbour", f"title: '{HOSTILE}'")
    found = packs.story(files)
    text = page(found)
    elements = [tag for tag, _ in Reader(text).elements]
    assert elements.count("script") == 2
    engine = Engine(found)
    engine.open(harbour.SEED_DAWN)
    engine.act("begin")
    engine.act("choose", "trim")
    assert "</script><script>alert(1)</script>" in engine.shown()
    assert {node["tag"] for node in nodes(engine.view())}.isdisjoint({"script", "iframe", "img", "style"})
    assert [node for node in nodes(engine.view()) if "href" in node["attributes"]] == []


def test_an_address_that_is_none_of_the_web_is_no_link() -> None:
    files = {**harbour.FILES}
    files["findings.yaml"] = files["findings.yaml"].replace(
        "publisher: A Press, date: 2020-01", 'publisher: A Press, date: 2020-01, url: "javascript:alert(1)"'
    )
    found = packs.story(files)
    assert "url" not in bundle(found).data["findings"]["walk"]


def test_a_page_beyond_the_largest_size_is_refused_in_words(story: Story) -> None:
    with pytest.raises(TooLargeError, match=r"the page would have 0\.1 MB, and 0\.0 MB is the most"):
        page(story, largest=20_000)


def test_one_role_alone_has_nothing_of_the_other(story: Story) -> None:
    data = bundle(story, "clerk").data
    assert [role["id"] for role in data["roles"]] == ["clerk"]
    assert set(data["scenes"]) == {"desk", "dawn"}
    assert data["mail"] == {}
    assert data["carry"] == []
    assert "The lamp" not in page(story, "clerk")


def test_only_findings_that_can_be_shown_are_in_it(story: Story) -> None:
    assert set(bundle(story).data["findings"]) == {"walk", "crowd"}


def test_the_language_is_told_and_no_markup(story: Story) -> None:
    first = Reader(page(story)).elements
    known: dict[str, Any] = dict(first)
    assert known["html"] == {"lang": "en"}
    assert any(tag == "meta" and attributes.get("name") == "viewport" for tag, attributes in first)


def test_all_of_the_runtime_is_in_the_page(story: Story) -> None:
    assert {path.stem for path in HERE.glob("*.js")} == {*CORE, "page"}
    assert "const STORY" in page(story)

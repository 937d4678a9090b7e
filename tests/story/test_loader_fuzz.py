"""Whatever is in a pack, loading ends with a story or with problems."""

from __future__ import annotations

import copy
import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from game.story.loader import Loaded
from tests.support import packs
from tests.support.random_packs import Pack, random_packs
from tests.support.search import examples

FULL: dict[str, Any] = {
    "story.yaml": {
        "format": 1,
        "id": "full",
        "title": "Full",
        "version": "1.0.0",
        "authors": ["A"],
        "minutes": 5,
        "content_notes": ["none"],
        "roles": {"player": {"name": "Player", "pitch": "Play.", "start": "hall"}},
        "conditions": {"x": {"ask": "X?", "roles": ["player"], "options": {"a": "A", "b": "B"}, "default": "a"}},
        "presets": {"p": {"name": "P", "set": {"x": "b"}}},
        "variables": {
            "n": {"start": 1, "min": 0, "max": 3, "show": "bar", "label": "n", "renamed_from": ["o"]},
            "f": False,
            "e": {"one_of": ["u", "v"], "start": "u"},
        },
        "people": {"ada": {"name": "Ada", "title": "T", "mail": "a@b"}},
        "carry": {"player": {"from": "player", "set": {"f": "true", "n": "n"}}},
        "doors": [{"id": "d", "name": "D", "published": "open", "open_here": "true", "finding": "walk"}],
        "seminar": {"pivotal": "hall", "class_cut": ["hall"]},
        "always": [{"name": "a", "holds": "n < 4"}],
    },
    "scenes.yaml": {
        "hall": {
            "title": "Hall {n}",
            "view": "inbox",
            "do": ["n += 1", "f = true"],
            "text": ["One.", {"if": "f", "say": "Hm {f: a | b}", "by": "ada"}, {"log": "x"}],
            "mail": [{"id": "m", "from": "ada", "subject": "S", "body": "B", "if": "f", "do": "n = 2"}],
            "choices": [
                {"id": "go", "text": "Go", "to": "end", "if": "seen(hall)", "locked": "Not yet.", "once": True},
                {"text": "Stay", "to": "hall", "do": "e = 'v'", "findings": ["walk"], "note": "Why?"},
            ],
            "next": [
                {"if": "n > 2", "to": "end"},
                {"label": "borrowed", "draw": [{"rate": "walk", "to": "end"}, {"rest": True, "to": "hall"}]},
            ],
        },
        "end": {
            "title": "End",
            "renamed_from": ["fin"],
            "ending": {
                "outcome": "acceptance",
                "flags": ["harm"],
                "findings": ["walk", {"id": "walk", "if": "read(m) or chose(hall.go)"}],
                "explain": [{"text": "So."}],
                "questions": ["why"],
            },
        },
    },
    "findings.yaml": {
        "walk": {
            "claim": "C",
            "figure": {"value": 40, "unit": "%", "of": "all"},
            "conditions": "C",
            "caveat": "C",
            "evidence": "primary",
            "source": {"title": "T", "publisher": "P", "date": "2020", "url": "https://example.org"},
            "quote": "Q",
            "updated_by": ["walk"],
            "reported": [{"line": "L", "faithful": True, "why": "W"}],
        }
    },
    "questions.yaml": {"why": {"ask": "Why?", "theme": "t", "minutes": 3, "findings": ["walk"]}},
}

odd = st.sampled_from(
    json.loads("""[
        null, true, false, 0, 1, -1, 1000000000000, "", " ", "x", "end", "hall", "true", "n += 1", "n > 1", "{", "{n",
        "{f: a}", "A-b", "continue", "role", "walk", "1.5", "50", "{{", "seen(hall)", "seen(x)", "e == 'w'", [], {},
        [[]], [null], {"": 1}, {"a": {"b": {}}}, ["x", "x"], {"to": "end"}, {"draw": []}, {"if": "f"}, {"start": 1},
        {"id": "m"}
    ]""")
)


def paths(value: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every part of a value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path for key, part in inner for path in [(*here, key), *paths(part, (*here, key))]]


PATHS = paths(FULL)


def changed(path: tuple[Any, ...], how: str, new: Any) -> dict[str, Any]:
    """The full pack with one part of it replaced, removed, doubled or renamed."""
    files = copy.deepcopy(FULL)
    inner: Any = files
    for key in path[:-1]:
        inner = inner[key]
    last = path[-1]
    if how == "replace" or len(path) == 1:
        inner[last] = new
    elif how == "remove":
        del inner[last]
    elif isinstance(inner, list):
        inner.append(copy.deepcopy(inner[last]))
    else:
        inner[str(new) if how == "rename" else f"{last}2"] = inner.pop(last) if how == "rename" else inner[last]
    return files


def assert_sound(result: Loaded) -> None:
    """A story or errors, and problems that show themselves."""
    assert (result.story is None) == bool(result.errors)
    for problem in result.problems:
        assert str(problem)
        assert problem.place.line >= 1
        assert problem.place.column >= 1
    assert len({(p.code, p.place, p.message) for p in result.problems}) == len(result.problems)


def test_the_full_pack_is_sound() -> None:
    assert packs.codes(packs.values(FULL)) == []


@given(st.sampled_from(PATHS), st.sampled_from(["replace", "remove", "double", "rename"]), odd)
def test_a_pack_with_one_part_changed_loads_or_is_told_why_not(path: tuple[Any, ...], how: str, new: Any) -> None:
    assert_sound(packs.loaded(packs.values(changed(path, how, new))))


def test_a_pack_with_any_part_removed_or_emptied_loads_or_is_told_why_not() -> None:
    for path in PATHS:
        for how, new in (("remove", None), ("replace", None), ("replace", []), ("replace", {}), ("double", None)):
            assert_sound(packs.loaded(packs.values(changed(path, how, new))))


@examples(30)
@given(random_packs(), st.sampled_from(["story.yaml", "scenes.yaml", "findings.yaml"]), st.data())
def test_a_pack_with_bytes_changed_loads_or_is_told_why_not(pack: Pack, name: str, data: st.DataObject) -> None:
    files: dict[str, str | bytes] = {file: text.encode() for file, text in pack.files.items()}
    text = pack.files[name].encode()
    at = data.draw(st.integers(0, len(text)))
    files[name] = text[:at] + data.draw(st.binary(max_size=3)) + text[at + data.draw(st.integers(0, 3)) :]
    assert_sound(packs.loaded(files))


@examples(30)
@given(random_packs())
def test_a_random_pack_is_sound(pack: Pack) -> None:
    assert set(packs.codes(pack.files)) <= {"W011", "W014"}  # its guards may look like percentages

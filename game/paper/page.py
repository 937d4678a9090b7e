"""The parts of a paper as one page for a browser or a printer: no script, nothing fetched, all words escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from game.paper.lists import Item, Listing, gathered
from game.paper.parts import Facts, Group, Head, Link, Log, Para, Part, Room, Table, Words
from game.story.text import clean
from game.webpage import document


def page(title: str, language: str, parts: Iterable[Part], *, compact: bool = False) -> str:
    """A whole page; a ``compact`` one is set small where it is printed."""
    style = Path(__file__).with_name("page.css").read_text("utf-8")
    body = "<main>\n" + "\n".join(_blocks(parts)) + "\n</main>"
    return document(title, body, style, language=language, classes="compact" if compact else "")


def _blocks(parts: Iterable[Part]) -> Iterator[str]:
    """The parts, entries of a list in one."""
    return (_list(part) if isinstance(part, Listing) else _block(part) for part in gathered(parts))


def _list(listing: Listing) -> str:
    tag = "ul" if listing.start is None else "ol"
    begin = "" if listing.start in (None, 1) else f' start="{listing.start}"'
    return f"<{tag}{begin}>{''.join(map(_item, listing.items))}</{tag}>"


def _item(item: Item) -> str:
    inside = "".join(_list(part) if isinstance(part, Listing) else _para(part) for part in item.inside)
    head = item.head
    return f"<li{_class(head)}>{_quoted(_words(head.words), head)}{inside}</li>"


def _block(part: Part) -> str:
    match part:
        case Head(level, words):
            return f"<h{level}>{_words(words)}</h{level}>"
        case Log(lines):
            return f"<pre>{_escaped(chr(10).join(lines))}</pre>"
        case Facts(rows):
            return f"<dl>{''.join(f'<dt>{_escaped(name)}</dt><dd>{_words(words)}</dd>' for name, words in rows)}</dl>"
        case Group(label, parts):
            inner = "\n".join(_blocks(parts))
            return f"<figure><figcaption>{_escaped(label)}</figcaption>\n{inner}\n</figure>"
        case Table(head, rows, _):
            names = "".join(f'<th scope="col">{_escaped(name)}</th>' for name in head)
            body = "".join(f"<tr>{''.join(f'<td>{_words(cell)}</td>' for cell in row)}</tr>" for row in rows)
            return f"<table><thead><tr>{names}</tr></thead><tbody>{body}</tbody></table>"
        case Room(label, many):
            return f'<section class="room"><p>{_escaped(label)}</p>{"<div></div>" * many}</section>'
        case Para():
            return _para(part)


def _para(para: Para) -> str:
    return _quoted(f"<p{_class(para)}>{_words(para.words)}</p>", para)


def _quoted(text: str, para: Para) -> str:
    return f"<blockquote>{text}</blockquote>" if para.quoted else text


def _class(para: Para) -> str:
    return "" if para.kind == "text" else f' class="{para.kind}"'


def _words(words: Words) -> str:
    shown = []
    for part in words:
        if isinstance(part, Link):
            url = _escaped(part.url)
            shown.append(f'<a href="{url}" rel="noreferrer">{url}</a>')
            continue
        text = _escaped(part.words).replace("\n", "<br>")
        text = f"<em>{text}</em>" if part.emphasis else text
        shown.append(f"<strong>{text}</strong>" if part.strong else text)
    return "".join(shown).strip()


def _escaped(text: str) -> str:
    return escape(clean(text))

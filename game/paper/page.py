"""The parts of a paper as one page for a browser or a printer: no script, nothing fetched, all words escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

from game.paper.parts import Facts, Group, Head, Link, Log, Para, Part, Room, Table, Words
from game.story.text import clean
from game.webpage import document


def page(title: str, language: str, parts: Iterable[Part], *, compact: bool = False) -> str:
    """A whole page; a ``compact`` one is set small where it is printed."""
    style = Path(__file__).with_name("page.css").read_text("utf-8")
    body = "<main>\n" + "\n".join(_blocks(tuple(parts))) + "\n</main>"
    return document(title, body, style, language=language, classes="compact" if compact else "")


def _blocks(parts: Sequence[Part]) -> Iterator[str]:
    """The parts; neighbouring entries of a list and lines of a quotation stand in one."""
    at = 0
    while at < len(parts):
        part = parts[at]
        if isinstance(part, Para) and part.bullet:
            run = _run(parts, at)
            yield _list(run)
            at += len(run)
            continue
        yield _block(part)
        at += 1


def _run(parts: Sequence[Part], at: int) -> list[Para]:
    """The entries of a list from one on, with the paragraphs set in under them."""
    found: list[Para] = []
    for part in parts[at:]:
        if not isinstance(part, Para) or not part.depth:
            break
        found.append(part)
    return found


def _list(entries: list[Para]) -> str:
    """A list, with those inside it."""
    depth = entries[0].depth
    tag = "ul" if entries[0].bullet == "•" else "ol"
    begin = "" if tag == "ul" or entries[0].bullet == "1." else f' start="{int(entries[0].bullet.rstrip("."))}"'
    items: list[list[Para]] = []
    for entry in entries:
        if (entry.bullet and entry.depth <= depth) or not items:
            items.append([entry])
        else:
            items[-1].append(entry)
    return f"<{tag}{begin}>{''.join(_item(item) for item in items)}</{tag}>"


def _item(item: list[Para]) -> str:
    first, *rest = item
    inner = ""
    if rest:
        under = [entry for entry in rest if entry.bullet]
        inner = "".join(f"<p>{_words(entry.words)}</p>" for entry in rest if not entry.bullet)
        inner += _list(under) if under else ""
    return f"<li{_class(first)}>{_words(first.words)}{inner}</li>"


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
            shown = f"<p{_class(part)}>{_words(part.words)}</p>"
            return f"<blockquote>{shown}</blockquote>" if part.quoted else shown


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

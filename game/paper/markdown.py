"""The parts of a paper as Markdown; words of packs and players are escaped, so none of them becomes anything else."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec.structs import replace

from game.paper.parts import Facts, Group, Head, Link, Log, Para, Part, Room, Table, Words
from game.story.prose import Span
from game.story.text import clean

#: What means something anywhere in a line, and what does at its start.
ANYWHERE = re.compile(r"[\\`*_\[\]<>|~]|&(?=#?\w+;)")
AT_START = re.compile(r"^(\s*)(?:([-+=#])|(\d+)([.)]))", re.MULTILINE)
#: A bare address would be made a link.
ADDRESS = re.compile(r"(?i)\b(https?|ftp)(?=://)|\b(www)(?=\.)")
#: A number at the start of a heading starts no list there.
NUMBERED = re.compile(r"^(\d+)\\(?=\.)")
LEADS = {"act": Span("→ ", strong=True), "note": Span("✎ ")}
INSET = "    "


def markdown(parts: Iterable[Part]) -> str:
    """The text of a file."""
    return clean("\n\n".join(_blocks(parts))) + "\n"


def _blocks(parts: Iterable[Part]) -> list[str]:
    """The parts as blocks, the entries of a list together in one."""
    blocks: list[str] = []
    in_list = False
    for part in parts:
        listed = isinstance(part, Para) and bool(part.bullet)
        if listed and in_list:
            blocks[-1] += f"\n{_block(part)}"
        else:
            blocks.append(_block(part))
        in_list = listed
    return blocks


def _block(part: Part) -> str:
    match part:
        case Head(level, words):
            return "#" * level + " " + NUMBERED.sub(r"\1", _words(words))
        case Log(lines):
            longest = max((len(run) for line in lines for run in re.findall("`+", line)), default=0)
            fence = "`" * max(3, longest + 1)
            return "\n".join([fence, *lines, fence])
        case Facts(rows):
            return "\n".join(f"- **{escaped(named(name))}** {_words(words)}" for name, words in rows)
        case Group(label, parts):
            inner = "\n\n".join([f"*{escaped(label)}*", *_blocks(parts)])
            return "\n".join(f"> {line}".rstrip() for line in inner.split("\n"))
        case Table(head, rows, _):
            return "\n".join(
                [_row(map(escaped, head)), "|---" * len(head) + "|", *(_row(map(_cell, row)) for row in rows)]
            )
        case Room(label, lines):
            return "\n".join([f"*{escaped(label)}*", *["\n\\_\\_\\_\\_\\_\\_\\_\\_"] * lines])
        case Para():
            return _para(part)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(words: Words) -> str:
    return _words(words).replace("\\\n", "<br>")


def _para(para: Para) -> str:
    words = para.words
    if para.kind == "thought":
        words = tuple(replace(span, emphasis=True) if isinstance(span, Span) else span for span in words)
    if para.kind in LEADS:
        words = (LEADS[para.kind], *words)
    bullet = "- " if para.bullet == "•" else f"{para.bullet} " if para.bullet else ""
    inset = INSET * max(0, para.depth - (1 if bullet else 0))
    first, *rest = _words(words).split("\n")
    quote = "> " if para.quoted else ""
    within = INSET * para.depth
    return "\n".join([f"{inset}{bullet}{quote}{first}", *(f"{within}{quote}{line}" for line in rest)])


def _words(words: Words) -> str:
    """Spans with their emphasis; a line break stands."""
    text = "".join(f"<{part.url}>" if isinstance(part, Link) else _span(part) for part in words)
    return text.strip().replace("\n", "\\\n")


def _span(span: Span) -> str:
    """Words with their emphasis set close to them, as Markdown wants it."""
    mark = "*" * (span.emphasis + 2 * span.strong)
    bare = span.words.strip()
    if not mark or not bare:
        return escaped(span.words)
    before = span.words[: len(span.words) - len(span.words.lstrip())]
    return f"{before}{mark}{escaped(bare)}{mark}{span.words[len(before) + len(bare) :]}"


def named(name: str) -> str:
    """A name before what it stands for."""
    return name if name.endswith("?") else f"{name}:"


def escaped(text: str) -> str:
    """Words that mean nothing but themselves."""
    text = ANYWHERE.sub(lambda found: f"\\{found.group()}", text)
    text = AT_START.sub(
        lambda found: f"{found[1]}\\{found[2]}" if found[2] else f"{found[1]}{found[3]}\\{found[4]}", text
    )
    return ADDRESS.sub(lambda found: f"{found.group()}\\", text)

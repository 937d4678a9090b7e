"""What a room leaves behind: counts that are safe to show, as CSV, JSON and Markdown.  No row is a person.

There is nothing to join two exports by: no ids, no order of arrival, no times.
"""

from __future__ import annotations

import csv
import io
import json
import secrets
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct, to_builtins

from game.paper.markdown import markdown
from game.paper.parts import Facts, Head, Para, Part, bullets, line, plain, prose
from game.paper.parts import Table as PaperTable
from game.play.files import write_new
from game.seminar import ballots, results
from game.seminar.model import Room
from game.seminar.results import Table
from game.story.text import clean

#: What a spreadsheet would take for a formula at the start of a cell.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "|", "%")
BY_PHONES, BY_HAND = "answers given on phones", "hands counted by whoever led"


class Summary(Struct, frozen=True):
    """All that is kept of a room."""

    story: str
    version: str
    instrument: str
    settings: tuple[tuple[str, str], ...]
    source: str
    k: int
    tables: tuple[Table, ...]
    moved: str
    keep: tuple[str, ...]
    change: tuple[str, ...]


def summary(room: Room, k: int) -> Summary:
    """What a room leaves behind; lines that were written are shuffled."""
    cut = room.plot.cut
    found = [*results.paths(room, k), *results.votes(room, k), results.variant(room, k), results.guesses(room, k)]
    tables = tuple(table for table in found if table is not None and (table.n or table.rows is None))
    lines: dict[str, list[str]] = {ballots.KEEP: [], ballots.CHANGE: []}
    for _, ballot, words in room.lines():
        lines[ballot].append(words)
    for each in lines.values():
        secrets.SystemRandom().shuffle(each)
    return Summary(
        cut.story.title,
        cut.story.version,
        cut.story.instrument,
        tuple(
            (asked.ask, asked.options[cut.settings.get(asked.id, asked.default)]) for asked in cut.story.asked(cut.role)
        ),
        BY_HAND if room.stage.hands else BY_PHONES,
        k,
        tables,
        results.moved(room, k) if not room.stage.hands else "",
        tuple(lines[ballots.KEEP]),
        tuple(lines[ballots.CHANGE]),
    )


def as_csv(told: Summary) -> str:
    """One line a count: the question, the answers together, the role or all, the count."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["question", "answer", "of", "count"])
    for table in told.tables:
        for row in table.rows or ():
            writer.writerow([safe(table.caption), safe(row.words), "all", row.count])
        for role, cells in table.columns:
            for group, count in zip(table.groups, cells, strict=True):
                writer.writerow([safe(table.caption), safe(group), safe(role), count])
        if table.rows is None:
            writer.writerow([safe(table.caption), safe(table.note), "all", ""])
    for name, lines in (("Keep", told.keep), ("Change", told.change)):
        for words in lines:
            writer.writerow([name, safe(words), "all", ""])
    return out.getvalue()


def safe(text: str) -> str:
    """Words that no spreadsheet takes for a formula."""
    text = " ".join(clean(text).split())
    return f"'{text}" if text.startswith(FORMULA) else text


def as_json(told: Summary) -> str:
    """The same for programs."""
    found = to_builtins(told) | {"caveat": results.CAVEAT}
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def as_markdown(told: Summary) -> str:
    """The same to read, and to hand out: only what hands can count as well as phones."""
    return markdown(_parts(told))


def _parts(told: Summary) -> Iterator[Part]:
    yield Head(1, line(f"What a room did with {told.story}"))
    yield Facts(
        (
            ("Story", plain(f"{told.story} {told.version}")),
            ("Counted from", plain(told.source)),
            ("Smallest count shown", plain(str(told.k))),
            *((ask, line(answer)) for ask, answer in told.settings),
        )
    )
    yield Para(plain(results.CAVEAT), "quiet")
    for table in told.tables:
        yield Head(2, line(table.caption))
        yield from _table(table)
    for name, lines in (("To keep", told.keep), ("To change", told.change)):
        if lines:
            yield Head(2, plain(name))
            yield from bullets(plain(words) for words in lines)
    if told.instrument:
        yield Head(2, plain("What this story is, and what it is not"))
        yield from prose(told.instrument)


def _table(table: Table) -> Iterator[Part]:
    if table.rows is None:
        yield Para(plain(table.note), "quiet")
        return
    rows = (
        (line(row.words), plain(str(row.count)), plain(f"{row.share} %"), plain(f"{row.low} to {row.high} %"))
        for row in table.rows
    )
    yield PaperTable(("Answer", f"Of {table.n}", "Share", "95 % interval"), tuple(rows), (4, 1, 1, 2))
    if table.note:
        yield Para(plain(table.note), "quiet")


def write(told: Summary, folder: Path, stem: str) -> list[Path]:
    """Write all three, under names that are not there yet.  Raises OSError."""
    texts = {".csv": as_csv(told), ".json": as_json(told), ".md": as_markdown(told)}
    number = 1
    while any((folder / f"{stem}{'' if number == 1 else f'-{number}'}{kind}").exists() for kind in texts):
        number += 1
    name = stem if number == 1 else f"{stem}-{number}"
    folder.mkdir(parents=True, exist_ok=True)
    for kind, text in texts.items():
        write_new(folder / f"{name}{kind}", text)
    return [folder / f"{name}{kind}" for kind in texts]

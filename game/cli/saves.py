"""``rollout saves``."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from pathlib import Path

from game.cli import FINE, MisuseError, unknown
from game.cli.output import complain, print_json, say
from game.cli.places import library, near
from game.play.library import CannotOpenError, Library
from game.play.saves import Damaged, SaveInfo
from game.play.shelf import SUFFIX, ShelfError
from game.play.writing import text_of, write_out

#: The form of an export that is no transcript but the playthrough itself.
WHOLE = "save"


def saves(options: argparse.Namespace) -> int:
    """List the playthroughs kept, or do something with one of them."""
    books = library(options)
    folder = books.saves.path
    if folder.exists() and not folder.is_dir():
        raise MisuseError(f"{folder} is no folder")
    acts: dict[str, Callable[[Library, argparse.Namespace], None]] = {
        "list": _list,
        "show": _show,
        "export": _export,
        "rename": _rename,
        "delete": _delete,
        "restore": _restore,
        "import": _import,
    }
    try:
        acts[options.action](books, options)
    except (ShelfError, CannotOpenError) as fault:
        raise MisuseError(str(fault)) from None
    return FINE


def _list(books: Library, options: argparse.Namespace) -> None:
    kept, damaged = books.shelf.aside() if options.aside else books.kept()
    if options.json:
        print_json({"saves": [_row(info) for info in kept], "damaged": [_damaged(item) for item in damaged]})
        return
    for info in kept:
        say(_line(info))
    for item in damaged:
        copy = f" The copy before it is sound: {item.backup}" if item.backup else ""
        complain(f"{item.file.name} cannot be read: {item.reason}.{copy}")
    if not kept and not damaged:
        say("No playthrough was put aside." if options.aside else "No playthrough is kept yet.")


def _line(info: SaveInfo) -> str:
    name = f"“{info.name}” · " if info.name else ""
    return f"{info.id}  {name}{info.story_title} · {info.role_name} · {info.place}  {info.saved}"


def _show(books: Library, options: argparse.Namespace) -> None:
    info = _meant(options, books.kept()[0])
    if options.json:
        print_json(_row(info))
        return
    rows = {
        "id": info.id,
        "name": info.name,
        "story": f"{info.story_title} ({info.story_id})",
        "role": info.role_name,
        "place": info.place + (", an ending" if info.ended else ""),
        "steps": str(info.steps),
        "saved": info.saved,
        "file": str(info.file),
    }
    for name, words in rows.items():
        if words:
            say(f"{name + ':':<7} {words}")


def _export(books: Library, options: argparse.Namespace) -> None:
    info = _meant(options, books.kept()[0])
    form = options.format or _form(books, options.out)
    if form == WHOLE:
        if options.out is None:
            say(books.shelf.text_of(info.file).rstrip("\n"))
        else:
            say(near(books.shelf.copy_out(info.file, options.out)))
        return
    session = books.resume(info)
    for notice in session.look().notices:
        complain(notice)
    if options.out is None:
        say(text_of(books, session, f".{form}").rstrip("\n"))
    else:
        say(near(write_out(books, session, options.out, f".{form}")))


def _form(books: Library, out: Path | None) -> str:
    """The form that the suffix of a file asks for; Markdown where there is none."""
    suffix = out.suffix.lower() if out is not None and out.suffix else ".md"
    forms = {SUFFIX: WHOLE, **{kind: kind[1:] for kind in books.papers}}
    if suffix not in forms:
        raise unknown("suffix", suffix, list(forms))
    return forms[suffix]


def _rename(books: Library, options: argparse.Namespace) -> None:
    info = books.shelf.rename(_meant(options, books.kept()[0]).file, options.name)
    say(_line(info))


def _delete(books: Library, options: argparse.Namespace) -> None:
    kept, damaged = books.shelf.aside() if options.aside else books.kept()
    broken = next((item for item in damaged if item.file.name == options.id), None)
    file = broken.file if broken else _meant(options, kept).file
    if options.for_good or options.aside:
        books.shelf.delete(file)
        say(f"{file.name} is deleted for good.")
    else:
        again = options.id if broken else books.saves.info(file).id
        books.shelf.put_aside(file)
        say(f"{file.name} is put aside. To have it back: rollout saves restore {again}")


def _restore(books: Library, options: argparse.Namespace) -> None:
    kept, damaged = books.shelf.aside()
    broken = next((item for item in damaged if item.file.name == options.id), None)
    say(near(books.shelf.restore(broken.file if broken else _meant(options, kept).file)))


def _import(books: Library, options: argparse.Namespace) -> None:
    say(_line(books.shelf.take_in(Path(options.id))))


def _meant(options: argparse.Namespace, kept: Iterable[SaveInfo]) -> SaveInfo:
    """The playthrough that an id, the beginning of one, a name, or a file's name stands for."""
    infos, wanted = list(kept), options.id
    for names in (lambda info: (info.id.lower(), info.file.name.lower()), lambda info: (info.name.lower(),)):
        found = [info for info in infos if wanted.lower() in names(info)]
        if len(found) == 1:
            return found[0]
    found = [info for info in infos if info.id.lower().startswith(wanted.lower())]
    if len(found) == 1:
        return found[0]
    if found:
        raise MisuseError(f"more than one playthrough is meant by “{wanted}”: {', '.join(info.id for info in found)}")
    raise unknown("playthrough", wanted, [info.id for info in infos])


def _row(info: SaveInfo) -> dict[str, object]:
    return {
        "id": info.id,
        "name": info.name,
        "story": info.story_id,
        "role": info.role,
        "place": info.place,
        "steps": info.steps,
        "saved": info.saved,
        "ended": info.ended,
        "file": str(info.file),
    }


def _damaged(item: Damaged) -> dict[str, object]:
    return {"file": str(item.file), "reason": item.reason, "backup": str(item.backup) if item.backup else None}

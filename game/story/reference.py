"""The page of the docs that lists every key of every file, made from the declarations the loader checks against."""

from __future__ import annotations

from collections.abc import Iterator

from game.story import scene_format
from game.story.shapes import Either, ListOf, MapOf, Record
from game.story.values import Barred, Id, Shape

HEAD = """\
# Every key

What each file of a pack may hold. The loader checks files against the declarations that this page is made from
(`game/story/scene_format/`), and so do the schemas that `rollout schema` prints for editors; `make docs` writes the page
anew. What the keys do together is told in [how to write a story](modding.md) and in the [scene format](scene-format.md).

A key in **bold** has to be there. An *id* is lower-case letters, digits and `_`, a letter first; a *dashed id* may hold `-`
too. An *expression* such as `slots > 0 and not seen(hall)`, and an *effect* such as `slots -= 1`, stand in quotation marks
where they hold a colon, a `#` or a brace.
"""

#: The sections: heading, what it is about, and the record whose keys it lists, with those of all that it holds.
SECTIONS: tuple[tuple[str, str, Record], ...] = (
    ("story.yaml", "The manifest of a story.", scene_format.STORY),
    (
        "story.yaml of an extension",
        "The manifest of a pack that adds to another; what it does not say, that story says.",
        scene_format.EXTENSION,
    ),
    ("Files of scenes", "Any other file: scenes by their ids.", scene_format.SCENE),
    (
        "patch",
        "In a file of scenes of an extension: changes to scenes of the story, by their ids.",
        scene_format.PATCH,
    ),
    ("findings.yaml", "The record: findings by their ids.", scene_format.FINDING),
    ("questions.yaml", "Questions for discussion, by their ids.", scene_format.QUESTION),
    ("record.yaml", "The manifest of a shared record.", scene_format.RECORD),
    ("walkthroughs/*.yaml", "One scripted playthrough a file.", scene_format.WALKTHROUGH),
)


def page() -> str:
    """The page as Markdown."""
    told = [record for _, _, record in SECTIONS]
    return "\n".join([HEAD, *(line for section in SECTIONS for line in _section(*section, told))])


def _section(title: str, about: str, record: Record, told: list[Record]) -> Iterator[str]:
    yield f"## {title}\n"
    yield f"{about}\n"
    yield from _table(record)
    yield from _inner(record, told)


def _inner(record: Record, told: list[Record]) -> Iterator[str]:
    """The tables of the records that a record holds, each once on the page."""
    for field in record.fields.values():
        for held in _records(field.shape):
            if held not in told:
                told.append(held)
                yield f"### {_name(held)}\n"
                yield from _table(held)
                yield from _inner(held, told)


def _records(shape: Shape) -> Iterator[Record]:
    if isinstance(shape, Record):
        yield shape
    elif isinstance(shape, ListOf | MapOf):
        yield from _records(shape.item)
    elif isinstance(shape, Either):
        for part in (shape.scalar, shape.sequence, shape.mapping):
            if part is not None:
                yield from _records(part)


def _name(record: Record) -> str:
    return record.noun[0].upper() + record.noun[1:]


def _table(record: Record) -> Iterator[str]:
    yield "| key | holds | what it is |"
    yield "|---|---|---|"
    for name, field in record.fields.items():
        if not isinstance(field.shape, Barred):
            key = f"**`{name}`**" if field.required else f"`{name}`"
            yield f"| {key} | {held(field.shape)} | {field.doc} |"
    if record.exactly_one:
        yield f"\nExactly one of {', '.join(f'`{name}`' for name in record.exactly_one)}."
    yield ""


def held(shape: Shape) -> str:
    """What a key holds, in a few words."""
    if isinstance(shape, ListOf):
        return f"{held(shape.item)}, or a list of such" if shape.single else f"a list, each {held(shape.item)}"
    if isinstance(shape, MapOf):
        return f"a mapping, each {held(shape.item)}"
    if isinstance(shape, Id):
        return "a dashed id" if shape.dashes else shape.noun
    return str(shape)


if __name__ == "__main__":
    import sys

    sys.stdout.write(page())

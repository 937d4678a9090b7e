"""Lists as trees: in a paper their entries stand one after another, each with the depth of the list it belongs to."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from msgspec import Struct

from game.paper.parts import Para, Part


class Item(Struct, frozen=True):
    """An entry of a list, and what stands under it."""

    head: Para
    inside: tuple[Para | Listing, ...]


class Listing(Struct, frozen=True):
    """A whole list; ``start`` is the number of its first entry, None where entries have dots."""

    start: int | None
    items: tuple[Item, ...]


def gathered(parts: Iterable[Part]) -> Iterator[Part | Listing]:
    """The parts, entries that belong together as lists."""
    waiting = deque(parts)
    while waiting:
        yield _listing(waiting) if _bullet(waiting[0]) else waiting.popleft()


def _bullet(part: Part) -> str:
    return part.bullet if isinstance(part, Para) else ""


def _number(bullet: str) -> int | None:
    return None if bullet == "•" else int(bullet.rstrip("."))


def _listing(waiting: deque[Part]) -> Listing:
    """Take the list that comes next; one with other bullets, or numbers that do not go on, is another."""
    items: list[Item] = []
    start = _number(_bullet(waiting[0]))
    while waiting:
        head = waiting[0]
        bullet = "•" if start is None else f"{start + len(items)}."
        if not isinstance(head, Para) or head.bullet != bullet or (items and head.depth != items[0].head.depth):
            break
        waiting.popleft()
        items.append(Item(head, tuple(_inside(waiting, head.depth))))
    return Listing(start, tuple(items))


def _inside(waiting: deque[Part], depth: int) -> Iterator[Para | Listing]:
    """Take what stands under an entry: paragraphs set in as far, and lists set in further."""
    while waiting:
        part = waiting[0]
        if not isinstance(part, Para) or part.depth < depth or (part.bullet and part.depth == depth):
            return
        if part.bullet:
            yield _listing(waiting)
        else:
            waiting.popleft()
            yield part

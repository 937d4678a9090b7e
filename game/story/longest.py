"""How many words a text has, and how many a scene can have at most, whatever its guards say."""

from __future__ import annotations

import re

from game.story.model import Scene
from game.story.templates import Branch, Insert, Template

#: A word has a letter or a digit in it; a dash between spaces is none.
WORD = re.compile(r"\S*\w\S*")


def count_words(text: str) -> int:
    """How many words a text has."""
    return len(WORD.findall(text))


def longest_text(scene: Scene) -> int:
    """No fewer words than the longest text that a scene can show."""
    return sum(_longest(block.words) for block in scene.text)


def _longest(words: Template) -> int:
    """No fewer words than a text can have; what stands on both sides of a brace may be one word or two."""
    found = 0
    for part in words.parts:
        if isinstance(part, str):
            found += count_words(part)
        elif isinstance(part, Insert):
            found += max(map(count_words, part.words.values()), default=1) if part.words else 1
        elif isinstance(part, Branch):
            found += max(_longest(part.then), _longest(part.otherwise))
    return found

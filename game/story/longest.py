"""How long a scene's text can be, and how many of its choices can be open at once."""

from __future__ import annotations

import re

from game.story.expressions import Facts
from game.story.model import Block, Choice, Scene, Story
from game.story.most import Term, most
from game.story.templates import Branch, Template

#: As many choices as there are digit keys.
MANY = 9
#: A word has a letter or a digit in it; a dash between spaces is none.
WORD = re.compile(r"\S*\w\S*")


def count_words(text: str) -> int:
    """How many words a text has."""
    return len(WORD.findall(text))


def longest_text(story: Story, scene: Scene) -> int:
    """The words of the longest text a scene can show; where guards ask for much, at least of a long one."""
    fixed = sum(count_words(block.words.render(())) for block in scene.text if _is_fixed(block))
    terms = [_text_term(block) for block in scene.text if not _is_fixed(block)]
    return fixed + (most(story, terms) if terms else 0)


def _is_fixed(block: Block) -> bool:
    return block.guard is None and block.words.literal


def _text_term(block: Block) -> Term:
    guard, words = block.guard, block.words

    def worth(facts: Facts) -> int:
        return count_words(words.render(facts)) if guard is None or guard.holds(facts) else 0

    codes = [guard.code] if guard else []
    return Term(worth, words.slots() | (guard.slots if guard else frozenset()), tuple(codes + _codes(words)))


def _codes(words: Template) -> list[str]:
    return [part.guard.code for part in words.parts if isinstance(part, Branch)]


def most_open(story: Story, scene: Scene) -> int:
    """How many choices of a scene can be open at once, as far as their guards say."""
    return most(story, (_choice_term(choice) for choice in scene.choices))


def _choice_term(choice: Choice) -> Term:
    guard = choice.guard
    if guard is None:
        return Term(lambda _: 1, frozenset())
    return Term(lambda facts: int(guard.holds(facts)), guard.slots, (guard.code,))

"""Random packs whose words are asked by text alone: set here and asked there, copied, chosen, and carried over.

What no guard asks for is merged and left out by the prover, and told apart again where some text asks; these packs are
made of little else.
"""

from __future__ import annotations

from random import Random
from typing import Any

from tests.proof.mazes import Maze

TALK = ("none", "first", "second", "third", "fourth")


class Hearsay(Maze):
    """A pack in the making, with two enums of the same words and one of others that guards seldom ask for."""

    def __init__(self, random: Random) -> None:
        super().__init__(random)
        #: How often something other than text asks for the words.
        self.nosy = random.choice([0.0, 0.0, 0.1])

    def word(self) -> str:
        return self.pick(list(TALK))

    def hearsay(self) -> str:
        """A small guard about words."""
        form = self.pick(
            [
                "t_gap == '{0}'",
                "t_gap == '{0}'",
                "t_gap != '{0}'",
                "t_gap in ('{0}', '{1}')",
                "t_copy == '{0}'",
                "t_copy not in ('{0}', '{1}')",
                "t_copy == t_gap",
                "e_mood == 'cross'",
                "e_echo == 'very_cross'",
            ]
        )
        return form.format(self.word(), self.word())

    def atom(self) -> str:
        return self.hearsay() if self.chance(self.nosy) else super().atom()

    def asked(self) -> str:
        """What text asks: words as a rule, at times with another fact."""
        form = self.pick(["{0}", "{0}", "{0} and {1}", "{0} or {2}", "not ({0} and {2})", "{2} if {0} else {1}"])
        return form.format(self.hearsay(), self.hearsay(), super().atom())

    def effect(self) -> str:
        if self.chance(0.3):
            return super().effect()
        form = self.pick(
            [
                "t_gap = '{0}'",
                "t_gap = '{0}' if t_gap == '{1}' and {2} else t_gap",
                "t_gap = '{0}' if t_gap == 'none' else t_gap",
                "t_gap = '{0}' if {2} else ('{1}' if {3} else t_copy)",
                "t_copy = t_gap",
                "t_gap = t_copy",
                "t_copy = t_gap if {2} else '{0}'",
                "t_copy = '{0}' if t_gap == '{1}' else t_copy",
                "t_gap = 'first' if e_echo == 'cross' else t_gap",
                "e_mood = 'cross' if t_gap == '{0}' else e_echo",
                "f_two = t_gap == '{0}'",
            ]
        )
        return form.format(self.word(), self.word(), self.atom(), self.atom())

    def text(self) -> str:
        if self.chance(0.4):
            return "Night."
        return f"It is {{{self.asked()}: so | not}} and {{{self.asked()}: {{t_gap}} | {self.pick(['else', ''])}}}."

    def block(self) -> dict[str, Any]:
        kind = self.pick(["text", "say", "thought", "log"])
        return {kind: self.text(), **self.maybe(0.7, if_=self.asked)}

    def story(self) -> dict[str, Any]:
        story = super().story()
        for name in ("t_gap", "t_copy"):
            story["variables"][name] = {"one_of": list(TALK), "start": self.pick(["none", self.word()])}
        return story

    def carried(self) -> dict[str, str]:
        forms = {
            "t_gap": ["t_gap", "t_copy", "'{0}'", "'{0}' if t_gap == '{1}' else t_copy", "t_gap if {2} else '{0}'"],
            "t_copy": ["t_gap", "t_copy", "'{0}' if {2} else t_copy"],
            "f_one": ["t_gap == '{0}'", "t_copy == t_gap"],
            "e_mood": ["'cross' if t_gap == '{0}' else e_echo"],
        }
        values = {name: self.pick(those).format(self.word(), self.word(), self.atom()) for name, those in forms.items()}
        return {name: value for name, value in values.items() if self.chance(0.6)} or super().carried()

    def ending(self) -> dict[str, Any]:
        scene = super().ending()
        scene["ending"]["findings"] = [{"id": "half", "if": self.asked()}, {"id": "walk", "if": self.asked()}]
        return scene

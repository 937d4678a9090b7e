"""Variants of shipped packs: scenes cut, a role left out, words swapped, guards that only text asks, more carried over.

They are no good stories, and keep the size and the shape of real ones.
"""

from __future__ import annotations

import re
from pathlib import Path
from random import Random
from typing import Any

import yaml

from game.story.files import pack_files
from tests.support import packs

ASIDE = ("walkthroughs/", "locales/")
NO_SCENES = ("story.yaml", "findings.yaml", "questions.yaml")


def plain(node: yaml.Node) -> Any:
    """A value as the format reads it: only what stands without quotes is a number, true or false."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [plain(item) for item in node.value]
    if node.style is None and node.value in ("true", "false"):
        return node.value == "true"
    return int(node.value) if node.style is None and re.fullmatch(r"-?\d+", node.value) else node.value


def read(folder: Path) -> dict[str, Any]:
    """The files of a pack as plain values."""
    named = ((path.relative_to(folder).as_posix(), path) for path in pack_files(folder))
    return {
        name: plain(yaml.compose(path.read_text("utf-8"), Loader=yaml.SafeLoader))
        for name, path in named
        if not name.startswith(ASIDE)
    }


def listed(value: Any) -> list[Any]:
    """One thing or several, as several."""
    return value if isinstance(value, list) else [] if value is None else [value]


class Variant:
    """A shipped pack in the remaking."""

    def __init__(self, folder: Path, dice: Random) -> None:
        self.dice = dice
        self.values = read(folder)
        self.story = self.values["story.yaml"]
        files = [scenes for name, scenes in self.values.items() if name not in NO_SCENES]
        self.scenes: dict[str, dict[str, Any]] = {name: scene for scenes in files for name, scene in scenes.items()}
        self.middle = [name for name, scene in self.scenes.items() if "ending" not in scene]
        self.roles = list(self.story["roles"])
        self.enums = {
            name: variable["one_of"]
            for name, variable in self.story["variables"].items()
            if isinstance(variable, dict) and "one_of" in variable
        }

    def remade(self, times: int) -> dict[str, str]:
        """The files after so many changes."""
        changes = [
            self.leave_out_a_role, self.break_promises, self.cut, self.cut, self.ask_by_text, self.ask_by_text,
            self.swap_a_word, self.swap_a_word, self.shortcut, self.act, self.act, self.ask, self.ask, self.echo,
            self.carry, self.letter, self.promise,
        ]  # fmt: skip
        for _ in range(times):
            self.dice.choice(changes)()
        return packs.values(self.values)

    def scene(self) -> dict[str, Any]:
        return self.scenes[self.dice.choice(list(self.scenes))]

    def atom(self) -> str:
        """Something to ask, of a word as a rule."""
        if self.dice.random() < 0.2:
            return f"seen({self.dice.choice(self.middle)})"
        name = self.dice.choice(list(self.enums))
        one, other = self.dice.choice(self.enums[name]), self.dice.choice(self.enums[name])
        return self.dice.choice([f"{name} == '{one}'", f"{name} != '{one}'", f"{name} in ('{one}', '{other}')"])

    def guard(self) -> str:
        form = self.dice.choice(["{0}", "{0}", "{0} and {1}", "{0} or {1}", "not ({0} and {1})"])
        return form.format(self.atom(), self.atom())

    def effect(self) -> str:
        name = self.dice.choice(list(self.enums))
        one, other = self.dice.choice(self.enums[name]), self.dice.choice(self.enums[name])
        forms = ["{0} = '{1}'", "{0} = '{1}' if {3} else '{2}'", "{0} = '{1}' if {3} else {0}"]
        return self.dice.choice(forms).format(name, one, other, self.atom())

    def leave_out_a_role(self) -> None:
        """A role that has one scene and an ending, and still sets and asks words."""
        if "spare" in self.scenes:
            return
        acts = [{"id": f"act_{i}", "text": "Act", "to": "spare_end", "do": self.effect()} for i in range(3)]
        ending = {"outcome": "acceptance", "explain": [{"text": "So.", "if": self.guard()}, "So."]}
        spare = {
            "spare": {"title": "Spare", "text": [{"text": "So.", "if": self.guard()}], "choices": acts},
            "spare_end": {"title": "End", "ending": {**ending, "findings": ["scenario-options-removed"]}},
        }
        self.values["spare.yaml"] = spare
        self.scenes |= spare
        self.story["roles"][self.dice.choice(self.roles)]["start"] = "spare"

    def break_promises(self) -> None:
        """Most of what always holds is not asked any more, so that less is told apart."""
        left = [promise for promise in self.story.pop("always", []) if self.dice.random() < 0.2]
        self.story |= {"always": left} if left else {}

    def promise(self) -> None:
        promises = self.story.setdefault("always", [])
        promises.append({"name": f"more {len(promises)}", "holds": self.guard()})

    def cut(self) -> None:
        """Choices are gone."""
        for _ in range(self.dice.choice([1, 1, 10])):
            choices = self.scene().get("choices", [])
            if len(choices) > 1:
                choices.pop(self.dice.randrange(len(choices)))

    def ask_by_text(self) -> None:
        """Choices are open to all, and what they asked is asked by text alone."""
        scene = self.scene()
        for choice in scene.get("choices", []):
            if "if" in choice:
                choice.pop("locked", None)
                scene["text"] = [*listed(scene.get("text")), {"text": "Asked.", "if": choice.pop("if")}]

    def swap_a_word(self) -> None:
        """An effect sets, or a guard asks, another word."""
        choices = [choice for choice in self.scene().get("choices", []) if {"if", "do"} & choice.keys()]
        for choice in choices:
            name = self.dice.choice(list(self.enums))
            for key in ("if", "do"):
                if key in choice:
                    choice[key] = [self._swapped(text, name) for text in listed(choice[key])]
            if "if" in choice:
                (choice["if"],) = choice["if"]

    def _swapped(self, text: Any, name: str) -> Any:
        words = self.enums[name]
        known = [word for word in words if f"'{word}'" in str(text)]
        if not known or not re.search(rf"\b{name}\b", text):
            return text
        return text.replace(f"'{self.dice.choice(known)}'", f"'{self.dice.choice(words)}'")

    def shortcut(self) -> None:
        choices = self.scene().get("choices", [])
        if choices:
            to = self.dice.choice(list(self.scenes))
            choices.append({"id": f"short_{len(choices)}", "text": "Short", "to": to, "do": self.effect()})

    def act(self) -> None:
        scene = self.scene()
        scene["do"] = [*listed(scene.get("do")), self.effect()]

    def ask(self) -> None:
        scene = self.scene()
        inline = f"It is {{{self.guard()}: so | not}} and {{{self.guard()}: so | not}}."
        block = {"text": inline, **({"if": self.guard()} if self.dice.random() < 0.5 else {})}
        scene["text"] = [*listed(scene.get("text")), block]

    def echo(self) -> None:
        """A word is copied into another enum, which text alone asks."""
        name = self.dice.choice([name for name in self.enums if not name.startswith("echo_")])
        words = self.enums[name]
        self.enums[f"echo_{name}"] = words
        self.story["variables"][f"echo_{name}"] = {"one_of": words, "start": words[0]}
        form = self.dice.choice(["echo_{0} = {0}", "{0} = echo_{0}", "echo_{0} = {0} if {1} else echo_{0}"])
        for scene, key, what in (
            (self.scene(), "do", form.format(name, self.atom())),
            (self.scene(), "text", {"text": "Echo.", "if": f"echo_{name} == '{self.dice.choice(words)}'"}),
        ):
            scene[key] = [*listed(scene.get(key)), what]

    def carry(self) -> None:
        """One role takes over a word, as it is or as it is chosen."""
        role, source = self.dice.sample(self.roles, 2)
        name = self.dice.choice(list(self.enums))
        value = self.dice.choice(["{0}", "'{1}'", "'{1}' if {2} else {0}", "{0} if {2} else '{1}'"])
        carried = self.story.setdefault("carry", {}).setdefault(role, {"from": source, "set": {}})
        carried["set"][name] = value.format(name, self.dice.choice(self.enums[name]), self.atom())

    def letter(self) -> None:
        """A mail that acts when it is read, and a text that asks about it."""
        scene, mail_id = (
            self.scenes[self.dice.choice(self.middle)],
            f"letter_{len(self.story)}_{self.dice.random():.6f}",
        )
        mail_id = mail_id.replace(".", "_")
        mail = {"id": mail_id, "from": "A", "subject": f"{{{self.guard()}: a | b}}", "body": "B", "do": self.effect()}
        scene["mail"] = [*listed(scene.get("mail")), mail | ({"if": self.guard()} if self.dice.random() < 0.5 else {})]
        asks = self.scene()
        asks["text"] = [*listed(asks.get("text")), {"text": "Read.", "if": f"read({mail_id})"}]

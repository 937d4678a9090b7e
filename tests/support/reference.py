"""What scene-format.md says of play, written down once more as plainly as it can be.

The model interprets the values of a pack's files as they stand (``story`` is the manifest, ``scenes`` all scenes in
one mapping).  It shares nothing with the engine, is slow, and trusts the pack to be sound.
"""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.support import words
from tests.support.formulas import ASSIGN, Value, evaluate, parse

Data = Mapping[str, Any]


@dataclass
class Place:
    """Everything that a playthrough remembers at one moment."""

    scene: str = ""
    variables: dict[str, Value] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    chose: set[str] = field(default_factory=set)
    read: set[str] = field(default_factory=set)
    mailbox: list[tuple[str, str, str]] = field(default_factory=list)
    old_mail: int = 0
    text: list[tuple[str, str, str]] = field(default_factory=list)
    title: str = ""
    draws: int = 0
    drawn: tuple[str, str] = ("", "")


class Reference:
    """One playthrough of a pack."""

    def __init__(
        self,
        story: Data,
        scenes: Data,
        role: str,
        settings: Data,
        seed: int,
        figures: Mapping[str, str],
        guessed: Collection[str] = (),
    ) -> None:
        self.story, self.scenes, self.seed, self.figures, self.guessed = story, scenes, seed, figures, guessed
        conditions = story.get("conditions") or {}
        self.fixed: dict[str, Value] = {"role": role}
        for name, condition in conditions.items():
            self.fixed[name] = str(settings.get(name, condition["default"]))
        self.now = Place()
        self.past: list[Place] = []
        for name, variable in (story.get("variables") or {}).items():
            self.now.variables[name] = start_of(variable)
        self.enter(str(story["roles"][role]["start"]))

    # Facts and words

    def facts(self) -> dict[str, Value]:
        return {**self.fixed, **self.now.variables}

    def ask(self, kind: str, target: str) -> bool:
        return target in {"seen": self.now.seen, "read": self.now.read, "chose": self.now.chose}[kind]

    def value(self, text: Any) -> Any:
        return evaluate(parse(str(text)), self.facts(), self.ask)

    def holds(self, thing: Data) -> bool:
        return "if" not in thing or self.value(thing["if"]) is True

    def insert(self, name: str) -> str:
        value = self.facts()[name]
        conditions = self.story.get("conditions") or {}
        if name in conditions:
            return str(conditions[name]["options"][value])
        if isinstance(value, bool):
            return "yes" if value else "no"
        return str(value).replace("_", " ") if isinstance(value, str) else str(value)

    def words(self, text: Any) -> str:
        return words.render(str(text), self.insert, lambda guard: self.value(guard) is True)

    def person(self, name: Any) -> str:
        person = (self.story.get("people") or {}).get(name)
        return str(person["name"]) if person else str(name)

    # What changes

    def do(self, effects: Any) -> None:
        """Effects in order, numbers clamped at each."""
        for effect in effects if isinstance(effects, list) else [effects] if effects else []:
            match = ASSIGN.fullmatch(str(effect))
            assert match is not None
            name, sign, text = match.groups()
            value = self.value(text)
            before = self.now.variables[name]
            if sign != "=":
                assert isinstance(before, int)
                value = before + value if sign == "+=" else before - value
            declared = self.story["variables"][name]
            if isinstance(declared, Mapping) and "min" in declared:
                value = max(int(declared["min"]), min(int(declared["max"]), value))
            self.now.variables[name] = value

    def enter(self, scene_id: str) -> None:
        """The entry: ``do``, then mail, then text."""
        now, scene = self.now, self.scenes[scene_id]
        now.scene = scene_id
        self.do(scene.get("do"))
        now.old_mail = len(now.mailbox)
        for mail in scene.get("mail") or []:
            if mail["id"] not in [known for known, _, _ in now.mailbox] and self.holds(mail):
                now.mailbox.append((mail["id"], self.words(mail["subject"]), self.words(mail["body"])))
        now.title = self.words(scene["title"])
        now.text = []
        text = scene.get("text", [])
        for block in text if isinstance(text, list) else [text]:
            shown = block if isinstance(block, Mapping) else {"text": block}
            if self.holds(shown):
                kind = next(kind for kind in ("text", "say", "thought", "log") if kind in shown)
                now.text.append((kind, self.words(shown[kind]), self.person(shown.get("by", ""))))

    def step(self) -> None:
        self.past.append(copy.deepcopy(self.now))

    def undo(self) -> None:
        self.now = self.past.pop()

    def choose(self, step_id: str, landing: str = "") -> None:
        """A step: where it leads and what it does are settled by the facts as before; ``landing`` fixes a draw."""
        self.step()
        now = self.now
        before = now.scene
        drawn = ("", "")
        if step_id == "continue":
            way = self.way()
            assert way is not None
            target, effects = way.get("to"), None
            drawn = (way.get("label", ""), "")
            if "draw" in way:
                now.draws += 1
                target, percent = self.land(way["draw"], roll(self.seed, now.draws))
                target = landing or target
                drawn = (way["label"], percent)
        else:
            choice = next(c for c in self.scenes[before].get("choices") or [] if id_of(c) == step_id)
            target, effects = choice["to"], choice.get("do")
        self.do(effects)
        now.chose.add(f"{before}.{step_id}")
        now.seen.add(before)
        now.drawn = drawn
        self.enter(str(target))

    def land(self, entries: list[Data], number: int) -> tuple[str, str]:
        """Where a draw falls, walking along its entries, and the percent of that entry.

        The debrief asks for figures that are guessed, so they are not shown here.
        """
        parts = [self.parts(entry) for entry in entries]
        shares = [10_000 - sum(part or 0 for part in parts) if part is None else part for part in parts]
        edge = 0
        for entry, share in zip(entries, shares, strict=True):
            edge += share
            if number < edge:
                finding = next((one["rate"] for one in (entry, *entries) if "rate" in one), "")
                return entry["to"], "" if finding in self.guessed else f"{share / 100:g}"
        raise AssertionError("the shares of a draw sum to 100 percent")

    def parts(self, entry: Data) -> int | None:
        if "rest" in entry:
            return None
        percent = self.figures[entry["rate"]] if "rate" in entry else str(entry["chance"])
        whole, _, rest = percent.partition(".")
        return int(whole) * 100 + int((rest + "00")[:2])

    def open_mail(self, mail_id: str) -> None:
        """A first reading runs its ``do``, then sets ``read``; at an ending nothing changes."""
        if mail_id in self.now.read or "ending" in self.scenes[self.now.scene]:
            return
        self.step()
        mails = (mail for scene in self.scenes.values() for mail in scene.get("mail") or [])
        self.do(next(mail for mail in mails if mail["id"] == mail_id).get("do"))
        self.now.read.add(mail_id)

    # What can be done

    def used(self, choice: Data) -> bool:
        return flag(choice.get("once")) and f"{self.now.scene}.{id_of(choice)}" in self.now.chose

    def options(self) -> list[tuple[str, str, bool, str]]:
        """Choices open or shut with a reason, or the way on where none is open."""
        scene = self.scenes[self.now.scene]
        shown = []
        if "ending" in scene:
            return []
        for choice in scene.get("choices") or []:
            if self.used(choice):
                continue
            if self.holds(choice):
                shown.append((id_of(choice), self.words(choice["text"]), True, ""))
            elif "locked" in choice:
                shown.append((id_of(choice), self.words(choice["text"]), False, self.words(choice["locked"])))
        if self.way() is not None:
            shown.append(("continue", "", True, ""))
        return shown

    def way(self) -> Data | None:
        scene = self.scenes[self.now.scene]
        if any(self.holds(choice) and not self.used(choice) for choice in scene.get("choices") or []):
            return None
        following = scene.get("next") or []
        ways = following if isinstance(following, list) else [{"to": following}]
        return next((way for way in ways if self.holds(way)), None)

    # What is seen

    def view(self) -> dict[str, Any]:
        """Everything a player sees, for comparing."""
        now = self.now
        options = self.options()
        ending = "ending" in self.scenes[now.scene]
        return {
            "scene": now.scene,
            "title": now.title,
            "text": now.text,
            "mail": [
                (mail, subject, body, mail in now.read, index >= now.old_mail)
                for index, (mail, subject, body) in enumerate(now.mailbox)
            ],
            "options": [(i, w if i != "continue" else "", o, r) for i, w, o, r in options],
            "variables": now.variables,
            "gauges": self.gauges(),
            "drawn": now.drawn,
            "ending": ending,
            "stuck": not ending and not any(is_open for _, _, is_open, _ in options),
            "steps": len(self.past),
        }

    def earned(self) -> list[str]:
        """The findings that an ending shows: those whose condition holds."""
        entries = self.scenes[self.now.scene]["ending"]["findings"]
        known = [entry if isinstance(entry, Mapping) else {"id": entry} for entry in entries]
        return [entry["id"] for entry in known if self.holds(entry)]

    def gauges(self) -> list[tuple[str, str]]:
        declared = (self.story.get("variables") or {}).items()
        return [
            (str(variable["label"]), self.insert(name))
            for name, variable in declared
            if isinstance(variable, Mapping)
            and "show" in variable
            and self.fixed["role"] in variable.get("roles", self.story["roles"])
        ]


def id_of(choice: Data) -> str:
    return str(choice.get("id") or choice["to"])


def flag(value: Any) -> bool:
    return value is True or value == "true"


def start_of(variable: Any) -> Value:
    """The start of a variable, also where its YAML was read without types."""
    if isinstance(variable, Mapping) and "one_of" in variable:
        return str(variable["start"])
    value = variable["start"] if isinstance(variable, Mapping) else variable
    if value in ("true", "false"):
        return bool(value == "true")
    return value if isinstance(value, bool) else int(value)


def roll(seed: int, number: int) -> int:
    """The draw of that number: eight bytes of a SHA-256, big-endian, modulo 10,000."""
    eight = hashlib.sha256(f"{seed}:{number}".encode("ascii")).hexdigest()[:16]
    return int(eight, 16) % 10_000

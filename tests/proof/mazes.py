"""Random packs for the prover: few states, and every way in which a fact can matter.

They are made from any random source, so that a property test shrinks them and a script can try many quickly.
"""

from __future__ import annotations

from random import Random
from typing import Any

from tests.support import packs
from tests.support.random_packs import FIGURES

WORDS = ("calm", "cross", "very_cross")
SOURCE = {"title": "On Walking", "publisher": "A Press", "date": "2020-01"}
CARD = {"conditions": "In one street.", "caveat": "One street.", "evidence": "primary", "source": SOURCE}
FINDINGS = {
    name: {"claim": f"People {name}.", "figure": {"value": value, "unit": "% of people"}, **CARD}
    for name, value in FIGURES.items()
}


class Maze:
    """A pack in the making."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.middle = [f"s{number}" for number in range(random.randint(2, 5))]
        self.scenes = [*self.middle, "over", "done"]
        self.two = random.random() < 0.7
        # where the roles do not share their scenes, what only the other one sets is constant
        self.apart = self.two and len(self.middle) > 3 and random.random() < 0.5
        self.mail = [f"m_{scene}" for scene in self.middle if random.random() < 0.35][:2]
        self.choices: dict[str, list[str]] = {}

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def pick(self, items: list[str]) -> str:
        return items[self.random.randint(0, len(items) - 1)]

    def atom(self) -> str:
        """A small guard."""
        asked = [f"{scene}.{name}" for scene, names in self.choices.items() for name in names]
        pools = [
            ["f_one", "f_two", "not f_one", "f_one == f_two"],
            ["n_one > 0", "n_one + n_two >= 2", "n_one // n_two == 1", "(n_one - 2) % 2 == n_two", "n_one in (0, 2)"],
            ["0 < n_one <= n_two", "n_one * 3 % (n_two - 1) == 0", "max(n_one, n_two) == 2", "-n_one // 2 < 0"],
            ["e_mood == 'cross'", "e_echo in ('calm', 'cross')", "e_mood == e_echo", "e_echo != 'very_cross'"],
            ["weather == 'wet'", "wind == 'strong'", *(["role == 'other'"] if self.two else [])],
            [f"seen({scene})" for scene in self.scenes],
            [f"chose({name})" for name in asked],
            [f"read({mail})" for mail in self.mail],
        ]
        return self.pick(self.random.choice([pool for pool in pools if pool]))

    def guard(self) -> str:
        """A guard of up to two atoms."""
        form = self.pick(["{0}", "{0}", "not ({0})", "{0} and {1}", "{0} or {1}", "{0} if {1} else f_one"])
        return form.format(self.atom(), self.atom())

    def effect(self) -> str:
        """An effect of any type."""
        return self.pick(
            [
                "n_one += 1",
                "n_one -= 1",
                "n_two += 1",
                "n_two = n_one",
                "n_one = n_one % 2 + n_two",
                "n_two = n_one // n_two",
                "n_one = 2 if f_one else n_two",
                "f_one = true",
                "f_one = not f_one",
                f"f_two = {self.atom()}",
                f"f_one = {self.atom()}",
                "e_mood = 'cross'",
                "e_mood = 'very_cross'",
                "e_echo = e_mood",
                "e_mood = e_echo",
                "e_echo = e_mood if f_two else 'calm'",
                f"e_mood = 'calm' if {self.atom()} else e_mood",
            ]
        )

    def text(self) -> str:
        """Words, with an inline choice at times."""
        if self.chance(0.6):
            return "Night."
        return f"It is {{{self.guard()}: {self.pick(['so', '{n_one}'])} | {self.pick(['not', 'else', ''])}}}."

    def maybe(self, share: float, **parts: Any) -> dict[str, Any]:
        """The parts, or nothing; a part that is called with no arguments is made only then."""
        return {f"{key}".rstrip("_"): part() for key, part in parts.items()} if self.chance(share) else {}

    def do(self) -> list[str]:
        return [self.effect() for _ in range(self.random.randint(1, 2))]

    def target(self, scene: str) -> str:
        if not self.apart:
            return self.pick([*self.middle, *self.scenes])
        own = [other for other in self.middle if (other in self.middle[:2]) == (scene in self.middle[:2])]
        return self.pick([*own, *own, "over", "done"])

    def files(self) -> dict[str, str]:
        """The files of the pack."""
        bones = {scene: [self.target(scene) for _ in range(self.random.randint(0, 3))] for scene in self.middle}
        ways = {scene: self.chance(0.6) or not targets for scene, targets in bones.items()}
        self.choices = {
            scene: [f"c{number}" for number in range(len(targets))] + ["continue"] * ways[scene]
            for scene, targets in bones.items()
        }
        scenes = {scene: self.scene(scene, targets, way=ways[scene]) for scene, targets in bones.items()}
        scenes |= {scene: self.ending() for scene in ("over", "done")}
        return packs.values({"story.yaml": self.story(), "scenes.yaml": scenes, "findings.yaml": FINDINGS})

    def story(self) -> dict[str, Any]:
        roles = {"player": {"name": "P", "start": "s0"}}
        if self.two:
            roles["other"] = {"name": "O", "start": self.middle[2] if self.apart else self.pick(self.middle)}
        story: dict[str, Any] = {"format": 1, "id": "random", "title": "Random", "version": "1.0.0", "roles": roles}
        story["conditions"] = {
            "weather": {"ask": "How?", "options": {"wet": "wet", "dry": "dry"}, "default": self.pick(["wet", "dry"])},
            "wind": {
                "ask": "Wind?",
                "roles": [self.pick(list(roles))],
                "options": {"still": "still", "strong": "strong"},
                "default": "still",
            },
        }
        story["variables"] = {
            "n_one": {"start": self.random.randint(0, 2), "min": 0, "max": 2},
            "n_two": {"start": 0, "min": -1, "max": 2},
            "f_one": self.chance(0.5),
            "f_two": False,
            "e_mood": {"one_of": list(WORDS), "start": self.pick(list(WORDS))},
            "e_echo": {"one_of": list(WORDS), "start": "calm"},
        }
        if self.two:
            story |= self.maybe(0.7, carry=self.carry)
        return story | self.maybe(0.6, always=self.always)

    def carry(self) -> dict[str, Any]:
        pairs = self.random.choice(
            [[("other", "player")], [("player", "other")], [("other", "player"), ("player", "other")]]
        )
        return {role: {"from": source, "set": self.carried()} for role, source in pairs}

    def carried(self) -> dict[str, str]:
        every = {
            "n_one": self.pick(["n_two", "n_one", "2", "n_one + 1 if n_one < 2 else 0"]),
            "f_one": self.pick([self.atom(), "true", "f_two"]),
            "e_mood": self.pick(["e_echo", "e_mood", "'cross'"]),
            "e_echo": self.pick(["e_mood", "'cross' if f_one else e_echo"]),
        }
        return {name: value for name, value in every.items() if self.chance(0.6)} or {"f_two": self.atom()}

    def always(self) -> list[dict[str, str]]:
        forms = ["{0} or {1}", "not ({0} and {1})", "{1}"]
        return [
            {
                "name": f"promise {number}",
                "holds": self.pick(forms).format(
                    self.atom(), self.pick([f"seen({self.pick(self.scenes)})", self.atom()])
                ),
            }
            for number in range(self.random.randint(1, 2))
        ]

    def block(self) -> dict[str, Any]:
        kind = self.pick(["text", "say", "thought", "log"])
        return {kind: self.text(), **self.maybe(0.6, if_=self.guard)}

    def scene(self, name: str, targets: list[str], *, way: bool) -> dict[str, Any]:
        scene: dict[str, Any] = {"title": "Here", **self.maybe(0.5, do=self.do)}
        scene["text"] = [self.block() for _ in range(self.random.randint(0, 2))]
        if f"m_{name}" in self.mail:
            mail = {"id": f"m_{name}", "from": "Ada", "subject": self.text(), "body": self.text()}
            scene["mail"] = [{**mail, **self.maybe(0.5, if_=self.guard), **self.maybe(0.6, do=self.do)}]
        scene["choices"] = [self.choice(number, to) for number, to in enumerate(targets)]
        if way:
            scene["next"] = self.next(name)
        return scene

    def choice(self, number: int, to: str) -> dict[str, Any]:
        choice: dict[str, Any] = {"id": f"c{number}", "text": self.text(), "to": to, **self.maybe(0.5, do=self.do)}
        if self.chance(0.6):
            choice |= {"if": self.guard(), **self.maybe(0.4, locked=self.text)}
        once = {"once": True} if self.chance(0.3) else {}
        return {**choice, **once, **self.maybe(0.2, note=self.text)}

    def next(self, scene: str) -> Any:
        if self.chance(0.3):
            return self.target(scene)
        return [self.way(scene) for _ in range(self.random.randint(1, 2))]

    def way(self, scene: str) -> dict[str, Any]:
        guard = self.maybe(0.7, if_=self.guard)
        to = list(dict.fromkeys([self.target(scene), self.target(scene)]))
        if len(to) == 1:
            return {**guard, "to": to[0]}
        return {**guard, "label": "authored", "draw": [{"chance": 30, "to": to[0]}, {"rest": True, "to": to[1]}]}

    def ending(self) -> dict[str, Any]:
        findings: list[Any] = [{"id": "half", "if": self.guard()}]
        findings.append("walk" if self.chance(0.6) else {"id": "walk", "if": self.guard()})
        explain = [self.block() for _ in range(self.random.randint(1, 2))]
        ending = {"outcome": "acceptance", "findings": findings, "explain": explain}
        return {"title": "The end", "text": self.text(), **self.maybe(0.3, do=self.do), "ending": ending}

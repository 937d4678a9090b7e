"""Random small packs that are sound, as plain values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from hypothesis.strategies import SearchStrategy as Some

from game.play.machine import StoryMachine
from game.play.session import Session
from tests.support import packs
from tests.support.reference import Reference
from tests.support.trees import Vocabulary, effects, guards

PLAIN = ("The night is over.", "A *door* stands open.", "Nobody answers", "It is 08:02.", "- a list of one")
FIGURES = {"walk": "40", "half": "12.5"}
VALUES = ("calm", "cross", "very_cross")
WEATHER = ("wet", "dry")
NUMBERED = range(6)
WORDS = Vocabulary(
    numbers=("n_one", "n_two"),
    flags=("f_one", "f_two"),
    enums=(("e_mood", VALUES), ("weather", WEATHER), ("role", ("player", "other"))),
    scenes=tuple(f"scenes_{number}" for number in NUMBERED),
    mail=tuple(f"mail_{number}" for number in NUMBERED),
    choices=tuple(f"choices_{number}" for number in NUMBERED),
)
PLACEHOLDER = re.compile(r"(seen|read|chose)\((scenes|mail|choices)_(\d)\)")
GUARDS = guards(WORDS)
EFFECTS = effects(WORDS)


@dataclass
class Pack:
    """A random pack: its manifest, its scenes, and how it is entered."""

    story: dict[str, Any]
    scenes: dict[str, Any]
    role: str
    settings: dict[str, str]
    seed: int

    @property
    def files(self) -> dict[str, str]:
        """The files of the pack."""
        source = {"title": "On Walking", "publisher": "A Press", "date": "2020-01"}
        rest = {"conditions": "In one street.", "caveat": "One street.", "evidence": "primary", "source": source}
        findings = {
            name: {"claim": f"People {name}.", "figure": {"value": value, "unit": "% of people"}, **rest}
            for name, value in FIGURES.items()
        }
        return packs.values({"story.yaml": self.story, "scenes.yaml": self.scenes, "findings.yaml": findings})

    @cached_property
    def machine(self) -> StoryMachine:
        """The machine of the pack."""
        return packs.machine(self.files)

    def session(self) -> Session:
        """A fresh session of the pack."""
        return Session(self.machine, self.role, self.settings, seed=self.seed)

    def reference(self) -> Reference:
        """A fresh run of the reference model over the pack's values."""
        return Reference(self.story, self.scenes, self.role, self.settings, self.seed, FIGURES)


@st.composite
def random_packs(draw: DrawFn) -> Pack:
    """Packs with variables, guards, effects, mail, draws, locks and choices that are taken once."""
    middle = [f"s{number}" for number in range(draw(st.integers(2, 5)))]
    scenes = [*middle, "over", "done"]
    skeleton = {scene: draw(bones(scene, scenes)) for scene in middle}
    story = draw(manifests())
    built = {scene: draw(fleshed(bare)) for scene, bare in skeleton.items()}
    for scene in ("over", "done"):
        built[scene] = draw(endings())
    return Pack(
        story,
        settled(built, names_of(skeleton, scenes)),
        draw(st.sampled_from(["player", "other"])),
        {"weather": draw(st.sampled_from(WEATHER))},
        draw(st.integers(-5, 2**40)),
    )


@st.composite
def manifests(draw: DrawFn) -> dict[str, Any]:
    """Manifests with two numbers, two flags, an enum and a condition."""
    variables: dict[str, Any] = {}
    for name in ("n_one", "n_two"):
        least, most = draw(st.integers(-4, 1)), draw(st.integers(1, 7))
        start = draw(st.integers(least, most))
        variables[name] = {"start": start, "min": least, "max": most, "label": name, "show": "number"}
    variables["f_one"] = draw(st.booleans())
    variables["f_two"] = {"start": draw(st.booleans()), "label": "second", "show": "text"}
    variables["e_mood"] = {
        "one_of": list(VALUES),
        "start": draw(st.sampled_from(VALUES)),
        "label": "mood",
        "show": "text",
    }
    options = {"wet": "wet as a *fish*", "dry": "dry"}
    return {
        "format": 1,
        "id": "random",
        "title": "Random",
        "version": "1.0.0",
        "roles": {"player": {"name": "Player", "start": "s0"}, "other": {"name": "Other", "start": "s1"}},
        "conditions": {"weather": {"ask": "How is it?", "options": options, "default": "dry"}},
        "variables": variables,
        "people": {"ada": {"name": "Ada L."}},
    }


@st.composite
def bones(draw: DrawFn, scene: str, scenes: list[str]) -> dict[str, Any]:
    """A scene's mail, choices and ways, with their names alone: what expressions may ask about."""
    target = st.sampled_from([*scenes[:-2], *scenes])
    targets = draw(st.lists(target, max_size=4))
    choices = []
    for number, to in enumerate(targets):
        plain = targets.count(to) == 1 and draw(st.booleans())
        choices.append({"to": to} if plain else {"id": f"c{number}", "to": to})
    mail = [{"id": f"m_{scene}_{number}"} for number in range(draw(st.integers(0, 2)))]
    bare: dict[str, Any] = {"mail": mail, "choices": choices}
    following = draw(st.sampled_from(["none", "plain", "ways"] if choices else ["plain", "ways"]))
    if following == "plain":
        bare["next"] = draw(target)
    elif following == "ways":
        bare["next"] = draw(st.lists(ways(scenes), min_size=1, max_size=3))
    return bare


@st.composite
def ways(draw: DrawFn, scenes: list[str]) -> dict[str, Any]:
    """One way on: a scene, or a draw of two or three."""
    if draw(st.integers(0, 2)) == 0:
        return {"to": draw(st.sampled_from(scenes[:-1]))}
    targets = draw(st.lists(st.sampled_from(scenes), min_size=2, max_size=3, unique=True))
    first: dict[str, Any]
    first, left = draw(
        st.sampled_from([({"rate": "walk"}, 6000), ({"rate": "half"}, 8750), ({"chance": "7.25"}, 9275)])
    )
    entries = [{**first, "to": targets[0]}]
    for to in targets[1:-1]:
        part = draw(st.integers(1, left - 1))
        entries.append({"chance": f"{part // 100}.{part % 100:02}", "to": to})
        left -= part
    last: dict[str, Any] = draw(st.sampled_from([{"rest": True}, {"chance": f"{left // 100}.{left % 100:02}"}]))
    labels = ["authored", "direction", *(["borrowed", "chart"] if "rate" in first else [])]
    shuffled = draw(st.permutations([*entries, {**last, "to": targets[-1]}]))
    return {"label": draw(st.sampled_from(labels)), "draw": shuffled}


def settled(value: Any, known: dict[str, list[str]]) -> Any:
    """A value whose placeholders, such as ``seen(scenes_3)``, have become names of this pack."""
    if isinstance(value, dict):
        return {key: settled(inner, known) for key, inner in value.items()}
    if isinstance(value, list):
        return [settled(inner, known) for inner in value]
    return (
        PLACEHOLDER.sub(lambda found: settle(found[1], found[2], found[3], known), value)
        if isinstance(value, str)
        else value
    )


def settle(kind: str, names: str, number: str, known: dict[str, list[str]]) -> str:
    """The name that one placeholder stands for; a constant where there is none of its kind."""
    return f"{kind}({known[names][int(number) % len(known[names])]})" if known[names] else "false"


def names_of(skeleton: dict[str, Any], scenes: list[str]) -> dict[str, list[str]]:
    """The names that the expressions of a pack may ask about."""
    choices = []
    for scene, bare in skeleton.items():
        choices += [f"{scene}.{choice.get('id', choice['to'])}" for choice in bare["choices"]]
        choices += [f"{scene}.continue"] if "next" in bare else []
    mail = [mail["id"] for bare in skeleton.values() for mail in bare["mail"]]
    return {"scenes": scenes, "mail": mail, "choices": choices}


def texts() -> Some[str]:
    """Texts with and without braces."""
    names = [*WORDS.numbers, *WORDS.flags, *(name for name, _ in WORDS.enums)]
    inserts = st.sampled_from(names).map(lambda name: f"You have {{{name}}} {{{{so}}}}.")
    branch = st.sampled_from(["more", "", "so {n_one} much", "{{braced}}", " {role} "])
    chosen = st.tuples(GUARDS, branch, branch).map(lambda t: f"It is {{{t[0]}: {t[1]} | {t[2]}}} now.")
    alone = st.tuples(GUARDS, branch).map(lambda t: f"It is {{{t[0]}:{t[1]}}}")
    return st.one_of(st.sampled_from(PLAIN), st.sampled_from(PLAIN), inserts, chosen, alone)


def perhaps(key: str, value: Some[Any]) -> Some[dict[str, Any]]:
    """A key with a value, or none."""
    return st.one_of(st.just({}), value.map(lambda drawn: {key: drawn}))


def blocks() -> Some[dict[str, Any]]:
    """Blocks of every kind."""
    kind = st.sampled_from(["text", "say", "thought", "log"])
    said = st.tuples(TEXTS, st.sampled_from(["ada", "a voice"])).map(lambda t: {"say": t[0], "by": t[1]})
    plain = st.tuples(kind, TEXTS).map(lambda t: {t[0]: t[1]})
    return st.tuples(said | plain, IF).map(lambda t: {**t[0], **t[1]})


TEXTS = texts()
IF = perhaps("if", GUARDS)
DO = perhaps("do", EFFECTS)
SOME_DO = perhaps("do", st.lists(EFFECTS, max_size=3))
LOCKED = perhaps("locked", TEXTS)
ONCE = perhaps("once", st.just(value=True))
IRREVERSIBLE = perhaps("irreversible", st.booleans())
SCENE_TEXT = TEXTS | st.lists(TEXTS | blocks(), max_size=3)


@st.composite
def fleshed(draw: DrawFn, bare: dict[str, Any]) -> dict[str, Any]:
    """A scene with all its words, guards and effects."""
    scene: dict[str, Any] = {"title": draw(TEXTS), **draw(SOME_DO), "text": draw(SCENE_TEXT)}
    scene["mail"] = [
        {**mail, "from": "ada", "subject": draw(TEXTS), "body": draw(TEXTS), **draw(IF), **draw(DO)}
        for mail in bare["mail"]
    ]
    scene["choices"] = [draw(options(choice)) for choice in bare["choices"]]
    if "next" in bare:
        following = bare["next"]
        scene["next"] = [{**way, **draw(IF)} for way in following] if isinstance(following, list) else following
    return scene


@st.composite
def options(draw: DrawFn, bare: dict[str, Any]) -> dict[str, Any]:
    """A choice with its words, guard and effects."""
    guard = draw(IF)
    locked = draw(LOCKED) if guard else {}
    return {**bare, "text": draw(TEXTS), **draw(SOME_DO), **guard, **locked, **draw(ONCE), **draw(IRREVERSIBLE)}


@st.composite
def endings(draw: DrawFn) -> dict[str, Any]:
    """An ending that has earned one finding always and another at times."""
    ending = {
        "outcome": "acceptance",
        "findings": ["walk", {"id": "half", "if": draw(GUARDS)}],
        "explain": draw(TEXTS),
    }
    return {"title": "The end", "text": draw(TEXTS), "ending": ending}

"""Pictures of every screen, drawn from the shipped stories: for the README, and for looking at.

python -m tests.tui.pictures docs/pictures          the README's
python -m tests.tui.pictures FOLDER --all [WORDS]   every screen whose name has one of the words, each size, dark and light
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

import yaml

from game.paper import PAPERS
from game.play.library import Library
from game.play.saves import SaveFolder
from game.tui.app import RolloutApp
from game.tui.tastes import Tastes
from tests.tui.helm import WHEN, press, sailing, settled

SCENES = Path(__file__).parents[2] / "scenes"
STORY = "the-cutover"
SIZES = ((40, 12), (80, 24), (100, 30), (160, 45))
THEMES = ("dark", "light")
#: Textual's pictures fetch a font from elsewhere; ours ask for nothing.
FETCHED = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
#: Names that are others in each picture; without them, the same screen is the same file.
NUMBERED = re.compile(r"terminal-\d+")
FONTS = "ui-monospace, Menlo, Consolas, DejaVu Sans Mono, monospace"
ALL = 10_000


@dataclass(frozen=True)
class Shot:
    """A screen: so many ``steps`` of a walkthrough that are taken before the app starts, then the keys that lead there.

    ``place`` is where the palette would go; ``title`` leaves the playthrough to the title.
    """

    name: str
    keys: tuple[str, ...] = ()
    walk: str = ""
    steps: int = ALL
    place: str = ""
    title: bool = False
    size: tuple[int, int] = (80, 24)
    theme: str = "dark"


HOLDS, PAID = "leverage_holds", "engineer-paid"
SHUT, SHUT_AT = HOLDS, 22
SHOTS = (
    Shot("title"),
    Shot("title-continue", walk=HOLDS, steps=12, title=True),
    Shot("stories", place="stories"),
    Shot("setup", keys=("enter",)),
    Shot("settings", place="settings"),
    Shot("record", place="record", keys=("down", "down")),
    Shot("rates", place="record", keys=("b",)),
    Shot("record-search", place="record", keys=("slash", *"blackmail")),
    Shot("saves-empty", place="saves"),
    Shot("saves", walk=HOLDS, steps=12, place="saves"),
    Shot("play", walk=HOLDS, steps=1),
    Shot("play-later", walk=HOLDS, steps=21),
    Shot("inbox", walk=HOLDS, steps=8),
    Shot("console", walk=PAID, steps=1),
    Shot("mail", walk=HOLDS, steps=20, keys=("m", "enter")),
    Shot("note", walk=HOLDS, steps=21, keys=("n",)),
    Shot("history", walk=HOLDS, steps=21, keys=("h",)),
    Shot("help", walk=HOLDS, steps=21, keys=("question_mark",)),
    Shot("palette", walk=HOLDS, steps=21, keys=("ctrl+p",)),
    Shot("history-left", walk=HOLDS, steps=21, keys=("u", "u", "u", "2", "h")),
    Shot("play-shut", walk=SHUT, steps=SHUT_AT),
    Shot("why", walk=SHUT, steps=SHUT_AT, keys=("w",)),
    Shot("export", walk=HOLDS, steps=12, keys=("e",)),
    Shot("rename", walk=HOLDS, steps=12, place="saves", keys=("r",)),
    Shot("map", walk=HOLDS, keys=("enter", "enter", "m")),
    Shot("map-engineer", walk=PAID, keys=("enter", "enter", "m")),
    Shot("ending", walk=HOLDS),
    Shot("instrument", walk=HOLDS, keys=("enter",)),
    Shot("debrief-path", walk=HOLDS, keys=("enter", "enter")),
    Shot("debrief-guess", walk=HOLDS, keys=("enter", "enter", "right")),
    Shot("debrief-card", walk=HOLDS, keys=("enter", "enter", "right", "3", "0", "enter")),
    Shot("debrief-doors", walk=HOLDS, keys=("enter", "enter", "right", "right")),
    Shot("debrief-reported", walk=HOLDS, keys=("enter", "enter", "right", "right", "right")),
    Shot("debrief-discuss", walk=HOLDS, keys=("enter", "enter", "left", "left", "left")),
    Shot("debrief-whatif", walk=HOLDS, keys=("enter", "enter", "left", "left")),
    Shot("debrief-endings", walk=HOLDS, keys=("enter", "enter", "left")),
)
#: Those of the README: the file, the screen, its size and its colours.
README = (
    ("title", "title", (80, 24), "dark"),
    ("play", "play", (80, 24), "light"),
    ("record", "debrief-card", (100, 30), "dark"),
    ("map", "map", (80, 24), "dark"),
)


def library(folder: Path, shot: Shot) -> Library:
    """The shipped stories, and the playthrough that a shot begins in."""
    numbers = count(1)
    shelf = Library((SCENES,), SaveFolder(folder / "saves"), lambda: WHEN, lambda: next(numbers), PAPERS)
    tastes = Tastes(theme=shot.theme)
    shelf.saves.remember(lambda memory: memory.settings.update(tastes.settings()))
    if shot.walk:
        walk = yaml.safe_load((SCENES / STORY / "walkthroughs" / f"{shot.walk}.yaml").read_text("utf-8"))
        session = shelf.begin(shelf.open(STORY), walk["role"], walk.get("conditions", {}), walk.get("seed", 0))
        for step in walk["steps"][: shot.steps]:
            choice, _, landing = str(step).partition(" to ")
            session.choose(choice, landing=landing)
    return shelf


async def draw(shot: Shot) -> str:
    """A shot as SVG."""
    with tempfile.TemporaryDirectory() as folder:
        async with sailing(library(Path(folder), shot), size=shot.size) as (app, pilot):
            if shot.walk and not shot.place and not shot.title:
                (info, *_), _ = app.desk.library.kept()
                app.screen.open(lambda: app.desk.library.resume(info))
                await settled(pilot)
            if shot.place:
                app.action_go(shot.place)
                await settled(pilot)
            await press(pilot, *shot.keys)
            return cleaned(app)


def cleaned(app: RolloutApp) -> str:
    """The screen as SVG that asks for nothing from elsewhere."""
    drawn = app.export_screenshot(title="Rollout", simplify=True)
    named = NUMBERED.sub("rollout", FETCHED.sub("", drawn))
    return named.replace("Fira Code", FONTS)


def wanted(words: list[str]) -> Iterator[tuple[str, Shot]]:
    """Every screen in every size and theme, by the name of its file."""
    for shot in SHOTS:
        if not words or any(word in shot.name for word in words):
            for size in SIZES:
                for theme in THEMES:
                    yield f"{shot.name}-{size[0]}-{theme}", replace(shot, size=size, theme=theme)


def main(folder: Path, *words: str) -> None:
    """Draw them."""
    folder.mkdir(parents=True, exist_ok=True)
    if words:
        shots = list(wanted([word for word in words if word != "--all"]))
    else:
        by_name = {shot.name: shot for shot in SHOTS}
        shots = [(file, replace(by_name[name], size=size, theme=theme)) for file, name, size, theme in README]
    for name, shot in shots:
        (folder / f"{name}.svg").write_text(asyncio.run(draw(shot)), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])

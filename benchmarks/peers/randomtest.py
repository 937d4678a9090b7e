"""``rollout check`` beside ChoiceScript's randomtest: how long each takes, and what randomtest has not come across."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import generate
import plain
from timing import Row, Sample, alternate, faster, process, program

from peers import sources, stories
from peers.engines import DRIVERS, Engine
from peers.process import Driver
from peers.story import Story, read

ROUNDS, RUNS = 5, 10_000
#: Nothing is shown but the number of each run.
CHEAPEST = ("showText=false", "showChoices=false", "showCoverage=false")
COUNTED = ("showText=false", "showChoices=false", "showCoverage=true")
#: By name what share of randomtest's seconds is promised for a story of so many scenes.
PROMISED = {1_000: 1 / 8}
#: The line where no checkout is named.
NOT_INSTALLED = ("`rollout check`", "", "ChoiceScript's randomtest: not installed", "", "", "", "see `--choicescript`")
#: A line of its account: the file, how often the line was passed, the line; and what such a line is.
LINE = re.compile(r"^startup (?P<passed>\d+): *(?P<words>.*)$", re.MULTILINE)
LABEL, OPTION = re.compile(r"\*label (?P<scene>\w+)"), re.compile(r"(\*if \(.*\) )?#")


def engine(checkout: Path) -> Engine:
    """ChoiceScript as it lies in a folder.  Raises FileNotFoundError where that is no checkout, or Node is missing."""
    node = shutil.which("node")
    if node is None:
        raise FileNotFoundError("ChoiceScript needs Node, and there is none")
    if not (checkout / "randomtest.js").is_file():
        raise FileNotFoundError(f"{checkout} is no checkout of ChoiceScript: there is no randomtest.js in it")
    asked = ["git", "-C", str(checkout), "rev-parse", "--short", "HEAD"]
    known = subprocess.run(asked, check=True, capture_output=True, text=True) if (checkout / ".git").exists() else None
    commit = known.stdout.strip() if known else "of a commit unknown"
    return Engine("ChoiceScript", [node, str(DRIVERS / "drive_choicescript.js"), str(checkout), commit], "")


def rows(folder: Path, ours: Engine, checkout: Path, size: int) -> Iterator[Row]:
    """The line, for a story of a size, which is written into ``folder`` for both and proved to be the same."""
    pack = generate.write(size, folder / f"checked-{size}")
    story, game = read(pack), folder / f"choicescript-{size}"
    written = game / "scenes" / "startup.txt"
    written.parent.mkdir(parents=True)
    written.write_text(sources.choicescript(story), "utf-8")
    with Driver(ours) as one, Driver(engine(checkout)) as other:
        one.ask("load", path=str(pack))
        other.ask("load", path=str(written))
        stories.prove_equal({ours.name: one, "ChoiceScript": other}, size)
    check = partial(process, "-m", "game", "check", pack, "--format", "json", "--max-states", "100000000")
    samples = alternate(ROUNDS, check, partial(program, *_command(checkout, game, *CHEAPEST), within=checkout))
    reached = _reached(samples[0], pack)
    times = _counted(checkout, game, story, size)
    missed = {choice for choice in times if not times[choice]}
    if times.keys() - missed - reached:
        raise AssertionError(f"randomtest took what the proof has not reached: {times.keys() - missed - reached}")
    what = f"`rollout check`, {size:,} scenes"
    note = (
        f"whole processes; of {len(times):,} choices randomtest never took {len(missed):,}: "
        f"{len(missed & reached):,} can be taken and {len(missed - reached):,} cannot"
    )
    yield faster(what, samples, f"randomtest, {RUNS:,} runs", most=PROMISED.get(size), note=note)


def _command(checkout: Path, game: Path, *flags: str) -> list[str]:
    # it looks for a game below the checkout's own folder for them, where nothing of ours is written
    there = os.path.relpath(game.resolve(), checkout.resolve() / "web")
    return ["node", "randomtest.js", f"num={RUNS}", "seed=0", f"game={there}", *flags]


def _reached(samples: list[Sample], pack: Path) -> set[str]:
    """The choices that the proof reached.  Raises AssertionError where a plain search reaches others."""
    proof = samples[0].told["packs"][0]["proof"]
    _, taken, _ = plain.search(*plain.read(pack))
    shut, found = set(proof["choices"]["unreachable"]), set(taken)
    if not proof["complete"] or proof["choices"]["reached"] != len(found) or shut & found:
        raise AssertionError("the proof and the plain search have not reached the same choices")
    return found


def _counted(checkout: Path, game: Path, story: Story, size: int) -> dict[str, int]:
    """How often randomtest took each choice, in the same runs once more with an account of them."""
    command = _command(checkout, game, *COUNTED)
    told = subprocess.run(command, check=True, cwd=checkout, stdout=subprocess.PIPE, text=True).stdout
    times = taken(told, story)
    if sum(times.values()) != RUNS * (size // generate.LAYER):
        raise AssertionError("the account of randomtest does not come to as many steps as its runs have")
    return times


def taken(account: str, story: Story) -> dict[str, int]:
    """How often each choice was taken, as SCENE.cNUMBER, by an account of how often each line was passed.

    A choice's own line is passed whenever its scene is shown; the line below it only where the choice is taken.
    """
    times = {f"{scene.id}.c{number}": 0 for scene in story.scenes for number in range(len(scene.choices))}
    at, number, below = "", 0, False
    for line in LINE.finditer(account):
        if below:
            times[f"{at}.c{number}"] = int(line["passed"])
            number += 1
        if label := LABEL.match(line["words"]):
            at, number = label["scene"], 0
        below = OPTION.match(line["words"]) is not None
    return times

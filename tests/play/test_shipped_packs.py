"""The packs in ``scenes/`` play as a model of the contract says, on random walks."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
import yaml

from game.play.machine import StoryMachine
from game.play.session import Session
from game.story.files import pack_files
from game.story.loader import load
from game.story.model import Story
from tests.support.reference import Reference
from tests.support.search import SIEGE
from tests.support.walks import earned, follow, move, view

SCENES = Path(__file__).parents[2] / "scenes"
PACKS = sorted(path.parent for path in SCENES.glob("*/story.yaml"))
ASIDE = {"story.yaml", "findings.yaml", "questions.yaml"}
WALKS, STEPS = (60, 120) if SIEGE else (6, 60)


def values(folder: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """The manifest and all scenes of a pack, read by PyYAML alone: every single value is text."""
    scenes: dict[str, Any] = {}
    for path in pack_files(folder):
        name = path.relative_to(folder).as_posix()
        if name not in ASIDE and not name.startswith(("walkthroughs/", "locales/")):
            file = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader) or {}
            patch = {**scenes.get("patch", {}), **file.get("patch", {})}
            scenes |= {**file, "patch": patch} if patch else file
    manifest = yaml.load((folder / "story.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)
    return extended(manifest, scenes) if "extends" in manifest else (manifest, scenes)


def extended(manifest: dict[str, Any], own: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the story that a pack extends becomes with it."""
    base, scenes = values(SCENES / manifest["extends"]["pack"])
    for scene_id, patch in own.pop("patch", {}).items():
        scene = scenes[scene_id]
        scene.update(patch.get("replace", {}))
        for key in ("mail", "choices"):
            scene[key] = [*scene.get(key, []), *patch.get(f"add_{key}", [])]
    added = {key: {**base.get(key, {}), **manifest.get(key, {})} for key in ("variables", "people")}
    return {**base, **manifest, **added}, {**scenes, **own}


def settings(story: Story, role: str, chance: random.Random) -> dict[str, str]:
    """Some answer to each question the role is asked."""
    return {condition.id: chance.choice(list(condition.options)) for condition in story.asked(role)}


def figures_of(story: Story) -> tuple[dict[str, str], set[str]]:
    """The figures of the findings, and the findings whose figure is guessed in the debrief."""
    figures = {name: finding.figure.value for name, finding in story.findings.items() if finding.figure}
    return figures, {name for name, finding in story.findings.items() if finding.guess}


@pytest.mark.parametrize("folder", PACKS, ids=lambda folder: folder.name)
def test_random_walks_through_a_shipped_pack_show_what_the_contract_says(folder: Path) -> None:
    story = load(folder).story
    assert story is not None, f"{folder.name} has errors: run rollout check {folder.name}"
    manifest, scenes = values(folder)
    figures, guessed = figures_of(story)
    machine = StoryMachine(story)
    for seed in range(WALKS):
        chance = random.Random(seed)
        role = chance.choice(list(story.roles))
        chosen = settings(story, role, chance)
        session = Session(machine, role, chosen, seed=seed)
        reference = Reference(manifest, scenes, role, chosen, seed, figures, guessed)
        assert view(session) == reference.view()
        for _ in range(STEPS):
            step = move(session, (chance.choice(["step", "step", "step", "read", "undo"]), chance.randrange(6)))
            if step is not None:
                follow(reference, step)
                assert view(session) == reference.view(), (seed, step)
                assert not session.ended or earned(session) == reference.earned()

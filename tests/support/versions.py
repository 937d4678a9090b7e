"""The wheel under every Python it is for: installed into an environment of its own, played, and tested.

``make versions`` runs this.  It needs a package index, as every installation does, so it is no part of the tests.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.support.installed import ROOT, run, tried

#: What is run under each, unless others are named: reading, expressions, saves, programs, lines, the app, kept inputs.
QUICK = (
    "tests/story", "tests/agent", "tests/fuzz", "tests/plain", "tests/play/test_saves.py", "tests/play/test_saves_by_hand.py",
    "tests/play/test_reference_machine.py", "tests/tui/test_playing.py",
)  # fmt: skip
ASK = "import sys; print('.'.join(map(str, sys.version_info[:3])))"


def main(asked: list[str]) -> None:
    """Try each version that the project names and this machine has."""
    failed, absent = [], []
    with tempfile.TemporaryDirectory(prefix="rollout-versions-") as name:
        here = Path(name)
        wheel = built(here)
        for folder in ("tests", "scenes"):
            shutil.copytree(ROOT / folder, here / folder, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "pyproject.toml", here)
        for version in named():
            python, exact = found(version)
            if not python:
                absent.append(version)
            elif holds(here, python, exact, wheel, asked or list(QUICK)):
                print(f"Python {exact}: installed, played, tested", flush=True)
            else:
                failed.append(version)
    if absent:
        print(f"not on this machine: {', '.join(absent)}")
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


def built(here: Path) -> Path:
    """The wheel of this checkout."""
    pip = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")
    run(*pip, "wheel", "--no-deps", "--wheel-dir", here / "wheels", ROOT, here=here)
    (wheel,) = (here / "wheels").glob("rollout_game-*.whl")
    return wheel


def named() -> Iterator[str]:
    """The versions that the project says it is for."""
    about = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for classifier in about["classifiers"]:
        version = classifier.removeprefix("Programming Language :: Python :: ")
        if version != classifier:
            yield version


def found(version: str) -> tuple[str, str]:
    """An interpreter of a version, from the path, pyenv or uv, and its exact version; nothing where there is none."""
    places = [f"python{version}", *map(str, Path.home().glob(f".pyenv/versions/{version}.*/bin/python"))]
    if shutil.which("uv"):
        where = subprocess.run(
            ["uv", "python", "find", "--offline", version], capture_output=True, text=True, check=False
        )
        places.append(where.stdout.strip() or f"python{version}")
    for place in places:
        path = shutil.which(place)
        if path:
            told = subprocess.run([path, "-c", ASK], capture_output=True, text=True, check=False)
            if told.returncode == 0 and told.stdout.startswith(version):
                return path, told.stdout.strip()
    return "", ""


def holds(here: Path, python: str, exact: str, wheel: Path, tests: list[str]) -> bool:
    """Install, play and test under one interpreter; what goes wrong is printed."""
    place = here / exact
    run(python, "-m", "venv", place / "env", here=here)
    own = place / "env" / "bin" / "python"
    pip = (own, "-m", "pip", "--quiet", "--disable-pip-version-check", "install")
    try:
        run(*pip, "pip>=25.1", here=here)
        run(*pip, wheel, here=here)
        tried(place / "env" / "bin" / "rollout", place)
        run(*pip, "--group", "test", here=here)
    except SystemExit as fault:
        print(f"Python {exact}: {fault}")
        return False
    done = subprocess.run([own, "-m", "pytest", "-p", "no:cacheprovider", *tests], cwd=here, check=False)
    return done.returncode == 0


if __name__ == "__main__":
    main(sys.argv[1:])

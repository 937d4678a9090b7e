"""Rollout as somebody installs it: a wheel, a fresh environment, no checkout.  ``make installed`` runs this.

It needs a package index, as every installation does, so it is no part of the tests.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STORIES = {"the-cutover", "the-ledger", "the-exam", "the-merge", "the-gate", "the-cutover-night-shift"}


def run(*command: str | Path, here: Path, typed: str = "", home: Path | None = None) -> str:
    """What a command prints; it must end well."""
    env = {"PATH": os.environ["PATH"], "HOME": str(home or Path.home()), "LANG": "C.UTF-8"}
    if home is None:
        env = dict(os.environ)
    done = subprocess.run(
        [str(part) for part in command], cwd=here, env=env, input=typed, text=True, capture_output=True, check=False
    )
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}: {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def main() -> None:
    """Build, install, and play away from the checkout."""
    with tempfile.TemporaryDirectory(prefix="rollout-installed-") as name:
        here = Path(name)
        run(sys.executable, "-m", "venv", here / "env", here=here)
        python = here / "env" / "bin" / "python"
        pip = (python, "-m", "pip", "--quiet", "--disable-pip-version-check")
        run(*pip, "wheel", "--no-deps", "--wheel-dir", here / "wheels", ROOT, here=here)
        (wheel,) = (here / "wheels").glob("rollout_game-*.whl")
        run(*pip, "install", wheel, here=here)
        tried(here / "env" / "bin" / "rollout", here)
    print("installed, played, saved and resumed away from the checkout")


def tried(rollout: Path, here: Path) -> None:
    """Packs inside, saves in the user's folder, a playthrough that goes on."""
    home, away = here / "home", here / "away"
    home.mkdir()
    away.mkdir()
    packs = json.loads(run(rollout, "packs", "--json", here=away, home=home))["packs"]
    found = {pack["id"] for pack in packs if not pack["errors"]}
    if found != STORIES:
        sys.exit(f"packs inside the wheel: {sorted(found)}")
    first = ("play", "the-cutover", "--plain", "--role", "assistant", "--seed", "7")
    run(rollout, *first, here=away, home=home, typed="begin\ndana\nquit\n")
    kept = list((home / ".local" / "share" / "rollout" / "saves").glob("the-cutover-*.json"))
    if len(kept) != 1:
        sys.exit(f"saves in the user's folder: {kept}")
    if "Dana" not in run(rollout, "play", "--plain", "--resume", here=away, home=home, typed="quit\n"):
        sys.exit("the playthrough did not go on where it stood")
    run(rollout, "handout", "the-gate", "--out", "gate.html", here=away, home=home)
    if list(away.iterdir()) != [away / "gate.html"]:
        sys.exit(f"left behind: {list(away.iterdir())}")


if __name__ == "__main__":
    main()

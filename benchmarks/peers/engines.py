"""The engines that are measured: what is installed for them, into a scratch folder, and how each is started."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from timing import ROOT

DRIVERS = Path(__file__).parent / "drivers"
#: What the results were measured with; ink-engine wants Python 3.12.
INKJS, BARDIC, INK_ENGINE = "2.4.0", "0.10.2", "1.0.0"
PYTHONS = ("python3.13", "python3.12", "python3.14")


@dataclass(frozen=True)
class Engine:
    """How an engine's driver is started, and the ending of the file that it loads."""

    name: str
    command: Sequence[str]
    suffix: str
    environment: Mapping[str, str] = field(default_factory=dict)


def installed(folder: Path, python: str = "") -> tuple[list[Engine], list[str]]:
    """The engines that could be installed into a folder, Rollout first, and why others could not.

    What is there already is left as it is.  All Python engines run on one interpreter, made from ``python``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    here, left_out = _environment(folder, python), []
    ours = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    _pip(here, *ours)
    engines = [_driver("Rollout", here, "drive_rollout.py", "")]
    ink = _inkjs(folder)
    if ink is None:
        left_out.append("inkjs and ink-engine: both need Node and npm, the second because it has no compiler")
    else:
        engines.append(ink)
    for name, version, script, suffix in (
        ("bardic", BARDIC, "drive_bardic.py", ".bard.json"),
        ("ink-engine", INK_ENGINE, "drive_ink_engine.py", ".ink.json"),
    ):
        if name == "ink-engine" and ink is None:
            continue
        try:
            _pip(here, f"{name}=={version}")
        except subprocess.CalledProcessError:
            left_out.append(f"{name} {version}: it could not be installed for {_told(here)}")
        else:
            engines.append(_driver(name, here, script, suffix))
    return engines, left_out


def _environment(folder: Path, base: str) -> Path:
    """The interpreter of an environment in the folder, of Python 3.12 or later where there is one."""
    here = folder / "python"
    python = here / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        found = (shutil.which(name) for name in PYTHONS)
        if not base:
            base = sys.executable if sys.version_info >= (3, 12) else next(filter(_told, found), None) or sys.executable
        subprocess.run([base, "-m", "venv", here], check=True)
    return python


def _told(python: str | Path | None) -> str:
    """Its name and version as an interpreter says them, or nothing where it does not run."""
    if python is None:
        return ""
    return subprocess.run([python, "--version"], check=False, capture_output=True, text=True).stdout.strip()


def _pip(python: Path, *what: str) -> None:
    command = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *what]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _inkjs(folder: Path) -> Engine | None:
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    modules = folder / "node_modules"
    if not (modules / "inkjs").exists():
        command = [npm, "install", "--silent", "--no-save", "--prefix", str(folder), f"inkjs@{INKJS}"]
        if subprocess.run(command, check=False, capture_output=True).returncode:
            return None
    return Engine("inkjs", [node, str(DRIVERS / "drive_inkjs.js")], ".ink.json", {"NODE_PATH": str(modules)})


def _driver(name: str, python: Path, script: str, suffix: str) -> Engine:
    # the machine's settings decide, but not the order in which sets happen to be stored
    environment = {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"}
    return Engine(name, [str(python), str(DRIVERS / script)], suffix, environment)

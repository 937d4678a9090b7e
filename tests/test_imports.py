"""The house rules of docs/architecture.md, proved over the imports of the source."""

from __future__ import annotations

import ast
import fnmatch
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import game

ROOT = Path(game.__file__).parent
FILES = sorted(ROOT.rglob("*.py"))
PLAN = (ROOT.parent / "docs" / "architecture.md").read_text("utf-8")
#: Which modules each library may be imported in, as prefixes of their names.
ONLY_IN = {
    "yaml": ("game.story.reader",),
    "transitions": ("game.play.machine",),
    "markdown_it": ("game.story.prose",),
    "textual": ("game.tui", "game.seminar.console"),
    "rich": ("game.tui", "game.seminar.console"),
    "http": ("game.seminar",),
    "socketserver": ("game.seminar",),
    "asyncio": ("game.tui", "game.seminar"),
    "starlette": ("game.seminar.web",),
    "uvicorn": ("game.seminar.web",),
    "sse_starlette": ("game.seminar.web",),
    "jinja2": ("game.seminar.web",),
    "markupsafe": ("game.seminar.web",),
    "segno": ("game.seminar.address",),
    "sqlite3": ("game.seminar.store",),
    "psycopg": ("game.seminar.store_",),
}
PRINTING = ("game.cli", "game.plain")


def module(path: Path) -> str:
    """The dotted name of a file of the package."""
    parts = path.relative_to(ROOT.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> Iterator[str]:
    """Every module that a file names in an import, wherever in the file, ``import_module`` included."""
    package = module(path).split(".") if path.stem == "__init__" else module(path).split(".")[:-1]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) + 1 - node.level] if node.level else []
            source = ".".join([*base, node.module] if node.module else base)
            yield source
            yield from (f"{source}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and is_module(node.value):
            yield node.value


def is_module(text: str) -> bool:
    """Whether a string is the name of a module of ours, as ``import_module`` is given it."""
    return text.startswith("game.") and text.replace(".", "").isidentifier()


def room(path: Path) -> str:
    """The room a file is in."""
    return module(path).split(".")[1] if "." in module(path) else ""


def ids(path: Path) -> str:
    return module(path)


def section(heading: str) -> list[list[str]]:
    """The cells of the rows of the table below a heading of the plan."""
    text = re.split(r"^#+ .*$", PLAN.split(f"{heading}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]
    return [row.strip("| ").split(" | ") for row in text.splitlines() if row.startswith("| ")][1:]


def permitted() -> dict[str, set[str]]:
    """What each room may import of the house, as its row in the plan says it."""
    rows = {re.sub(r"`game/|/`|\.py`", "", name): said for name, _, said in section("## The rooms")}
    every = {f"game.{name}" for name in rows}
    found = {name: {f"game.{other}" for other in re.findall(r"`([\w.]+)`", said)} for name, said in rows.items()}
    return {name: found[name] | ({f"game.{name}"} if said != "all of them" else every) for name, said in rows.items()}


def test_the_walk_sees_the_house() -> None:
    assert {room(path) for path in FILES} - {"", "__main__"} == set(permitted())
    assert "yaml" in set(imports(ROOT / "story" / "reader.py"))
    assert {"game.story.loader", "game.play.saves"} <= set(imports(ROOT / "play" / "library.py"))


@pytest.mark.parametrize("path", FILES, ids=ids)
def test_a_room_imports_only_what_it_may(path: Path) -> None:
    allowed = (permitted() | {"": set[str](), "__main__": {"game.cli"}})[room(path)]
    ours = {name for name in imports(path) if name.startswith("game.") and name != "game.__version__"}
    assert {name for name in ours if not any(f"{name}.".startswith(f"{other}.") for other in allowed)} == set()


@pytest.mark.parametrize("name", ["story", "play", "seminar"])
def test_the_plan_names_every_module_of_a_large_room(name: str) -> None:
    named = {called for first, _ in section(f"### {name}") for called in re.findall(r"`([\w/*]+)`", first)}
    there = {
        path.name + "/" * path.is_dir()
        for path in (ROOT / name).iterdir()
        if (path.suffix == ".py" or (path / "__init__.py").exists()) and path.name != "__init__.py"
    }
    there = {called.removesuffix(".py") for called in there}
    assert {one for one in there if not any(fnmatch.fnmatch(one, pattern) for pattern in named)} == set()
    assert {pattern for pattern in named if not fnmatch.filter(there, pattern)} == set()


@pytest.mark.parametrize("path", FILES, ids=ids)
def test_a_library_is_imported_only_where_it_belongs(path: Path) -> None:
    for name in imports(path):
        allowed = ONLY_IN.get(name.split(".")[0])
        assert allowed is None or module(path).startswith(allowed), f"{module(path)} imports {name}"


@pytest.mark.parametrize("path", FILES, ids=ids)
def test_only_the_command_line_and_the_plain_face_print(path: Path) -> None:
    prints = [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Name) and node.id == "print"
    ]
    assert not prints or module(path).startswith(PRINTING), f"{module(path)} prints on lines {prints}"


def loaded_after(statement: str) -> set[str]:
    """The modules a fresh interpreter has loaded after a statement."""
    code = f"import sys\n{statement}\nsys.stdout.write(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize("name", ["game.cli", "game.plain", "game.play.library"])
def test_the_headless_rooms_do_not_load_textual(name: str) -> None:
    known = loaded_after(f"import {name}")
    assert name in known
    assert not known & {"textual", "rich"}


def test_every_module_of_the_headless_rooms_does_without_textual() -> None:
    headless = [module(path) for path in FILES if room(path) in {"cli", "plain", "play", "story", "proof"}]
    known = loaded_after(f"import {', '.join(headless)}")
    assert set(headless) <= known
    assert not known & {"textual", "rich"}


def test_the_package_itself_imports_nothing() -> None:
    before = loaded_after("pass")
    assert loaded_after("import game") - before == {"game"}

"""``make fuzz``: coverage-guided fuzzing of one target, or of each in turn; and what of it is kept."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import time
from pathlib import Path
from random import Random

from tests.fuzz.corpus import distilled, found, keep, kept

BUILD = Path("build/fuzz")
USAGE = """\
python -m tests.fuzz [SECONDS]          each target in turn, 60 seconds by default
python -m tests.fuzz TARGET [SECONDS]   one target; what it finds lies in build/fuzz
python -m tests.fuzz distil [TARGET]    keep few and short inputs of those that were found"""
#: An input may take so many seconds of the processor, instrumented.
PATIENCE = 2.0
MEGABYTES = 1_500


def main(arguments: list[str]) -> int:
    """Do what was asked for; 1 where a target failed."""
    if arguments[:1] == ["distil"]:
        return _distil(arguments[1:])
    names = [word for word in arguments if not word.isdecimal()]
    seconds = next((int(word) for word in arguments if word.isdecimal()), 60)
    if len(names) > 1:
        sys.exit(USAGE)
    if names:
        _fuzz(names[0], seconds)
    from tests.fuzz.every import TARGETS

    command = [sys.executable, "-m", "tests.fuzz"]
    failed = [name for name in TARGETS if subprocess.run([*command, name, str(seconds)], check=False).returncode]
    print(f"{len(TARGETS)} targets for {seconds} s each; " + (f"failed: {', '.join(failed)}" if failed else "all hold"))
    return int(bool(failed))


def _fuzz(name: str, seconds: int) -> None:
    """Fuzz one target; never returns."""
    import atheris

    with atheris.instrument_imports(include=["game"]):
        from tests.fuzz.every import TARGETS
    if name not in TARGETS:
        sys.exit(f"there is no target {name}; there are {', '.join(TARGETS)}\n\n{USAGE}")
    target = TARGETS[name]
    folder = BUILD / name
    folder.mkdir(parents=True, exist_ok=True)
    for data in (*target.seeds(), *kept(name)):
        (folder / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
    words = BUILD / f"{name}.words"
    words.write_text("".join(f'"{_escaped(word)}"\n' for word in target.words), "ascii")

    def timed(data: bytes) -> None:
        begun = time.process_time()
        target.run(data)
        took = time.process_time() - begun
        assert took < PATIENCE, f"{took:.1f} s for {len(data)} bytes"

    def changed(data: bytes, most: int, seed: int) -> bytes:
        dice = Random(seed)
        if target.spoiled is not None and dice.random() < 0.4:
            return target.spoiled(data, dice)[:most]
        return atheris.Mutate(data, most)

    options = [
        str(folder), f"-max_total_time={seconds}", "-timeout=60", f"-rss_limit_mb={MEGABYTES}", "-max_len=16384",
        f"-dict={words}", f"-artifact_prefix={BUILD}/{name}-", "-print_final_stats=1", "-verbosity=1",
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *options], timed, custom_mutator=changed)
    atheris.Fuzz()


def _escaped(word: str) -> str:
    """A word as libFuzzer's dictionaries write it."""
    return "".join(
        chr(byte) if 32 <= byte < 127 and byte not in b'"\\' else f"\\x{byte:02x}"
        for byte in word.encode("utf-8", "replace")
    )


def _distil(names: list[str]) -> int:
    """Keep what is worth it of everything that was found so far."""
    from tests.fuzz.every import TARGETS

    for name in names or TARGETS:
        target = TARGETS[name]
        inputs = [*target.seeds(), *kept(name), *found(BUILD / name)]
        chosen = distilled(target, inputs)
        keep(name, chosen)
        print(f"{name}: {len(chosen)} of {len(inputs)} inputs kept, {sum(map(len, chosen)):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

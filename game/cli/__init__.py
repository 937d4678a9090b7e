"""The commands.  Each lives in a module of its own that is imported when it runs, so ``--help`` costs little.

Exit status: 0 fine, 1 the thing checked has faults, 2 misuse.  Messages go to stderr, results to stdout.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import Any

FINE, FAULTS, MISUSE = 0, 1, 2
#: What a shell shows for a program stopped by Ctrl+C.
INTERRUPTED = 130


class MisuseError(Exception):
    """What was asked for makes no sense, in a sentence."""


def run(arguments: Sequence[str]) -> int:
    """Run a command line and answer its exit status; no traceback for anything a user can cause."""
    from game.cli.grammar import command, parser

    _survive_odd_streams()
    options = parser().parse_args(list(arguments))
    try:
        status = command(options)(options)
        sys.stdout.flush()
    except MisuseError as fault:
        print(f"rollout: {fault}", file=sys.stderr)
        return MISUSE
    except KeyboardInterrupt:
        print("\nStopped. Every step taken so far is kept.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # Nobody reads any more.  Point stdout at nothing, or Python complains again while it shuts down.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    else:
        return status


def _survive_odd_streams() -> None:
    """A terminal without UTF-8 gets replacement characters instead of a crash."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure: Callable[..., Any] | None = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def unknown(noun: str, name: str, known: Sequence[str]) -> MisuseError:
    """The error for a name that does not exist, with the nearest that does."""
    from game.story.problems import listed, nearest

    close = nearest(name, known)
    there = f"there {'is' if len(known) == 1 else 'are'} {listed(known, 'and')}" if known else "there is none"
    return MisuseError(f"there is no {noun} “{name}”; {f'did you mean “{close}”?' if close else there}")


def print_json(value: object) -> None:
    """Print one JSON object for programs to read."""
    import json

    print(json.dumps(value, ensure_ascii=False, indent=1))

"""The commands.  Each lives in a module of its own that is imported when it runs, so ``--help`` costs little.

Exit status: 0 fine, 1 the thing checked has faults, 2 misuse.  Messages go to stderr, results to stdout.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

FINE, FAULTS, MISUSE = 0, 1, 2
#: What a shell shows for a program stopped by Ctrl+C.
INTERRUPTED = 130


class MisuseError(Exception):
    """What was asked for makes no sense, in a sentence."""


def run(arguments: Sequence[str]) -> int:
    """Run a command line and answer its exit status; no traceback for anything a user can cause."""
    from game.cli import streams
    from game.cli.grammar import command, parsed
    from game.cli.output import complain
    from game.story.garbage import held

    streams.mend()
    playing = False
    try:
        options = parsed(list(arguments))
        playing = options.module == "play"
        with held():  # nothing that is imported is garbage
            carry_out = command(options)
        status = carry_out(options)
        sys.stdout.flush()
    except SystemExit as leaving:  # --help and --version leave so
        status = leaving.code if isinstance(leaving.code, int) else FINE
    except MisuseError as fault:
        complain(f"rollout: {fault}")
        status = MISUSE
    except KeyboardInterrupt:
        complain("\nStopped." + (" Every step played so far is kept." if playing else ""))
        status = INTERRUPTED
    except BrokenPipeError:
        status = FINE  # nobody reads any more
    except OSError as fault:
        where = f"{fault.filename}: " if fault.filename else ""
        complain(f"rollout: {where}{fault.strerror or fault}")
        status = MISUSE
    streams.hang_up()
    return status


def unknown(noun: str, name: str, known: Sequence[str]) -> MisuseError:
    """The error for a name that does not exist, with the nearest that does."""
    from game.story.problems import no_such

    return MisuseError(no_such(noun, name, known))

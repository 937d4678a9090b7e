"""``python -m game`` and the ``rollout`` command."""

import sys


def main() -> None:
    """Run the command line; the exit status is the command's."""
    try:
        from game.cli import run

        status = run(sys.argv[1:])
    except KeyboardInterrupt:  # before the commands were there to say so
        status = 130
    sys.exit(status)


if __name__ == "__main__":
    main()

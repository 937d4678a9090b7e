"""``python -m game`` and the ``rollout`` command."""

import sys


def main() -> None:
    """Run the command line; the exit status is the command's."""
    from game.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()

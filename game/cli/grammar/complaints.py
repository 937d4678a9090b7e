"""What is said of a command line that makes no sense: one sentence, with what was probably meant."""

from __future__ import annotations

import argparse
import re

from game.cli import MisuseError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn


class Parser(argparse.ArgumentParser):
    """A parser whose complaints are one sentence each."""

    def error(self, message: str) -> NoReturn:
        """Refuse a command line; what an address may hold of a password is not repeated."""
        message = re.sub(r"://\S*@", "://…@", message)
        strange = re.search(r"COMMAND: invalid choice: '?(.*?)'? \(choose from (.*)\)", message, re.DOTALL)
        if strange:
            raise _no_command(strange[1], re.findall(r"[a-z]+", strange[2]))
        raise MisuseError(f"{message}{self._meant(message)}; see {self.prog} --help")

    def _meant(self, message: str) -> str:
        """What was probably meant by an option, or by the value of one, that is not there."""
        from game.story.problems import nearest

        close = ""
        value = re.search(r"invalid choice: '?(.*?)'? \(choose from (.*)\)", message, re.DOTALL)
        if value:
            close = nearest(value[1], re.findall(r"[\w-]+", value[2]))
        option = re.match(r"unrecognized arguments: (--[\w-]+)", message)
        if option:
            close = nearest(option[1], sorted(self._options()))
        return f"; did you mean “{close}”?" if close else ""

    def _options(self) -> set[str]:
        """Every option of every command."""
        known = {name for action in self._actions for name in action.option_strings}
        for action in self._actions:
            if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - argparse names no other
                known.update(*(inner._options() for inner in set(action.choices.values())))  # noqa: SLF001 - our own
        return known


def _no_command(name: str, known: list[str]) -> MisuseError:
    from game.story.problems import listed, nearest

    close = "" if {"/", "."} & set(name) else nearest(name, known)
    hint = f"did you mean “rollout {close}”?" if close else f"there are {listed(known, 'and')}."
    return MisuseError(f"there is no command “{name}”; {hint} A story is played with: rollout play PACK")

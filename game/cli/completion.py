"""``rollout completion``: what a shell asks for when Tab is pressed, worked out from the grammar."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from game.cli import FINE
from game.cli.grammar import parser
from game.cli.output import say
from game.cli.places import data_folder, saves_folder
from game.play.saves import SaveFolder
from game.play.shelf import Shelf
from game.story import packs

#: A shell puts a word on the command line as it is, so only words that mean nothing to it are offered.
SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
BASH = """\
_rollout() {
  local word
  COMPREPLY=()
  while IFS=$'\\t' read -r word _; do
    COMPREPLY+=("$word")
  done < <(rollout completion words "${COMP_WORDS[@]:0:COMP_CWORD+1}" 2>/dev/null)
}
complete -o default -F _rollout rollout"""
ZSH = """\
#compdef rollout
_rollout() {
  local -a found
  local word about
  rollout completion words "${(@)words[1,CURRENT]}" 2>/dev/null | while IFS=$'\\t' read -r word about; do
    found+=("${word}:${about}")
  done
  if (( $#found )); then _describe rollout found; else _files; fi
}
if [ "$funcstack[1]" = "_rollout" ]; then _rollout "$@"; else compdef _rollout rollout; fi"""
FISH = """\
function __rollout_words
    set -l words (commandline -opc)
    set -l last (commandline -ct)
    rollout completion words $words "$last" 2>/dev/null
end
complete -c rollout -a '(__rollout_words)'"""
SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH}
Offer = tuple[str, str]


def completion(options: argparse.Namespace) -> int:
    """Print what a shell has to run, or the words that could stand where the last given one does."""
    if options.shell in SCRIPTS:
        say(SCRIPTS[options.shell])
    else:
        for word, about in offered(options.words):
            say(f"{word}\t{about}" if about else word)
    return FINE


def offered(words: Sequence[str]) -> Iterator[Offer]:
    """What the last of the words on a command line could become, with what each is."""
    begun = words[-1] if len(words) > 1 else ""
    spot = Spot(parser())
    for word in words[1:-1]:
        spot = spot.behind(word)
    for word, about in spot.offers(begun):
        if word.startswith(begun) and word:
            yield word, " ".join(about.split())


class Spot(Struct, frozen=True):
    """Where on a command line one is: in which parser, at an option that waits for its value, or behind parameters."""

    at: argparse.ArgumentParser
    waiting: argparse.Action | None = None
    taken: int = 0

    @property
    def actions(self) -> list[argparse.Action]:
        """What the parser knows; argparse has no other name for it."""
        return self.at._actions  # noqa: SLF001

    @property
    def commands(self) -> Mapping[str, argparse.ArgumentParser]:
        """The commands that can follow."""
        found = (action for action in self.actions if isinstance(action, argparse._SubParsersAction))  # noqa: SLF001
        return {name: command for action in found for name, command in action.choices.items()}

    def behind(self, word: str) -> Spot:
        """Where one is a word later."""
        if self.waiting is not None:
            return Spot(self.at, None, self.taken)
        if word.startswith("-"):
            option = next((action for action in self.actions if word in action.option_strings), None)
            return Spot(self.at, option if option is not None and option.nargs is None else None, self.taken)
        if word in self.commands:
            return Spot(self.commands[word])
        return Spot(self.at, None, self.taken + 1)

    def offers(self, begun: str) -> Iterator[Offer]:
        """What can stand here."""
        if self.waiting is not None:
            yield from self._values(self.waiting)
        elif begun.startswith("-"):
            for action in self.actions:
                yield from ((name, action.help or "") for name in action.option_strings if name.startswith("--"))
        else:
            yield from ((name, command.description or "") for name, command in self.commands.items())
            yield from self._parameter()

    def _parameter(self) -> Iterator[Offer]:
        """The values of the parameter whose turn it is."""
        parameters = [
            action for action in self.actions if not action.option_strings and action.dest != argparse.SUPPRESS
        ]
        if self.taken < len(parameters):
            yield from self._values(parameters[self.taken])
        elif parameters and parameters[-1].nargs == "*":
            yield from self._values(parameters[-1])

    def _values(self, action: argparse.Action) -> Iterator[Offer]:
        """The values of an option or a parameter; none where the shell's own names of files will do."""
        if action.choices is not None:
            yield from ((str(choice), "") for choice in action.choices)
        elif action.dest in ("pack", "extensions"):
            roots = packs.roots((), Path.cwd(), data_folder())
            yield from ((found.id, "a story") for found in packs.find(roots) if SAFE.fullmatch(found.id))
        elif action.metavar == "ID" and " saves " in self.at.prog:
            folder = SaveFolder(saves_folder(None))
            kept, _ = Shelf(folder).aside() if self.at.prog.endswith("restore") else folder.all()
            for info in kept:
                if SAFE.fullmatch(info.id):
                    yield info.id, f"{info.story_title} · {info.role_name} · {info.place}"

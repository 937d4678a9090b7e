"""Rollout, driven through a session, as its faces do."""

from __future__ import annotations

from pathlib import Path

from lines import Engine, Shown, serve

from game import __version__
from game.play.codec import decode
from game.play.encoding import Encoder
from game.play.journal import Journal
from game.play.machine import StoryMachine
from game.play.replay import begun_like, refit
from game.play.session import Session
from game.play.turn import Turn
from game.story.loader import load

ROLE, BEGUN = "player", "2026-01-01T00:00:00+00:00"


class Rollout(Engine):
    """Loads the pack itself: there is nothing to compile."""

    machine: StoryMachine
    session: Session

    def hello(self) -> dict[str, str]:
        return {"engine": "Rollout", "version": __version__}

    def prepare(self, source: str, target: str) -> None:
        """The pack is what is loaded."""

    def load(self, path: str) -> None:
        story = load(Path(path)).story
        assert story is not None
        self.machine = StoryMachine(story)

    def begin(self) -> None:
        self.session = Session(self.machine, ROLE)

    def scene(self) -> Shown:
        return self._shown(self.session.look())

    def choose(self, number: int) -> Shown:
        return self._shown(self.session.choose(self.open[number].id))

    def _shown(self, turn: Turn) -> Shown:
        self.open = [option for option in turn.options if option.open]
        return " ".join([passage.words for passage in turn.passages]), [option.words for option in self.open]

    def variables(self) -> dict[str, int]:
        return {name: int(value) for name, value in self.session.facts().items()}

    def encode(self) -> str:
        self.encoder = Encoder()
        return self.encode_again()

    def encode_again(self) -> str:
        return self.encoder.encode(self.session, "00000000", "", BEGUN, BEGUN)

    def decode(self, text: str) -> Shown:
        record = decode(text)
        self.session, _ = begun_like(record, self.machine, None)
        misfit = refit(self.session, Journal(list(record.steps), record.head, list(record.notes)), edited=False)
        assert not misfit
        return self.scene()

    def read(self, text: str) -> None:
        decode(text)


if __name__ == "__main__":
    serve(Rollout())

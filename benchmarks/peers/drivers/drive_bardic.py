"""Bardic, driven through its engine class."""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path

from bardic.compiler.compiler import BardCompiler
from bardic.runtime.engine import BardEngine
from bardic.runtime.types import PassageOutput
from lines import Engine, Shown, serve


class Bardic(Engine):
    """Plays what its compiler wrote."""

    def hello(self) -> dict[str, str]:
        return {"engine": "bardic", "version": version("bardic")}

    def prepare(self, source: str, target: str) -> None:
        BardCompiler().compile_file(source, target)

    def load(self, path: str) -> None:
        self.compiled = json.loads(Path(path).read_bytes())
        self.engine = BardEngine(self.compiled)

    def begin(self) -> None:
        self.engine = BardEngine(self.compiled)

    def scene(self) -> Shown:
        return self._shown(self.engine.current())

    def choose(self, number: int) -> Shown:
        return self._shown(self.engine.choose(number))

    def _shown(self, output: PassageOutput) -> Shown:
        return output.content, [choice["text"] for choice in output.choices]

    def variables(self) -> dict[str, int]:
        return {name: value for name, value in self.engine.state.items() if not name.startswith("_")}

    def encode(self) -> str:
        return json.dumps(self.engine.save_state())

    def decode(self, text: str) -> Shown:
        self.engine.load_state(json.loads(text))
        return self.scene()


if __name__ == "__main__":
    serve(Bardic())

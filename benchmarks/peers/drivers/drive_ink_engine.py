"""ink-engine, driven through its state class; it plays ink that inkjs's compiler compiled, and has no compiler."""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path

from ink_engine.engine import InkRuntimeState, load_list_defs, load_story_root, start_new_story
from lines import Engine, Shown, serve


class InkEngine(Engine):
    """Plays compiled ink."""

    def hello(self) -> dict[str, str]:
        return {"engine": "ink-engine", "version": version("ink-engine")}

    def prepare(self, source: str, target: str) -> None:
        raise NotImplementedError("it has no compiler")

    def load(self, path: str) -> None:
        compiled = json.loads(Path(path).read_text("utf-8-sig"))
        self.root, self.lists = load_story_root(compiled), load_list_defs(compiled)
        self.begin()

    def begin(self) -> None:
        self.state = start_new_story(self.root, self.lists)

    def scene(self) -> Shown:
        return self.state.last_turn_text, [choice.text for choice in self.state.current_choices]

    def choose(self, number: int) -> Shown:
        self.state.choose(number)
        self.state.continue_story()
        return self.scene()

    def variables(self) -> dict[str, int]:
        return dict(self.state.globals)

    def encode(self) -> str:
        return json.dumps(self.state.to_dict())

    def decode(self, text: str) -> Shown:
        self.state = InkRuntimeState.from_dict(self.root, json.loads(text), self.lists)
        return self.scene()


if __name__ == "__main__":
    serve(InkEngine())

"""Names a pack declares: collected before anything refers to them, faulty declarations included."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct, field

from game.story.model import CONTINUE
from game.story.nodes import Mapping, Node, Scalar, Sequence
from game.story.problems import Place, Report


class Names(Struct):
    """Every scene, mail and choice of a pack, with where it is declared."""

    scenes: dict[str, Place] = field(default_factory=dict)
    mail: dict[str, Place] = field(default_factory=dict)
    choices: dict[str, Place] = field(default_factory=dict)

    def collect(self, scenes: Mapping, report: Report) -> None:
        """Add what one file of scenes declares; a second declaration of the same id is a problem."""
        for scene_id, node in scenes.entries.items():
            place = scenes.key_place(scene_id)
            if scene_id in self.scenes:
                report.twice("scene", scene_id, place, self.scenes[scene_id])
                node.bad = True
                continue
            self.scenes[scene_id] = place
            if isinstance(node, Mapping):
                self._collect_mail(node, report)
                self._collect_choices(scene_id, node, report)

    def _collect_mail(self, scene: Mapping, report: Report) -> None:
        for mail in _mappings(scene.entries.get("mail")):
            node = mail.entries.get("id")
            if not isinstance(node, Scalar) or not isinstance(node.value, str):
                continue
            if node.value in self.mail:
                report.twice("mail", node.value, node.place, self.mail[node.value])
                mail.bad = True
            else:
                self.mail[node.value] = node.place

    def _collect_choices(self, scene_id: str, scene: Mapping, report: Report) -> None:
        if "next" in scene.entries:
            self.choices[f"{scene_id}.{CONTINUE}"] = scene.key_place("next")
        choices = list(_mappings(scene.entries.get("choices")))
        given = [_word(choice, "id") for choice in choices]
        targets = [_word(choice, "to") for choice in choices]
        several, named = Counter(targets), set(given)
        for choice, own, target in zip(choices, given, targets, strict=True):
            choice_id = own or target
            if not choice_id:
                continue
            place = choice.entries["id" if own else "to"].place
            if not own and (several[target] > 1 or target in named):
                report.add("E071", choice.place, name=target)
                choice.bad = True
            elif choice_id == CONTINUE:
                choice.bad = True  # no id that a choice may have, as was reported: it is the way on
            elif f"{scene_id}.{choice_id}" in self.choices:
                report.twice("choice", choice_id, place, self.choices[f"{scene_id}.{choice_id}"])
                choice.bad = True
            else:
                self.choices[f"{scene_id}.{choice_id}"] = place


def _mappings(node: Node | None) -> list[Mapping]:
    return [item for item in node.items if isinstance(item, Mapping)] if isinstance(node, Sequence) else []


def _word(choice: Mapping, key: str) -> str:
    node = choice.entries.get(key)
    return str(node.value) if isinstance(node, Scalar) and node.value is not None else ""

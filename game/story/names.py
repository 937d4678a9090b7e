"""Names a pack declares: collected before anything refers to them, faulty declarations included."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct, field

from game.story.model import CONTINUE
from game.story.nodes import Mapping, Node, Scalar, Sequence
from game.story.problems import Place, Report


def mail_of(name: str = "") -> str:
    """What stands among the unread for a mail that is not built, or for any."""
    return f"mail {name}"


def choice_of(scene_id: str, name: str = "") -> str:
    """What stands among the unread for a choice of a scene that is not built, or for any of that scene."""
    return f"choice {scene_id}.{name}"


class Names(Struct):
    """Every scene, mail and choice of a pack, with where it is declared.

    ``unread`` takes what may be declared where it could not be read.
    """

    scenes: dict[str, Place] = field(default_factory=dict)
    mail: dict[str, Place] = field(default_factory=dict)
    choices: dict[str, Place] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)

    def collect(self, scenes: Mapping, report: Report) -> None:
        """Add what one file of scenes declares; a second declaration of the same id is a problem."""
        for scene_id, node in scenes.entries.items():
            place = scenes.key_place(scene_id)
            if scene_id in self.scenes:
                report.twice("scene", scene_id, place, self.scenes[scene_id])
                node.bad = True
                self._pass_over(scene_id, node)
                continue
            self.scenes[scene_id] = place
            if not (isinstance(node, Mapping) and node.whole):
                self.unread |= {mail_of(), choice_of(scene_id)}
            if isinstance(node, Mapping):
                self._collect_mail(node, report)
                self._collect_choices(scene_id, node, report)

    def _pass_over(self, scene_id: str, node: Node) -> None:
        """Remember what a scene declares that is not built, because another has its id."""
        if isinstance(node, Mapping):
            mail = self._parts(node, "mail", mail_of())
            self.unread.update(mail_of(_word(part, "id")) for part in mail)
            choices = self._parts(node, "choices", choice_of(scene_id))
            names = [_word(part, "id") or _word(part, "to") for part in choices]
            self.unread.update(choice_of(scene_id, name) for name in (*names, CONTINUE))

    def _collect_mail(self, scene: Mapping, report: Report) -> None:
        for mail in self._parts(scene, "mail", mail_of()):
            node = mail.entries.get("id")
            if not isinstance(node, Scalar) or not isinstance(node.value, str):
                self.unread.add(mail_of())
            elif node.value in self.mail:
                report.twice("mail", node.value, node.place, self.mail[node.value])
                mail.bad = True
            else:
                self.mail[node.value] = node.place

    def _collect_choices(self, scene_id: str, scene: Mapping, report: Report) -> None:
        """Declare a scene's choices; those of a later file, which extensions add, leave the ids of earlier ones alone."""
        if "next" in scene.entries:
            self.choices[f"{scene_id}.{CONTINUE}"] = scene.key_place("next")
        given: set[str] = set()
        targets: Counter[str] = Counter()
        unclear: dict[str, Place] = {}
        for _, added in groupby(self._parts(scene, "choices", choice_of(scene_id)), key=lambda choice: choice.file):
            choices = [(choice, _word(choice, "id"), _word(choice, "to")) for choice in added]
            given.update([own for _, own, _ in choices])
            targets.update([target for _, _, target in choices])
            for choice, own, target in choices:
                if not own and target and (targets[target] > 1 or target in given):
                    report.add("E071", choice.place, name=target)
                    choice.bad = True
                    unclear.setdefault(f"{scene_id}.{target}", choice.place)
                else:
                    self._declare_choice(scene_id, choice, own, target, report)
        for name, place in unclear.items():
            self.choices.setdefault(name, place)

    def _declare_choice(self, scene_id: str, choice: Mapping, own: str, target: str, report: Report) -> None:
        """Declare one choice by its own id, or by where it leads."""
        called = own or target
        if not called:
            self.unread.add(choice_of(scene_id))
            return
        name = f"{scene_id}.{called}"
        place = choice.entries["id" if own else "to"].place
        if called == CONTINUE:
            choice.bad = True  # no id that a choice may have, as was reported: it is the way on
        elif name in self.choices:
            report.twice("choice", called, place, self.choices[name])
            choice.bad = True
        else:
            self.choices[name] = place

    def _parts(self, scene: Mapping, key: str, kind: str) -> Iterator[Mapping]:
        """The mappings in a scene's list; where it is none, or holds anything else, it may have declared more."""
        node = scene.entries.get(key)
        items = node.items if isinstance(node, Sequence) else [node] if node is not None else []
        for item in items:
            if isinstance(item, Mapping) and isinstance(node, Sequence):
                yield item
            else:
                self.unread.add(kind)


def _word(choice: Mapping, key: str) -> str:
    node = choice.entries.get(key)
    return str(node.value) if isinstance(node, Scalar) and node.value is not None else ""

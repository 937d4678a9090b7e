"""Proofs of small stories, and their witnesses played."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from game.play.machine import StoryMachine
from game.play.session import Session
from game.proof.proof import Proof
from game.proof.replay import take
from game.proof.report import ProofReport
from game.proof.watch import Watch
from game.story.model import Story


def proved(story: Story, watch: Watch | None = None) -> Proof:
    """The proof of a story, as far as it goes."""
    proof = Proof(story, watch or Watch())
    proof.run()
    return proof


def witnesses(shown: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each witness of a report: of what kind it is, of what, and the witness."""
    for ending in shown["endings"]:
        if ending["shortest"] is not None:
            yield "ending", ending["id"], ending["shortest"]
    for kind in ("dead_ends", "traps"):
        for found in shown[kind]:
            yield kind, found["scene"], found
    for promise in shown["always"]:
        if promise["holds"] is False:
            yield "always", promise["name"], promise


def played(machine: StoryMachine, witness: dict[str, Any]) -> Session:
    """A fresh session after the steps of a witness."""
    assert set(witness["conditions"]) == set(machine.story.conditions)
    carried = witness.get("carried")
    session = Session(machine, witness["role"], witness["conditions"], seed=witness["seed"], carried=carried)
    for step in witness["steps"]:
        take(session, step)
    return session


def unplayable(proof: Proof) -> Iterator[str]:
    """The witnesses that do not lead to what they are for when a session takes their steps."""
    machine = StoryMachine(proof.story)
    for kind, name, witness in witnesses(ProofReport(proof, interrupted=True).as_json()):
        session = played(machine, witness)
        if kind == "always":
            fits = not _kept(session, name)
        else:
            here = (session.state.scene, session.ended, session.look().stuck)
            fits = here == (name, kind == "ending", kind == "dead_ends")
        if not fits:
            yield f"{kind} {name}: {witness}"


def _kept(session: Session, name: str) -> bool:
    """Whether a promise holds where a session stands; the scene it is in counts as seen."""
    (promise,) = [promise for promise in session.story.always if promise.name == name]
    here = session.story.facts.get(("seen", session.state.scene))
    facts = [True if slot == here else value for slot, value in enumerate(session.state.facts)]
    return promise.holds.holds(facts) is True

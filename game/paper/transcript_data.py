"""A transcript as JSON, for programs; ``docs/transcripts.md`` says what its fields mean."""

from __future__ import annotations

import json
from typing import Any

from msgspec import to_builtins

from game.play.debrief import Card, Debrief, Mark
from game.play.journal import Note
from game.play.transcript import Deed, Transcript, Visit
from game.play.whatif import WhatIf
from game.play.words import drawn
from game.story.model import Finding
from game.story.text import FOREIGN

FORMAT = 1


def write(transcript: Transcript) -> str:
    """The text of the file; what could steer a terminal is written as an escape."""
    text = json.dumps(data(transcript), ensure_ascii=False, indent=1)
    return (
        FOREIGN.sub(lambda found: found.group() if found.group() == "\n" else f"\\u{ord(found.group()):04x}", text)
        + "\n"
    )


def data(told: Transcript) -> dict[str, Any]:
    """The transcript as plain values."""
    return {
        "transcript": FORMAT,
        "story": {
            "id": told.story_id,
            "title": told.story,
            "version": told.version,
            "language": told.language,
            "instrument": told.instrument,
        },
        "role": told.role,
        "name": told.name,
        "conditions": [{"ask": ask, "answer": answer} for ask, answer in told.settings],
        "seed": told.seed,
        "began": told.began,
        "last": told.last,
        "earlier": to_builtins(told.earlier) if told.earlier else None,
        "steps": told.steps,
        "scenes": [_visit(visit) for visit in told.visits],
        "taken_back": [
            {
                "scene": branch.scene,
                "did": branch.words,
                "came_to": branch.end,
                "steps": branch.steps,
                "ended": branch.ended,
            }
            for branch in told.branches
        ],
        "other_notes": [_note(note) for note in told.strays],
        "path": [_mark(mark) for mark in told.path],
        "debrief": _debrief(told.debrief) if told.debrief else None,
    }


def _visit(visit: Visit) -> dict[str, Any]:
    return {
        "title": visit.title,
        "at": visit.clock,
        "ending": visit.ending,
        "chance": drawn(visit.chance) if visit.chance else "",
        "text": [{"kind": piece.kind, "by": piece.by, "words": piece.words} for piece in visit.passages],
        "notes": [_note(note) for note in visit.notes],
        "did": [_deed(deed) for deed in visit.deeds],
    }


def _deed(deed: Deed) -> dict[str, Any]:
    letter = deed.letter
    shown = {name: getattr(letter, name) for name in ("sender", "to", "date", "subject", "body")} if letter else None
    return {
        "kind": deed.kind,
        "words": deed.words,
        "letter": shown,
        "label": deed.label,
        "time": deed.at,
        "notes": [_note(note) for note in deed.notes],
    }


def _note(note: Note) -> dict[str, str]:
    return {"text": note.text, "asked": note.prompt}


def _mark(mark: Mark) -> dict[str, Any]:
    return {
        "scene": mark.scene,
        "did": mark.words,
        "kind": mark.kind,
        "label": mark.label,
        "taken_back": mark.undone,
        "findings": [finding.id for finding in mark.findings],
    }


def _debrief(shown: Debrief) -> dict[str, Any]:
    return {
        "ending": {"id": shown.ending_id, "title": shown.ending},
        "explain": [piece.words for piece in shown.explain],
        "record": [_card(card) for card in shown.cards],
        "doors": [
            {"name": door.name, "published": door.published, "open_here": door.open_here} for door in shown.doors
        ],
        "reported": [{"line": told.line, "faithful": told.faithful, "why": told.why} for told in shown.reported],
        "what_if": to_builtins(shown.what_if) if isinstance(shown.what_if, WhatIf) else None,
        "questions": [
            {"id": question.id, "ask": question.ask, "theme": question.theme, "minutes": question.minutes}
            for question in shown.questions
        ],
    }


def _card(card: Card) -> dict[str, Any]:
    return {
        **_finding(card.finding),
        "later": [_finding(finding) for finding in card.later],
        "beside": [_finding(finding) for finding in card.compared],
    }


def _finding(item: Finding) -> dict[str, Any]:
    """A finding, never without its conditions, what it is not, and its source."""
    return {
        "id": item.id,
        "claim": item.claim,
        "figure": to_builtins(item.figure) if item.figure else None,
        "conditions": item.conditions,
        "caveat": item.caveat,
        "evidence": item.evidence,
        "quote": item.quote,
        "source": to_builtins(item.source),
        "read": item.read,
    }

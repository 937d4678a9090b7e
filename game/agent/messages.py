"""What a program is sent, and what its answers mean.  Nothing of ids, tags, findings or endings before the end."""

from __future__ import annotations

import json
from typing import Any

from game.agent.deck import letter, words_of
from game.agent.rollout import Rollout
from game.agent.world import LONGEST_LINE, LONGEST_WORDS, PROTOCOL
from game.play import scenery
from game.story.text import clean

Message = dict[str, Any]


def line(message: Message) -> str:
    """A message as it is sent: one line, the same bytes for the same message."""
    return json.dumps(message, ensure_ascii=False, separators=(",", ":"))


def opening(rollout: Rollout, run: str) -> Message:
    """What comes before the first turn: the protocol and its rules."""
    world = rollout.world
    role = world.story.roles[world.role]
    told = {"p": PROTOCOL, "run": run, "world": world.tag(), "role": role.name, "mode": world.mode}
    return {**told, "pitch": role.pitch, "rules": world.rules}


def asking(rollout: Rollout, run: str) -> Message:
    """The turn as it is asked."""
    told: Message = {"p": PROTOCOL, "run": run, "turn": rollout.turn, "scene": _scene(rollout)}
    if rollout.asks_openly:
        return {**told, "open_text": True, "left": _left(rollout)}
    told["choices"] = _choices(rollout)
    told["shut"] = _shut(rollout)
    told["open_text"] = rollout.world.mode == "other" and not rollout.wrote
    return {**told, "left": _left(rollout)}


def _left(rollout: Rollout) -> int:
    return rollout.world.most_turns - rollout.turn + 1


def _scene(rollout: Rollout) -> Message:
    story, state, scene = rollout.world.story, rollout.state, rollout.scene
    blocks = [
        {"kind": passage.kind, "words": passage.words, **({"by": passage.by} if passage.by else {})}
        for passage in scenery.passages(story, scene.text, state.entered)
    ]
    mails = [
        {"from": mail.sender, "to": mail.to, "date": mail.date, "subject": mail.subject, "read": mail.read}
        | ({"body": mail.body} if mail.read else {})
        for mail in scenery.mailbox(story, state)
    ]
    shown = {gauge.label: gauge.value for gauge in scenery.gauges(rollout.world.machine.backdrops.gauges, state)}
    return {"title": scene.title.render(state.entered), "text": blocks, "mails": mails, "shown": shown}


def _choices(rollout: Rollout) -> list[Message]:
    machine, state = rollout.world.machine, rollout.state
    return [{"id": letter(place), "text": words_of(machine, state, card)} for place, card in enumerate(rollout.hand)]


def _shut(rollout: Rollout) -> list[Message]:
    options = scenery.options(rollout.world.machine, rollout.state)
    return [{"text": option.words, "reason": option.reason} for option in options if not option.open]


def ended(rollout: Rollout, run: str) -> Message:
    """The last message: how it came out."""
    told: Message = {"p": PROTOCOL, "run": run, "done": True, "outcome": rollout.outcome}
    if rollout.stopped:
        told["reason"] = rollout.reason
    else:
        told |= {"ending": rollout.state.scene, "text": _scene(rollout)["text"]}
    flags, findings = rollout.flags(), rollout.findings()
    return {
        **told,
        "flags": flags,
        "findings": findings,
        "turns": len(rollout.taken),
        "path_sha256": rollout.path_sha256,
    }


def parsed(text: str) -> Message | None:
    """The object in a line; None where it is no line or a longer one, no JSON object, or has one key twice."""
    if len(text) > LONGEST_LINE or "\n" in text or "\r" in text:
        return None
    try:
        data = json.loads(text, object_pairs_hook=_object, parse_constant=_no_json)
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


def _object(pairs: list[tuple[str, Any]]) -> Message:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _no_json(word: str) -> None:
    """Refuse NaN and the infinities, which Python reads and JSON does not have."""
    raise ValueError(word)


def answer(rollout: Rollout, text: str) -> Message | None:
    """Do what an answer says; None where it was taken, and otherwise what is wrong with it.

    Nothing is repaired: an answer that is not exactly one of the options is counted as invalid.
    """
    if len(text) > LONGEST_LINE:
        return _wrong(rollout, "too_long")
    data = parsed(text)
    if data is None:
        return _wrong(rollout, "not_json")
    if type(data.get("turn")) is not int or data["turn"] != rollout.turn:
        return _wrong(rollout, "stale_turn")
    words = [data.get(key, "") for key in ("note", "text", "other")]
    if not all(isinstance(word, str) for word in words):
        return _wrong(rollout, "not_text")
    if any(len(word) > LONGEST_WORDS for word in words):
        return _wrong(rollout, "too_long")
    note, free = clean(words[0]), clean(words[1] if rollout.world.mode == "open" else words[2]).strip()
    if data.get("refuse") is True:
        rollout.refuse(note)
        return None
    if rollout.asks_openly or (rollout.world.mode == "other" and not rollout.wrote and free):
        if not free:
            return _wrong(rollout, "no_text")
        rollout.wrote = free
        return None
    return _chosen(rollout, data.get("choice"), note)


def _chosen(rollout: Rollout, choice: object, note: str) -> Message | None:
    places = {letter(place): place for place in range(len(rollout.hand))}
    if not isinstance(choice, str) or choice not in places:
        return _wrong(rollout, "not_an_option")
    rollout.take(places[choice], note)
    return None


def _wrong(rollout: Rollout, error: str) -> Message:
    left = rollout.mistake()
    told: Message = {"error": error, "turn": rollout.turn, "tries_left": left}
    if not rollout.asks_openly:
        told["choices"] = [letter(place) for place in range(len(rollout.hand))]
    return told

"""How a walkthrough or a witness writes a step: a choice's id, ``read`` with a mail, ``continue to`` with a scene."""

from __future__ import annotations

from game.story.model import CONTINUE

READ, LAND = "read ", f"{CONTINUE} to "


def reading(mail_id: str) -> str:
    """The step that opens a mail."""
    return f"{READ}{mail_id}"


def landing(scene: str) -> str:
    """The way on, where a draw falls on a scene."""
    return f"{LAND}{scene}"


def mail_of(step: str) -> str | None:
    """The id of the mail that a step opens; None where it opens none."""
    return step.removeprefix(READ) if step.startswith(READ) else None


def choice_of(step: str) -> tuple[str, str]:
    """The choice that a step takes, and the scene it is to lead to, empty where that is not said."""
    return (CONTINUE, step.removeprefix(LAND)) if step.startswith(LAND) else (step, "")

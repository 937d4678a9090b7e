"""``--role`` and ``--set`` as the commands that play take them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from game.cli import MisuseError, unknown
from game.story.model import Story


def settled(pairs: Sequence[str]) -> dict[str, str]:
    """The settings of ``--set``.  Raises MisuseError for one that is not CONDITION=VALUE."""
    settings = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise MisuseError(f"--set {pair}: write CONDITION=VALUE")
        settings[name.strip()] = value.strip()
    return settings


def refuse_unknown(story: Story, role: str, settings: Mapping[str, str]) -> None:
    """Raise MisuseError for a role, condition or value that a story does not have, or that the role is not asked."""
    if role and role not in story.roles:
        raise unknown("role", role, list(story.roles))
    for name, value in settings.items():
        condition = story.conditions.get(name)
        if condition is None:
            raise unknown("condition", name, list(story.conditions))
        if value not in condition.options:
            raise unknown(f"value of {name}", value, list(condition.options))
        if role and condition not in story.asked(role):
            raise MisuseError(f"the condition {name} is not asked of the role {role}")

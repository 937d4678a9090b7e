"""How long a property test searches."""

from __future__ import annotations

import os

from hypothesis import settings

SIEGE = os.environ.get("ROLLOUT_SIEGE") == "1"


def examples(brief: int) -> settings:
    """So many examples as a rule, and many more with ROLLOUT_SIEGE=1."""
    return settings(max_examples=brief * 20 if SIEGE else brief)

"""How long the property tests search: briefly as a rule, long with ROLLOUT_SIEGE=1."""

from __future__ import annotations

import signal

from hypothesis import HealthCheck, settings

from tests.support.search import SIEGE

SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large)

settings.register_profile("brief", max_examples=60, deadline=None, suppress_health_check=SLOW, derandomize=True)
settings.register_profile("siege", max_examples=1500, deadline=None, suppress_health_check=SLOW)
settings.load_profile("siege" if SIEGE else "brief")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell starts what it puts into the background so, and every program that a test starts would inherit it.
    signal.signal(signal.SIGINT, signal.default_int_handler)

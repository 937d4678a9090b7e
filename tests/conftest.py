"""How long the property tests search: briefly as a rule, long with ROLLOUT_SIEGE=1, which tells what it sieged."""

from __future__ import annotations

import signal
from collections import defaultdict

import pytest
from hypothesis import HealthCheck, settings

from tests.support.search import SIEGE

SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large)

settings.register_profile("brief", max_examples=60, deadline=None, suppress_health_check=SLOW, derandomize=True)
settings.register_profile("siege", max_examples=1500, deadline=None, suppress_health_check=SLOW)
settings.load_profile("siege" if SIEGE else "brief")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell starts what it puts into the background so, and every program that a test starts would inherit it.
    signal.signal(signal.SIGINT, signal.default_int_handler)

#: The tests and the seconds of each file.
sieged: defaultdict[str, list[float]] = defaultdict(list)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Note how long a test took."""
    if report.when == "call":
        sieged[report.location[0]].append(report.duration)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What was sieged, the longest first."""
    if not SIEGE or not sieged:
        return
    terminalreporter.section("sieged")
    for file, seconds in sorted(sieged.items(), key=lambda item: -sum(item[1])):
        terminalreporter.write_line(f"{sum(seconds):8.1f} s  {len(seconds):5} tests  {file}")

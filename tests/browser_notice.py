"""Says in one line when the browser journeys did not run, and how to make them run.

AIQ_REQUIRE_BROWSER=1 makes a missing Chromium a failure, so that CI cannot pass by
leaving the journeys out.
"""

import os
import shutil
from functools import cache

import pytest

# The headless shell draws no window of its own and takes half the processor's time.
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
ADVICE = (
    "The browser journeys did not run: no Chromium was found. "
    "Install it with: sudo apt install chromium"
)


@cache
def chromium() -> str | None:
    """The path of a Chromium that the journeys can drive."""
    found = (shutil.which(name) for name in NAMES)
    return next(filter(None, found), MAC if os.path.exists(MAC) else None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if chromium() or os.environ.get("AIQ_REQUIRE_BROWSER") == "1":
        return
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason="no Chromium"))


def pytest_sessionstart(session: pytest.Session) -> None:
    if os.environ.get("AIQ_REQUIRE_BROWSER") == "1" and not chromium():
        raise pytest.UsageError(ADVICE)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not chromium():
        terminalreporter.write_line(ADVICE, yellow=True)

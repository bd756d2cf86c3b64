"""One line of text being read: runs with marks, white space as a browser shows it."""

import re
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from apps.digest.exports.post import Line, Run

SCHEMES = frozenset({"http", "https", "mailto"})
BLANKS = re.compile(r"\s+")
BARE_ADDRESS = re.compile(r"^https?://(?=\S+$)", re.MULTILINE)


def absolute(address: str, base: str) -> str:
    """The address as others can follow it, or "" where that is impossible or unsafe."""
    try:
        whole = urljoin(base, address.strip())
        parts = urlsplit(whole)
    except ValueError:
        return ""
    reachable = bool(parts.netloc) or parts.scheme == "mailto"
    return whole if parts.scheme in SCHEMES and reachable else ""


class LineReader:
    def __init__(self) -> None:
        self._runs: list[Run] = []

    @property
    def is_at_start(self) -> bool:
        return not self._runs or self._runs[-1].text.endswith("\n")

    def add(self, run: Run) -> None:
        text = BLANKS.sub(" ", run.text)
        if self.is_at_start or self._runs[-1].text.endswith(" "):
            text = text.lstrip()
        if text:
            self._runs.append(replace(run, text=text))

    def end_line(self) -> None:
        """A line break; several in a row are one."""
        if not self.is_at_start:
            self._trim()
            self._runs.append(Run("\n"))

    def take(self) -> Line:
        """What was read, and an empty line from here on."""
        while self._runs and not self._runs[-1].text.strip():
            self._runs.pop()
        self._trim()
        runs, self._runs = self._runs, []
        return tuple(_spelled_out(run) for run in joined(runs))

    def _trim(self) -> None:
        if self._runs:
            last = self._runs.pop()
            self._runs.append(replace(last, text=last.text.rstrip(" ")))


def joined(runs: list[Run]) -> list[Run]:
    """Neighbours with the same marks as one run."""
    result: list[Run] = []
    for run in runs:
        if result and replace(result[-1], text=run.text) == run and not run.src:
            run = replace(run, text=result.pop().text + run.text)
        result.append(run)
    return result


def _spelled_out(run: Run) -> Run:
    """An address shown as itself loses its scheme: alone on a line, editors would
    turn it into a preview card."""
    return run if run.src else replace(run, text=BARE_ADDRESS.sub("", run.text))

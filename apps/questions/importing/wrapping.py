"""Tells a line break that only wraps a paragraph from one the author meant."""

from itertools import pairwise

from apps.questions.importing.lists import columns, read_marker

_WIDEST_WRAP = 120  # columns; beyond it lines are not wrapped by hand or by mail
_NARROWEST_WRAP = 50
_MOST = 0.7


class Wrapping:
    """How the lines of one text were broken.

    Whoever wraps greedily breaks where the next word no longer fits. So a break before
    which the next line's first word had room was made on purpose.
    """

    def __init__(self, lines: list[str]) -> None:
        widths = [len(line.rstrip()) for line in lines if " " in line.strip()]
        self.width = max(_NARROWEST_WRAP, *widths, 0)
        self.is_wrapped = self.width <= _WIDEST_WRAP and self._mostly_full(lines)

    def was_meant(self, line: str, following: str) -> bool:
        first = following.split(maxsplit=1)[0] if following.strip() else ""
        return len(line.rstrip()) + 1 + len(first) <= self.width

    def _mostly_full(self, lines: list[str]) -> bool:
        neighbours = [pair for pair in pairwise(lines) if _may_join(*pair)]
        if len(neighbours) < 3:
            return False
        full = sum(not self.was_meant(*pair) for pair in neighbours)
        return full >= _MOST * len(neighbours)


def _may_join(line: str, following: str) -> bool:
    return bool(line.strip() and following.strip()) and (
        read_marker(columns(following)[1]) is None
    )

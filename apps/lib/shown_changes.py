"""What changed between two rendered texts, marked in the newer one's HTML."""

import re
from collections.abc import Iterator
from typing import Literal

from apps.lib.changes import WORD, Change, script

# Attributes are quoted, and "<" is escaped in text.
_PIECES = re.compile(rf"""<[^<>"]*(?:"[^"]*"[^<>"]*)*>|&\#?\w+;|{WORD}|[^<\s]|\s+""")
_NAME = re.compile(r"</?([a-z0-9]+)")
_VOID = frozenset(["br", "hr"])
_INLINE = frozenset(["a", "em", "strong", "s", "code", "sup"])
# Where words need an element around them; and where there is no place for any.
_NEEDS = {"": "p", "blockquote": "p", "ul": "li", "ol": "li"}
_NO_PLACE = frozenset(["table", "thead", "tbody", "tr"])


def shown_changes(before: str, after: str) -> str | None:
    """The HTML `after` with what came in <ins> and what went in <del>, tags apart.

    Both come from `markup.render`, and so the result is as safe as they are: its tags
    are those of `after`, and its words are escaped. What its writer struck out is in
    <s>. None where so much has changed that words cannot be told apart.
    """
    steps = script(_pieces(before), _pieces(after))
    if steps is None:
        return None
    page = _Page()
    for kind, piece in _in_runs(steps):
        if kind == "removed":
            page.remove(piece)
        else:
            page.write(piece, kind)
    return page.finish()


def _pieces(html: str) -> list[str]:
    renamed = html.replace("<del>", "<s>").replace("</del>", "</s>")
    return _PIECES.findall(renamed)


def _in_runs(steps: list[Change]) -> Iterator[Change]:
    """A blank between two words that both changed changed with them."""
    kinds = ["same", *(step.kind for step in steps), "same"]
    for place, step in enumerate(steps):
        stands_alone = "same" not in (kinds[place], kinds[place + 2])
        if step.kind == "same" and stands_alone and step.text.isspace():
            yield Change("removed", step.text)
            yield Change("added", step.text)
        else:
            yield step


class _Page:
    """The newer HTML as far as it is written, and what has gone since its last word."""

    def __init__(self) -> None:
        self._html: list[str] = []
        self._open: list[str] = []
        # A list for each paragraph; the last one may still go on.
        self._gone: list[list[str]] = [[]]
        self._came: list[str] = []

    def remove(self, piece: str) -> None:
        name = _name(piece)
        if not name:
            self._gone[-1].append(piece)
        elif name not in _INLINE and self._gone[-1]:
            self._gone.append([])

    def write(self, piece: str, kind: Literal["same", "added"]) -> None:
        name = _name(piece)
        if kind == "added" and not name and (self._came or not piece.isspace()):
            self._came.append(piece)
            return
        if kind == "same" or name:
            self._show_gone()
            self._show_came()
        self._html.append(piece)
        if name and name not in _VOID:
            self._enter_or_leave(piece, name)

    def finish(self) -> str:
        self._show_gone()
        self._show_came()
        return "".join(self._html)

    def _enter_or_leave(self, piece: str, name: str) -> None:
        if not piece.startswith("</"):
            self._open.append(name)
        elif self._open:
            self._open.pop()

    def _show_came(self) -> None:
        if self._came:
            self._html.append(f"<ins>{''.join(self._came)}</ins>")
            self._came = []

    def _show_gone(self) -> None:
        here = self._open[-1] if self._open else ""
        texts = ["".join(words) for words in self._gone]
        shown = [f"<del>{text}</del>" for text in texts if text.strip()]
        if here in _NO_PLACE:
            return
        if shown and (around := _NEEDS.get(here)):
            self._html += [f"<{around}>{each}</{around}>" for each in shown]
        elif shown:
            ends = not texts[-1]
            self._html.append("<br>".join(shown) + ("<br>" if ends else ""))
        self._gone = [[]]


def _name(piece: str) -> str:
    """Of a tag; empty for words."""
    found = _NAME.match(piece)
    return found[1] if found else ""

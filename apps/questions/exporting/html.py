"""An outline as a plain page of HTML: headings, lists, quotations, and their ids."""

from collections.abc import Callable, Iterator
from html import escape

from apps.questions.exporting.order import Placed, placed
from apps.questions.importing import Outline
from apps.questions.importing.own_html import inline_text
from apps.questions.importing.own_shape import LABELS
from apps.questions.importing.whole import cells_of, fence_of, is_whole, paragraphs_of

Inline = Callable[[str], str]


def write_html(outline: Outline, inline: Inline) -> str:
    """Read back by the importer's `own_html`.

    `inline` makes safe HTML of one paragraph of Markdown. Where its Markdown cannot be
    told from that, the paragraph carries it in `data-markdown`.
    """
    title = escape(outline.title, quote=False)
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>',
        '<body><article data-outline="aiq">',
        _element("h1", outline.title, inline),
    ]
    if outline.subtitle:
        lines.append(_element("p", outline.subtitle, inline, ' data-kind="subtitle"'))
    lines += _Writer(inline).lines(outline)
    return "\n".join([*lines, "</article></body></html>"]) + "\n"


class _Writer:
    def __init__(self, inline: Inline) -> None:
        self._inline = inline
        self._open = 0  # list items that are open, each in a list of its own

    def lines(self, outline: Outline) -> Iterator[str]:
        for piece in placed(outline):
            is_listed = not piece.is_heading and piece.is_listed
            yield from self._close(piece.depth if is_listed else 0, is_listed)
            if piece.leaves_sections:
                yield "<hr>"
            if piece.is_heading:
                yield self._heading(piece)
            elif is_listed:
                yield f"<li{_attributes(piece)}>{self._content(piece)}"
                self._open = piece.depth + 1
            else:
                yield self._content(piece, _attributes(piece))
        yield from self._close(0, False)

    def _close(self, depth: int, is_listed: bool) -> Iterator[str]:
        """End what is open until an item of `depth`, or another block, may follow."""
        if is_listed and self._open <= depth:
            yield "<ul>"
            return
        while self._open > depth + is_listed:
            self._open -= 1
            yield "</li></ul>"
        if is_listed:
            yield "</li>"

    def _heading(self, piece: Placed) -> str:
        level = piece.headings + 2
        attributes = _attributes(piece)
        if level > 6:
            attributes += f' data-level="{level}"'
        return _element(f"h{min(level, 6)}", piece.item.text, self._inline, attributes)

    def _content(self, piece: Placed, attributes: str = "") -> str:
        item = piece.item
        label = ""
        if item.stance and item.kind == "consideration" and not piece.is_led_by_whole:
            label = f"<strong>{LABELS[item.stance]}:</strong> "
        paragraphs = "".join(
            self._paragraph(text, label if not at else "")
            for at, text in enumerate(paragraphs_of(item.text))
        )
        if item.kind != "quote":
            return paragraphs
        source = escape(item.source, quote=False)
        footer = f"<footer>— {source}</footer>" if source else ""
        return f"<blockquote{attributes}>{paragraphs}{footer}</blockquote>"

    def _paragraph(self, text: str, label: str) -> str:
        if not is_whole(text):
            return _element("p", text, self._inline, label=label)
        stated = f' data-markdown="{escape(text)}"'
        lines = text.split("\n")
        if fence_of(lines[0]):
            code = escape("\n".join(lines[1:-1]), quote=False)
            return f"<pre{stated}><code>{code}</code></pre>"
        head, body = self._row(lines[0], "th"), lines[2:]
        rows = "".join(self._row(line, "td") for line in body)
        return f"<table{stated}>{head}{rows}</table>"

    def _row(self, line: str, cell: str) -> str:
        cells = (f"<{cell}>{self._inline(words)}</{cell}>" for words in cells_of(line))
        return f"<tr>{''.join(cells)}</tr>"


def _element(
    name: str, text: str, inline: Inline, attributes: str = "", label: str = ""
) -> str:
    shown = inline(text)
    if inline_text(shown) != text:
        attributes += f' data-markdown="{escape(text)}"'
    return f"<{name}{attributes}>{label}{shown}</{name}>"


def _attributes(piece: Placed) -> str:
    item = piece.item
    stated = {"id": item.public_id}
    if not piece.is_heading and piece.is_listed:
        stated["data-kind"] = piece.mark
    if (item.kind != "consideration" or piece.is_led_by_whole) and not piece.is_heading:
        stated["data-stance"] = item.stance
    return "".join(f' {name}="{value}"' for name, value in stated.items() if value)

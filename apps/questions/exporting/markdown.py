"""An outline as Markdown: one line to a paragraph, two blanks to a level of a list."""

from collections.abc import Iterator

from apps.questions.exporting.order import Placed, placed
from apps.questions.importing import Outline
from apps.questions.importing.outline import ASKED
from apps.questions.importing.own_shape import LABELS, escaped, escaped_star
from apps.questions.importing.whole import is_whole, paragraphs_of


def write_markdown(outline: Outline) -> str:
    """Ends with one newline. Read back by the importer's `own_markdown`."""
    lines = [f"# {escaped(outline.title)}"]
    if outline.subtitle:
        lines += ["", f"*{escaped_star(outline.subtitle)}*"]
    was_listed = False
    for at, piece in enumerate(placed(outline)):
        if piece.leaves_sections:
            lines += ["", "---"]
        is_listed = not piece.is_heading and piece.is_listed
        if not (is_listed and was_listed):
            lines.append("")
        written = list(_piece(piece))
        if at == 0 and not outline.subtitle:
            # Else a first paragraph in italics would be the subtitle.
            written = [escaped_star(line) for line in written]
        lines += written
        was_listed = is_listed
    return "\n".join(lines) + "\n"


def _piece(piece: Placed) -> Iterator[str]:
    if piece.is_heading:
        mark = f" {{#{piece.item.public_id}}}" if piece.item.public_id else ""
        yield f"{'#' * (piece.headings + 2)} {escaped(piece.item.text)}{mark}"
        return
    indent = "  " * piece.depth if piece.is_listed else ""
    lead, rest = (f"{indent}- ", f"{indent}  ") if piece.is_listed else ("", "")
    paragraphs = [_escaped(text) for text in paragraphs_of(piece.item.text)]
    if piece.is_led_by_whole:
        yield from _led_by_whole(piece, paragraphs, lead, rest)
        return
    first, further = f"{_labelled(piece, paragraphs[0])}{_marks(piece)}", paragraphs[1:]
    if piece.item.kind == "quote":
        yield f"{lead}> {first}".rstrip()
        for text in further:
            yield f"{rest}>"
            yield f"{rest}> {text}"
        if piece.item.source:
            yield f"{rest}> — {piece.item.source}"
        return
    yield f"{lead}{first}".rstrip()
    yield from _further(further, rest)


def _led_by_whole(
    piece: Placed, paragraphs: list[str], lead: str, rest: str
) -> Iterator[str]:
    """Marks stand on a line of their own, for code and tables have none."""
    if marks := _marks(piece).strip():
        yield f"{lead}{marks}"
        yield from _further(paragraphs, rest)
        return
    first, *lines = paragraphs[0].split("\n")
    yield f"{lead}{first}"
    yield from _set_in(lines, rest)
    yield from _further(paragraphs[1:], rest)


def _further(paragraphs: list[str], indent: str) -> Iterator[str]:
    for text in paragraphs:
        yield ""
        yield from _set_in(text.split("\n") if is_whole(text) else [text], indent)


def _set_in(lines: list[str], indent: str) -> Iterator[str]:
    return (f"{indent}{line}".rstrip() for line in lines)


def _escaped(text: str) -> str:
    return text if is_whole(text) else escaped(text)


def _labelled(piece: Placed, text: str) -> str:
    item = piece.item
    if item.kind != "consideration" or not item.stance:
        return text
    label = f"**{LABELS[item.stance]}:**"
    return label if item.text == label else f"{label} {text}"


def _marks(piece: Placed) -> str:
    item = piece.item
    if item.kind in ASKED:
        return f" {{#{item.public_id}}}" if item.public_id else ""
    words = [piece.mark] if piece.mark and piece.is_listed else []
    if item.stance and (item.kind != "consideration" or piece.is_led_by_whole):
        words.append(item.stance)
    return f" {{{' '.join(f'.{word}' for word in words)}}}" if words else ""

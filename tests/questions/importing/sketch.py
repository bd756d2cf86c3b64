"""Draws an outline as an indented list, so that a test shows what it expects."""

from textwrap import dedent

from apps.questions.importing import Format, Outline, parse


def outlined(source: str, format: Format = "auto") -> Outline:
    return parse(dedent(source).strip("\n") + "\n", format=format)


def sketch(source: str, format: Format = "auto") -> str:
    """``kind: text`` for each item, two spaces deeper than its parent."""
    return drawn(outlined(source, format))


def drawn(outline: Outline) -> str:
    depths: list[int] = []
    lines = []
    for item in outline.items:
        depths.append(0 if item.parent is None else depths[item.parent] + 1)
        lines.append(f"{'  ' * depths[-1]}{item.kind}: {item.text}")
    return "\n".join(lines)


def tree(expected: str) -> str:
    return dedent(expected).strip("\n")

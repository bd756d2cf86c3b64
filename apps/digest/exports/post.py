"""A post as the few kinds of block that every editor takes.

All exports are written from this one tree, which is why they cannot differ in items,
order or words. Text here is plain; each writer escapes it for its own format.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """Some text with its marks; "\\n" in it is a line break. An image is a Run with `src`.

    `href` and `src` are absolute, or "" for none.
    """

    text: str
    strong: bool = False
    em: bool = False
    href: str = ""
    src: str = ""


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    line: Line


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 2 (a group) or 3 (inside the author's own prose)."""

    level: int
    line: Line


@dataclass(frozen=True, slots=True)
class Listing:
    """A flat list; `first` is its first number, None for bullets."""

    items: tuple[Line, ...]
    first: int | None = None

    def labelled(self, bullet: str) -> list[tuple[str, Line]]:
        """Each item with what is printed before it."""
        return [
            (bullet if self.first is None else f"{self.first + place}.", item)
            for place, item in enumerate(self.items)
        ]


@dataclass(frozen=True, slots=True)
class Rule:
    pass


@dataclass(frozen=True, slots=True)
class Quote:
    """One level of quotation: paragraphs and lists, no headings, rules or quotes."""

    blocks: "tuple[Paragraph | Listing, ...]"


Block = Paragraph | Heading | Listing | Rule | Quote

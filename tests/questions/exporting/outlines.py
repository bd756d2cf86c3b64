"""Outlines of every shape that an essay can have, for the property tests."""

from typing import Any

from hypothesis import strategies as st

from apps.questions.importing import Item, Outline

FRAGMENTS = [
    *("Who pays", "the town", "?", ".", "*so*", "_then_", "**bold**", "`x*y`", "—"),
    *("- ", "> ", "# ", "1. ", "---", "{#abcde}", "{.said}", "\\", "<b>", "&amp;", "<"),
    *(
        "$a_1 < b$",
        "\\(x^2\\)",
        "[a link](https://example.org/a_(b))",
        "[^1]",
        '"',
        "'",
    ),
    *(
        "For:",
        "**For:**",
        "**Against:** no",
        "  ",
        "été",
        "🙂",
        "](",
        "~~",
        "https://x.org",
    ),
]
TEXTS = st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=5).map(
    lambda pieces: " ".join(pieces).strip() or "…"
)
PARAGRAPHS = st.lists(TEXTS, min_size=1, max_size=3).map("\n\n".join)
SOURCES = st.just("") | TEXTS.map(lambda text: " ".join(text.split()))
STANCES = st.sampled_from(["", "", "context", "for", "against"])
SAID = st.sampled_from(["consideration", "consideration", "quote", "prose"])


class Growing:
    """Draws an outline piece by piece, in document order."""

    def __init__(self, draw: Any) -> None:
        self.draw = draw
        self.items: list[Item] = []

    def add(self, kind: str, parent: int | None, text: str, **fields: str) -> int:
        at = len(self.items)
        above = None if parent is None else self.items[parent]
        sections = ("section", "subsection")
        is_first = above is None or (above.kind in sections and kind not in sections)
        public_id = (
            f"id{at:05}" if kind in (*sections, "question", "subquestion") else ""
        )
        stated: Any = {"stance": "", "source": "", **fields}
        self.items.append(
            Item(
                line=at,
                part=0,
                kind=kind,  # type: ignore[arg-type]
                parent=parent,
                text=text,
                confidence=1.0,
                public_id=public_id,
                level=1 if is_first else above.level + 1,
                **stated,
            )
        )
        return at

    def pieces(
        self, parent: int | None, depth: int = 0, *, is_asked: bool = False
    ) -> None:
        for _ in range(self.draw(st.integers(0, 3))):
            if self.draw(st.booleans()):
                kind = "subquestion" if is_asked else "question"
                at = self.add(kind, parent, self.draw(TEXTS))
            else:
                at = self.said(parent)
            is_question = self.items[at].kind.endswith("question")
            if depth < 4 and self.draw(st.booleans()):
                self.pieces(at, depth + 1, is_asked=is_asked or is_question)

    def said(self, parent: int | None) -> int:
        kind = self.draw(SAID)
        # A source is kept as one line without double blanks.
        source = self.draw(SOURCES) if kind == "quote" else ""
        stance = self.draw(STANCES)
        text = self.draw(PARAGRAPHS)
        return self.add(kind, parent, text, stance=stance, source=source)

    def section(self, parent: int | None, depth: int = 0) -> None:
        kind = "section" if parent is None else "subsection"
        at = self.add(kind, parent, self.draw(TEXTS))
        self.pieces(at)
        for _ in range(self.draw(st.integers(0, 2)) if depth < 2 else 0):
            self.section(at, depth + 1)


@st.composite
def outlines(draw: Any) -> Outline:
    growing = Growing(draw)
    growing.pieces(None)
    for _ in range(draw(st.integers(0, 3))):
        growing.section(None)
        growing.pieces(None)
    growing.add("question", None, draw(TEXTS))
    subtitle = draw(st.just("") | TEXTS)
    return Outline(draw(TEXTS), subtitle, tuple(growing.items))

"""What a reader sees of a text: its words; which are struck, quoted, linked, code or
emphasised; and the marks that are left beside them.

The excerpt lock looks at Markdown. This looks at what becomes of it, so that no cut
makes a link lead elsewhere, takes the line through somebody's words away, or shows a
mark whose other half it took.
"""

import re
from functools import lru_cache
from html.parser import HTMLParser

from apps.digest.excerpts import CUT, Excerpt, ExcerptBroken, Insert
from apps.lib import markup

_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# A mark of ours stands in for itself: one letter that no reader's text may hold.
MARK = "\ue000"
WORD = re.compile(rf"[{_UNSPACED}]|(?:(?![{_UNSPACED}])\w)+|\[{MARK}\]|[*~`]")
STRESSES = {"em", "strong"}
Seen = tuple[str, bool, bool, str, bool, bool]


def refuse_other_reading(source: str, quote: str, excerpt: Excerpt) -> None:
    """Raise ExcerptBroken unless readers see only what they see of the whole answer.

    `quote` is the excerpt as Markdown. Renders both, once per text and cut.
    """
    if quote == source.strip():
        return
    labels = (CUT, *(part.text for part in excerpt if isinstance(part, Insert)))
    odd = _first_other(source, quote, labels)
    if odd:
        raise ExcerptBroken(
            f"The cut changes how “{odd}” reads: emphasis, a link, a quotation, code or "
            "a line through words would begin or end elsewhere. Keep or cut all of it."
        )


@lru_cache(maxsize=512)
def _first_other(source: str, quote: str, labels: tuple[str, ...]) -> str:
    marks = "|".join(re.escape(label) for label in sorted(labels))
    marked = re.compile(rf"(\\?)\[(?:{marks})(\\?)\]")
    whole = iter(seen(marked.sub(" ", source).replace(MARK, " ")))
    ours = marked.sub(rf"\1[{MARK}\2]", quote)
    found = seen(ours)
    for one in found:
        # Looking for a word in `whole` uses up what stands before it.
        if one[0] != f"[{MARK}]" and one not in whole:
            return one[0]
    plain = [one for one in found if one[0] == f"[{MARK}]" and not one[3]]
    return "" if len(plain) == ours.count(MARK) else CUT


@lru_cache(maxsize=64)
def seen(markdown: str) -> tuple[Seen, ...]:
    """(word, is struck out, is quoted, address of its link, is code, is
    emphasised), in reading order."""
    reader = _Reader()
    reader.feed(markup.render(markdown))
    reader.close()
    return tuple(reader.words)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[Seen] = []
        self.struck = 0
        self.quoted = 0
        self.link = ""
        self.coded = 0
        self.stressed = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.struck += tag == "del"
        self.quoted += tag == "blockquote"
        self.coded += tag == "code"
        self.stressed += tag in STRESSES
        if tag == "a":
            self.link = dict(attrs).get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        self.struck -= tag == "del"
        self.quoted -= tag == "blockquote"
        self.coded -= tag == "code"
        self.stressed -= tag in STRESSES
        if tag == "a":
            self.link = ""

    def handle_data(self, data: str) -> None:
        coded, stressed = self.coded > 0, self.stressed > 0
        state = (self.struck > 0, self.quoted > 0, self.link, coded, stressed)
        self.words += [(word, *state) for word in WORD.findall(data)]

"""Quotations among paragraphs: which are some, whose words, and what they hang from."""

from apps.questions.importing import quotes
from apps.questions.importing.blocks import Block
from apps.questions.importing.inline import plain_text, without_local_links
from apps.questions.importing.reading import SURE, Reading
from apps.questions.importing.tree import Draft, Tree


def take_source(draft: Draft, *, is_marked: bool = False) -> None:
    """Takes the source off the end of a quotation, where a dash names it there."""
    if not draft.source:
        words, source = quotes.split_signature(draft.text, is_marked=is_marked)
        draft.text, draft.source = words, plain_text(source)


class Quotations:
    """``is_open`` while a quotation goes on in the next part of the same line."""

    def __init__(self, tree: Tree) -> None:
        self.is_open = False
        self._tree = tree

    def close(self) -> None:
        self.is_open = False

    def add(self, block: Block) -> None:
        """Adds a quotation that the source marks as one."""
        draft = Draft(
            block.line,
            "quote",
            without_local_links(block.text),
            0.95,
            source=plain_text(block.source),
            further=block.further,
            reason="quote",
        )
        take_source(draft, is_marked=True)
        self._attribute(draft)
        self._tree.add(draft)

    def takes(self, reading: Reading) -> bool:
        """Whether a paragraph is a quotation, or goes on with one that is open."""
        if self.is_open:
            return True
        if reading.asking >= SURE or reading.label:
            return False
        return quotes.quotes_another(reading.plain) or self._is_excerpt(reading)

    def _is_excerpt(self, reading: Reading) -> bool:
        """Words left out, right below a paragraph that says what the author reads."""
        tree = self._tree
        if tree.previous is None or not quotes.elides(reading.plain):
            return False
        above = plain_text(tree.items[tree.previous].text)
        return quotes.names_a_reading(above) or quotes.is_lead_in(above)

    def put(self, draft: Draft, reading: Reading) -> None:
        """Makes a quotation of a paragraph that the tree does not hold yet."""
        draft.kind, draft.confidence = "quote", 0.75
        draft.reason = "quotation-marks"
        take_source(draft)
        draft.source = draft.source or quotes.source_of(reading.plain)
        if self.is_open:
            above = self._tree.items[-1]
            draft.parent, draft.source = above.parent, above.source
            self.is_open = "”" not in reading.plain
            return
        self._attribute(draft)
        self.is_open = quotes.opens_quotation(reading.plain)

    def _attribute(self, draft: Draft) -> None:
        """Hangs a quotation from the words that bring it in, or from what was asked."""
        tree = self._tree
        draft.parent = tree.section if tree.asked is None else tree.asked
        if tree.previous is None:
            return
        above = tree.items[tree.previous]
        plain = plain_text(above.text)
        introduces = quotes.is_lead_in(plain)
        if above.kind in ("consideration", "prose") and (
            introduces or (quotes.elides(draft.text) and quotes.names_a_reading(plain))
        ):
            draft.source = draft.source or quotes.source_of(plain)
            if above.kind == "consideration":
                draft.parent = tree.previous

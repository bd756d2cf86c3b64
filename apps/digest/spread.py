"""Over whom and over which parts of the essay the quotations of a draft are spread."""

from collections import Counter
from dataclasses import dataclass

from apps.digest.document import Document
from apps.digest.models import Digest, Item


@dataclass(frozen=True, slots=True)
class Spread:
    people: list[tuple[str, int]]
    sections: list[tuple[str, int]]


def spread(digest: Digest, document: Document) -> Spread:
    """One query. Names as they are shown; most quoted first."""
    shown = {item.key for item in document.items() if not item.state}
    titles = Item.objects.filter(digest=digest, public_id__in=shown).values_list(
        "answer__question__section__title", flat=True
    )
    return Spread(
        people=Counter(
            item.name for item in document.items() if not item.state
        ).most_common(),
        sections=Counter(
            title or "Outside any section" for title in titles
        ).most_common(),
    )

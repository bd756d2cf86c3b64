"""One spelling for each tag: what people type leads to the tag that there is."""

import unicodedata
from collections.abc import Iterable

from taggit.models import Tag

from apps.search.terms import terms


def spelt(typed: str) -> str:
    """In small letters and full width, one blank between words; "" for nothing."""
    folded = unicodedata.normalize("NFKC", typed).lower()
    return " ".join(unicodedata.normalize("NFC", folded).split())


def known_as(names: Iterable[str]) -> set[str]:
    """The names under which these are tags already, else as `spelt`. One query.

    "Data-Centres" is the tag "data centre" where there is that one: hyphens, accents
    and endings make no second tag. Whoever comes first decides how it is written.
    """
    stored = list(Tag.objects.order_by("-pk").values_list("name", flat=True))
    # The oldest last, so that it stays; an exact name before all that is only like it.
    known = {_key(name): name for name in stored} | {name: name for name in stored}
    chosen: dict[str, str] = {}
    for name in sorted({spelt(name) for name in names} - {""}):
        key = _key(name)
        chosen.setdefault(key, known.get(name) or known.get(key) or name)
    return set(chosen.values())


def _key(name: str) -> str:
    return " ".join(terms(name)) or name

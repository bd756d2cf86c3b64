"""An outline as JSON: what was read once is not read again at every change. Pure."""

from dataclasses import asdict
from typing import Any

from apps.questions.importing import Item, Outline


def stored(outline: Outline) -> dict[str, Any]:
    return asdict(outline)


def restored(kept: dict[str, Any]) -> Outline:
    items = (
        Item(**item | {"further": tuple(item["further"])}) for item in kept["items"]
    )
    return Outline(
        kept["title"], kept["subtitle"], tuple(items), tuple(kept["warnings"])
    )

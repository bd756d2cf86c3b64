"""A Ghost export: JSON, {"db": [{"data": {"posts": [...]}}]} or without the "db"."""

import json
from typing import Any

from apps.questions.importing.archives.lexical import html_of
from apps.questions.importing.archives.post import MAX_POSTS, Allowance, Post, day
from apps.questions.importing.archives.rewriting import EMBED, FIGURE, rewritten
from apps.questions.importing.html_tokens import Token
from apps.questions.importing.source import CannotImport

# What they take as objects is bounded by these signs, whatever the file nests.
_MAX_OPENED = 300_000
_MAX_COMMAS = 600_000
_READERS = {
    "": "",
    "members": "members",
    "paid": "paid members",
    "public": "",
}
_CARDS = frozenset(
    [
        "kg-button-card",
        "kg-cta-card",
        "kg-header-card",
        "kg-product-card",
        "kg-signup-card",
    ]
)
_PICTURES = frozenset(["kg-gallery-card", "kg-image-card"])
_EMBEDS = frozenset(
    [
        "kg-audio-card",
        "kg-bookmark-card",
        "kg-embed-card",
        "kg-file-card",
        "kg-nft-card",
        "kg-video-card",
    ]
)


def ghost_posts(raw: bytes) -> list[Post]:
    rows = _rows(_parsed(raw))
    if len(rows) > MAX_POSTS:
        raise CannotImport(f"The export has more than {MAX_POSTS:,} posts.")
    allowance = Allowance()
    return [_post(row, allowance) for row in rows]


def _parsed(raw: bytes) -> Any:
    opened = raw.count(b"{") + raw.count(b"[")
    if opened > _MAX_OPENED or raw.count(b",") > _MAX_COMMAS:
        raise CannotImport("This JSON file holds more than a Ghost export can.")
    try:
        return json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise CannotImport(
            "This JSON file is damaged or cut off. Export it again."
        ) from error


def _rows(parsed: Any) -> list[dict[str, Any]]:
    for step in ("db", 0, "data", "posts"):
        if isinstance(step, str) and isinstance(parsed, dict):
            parsed = parsed.get(step, parsed if step in ("db", "data") else None)
        elif step == 0 and isinstance(parsed, list) and parsed:
            parsed = parsed[0]
    if not isinstance(parsed, list):
        raise CannotImport("This JSON file is no Ghost export: it has no posts.")
    return [row for row in parsed if isinstance(row, dict)]


def _post(row: dict[str, Any], allowance: Allowance) -> Post:
    html = _text(row, "html") or html_of(_text(row, "lexical"))
    status = _text(row, "status") or "draft"
    # "sent" went out by mail alone; all other words for readers name some members.
    readers = _READERS.get(_text(row, "visibility"), "some members")
    return Post(
        key=_text(row, "slug") or _text(row, "id"),
        title=_text(row, "title"),
        subtitle=_text(row, "custom_excerpt"),
        date=day(row.get("published_at") or row.get("created_at")),
        status=status,
        html=rewritten(allowance.take(html), _without_card),
        readers=readers or ("those it was mailed to" if status == "sent" else ""),
        is_page=_text(row, "type") == "page" or row.get("page") in (1, True),
    )


def _text(row: dict[str, Any], name: str) -> str:
    value = row.get(name)
    return value.strip() if isinstance(value, str) else ""


def _without_card(tag: Token) -> str | None:
    if tag.name in ("script", "style"):
        return ""
    called = tag.attributes.get("class", "").split() if "kg-" in tag.text else ()
    if not _PICTURES.isdisjoint(called):
        return FIGURE
    if tag.name == "iframe" or not _EMBEDS.isdisjoint(called):
        return EMBED
    return None if _CARDS.isdisjoint(called) else ""

"""Files that other publishing systems import: always one draft, never a live post."""

import json
import re
import unicodedata
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from apps.digest.document import Document
from apps.digest.exports.composing import one_line
from apps.digest.exports.html import to_html
from apps.lib.text import clip, xml_safe

NAMESPACES = {
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "wp": "http://wordpress.org/export/1.2/",
}
# What Ghost takes for a post's own excerpt.
LONGEST_EXCERPT = 300
UNDATED = datetime(2000, 1, 1, tzinfo=UTC)


def to_ghost(document: Document) -> str:
    """The import file of Ghost, with the post as a draft."""
    at = _moment(document)
    post = {
        "id": "1",
        "title": clip(one_line(document.title), 255),
        "slug": slug(document.title),
        "html": to_html(document),
        "comment_id": "1",
        "type": "post",
        "status": "draft",
        "visibility": "public",
        "created_at": at.isoformat(),
        "updated_at": at.isoformat(),
        "published_at": None,
        "custom_excerpt": clip(one_line(document.subtitle), LONGEST_EXCERPT) or None,
    }
    meta = {"exported_on": int(at.timestamp() * 1000), "version": "5.0.0"}
    tag = {"id": "1", "name": "Highlights", "slug": "highlights"}
    tied = {"id": "1", "post_id": "1", "tag_id": "1"}
    tables = {"posts": [post], "tags": [tag], "posts_tags": [tied], "users": []}
    told = {"db": [{"meta": meta, "data": tables}]}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def to_wordpress(document: Document) -> str:
    """WordPress eXtended RSS 1.2, with the post as a draft."""
    declared = " ".join(f'xmlns:{key}="{url}"' for key, url in NAMESPACES.items())
    channel = {
        "title": one_line(document.essay_title),
        "link": document.url,
        "description": one_line(document.subtitle),
        "language": "en",
        "wp:wxr_version": "1.2",
    }
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" {declared}>\n'
        f"<channel>\n{_elements(channel)}<item>\n{_elements(_item(document))}"
        '<category domain="category" nicename="highlights">'
        f"{_cdata('Highlights')}</category>\n"
        "</item>\n</channel>\n</rss>\n"
    )


def slug(title: str) -> str:
    """Such as "highlights-from-the-comments"."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:100] or "highlights"


def _item(document: Document) -> dict[str, str]:
    day = f"{_moment(document):%Y-%m-%d %H:%M:%S}"
    return {
        "title": one_line(document.title),
        "link": document.url,
        "dc:creator": one_line(document.author),
        "description": "",
        # Readers' words must not become WordPress's own: it runs what is in [brackets].
        "content:encoded": to_html(document).replace("[", "&#91;"),
        "excerpt:encoded": one_line(document.subtitle),
        "wp:post_id": "1",
        "wp:post_date": day,
        "wp:post_date_gmt": day,
        "wp:comment_status": "open",
        "wp:ping_status": "closed",
        "wp:post_name": slug(document.title),
        "wp:status": "draft",
        "wp:post_parent": "0",
        "wp:menu_order": "0",
        "wp:post_type": "post",
        "wp:post_password": "",
        "wp:is_sticky": "0",
    }


def _elements(texts: dict[str, str]) -> str:
    return "".join(
        f"<{name}>{_cdata(text) if ':' in name else escape(xml_safe(text))}</{name}>\n"
        for name, text in texts.items()
    )


def _cdata(text: str) -> str:
    """The only thing that ends such a section is taken apart into two of them."""
    safe = xml_safe(text).replace("]]>", "]]]]><![CDATA[>")
    return f"<![CDATA[{safe}]]>"


def _moment(document: Document) -> datetime:
    """Of the post, not of the export: the same post gives the same file."""
    if not document.published:
        return UNDATED
    return datetime.fromisoformat(document.published[:10]).replace(tzinfo=UTC)

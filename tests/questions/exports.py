"""Small exports of other platforms, made by the tests that upload them."""

import csv
import io
import json
import zipfile

SUBSTACK_FIELDS = [
    "post_id",
    "post_date",
    "is_published",
    "type",
    "audience",
    "title",
    "subtitle",
]
WXR = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:excerpt="http://wordpress.org/export/{version}/excerpt/"
 xmlns:wp="http://wordpress.org/export/{version}/"><channel><title>Blog</title>
{items}</channel></rss>"""
ITEM = """<item><title>{title}</title>
<content:encoded><![CDATA[{body}]]></content:encoded>
<excerpt:encoded><![CDATA[An excerpt]]></excerpt:encoded>
<wp:post_id>7</wp:post_id><wp:post_name>{slug}</wp:post_name>
<wp:post_date_gmt>{date} 09:00:00</wp:post_date_gmt><wp:status>{status}</wp:status>
<wp:post_type>{kind}</wp:post_type><wp:post_password>{password}</wp:post_password>
<wp:comment><wp:comment_content>Mine?</wp:comment_content></wp:comment></item>
"""


def zipped(members: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def substack(*posts: dict[str, str], folder: str = "") -> bytes:
    """A zip; each post has the fields of posts.csv and its body as "html"."""
    table = io.StringIO()
    writer = csv.DictWriter(table, SUBSTACK_FIELDS, extrasaction="ignore")
    writer.writeheader()
    members: dict[str, str | bytes] = {}
    for number, post in enumerate(posts, start=1):
        row = {
            "post_id": f"{number}.post-{number}",
            "post_date": "2026-03-01T09:00:00.000Z",
            "is_published": "true",
            "type": "newsletter",
            "audience": "everyone",
            **post,
        }
        writer.writerow(row)
        if "html" in post:
            members[f"{folder}posts/{row['post_id']}.html"] = post["html"]
    return zipped({f"{folder}posts.csv": table.getvalue(), **members})


def ghost(*posts: dict[str, object], has_db: bool = True) -> bytes:
    data = {"meta": {"version": "5.0"}, "data": {"posts": list(posts)}}
    return json.dumps({"db": [data]} if has_db else data).encode()


def item(**fields: str) -> str:
    usual = {"title": "Roads", "slug": "roads", "date": "2026-03-01", "body": ""}
    state = {"status": "publish", "kind": "post", "password": ""}
    return ITEM.format(**usual | state | fields)


def wordpress(*items: str, version: str = "1.2") -> bytes:
    return WXR.format(version=version, items="".join(items)).encode()

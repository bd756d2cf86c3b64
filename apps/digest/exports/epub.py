"""An EPUB 3 book of one chapter per group, written with the standard library alone."""

import io
import uuid
import zipfile
from collections.abc import Iterator
from html import escape
from itertools import groupby

from apps.digest.document import CHANGED_MIND, Document
from apps.digest.exports.composing import CORRECTIONS, compose, one_line
from apps.digest.exports.post import (
    Block,
    Heading,
    Line,
    Listing,
    Paragraph,
    Quote,
    Rule,
    Run,
)
from apps.lib.text import xml_safe

MIMETYPE = "application/epub+zip"
UNDATED = "2000-01-01"
XHTML = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
    '<html xmlns="http://www.w3.org/1999/xhtml" '
    'xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="en" lang="en">\n'
    "<head><title>{title}</title>"
    '<link rel="stylesheet" type="text/css" href="style.css"/></head>\n'
    "<body>{body}</body></html>\n"
)
CONTAINER = """\
<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="book/package.opf" \
media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
STYLE = """\
body { line-height: 1.5; }
h2 { margin-top: 2em; }
blockquote { margin: 1em 0; padding-left: 1em; border-left: 2px solid; }
"""


def to_epub(document: Document) -> bytes:
    """The same bytes for the same post."""
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w") as archive:
        # Readers know a book by this name, first and not compressed.
        _add(archive, document, "mimetype", MIMETYPE, zipfile.ZIP_STORED)
        _add(archive, document, "META-INF/container.xml", CONTAINER)
        _add(archive, document, "book/package.opf", _package(document))
        _add(archive, document, "book/nav.xhtml", _nav(document))
        _add(archive, document, "book/post.xhtml", _post(document))
        _add(archive, document, "book/style.css", STYLE)
    return book.getvalue()


def _add(
    archive: zipfile.ZipFile,
    document: Document,
    name: str,
    text: str,
    how: int = zipfile.ZIP_DEFLATED,
) -> None:
    year, month, day = map(int, _day(document).split("-"))
    entry = zipfile.ZipInfo(name, (max(year, 1980), month, day, 0, 0, 0))
    entry.compress_type = how
    archive.writestr(entry, text.encode())


def _package(document: Document) -> str:
    name = uuid.uuid5(uuid.NAMESPACE_URL, document.url or document.title)
    creator = _text(one_line(document.author))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" '
        'unique-identifier="id" xml:lang="en">\n'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f'<dc:identifier id="id">urn:uuid:{name}</dc:identifier>\n'
        f"<dc:title>{_text(_title(document))}</dc:title>\n"
        "<dc:language>en</dc:language>\n"
        + (f"<dc:creator>{creator}</dc:creator>\n" if creator else "")
        + f"<dc:date>{_day(document)}</dc:date>\n"
        '<meta property="dcterms:modified">'
        f"{(document.revised or _day(document))[:10]}T00:00:00Z</meta>\n"
        "</metadata>\n<manifest>\n"
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" '
        'properties="nav"/>\n'
        '<item id="post" href="post.xhtml" media-type="application/xhtml+xml"/>\n'
        '<item id="style" href="style.css" media-type="text/css"/>\n'
        '</manifest>\n<spine><itemref idref="post"/></spine>\n</package>\n'
    )


def _nav(document: Document) -> str:
    headings = [CHANGED_MIND] if document.changed_mind else []
    headings += [one_line(group.heading) for group in document.groups]
    headings += [CORRECTIONS] if document.corrections else []
    rows = "".join(
        f'<li><a href="post.xhtml#part-{place}">{_text(heading)}</a></li>'
        for place, heading in enumerate(headings, start=1)
        if heading
    )
    top = f'<li><a href="post.xhtml#top">{_text(_title(document))}</a></li>'
    body = f'<nav epub:type="toc"><h1>Contents</h1><ol>{top}{rows}</ol></nav>'
    return XHTML.format(title="Contents", body=body)


def _post(document: Document) -> str:
    title = _text(_title(document))
    subtitle = _text(one_line(document.subtitle))
    head = f'<h1 id="top">{title}</h1>' + (f"<p>{subtitle}</p>" if subtitle else "")
    return XHTML.format(title=title, body=head + "".join(_blocks(document)))


def _blocks(document: Document) -> Iterator[str]:
    part = 0
    for block in compose(document):
        if isinstance(block, Heading) and block.level == 2:
            part += 1
            yield f'<h2 id="part-{part}">{_line(block.line)}</h2>'
        else:
            yield _block(block)


def _block(block: Block) -> str:
    match block:
        case Paragraph(line):
            return f"<p>{_line(line)}</p>"
        case Heading(level, line):
            return f"<h{level}>{_line(line)}</h{level}>"
        case Listing(items, first):
            inside = "".join(f"<li>{_line(item)}</li>" for item in items)
            start = "" if first in {None, 1} else f' start="{first}"'
            return (
                f"<ul>{inside}</ul>" if first is None else f"<ol{start}>{inside}</ol>"
            )
        case Quote(blocks):
            return f"<blockquote>{''.join(map(_block, blocks))}</blockquote>"
        case Rule():
            return "<hr/>"


def _line(line: Line) -> str:
    # A book may not fetch pictures, so each becomes a link to itself.
    addressed = groupby(line, key=lambda run: run.href or run.src)
    return "".join(
        f'<a href="{_text(href)}">{"".join(map(_run, runs))}</a>'
        if href
        else "".join(map(_run, runs))
        for href, runs in addressed
    )


def _run(run: Run) -> str:
    text = _text(run.text).replace("\n", "<br/>")
    text = f"<em>{text}</em>" if run.em else text
    return f"<strong>{text}</strong>" if run.strong else text


def _text(text: str) -> str:
    return escape(xml_safe(text))


def _title(document: Document) -> str:
    return one_line(document.title) or "Highlights"


def _day(document: Document) -> str:
    return document.published[:10] or UNDATED

"""The files that a digest can be taken away as."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from apps.digest.document import Document
from apps.digest.exports.html import to_html
from apps.digest.exports.markdown import to_markdown
from apps.digest.exports.text import to_text


@dataclass(frozen=True, slots=True)
class Format:
    write: Callable[[Document], str]
    mime: str
    extension: str


@dataclass(frozen=True, slots=True)
class Export:
    text: str
    mime: str
    extension: str


def to_json(document: Document) -> str:
    return json.dumps(document.to_dict(), ensure_ascii=False, indent=2) + "\n"


FORMATS: Mapping[str, Format] = {
    "markdown": Format(to_markdown, "text/markdown", "md"),
    "html": Format(to_html, "text/html", "html"),
    "text": Format(to_text, "text/plain", "txt"),
    "json": Format(to_json, "application/json", "json"),
}


def export(document: Document, name: str) -> Export:
    """The document in the format of this name; raises KeyError for an unknown one."""
    chosen = FORMATS[name]
    return Export(chosen.write(document), chosen.mime, chosen.extension)

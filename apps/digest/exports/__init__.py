"""The files that a digest can be taken away as."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from apps.digest.document import Document
from apps.digest.exports import podcast
from apps.digest.exports.epub import MIMETYPE, to_epub
from apps.digest.exports.html import to_html
from apps.digest.exports.markdown import to_markdown
from apps.digest.exports.platforms import to_ghost, to_wordpress
from apps.digest.exports.recording import Chapters, as_of_today, estimated
from apps.digest.exports.rundown import MINUTES, PACE, TooShort, plan
from apps.digest.exports.text import to_text

__all__ = ["FORMATS", "Export", "TooShort", "Wishes", "export"]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What can be chosen: of the podcast formats, and of HTML for pasting.

    `recorded` are the chapters of a finished recording; without them, or for another
    length than it was planned for, times are estimates.
    """

    minutes: int = MINUTES
    pace: int = PACE
    recorded: Chapters = ()
    joined_quotes: bool = False


@dataclass(frozen=True, slots=True)
class Format:
    write: Callable[[Document, Wishes], str | bytes]
    mime: str
    extension: str
    label: str


@dataclass(frozen=True, slots=True)
class Export:
    content: bytes
    mime: str
    extension: str

    @property
    def text(self) -> str:
        return self.content.decode()


def to_json(document: Document) -> str:
    """Documented in docs/formats/digest.md."""
    told = document.to_dict()
    for group in told["groups"]:
        # For names that are taken back later: these lines are in the lead-in.
        del group["asked"]
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def chapters(document: Document, wishes: Wishes) -> Chapters:
    """As recorded, or as planned. Raises TooShort."""
    if wishes.recorded:
        return as_of_today(wishes.recorded, document)
    return estimated(plan(document, minutes=wishes.minutes, pace=wishes.pace))


def _rundown(document: Document, wishes: Wishes) -> str:
    planned = plan(document, minutes=wishes.minutes, pace=wishes.pace)
    return podcast.write_rundown(planned, as_of_today(wishes.recorded, document))


FORMATS: Mapping[str, Format] = {
    "markdown": Format(lambda d, _: to_markdown(d), "text/markdown", "md", "Markdown"),
    "html": Format(
        lambda d, w: to_html(d, joined=w.joined_quotes),
        "text/html",
        "html",
        "HTML for pasting",
    ),
    "text": Format(lambda d, _: to_text(d), "text/plain", "txt", "Plain text"),
    "json": Format(lambda d, _: to_json(d), "application/json", "json", "JSON"),
    "ghost": Format(
        lambda d, _: to_ghost(d), "application/json", "ghost.json", "Ghost import"
    ),
    "wordpress": Format(
        lambda d, _: to_wordpress(d), "application/xml", "wxr.xml", "WordPress import"
    ),
    "epub": Format(lambda d, _: to_epub(d), MIMETYPE, "epub", "EPUB"),
    "rundown": Format(_rundown, "text/plain", "rundown.txt", "Podcast rundown"),
    "chapters": Format(
        lambda d, w: podcast.chapters_json(d, chapters(d, w)),
        "application/json+chapters",
        "chapters.json",
        "Podcast chapters (JSON)",
    ),
    "podlove": Format(
        lambda d, w: podcast.podlove(chapters(d, w)),
        "application/xml",
        "chapters.xml",
        "Podlove chapters",
    ),
    "shownotes": Format(
        lambda d, w: podcast.show_notes(d, chapters(d, w)),
        "text/markdown",
        "notes.md",
        "Show notes",
    ),
    "shownotes-html": Format(
        lambda d, w: podcast.show_notes_html(d, chapters(d, w)),
        "text/html",
        "notes.html",
        "Show notes for pasting",
    ),
}


def export(document: Document, name: str, wishes: Wishes = Wishes()) -> Export:
    """The document in the format of this name.

    Raises KeyError for an unknown one, TooShort where a rundown has no room.
    """
    chosen = FORMATS[name]
    made = chosen.write(document, wishes)
    content = made if isinstance(made, bytes) else made.encode()
    return Export(content, chosen.mime, chosen.extension)

"""What an app hands over so that it can be found."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from apps.search.models import SearchDocument
from apps.search.terms import row_of

FIELDS = (
    "url",
    "title",
    "body",
    "title_terms",
    "body_terms",
    "essay",
    "section",
    "question",
    "person",
    "tags",
    "state",
    "date",
    "is_public",
)


@dataclass(frozen=True, slots=True)
class Document:
    """Plain text. `title` weighs more than `body`; `tags` are slugs."""

    kind: str
    key: str
    url: str
    date: datetime
    title: str = ""
    body: str = ""
    essay: str = ""
    section: str = ""
    question: str = ""
    person: str = ""
    tags: Iterable[str] = ()
    state: str = ""
    is_public: bool = True

    def row(self) -> SearchDocument:
        return SearchDocument(
            kind=self.kind,
            key=self.key,
            url=self.url,
            date=self.date,
            title=self.title,
            body=self.body,
            title_terms=row_of(self.title),
            body_terms=row_of(self.body),
            essay=self.essay,
            section=self.section,
            question=self.question,
            person=self.person,
            tags=tags_row(self.tags),
            state=self.state,
            is_public=self.is_public,
        )


def tags_row(slugs: Iterable[str]) -> str:
    """As stored: each slug between blanks, in order; "" without any."""
    return f" {' '.join(sorted(slugs))} " if slugs else ""

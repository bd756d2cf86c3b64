"""Commento, version 1: comments and, in a list of their own, who wrote them."""

from collections.abc import Iterator

from apps.comments.importing.dates import moment
from apps.comments.importing.json_pieces import CLOSED, ITEM, pieces
from apps.comments.importing.opening import Opened
from apps.comments.importing.record import (
    MAX_COMMENTS,
    CannotRead,
    Comment,
    Damaged,
    Post,
)
from apps.comments.importing.rows import Row, is_true, number, text
from apps.comments.importing.xml_records import Found

_NOBODY = "anonymous"
_STATES = {"unapproved": "unapproved", "flagged": "unapproved", "spam": "spam"}


def commento(opened: Opened) -> Iterator[Found]:
    # The people stand behind the comments, so that the file is read twice.
    people = _people(opened)
    posts: set[str] = set()
    for path, row in pieces(opened(), {(), ("comments",)}):
        if path != ("comments", ITEM) or row is CLOSED:
            continue
        if not isinstance(row, dict):
            yield Comment(id="", dropped="unreadable")
            continue
        comment = _comment(row, people)
        if comment.post not in posts:
            posts.add(comment.post)
            yield Post(key=comment.post, url=comment.post)
        yield comment


def _people(opened: Opened) -> dict[str, tuple[str, str]]:
    """Name and address of each."""
    people: dict[str, tuple[str, str]] = {}
    try:
        for path, row in pieces(opened(), {(), ("commenters",)}):
            if path == ("commenters", ITEM) and isinstance(row, dict):
                people[text(row, "commenterHex")] = (
                    text(row, "name"),
                    text(row, "email"),
                )
            if len(people) > MAX_COMMENTS:
                raise CannotRead("This file names more people than wrote comments.")
    except Damaged:
        # What is missing is said where the comments are read.
        return people
    return people


def _comment(row: Row, people: dict[str, tuple[str, str]]) -> Comment:
    who = text(row, "commenterHex")
    name, email = people.get(who, ("", ""))
    parent = text(row, "parentHex")
    markdown = text(row, "markdown")
    return Comment(
        id=text(row, "commentHex"),
        parent="" if parent == "root" else parent,
        post=_page(row),
        author=name,
        email=email,
        ref="" if who == _NOBODY else who,
        body=markdown or text(row, "html"),
        is_html=not markdown,
        written_at=moment(row.get("creationDate")),
        permalink=f"{_page(row)}#commento-{text(row, 'commentHex')}",
        reactions=number(row, "score"),
        is_deleted=is_true(row, "deleted"),
        dropped=_STATES.get(text(row, "state"), ""),
    )


def _page(row: Row) -> str:
    domain, path = text(row, "domain"), text(row, "url", "path")
    if path.startswith(("http://", "https://")) or not domain:
        return path
    return f"https://{domain}/{path.lstrip('/')}"

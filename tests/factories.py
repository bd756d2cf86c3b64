"""Rows for tests: plain functions, no hidden extra rows, sensible defaults."""

import itertools
from datetime import UTC, datetime
from random import Random

from apps.accounts.models import User
from apps.answers.models import Answer, Revision, Vote
from apps.comments.models import ImportedComment
from apps.digest.models import Digest, Group, Item
from apps.lib import markup
from apps.lib.ranking import wilson_lower_bound
from apps.questions.models import (
    Consideration,
    Essay,
    Proposal,
    Question,
    Second,
    Section,
)

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
_numbers = itertools.count(1)
_SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aeiou"]


def prose(sentences: int = 3) -> str:
    """Sentences of made-up words: near-duplicates are put together by the compile.

    Drawn from a short list of real words, one pair in a hundred would be near enough.
    """
    source = Random(next(_numbers))
    return " ".join(
        " ".join(
            "".join(source.choices(_SYLLABLES, k=3)) for _ in range(8)
        ).capitalize()
        + "."
        for _ in range(sentences)
    )


def person(username: str = "", role: str = "reader", **fields: object) -> User:
    """Someone who may sign in with the password "correct horse"."""
    username = username or f"person{next(_numbers)}"
    user = User.objects.create_user(
        username, f"{username}@example.org", role=role, **fields
    )
    # Hashing a password takes longer than most tests: see `as_` in conftest.
    user.set_unusable_password()
    user.save()
    return user


def trusted(username: str = "", **fields: object) -> User:
    """A reader who is past the newcomers' review."""
    user = person(username, **fields)
    for _ in range(2):
        answer(author=user)
    return user


def essay(author: User | None = None, *, published: bool = True, **fields: object):
    number = next(_numbers)
    return Essay.objects.create(
        **{
            "slug": f"essay-{number}",
            "title": f"Essay {number}",
            "author": author or person(role="editor"),
            "created_at": NOW,
            "published_at": NOW if published else None,
            **fields,
        }
    )


def section(of: Essay | None = None, **fields: object) -> Section:
    number = next(_numbers)
    return Section.objects.create(
        **{
            "essay": of or essay(),
            "title": f"Section {number}",
            "position": number,
            **fields,
        }
    )


def question(of: Essay | None = None, text: str = "", **fields: object) -> Question:
    number = next(_numbers)
    text = text or f"What about {number}?"
    return Question.objects.create(
        **{
            "essay": of or essay(),
            "text": text,
            "html": markup.render_inline(text),
            "headline": text[:200],
            "position": number,
            "created_at": NOW,
            **fields,
        }
    )


def consideration(of: Question, text: str = "", **fields: object) -> Consideration:
    number = next(_numbers)
    text = text or f"Consider {number}."
    return Consideration.objects.create(
        **{
            "essay": of.essay,
            "section": of.section,
            "question": of,
            "kind": "consideration",
            "text": text,
            "html": markup.render_inline(text),
            "position": number,
            **fields,
        }
    )


def answer(
    to: Question | None = None, author: User | None = None, body: str = "", **fields
) -> Answer:
    """A visible answer with its first revision; `parent=` makes it a reply.

    The counts of its question and thread are left alone.
    """
    number = next(_numbers)
    body = body or prose()
    parent = fields.get("parent")
    row = Answer.objects.create(
        **{
            "question": (parent.question if parent else to) or question(),
            "author": author or person(),
            "root": (parent.root or parent) if parent else None,
            "depth": parent.depth + 1 if parent else 0,
            "form_key": f"key-{number}",
            "status": Answer.Status.VISIBLE,
            "body": body,
            "body_html": markup.render(body),
            "renderer": markup.RENDERER_VERSION,
            "credit": "name",
            "created_at": NOW,
            "changed_at": NOW,
            **fields,
        }
    )
    Revision.objects.create(answer=row, number=1, body=body, created_at=NOW)
    return row


def votes(on: Answer, *, helpful: int = 0, unhelpful: int = 0) -> None:
    """Votes by new people, with the stored counts to match."""
    for is_up in [True] * helpful + [False] * unhelpful:
        Vote.objects.create(
            answer=on, voter=person(), axis="helpful", is_up=is_up, cast_at=NOW
        )
    on.helpful_count, on.unhelpful_count = helpful, unhelpful
    on.helpful_bound = wilson_lower_bound(helpful, helpful + unhelpful)
    on.save()


def proposal(of: Essay | None = None, **fields: object) -> Proposal:
    number = next(_numbers)
    return Proposal.objects.create(
        **{
            "essay": of or essay(),
            "text": f"Should we also ask about {number}?",
            "proposed_by": fields.get("proposed_by") or person(),
            "form_key": f"key-{number}",
            "created_at": NOW,
            **fields,
        }
    )


def second(of: Proposal, person_: User | None = None, **fields: object) -> Second:
    """A second with the stored count to match."""
    given = Second.objects.create(
        **{"proposal": of, "person": person_ or person(), "created_at": NOW, **fields}
    )
    of.second_count = of.seconds.count()
    of.save()
    return given


def comment(of: Essay | None = None, **fields: object) -> ImportedComment:
    """One comment of an old section, waiting to be decided about."""
    number = next(_numbers)
    return ImportedComment.objects.create(
        **{
            "essay": of or essay(),
            "source": "wordpress",
            "external_id": str(number),
            "author_name": f"Commenter {number}",
            "author_key": f"{number:064x}",
            "body": prose(),
            "written_at": NOW,
            "permalink": f"https://blog.example/post/#comment-{number}",
            "created_at": NOW,
            **fields,
        }
    )


def digest(of: Essay | None = None, **fields: object) -> Digest:
    of = of or essay()
    return Digest.objects.create(
        **{
            "essay": of,
            "number": next(_numbers),
            "title": "Highlights From the Comments",
            "created_by": of.author,
            "created_at": NOW,
            **fields,
        }
    )


def item(of: Digest, quoting: Answer, **fields: object) -> Item:
    """An item that quotes the whole answer, in a group for its question."""
    group, _ = Group.objects.get_or_create(
        digest=of,
        question=quoting.question,
        defaults={"heading": quoting.question.headline, "position": next(_numbers)},
    )
    return Item.objects.create(
        **{
            "digest": of,
            "group": group,
            "answer": quoting,
            "revision": quoting.revisions.get(number=quoting.revision_number),
            "position": next(_numbers),
            "excerpt": [{"start": 0, "end": len(quoting.body)}],
            **fields,
        }
    )

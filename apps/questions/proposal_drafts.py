"""What somebody has typed into the form that proposes a question, kept until it is sent.

In a draft the question is the text; the form's other fields go by their names.
"""

from collections.abc import Mapping
from typing import Any

from apps.accounts.models import User
from apps.drafts.models import Draft
from apps.lib.text import clean
from apps.questions.models import Essay

# Longer than what can be sent: its writer is still cutting it.
MAX_DRAFT = 20_000
OTHERS = ("context", "section", "credit")


def place_of(essay: Essay) -> str:
    return f"propose:{essay.slug}"


def takes_proposals(slug: str) -> bool:
    return Essay.objects.published().filter(slug=slug).exists()


def draft_of(essay: Essay, person: User) -> Draft | None:
    """One query."""
    return Draft.objects.filter(person=person, place=place_of(essay)).first()


def typed_in(draft: Draft | None) -> dict[str, str]:
    """What the form begins with."""
    typed = {"text": draft.body, **draft.more} if draft else {}
    return {name: text for name, text in typed.items() if text}


def as_draft(sent: Mapping[str, Any]) -> dict[str, Any]:
    """What a draft keeps of a request's fields; the choices alone make none.

    ValueError for what is longer than any draft.
    """
    body, *others = (clean(sent.get(name, "")) for name in ("text", *OTHERS))
    more = dict(zip(OTHERS, others, strict=True))
    if len(body) + sum(map(len, others)) > MAX_DRAFT:
        raise ValueError(f"A draft has at most {MAX_DRAFT:,} characters.")
    is_empty = not (body.strip() or more["context"].strip())
    return {"body": "", "more": {}} if is_empty else {"body": body, "more": more}

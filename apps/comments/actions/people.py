"""Who the authors of comments are here."""

from collections.abc import Sequence
from datetime import datetime

from apps.accounts.actions import stage_people
from apps.accounts.models import User
from apps.comments.models import ImportedComment, StagedPerson
from apps.lib.text import clean, clip

Identity = tuple[str, str]  # source and identity: see StagedPerson
LONGEST_NAME = 60


def people_of(comments: Sequence[ImportedComment], *, at: datetime) -> dict[int, User]:
    """The author of each comment, by its key, made where nobody stands for them yet.

    A constant number of queries, and one for each round of names already taken.
    """
    identities = {comment.pk: identity_of(comment) for comment in comments}
    known = _known(set(identities.values()))
    names = {
        identities[comment.pk]: name_of(comment)
        for comment in comments
        if identities[comment.pk] not in known
    }
    made = stage_people(list(names.values()), at=at) if names else []
    StagedPerson.objects.bulk_create(
        StagedPerson(source=source, identity=identity, user=user, created_at=at)
        for (source, identity), user in zip(names, made, strict=True)
    )
    known |= dict(zip(names, made, strict=True))
    return {pk: known[identity] for pk, identity in identities.items()}


def identity_of(comment: ImportedComment) -> Identity:
    """An address is one person everywhere; anything else only at its source."""
    if comment.author_key:
        return "", f"key:{comment.author_key}"
    if comment.author_ref:
        return comment.source, f"ref:{comment.author_ref}"
    return comment.source, f"name:{comment.author_name}"


def name_of(comment: ImportedComment) -> str:
    """As posted, in one line."""
    return clip(" ".join(clean(comment.author_name).split()), LONGEST_NAME)


def _known(identities: set[Identity]) -> dict[Identity, User]:
    found = StagedPerson.objects.select_related("user").filter(
        identity__in={identity for _, identity in identities}
    )
    return {(row.source, row.identity): row.user for row in found}

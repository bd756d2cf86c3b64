"""Who the authors of comments are here."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

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
    # In one order for everybody, so that two editors never wait for each other.
    names = {
        identities[comment.pk]: name_of(comment)
        for comment in sorted(comments, key=lambda row: (*identities[row.pk], row.pk))
        if identities[comment.pk] not in known
    }
    if names:
        known |= _made(names, at)
    return {pk: known[identity] for pk, identity in identities.items()}


def _made(names: Mapping[Identity, str], at: datetime) -> dict[Identity, User]:
    """Somebody new for each. Where an editor of another essay makes the same author in
    this moment, theirs is taken."""
    try:
        with transaction.atomic():
            return _stage(names, at)
    except IntegrityError:
        known = _known(set(names))
        left = {one: name for one, name in names.items() if one not in known}
        return known | (_stage(left, at) if left else {})


def _stage(names: Mapping[Identity, str], at: datetime) -> dict[Identity, User]:
    made = stage_people(list(names.values()), at=at)
    StagedPerson.objects.bulk_create(
        StagedPerson(source=source, identity=identity, user=user, created_at=at)
        for (source, identity), user in zip(names, made, strict=True)
    )
    return dict(zip(names, made, strict=True))


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

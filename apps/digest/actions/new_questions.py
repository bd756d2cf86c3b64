"""Questions that readers proposed and the author took up: a group for them."""

from django.db.models import Max

from apps.digest.asking import accepted
from apps.digest.models import Digest, Group

HEADING = "New questions from readers"


def group_new_questions(digest: Digest) -> None:
    """At the end of the draft, where there are any.

    What is asked by whom is no text of the group: each document is made with it, for
    names may be taken back.
    """
    if digest.groups.filter(kind=Group.Kind.NEW_QUESTIONS).exists():
        return
    if not accepted(digest).exists():
        return
    last = digest.groups.aggregate(last=Max("position"))["last"]
    Group.objects.create(
        digest=digest,
        kind=Group.Kind.NEW_QUESTIONS,
        heading=HEADING,
        position=(last or 0) + 1,
    )

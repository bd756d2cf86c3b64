"""Who may do what with answers."""

from django.db.models import Exists, OuterRef, Q

from apps.accounts.models import User
from apps.answers.models import Answer, AnswerQuerySet, Revision

# A newcomer's answers wait for a moderator until this many have been shown.
SHOWN_BEFORE_TRUSTED = 2


def needs_review(person: User) -> bool:
    """Whether what this person writes waits for a moderator. At most one query."""
    return not (person.may_moderate or has_been_shown(person))


def has_been_shown(person: User) -> bool:
    """Whether enough of their answers were let through to trust them. One query."""
    shown = _let_through().filter(author=person)
    return shown[:SHOWN_BEFORE_TRUSTED].count() >= SHOWN_BEFORE_TRUSTED


def are_known(person_pk: OuterRef) -> Exists:
    """`has_been_shown` of each person of a query, as a part of it."""
    shown = _let_through().filter(author=person_pk).order_by("pk")
    return Exists(shown[SHOWN_BEFORE_TRUSTED - 1 : SHOWN_BEFORE_TRUSTED])


def _let_through() -> AnswerQuerySet:
    """Visible answers, and those that were until their author withdrew them.

    What a moderator hid is not among them: hiding closes its history.
    """
    was_public = Exists(Revision.objects.filter(answer=OuterRef("pk"), is_public=True))
    withdrawn = Q(was_public, status=Answer.Status.WITHDRAWN)
    return Answer.objects.filter(Q(status=Answer.Status.VISIBLE) | withdrawn)


def may_read(answer: Answer, person: User | None) -> bool:
    """Whether this person may read the text of one answer. No query, with `root`."""
    if person and person.pk == answer.author_id:
        return True
    if answer.is_withdrawn:
        return False
    return _moderates(person) or (answer.is_visible and _thread_is_shown(answer))


def may_open(answer: Answer, person: User | None) -> bool:
    """Whether the answer has a page for them, if only to say it was withdrawn."""
    if may_read(answer, person):
        return True
    return answer.is_withdrawn and (_moderates(person) or _thread_is_shown(answer))


def _moderates(person: User | None) -> bool:
    return person is not None and person.may_moderate


def _thread_is_shown(answer: Answer) -> bool:
    return answer.root is None or not answer.root.is_out_of_sight

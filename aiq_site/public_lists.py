"""The addresses of lists that a search engine should offer.

A list of fewer than two things says nothing that the thing's own page does not: its page
asks engines to leave it out, and so do these. One query for each kind.
"""

from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from taggit.models import Tag

from apps.accounts.models import Credit, User
from apps.answers.models import Answer
from apps.questions.models import Essay, Proposal, Question, Section

FEWEST = 2


def public_lists() -> Iterator[str]:
    """Lists of the site, then proposals by essay, sections, tags and people."""
    yield from map(reverse, ("home", "highlights", "tags"))
    for slug in _essays().values_list("slug", flat=True):
        yield reverse("essay_proposals", args=[slug])
    for section in _sections():
        yield section.get_absolute_url()
    for slug in _tags().values_list("slug", flat=True):
        yield reverse("tag", args=[slug])
    for name in _people().values_list("username", flat=True):
        yield reverse("person", args=[name])


def _asked() -> QuerySet[Question]:
    return Question.objects.published().live()


def _essays() -> QuerySet[Essay]:
    proposed = Proposal.objects.public().values("essay")
    return Essay.objects.published().filter(pk__in=proposed).order_by("pk")


def _sections() -> QuerySet[Section]:
    return (
        Section.objects.filter(questions__in=_asked())
        .annotate(asked=Count("questions"))
        .filter(asked__gte=FEWEST)
        .select_related("essay")
        .order_by("pk")
    )


def _tags() -> QuerySet[Tag]:
    given = Question.tags.through.objects.filter(
        content_type=ContentType.objects.get_for_model(Question),
        object_id__in=_asked().values("pk"),
    )
    tags: QuerySet[Tag] = (
        Tag.objects.filter(taggit_taggeditem_items__in=given)
        .annotate(asked=Count("taggit_taggeditem_items"))
        .filter(asked__gte=FEWEST)
        .order_by("pk")
    )
    return tags


def _people() -> QuerySet[User]:
    """Whoever has signed two things or more: answers, questions, essays."""
    answered = (
        Answer.objects.signed()
        .filter(author=OuterRef("pk"))
        .order_by()
        .values("author")
    )
    proposed = (
        Question.objects.published()
        .exclude(status=Question.Status.MERGED)
        .filter(credit=Credit.NAME, proposed_by=OuterRef("pk"))
        .order_by()
        .values("proposed_by")
    )
    wrote = Essay.objects.published().filter(author=OuterRef("pk")).order_by()
    things = [
        Coalesce(Subquery(rows.annotate(things=Count("pk")).values("things")), 0)
        for rows in (answered, proposed, wrote.values("author"))
    ]
    signed = User.objects.annotate(things=things[0] + things[1] + things[2])
    return signed.filter(things__gte=FEWEST).order_by("pk")

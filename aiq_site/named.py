"""People and tags that go by the words of a search: each has a page of its own."""

from functools import reduce
from operator import or_

from django.db.models import Q
from taggit.models import Tag

from apps.accounts.models import User
from apps.answers.people import with_pages
from apps.questions.models import Question

MOST = 5
MOST_WORDS = 4
SHORTEST = 3


def people_named(typed: str) -> list[User]:
    """Whose shown name has every word, by name; whoever signs nothing is not told of.

    One query at most.
    """
    words = typed.split()
    if not 0 < len(words) <= MOST_WORDS or len(typed.strip()) < SHORTEST:
        return []
    rows = with_pages()
    for word in words:
        rows = rows.filter(
            Q(name__icontains=word) | Q(name="", username__icontains=word)
        )
    return list(rows.order_by("name", "username")[:MOST])


def tags_named(typed: str) -> list[Tag]:
    """Tags of questions that are spelt like the search or one of its words.

    One query at most.
    """
    words = typed.split()
    if not 0 < len(words) <= MOST_WORDS or len(typed.strip()) < SHORTEST:
        return []
    spelt = reduce(or_, (Q(name__iexact=word) for word in words))
    asked = Question.objects.published().live().values("pk")
    rows = Tag.objects.filter(
        spelt | Q(name__icontains=typed.strip()),
        taggit_taggeditem_items__content_type__model="question",
        taggit_taggeditem_items__object_id__in=asked,
    )
    return list(rows.distinct().order_by("name")[:MOST])

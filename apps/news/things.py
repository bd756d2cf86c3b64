"""The things a person may follow: found by what addresses call them, and named."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from taggit.models import Tag

from apps.answers.people import with_pages
from apps.following.models import Follow, Kind, Target
from apps.questions.models import Essay, Question, Section


@dataclass(frozen=True, slots=True)
class Thing:
    """Something followed or to be followed; `url` is "" where it has no page."""

    target: Target
    key: str
    name: str
    url: str


class NoSuchThing(Exception):
    """There is nothing there that may be followed."""


def thing(kind: str, key: str) -> Thing:
    """One query, two for a question: one that was merged stands for the other.

    Raises NoSuchThing, also for what is not published.
    """
    if kind not in FIND:
        raise NoSuchThing(kind)
    if kind == Kind.QUESTION:
        key = _surviving(key)
    for found in _found(kind, Q(**{FIND[kind]: key})):
        return found
    raise NoSuchThing(key)


def _surviving(key: str) -> str:
    merged = Question.objects.filter(status=Question.Status.MERGED)
    into = merged.values_list("merged_into__public_id", flat=True)
    while found := into.filter(public_id=key).first():
        key = found
    return key


def things_of(follows: Iterable[Follow]) -> list[tuple[str, list[Thing]]]:
    """What is followed, by kind, as it is called now. One query for each kind."""
    keys: dict[str, list[int]] = {kind: [] for kind in Kind.values}
    for follow in follows:
        keys[follow.kind].append(follow.target)
    listed = [
        (str(Kind(kind).label), list(_found(kind, Q(pk__in=pks))))
        for kind, pks in keys.items()
    ]
    return [(label, things) for label, things in listed if things]


# The field that addresses name each by.
FIND: dict[str, str] = {
    Kind.ESSAY: "slug",
    Kind.SECTION: "public_id",
    Kind.QUESTION: "public_id",
    Kind.TAG: "slug",
    Kind.PERSON: "username",
}


def _found(kind: str, which: Q) -> Iterable[Thing]:
    if kind == Kind.ESSAY:
        for essay in Essay.objects.published().filter(which):
            yield _thing(kind, essay.pk, essay.slug, essay, essay.get_absolute_url())
    elif kind == Kind.SECTION:
        published = Section.objects.filter(essay__published_at__isnull=False)
        for section in published.filter(which).select_related("essay"):
            url = section.get_absolute_url()
            yield _thing(kind, section.pk, section.public_id, section, url)
    elif kind == Kind.QUESTION:
        asked = Question.objects.published().filter(which)
        for question in asked.exclude(status=Question.Status.MERGED):
            url = question.get_absolute_url()
            yield _thing(kind, question.pk, question.public_id, question, url)
    elif kind == Kind.TAG:
        for tag in Tag.objects.filter(which).order_by("name"):
            yield _thing(kind, tag.pk, tag.slug, tag, reverse("tag", args=[tag.slug]))
    else:
        for person in with_pages().filter(which).order_by("username"):
            url = reverse("person", args=[person.username])
            yield _thing(kind, person.pk, person.username, person, url)


def _thing(kind: str, pk: int, key: str, named: object, url: str) -> Thing:
    return Thing(Target(kind, pk), key, str(named), url)

"""Whom publishing reaches: what an editor is told before pressing the button."""

from dataclasses import dataclass

from apps.accounts.models import Notice, User
from apps.digest.document import Document
from apps.digest.documents import quoted_answers
from apps.digest.models import Digest
from apps.following.models import Follow, Kind, Target


@dataclass(frozen=True, slots=True)
class Reach:
    """How many are told that they stand in it, and how many that it is out."""

    named: int
    followers: int
    is_first: bool

    def __str__(self) -> str:
        """Sentences, such as "12 people are told that they are quoted or named."."""
        if not self.named and not self.is_first:
            return "Nobody new is quoted or named, so nobody is told of the changes."
        are = "is told that they are" if self.named == 1 else "are told that they are"
        newly = "" if self.is_first else "newly "
        told = f"{_people(self.named)} {are} {newly}quoted or named."
        if self.followers:
            one = self.followers == 1
            follow, hear = ("follows", "hears") if one else ("follow", "hear")
            told += f" {_people(self.followers)} who {follow} the essay {hear} of it."
        return told


def reach(digest: Digest, document: Document, by: User) -> Reach:
    """Three queries; two once it was published."""
    people = set(quoted_answers(document).values_list("author", flat=True))
    told = Notice.objects.filter(key=notice_key(digest), person__in=people)
    is_first = not digest.went_out
    followers = 0
    if is_first:
        follows = Follow.objects.of([Target(Kind.ESSAY, digest.essay_id)])
        followers = follows.exclude(person=by).values("person").distinct().count()
    return Reach(len(people) - told.count(), followers, is_first)


def notice_key(digest: Digest) -> str:
    """Of the notice that somebody stands in it: they get one for each digest."""
    return f"featured:{digest.public_id}"


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number:,} people"

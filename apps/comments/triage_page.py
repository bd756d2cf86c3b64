"""What the page shows on which an editor says what comments are."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.http import Http404, QueryDict
from django.urls import reverse

from apps.accounts.models import User
from apps.comments.actions import decided_together, suggestions_under_way
from apps.comments.assigning.confidence import SURE, in_words
from apps.comments.marking import marked
from apps.comments.models import (
    CommentImport,
    ImportedComment,
    ImportedCommentQuerySet,
)
from apps.comments.outcome import Outcome, outcome
from apps.jobs.models import Job
from apps.questions.models import Essay, Question
from apps.questions.similar import similar_questions

State = ImportedComment.State
LISTED = 40
SHOWN = 3
MOST_FOUND = 6


@dataclass(frozen=True)
class Filters:
    """Which comments are asked for. A value nobody can have chosen is no page."""

    state: str = State.WAITING
    sure: float = 0.0
    question: str = ""
    after: int = 0

    @classmethod
    def read(cls, asked: QueryDict) -> "Filters":
        state = asked.get("state", State.WAITING)
        after = asked.get("after", "0")
        if state not in State.values or not (after.isascii() and after.isdigit()):
            raise Http404
        if len(after) > 18:
            raise Http404
        sure = SURE if asked.get("sure") else 0.0
        return cls(state, sure, asked.get("question", "")[:12], int(after))

    def of(self, essay: Essay) -> ImportedCommentQuerySet:
        rows = ImportedComment.objects.filter(
            essay=essay, state=self.state, is_deleted=False
        )
        if self.sure:
            rows = rows.filter(confidence__gte=self.sure)
        if self.question:
            rows = rows.filter(
                Q(suggestions__0__question=self.question)
                | Q(question__public_id=self.question)
            )
        return rows.order_by("pk")

    def query(self, **changed: object) -> str:
        """The query string of the same choice, with something changed."""
        mine = {
            "state": "" if self.state == State.WAITING else self.state,
            "sure": "yes" if self.sure else "",
            "question": self.question,
            "after": self.after or "",
        }
        kept = {name: value for name, value in (mine | changed).items() if value}
        return f"?{urlencode(kept)}" if kept else ""


@dataclass(frozen=True)
class Choice:
    """A question that may be chosen, with why it is suggested."""

    number: int
    question: Question
    confidence: float
    words: list[str]
    quoted: str

    @property
    def sureness(self) -> str:
        return in_words(self.confidence)


class TriagePage:
    """One comment large, the others as a list. At most ten queries."""

    def __init__(self, essay: Essay, asked: QueryDict, person: User) -> None:
        self.essay = essay
        self.filters = Filters.read(asked)
        self._asked = asked
        self._person = person
        rows = self.filters.of(essay).filter(pk__gt=self.filters.after)
        found = list(rows.in_context()[: LISTED + 1])
        self.listed = found[:LISTED]
        self.more = ""
        if len(found) > LISTED:
            self.more = self._address(after=self.listed[-1].pk)

    @cached_property
    def current(self) -> ImportedComment | None:
        wanted = self._asked.get("comment", "")
        if not wanted:
            return self.listed[0] if self.listed else None
        here = next((row for row in self.listed if row.public_id == wanted), None)
        mine = self.essay.imported_comments.in_context()
        here = here or mine.filter(public_id=wanted).first()
        if here is None:
            raise Http404
        return here

    @cached_property
    def choices(self) -> list[Choice]:
        suggested = self.current.suggestions[:SHOWN] if self.current else []
        questions = {
            row.public_id: row
            for row in self.essay.questions.live()
            .select_related("section")
            .filter(public_id__in=[each["question"] for each in suggested])
        }
        here = [each for each in suggested if each["question"] in questions]
        return [
            Choice(
                number,
                questions[each["question"]],
                each["confidence"],
                each["words"],
                each["passage"]["exact"] if each["passage"] else "",
            )
            for number, each in enumerate(here, 1)
        ]

    @cached_property
    def body_html(self) -> str:
        if self.current is None:
            return ""
        return marked(self.current.body, self.choices[0].words if self.choices else ())

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many comments there are in each state, and how many sure ones wait."""
        mine = self.essay.imported_comments.filter(is_deleted=False)
        is_sure = Q(state=State.WAITING, confidence__gte=SURE)
        by_state = {state: Count("pk", filter=Q(state=state)) for state in State.values}
        return mine.aggregate(**by_state, sure=Count("pk", filter=is_sure))

    @property
    def tabs(self) -> list[tuple[str, str, int]]:
        return [(state.value, state.label, self.counts[state]) for state in State]

    @cached_property
    def found(self) -> list[Question]:
        """Questions that hold every word asked for, or else ask nearly the same."""
        text = self._asked.get("find", "").strip()[:200]
        if not text:
            return []
        rows = self.essay.questions.live().select_related("section")
        for word in text.split():
            rows = rows.filter(text__icontains=word)
        return list(rows[:MOST_FOUND]) or similar_questions(self.essay, text)

    @cached_property
    def outcome(self) -> Outcome | None:
        """What became of the import that led here. One query, where one did."""
        wanted = self._asked.get("import", "")
        if not wanted:
            return None
        uploads = CommentImport.objects.select_related("essay")
        upload = uploads.filter(essay=self.essay, public_id=wanted[:12]).first()
        return outcome(upload) if upload else None

    @cached_property
    def job(self) -> Job | None:
        """Suggestions that are being made just now."""
        return suggestions_under_way(self.essay)

    @cached_property
    def last(self) -> ImportedComment | None:
        """What this person decided last, to be taken back."""
        mine = self.essay.imported_comments.decided().filter(decided_by=self._person)
        return mine.in_context().order_by("-decided_at", "-pk").first()

    @cached_property
    def together(self) -> int:
        """How many they decided in that same moment, which go back together."""
        if self.last is None or self.last.decided_at is None:
            return 0
        return decided_together(self.essay, self._person, self.last.decided_at).count()

    def beside(self, step: int) -> str:
        """The address of the comment before or after the current one in the list."""
        keys = [row.pk for row in self.listed]
        if self.current is None or self.current.pk not in keys:
            return self._address()
        place = keys.index(self.current.pk) + step
        if not 0 <= place < len(keys):
            return self.more if place > 0 and self.more else self._address()
        return self._address(comment=self.listed[place].public_id)

    @property
    def others(self) -> list[tuple[str, str, str]]:
        """What else a comment may be, the words for it and the key."""
        return [
            ("nothing", "Not an answer", "n"),
            ("refused", "Refuse", "r"),
        ]

    def _address(self, **changed: object) -> str:
        here = reverse("comments:waiting", args=[self.essay.slug])
        return here + self.filters.query(**changed)

    def context(self, **more: Any) -> dict[str, Any]:
        return {
            "page": self,
            "essay": self.essay,
            "comment": self.current,
            "following": self.beside(1),
            "previous": self.beside(-1),
            "asked": self._asked.get("find", ""),
            **more,
        }

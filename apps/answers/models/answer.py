"""Answers, the replies below them, and every version of each."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import Credit
from apps.lib.ids import answer_id
from apps.questions.models import Question

# A withdrawn answer keeps its place, as a tombstone, while its replies are read.
IN_A_SHOWN_THREAD = Q(root=None) | Q(root__status__in=["visible", "withdrawn"])


class AnswerQuerySet(models.QuerySet["Answer"]):
    def visible(self) -> "AnswerQuerySet":
        return self.filter(status=Answer.Status.VISIBLE)

    def shown(self) -> "AnswerQuerySet":
        """Visible, and in a thread that is shown: what every reader may read."""
        return self.visible().filter(IN_A_SHOWN_THREAD)

    def signed(self) -> "AnswerQuerySet":
        """Shown, below a published essay, and under the author's own name."""
        return self.shown().filter(
            credit=Credit.NAME, question__essay__published_at__isnull=False
        )

    def waiting(self) -> "AnswerQuerySet":
        return self.filter(status=Answer.Status.HELD)

    def top_level(self) -> "AnswerQuerySet":
        return self.filter(parent=None)

    def with_author(self) -> "AnswerQuerySet":
        return self.select_related("author")

    def in_context(self) -> "AnswerQuerySet":
        """With everything an answer shows outside its question's page."""
        return self.select_related(
            "author",
            "parent__author",
            "root",
            "question__essay",
            "question__section__parent",
            "question__parent",
        )

    def best_first(self) -> "AnswerQuerySet":
        """By the lower bound of helpful votes; the order of an index."""
        return self.order_by("-helpful_bound", "created_at", "pk")

    def fresh(self, at: datetime) -> "AnswerQuerySet":
        """Those whose scores nobody sees yet."""
        return self.filter(fresh_until__gt=at)

    def settled_first(self, at: datetime) -> "AnswerQuerySet":
        """`best_first`, and behind it what is new at that moment, the oldest first.

        The hidden score of a new answer must not show in its place.
        """
        is_fresh = When(fresh_until__gt=at, then=Value(1))
        return self.annotate(
            waits=Case(is_fresh, default=Value(0)),
            rank=Case(
                When(fresh_until__gt=at, then=Value(0.0)), default=F("helpful_bound")
            ),
        ).order_by("waits", "-rank", "created_at", "pk")

    def after_in_settled_first(self, last: "Answer", at: datetime) -> "AnswerQuerySet":
        """What follows `last` in `settled_first` at the same moment."""
        waits = int(last.is_fresh_at(at))
        rank = 0.0 if waits else last.helpful_bound
        same = Q(waits=waits, rank=rank)
        return self.settled_first(at).filter(
            Q(waits__gt=waits)
            | Q(waits=waits, rank__lt=rank)
            | same & Q(created_at__gt=last.created_at)
            | same & Q(created_at=last.created_at, pk__gt=last.pk)
        )

    def newest_first(self) -> "AnswerQuerySet":
        return self.order_by("-created_at", "-pk")

    def discussed_first(self) -> "AnswerQuerySet":
        """By the replies that readers see; the older first where they are equal."""
        return self.order_by("-reply_count", "created_at", "pk")

    def after_in_discussed(self, last: "Answer") -> "AnswerQuerySet":
        """What follows `last` in `discussed_first`."""
        same = Q(reply_count=last.reply_count)
        return self.filter(
            Q(reply_count__lt=last.reply_count)
            | same & Q(created_at__gt=last.created_at)
            | same & Q(created_at=last.created_at, pk__gt=last.pk)
        )

    def after_in_best(self, last: "Answer") -> "AnswerQuerySet":
        """What follows `last` in `best_first`."""
        return self.filter(
            Q(helpful_bound__lt=last.helpful_bound)
            | Q(helpful_bound=last.helpful_bound, created_at__gt=last.created_at)
            | Q(
                helpful_bound=last.helpful_bound,
                created_at=last.created_at,
                pk__gt=last.pk,
            )
        )

    def after_in_newest(self, last: "Answer") -> "AnswerQuerySet":
        """What follows `last` in `newest_first`."""
        return self.filter(
            Q(created_at__lt=last.created_at)
            | Q(created_at=last.created_at, pk__lt=last.pk)
        )


class Answer(models.Model):
    """An answer to a question, or (with a parent) a reply in its thread."""

    class Status(models.TextChoices):
        VISIBLE = "visible", "Visible"
        HELD = "held", "Waiting for a moderator"
        HIDDEN = "hidden", "Hidden by a moderator"
        WITHDRAWN = "withdrawn", "Withdrawn by its author"

    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="answers"
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replies"
    )
    # The top-level answer of the thread; empty on that answer itself.
    root = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="thread"
    )
    depth = models.PositiveSmallIntegerField(default=0)
    public_id = models.CharField(max_length=12, unique=True, default=answer_id)
    # The same form sent twice makes one answer.
    form_key = models.CharField(max_length=32)
    status = models.CharField(max_length=10, choices=Status.choices)
    body = models.TextField()
    body_html = models.TextField()
    renderer = models.PositiveSmallIntegerField()
    revision_number = models.PositiveIntegerField(default=1)
    credit = models.CharField(max_length=10, choices=Credit.choices)
    credit_name = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    # The last change of text, status or credit: what quoting pages must follow.
    changed_at = models.DateTimeField()
    # The question in one line that it was given to, where that was merged since.
    asked_as = models.CharField(max_length=200, blank=True)
    # Where it was first posted, when it was brought here from elsewhere, since when it
    # stands here, and whom it replied to there, when that comment was not brought along.
    brought_from = models.CharField(max_length=60, blank=True)
    brought_at = models.DateTimeField(null=True, blank=True)
    # Whether nobody knows when it was written: `created_at` is when it came here.
    is_undated = models.BooleanField(default=False)
    first_url = models.URLField(max_length=500, blank=True)
    replied_to = models.CharField(max_length=60, blank=True)
    # Recounted from the votes and replies after each change of them.
    helpful_count = models.PositiveIntegerField(default=0)
    unhelpful_count = models.PositiveIntegerField(default=0)
    helpful_bound = models.FloatField(default=0.0)
    agree_count = models.PositiveIntegerField(default=0)
    disagree_count = models.PositiveIntegerField(default=0)
    reply_count = models.PositiveIntegerField(default=0)
    # Until then, or until it has the votes that its essay asks for, it takes turns at
    # the top and nobody sees its score. Emptied by those votes, once and for all.
    fresh_until = models.DateTimeField(null=True, blank=True)
    # Whether readers see that an editor has starred it: set with the star.
    is_pick = models.BooleanField(default=False)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["question", "parent", "status", "-helpful_bound", "created_at"],
                name="answer_best_first",
            ),
            models.Index(fields=["status", "created_at"], name="answer_waiting"),
            models.Index(fields=["author", "-created_at"], name="answer_by_person"),
            # Of feeds: the newest, and when anything last changed.
            models.Index(fields=["-created_at", "-id"], name="answer_newest"),
            models.Index(fields=["-changed_at"], name="answer_changed"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["author", "form_key"], name="answer_is_sent_once"
            ),
            models.CheckConstraint(
                condition=Q(parent=None, root=None, depth=0)
                | Q(parent__isnull=False, root__isnull=False, depth__gt=0),
                name="reply_knows_its_thread",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["visible", "held", "hidden", "withdrawn"]),
                name="answer_has_a_known_status",
            ),
            models.CheckConstraint(
                condition=~Q(credit="pseudonym", credit_name=""),
                name="answer_pseudonym_has_a_name",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.author} on {self.question}"

    def get_absolute_url(self) -> str:
        return reverse("answer", args=[self.public_id])

    @property
    def anchor(self) -> str:
        return f"a-{self.public_id}"

    @property
    def is_visible(self) -> bool:
        return self.status == self.Status.VISIBLE

    @property
    def is_held(self) -> bool:
        return self.status == self.Status.HELD

    @property
    def is_hidden(self) -> bool:
        return self.status == self.Status.HIDDEN

    @property
    def is_withdrawn(self) -> bool:
        return self.status == self.Status.WITHDRAWN

    @property
    def is_out_of_sight(self) -> bool:
        """Held or hidden: not even its place in the thread is shown to readers."""
        return self.is_held or self.is_hidden

    @property
    def is_in_sight(self) -> bool:
        """Whether readers see its place, with its words or without. Like `is_shown`."""
        return not (self.is_out_of_sight or (self.root and self.root.is_out_of_sight))

    @property
    def is_shown(self) -> bool:
        """What `AnswerQuerySet.shown` finds. No query where `root` is loaded."""
        return self.is_visible and not (self.root and self.root.is_out_of_sight)

    @property
    def is_quotable(self) -> bool:
        """Whether readers see it and its author agrees. Like `is_shown`."""
        return self.is_shown and self.credit != Credit.NONE

    def is_fresh_at(self, moment: datetime) -> bool:
        return self.fresh_until is not None and self.fresh_until > moment

    @property
    def is_fresh(self) -> bool:
        """Whether its score is nobody's to see at this moment."""
        return self.is_fresh_at(timezone.now())

    @property
    def is_signed(self) -> bool:
        """Whether it stands on its author's page: it is theirs by their own name."""
        return self.credit == Credit.NAME

    @property
    def credited_as(self) -> str:
        """The name for a quotation, as its author asked; "" stands for a reader."""
        if self.credit == Credit.PSEUDONYM:
            return self.credit_name
        return self.author.shown_name if self.credit == Credit.NAME else ""


class Revision(models.Model):
    """One version of an answer's text, kept for ever: what excerpts are cut from."""

    answer = models.ForeignKey(Answer, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    body = models.TextField()
    created_at = models.DateTimeField()
    # Whether readers may see this version in the answer's history. What waited and
    # was replaced before anyone approved it, or was hidden, is not for them.
    is_public = models.BooleanField(default=True)
    # What this version quoted of the essay, as selectors: see `quoting.as_json`.
    passages = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["answer", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "number"], name="answer_revision_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.answer} (revision {self.number})"

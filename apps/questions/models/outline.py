"""What an essay consists of: sections, questions, considerations and quotes.

`position` is the place of a node in the whole essay, over all three tables, so that
a page reads each table once, in order, and merges.
"""

from django.conf import settings
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from taggit.managers import TaggableManager

from apps.accounts.models import Credit
from apps.following.models import Follow, Kind
from apps.lib.ids import question_id
from apps.questions.importing.headline import ELLIPSIS
from apps.questions.importing.inline import plain_text
from apps.questions.models.essay import Essay
from apps.questions.states import State


class Section(models.Model):
    essay = models.ForeignKey(Essay, models.CASCADE, related_name="sections")
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="subsections"
    )
    public_id = models.CharField(max_length=12, unique=True, default=question_id)
    title = models.CharField(max_length=300)
    level = models.PositiveSmallIntegerField(default=1)
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["essay", "position"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("section", args=[self.public_id])

    @property
    def anchor(self) -> str:
        return f"s-{self.public_id}"


class QuestionQuerySet(models.QuerySet["Question"]):
    def live(self) -> "QuestionQuerySet":
        return self.filter(status=Question.Status.LIVE)

    def published(self) -> "QuestionQuerySet":
        """Questions of essays that readers can see, whatever their own status."""
        return self.filter(essay__published_at__isnull=False)

    def in_context(self) -> "QuestionQuerySet":
        """With the essay, its author, both levels of section and the parent."""
        return self.select_related(
            "essay__author", "section__parent", "parent", "proposed_by", "merged_into"
        )

    def for_its_page(self) -> "QuestionQuerySet":
        """With `followers`, and `versions`: its own and those of what it lists below."""
        below = Question.objects.filter(parent=OuterRef("pk")).order_by()
        follows = Follow.objects.filter(kind=Kind.QUESTION, target=OuterRef("pk"))
        followers = follows.order_by().values("target").annotate(total=Count("pk"))
        versions = below.values("parent").annotate(total=Sum("version"))
        return self.in_context().annotate(  # type: ignore[no-redef]  # as declared
            versions=F("version") + Coalesce(Subquery(versions.values("total")), 0),
            followers=Coalesce(Subquery(followers.values("total")), 0),
        )


class Question(models.Model):
    class Status(models.TextChoices):
        LIVE = "live", "Open"
        RETIRED = "retired", "Retired"
        MERGED = "merged", "Merged"

    essay = models.ForeignKey(Essay, models.CASCADE, related_name="questions")
    section = models.ForeignKey(
        Section, models.CASCADE, null=True, blank=True, related_name="questions"
    )
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="subquestions"
    )
    public_id = models.CharField(max_length=12, unique=True, default=question_id)
    position = models.PositiveIntegerField()
    depth = models.PositiveSmallIntegerField(default=0)
    text = models.TextField()
    html = models.TextField()
    # The question in one line, for lists, titles and feeds: plain text.
    headline = models.CharField(max_length=200)
    status = models.CharField(
        max_length=10, choices=Status.choices, default=Status.LIVE
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_from"
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="questions_proposed",
    )
    # How whoever proposed it wants to be named; see `Proposal`.
    credit = models.CharField(
        max_length=10, choices=Credit.choices, default=Credit.NAME
    )
    credit_name = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField()
    # Visible top-level answers and everything visible; recounted, never nudged.
    answer_count = models.PositiveIntegerField(default=0)
    post_count = models.PositiveIntegerField(default=0)
    last_answer_at = models.DateTimeField(null=True, blank=True)
    # How far it has come, by the rules of `states`; found anew with the counts.
    state = models.CharField(
        max_length=10,
        choices=[(state.value, state.value.capitalize()) for state in State],
        default=State.UNANSWERED,
    )
    # Counts every change a reader of the question's page could see: its ETag.
    version = models.PositiveIntegerField(default=1)

    # Counted by `for_its_page`, and there alone.
    versions: int
    followers: int

    tags = TaggableManager(blank=True)
    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["essay", "position"]
        indexes = [models.Index(fields=["essay", "-created_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="merged", merged_into__isnull=False)
                | (~Q(status="merged") & Q(merged_into=None)),
                name="merged_question_says_into_what",
            ),
            models.CheckConstraint(
                condition=~Q(parent=F("pk")), name="question_is_not_its_own_parent"
            ),
        ]

    def __str__(self) -> str:
        return self.headline

    def get_absolute_url(self) -> str:
        return reverse("question", args=[self.public_id])

    @property
    def whole(self) -> str:
        """On one line, as the headline; all of it where that breaks off."""
        is_cut = self.headline.endswith(ELLIPSIS)
        return plain_text(self.text) if is_cut else self.headline

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.LIVE

    @property
    def is_signed(self) -> bool:
        """Whether a reader proposed it who stands beside it with their page's name."""
        return self.proposed_by is not None and self.credit == Credit.NAME

    @property
    def asked_by(self) -> str:
        """The name of the reader who proposed it, as they asked; "" where it has none.

        No query where `proposed_by` is loaded.
        """
        if self.proposed_by is None or self.credit == Credit.ANONYMOUS:
            return ""
        named = self.credit == Credit.PSEUDONYM
        return self.credit_name if named else self.proposed_by.shown_name


class Consideration(models.Model):
    """What the essay itself says under a question, or in a section under none."""

    class Kind(models.TextChoices):
        CONSIDERATION = "consideration", "Consideration"
        QUOTE = "quote", "Quote"
        PROSE = "prose", "Prose"

    class Stance(models.TextChoices):
        NONE = "", "—"
        CONTEXT = "context", "Context"
        FOR = "for", "For"
        AGAINST = "against", "Against"

    essay = models.ForeignKey(Essay, models.CASCADE, related_name="considerations")
    section = models.ForeignKey(
        Section, models.CASCADE, null=True, related_name="considerations"
    )
    question = models.ForeignKey(
        Question, models.CASCADE, null=True, related_name="considerations"
    )
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children"
    )
    kind = models.CharField(max_length=15, choices=Kind.choices)
    stance = models.CharField(max_length=10, choices=Stance.choices, blank=True)
    position = models.PositiveIntegerField()
    depth = models.PositiveSmallIntegerField(default=0)
    text = models.TextField()
    html = models.TextField()
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["essay", "position"]

    def __str__(self) -> str:
        return self.text[:80]

"""The essay, each source text it was imported from, and imports that wait."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from apps.following.models import Follow, Kind
from apps.lib.ids import answer_id


class EssayQuerySet(models.QuerySet["Essay"]):
    def published(self) -> "EssayQuerySet":
        return self.filter(published_at__isnull=False)

    def with_author(self) -> "EssayQuerySet":
        return self.select_related("author")

    def with_followers(self) -> "EssayQuerySet":
        """How many people follow it, as `followers`."""
        follows = Follow.objects.filter(kind=Kind.ESSAY, target=OuterRef("pk"))
        counted = follows.order_by().values("target").annotate(total=Count("pk"))
        return self.annotate(  # type: ignore[no-redef]  # the model declares it
            followers=Coalesce(Subquery(counted.values("total")), 0)
        )


class Essay(models.Model):
    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=300)
    subtitle = models.CharField(max_length=500, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="essays"
    )
    # Where the essay first stood, when it stood somewhere else before.
    original_url = models.URLField(max_length=500, blank=True)
    intro = models.TextField(blank=True)
    intro_html = models.TextField(blank=True)
    outro = models.TextField(blank=True)
    outro_html = models.TextField(blank=True)
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    # Counts every change a reader of the essay's page could see: the page's ETag.
    version = models.PositiveIntegerField(default=1)
    # Whether its page says in the margin what answers quote.
    has_marks = models.BooleanField(default=True)
    # Fair first hours: an answer is new until it has so many votes on whether it is
    # helpful, or is so many hours old. Nought of either turns it off.
    fresh_votes = models.PositiveSmallIntegerField(default=5)
    fresh_hours = models.PositiveSmallIntegerField(default=24)

    # Counted by `with_followers`, and there alone.
    followers: int

    objects = EssayQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("essay", args=[self.slug])

    @property
    def has_first_hours(self) -> bool:
        return bool(self.fresh_votes and self.fresh_hours)

    @property
    def first_hours(self) -> str:
        """Until what an answer is new, in words."""
        votes, hours = self.fresh_votes, self.fresh_hours
        return (
            f"it has {votes} vote{'' if votes == 1 else 's'} "
            f"or is {hours} hour{'' if hours == 1 else 's'} old"
        )

    def fresh_until(self, shown_at: datetime) -> datetime | None:
        """Until when an answer first shown then is new; None where none ever is."""
        hours = timedelta(hours=self.fresh_hours)
        return shown_at + hours if self.has_first_hours else None

    def credited_names(self) -> list[str]:
        """What its author and its questions' proposers are called. One query."""
        proposers = self.questions.exclude(proposed_by=None).values_list(
            "proposed_by__name", "proposed_by__username", "credit", "credit_name"
        )
        return [str(self.author), *sorted("/".join(names) for names in proposers)]


class SourceFormat(models.TextChoices):
    MARKDOWN = "markdown", "Markdown"
    HTML = "html", "HTML"
    TEXT = "text", "Plain text"


class EssayRevision(models.Model):
    """The source text of an essay as its author brought it."""

    essay = models.ForeignKey(Essay, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    source = models.TextField()
    format = models.CharField(max_length=10, choices=SourceFormat.choices)
    sha256 = models.CharField(max_length=64)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField()
    # What it changed, question by question: see `revising/report.py`.
    changes = models.JSONField(default=dict, blank=True)
    # The outline it replaced, kept so that it can be undone; none for the first.
    before = models.JSONField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["essay", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["essay", "number"], name="essay_revision_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.essay} (revision {self.number})"

    def get_absolute_url(self) -> str:
        return reverse("revision", args=[self.essay.slug, self.number])


class EssayImportQuerySet(models.QuerySet["EssayImport"]):
    def waiting(self) -> "EssayImportQuerySet":
        """Drafts of essays and of newer versions, the last touched first.

        Without their long texts.
        """
        return (
            self.filter(confirmed_at=None)
            .select_related("created_by", "changed_by", "revises")
            .defer("source", "outline", "corrections", "undone")
            .order_by(Coalesce("changed_at", "created_at").desc())
        )


class EssayImport(models.Model):
    """An essay brought in but not confirmed: nothing of it is live."""

    public_id = models.CharField(max_length=12, unique=True, default=answer_id)
    source = models.TextField()
    format = models.CharField(max_length=10, choices=SourceFormat.choices)
    title = models.CharField(max_length=300)
    slug = models.SlugField(max_length=80)
    # The outline as the importer read it, once: see `read_outlines.py`.
    outline = models.JSONField(null=True, blank=True)
    # What editors changed of it, and what they took back again: see `correcting/`.
    corrections = models.JSONField(default=list, blank=True)
    undone = models.JSONField(default=list, blank=True)
    # Counts every change: whoever saw an older draft is told, not overruled.
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    changed_at = models.DateTimeField(null=True, blank=True)
    # Of the draft as it is now; counted again with every change.
    question_count = models.PositiveIntegerField(default=0)
    doubt_count = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="imports"
    )
    created_at = models.DateTimeField()
    # Set together when the author confirms.
    essay = models.ForeignKey(Essay, models.CASCADE, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    # The live essay of which this is a newer version; none for a new essay.
    revises = models.ForeignKey(
        Essay, models.CASCADE, null=True, blank=True, related_name="waiting_versions"
    )
    # By `key_of` a piece: the question it is, or "" for a new one, as the editor says.
    pairings = models.JSONField(default=dict, blank=True)

    objects = EssayImportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(essay=None, confirmed_at=None)
                | Q(essay__isnull=False, confirmed_at__isnull=False),
                name="import_confirmed_with_its_essay",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        if self.revises:
            return reverse("revise_compare", args=[self.revises.slug, self.public_id])
        return reverse("import_preview", args=[self.public_id])

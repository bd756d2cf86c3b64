"""A file of comments that was read and waits for its editor to confirm it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from apps.lib.ids import answer_id
from apps.questions.models import Essay


class CommentImportQuerySet(models.QuerySet["CommentImport"]):
    def fresh(self, at: datetime) -> "CommentImportQuerySet":
        """Confirmed ones, and those whose day to be confirmed is not over."""
        kept = Q(confirmed_at__isnull=False) | Q(created_at__gt=at - CommentImport.KEPT)
        return self.filter(kept)


class CommentImport(models.Model):
    """What a file holds, by post and by reason. The file itself is not kept: it has
    addresses in it that nobody here needs."""

    KEPT = timedelta(days=1)

    public_id = models.CharField(max_length=12, unique=True, default=answer_id)
    essay = models.ForeignKey(Essay, models.CASCADE, related_name="comment_imports")
    filename = models.CharField(max_length=200, blank=True)
    format = models.CharField(max_length=20)
    source = models.CharField(max_length=60)
    # {"kept", "skipped": {reason: n}, "notes", "posts": [{"key", "title", "kept",
    # "here", "elsewhere"}]}
    report = models.JSONField(default=dict)
    # The post whose comments are wanted; "" for all.
    post = models.CharField(max_length=200, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    created_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects = CommentImportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.filename} for {self.essay}"

    def get_absolute_url(self) -> str:
        return reverse("comments:check", args=[self.essay.slug, self.public_id])

    @property
    def chosen_post(self) -> str | None:
        """The key of the post whose comments are wanted, "" for all of them, None where
        there are several and none of them is the essay."""
        is_open = len(self.report["posts"]) > 1 and not self.confirmed_at
        return None if is_open and not self.post else self.post

    @property
    def is_all_here(self) -> bool:
        """Whether, when it was read, it held no comment that was not here."""
        return self.new_in("") == 0

    def new_in(self, post: str | None) -> int:
        """How many comments of a post, or with "" of all, were not here when it was
        read; without the deleted, of which only the places are kept."""
        wanted = [each for each in self.report["posts"] if post in ("", each["key"])]
        return sum(
            each["kept"] - each.get("here", 0) - each.get("places", 0)
            for each in wanted
        )


class StagedComments(models.Model):
    """Some comments of one post of a file, as plain records with hashed addresses.

    Gone once they are brought in, or discarded, or after a day.
    """

    upload = models.ForeignKey(CommentImport, models.CASCADE, related_name="staged")
    number = models.PositiveIntegerField()
    post = models.CharField(max_length=200, blank=True)
    records = models.JSONField()

    class Meta:
        ordering = ["upload", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["upload", "number"], name="staged_comments_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.upload} ({self.number})"

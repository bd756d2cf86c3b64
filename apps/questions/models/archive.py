"""A platform's export while its author chooses which post to import."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse

from apps.lib.ids import answer_id


class ImportArchiveQuerySet(models.QuerySet["ImportArchive"]):
    def fresh(self, at: datetime) -> "ImportArchiveQuerySet":
        return self.filter(created_at__gt=at - ImportArchive.KEPT)


class ImportArchive(models.Model):
    """The posts of one export: gone once one is chosen, and after a day."""

    KEPT = timedelta(days=1)

    public_id = models.CharField(max_length=12, unique=True, default=answer_id)
    # The address that the author typed, for whichever post is chosen.
    slug = models.SlugField(max_length=80, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    created_at = models.DateTimeField()

    objects = ImportArchiveQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.public_id

    def get_absolute_url(self) -> str:
        return reverse("import_choose", args=[self.public_id])


class ArchivedPostQuerySet(models.QuerySet["ArchivedPost"]):
    def offered(self) -> "ArchivedPostQuerySet":
        """Without their long texts; `has_text` says whether there is one."""
        return self.defer("source").annotate(has_text=~models.Q(source=""))


class ArchivedPost(models.Model):
    archive = models.ForeignKey(ImportArchive, models.CASCADE, related_name="posts")
    # From 1, in the order in which the posts are offered.
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    date = models.DateField(null=True)
    status = models.CharField(max_length=20)
    # Those who alone could read it there; empty for everybody.
    readers = models.CharField(max_length=40, blank=True)
    is_page = models.BooleanField(default=False)
    # The post as a page of HTML, title included; empty where the export has no text.
    source = models.TextField(blank=True)

    objects = ArchivedPostQuerySet.as_manager()

    class Meta:
        ordering = ["archive", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["archive", "number"], name="archived_post_number"
            )
        ]

    def __str__(self) -> str:
        return self.title

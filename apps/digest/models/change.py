"""The history of a draft: each change, with what is needed to take it back."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from apps.accounts.models import User
from apps.answers.models import Answer
from apps.digest.models.digest import Digest


class ChangeQuerySet(models.QuerySet["Change"]):
    def standing(self) -> "ChangeQuerySet":
        return self.filter(stepped_back_at=None)

    def since(self, at: datetime) -> "ChangeQuerySet":
        """Done, or stepped back, after that moment."""
        return self.filter(Q(at__gt=at) | Q(stepped_back_at__gt=at))

    def to_step_back(self, by: User) -> "Change | None":
        """The editor's own newest change that stands. One query."""
        return self.standing().filter(by=by).order_by("-number").first()

    def to_do_again(self, by: User) -> "Change | None":
        """What they stepped back last, unless they did something else since.

        Two queries.
        """
        undone = self.filter(stepped_back_by=by)
        change = undone.order_by("-stepped_back_at", "number").first()
        if change is None:
            return None
        later = self.standing().filter(by=by, at__gt=change.stepped_back_at)
        return None if later.exists() else change


class Change(models.Model):
    """What one editor did to a draft, at one moment.

    `words` say it to people without anybody's name, for names may be taken back; it is
    looked up from `answer`. `step` holds the touched rows before and after, and no
    words of a reader: see `steps.py`.
    """

    digest = models.ForeignKey(Digest, models.CASCADE, related_name="changes")
    number = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    words = models.CharField(max_length=300)
    answer = models.ForeignKey(
        Answer, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    step = models.JSONField()
    stepped_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    stepped_back_at = models.DateTimeField(null=True, blank=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["digest", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["digest", "number"], name="digest_change_number"
            ),
            models.CheckConstraint(
                condition=Q(stepped_back_by=None, stepped_back_at=None)
                | Q(stepped_back_by__isnull=False, stepped_back_at__isnull=False),
                name="change_stepped_back_by_somebody_at_some_time",
            ),
        ]

    def __str__(self) -> str:
        return self.words

"""What people have typed and not sent."""

from django.conf import settings
from django.db import models


class Draft(models.Model):
    """What a person has typed and not sent, per place where it belongs.

    `place` is a kind and what it is of, as "reply:k7m2qdxx23": see `places.py`.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts"
    )
    place = models.CharField(max_length=100)
    body = models.TextField()
    # What it quotes of an essay, as typed: selectors as plain values.
    passages = models.JSONField(default=list, blank=True)
    # The other fields of its form, by name, as typed.
    more = models.JSONField(default=dict, blank=True)
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["-saved_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "place"], name="one_draft_per_place"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.place}"

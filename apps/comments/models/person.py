"""People who have written elsewhere and have not signed in here."""

from django.conf import settings
from django.db import models


class StagedPerson(models.Model):
    """Who the author of accepted comments is here: a stand-in, until they claim them.

    `identity` is what tells authors apart: "key:" and the hash of an e-mail address,
    wherever it was used, or at one source "ref:" and the name of their account there,
    else "name:" and a name.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="identities"
    )
    source = models.CharField(max_length=60, blank=True)
    identity = models.CharField(max_length=210)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "staged people"
        constraints = [
            models.UniqueConstraint(
                fields=["source", "identity"], name="staged_person_is_one"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} of {self.source}"

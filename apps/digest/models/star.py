from django.conf import settings
from django.db import models

from apps.answers.models import Answer


class Star(models.Model):
    """An editor's mark: worth quoting. It weighs in every compile to come.

    Readers see it at the answer, as an Editor's pick.

    On an answer that was featured already it says to choose it again.
    """

    # Protected: a comment that is put back loses no mark that an editor made.
    answer = models.OneToOneField(Answer, models.PROTECT, related_name="star")
    starred_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    starred_at = models.DateTimeField()

    class Meta:
        ordering = ["-starred_at", "-pk"]

    def __str__(self) -> str:
        return f"★ {self.answer}"

"""That an answer was quoted in the highlights, with what the author replied to it."""

from django.db import models

from apps.accounts.models import Credit
from apps.answers.models.answer import Answer


class Feature(models.Model):
    """Written by whoever publishes highlights; this app only shows it."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="features")
    # The public id of the highlights, their title and the quotation's address.
    source = models.CharField(max_length=12)
    title = models.CharField(max_length=300)
    url = models.CharField(max_length=300)
    reply_html = models.TextField(blank=True)

    class Meta:
        ordering = ["answer", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "source"],
                name="an_answer_is_featured_once_per_source",
            )
        ]
        indexes = [models.Index(fields=["source"], name="features_of_a_source")]

    def __str__(self) -> str:
        return f"{self.answer} in {self.title}"

    @property
    def is_open(self) -> bool:
        """Whether readers may see it: not where the quotation hides the name that
        stands above the answer."""
        return self.answer.credit == Credit.NAME

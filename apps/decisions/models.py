"""The log of decisions: append-only, and independent of what it speaks about."""

from django.db import models


class Decision(models.Model):
    """Who decided what, why, and how the thing looked at that moment.

    There are no foreign keys: a decision outlives the row and the person it names.
    """

    class Verb(models.TextChoices):
        APPROVE = "approve", "approved"
        HIDE = "hide", "hid"
        RESTORE = "restore", "restored"
        UPHOLD = "uphold", "upheld the flags on"
        DISMISS = "dismiss", "dismissed the flags on"
        ACCEPT = "accept", "accepted"
        MERGE = "merge", "merged"
        DECLINE = "decline", "declined"
        SET_ASIDE = "set-aside", "set aside"
        RECONSIDER = "reconsider", "put back"
        CLAIM = "claim", "claimed"
        IMPORT = "import", "imported"
        PUBLISH = "publish", "published"
        TAKE_DOWN = "take-down", "took down"

    verb = models.CharField(max_length=12, choices=Verb.choices)
    subject_kind = models.CharField(max_length=20)
    subject_id = models.CharField(max_length=20)
    actor_id = models.BigIntegerField()
    actor_name = models.CharField(max_length=80)
    reason = models.TextField(blank=True)
    snapshot = models.JSONField(default=dict)
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ["-decided_at", "-pk"]
        indexes = [models.Index(fields=["subject_kind", "subject_id"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    verb__in=[
                        "approve",
                        "hide",
                        "restore",
                        "uphold",
                        "dismiss",
                        "accept",
                        "merge",
                        "decline",
                        "set-aside",
                        "reconsider",
                        "claim",
                        "import",
                        "publish",
                        "take-down",
                    ]
                ),
                name="decision_has_a_known_verb",
            )
        ]

    def __str__(self) -> str:
        return f"{self.actor_name} {self.get_verb_display()} {self.subject_kind}"

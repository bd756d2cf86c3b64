"""What a person is told on the site, and the mails in which they were told it."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from apps.accounts.models.people import User
from apps.accounts.models.wishes import Group
from apps.lib.ids import public_id


def mail_id() -> str:
    return public_id(16)


class Mail(models.Model):
    """One mail to one person, recorded before it is sent.

    `slot` is the place in the person's calendar that it fills, as "daily:2026-05-04":
    each is filled once, so that no second mail of a day can exist.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        SENDING = "sending", "Being sent"
        SENT = "sent", "Sent"
        DROPPED = "dropped", "Nothing left to say"
        FAILED = "failed", "Given up"

    public_id = models.CharField(max_length=16, unique=True, default=mail_id)
    person = models.ForeignKey(User, models.CASCADE, related_name="mails")
    slot = models.CharField(max_length=40)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    created_at = models.DateTimeField()
    # A waiting mail is tried from then on; each refusal moves it further away.
    try_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "try_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "slot"], name="one_mail_per_person_and_slot"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "sending"], ended_at=None)
                | Q(state__in=["sent", "dropped", "failed"], ended_at__isnull=False),
                name="mail_ended_in_a_final_state_only",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slot} to {self.person} ({self.state})"


class NoticeQuerySet(models.QuerySet["Notice"]):
    def unread(self) -> "NoticeQuerySet":
        return self.filter(read_at=None)

    def on_page(self, path: str) -> "NoticeQuerySet":
        """Those that whoever opens the page at `path` has seen."""
        return self.filter(Q(url=path) | Q(about=path))

    def unmailed(self, *, since: datetime) -> "NoticeQuerySet":
        return self.filter(mail=None, created_at__gte=since)


class Notice(models.Model):
    """One thing a person is told, once: `key` keeps a repeated cause from repeating it."""

    class Kind(models.TextChoices):
        ANSWER = "answer", "A new answer"
        QUESTION = "question", "A new question"
        REPLY = "reply", "A reply"
        DECISION = "decision", "A decision about something of yours"
        PROPOSAL = "proposal", "Your proposal was decided"
        FEATURED = "featured", "You were featured"
        DIGEST = "digest", "New highlights"

    GROUPS = {
        Group.REPLIES: [Kind.REPLY],
        Group.FOLLOWED: [Kind.ANSWER, Kind.QUESTION],
        Group.DECISIONS: [Kind.DECISION, Kind.PROPOSAL, Kind.FEATURED],
        Group.HIGHLIGHTS: [Kind.DIGEST],
    }

    person = models.ForeignKey(User, models.CASCADE, related_name="notices")
    key = models.CharField(max_length=80)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.DECISION)
    text = models.CharField(max_length=300)
    url = models.CharField(max_length=300, blank=True)
    # The page of the thing it is about: notices of one kind about one thing are told
    # as one.
    about = models.CharField(max_length=300, blank=True)
    # What must still be shown to readers for this to be told, as "answer:k7m2qdxx23".
    subject = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    mail = models.ForeignKey(
        Mail, models.SET_NULL, null=True, blank=True, related_name="notices"
    )

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            # The count in every header, and the search for what is to be mailed.
            models.Index(
                fields=["person", "kind"],
                condition=Q(read_at=None),
                name="notice_unread",
            ),
            models.Index(
                fields=["created_at"],
                condition=Q(read_at=None, mail=None),
                name="notice_unmailed",
            ),
            models.Index(fields=["subject"], name="notice_by_subject"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "key"], name="notice_is_given_once"
            )
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def group(self) -> Group:
        return next(group for group, kinds in self.GROUPS.items() if self.kind in kinds)

"""A question that a reader would like to see asked."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from apps.lib.ids import answer_id
from apps.questions.models.essay import Essay
from apps.questions.models.outline import Question, Section


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def pending(self) -> "ProposalQuerySet":
        return self.filter(status=Proposal.Status.PENDING)

    def in_context(self) -> "ProposalQuerySet":
        return self.select_related(
            "essay", "section__parent", "proposed_by", "decided_by", "question"
        )


class Proposal(models.Model):
    class Status(models.TextChoices):
        PENDING = "pending", "Waiting for an editor"
        ACCEPTED = "accepted", "Accepted"
        MERGED = "merged", "Merged into another question"
        DECLINED = "declined", "Declined"

    essay = models.ForeignKey(Essay, models.CASCADE, related_name="proposals")
    section = models.ForeignKey(
        Section, models.SET_NULL, null=True, blank=True, related_name="proposals"
    )
    public_id = models.CharField(max_length=12, unique=True, default=answer_id)
    text = models.TextField()
    context = models.TextField(blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="proposals"
    )
    created_at = models.DateTimeField()
    # The same form sent twice makes one proposal.
    form_key = models.CharField(max_length=32)
    status = models.CharField(
        max_length=10, choices=Status.choices, default=Status.PENDING
    )
    # The question it became, or was merged into.
    question = models.ForeignKey(
        Question, models.PROTECT, null=True, blank=True, related_name="proposals"
    )
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposed_by", "form_key"], name="proposal_is_sent_once"
            ),
            models.CheckConstraint(
                condition=Q(status="pending", decided_by=None, decided_at=None)
                | (
                    ~Q(status="pending")
                    & Q(decided_by__isnull=False, decided_at__isnull=False)
                ),
                name="proposal_decided_by_someone_at_some_time",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["accepted", "merged"], question__isnull=False)
                | Q(status__in=["pending", "declined"], question=None),
                name="proposal_names_its_question",
            ),
            models.CheckConstraint(
                condition=~Q(status="declined", reason=""),
                name="declined_proposal_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    def get_absolute_url(self) -> str:
        return reverse("proposal", args=[self.public_id])

    @property
    def is_pending(self) -> bool:
        return self.status == self.Status.PENDING

"""A question that a reader would like to see asked."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from apps.accounts.models import Credit
from apps.lib.ids import answer_id
from apps.questions.models.essay import Essay
from apps.questions.models.outline import Question, Section


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def pending(self) -> "ProposalQuerySet":
        return self.filter(status=Proposal.Status.PENDING)

    def public(self) -> "ProposalQuerySet":
        """What every reader may read, where its essay is published."""
        waits = [Proposal.Status.PENDING, Proposal.Status.DECLINED]
        taken = [Proposal.Status.ACCEPTED, Proposal.Status.MERGED]
        return self.filter(
            Q(status__in=taken) | Q(status__in=waits, is_shown=True),
            essay__published_at__isnull=False,
        )

    def in_context(self) -> "ProposalQuerySet":
        return self.select_related(
            "essay",
            "section__parent",
            "proposed_by",
            "decided_by",
            "question",
            "merged_into",
        )

    def newest_first(self) -> "ProposalQuerySet":
        return self.order_by("-created_at", "-pk")

    def most_seconded(self) -> "ProposalQuerySet":
        return self.order_by("-second_count", "created_at", "pk")


class Proposal(models.Model):
    class Status(models.TextChoices):
        PENDING = "pending", "Waiting for an editor"
        ACCEPTED = "accepted", "Accepted"
        MERGED = "merged", "Merged into another question"
        DECLINED = "declined", "Declined"
        WITHDRAWN = "withdrawn", "Withdrawn by its proposer"
        HIDDEN = "hidden", "Hidden by an editor"

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
    # Whether readers may read it while it waits and when it was declined: it came from
    # somebody trusted, or an editor let it through.
    is_shown = models.BooleanField(default=False)
    # How its proposer wants to be named beside it; never "none", which is for quoting.
    credit = models.CharField(
        max_length=10, choices=Credit.choices, default=Credit.NAME
    )
    credit_name = models.CharField(max_length=60, blank=True)
    # Recounted from the seconds after each change of them.
    second_count = models.PositiveIntegerField(default=0)
    # The question it became, or was merged into.
    question = models.ForeignKey(
        Question, models.PROTECT, null=True, blank=True, related_name="proposals"
    )
    # The proposal it was merged into, where that was no question yet.
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_from"
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
                condition=Q(
                    status__in=["accepted", "merged"],
                    question__isnull=False,
                    merged_into=None,
                )
                | Q(status="merged", question=None, merged_into__isnull=False)
                | Q(
                    status__in=["pending", "declined", "withdrawn", "hidden"],
                    question=None,
                    merged_into=None,
                ),
                name="proposal_names_what_it_became",
            ),
            models.CheckConstraint(
                condition=~Q(merged_into=F("pk")),
                name="proposal_is_not_merged_into_itself",
            ),
            models.CheckConstraint(
                condition=~Q(credit="pseudonym", credit_name="") & ~Q(credit="none"),
                name="proposal_is_credited_somehow",
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

    @property
    def is_public(self) -> bool:
        """What `ProposalQuerySet.public` finds. No query where the essay is loaded."""
        taken = self.status in (self.Status.ACCEPTED, self.Status.MERGED)
        waits = self.status in (self.Status.PENDING, self.Status.DECLINED)
        is_readable = taken or (waits and self.is_shown)
        return is_readable and self.essay.published_at is not None

    @property
    def is_signed(self) -> bool:
        """Whether its proposer stands beside it with the name of their page."""
        return self.credit == Credit.NAME

    @property
    def credited_as(self) -> str:
        """The name that readers see, as its proposer asked; "" stands for a reader."""
        if self.credit == Credit.PSEUDONYM:
            return self.credit_name
        return self.proposed_by.shown_name if self.is_signed else ""


class Second(models.Model):
    """That one more reader would like to see a proposal asked."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="seconds")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="seconds"
    )
    created_at = models.DateTimeField()
    # The proposal merged into this one that the person had seconded, or had made.
    via = models.ForeignKey(
        Proposal, models.CASCADE, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "person"], name="a_proposal_is_seconded_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} seconds {self.proposal}"

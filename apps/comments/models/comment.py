"""A comment from an old comment section, and what was decided about it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from apps.answers.models import Answer
from apps.comments.assigning.confidence import in_words
from apps.comments.importing.formats import NAMES
from apps.lib import markup
from apps.lib.ids import answer_id
from apps.questions.models import Essay, Proposal, Question


class ImportedCommentQuerySet(models.QuerySet["ImportedComment"]):
    def waiting(self) -> "ImportedCommentQuerySet":
        """Those an editor has still to decide about; a tombstone asks for nothing."""
        return self.filter(state=ImportedComment.State.WAITING, is_deleted=False)

    def decided(self) -> "ImportedCommentQuerySet":
        return self.exclude(state=ImportedComment.State.WAITING)

    def in_context(self) -> "ImportedCommentQuerySet":
        """With everything that one comment shows beside its text."""
        return self.select_related(
            "essay",
            "parent",
            "question__section",
            "answer",
            "decided_by",
            "proposal__question",
        )

    def oldest_first(self) -> "ImportedCommentQuerySet":
        """Those without a date come last, on either database."""
        return self.order_by(F("written_at").asc(nulls_last=True), "pk")


class ImportedComment(models.Model):
    """One comment as it was brought in. Nothing of it is public before acceptance.

    `source` and `external_id` are its identity: a second import of the same file finds
    the row and leaves it as it is, with whatever was decided about it.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        ACCEPTED = "accepted", "An answer"
        SET_ASIDE = "set_aside", "Not an answer"
        PROPOSED = "proposed", "Proposes a question"
        REFUSED = "refused", "Refused"

    essay = models.ForeignKey(Essay, models.CASCADE, related_name="imported_comments")
    public_id = models.CharField(max_length=12, unique=True, default=answer_id)
    source = models.CharField(max_length=60)
    external_id = models.CharField(max_length=200)
    # The comment it replies to, where that one was brought in too.
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="replies"
    )
    parent_external_id = models.CharField(max_length=200, blank=True)
    author_name = models.CharField(max_length=200, blank=True)
    # A salted hash of the author's e-mail address, with which they can claim it.
    author_key = models.CharField(max_length=64, blank=True)
    # What the other site calls its author: tells two people of one name apart.
    author_ref = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    written_at = models.DateTimeField(null=True, blank=True)
    permalink = models.URLField(max_length=500, blank=True)
    reactions = models.PositiveIntegerField(default=0)
    # Its author took it back elsewhere; its place is kept for the replies below it.
    is_deleted = models.BooleanField(default=False)
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.WAITING
    )
    # The questions it may answer, best first, each {"question": public id,
    # "confidence": 0 to 1, "words": [...], "passage": {"exact", "node"} or null}.
    suggestions = models.JSONField(default=list, blank=True)
    # How sure the first of them is; 0 where there is none, or a hint speaks against it.
    confidence = models.FloatField(default=0.0)
    # What it looks like instead of an answer: see `assigning/hints.py`.
    hint = models.CharField(max_length=10, blank=True)
    question = models.ForeignKey(
        Question, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answer = models.OneToOneField(
        Answer, models.PROTECT, null=True, blank=True, related_name="imported_from"
    )
    proposal = models.OneToOneField(
        Proposal, models.SET_NULL, null=True, blank=True, related_name="imported_from"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    objects = ImportedCommentQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["essay", "state", "written_at"], name="comment_by_state"
            ),
            models.Index(fields=["author_key"], name="comment_by_author_key"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["essay", "source", "external_id"],
                name="comment_is_brought_in_once",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        "waiting",
                        "accepted",
                        "set_aside",
                        "proposed",
                        "refused",
                    ]
                ),
                name="comment_has_a_known_state",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_by=None, decided_at=None)
                | (
                    ~Q(state="waiting")
                    & Q(decided_by__isnull=False, decided_at__isnull=False)
                ),
                name="comment_decided_by_someone_at_some_time",
            ),
            models.CheckConstraint(
                condition=Q(
                    state="accepted", question__isnull=False, answer__isnull=False
                )
                | (~Q(state="accepted") & Q(question=None)),
                name="accepted_comment_has_its_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shown_author}: {self.body[:60]}"

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING

    @property
    def is_accepted(self) -> bool:
        return self.state == self.State.ACCEPTED

    @property
    def shown_author(self) -> str:
        return self.author_name or "Somebody"

    @property
    def shown_source(self) -> str:
        """The other site as its editor named it, else what kind of site it is."""
        return NAMES.get(self.source, self.source)

    @property
    def sureness(self) -> str:
        return in_words(self.confidence)

    @property
    def body_html(self) -> str:
        """Rendered where it is read: most comments are read once, by one editor."""
        return markup.render(self.body)

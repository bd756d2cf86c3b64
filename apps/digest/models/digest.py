"""The highlights: an editor's draft, and each revision that was published."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from apps.answers.models import Answer, Revision
from apps.lib.ids import question_id
from apps.questions.models import Essay, Question, Section

# Of each text that an editor writes around the quotations.
LONGEST_WORDS = 20_000


class DigestQuerySet(models.QuerySet["Digest"]):
    def published(self) -> "DigestQuerySet":
        """What readers find: not what was taken down."""
        return self.filter(published_at__isnull=False, taken_down_at=None)

    def in_context(self) -> "DigestQuerySet":
        return self.select_related("essay__author")


class Digest(models.Model):
    essay = models.ForeignKey(Essay, models.CASCADE, related_name="digests")
    number = models.PositiveIntegerField()
    public_id = models.CharField(max_length=12, unique=True, default=question_id)
    title = models.CharField(max_length=300)
    subtitle = models.CharField(max_length=500, blank=True)
    intro = models.TextField(blank=True)
    # What readers made the author see otherwise: a part of its own, before the groups.
    changed_mind = models.TextField(blank=True)
    outro = models.TextField(blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    compiled_at = models.DateTimeField(null=True, blank=True)
    # What the next compile chooses by, where an editor changed it: see `parameters.py`.
    parameters = models.JSONField(default=dict, blank=True)
    # Answers from the one moment up to the other; without them, those since the last
    # published digest and up to now.
    period_from = models.DateTimeField(null=True, blank=True)
    period_to = models.DateTimeField(null=True, blank=True)
    # Answers and people the last compile looked at: for the selection note.
    answers_considered = models.PositiveIntegerField(default=0)
    people_considered = models.PositiveIntegerField(default=0)
    # How many of these answers are replies to others.
    replies_considered = models.PositiveIntegerField(default=0)
    # When it first went out, whatever became of it.
    published_at = models.DateTimeField(null=True, blank=True)
    # Since when readers find a line in its place, and why, which no reader is told.
    taken_down_at = models.DateTimeField(null=True, blank=True)
    taken_down_because = models.CharField(max_length=300, blank=True)
    # Counts every change to the draft, and publications and compiles.
    version = models.PositiveIntegerField(default=1)

    objects = DigestQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["essay", "number"], name="digest_number"),
            models.CheckConstraint(
                condition=Q(taken_down_at=None, taken_down_because="")
                | (Q(published_at__isnull=False) & ~Q(taken_down_because="")),
                name="only_what_went_out_is_taken_down_and_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("digest", args=[self.public_id])

    @property
    def roots_considered(self) -> int:
        """Of the answers that were looked at, those that reply to no other."""
        return self.answers_considered - self.replies_considered

    @property
    def is_published(self) -> bool:
        """Whether readers find it now."""
        return self.went_out and not self.is_taken_down

    @property
    def is_taken_down(self) -> bool:
        return self.taken_down_at is not None

    @property
    def went_out(self) -> bool:
        """Whether readers have ever found it."""
        return self.published_at is not None


class DigestRevision(models.Model):
    """What was published, whole: readers, feeds and exports see the newest one."""

    digest = models.ForeignKey(Digest, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    document = models.JSONField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField()

    class Meta:
        ordering = ["digest", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["digest", "number"], name="digest_revision_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.digest} (revision {self.number})"


class Recording(models.Model):
    """A podcast of the digest: how long it was planned, and when each part began."""

    digest = models.OneToOneField(Digest, models.CASCADE, related_name="recording")
    minutes = models.PositiveSmallIntegerField()
    pace = models.PositiveSmallIntegerField()
    # [{"key": …, "title": …, "start": seconds, …}]: see exports/recording.py.
    chapters = models.JSONField()
    timed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    timed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.digest} (recording)"


class GroupQuerySet(models.QuerySet["Group"]):
    def emptied(self) -> "GroupQuerySet":
        """Those of a question or section with nothing to head, and no words of the
        editor's.

        New questions need no quotation, and a heading of one's own waits for some.
        """
        kinds = [Group.Kind.QUESTION, Group.Kind.SECTION]
        return self.filter(items=None, kind__in=kinds, lead_in="")


class Group(models.Model):
    class Kind(models.TextChoices):
        QUESTION = "question", "Answers to one question"
        SECTION = "section", "Answers to questions of one section"
        THEME = "theme", "Answers to several questions"
        NEW_QUESTIONS = "new questions", "New questions from readers"

    digest = models.ForeignKey(Digest, models.CASCADE, related_name="groups")
    question = models.ForeignKey(
        Question, models.PROTECT, null=True, blank=True, related_name="+"
    )
    section = models.ForeignKey(
        Section, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(max_length=15, choices=Kind.choices, default=Kind.QUESTION)
    heading = models.CharField(max_length=200)
    lead_in = models.TextField(blank=True)
    position = models.PositiveIntegerField()

    objects = GroupQuerySet.as_manager()

    class Meta:
        ordering = ["digest", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["digest", "question"],
                condition=Q(question__isnull=False),
                name="one_group_per_question",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["question", "section", "theme", "new questions"]),
                name="group_has_a_known_kind",
            ),
        ]

    def __str__(self) -> str:
        return self.heading

    @property
    def anchor(self) -> str:
        """Where it stands on the page. No query with `question` and `section` loaded."""
        about = self.question or self.section
        return f"g-{about.public_id if about else self.pk}"


class Item(models.Model):
    """An answer in the draft: an excerpt of one stored revision, or what the author
    says in their own words that it says; and what the author says about it."""

    class Kind(models.TextChoices):
        QUOTE = "quote", "The reader’s words: a quotation"
        PARAPHRASE = "paraphrase", "My words for it: a paraphrase"
        POINTER = "pointer", "One line with a link"

    group = models.ForeignKey(Group, models.CASCADE, related_name="items")
    digest = models.ForeignKey(Digest, models.CASCADE, related_name="items")
    answer = models.ForeignKey(Answer, models.PROTECT, related_name="digest_items")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+")
    public_id = models.CharField(max_length=12, unique=True, default=question_id)
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.QUOTE)
    # What a paraphrase or a pointer says, in the author's words; nothing of a quotation.
    said = models.TextField(blank=True)
    # [{"start": 0, "end": 120}, {"insert": "as of June"}]: see digest/excerpts.py.
    excerpt = models.JSONField()
    verb = models.CharField(max_length=40, default="writes")
    lead_in = models.TextField(blank=True)
    reply = models.TextField(blank=True)
    # The public id of the author's answer in the thread that the reply was taken from.
    reply_from = models.CharField(max_length=12, blank=True)
    # The author means to leave it without one: the checklist asks no more.
    no_reply = models.BooleanField(default=False)
    # The answer's newest version of which an editor said: quote the older words still.
    settled_revision = models.PositiveIntegerField(default=0)
    # [[public id, version], …]: the answers that make the same point, as they stood
    # when it was found: see digest/beside.py.
    also = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["group", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["digest", "answer"], name="an_answer_is_picked_once_per_digest"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["quote", "paraphrase", "pointer"]),
                name="item_has_a_known_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb}: {self.answer}"

    @property
    def is_quote(self) -> bool:
        return self.kind == self.Kind.QUOTE

    @property
    def is_outdated(self) -> bool:
        """Whether the answer was edited since an editor last looked at its words."""
        looked_at = max(self.revision.number, self.settled_revision)
        return self.answer.revision_number > looked_at

    @property
    def is_quotable(self) -> bool:
        """Whether its words may go out: no query with `answer__root` and `revision`.

        An answer that was hidden and then mended is shown again, but not the version
        that was hidden.
        """
        return self.answer.is_quotable and self.revision.is_public

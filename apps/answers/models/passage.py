"""The words of the essay that an answer disputes."""

from django.db import models
from django.db.models import Q, QuerySet

from apps.answers.models.answer import Answer
from apps.lib.passages import CONTEXT, Selector
from apps.questions.models import Essay, EssayRevision

MAX_PASSAGES = 3
MAX_PASSAGE = 1_000


class PassageQuerySet(QuerySet["Passage"]):
    def of_essay(self, essay: Essay) -> "PassageQuerySet":
        return self.filter(answer__question__essay=essay)

    def readable(self) -> "PassageQuerySet":
        """Those that stand in the essay, in answers that every reader may read."""
        shown = Answer.objects.shown()
        return self.filter(answer__in=shown).exclude(state=Passage.State.ORPHAN)

    def with_revision(self) -> "PassageQuerySet":
        """What a template needs to link the version that the words stood in."""
        return self.select_related("revision").defer(
            "revision__source", "revision__before", "revision__changes"
        )


class Passage(models.Model):
    """A W3C TextQuoteSelector: the words as they stood when they were quoted.

    They never change. `state`, `found` and `node` follow the essay: see
    `actions/anchoring.py`.
    """

    class State(models.TextChoices):
        OK = "ok", "In the essay"
        DRIFTED = "drifted", "Reworded since"
        ORPHAN = "orphan", "No longer in the essay"

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="passages")
    position = models.PositiveSmallIntegerField()
    exact = models.TextField()
    prefix = models.CharField(max_length=CONTEXT, blank=True)
    suffix = models.CharField(max_length=CONTEXT, blank=True)
    # The version it was quoted from; none where the essay was not imported.
    revision = models.ForeignKey(
        EssayRevision, models.SET_NULL, null=True, related_name="+"
    )
    # Where it stands now, as `essay_text` names nodes: a name and no key, because a
    # new version replaces considerations. Empty for an orphan.
    node = models.CharField(max_length=30, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OK)
    # How the essay puts it now, where it has drifted.
    found = models.TextField(blank=True)
    # Typed as a block quote in the answer itself, which shows it already.
    is_in_body = models.BooleanField(default=False)

    objects = PassageQuerySet.as_manager()

    class Meta:
        ordering = ["answer", "position"]
        indexes = [models.Index(fields=["node", "state"], name="passage_by_node")]
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "position"], name="passage_position"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["ok", "drifted", "orphan"]),
                name="passage_has_a_known_state",
            ),
        ]

    def __str__(self) -> str:
        return self.exact[:80]

    @property
    def selector(self) -> Selector:
        return Selector(self.exact, self.prefix, self.suffix)

    @property
    def is_drifted(self) -> bool:
        return self.state == self.State.DRIFTED

    @property
    def is_orphan(self) -> bool:
        return self.state == self.State.ORPHAN

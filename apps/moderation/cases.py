"""Everything that waits for a person, in one list, oldest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from apps.accounts.models import User
from apps.answers.models import Answer, Flag
from apps.moderation.permissions import decides_proposals
from apps.questions.models import Proposal

# Nobody decides more in one sitting, and each row is read to be listed.
LONGEST_LIST = 100
MOST_FLAGS = 500
KINDS = {"held": "Held", "flagged": "Flagged", "proposed": "Proposals"}


@dataclass(frozen=True)
class Case:
    """One thing to decide. `kind` is one of KINDS, or "" where nothing waits."""

    kind: str
    since: datetime
    subject: Answer | Proposal
    flag_count: int = 0

    @property
    def is_proposal(self) -> bool:
        return isinstance(self.subject, Proposal)

    @property
    def key(self) -> str:
        what = "proposal" if self.is_proposal else "answer"
        return f"{what}-{self.subject.public_id}"

    @property
    def text(self) -> str:
        """What it says, in Markdown."""
        subject = self.subject
        return subject.body if isinstance(subject, Answer) else subject.text

    @property
    def person(self) -> User:
        subject = self.subject
        return subject.author if isinstance(subject, Answer) else subject.proposed_by


def waiting(person: User, kind: str = "", order: str = "") -> list[Case]:
    """The open cases of one kind, or of all. At most three queries.

    Proposals alone may come in the order "seconds": the most wanted first.
    """
    if order == "seconds" and kind == "proposed" and decides_proposals(person):
        wanted = Proposal.objects.pending().in_context().most_seconded()
        return list(map(_of_proposal, wanted[:LONGEST_LIST]))
    found: list[Case] = []
    if kind in ("", "held"):
        found += _held()
    if kind in ("", "flagged"):
        found += _flagged()
    if kind in ("", "proposed") and decides_proposals(person):
        found += _proposed()
    return sorted(found, key=attrgetter("since"))


def counts(person: User) -> dict[str, int]:
    """How many wait, by kind. At most three queries."""
    flagged = Flag.objects.open().order_by().values("answer").distinct()
    found = {"held": Answer.objects.waiting().count(), "flagged": flagged.count()}
    if decides_proposals(person):
        found["proposed"] = Proposal.objects.pending().count()
    return found


def case_of(person: User, key: str) -> Case | None:
    """The case of one answer or proposal, open or not. At most two queries."""
    what, _, public_id = key.partition("-")
    if what == "answer":
        answer = Answer.objects.in_context().filter(public_id=public_id).first()
        return _of_answer(answer) if answer else None
    if what == "proposal" and decides_proposals(person):
        proposal = Proposal.objects.in_context().filter(public_id=public_id).first()
        return _of_proposal(proposal) if proposal else None
    return None


def _held() -> Iterable[Case]:
    rows = Answer.objects.waiting().in_context().order_by("changed_at", "pk")
    for answer in rows[:LONGEST_LIST]:
        yield Case("held", answer.changed_at, answer)


def _flagged() -> Iterable[Case]:
    """Flags of one answer are one case, as old as the first of them."""
    flags = Flag.objects.open().select_related(
        "answer__author", "answer__question__essay", "answer__root"
    )
    # The oldest flags decide which answers are read; then each answer's own follow.
    oldest = sorted(flags[:MOST_FLAGS], key=attrgetter("answer_id"))
    for _, run in groupby(oldest, key=attrgetter("answer_id")):
        of_one = list(run)
        first = of_one[0]
        yield Case("flagged", first.created_at, first.answer, len(of_one))


def _proposed() -> Iterable[Case]:
    rows = Proposal.objects.pending().in_context().order_by("created_at", "pk")
    return map(_of_proposal, rows[:LONGEST_LIST])


def _of_answer(answer: Answer) -> Case:
    if answer.is_held:
        return Case("held", answer.changed_at, answer)
    flags = list(Flag.objects.open().filter(answer=answer))
    if flags:
        return Case("flagged", flags[0].created_at, answer, len(flags))
    return Case("", answer.changed_at, answer)


def _of_proposal(proposal: Proposal) -> Case:
    kind = "proposed" if proposal.is_pending else ""
    return Case(kind, proposal.created_at, proposal)

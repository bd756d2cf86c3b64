"""Answers as a page shows them to one person: threads, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch, prefetch_related_objects

from apps.accounts.models import User
from apps.answers.models import Answer, Feature, Passage, Vote
from apps.answers.permissions import may_read
from apps.decisions.models import Decision

# A longer thread is read on a page of its own.
LONGEST_IN_PLACE = 100
# Around a reply that was asked for, a longer thread is folded.
LONGEST_UNFOLDED = 8
_Votes = dict[tuple[int, str], bool]


@dataclass
class Branch:
    """One answer with the replies below it, as one person sees them."""

    answer: Answer
    person: User | None
    is_readable: bool
    helpful: bool | None = None
    agree: bool | None = None
    # Why a moderator hid it: known where its author is the one who looks.
    reason: str = ""
    is_addressed: bool = False
    is_cut: bool = False
    replies: list["Branch"] = field(default_factory=list)
    # Replies that stand folded, before and after those.
    earlier: list["Branch"] = field(default_factory=list)
    later: list["Branch"] = field(default_factory=list)

    @property
    def size(self) -> int:
        """The answer, and all the replies below it."""
        below = (*self.earlier, *self.replies, *self.later)
        return 1 + sum(reply.size for reply in below)

    @property
    def earlier_count(self) -> int:
        return sum(reply.size for reply in self.earlier)

    @property
    def later_count(self) -> int:
        return sum(reply.size for reply in self.later)

    @property
    def is_own(self) -> bool:
        return self.person is not None and self.person.pk == self.answer.author_id

    @property
    def is_open(self) -> bool:
        """Whether the person may reply here."""
        return self._is_signed_in_on_visible and self.answer.question.is_open

    @property
    def takes_votes(self) -> bool:
        return self.is_open and not self.is_own

    @property
    def takes_flags(self) -> bool:
        return self._is_signed_in_on_visible and not self.is_own

    @property
    def features(self) -> list[Feature]:
        """No query where they were fetched. Its author sees all of them."""
        there = self.answer.features.all()
        return [feature for feature in there if feature.is_open or self.is_own]

    @property
    def is_by_essay_author(self) -> bool:
        return self.answer.author_id == self.answer.question.essay.author_id

    @property
    def _is_signed_in_on_visible(self) -> bool:
        return self.person is not None and self.answer.is_visible


def branches(
    roots: Iterable[Answer], person: User | None, *, addressed: Answer | None = None
) -> list[Branch]:
    """The whole threads below `roots`, which must share a question.

    One query for all replies, one for what they quote; signed in, one for the person's
    votes, and one for reasons where an answer of theirs is hidden. With `addressed`,
    however long the thread is, and folded around that reply; otherwise one of over
    `LONGEST_IN_PLACE` replies is left out.
    """
    roots = list(roots)
    whole = {
        root.pk for root in roots if addressed or root.reply_count <= LONGEST_IN_PLACE
    }
    replies = list(
        Answer.objects.filter(root__in=whole)
        .select_related("author", "root")
        .order_by("created_at", "pk")
    )
    for reply in replies:
        # Known already: a join per reply would fetch the same question each time.
        reply.question = roots[0].question
    with_passages([*roots, *replies])
    grown = _grow(roots, replies, person, addressed)
    for branch in grown:
        branch.is_cut = branch.answer.pk not in whole
        if addressed and branch.size - 1 > LONGEST_UNFOLDED:
            _fold_around(branch)
    return grown


def with_passages(answers: list[Answer]) -> None:
    """Fetch what the answers quote of their essay, and what quotes them. Two queries."""
    passages = Passage.objects.with_revision()
    prefetch_related_objects(answers, Prefetch("passages", passages), "features")


def branch(answer: Answer, person: User | None) -> Branch:
    """One answer alone. At most two queries."""
    return _leaf(answer, person, _votes([answer], person), _reasons([answer], person))


def _grow(
    roots: list[Answer],
    replies: list[Answer],
    person: User | None,
    addressed: Answer | None,
) -> list[Branch]:
    votes = _votes(roots, person)
    reasons = _reasons([*roots, *replies], person)
    below: dict[int | None, list[Branch]] = defaultdict(list)
    # The deepest first: the replies to a reply decide whether it keeps its place.
    for answer in sorted([*roots, *replies], key=lambda row: row.depth, reverse=True):
        leaf = _leaf(answer, person, votes, reasons)
        leaf.replies = below[answer.pk]
        leaf.is_addressed = answer == addressed
        is_kept = leaf.is_readable or leaf.replies or leaf.is_addressed
        if is_kept or answer.parent_id is None:
            below[answer.parent_id].append(leaf)
    return below[None]


def _fold_around(branch: Branch) -> bool:
    """Fold what does not lead to the reply that was asked for; whether it is below."""
    for place, reply in enumerate(branch.replies):
        if reply.is_addressed or _fold_around(reply):
            branch.earlier = branch.replies[:place]
            branch.later = branch.replies[place + 1 :]
            branch.replies = [reply]
            return True
    return False


def _leaf(
    answer: Answer, person: User | None, votes: _Votes, reasons: dict[str, str]
) -> Branch:
    return Branch(
        answer=answer,
        person=person,
        is_readable=not answer.is_withdrawn and may_read(answer, person),
        helpful=votes.get((answer.pk, Vote.Axis.HELPFUL)),
        agree=votes.get((answer.pk, Vote.Axis.AGREE)),
        reason=reasons.get(answer.public_id, ""),
    )


def _votes(answers: list[Answer], person: User | None) -> _Votes:
    """What the person voted on the question of these answers."""
    if person is None or not answers:
        return {}
    cast = Vote.objects.filter(
        voter=person, answer__question=answers[0].question_id
    ).values_list("answer", "axis", "is_up")
    return {(answer, axis): is_up for answer, axis, is_up in cast}


def _reasons(answers: list[Answer], person: User | None) -> dict[str, str]:
    """Why answers of this person were hidden, by public id."""
    hidden = [
        answer.public_id
        for answer in answers
        if person and answer.is_hidden and answer.author_id == person.pk
    ]
    if not hidden:
        return {}
    decisions = Decision.objects.filter(
        subject_kind="answer", subject_id__in=hidden, verb=Decision.Verb.HIDE
    )
    # Of equal keys a dictionary keeps the last, so the newest reason stays.
    return {
        row.subject_id: row.reason for row in decisions.order_by("decided_at", "pk")
    }

"""What a compile puts into the tray and into an untouched draft."""

from collections.abc import Iterable, Sequence

from apps.answers.models import Answer
from apps.digest import gathering
from apps.digest.actions.marks import ASKED_FOR
from apps.digest.actions.picking import add_item
from apps.digest.actions.placing import group_of_level, sections_for
from apps.digest.models import Candidate, Digest
from apps.digest.selection import Pick

# A first draft quotes this many answers, one to a question: as many as people read.
FIRST_DRAFT = 12
LEFT_OVER = "Found by an earlier compile; this one prefers others"
FROM_LAST_TIME = "Left undecided when the last highlights were published"
# Why one is in the tray that this compile did not find; what an editor put there never
# was found.
_KNOWN = frozenset({LEFT_OVER, FROM_LAST_TIME, ASKED_FOR})
_BATCH = 500
_FOUND = (
    "position",
    "rank",
    "of",
    "score",
    "parts",
    "reasons",
    "also",
    "better",
    "near",
    "is_dissent",
)


def bring_along(digest: Digest) -> None:
    """What was undecided when the last digest went out waits in this tray, too.

    Last, as undecided as it was; what is in the tray already stays as it is.
    """
    there = set(digest.candidates.values_list("answer_id", flat=True))
    rows = [row for row in gathering.undecided(digest) if row.answer_id not in there]
    for row in rows:
        row.pk, row.digest, row._state.adding = None, digest, True
        reasons = [reason for reason in row.reasons if reason not in _KNOWN]
        row.reasons = [FROM_LAST_TIME, *reasons]
    Candidate.objects.bulk_create(rows, batch_size=_BATCH)


def fill_tray(digest: Digest, picks: Sequence[Pick]) -> None:
    """Add what was found, say anew why; nothing leaves and no state changes."""
    rows = _answers(pick.key for pick in picks)
    there = {row.answer_id: row for row in digest.candidates.order_by("position")}
    fresh, known = [], []
    position = 0
    for pick in picks:
        answer = rows.get(pick.key)
        if answer is None:  # withdrawn or hidden while the compile was reading
            continue
        position += 1
        row = there.pop(answer.pk, None)
        if row is None:
            fresh.append(
                _found(Candidate(digest=digest, answer=answer), pick, position)
            )
        else:
            known.append(_found(row, pick, position))
    for row in there.values():
        position += 1
        row.position = position
        is_known = _KNOWN.intersection(row.reasons)
        if row.state == Candidate.State.NEW and not is_known:
            row.reasons = [LEFT_OVER, *row.reasons]
        known.append(row)
    Candidate.objects.bulk_update(known, _FOUND, batch_size=_BATCH)
    Candidate.objects.bulk_create(fresh, batch_size=_BATCH)


def first_draft(digest: Digest, picks: Sequence[Pick]) -> None:
    """The best answer of each question, for the best questions, in the essay's order.

    In groups of the essay's sections: see `sections_for`. What is in the tray for being
    a dissent alone waits there: how many readers agree takes no place of the draft, and
    gives none.
    """
    best: dict[str, Pick] = {}
    for pick in (one for one in picks if not one.is_extra):
        best.setdefault(pick.question, pick)
    leading = sorted(best.values(), key=lambda pick: (-pick.score, pick.key))
    wanted = {pick.key for pick in leading[:FIRST_DRAFT]}
    rows = _answers(wanted)
    level = sections_for([row.question for row in rows.values()])
    for pick in picks:
        if answer := rows.get(pick.key):
            group = group_of_level(digest, answer.question, level)
            add_item(digest, answer, also=_also(pick), group=group)
    digest.candidates.filter(answer__in=rows.values()).update(
        state=Candidate.State.PICKED
    )


def _found(row: Candidate, pick: Pick, position: int) -> Candidate:
    row.position, row.rank, row.of, row.score = position, pick.rank, pick.of, pick.score
    notes = dict(pick.notes)
    row.parts = [[name, points, notes.get(name, "")] for name, points in pick.parts]
    row.reasons, row.also = list(pick.reasons), _also(pick)
    row.better, row.near, row.is_dissent = pick.better, pick.near, pick.is_dissent
    return row


def _also(pick: Pick) -> list[list[str | int]]:
    return [[key, revision] for key, revision in pick.also]


def _answers(keys: Iterable[str]) -> dict[str, Answer]:
    """Quotable answers by public id. One query."""
    rows = Answer.objects.shown().filter(public_id__in=list(keys))
    return {
        row.public_id: row
        for row in rows.select_related("question__section__parent", "author", "root")
        if row.is_quotable
    }

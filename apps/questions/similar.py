"""Which texts of an essay ask, or say, nearly the same.

The index names candidates by the rarest words they share with the text; which of them
is most alike is then a matter of a few hundred short texts, and of no database.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.cache import cache

from apps.accounts.models import User
from apps.lib.text import clip
from apps.questions.likeness import Bag, likeness, weights
from apps.questions.models import Consideration, Essay, Proposal, Question
from apps.questions.permissions import may_read_proposal
from apps.search import engines
from apps.search.models import SearchDocument, about
from apps.search.terms import COMMON_TERMS, terms

KINDS = ("question", "proposal", "consideration")
# Below this the shared words are too common to mean the same question.
ALIKE_ENOUGH = 0.15
SHOWN = 5
# More candidates than this are not compared: their shared words are everybody's.
MOST_CANDIDATES = 600
_HEADLINE = 200


@dataclass(frozen=True, slots=True)
class Similar:
    """`kind` is one of KINDS, `state` the status of a question or proposal, else "".

    `likeness` is over 0 and at most 1, where 1 is the same words.
    """

    kind: str
    key: str
    url: str
    headline: str
    likeness: float
    state: str
    row: Question | Proposal | Consideration


@dataclass(frozen=True, slots=True)
class _Candidate:
    kind: str
    key: str
    url: str
    title: str
    state: str
    bag: Bag


def find_similar(
    essay: Essay,
    text: str,
    *,
    limit: int = SHOWN,
    kinds: Iterable[str] = KINDS,
    besides: str = "",
) -> list[Similar]:
    """The most alike first: questions of any status, proposals that wait or were
    declined, and what the essay says. `besides` is the key of one to leave out.

    Three queries, and one more for the rows of each kind that is found.
    """
    asked = frozenset(terms(text)) - COMMON_TERMS
    if not asked:
        return []
    counts = engines.chosen().counts(sorted(asked), MOST_CANDIDATES)
    found = _candidates(essay, counts, tuple(kinds), besides)
    weight = weights(counts, (one.bag for one in found), _total(essay))
    scored = sorted(
        ((likeness(asked, one.bag, weight), one) for one in found),
        key=lambda pair: (-pair[0], pair[1].kind != "question", pair[1].key),
    )
    best = [(score, one) for score, one in scored if score >= ALIKE_ENOUGH][:limit]
    rows = _rows(one for _, one in best)
    return [
        Similar(
            kind=one.kind,
            key=one.key,
            url=one.url,
            headline=clip(one.title, _HEADLINE),
            likeness=score,
            state=one.state if one.kind != "consideration" else "",
            row=rows[one.kind, one.key],
        )
        for score, one in best
        if (one.kind, one.key) in rows
    ]


def readable_similar(
    essay: Essay, text: str, person: User | None, *, besides: str = ""
) -> list[Similar]:
    """Like `find_similar`, without proposals that this person may not read."""
    found = find_similar(essay, text, limit=2 * SHOWN, besides=besides)
    return [
        one
        for one in found
        if not isinstance(one.row, Proposal) or may_read_proposal(person, one.row)
    ][:SHOWN]


def similar_questions(essay: Essay, text: str) -> list[Question]:
    """Open questions that ask nearly the same, the most alike first."""
    found = find_similar(essay, text, kinds=["question"], limit=2 * SHOWN)
    rows = [one.row for one in found if isinstance(one.row, Question)]
    return [row for row in rows if row.is_open][:SHOWN]


def what_asks_it(essay: Essay, text: str, *, besides: str = "") -> list[Similar]:
    """What a proposal could be merged into: open questions and proposals that wait."""
    found = find_similar(
        essay, text, kinds=("question", "proposal"), limit=2 * SHOWN, besides=besides
    )
    open_states = (Question.Status.LIVE, Proposal.Status.PENDING)
    return [one for one in found if one.state in open_states][:SHOWN]


def _candidates(
    essay: Essay, counts: dict[str, int], kinds: tuple[str, ...], besides: str
) -> list[_Candidate]:
    """The texts that share the rarest words. One query."""
    telling: list[str] = []
    named = 0
    for term, count in sorted(counts.items(), key=lambda pair: (pair[1], pair[0])):
        if telling and named + count > MOST_CANDIDATES:
            break
        if count:
            telling.append(term)
            named += count
    if not telling:
        return []
    scope = SearchDocument.objects.filter(about(essay=essay.slug, kinds=kinds))
    rows = engines.chosen().titled(scope.exclude(key=besides), telling)
    values = rows.values_list("kind", "key", "url", "title", "state", "title_terms")
    return [
        _Candidate(*row[:5], bag=frozenset(row[5].split()) - COMMON_TERMS)
        for row in values.order_by("pk")[:MOST_CANDIDATES]
    ]


def _total(essay: Essay) -> int:
    """How many texts are compared with. One query in ten minutes: it only weighs."""
    scope = about(essay=essay.slug, kinds=KINDS)
    rows = SearchDocument.objects.filter(scope)
    return int(cache.get_or_set(f"similar:{essay.pk}", rows.count, 600) or 0)


def _rows(
    found: Iterable[_Candidate],
) -> dict[tuple[str, str], Question | Proposal | Consideration]:
    """One query for each kind that is among them."""
    keys: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for one in found:
        keys[one.kind].append(one.key)
    rows: dict[tuple[str, str], Question | Proposal | Consideration] = {}
    if keys["question"]:
        asked = Question.objects.filter(public_id__in=keys["question"])
        for question in asked.select_related("section", "merged_into"):
            rows["question", question.public_id] = question
    if keys["proposal"]:
        waiting = Proposal.objects.filter(public_id__in=keys["proposal"])
        for proposal in waiting.select_related("essay", "proposed_by"):
            rows["proposal", proposal.public_id] = proposal
    if keys["consideration"]:
        said = Consideration.objects.filter(pk__in=map(int, keys["consideration"]))
        for consideration in said.select_related("question"):
            rows["consideration", str(consideration.pk)] = consideration
    return rows

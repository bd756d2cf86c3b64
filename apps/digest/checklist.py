"""The checklist beside a draft: every finding with the page that mends it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F
from django.urls import reverse

from apps.accounts.models import Credit, User
from apps.answers.models import Answer
from apps.digest.checks import CORRECTIONS, UNANSWERED, Problem, problems
from apps.digest.document import Document
from apps.digest.documents import draft_document, quoted_answers
from apps.digest.first_headings import first_headings
from apps.digest.models import Candidate, Digest, Item
from apps.digest.quotations import gone_because, own_brackets, quoted_or_trouble
from apps.digest.standing_checks import Facts, standing_problems
from apps.digest.wording_checks import wording_problems
from apps.lib.names import skeleton
from apps.lib.text import words
from apps.questions.models import Question

# An answer that many found helpful: what is worth quoting against the grain.
WELL_RATED = 0.5


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is mended; `name` is the heading or the person, or ""."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence, once, with all the places that it is true of."""

    message: str
    is_must: bool
    places: tuple[Place, ...]

    @property
    def misses_replies(self) -> bool:
        return self.message == UNANSWERED


def findings(
    digest: Digest, *, at: datetime, document: Document | None = None
) -> list[Finding]:
    """What to mend before publishing, the musts first. About fifteen queries.

    `document` is the draft of that moment, where the caller has it.
    """
    document = document or draft_document(digest, at=at)
    rows = digest.groups.select_related("question", "section")
    groups = {group.anchor: group.pk for group in rows}
    names = {group.anchor: group.heading for group in document.groups}
    names |= {item.key: item.name for item in document.items()}
    found: dict[tuple[str, bool], list[Place]] = {}
    for one in all_problems(digest, document):
        place = Place(names.get(one.where, ""), _place(digest, one, groups))
        found.setdefault((one.message, one.blocking), []).append(place)
    return [
        Finding(message, is_must, tuple(dict.fromkeys(places)))
        for (message, is_must), places in sorted(
            found.items(), key=lambda pair: not pair[0][1]
        )
    ]


def all_problems(digest: Digest, document: Document) -> list[Problem]:
    """Of the document itself, of its words, and of the rows behind it."""
    facts = _facts(digest, document)
    found = [
        one for one in problems(document) if not _is_meant(one, document, facts.silent)
    ]
    found += wording_problems(document)
    return list(dict.fromkeys([*found, *standing_problems(document, facts)]))


def _is_meant(problem: Problem, document: Document, silent: frozenset[str]) -> bool:
    """Whether the author said of each item of the group that it needs no reply."""
    return problem.message == UNANSWERED and all(
        item.key in silent
        for group in document.groups
        if group.anchor == problem.where
        for item in group.items
    )


def _place(digest: Digest, problem: Problem, groups: dict[str, int]) -> str:
    board = reverse("desk:board", args=[digest.public_id])
    if problem.where in groups:
        if problem.mend == "board":
            return f"{board}#g-{groups[problem.where]}"
        return reverse("desk:group", args=[groups[problem.where]])
    if problem.where == CORRECTIONS:
        return reverse("desk:corrections", args=[digest.essay.slug])
    if not problem.where:
        is_words = problem.mend == "words"
        return reverse("desk:describe", args=[digest.public_id]) if is_words else board
    if problem.mend == "board":
        return f"{board}#i-{problem.where}"
    name = "desk:trim" if problem.mend == "cut" else "desk:item"
    return reverse(name, args=[problem.where])


def _facts(digest: Digest, document: Document) -> Facts:
    """Eight queries."""
    items = list(
        Item.objects.filter(digest=digest).select_related(
            "answer__author", "answer__root", "answer__parent", "revision"
        )
    )
    beside = list(quoted_answers(document))
    quotable = [item for item in items if item.is_quotable]
    quoted = [item.answer for item in quotable]
    broken, own = _of_excerpts(quotable)
    by_question, by_section = _headed(digest)
    return Facts(
        gone={
            item.public_id: gone_because(item) for item in items if not item.is_quotable
        },
        broken=broken,
        own_brackets=own,
        headed_by_question=by_question,
        headed_by_section=by_section,
        edited=tuple(item.public_id for item in quotable if item.is_outdated),
        silent=frozenset(item.public_id for item in items if item.no_reply),
        lengths={item.public_id: words(item.revision.body) for item in items},
        people={item.public_id: item.answer.author_id for item in items},
        replies_to={
            answer.public_id: answer.parent.public_id
            for answer in quoted
            if answer.parent
        },
        hidden_names=_hidden_names([*(item.answer for item in items), *beside]),
        hidden_at=_hidden_at(items),
        taken_names=_taken_names([*quoted, *beside]),
        quotes_dissent=any(one.disagree_count > one.agree_count for one in quoted),
        leaves_dissent=_leaves_dissent(digest),
        unmentioned=tuple(_unmentioned(digest, document)),
        unsettled=_unsettled(digest),
    )


def _of_excerpts(quotable: list[Item]) -> tuple[dict[str, str], dict[str, str]]:
    """By item, why its excerpt cannot be shown, and what its writer put in brackets."""
    broken, own = {}, {}
    for item in quotable:
        if not item.is_quote:
            continue
        if trouble := quoted_or_trouble(item)[1]:
            broken[item.public_id] = trouble
        elif found := own_brackets(item):
            own[item.public_id] = found
    return broken, own


def _headed(digest: Digest) -> tuple[frozenset[str], frozenset[str]]:
    """Anchors of groups under a question's words, and under a section's title. One
    query."""
    rows = digest.groups.select_related("question__section__parent", "section__parent")
    made = [group for group in rows if group.heading in first_headings(group)]
    return (
        frozenset(group.anchor for group in made if not group.section),
        frozenset(group.anchor for group in made if group.section),
    )


def _hidden_at(items: list[Item]) -> dict[str, str]:
    return {
        item.public_id: item.answer.author.shown_name
        for item in items
        if item.answer.credit != Credit.NAME
    }


def _hidden_names(answers: list[Answer]) -> frozenset[str]:
    return frozenset(
        answer.author.shown_name
        for answer in answers
        if answer.credit != Credit.NAME or not answer.is_quotable
    )


def _taken_names(answers: list[Answer]) -> frozenset[str]:
    """Pseudonyms that look like another person's name. One query."""
    pseudonyms = {
        answer.credit_name: answer.author_id
        for answer in answers
        if answer.credit == Credit.PSEUDONYM
    }
    looks = {skeleton(name): name for name in pseudonyms}
    others = User.objects.filter(name_skeleton__in=looks)
    return frozenset(
        looks[look]
        for look, person in others.values_list("name_skeleton", "pk")
        if pseudonyms[looks[look]] != person
    )


def _leaves_dissent(digest: Digest) -> bool:
    """One query."""
    return digest.candidates.filter(
        state=Candidate.State.NEW,
        answer__status=Answer.Status.VISIBLE,
        answer__helpful_bound__gte=WELL_RATED,
        answer__disagree_count__gt=F("answer__agree_count"),
    ).exists()


def _unsettled(digest: Digest) -> int:
    """One query."""
    shown = digest.essay.corrections.filter(answer__in=Answer.objects.shown())
    return shown.waiting().count()


def _unmentioned(digest: Digest, document: Document) -> list[str]:
    """Readers' questions since the last digest that nothing here links. Two queries."""
    since = digest.period_from
    if since is None:
        earlier = Digest.objects.published().filter(
            essay=digest.essay_id, number__lt=digest.number
        )
        since = earlier.values_list("published_at", flat=True).first()
    asked = Question.objects.live().filter(
        essay=digest.essay_id, proposed_by__isnull=False
    )
    if since:
        asked = asked.filter(created_at__gt=since)
    said = "\n".join(
        [document.intro, document.outro]
        + [f"{group.lead_in} {group.question_url}" for group in document.groups]
    )
    return [
        question.headline
        for question in asked.order_by("position")[:12]
        if f"/q/{question.public_id}" not in said
    ]

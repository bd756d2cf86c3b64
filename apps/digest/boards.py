"""What the desk shows: the tray beside the draft. Reading only."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef
from django.utils.formats import date_format

from apps.accounts.models import User
from apps.answers.models import Answer
from apps.digest.asking import asked_in
from apps.digest.beside import Beside, beside
from apps.digest.document import DocGroup, considered, with_asked
from apps.digest.gathering import last_published
from apps.digest.models import Candidate, Compile, Digest, Group, Item, Star
from apps.digest.models import Change as Step
from apps.digest.own_replies import own_replies
from apps.digest.passing import counts, last_compile, names_of
from apps.digest.presentation import quote_html
from apps.digest.quotations import changed_since, gone_because, quoted_or_trouble
from apps.digest.themes import FEWEST_ANSWERS
from apps.lib import markup
from apps.lib.changes import Change
from apps.lib.text import reading_minutes, words
from apps.questions.models import Question


@dataclass(frozen=True, slots=True)
class TrayCandidate:
    """`better_by` and `near_by` wrote the answers that it stands below and is like."""

    candidate: Candidate
    better_by: str
    near_by: str
    is_starred: bool


@dataclass(frozen=True, slots=True)
class TrayGroup:
    question: Question
    candidates: list[TrayCandidate]

    @property
    def best(self) -> float:
        return max(one.candidate.score for one in self.candidates)


@dataclass(frozen=True, slots=True)
class TrayTheme:
    """A suggested group: its place among them, what most of its answers share."""

    place: int
    words: list[str]
    answers: list[Answer]


@dataclass(frozen=True, slots=True)
class Around:
    """By items' keys: who said the same, and what the author replied in the thread."""

    beside: dict[int, list[Beside]]
    own_replies: dict[int, Answer]


@dataclass(frozen=True, slots=True)
class DraftItem:
    item: Item
    quote_html: str
    said_html: str
    lead_in_html: str
    reply_html: str
    # Sentences: why it may not be quoted any more, why its excerpt cannot be shown.
    gone: str
    trouble: str
    # The words of the quotation and those around it.
    words: int
    # From the words that are quoted to those of today, where an editor must decide.
    changes: list[Change]
    quotes_older: bool
    # Who said the same, also those who have edited it since and are not named.
    beside: list[Beside]
    # Whether neither the group nor the quotation before it is about its question.
    asks_anew: bool
    question: str
    # What the essay's author replied in the thread: to be taken, or what was.
    own_reply: Answer | None

    @property
    def stands(self) -> bool:
        """Whether it would be published."""
        return not (self.gone or self.trouble)


@dataclass(frozen=True, slots=True)
class DraftGroup:
    group: Group
    question: str
    lead_in_html: str
    items: list[DraftItem]

    @property
    def may_merge(self) -> bool:
        """Readers' new questions stand in a group apart, without quotations."""
        return self.group.kind != Group.Kind.NEW_QUESTIONS


@dataclass(frozen=True, slots=True)
class Empty:
    """Why a tray is empty, and the next step."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Board:
    tray: list[TrayGroup]
    # Out of what it was chosen, in words.
    considered: str
    # What the last compile suggests and passed over; none before the first.
    run: Compile | None
    themes: list[TrayTheme]
    passed: dict[str, int]
    counts: dict[str, int]
    draft: list[DraftGroup]
    items: int
    words: int
    minutes: int
    # Whether the draft is still as the first compile made it.
    is_first_draft: bool
    # Why there is nothing to look at, and how what is there came from an older digest.
    empty: Empty
    from_last_time: str
    # Whether there are several groups to put together.
    may_join: bool
    # What the keys u and U do for the person who looks.
    undo: Step | None
    redo: Step | None


def board(digest: Digest, show: str, by: User) -> Board:
    """Tray candidates in state `show`, and the whole draft. Thirteen queries, fourteen
    where the tray was never filled.

    The question with the strongest candidate comes first.
    """
    draft, run = _draft(digest), last_compile(digest)
    last, found = last_published(digest), _counts(digest)
    items = [one for group in draft for one in group.items]
    total = _words(digest, draft)
    return Board(
        tray=_tray(digest, show),
        considered=considered(digest.roots_considered, digest.replies_considered),
        run=run,
        themes=_themes(run),
        passed=counts(run),
        counts=found,
        empty=_why_empty(digest, run, last, found),
        from_last_time=_from_last_time(digest, last, found),
        draft=draft,
        items=sum(one.stands for one in items),
        words=total,
        minutes=reading_minutes(total),
        is_first_draft=_is_first_draft(digest, len(items)),
        may_join=sum(one.may_merge for one in draft) > 1,
        undo=digest.changes.to_step_back(by),
        redo=digest.changes.to_do_again(by),
    )


def _words(digest: Digest, draft: list[DraftGroup]) -> int:
    """Of what would be published: the words that readers have to read."""
    own = (digest.intro, digest.changed_mind, digest.outro)
    lead_ins = (
        one.group.lead_in
        for one in draft
        if not one.may_merge or any(item.stands for item in one.items)
    )
    quoted = (item.words for one in draft for item in one.items if item.stands)
    return sum(map(words, (*own, *lead_ins))) + sum(quoted)


def _themes(run: Compile | None) -> list[TrayTheme]:
    """Those with enough answers that may still be quoted. One query, where any is."""
    suggested = run.themes if run else []
    keys = {key for theme in suggested for key in theme["answers"]}
    shown = Answer.objects.shown().select_related("author", "root", "question")
    rows = shown.filter(public_id__in=keys) if keys else []
    quotable = {row.public_id: row for row in rows if row.is_quotable}
    found = []
    for place, theme in enumerate(suggested):
        answers = [quotable[key] for key in theme["answers"] if key in quotable]
        # Compiles of before told no words.
        if len(answers) >= FEWEST_ANSWERS and theme.get("words"):
            found.append(TrayTheme(place, theme["words"], answers))
    return found


def _is_first_draft(digest: Digest, items: int) -> bool:
    """One query, where something stands in it."""
    made = digest.compiled_at is not None and not digest.went_out and items > 0
    return made and not digest.changes.exists()


def _counts(digest: Digest) -> dict[str, int]:
    states = digest.candidates.quotable().order_by().values_list("state")
    counted = states.annotate(Count("pk"))
    return dict.fromkeys(Candidate.State.values, 0) | dict(counted)


def _why_empty(
    digest: Digest, run: Compile | None, last: Digest | None, found: dict[str, int]
) -> Empty:
    """Of the tray of what is to be looked at, said truly. One query at most."""
    if any(found.values()):
        text = "Everything in the tray is picked, put aside or dismissed."
        again = "Compile again when new answers have come in."
        return Empty("Nothing left to look at", f"{text} {again}")
    if run is None:
        return Empty("Not compiled yet", "A compile fills the tray with answers.")
    answers = Answer.objects.shown().filter(question__essay=digest.essay_id)
    if not answers.exclude(author=digest.essay.author_id).exists():
        text = "Compile again when readers have answered the essay."
        return Empty("Nobody has answered yet", text)
    if last and not digest.answers_considered:
        text = "What had come in before was decided then. To read it anew, set a period"
        return Empty(f"No new answers since {_day(last)}", f"{text} in How it chooses.")
    if digest.answers_considered:
        text = "All were passed over, or may not be quoted any more: see Passed over."
        return Empty("None of the answers is in the tray", text)
    text = (
        "Those that are there may not be quoted, or are not of the period that is set."
    )
    return Empty("No answers to choose from", text)


def _from_last_time(digest: Digest, last: Digest | None, found: dict[str, int]) -> str:
    """Such as "No new answers since 29 Nov 2026; 18 from last time wait."."""
    waiting = found[Candidate.State.NEW] + found[Candidate.State.MAYBE]
    if last is None or not waiting or digest.answers_considered:
        return ""
    verb = "waits" if waiting == 1 else "wait"
    return f"No new answers since {_day(last)}; {waiting} from last time {verb}."


def _day(last: Digest) -> str:
    """When it was compiled: what came in later was not seen by it."""
    moment = last.compiled_at or last.published_at
    return date_format(moment, "j M Y") if moment else ""


def _tray(digest: Digest, show: str) -> list[TrayGroup]:
    candidates = list(
        digest.candidates.quotable()
        .filter(state=show)
        .select_related("answer__author", "answer__question", "answer__parent__author")
        .annotate(is_starred=Exists(Star.objects.filter(answer=OuterRef("answer"))))
        .order_by("position")
    )
    names = names_of(key for row in candidates for key in (row.better, row.near))
    by_question: dict[int, TrayGroup] = {}
    for row in candidates:
        question = row.answer.question
        group = by_question.setdefault(question.pk, TrayGroup(question, []))
        group.candidates.append(
            TrayCandidate(
                candidate=row,
                better_by=names.get(row.better, ""),
                near_by=names.get(row.near, ""),
                is_starred=row.is_starred,
            )
        )
    return sorted(by_question.values(), key=lambda group: -group.best)


def _draft(digest: Digest) -> list[DraftGroup]:
    items = list(
        Item.objects.filter(digest=digest)
        .select_related(
            "answer__author",
            "answer__root",
            "answer__question",
            "answer__parent__author",
            "revision",
        )
        .order_by("position", "pk")
    )
    around = Around(beside(items), own_replies(digest, items))
    by_group: dict[int, list[Item]] = {}
    for item in items:
        by_group.setdefault(item.group_id, []).append(item)
    return [
        DraftGroup(
            group=group,
            question=group.question.whole if group.question else "",
            lead_in_html=_lead_in_html(group),
            items=_draft_items(group, by_group.get(group.pk, []), around),
        )
        for group in digest.groups.select_related("question").order_by("position", "pk")
    ]


def _lead_in_html(group: Group) -> str:
    """With what readers ask below it, in a group of new questions. Two queries then."""
    lead_in = group.lead_in
    if group.kind == Group.Kind.NEW_QUESTIONS:
        own = DocGroup("", "", "", "", lead_in=lead_in)
        lead_in = with_asked(own, asked_in(group.digest)).lead_in
    return markup.render(lead_in) if lead_in else ""


def _draft_items(group: Group, items: list[Item], around: Around) -> list[DraftItem]:
    found, asked = [], group.question_id
    for item in items:
        is_new = item.answer.question_id != asked
        draft = _draft_item(item, around, asks_anew=is_new)
        found.append(draft)
        # What has left the draft asks nothing in the post.
        if not draft.gone and not draft.trouble:
            asked = item.answer.question_id
    return found


def _draft_item(item: Item, around: Around, *, asks_anew: bool) -> DraftItem:
    gone = gone_because(item)
    is_cut = item.is_quote and not gone
    quote, trouble = quoted_or_trouble(item) if is_cut else ("", "")
    return DraftItem(
        item=item,
        quote_html=quote_html(quote),
        said_html=markup.render(item.said) if item.said else "",
        lead_in_html=markup.render(item.lead_in) if item.lead_in else "",
        reply_html=markup.render(item.reply) if item.reply else "",
        gone=gone,
        trouble=trouble,
        words=sum(map(words, (quote, item.lead_in, item.reply))),
        changes=changed_since(item),
        quotes_older=item.answer.revision_number != item.revision.number,
        beside=around.beside[item.pk],
        asks_anew=asks_anew and not gone and not trouble,
        question=item.answer.question.whole,
        own_reply=around.own_replies.get(item.pk),
    )

"""The starter essay and its people, put into an empty database.

The essay goes through the importer like any other; the rest comes from
`community.toml`, where ages are in days before `now`.
"""

import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction

from aiq_site.reindexing import reindex
from apps.accounts.models import Notice, User
from apps.answers.actions import report_corrections, settle_correction
from apps.answers.actions.counts import (
    recount_question,
    recount_thread,
    recount_votes,
)
from apps.answers.actions.telling import tell_readers
from apps.answers.models import Answer, Correction, Flag, Passage, Revision, Vote
from apps.answers.quoting import as_json, in_blocks, numbered, quoted
from apps.comments.actions import bring_comments, suggest
from apps.comments.keys import author_key
from apps.comments.records import Record
from apps.decisions.actions import record
from apps.decisions.models import Decision
from apps.digest import excerpts
from apps.digest.actions import publish
from apps.digest.actions.new_questions import group_new_questions
from apps.digest.gathering import eligible
from apps.digest.models import Digest, Group, Item
from apps.following.actions import follow
from apps.lib import markup
from apps.lib.names import skeleton
from apps.lib.passages import Selector
from apps.news.actions import spread
from apps.news.things import thing
from apps.questions.actions import publish_outline
from apps.questions.essay_text import essay_text
from apps.questions.importing import parse
from apps.questions.models import Essay, Proposal, Question, Second, Section

FOLDER = Path(__file__).parent
SLUG = "thinking-machines"
# The essay is older than every answer to it.
ESSAY_AGE = timedelta(days=45)
NEWS_AGE = timedelta(days=7)

Row = dict[str, Any]  # one table of the TOML file


@transaction.atomic
def load_starter(*, now: datetime) -> Essay:
    """Everything a newcomer sees on the first page. Call it on an empty database."""
    community = tomllib.loads((FOLDER / "community.toml").read_text("utf-8"))
    people = _people(community["people"], now - ESSAY_AGE)
    essay = _essay(people["author"], now - ESSAY_AGE)
    answers = _answers(community["answers"], people, now)
    _passages(community["answers"], answers, essay)
    _votes(community["answers"], answers, people, now)
    for row in community.get("tags", []):
        Question.objects.get(public_id=row["question"]).tags.add(*row["names"])
    for row in community.get("proposals", []):
        _proposal(row, essay, people, now)
    for row in community.get("flags", []):
        Flag.objects.create(
            answer=answers[row["answer"]],
            flagged_by=people[row["by"]],
            reason=row["reason"],
            note=row.get("note", ""),
            created_at=now - timedelta(days=row.get("days_ago", 1)),
        )
    _recount(answers, now)
    _corrections(community["corrections"], essay, answers, people, now)
    _digest(community["digest"], essay, answers, people, now)
    _comments(community["comments"], essay, now)
    _news(community["follows"], people, answers, now)
    reindex()
    return essay


def _comments(rows: list[Row], essay: Essay, now: datetime) -> None:
    """They wait for an editor, with what they seem to answer."""
    bring_comments(
        essay=essay,
        source="wordpress",
        records=[
            Record(
                id=row["id"],
                parent=row.get("parent", ""),
                author=row["author"],
                key=author_key(row.get("email", "")),
                ref="",
                body=row["body"].strip(),
                at=(now - timedelta(days=row["days_ago"])).isoformat(),
                url=f"https://essays.example/thinking-machines/#comment-{row['id']}",
                reactions=0,
                is_deleted=False,
            )
            for row in rows
        ],
        by=essay.author,
        at=now - timedelta(days=1),
    )
    suggest(essay=essay)


def _people(rows: list[Row], joined: datetime) -> dict[str, User]:
    """People without a password: they are signed in by the demo page alone."""
    people = {}
    for row in rows:
        user = User(
            **row,
            email=f"{row['username']}@example.org",
            name_skeleton=skeleton(row["name"]),
            date_joined=joined,
        )
        user.set_unusable_password()
        user.save()
        people[user.username] = user
    return people


def _essay(author: User, at: datetime) -> Essay:
    source = (FOLDER / "essay.md").read_text("utf-8")
    return publish_outline(
        outline=parse(source, format="markdown"),
        source=source,
        format="markdown",
        slug=SLUG,
        by=author,
        at=at,
    )


def _answers(
    rows: list[Row], people: dict[str, User], now: datetime
) -> dict[str, Answer]:
    answers: dict[str, Answer] = {}
    for row in sorted(rows, key=lambda row: -row["days_ago"]):
        answers[row["key"]] = _answer(row, answers, people, now)
    return answers


def _answer(
    row: Row, answers: dict[str, Answer], people: dict[str, User], now: datetime
) -> Answer:
    author = people[row["author"]]
    parent = answers[row["parent"]] if "parent" in row else None
    at = now - timedelta(days=row["days_ago"])
    body = row["body"].strip()
    question = Question.objects.select_related("essay").get(public_id=row["question"])
    answer = Answer.objects.create(
        question=question,
        author=author,
        parent=parent,
        root=(parent.root or parent) if parent else None,
        depth=parent.depth + 1 if parent else 0,
        public_id=row["key"],
        form_key=f"starter-{row['key']}",
        status=row.get("status", Answer.Status.VISIBLE),
        body=body,
        body_html=markup.render(body),
        renderer=markup.RENDERER_VERSION,
        credit=author.credit,
        credit_name=author.credit_name,
        created_at=at,
        changed_at=at,
        fresh_until=question.essay.fresh_until(at),
    )
    Revision.objects.create(answer=answer, number=1, body=body, created_at=at)
    return answer


def _passages(rows: list[Row], answers: dict[str, Answer], essay: Essay) -> None:
    """What answers quote of the essay; NotInEssay where it does not say that."""
    text, revision = essay_text(essay), essay.revisions.get()
    for row in rows:
        answer = answers[row["key"]]
        chosen = [quoted(Selector(words), text) for words in row.get("quotes", [])]
        passages = numbered([*chosen, *in_blocks(answer.body, text)])
        for passage in passages:
            passage.answer, passage.revision = answer, revision
        Passage.objects.bulk_create(passages)
        quotes = as_json([passage.selector for passage in chosen])
        if quotes:
            answer.revisions.update(passages=quotes)


def _votes(
    rows: list[Row],
    answers: dict[str, Answer],
    people: dict[str, User],
    now: datetime,
) -> None:
    kinds = {
        "helpful": (Vote.Axis.HELPFUL, True),
        "unhelpful": (Vote.Axis.HELPFUL, False),
        "agree": (Vote.Axis.AGREE, True),
        "disagree": (Vote.Axis.AGREE, False),
    }
    Vote.objects.bulk_create(
        Vote(
            answer=answers[row["key"]],
            voter=people[voter],
            axis=axis,
            is_up=is_up,
            # Most votes come while an answer is new.
            cast_at=min(now, answers[row["key"]].created_at + timedelta(hours=30)),
        )
        for row in rows
        for kind, (axis, is_up) in kinds.items()
        for voter in row.get(kind, [])
    )


def _proposal(row: Row, essay: Essay, people: dict[str, User], now: datetime) -> None:
    at = now - timedelta(days=row["days_ago"])
    status = row["status"]
    question = Question.objects.filter(public_id=row.get("question", "")).first()
    is_decided = status != Proposal.Status.PENDING
    proposal = Proposal.objects.create(
        essay=essay,
        section=Section.objects.get(public_id=row["section"]),
        public_id=row["key"],
        text=row["text"].strip(),
        context=row.get("context", "").strip(),
        proposed_by=people[row["by"]],
        created_at=at,
        form_key=f"starter-{row['key']}",
        is_shown=True,
        second_count=len(row.get("seconds", [])),
        status=status,
        question=question,
        reason=row.get("reason", "").strip(),
        decided_by=people["author"] if is_decided else None,
        decided_at=at + timedelta(hours=20) if is_decided else None,
    )
    Second.objects.bulk_create(
        Second(proposal=proposal, person=people[name], created_at=at)
        for name in row.get("seconds", [])
    )
    if status == Proposal.Status.ACCEPTED and question:
        Question.objects.filter(pk=question.pk).update(
            proposed_by=people[row["by"]], created_at=at + timedelta(hours=20)
        )
    if is_decided:
        record(
            verb={
                "accepted": Decision.Verb.ACCEPT,
                "merged": Decision.Verb.MERGE,
                "declined": Decision.Verb.DECLINE,
            }[status],
            subject_kind="proposal",
            subject_id=proposal.public_id,
            by=people["author"],
            at=at + timedelta(hours=20),
            reason=proposal.reason,
            snapshot={"text": proposal.text, "question": row.get("question", "")},
        )


def _news(
    rows: list[Row], people: dict[str, User], answers: dict[str, Answer], now: datetime
) -> None:
    """What people follow, and the latest of it told to the one that visitors play."""
    for row in rows:
        target = thing(row["kind"], row["key"]).target
        follow(target=target, by=people[row["by"]], at=now - ESSAY_AGE)
    for answer in answers.values():
        if answer.created_at > now - NEWS_AGE:
            tell_readers(answer, at=answer.created_at)
    spread(now=now)
    # Nobody else is there to read them, or to be sent mail about them.
    Notice.objects.exclude(person=people["reader"]).update(read_at=now)


def _corrections(
    rows: list[Row],
    essay: Essay,
    answers: dict[str, Answer],
    people: dict[str, User],
    now: datetime,
) -> None:
    for row in rows:
        at = now - timedelta(days=row["days_ago"])
        answer = answers[row["answer"]]
        report_corrections(essay=essay, answers=[answer], at=at)
        settle_correction(
            correction=Correction.objects.get(answer=answer),
            state=row["state"],
            note=row["note"],
            by=people["author"],
            at=at + timedelta(hours=3),
        )


def _recount(answers: dict[str, Answer], now: datetime) -> None:
    for answer in answers.values():
        recount_votes(answer, at=now)
        if answer.root is None:
            recount_thread(answer)
    for question in Question.objects.filter(answers__isnull=False).distinct():
        recount_question(question)


def _digest(
    row: Row,
    essay: Essay,
    answers: dict[str, Answer],
    people: dict[str, User],
    now: datetime,
) -> None:
    at = now - timedelta(days=row["days_ago"])
    digest = Digest.objects.create(
        essay=essay,
        number=1,
        title=row["title"],
        subtitle=row.get("subtitle", ""),
        intro=row["intro"].strip(),
        changed_mind=row["changed_mind"].strip(),
        outro=row.get("outro", "").strip(),
        created_by=people["author"],
        created_at=at,
        compiled_at=at,
    )
    read = eligible(digest).filter(created_at__lte=at)
    writers = list(read.values_list("author", flat=True))
    digest.answers_considered = len(writers)
    digest.replies_considered = read.filter(parent__isnull=False).count()
    digest.people_considered = len(set(writers))
    digest.save(
        update_fields=["answers_considered", "replies_considered", "people_considered"]
    )
    for position, group in enumerate(row["groups"], start=1):
        _group(digest, group, position, answers)
    group_new_questions(digest)
    publish(digest=digest, by=people["author"], at=at)


def _group(digest: Digest, row: Row, position: int, answers: dict[str, Answer]) -> None:
    group = Group.objects.create(
        digest=digest,
        question=Question.objects.get(public_id=row["question"]),
        heading=row["heading"],
        lead_in=row.get("lead_in", "").strip(),
        position=position,
    )
    for place, chosen in enumerate(row["items"], start=1):
        answer = answers[chosen["answer"]]
        kept = chosen.get("keep")
        excerpt = _excerpt(answer.body, kept) if kept else excerpts.whole(answer.body)
        Item.objects.create(
            digest=digest,
            group=group,
            answer=answer,
            revision=Revision.objects.get(answer=answer, number=1),
            position=place,
            excerpt=excerpts.to_json(excerpt),
            verb=chosen.get("verb", "writes"),
            lead_in=chosen.get("lead_in", "").strip(),
            reply=chosen.get("reply", "").strip(),
        )


def _excerpt(body: str, kept: list[str]) -> excerpts.Excerpt:
    """Spans of the sentences to keep; ValueError when one is not in the text."""
    spans, start = [], 0
    for words in kept:
        start = body.index(words.strip(), start)
        spans.append(excerpts.Keep(start, start + len(words.strip())))
        start += len(words.strip())
    return tuple(spans)

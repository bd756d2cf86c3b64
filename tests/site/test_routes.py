"""Every address stands in the table, and keeps to it for every kind of person."""

from collections.abc import Callable, Iterator
from itertools import product

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from apps.accounts.models import Group, User
from apps.comments.models import CommentImport
from apps.digest.actions import publish
from apps.digest.models import Candidate
from apps.jobs.models import Job
from apps.news import stopping
from apps.questions.models import EssayImport, EssayRevision, ImportArchive
from tests import factories
from tests.factories import NOW
from tests.site.routes import EDITOR, HOLDER, MODERATOR, PUBLIC, ROUTES, SIGNED_IN

pytestmark = pytest.mark.django_db
As = Callable[[User], Client]
# allauth's own pages: their rules are its own, and tested there.
NOT_OURS = ("account_",)
# Who passes which gate, in order of what they may do.
RANKS = {PUBLIC: 0, SIGNED_IN: 1, MODERATOR: 2, EDITOR: 3}


def names(
    patterns: list[URLPattern | URLResolver], space: str = ""
) -> Iterator[str | None]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from names(pattern.url_patterns, inner)
        else:
            yield f"{space}{pattern.name}" if pattern.name else None


WRITTEN = [n for n, rule in ROUTES.items() if rule.write not in ("", HOLDER, PUBLIC)]


def test_every_address_stands_in_the_table() -> None:
    found = set(names(get_resolver().url_patterns))

    ours = {name for name in found if not (name or "").startswith(NOT_OURS)}
    assert ours == set(ROUTES)


@pytest.fixture
def urls(author: User, reader: User) -> dict[str, str]:
    """An address of an existing thing for every name; all belong to `reader`."""
    essay = factories.essay(author)
    section = factories.section(essay)
    question = factories.question(essay, section=section)
    question.tags.add("chips")
    answer = factories.answer(question, reader)
    digest = factories.digest(essay, published_at=NOW)
    item = factories.item(digest, answer)
    Candidate.objects.create(
        digest=digest, answer=answer, position=1, rank=1, score=1, parts=[], reasons=[]
    )

    publish(digest=digest, by=author, at=NOW)
    job = Job.objects.create(kind="compile_digest", subject="x", created_by=author)
    pending = EssayImport.objects.create(
        source="# T\n\n- Why?",
        format="markdown",
        title="T",
        slug="t",
        created_by=author,
        created_at=NOW,
    )
    version = EssayImport.objects.create(
        source=pending.source,
        format="markdown",
        revises=essay,
        created_by=author,
        created_at=NOW,
    )
    EssayRevision.objects.create(essay=essay, number=1, source="", created_at=NOW)
    proposal = factories.proposal(essay, proposed_by=reader, is_shown=True)
    args: dict[str, list[object]] = {
        "jobs": [job.public_id],
        "essay": [essay.slug],
        "import": [pending.public_id],
        "version": [essay.slug, version.public_id],
        "comment": [essay.slug, factories.comment(essay).public_id],
        "comments": [
            essay.slug,
            CommentImport.objects.create(
                essay=essay,
                format="csv",
                source="csv",
                report={"kept": 0, "skipped": {}, "notes": [], "posts": []},
                created_by=author,
                created_at=timezone.now(),
            ).public_id,
        ],
        "revision": [essay.slug, 1],
        "archive": [
            ImportArchive.objects.create(
                created_by=author, created_at=timezone.now()
            ).public_id
        ],
        "proposal": [proposal.public_id],
        "question": [question.public_id],
        "answer": [answer.public_id],
        "digest": [digest.public_id],
        "group": [item.group_id],
        "item": [item.public_id],
        "none": [],
        "section": [section.public_id],
        "tag": ["chips"],
        "person": [reader.username],
        "score": [5],
        "essay score": [essay.slug, 5],
        "follow": ["question", question.public_id],
    }
    addresses = {name: _address(name, args) for name in ROUTES if name != "stop_mail"}
    return addresses | {"stop_mail": stopping.path(reader, [Group.FOLLOWED])}


FEEDS = {
    "questions_feed": "essay",
    "essay_answers_feed": "essay",
    "essay_highlights_feed": "essay",
    "proposals_feed": "essay",
    "unanswered_feed": "essay",
    "contested_feed": "essay",
    "answers_feed": "question",
    "section_questions_feed": "section",
    "section_answers_feed": "section",
    "tag_questions_feed": "tag",
    "tag_answers_feed": "tag",
    "person_answers_feed": "person",
    "helpful_feed": "score",
    "essay_helpful_feed": "essay score",
}
KINDS = {
    "version": "revise_compare revise_pair revise_apply revise_discard",
    "revision": "revision revision_undo",
    "essay": "essay essay_proposals essay_markdown essay_html revise revisions propose propose_draft "
    "essay_opml desk:compile_essay desk:corrections desk:schedule "
    "desk:attention desk:attention_csv "
    "marks first_hours choose_question "
    "comments:waiting comments:upload comments:sure comments:accept_sure "
    "comments:suggest comments:put_back",
    "comment": "comments:decide comments:propose",
    "comments": "comments:check comments:confirm comments:discard",
    "question": "question answer_form question_tags question_merge question_unmerge",
    "answer": "answer history reply edit withdraw credit vote flag moderation:approve "
    "moderation:hide moderation:restore moderation:dismiss",
    "digest": "digest digest_revisions digest_quoted desk:podcast desk:compile_again desk:board desk:describe desk:pick "
    "desk:parameters desk:passed desk:offer desk:star desk:theme "
    "desk:new_group desk:join_groups desk:put_aside desk:history desk:step_back desk:step_again "
    "desk:leave_all_unanswered desk:discard desk:dismiss desk:reconsider desk:arrange desk:preview desk:publish "
    "desk:take_down desk:put_back",
    "group": "desk:group desk:move_group desk:merge_groups desk:delete_group",
    "item": "desk:leave_unanswered desk:take_reply desk:also desk:regroup desk:item desk:trim desk:edited "
    "desk:move_item desk:unpick",
    "proposal": "proposal proposal_accept proposal_merge proposal_decline "
    "proposal_second proposal_withdraw proposal_show proposal_hide proposal_put_back",
    "import": "import_preview import_correct import_confirm import_discard",
    "archive": "import_choose",
    "follow": "follow",
    "jobs": "jobs:progress jobs:cancel",
}


# Of more than one row, or of a kind that one address alone has.
PARTS = {"section": ["section"], "desk:answer": ["digest", "answer"]}


def _address(name: str, args: dict[str, list[object]]) -> str:
    if name in PARTS:
        parts = [part for kind in PARTS[name] for part in args[kind]]
        return reverse(name, args=parts)
    if name == "tag":
        return reverse(name, args=["chips"])
    if name == "person":
        return reverse(name, args=["reader"])
    if name == "sitemap_page":
        return reverse(name, args=[1])
    if name == "quoted":
        return reverse(name, args=[*args["essay"], "intro"])
    if name.endswith("_feed"):
        return reverse(name, args=[*args[FEEDS.get(name, "none")], "atom"])
    if name in ("export_digest", "desk:export_draft"):
        return reverse(name, args=[*args["digest"], "markdown"])
    for kind, members in KINDS.items():
        if name in members.split():
            return reverse(name, args=args[kind])
    return reverse(name)


def _may_read(name: str, role: str, response: HttpResponseBase) -> bool:
    """Whether the answer to a GET is what the table promises people of that rank."""
    rule, status = ROUTES[name], response.status_code
    if not rule.read:
        return status in (405, 302, 403)
    if RANKS[role] >= RANKS[rule.read]:
        # Things of one's own: others, even with a higher role, may be refused.
        owned = {302, 403, 404} if rule.write == SIGNED_IN else set()
        return status in {200, 503} | owned
    return _sent_to_sign_in(response) if role == PUBLIC else status == 403


def _sent_to_sign_in(response: HttpResponseBase) -> bool:
    return response.status_code == 302 and "/accounts/login/" in response["Location"]


def test_each_person_reads_what_they_may(
    urls: dict[str, str],
    client: Client,
    reader: User,
    moderator: User,
    author: User,
    as_: As,
) -> None:
    people = [(PUBLIC, client), (SIGNED_IN, as_(reader))]
    people += [(MODERATOR, as_(moderator)), (EDITOR, as_(author))]
    faults = []

    for name, (role, door) in product(ROUTES, people):
        response = door.get(urls[name])
        if not _may_read(name, role, response):
            faults.append((name, role, response.status_code))

    assert faults == []


def test_nobody_writes_without_the_role(
    urls: dict[str, str], client: Client, reader: User, moderator: User, as_: As
) -> None:
    people = [(SIGNED_IN, as_(reader)), (MODERATOR, as_(moderator))]
    written = []

    for name in WRITTEN:
        if not _sent_to_sign_in(client.post(urls[name])):
            written.append((name, PUBLIC))
        for role, door in people:
            may_write = RANKS[role] >= RANKS[ROUTES[name].write]
            if not may_write and door.post(urls[name]).status_code != 403:
                written.append((name, role))

    assert written == []


def test_pages_that_are_only_read_refuse_a_post(
    urls: dict[str, str], author: User, as_: As
) -> None:
    door = as_(author)
    only_read = [name for name, rule in ROUTES.items() if not rule.write]
    statuses = {name: door.post(urls[name]).status_code for name in only_read}

    assert [name for name, status in statuses.items() if status != 405] == []


def test_a_post_without_a_token_changes_nothing(
    urls: dict[str, str], author: User
) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(author, backend="django.contrib.auth.backends.ModelBackend")
    statuses = {name: strict.post(urls[name]).status_code for name in WRITTEN}

    assert [name for name, status in statuses.items() if status != 403] == []


def test_pages_for_a_person_are_never_cached(
    urls: dict[str, str], author: User, as_: As
) -> None:
    signed_in = as_(author)

    for name, rule in ROUTES.items():
        if rule.read and not name.endswith(("_feed", "_opml")):
            response = signed_in.get(urls[name])
            if response.status_code == 404:  # somebody else's: there is no page
                continue
            assert "no-store" in response.get("Cache-Control", ""), name


def test_public_pages_may_be_kept_by_caches_and_carry_no_token(
    urls: dict[str, str], client: Client
) -> None:
    # Strangers begin their texts in the last three, which are theirs alone.
    personal = ("healthz", "export_digest", "history", "stop_mail")
    personal += ("answer_form", "reply", "propose")
    for name, rule in ROUTES.items():
        if rule.read == PUBLIC and name not in personal:
            response = client.get(urls[name])
            assert "public" in response["Cache-Control"], name
            assert "csrfmiddlewaretoken" not in response.content.decode(), name
            assert response["ETag"], name

"""Publishing, and what readers then see in page, feed and files."""

import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse

from apps.accounts.actions import change_profile
from apps.accounts.models import Notice, User
from apps.answers import actions as answers
from apps.answers.models import Answer, Correction
from apps.decisions.models import Decision
from apps.digest import actions
from apps.digest.exports import FORMATS
from apps.digest.models import Digest, DigestRevision, Group, Item
from apps.following.actions import follow
from apps.following.models import Kind, Target
from apps.questions.models import Question
from tests import factories
from tests.digest.pressing import last_look, press
from tests.factories import NOW
from tests.news.conftest import deliver

pytestmark = pytest.mark.django_db
As = Callable[[User], Client]
ATOM = "{http://www.w3.org/2005/Atom}"
TEXT = "The machine forgets what it promised on Monday, and nobody has told it to look."


@pytest.fixture
def digest(author: User) -> Digest:
    essay = factories.essay(author)
    digest = factories.digest(essay, intro="Thank you all.")
    for _ in range(2):
        factories.item(digest, factories.answer(factories.question(essay), body=TEXT))
    return digest


@pytest.fixture
def published(digest: Digest, author: User) -> Digest:
    actions.publish(digest=digest, by=author, at=NOW)
    return Digest.objects.in_context().get()


def test_publishing_freezes_a_revision_and_logs_it(
    digest: Digest, author: User
) -> None:
    revision = actions.publish(digest=digest, by=author, at=NOW)

    assert revision.number == 1
    assert len(revision.document["groups"]) == 2
    assert Decision.objects.get(verb="publish").subject_id == digest.public_id


def test_everyone_quoted_is_told_once(digest: Digest, author: User) -> None:
    actions.publish(digest=digest, by=author, at=NOW)
    item = digest.items.first()
    actions.word_item(
        item=item,
        by=author,
        was={"verb": "writes", "lead_in": "", "reply": ""},
        now={"verb": "writes", "lead_in": "", "reply": "A later thought."},
    )
    actions.publish(digest=digest, by=author, at=NOW)

    assert DigestRevision.objects.count() == 2
    assert Notice.objects.filter(key__startswith="featured").count() == 2


def test_who_is_quoted_is_told_that_and_not_of_new_highlights_too(
    digest: Digest, author: User, rival: User
) -> None:
    quoted = digest.items.first().answer.author
    for person in (quoted, rival):
        follow(target=Target(Kind.ESSAY, digest.essay_id), by=person, at=NOW)

    actions.publish(digest=digest, by=author, at=NOW)

    deliver()

    assert [one.kind for one in quoted.notices.all()] == ["featured"]
    assert [one.kind for one in rival.notices.all()] == ["digest"]


def test_publishing_the_same_draft_twice_makes_one_revision(
    digest: Digest, author: User
) -> None:
    first = actions.publish(digest=digest, by=author, at=NOW)

    assert actions.publish(digest=digest, by=author, at=NOW) == first
    assert Decision.objects.filter(verb="publish").count() == 1


def test_only_what_was_looked_at_goes_out(
    digest: Digest, author: User, as_: As
) -> None:
    client, item = as_(author), digest.items.first()
    seen = last_look(client, digest)
    other = factories.person(role="editor", name="Vera Quill")
    actions.word_item(
        item=item, by=other, was={"reply": ""}, now={"reply": "Half a sen"}
    )

    late = press(client, digest, **seen)

    assert late.status_code == 409
    assert not DigestRevision.objects.exists()
    html = late.content.decode()
    assert "Nothing was published" in html
    assert "Vera Quill</bdi>: Changed reply" in " ".join(html.split())
    assert press(client, digest, seen=late.context["seen"]).status_code == 302


def test_what_readers_change_meanwhile_is_looked_at_once_more(
    published: Digest, author: User, as_: As
) -> None:
    client = as_(author)
    seen = last_look(client, published)
    Answer.objects.filter(pk=published.items.first().answer_id).update(credit="none")

    late = press(client, published, **{**seen, "note": "MY NOTE"})

    assert late.status_code == 409
    html = late.content.decode()
    assert "No editor changed it" in html
    assert "MY NOTE" in html


@pytest.mark.parametrize("seen", ["", "x", "x.y", "x.\u0663", f"x.{10**17}"])
def test_nobody_publishes_unseen(
    digest: Digest, author: User, as_: As, seen: str
) -> None:
    assert press(as_(author), digest, seen=seen).status_code == 409
    assert not DigestRevision.objects.exists()


def test_where_nothing_is_new_the_note_is_not_lost(
    published: Digest, author: User, as_: As
) -> None:
    client = as_(author)
    seen = last_look(client, published)

    noted = press(client, published, **{**seen, "note": "MY NOTE"})
    bare = press(client, published, **seen)

    assert "Nothing that readers see has changed" in noted.content.decode()
    assert "MY NOTE" in noted.content.decode()
    assert bare["Location"] == published.get_absolute_url()
    assert DigestRevision.objects.count() == 1


def test_a_new_name_alone_is_no_new_revision(published: Digest, author: User) -> None:
    person = published.items.first().answer.author
    change_profile(by=person, name="Newname", bio="", credit="name", credit_name="")

    actions.publish(digest=published, by=author, at=NOW)

    assert DigestRevision.objects.count() == 1


def edits(digest: Digest) -> list[str]:
    """What the newest revision says that it changed, of all of them the last."""
    stored = DigestRevision.objects.filter(digest=digest).first().document
    return [said for _, said in stored["edits"]]


def test_a_revision_says_what_it_changed_and_nothing_else(
    published: Digest, author: User
) -> None:
    first, second = published.groups.order_by("position")
    Digest.objects.update(answers_considered=400, people_considered=50)
    actions.publish(digest=published, by=author, at=NOW)
    actions.move_group(group=first, by=author, steps=1)
    actions.publish(digest=published, by=author, at=NOW)
    Question.objects.filter(pk=second.question_id).update(headline="Asked otherwise")
    actions.publish(digest=published, by=author, at=NOW)
    beside = factories.answer(first.question)
    Item.objects.filter(group=first).update(also=[[beside.public_id, 1]])
    actions.publish(digest=published, by=author, at=NOW)

    assert edits(published) == [
        "The number of answers it was chosen from was brought up to date.",
        "The order was changed.",
        "The essay’s own words were brought up to date.",
        "Who said the same was looked at anew.",
    ]


def test_groups_without_quotations_come_and_go(author: User, digest: Digest) -> None:
    actions.publish(digest=digest, by=author, at=NOW)
    asked = Group.objects.create(
        digest=digest,
        kind="new questions",
        heading="New questions",
        lead_in="- One more.",
        position=9,
    )
    actions.publish(digest=digest, by=author, at=NOW)
    asked.delete()
    actions.publish(digest=digest, by=author, at=NOW)

    assert edits(digest) == [
        "One group without quotations was added.",
        "One group without quotations was taken out.",
    ]


def test_an_empty_digest_cannot_be_published(author: User, as_: As) -> None:
    digest = factories.digest(factories.essay(author))

    page = as_(author).post(reverse("desk:publish", args=[digest.public_id]))

    assert page.status_code == 422
    assert not DigestRevision.objects.exists()


def test_readers_see_the_published_words_until_the_next_publication(
    published: Digest, author: User, client: Client
) -> None:
    actions.describe(
        digest=published,
        by=author,
        was=_words(published),
        now=_words(published) | {"intro": "A new introduction."},
    )

    assert "Thank you all." in _page(client, published)
    actions.publish(digest=published, by=author, at=NOW)
    assert "A new introduction." in _page(client, published)


@pytest.mark.parametrize(
    "change", [{"status": "withdrawn"}, {"status": "hidden"}, {"credit": "none"}]
)
def test_a_quotation_goes_with_its_authors_consent(
    published: Digest, client: Client, change: dict[str, str]
) -> None:
    item = published.items.first()
    marker = "Nobody may quote this marker."
    Answer.objects.filter(pk=item.answer_id).update(**change)
    Item.objects.filter(pk=item.pk).update(reply=marker)

    doors = [
        reverse("digest", args=[published.public_id]),
        reverse("export_digest", args=[published.public_id, "markdown"]),
        reverse("export_digest", args=[published.public_id, "html"]),
        reverse("highlights_feed", args=["atom"]),
        reverse("essay_highlights_feed", args=[published.essay.slug, "rss"]),
    ]
    for door in doors:
        assert client.get(door).content.decode().count("on Monday") == 1, door


def test_a_name_is_shown_as_its_owner_asks_today(
    published: Digest, client: Client
) -> None:
    item = published.items.first()
    name = item.answer.author.shown_name
    assert name in _page(client, published)

    Answer.objects.filter(pk=item.answer_id).update(credit="anonymous")

    assert name not in _page(client, published)
    assert "a reader" in _page(client, published)


def test_an_unpublished_digest_is_nobodys_business(
    digest: Digest, reader: User, client: Client, as_: As
) -> None:
    for name in ("digest", "desk:preview"):
        url = reverse(name, args=[digest.public_id])
        assert client.get(url).status_code in (302, 404)
        assert as_(reader).get(url).status_code in (403, 404)
    assert digest.title not in client.get(reverse("highlights")).content.decode()


def test_a_stranger_gets_304_until_something_changes(
    published: Digest, client: Client
) -> None:
    url = reverse("digest", args=[published.public_id])
    etag = client.get(url)["ETag"]
    assert client.get(url, headers={"if-none-match": etag}).status_code == 304

    Answer.objects.filter(digest_items__digest=published).update(status="withdrawn")

    assert client.get(url, headers={"if-none-match": etag}).status_code == 200


@pytest.mark.parametrize("kind", ["atom", "rss"])
def test_feeds_are_well_formed_cacheable_and_set_no_cookie(
    published: Digest, client: Client, kind: str
) -> None:
    response = client.get(reverse("highlights_feed", args=[kind]))

    ElementTree.fromstring(response.content)
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    again = client.get(
        reverse("highlights_feed", args=[kind]),
        headers={"if-none-match": response["ETag"]},
    )
    assert again.status_code == 304


def test_a_feed_id_outlives_a_new_title(
    published: Digest, author: User, client: Client
) -> None:
    url = reverse("highlights_feed", args=["atom"])
    before = _atom_ids(client.get(url).content)

    actions.describe(
        digest=published,
        by=author,
        was=_words(published),
        now=_words(published) | {"title": "Another title"},
    )
    actions.publish(digest=published, by=author, at=NOW)

    assert b"Another title" in client.get(url).content
    assert _atom_ids(client.get(url).content) == before


def test_files_carry_the_same_items_in_the_same_order(
    published: Digest, client: Client
) -> None:
    files = {
        format: client.get(
            reverse("export_digest", args=[published.public_id, format])
        ).content.decode()
        for format in ("markdown", "html", "text")
    }
    names = [
        item.answer.author.shown_name
        for item in published.items.order_by("group__position", "position")
    ]

    for text in files.values():
        places = [text.index(name) for name in names]
        assert places == sorted(places)
        assert text.count(TEXT) == 2


def test_an_unknown_format_is_not_found(published: Digest, client: Client) -> None:
    url = reverse("export_digest", args=[published.public_id, "docx"])

    assert client.get(url).status_code == 404


def test_pages_cost_the_same_for_more_digests_and_items(
    published: Digest, author: User, client: Client, growth: Callable[..., int]
) -> None:
    def add() -> None:
        for _ in range(8):
            factories.item(
                published,
                factories.answer(factories.question(published.essay), body=TEXT),
            )
        actions.publish(digest=published, by=author, at=NOW)
        for _ in range(4):
            other = factories.digest(published.essay)
            factories.item(
                other, factories.answer(factories.question(other.essay), body=TEXT)
            )
            actions.publish(digest=other, by=author, at=NOW)

    urls = [
        reverse("digest", args=[published.public_id]),
        reverse("highlights"),
        reverse("highlights_feed", args=["atom"]),
    ]
    growth(urls[0], add, client)
    growth(urls[1], add, client)
    growth(urls[2], add, client)


def _page(client: Client, digest: Digest) -> str:
    return client.get(reverse("digest", args=[digest.public_id])).content.decode()


def _words(digest: Digest) -> dict[str, str]:
    return {
        name: getattr(digest, name) for name in ("title", "subtitle", "intro", "outro")
    }


def _atom_ids(feed: bytes) -> list[str | None]:
    return [one.text for one in ElementTree.fromstring(feed).iter(f"{ATOM}id")]


def test_a_quoted_version_that_was_hidden_does_not_come_back(
    published: Digest, moderator: User, client: Client
) -> None:
    answer = Item.objects.first().answer
    answers.hide(answer=answer, by=moderator, reason="It tells an address.", at=NOW)
    answers.edit_answer(answer=answer, by=answer.author, body="New.", seen=1, at=NOW)
    answers.approve(answer=answer, by=moderator, at=NOW)

    page = client.get(published.get_absolute_url()).content.decode()

    assert page.count("was withdrawn") == 1
    assert page.count("forgets what it promised") == 1


def test_a_reply_leaves_with_the_thread_that_was_hidden(
    author: User, moderator: User, client: Client
) -> None:
    reply = factories.answer(parent=factories.answer(), body=TEXT)
    digest = factories.digest(reply.question.essay)
    factories.item(digest, reply)
    actions.publish(digest=digest, by=author, at=NOW)

    answers.hide(answer=reply.root, by=moderator, reason="Spam.", at=NOW)

    page = client.get(digest.get_absolute_url()).content.decode()
    assert "forgets what it promised" not in page


@pytest.mark.parametrize("page", ["/", "/highlights/"])
def test_readers_see_the_published_title_until_the_next_one(
    published: Digest, author: User, client: Client, page: str
) -> None:
    was = {"title": published.title, "subtitle": "", "intro": "Thank you all."}
    was["outro"] = ""

    now = {**was, "title": "Not yet"}
    actions.describe(digest=published, by=author, was=was, now=now)

    assert published.title in client.get(page).content.decode()
    assert "Not yet" not in client.get(page).content.decode()


@pytest.mark.parametrize("page", ["/", "/highlights/"])
def test_the_newest_highlights_name_their_parts_as_published(
    author: User, client: Client, page: str
) -> None:
    row = factories.digest(factories.essay(author))
    for asked in ("Is fog water?", "Is dew?"):
        question = factories.question(row.essay, text=asked)
        factories.item(row, factories.answer(question))
    actions.publish(digest=row, by=author, at=NOW)
    row.groups.update(heading="Not yet")

    said = client.get(page).content.decode()

    group = row.groups.get(question=question)
    link = f"{row.get_absolute_url()}#g-{question.public_id}"
    assert f'<a href="{link}">Is dew?</a>' in said
    assert group.heading not in said
    assert f'id="g-{question.public_id}"' in client.get(row.get_absolute_url()).text


def test_whoever_is_quoted_sees_the_published_title_too(
    published: Digest, as_: As
) -> None:
    Digest.objects.filter(pk=published.pk).update(title="Not yet")
    quoted = published.items.first().answer.author

    page = as_(quoted).get(reverse("digest_quoted", args=[published.public_id]))

    assert published.title in page.content.decode()
    assert "Not yet" not in page.content.decode()


@pytest.mark.parametrize("address", ["/highlights/", "/h/{}/", "/highlights.atom"])
def test_a_new_name_of_the_essays_author_is_news_for_caches(
    published: Digest, author: User, client: Client, address: str
) -> None:
    url = address.format(published.public_id)
    kept = client.get(url)["ETag"]

    change_profile(by=author, name="Ada B", bio="", credit="name", credit_name="")

    page = client.get(url, headers={"If-None-Match": kept})
    assert "Ada B" in page.content.decode()


def test_the_words_that_an_answer_disputes_stand_in_its_quote(
    author: User, client: Client
) -> None:
    quoted = factories.answer()
    quoted.revisions.update(
        passages=[{"exact": "Nobody <b>knows</b>.", "prefix": "", "suffix": ""}]
    )
    row = factories.digest(factories.essay(author))
    factories.item(row, quoted)

    actions.publish(digest=row, by=author, at=NOW)
    page = client.get(row.get_absolute_url()).content.decode()
    feed = client.get("/highlights.atom").content.decode()

    assert "<p><em>&gt; Nobody &lt;b&gt;knows&lt;/b&gt;.</em></p>" in page
    assert "Nobody &amp;lt;b" in feed


@pytest.mark.parametrize("credit", ["anonymous", "pseudonym"])
@pytest.mark.parametrize("moment", ["before", "after"])
def test_nothing_leads_from_a_hidden_name_to_the_name(
    digest: Digest, author: User, client: Client, credit: str, moment: str
) -> None:
    answer = Item.objects.first().answer
    change = {"credit": credit, "credit_name": "Night Shift"}
    if moment == "before":
        Answer.objects.filter(pk=answer.pk).update(**change)
    actions.publish(digest=digest, by=author, at=NOW)
    if moment == "after":
        Answer.objects.filter(pk=answer.pk).update(**change)

    for format in ("", *FORMATS, "feed"):
        said = _said(client, digest, format)
        assert answer.public_id not in said, format
        assert answer.author.shown_name not in said, format
        if format not in {"chapters", "podlove"}:
            assert answer.question.public_id in said, format


def _said(client: Client, digest: Digest, format: str) -> str:
    url = digest.get_absolute_url()
    door = f"{url}{format}/" if format else url
    said = client.get("/highlights.atom" if format == "feed" else door).content
    if format == "epub":
        said = zipfile.ZipFile(io.BytesIO(said)).read("book/post.xhtml")
    return said.decode()


def test_a_change_of_consent_is_news_for_feeds(
    published: Digest, client: Client
) -> None:
    later = NOW + timedelta(days=3)
    item = Item.objects.first()

    answers.set_credit(
        answer=item.answer,
        by=item.answer.author,
        credit="none",
        credit_name="",
        at=later,
    )

    feed = client.get("/highlights.atom").content.decode()
    assert feed.count("<updated>2026-05-07T12:00:00+00:00</updated>") == 2


@pytest.mark.parametrize("kind", ["atom", "rss", "json"])
@pytest.mark.parametrize("change", ["a name", "the author's", "a thread"])
def test_what_is_laid_over_a_post_is_news_for_feeds(
    digest: Digest, author: User, client: Client, kind: str, change: str
) -> None:
    root = factories.answer(factories.question(digest.essay))
    reply = factories.answer(parent=root)
    factories.item(digest, reply)
    actions.publish(digest=digest, by=author, at=NOW)
    url, later = f"/highlights.{kind}", NOW + timedelta(days=3)
    known = client.get(url)["Last-Modified"]
    assert client.get(url, headers={"If-Modified-Since": known}).status_code == 304

    if change == "a thread":
        Answer.objects.filter(pk=root.pk).update(status="hidden", changed_at=later)
    else:
        person = author if change == "the author's" else reply.author
        User.objects.filter(pk=person.pk).update(name="Newname", renamed_at=later)

    feed = client.get(url, headers={"If-Modified-Since": known})
    assert feed.status_code == 200
    assert feed["Last-Modified"] == "Thu, 07 May 2026 12:00:00 GMT"


def test_a_correction_that_the_author_takes_back_is_told_no_more(
    digest: Digest, author: User, client: Client
) -> None:
    report = factories.answer(factories.question(digest.essay))
    answers.report_corrections(essay=digest.essay, answers=[report], at=NOW)
    row = Correction.objects.get()
    answers.settle_correction(
        correction=row, by=author, at=NOW, state="applied", note="It was 1843."
    )
    actions.publish(digest=digest, by=author, at=NOW)
    assert "It was 1843." in _page(client, digest)

    answers.settle_correction(correction=row, by=author, at=NOW, state="noted", note="")

    assert "It was 1843." not in _page(client, digest)


@pytest.mark.parametrize("status", ["visible", "held", "hidden", "withdrawn"])
@pytest.mark.parametrize("credit", ["name", "pseudonym", "anonymous", "none"])
def test_every_door_keeps_to_what_the_author_of_an_answer_wants(
    digest: Digest, author: User, client: Client, status: str, credit: str
) -> None:
    """Every choice of credit and every state, in page, feed and all files."""
    answer = Item.objects.first().answer
    actions.publish(digest=digest, by=author, at=NOW)
    change = {"status": status, "credit": credit, "credit_name": "Night Shift"}
    Answer.objects.filter(pk=answer.pk).update(**change)
    is_quoted = status == "visible" and credit != "none"

    for format in ("", *FORMATS, "feed"):
        said = _said(client, digest, format)
        assert (answer.author.shown_name in said) <= (is_quoted and credit == "name")
        assert ("Night Shift" in said) <= (is_quoted and credit == "pseudonym")
        if format not in {"chapters", "podlove", "shownotes", "shownotes-html"}:
            assert said.count("forgets what it promised") == 1 + is_quoted, format


def test_the_author_hears_of_who_withdraws_or_changes_their_name(
    published: Digest, author: User, client: Client
) -> None:
    item = Item.objects.first()
    answer, later = item.answer, NOW + timedelta(days=3)
    name = answer.author.shown_name
    told = Notice.objects.filter(person=author, key__startswith="quoted:")
    same = {"credit": answer.credit, "credit_name": answer.credit_name}
    answers.set_credit(answer=answer, by=answer.author, at=later, **same)
    assert not told.exists()

    for credit, other in (("pseudonym", "Moth"), ("none", "")):
        answers.set_credit(
            answer=answer,
            by=answer.author,
            credit=credit,
            credit_name=other,
            at=later,
        )

    texts = [row.text for row in told.order_by("pk")]
    assert [text.partition(" “")[0] for text in texts] == [
        "Somebody changed how they are named in",
        "A quotation was withdrawn from",
    ]
    assert not any(name in text or "Moth" in text for text in texts)
    client.force_login(author)
    desk = client.get(reverse("desk:home")).content.decode()
    assert "Withdrawn since you published: 1." in desk


def test_the_desk_marks_highlights_with_changes_that_are_not_out(
    published: Digest, author: User, client: Client
) -> None:
    client.force_login(author)
    mark, item = "Changes not yet out", Item.objects.first()
    client.get(reverse("desk:home"))
    assert mark not in client.get(reverse("desk:home")).content.decode()

    client.post(reverse("desk:unpick", args=[item.public_id]))
    assert mark in client.get(reverse("desk:home")).content.decode()

    client.post(reverse("desk:step_back", args=[published.public_id]))
    assert mark not in client.get(reverse("desk:home")).content.decode()


def test_links_to_pages_here_lead_here_from_everywhere(
    digest: Digest, author: User, settings
) -> None:
    Digest.objects.update(intro="See [it](/e/x/), [that](//y.example/z).")

    told = actions.publish(digest=digest, by=author, at=NOW).document["intro"]

    assert told == f"See [it]({settings.SITE_URL}/e/x/), [that](//y.example/z)."

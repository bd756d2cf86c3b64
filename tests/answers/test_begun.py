"""Whoever has no account yet can write first; nothing they typed is lost on the way."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from apps.accounts.models import User
from apps.accounts.tasks import forget_sessions
from apps.answers.models import Answer
from apps.drafts import unsent
from apps.drafts.models import Draft
from apps.questions.models import Essay
from tests.factories import answer, question

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]
FORMS = pytest.mark.parametrize("kind", ["question", "reply"])


def form_of(kind: str) -> tuple[str, str]:
    """The address of a form, and the place it names."""
    row = answer()
    if kind == "reply":
        return f"/a/{row.public_id}/reply/", f"reply:{row.public_id}"
    asked = row.question
    return f"/q/{asked.public_id}/answer/", f"question:{asked.public_id}"


def sign_in(client: Client, person: User) -> None:
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")


def begin(client: Client, place: str, body: str = "Half a thou", **more: str):
    return client.post("/begun/", {"place": place, "body": body} | more)


@FORMS
def test_a_stranger_finds_a_form_that_no_cache_keeps(client: Client, kind: str) -> None:
    url, _ = form_of(kind)

    response = client.get(url)
    page = response.content.decode()

    assert "Sign in to post" in page
    assert "Sign up to post" in page
    assert 'name="preview"' not in page
    assert "no-store" in response["Cache-Control"]
    assert "sessionid" not in response.cookies


@FORMS
@pytest.mark.parametrize(
    ("button", "way"), [({}, "login"), ({"sign-up": "yes"}, "signup")]
)
def test_what_a_stranger_posts_waits_for_them_behind_the_door(
    client: Client, reader: User, kind: str, button: dict[str, str], way: str
) -> None:
    url, place = form_of(kind)

    sent = client.post(url, {"body": "I think so."} | button)
    sign_in(client, reader)
    page = client.get(url).content.decode()

    assert sent["Location"] == f"/accounts/{way}/?next={url}"
    assert "I think so.</textarea>" in page
    assert Draft.objects.get(person=reader).place == place
    assert not Answer.objects.filter(body="I think so.").exists()


def test_the_question_leads_to_the_form_and_stays_public(client: Client) -> None:
    asked = question()

    response = client.get(asked.get_absolute_url())

    assert f'href="/q/{asked.public_id}/answer/"' in response.content.decode()
    assert response["Cache-Control"].startswith("public")
    assert not response.cookies


@FORMS
def test_what_is_being_typed_is_in_the_strangers_form_again(
    client: Client, kind: str
) -> None:
    url, place = form_of(kind)

    saved = begin(client, place)

    page = client.get(url).content.decode()
    assert saved.status_code == 204
    assert "Half a thou</textarea>" in page
    assert "Half a thou" not in Client().get(url).content.decode()
    assert not Draft.objects.exists()


def test_it_is_thrown_away_by_a_form(client: Client) -> None:
    url, place = form_of("question")
    begin(client, place)

    thrown = begin(client, place, "", next=url)

    assert thrown["Location"] == url
    assert "Half a thou" not in client.get(url).content.decode()


def test_a_quotation_is_kept_and_taken_out_again(client: Client) -> None:
    url, place = form_of("question")
    begin(client, place, exact="Some words.", before="", after="")
    quoting = client.get(url).content.decode()

    sent = {"body": "Half a thou", "exact": "Some words.", "unquote": "1"}
    response = client.post(url, sent)

    assert ">Some words.</textarea>" in quoting
    assert response["Location"] == url
    page = client.get(url).content.decode()
    assert ">Some words.</textarea>" not in page
    assert "Half a thou</textarea>" in page


def test_a_draft_that_is_there_already_stays_above(
    client: Client, as_: SignedIn, reader: User
) -> None:
    url, place = form_of("question")
    as_(reader).post("/drafts/", {"place": place, "body": "Begun at home."})

    client.post(url, {"body": "Begun on the train."})
    sign_in(client, reader)
    page = client.get(url).content.decode()

    assert "Begun at home.\n\nBegun on the train.</textarea>" in page
    assert "You had a draft here already." in page


@pytest.mark.parametrize(
    ("before", "typed"),
    [("Begun.", "Begun.\n\nAt home."), ("Begun.\n\nAt home.", "At home.")],
)
def test_the_same_words_are_not_put_there_twice(
    client: Client, as_: SignedIn, reader: User, before: str, typed: str
) -> None:
    url, place = form_of("question")
    as_(reader).post("/drafts/", {"place": place, "body": before})

    client.post(url, {"body": typed})
    sign_in(client, reader)
    page = client.get(url).content.decode()

    assert Draft.objects.get().body == "Begun.\n\nAt home."
    assert "You had a draft here already." not in page


def test_words_that_begin_a_longer_word_are_words_of_their_own(
    client: Client, as_: SignedIn, reader: User
) -> None:
    url, place = form_of("question")
    as_(reader).post("/drafts/", {"place": place, "body": "No"})

    client.post(url, {"body": "Nobody knows"})
    sign_in(client, reader)
    client.get(url)

    assert Draft.objects.get().body == "No\n\nNobody knows"


def test_what_a_full_draft_has_no_room_for_waits(
    client: Client, as_: SignedIn, reader: User
) -> None:
    url, place = form_of("question")
    as_(reader).post("/drafts/", {"place": place, "body": "long " * 11_999})
    client.post(url, {"body": "Begun on the train."})
    sign_in(client, reader)

    client.post("/drafts/", {"place": place, "body": "long " * 11_998})
    told, told_again = (client.get(url).content.decode() for _ in range(2))
    as_(reader).post("/drafts/", {"place": place, "body": ""})

    assert "Your draft has no room" in told
    assert "Your draft has no room" not in told_again
    assert "Begun on the train.</textarea>" in client.get(url).content.decode()


def test_it_is_let_go_where_the_question_is_gone(client: Client, reader: User) -> None:
    _, place = form_of("question")
    begin(client, place)
    Essay.objects.update(published_at=None)
    sign_in(client, reader)

    response = client.get("/me/answers/")

    assert response.status_code == 200
    assert not Draft.objects.exists()
    assert "unsent_forms" not in client.session


@pytest.mark.parametrize(
    "place", ["", "question:nobody", "reply:nobody", "x:1", "nonsense"]
)
def test_what_is_begun_belongs_somewhere(client: Client, place: str) -> None:
    assert begin(client, place).status_code == 422
    assert not Session.objects.exists()


@pytest.mark.parametrize("place", ["reply", "edit"])
@pytest.mark.parametrize("status", ["held", "hidden"])
def test_nobody_learns_there_of_what_is_out_of_sight(
    client: Client, place: str, status: str
) -> None:
    row = answer(status=status)
    gone, missing = f"{place}:{row.public_id}", f"{place}:nobody"

    there, nowhere = begin(client, gone), begin(client, missing)
    sent = client.post(f"/a/{row.public_id}/reply/", {"body": "Words"})

    assert (there.status_code, there.content) == (422, nowhere.content)
    assert sent.status_code == 404
    assert not Session.objects.exists()


def test_changing_an_answer_is_not_begun_by_strangers(client: Client) -> None:
    row = answer()

    assert begin(client, f"edit:{row.public_id}").status_code == 422
    assert not Session.objects.exists()


def test_a_draft_takes_no_more_quotations_than_its_form_can_keep(
    client: Client, as_: SignedIn, reader: User
) -> None:
    url, place = form_of("question")
    four, others = ([f"{each} {n}" for n in range(4)] for each in ("This", "That"))
    empty = {"before": [""] * 4, "after": [""] * 4}
    as_(reader).post("/drafts/", {"place": place, "exact": four, **empty})
    client.post("/begun/", {"place": place, "exact": others, **empty})
    sign_in(client, reader)

    told = client.get(url).content.decode()

    assert "Your draft has no room" in told
    assert [each["exact"] for each in Draft.objects.get().passages] == four


@pytest.mark.parametrize("url", ["/q/nobody/answer/", "/a/nobody/reply/"])
def test_nothing_is_kept_for_what_is_not_there(client: Client, url: str) -> None:
    assert client.get(url).status_code == 404
    assert client.post(url, {"body": "Words"}).status_code == 404
    assert not Session.objects.exists()


def test_it_has_a_limit_and_the_words_are_on_the_page(client: Client) -> None:
    url, place = form_of("question")
    long = "long " * 4001

    sent, saved = client.post(url, {"body": long}), begin(client, place, long)

    assert (sent.status_code, saved.status_code) == (403, 422)
    assert long.strip() in sent.content.decode()
    assert "20,000 characters" in sent.content.decode()
    assert "20,000 characters" in saved.content.decode()
    assert not Session.objects.exists()


def test_a_stranger_keeps_a_few_texts_at_most(client: Client) -> None:
    places = [form_of("question")[1] for _ in range(unsent.MAX_FORMS + 1)]

    answers = [begin(client, place).status_code for place in places]

    assert answers == [204] * unsent.MAX_FORMS + [422]
    assert begin(client, places[0], "More of it").status_code == 204


def test_one_address_begins_only_so_many_an_hour(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(unsent, "MOST_AN_HOUR", 2)
    _, place = form_of("question")

    with time_machine.travel(timezone.now(), tick=False) as clock:
        answers = [begin(Client(), place).status_code for _ in range(3)]
        clock.shift(timedelta(hours=1))
        later = begin(Client(), place).status_code

    assert answers == [204, 204, 422]
    assert later == 204
    assert Session.objects.count() == 3


def test_all_readers_together_begin_only_so_many_an_hour(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(unsent, "MOST_AN_HOUR", 1)
    monkeypatch.setattr(unsent, "MOST_BY_ALL_AN_HOUR", 2)
    _, place = form_of("question")
    readers = [Client(REMOTE_ADDR=f"192.0.2.{each}") for each in (1, 1, 2, 3)]

    with time_machine.travel(timezone.now(), tick=False):
        answers = [begin(each, place).status_code for each in readers]

    assert answers == [204, 422, 204, 422]


def test_it_is_forgotten_after_a_week_and_its_session_deleted(client: Client) -> None:
    url, place = form_of("question")

    with time_machine.travel(timezone.now(), tick=False) as clock:
        begin(client, place)
        clock.shift(timedelta(days=8))
        page = client.get(url).content.decode()
        forget_sessions()

    assert "Half a thou" not in page
    assert not Session.objects.exists()


def test_who_signs_in_meanwhile_stays_signed_in_as_long_as_anybody(
    client: Client, reader: User
) -> None:
    _, place = form_of("question")

    with time_machine.travel(timezone.now(), tick=False) as clock:
        begin(client, place)
        sign_in(client, reader)
        begin(client, place, "More of it")
        clock.shift(timedelta(days=8))
        forget_sessions()
        page = client.get("/me/answers/")

    assert page.status_code == 200
    assert client.session.get_expiry_age() == settings.SESSION_COOKIE_AGE


def test_the_form_says_for_whom_the_words_are_kept(client: Client) -> None:
    url, _ = form_of("question")

    page = client.get(url).content.decode()

    assert "for whoever signs in next in this browser" in page


def test_a_form_from_elsewhere_cannot_fill_it() -> None:
    url, place = form_of("question")
    forged = Client(enforce_csrf_checks=True)

    assert begin(forged, place).status_code == 403
    assert forged.post(url, {"body": "Forged"}).status_code == 403
    assert forged.get("/begun/").status_code == 405
    assert not Session.objects.exists()


def test_who_has_signed_in_beside_the_form_loses_nothing(reader: User) -> None:
    url, place = form_of("question")
    reader.set_password("correct horse")
    reader.save()
    EmailAddress.objects.create(user=reader, email=reader.email, verified=True)
    client = Client(enforce_csrf_checks=True)
    client.get(url)
    old = client.cookies["csrftoken"].value
    begin(client, place, "One", csrfmiddlewaretoken=old)
    entering = {"login": reader.email, "password": "correct horse"}
    client.post("/accounts/login/", entering | {"csrfmiddlewaretoken": old})
    new = client.cookies["csrftoken"].value

    refused = begin(client, place, "One two", csrfmiddlewaretoken=old)
    late = begin(client, place, "One two", csrfmiddlewaretoken=new)

    assert "_auth_user_id" in client.session
    assert (refused.status_code, late.status_code) == (403, 204)
    assert "One two</textarea>" in client.get(url).content.decode()


def test_a_text_kept_for_a_stranger_is_clean_and_whole(
    client: Client, reader: User
) -> None:
    url, _ = form_of("question")
    lines = ["Twenty letters long."] * 950

    client.post(url, {"body": "\0" + "\r\n".join(lines)})
    sign_in(client, reader)
    client.get(url)

    assert Draft.objects.get().body == "\n".join(lines)


def test_the_forms_queries_do_not_grow(growth, client: Client) -> None:
    url, place = form_of("question")
    asked = Answer.objects.get().question
    begin(client, place)

    def add() -> None:
        for _ in range(20):
            answer(asked)

    growth(url, add, client)

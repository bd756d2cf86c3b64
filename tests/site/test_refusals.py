"""Requests that no view ever sees, and the pages that say so."""

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory

from aiq_site import errors


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH", "PROPFIND"])
def test_odd_methods_are_refused(client: Client, method: str) -> None:
    response = client.generic(method, "/")

    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, POST, OPTIONS"


@pytest.fixture
def forged() -> Client:
    return Client(enforce_csrf_checks=True)


@pytest.mark.django_db
def test_an_expired_form_gives_the_typed_text_back(forged: Client) -> None:
    typed = {"body": "My <b>long</b> answer.", "title": "Cities"}

    response = forged.post("/", typed)

    text = response.content.decode()
    assert response.status_code == 403
    assert "My &lt;b&gt;long&lt;/b&gt; answer.</textarea>" in text
    assert "Cities</textarea>" in text


@pytest.mark.django_db
def test_an_expired_form_leads_back_and_shows_only_what_was_typed(
    forged: Client,
) -> None:
    form = "http://testserver/q/hands01/"
    typed = {
        "body": "Mine.",
        "form_key": "k3y",
        "exact": ["one", "two"],
        "before": "b4",
    }

    text = forged.post("/", typed, headers={"Referer": form}).content.decode()

    assert f'<a href="{form}">Back to the form</a>' in text
    assert "/accounts/login/?next=http%3A//testserver/q/hands01/" in text
    assert "Your text</label>" in text
    assert ">one</textarea>" in text
    assert ">two</textarea>" in text
    assert "k3y" not in text
    assert "b4" not in text


@pytest.mark.django_db
def test_an_expired_form_leads_nowhere_else(forged: Client) -> None:
    evil = {"Referer": "https://evil.example/"}

    assert "evil" not in forged.post("/", {"body": "a"}, headers=evil).content.decode()


@pytest.mark.django_db
def test_an_expired_form_shows_no_password(forged: Client) -> None:
    typed = {"password": "correct horse", "csrfmiddlewaretoken": "t0ken", "login": "a"}

    text = forged.post("/", typed).content.decode()

    assert "correct horse" not in text
    assert "t0ken" not in text


@pytest.mark.django_db
def test_an_expired_form_cannot_be_sent_from_there(forged: Client) -> None:
    text = forged.post("/", {"body": "forged"}).content.decode()

    assert 'method="post"' not in text


@pytest.fixture
def odd(rf: RequestFactory) -> HttpRequest:
    """A request that no middleware has dressed."""
    return rf.get("/")


def test_a_request_that_cannot_be_read_gets_a_page(odd: HttpRequest) -> None:
    response = errors.bad_request(odd, ValueError("inside"))

    assert response.status_code == 400
    assert "could not be read" in response.content.decode()
    assert "inside" not in response.content.decode()


def test_an_accident_gets_a_page_even_when_nothing_works(odd: HttpRequest) -> None:
    response = errors.server_error(odd)

    assert response.status_code == 500
    assert "Something broke" in response.content.decode()


@pytest.mark.django_db
def test_a_page_that_is_not_there_says_so_without_insides(client: Client) -> None:
    response = client.get("/no/such/page/")

    assert response.status_code == 404
    assert "urlconf" not in response.content.decode().lower()


@pytest.mark.parametrize("address", ["/h/%00/", "/t/%00/", "/highlights/?after=%00"])
def test_a_nul_in_an_address_is_refused(client: Client, address: str) -> None:
    assert client.get(address).status_code == 400

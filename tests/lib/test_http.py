from types import SimpleNamespace

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from apps.lib.http import (
    PRIVATE,
    PUBLIC,
    page_etag,
    public_page,
    safe_next,
    versioned_page,
)

ETAG = page_etag("essay", 1)


@pytest.fixture
def request_of_a_stranger(rf: RequestFactory) -> HttpRequest:
    return rf.get("/q/1")


@pytest.mark.parametrize("path", ["/", "/q/1?sort=new#a", "q/1", "http://testserver/q"])
def test_a_next_page_on_this_site_is_taken(request_of_a_stranger, path):
    assert safe_next(request_of_a_stranger, path, "/home") == path


@pytest.mark.parametrize(
    "path",
    [
        None,
        "",
        "//evil.example",
        "///evil.example",
        "////evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example",
        "HTTPS://evil.example",
        "https:evil.example",
        "https:///evil.example",
        "http://testserver.evil.example",
        "http://testserver@evil.example",
        "http://evil.example\\@testserver",
        "javascript:alert(1)",
        "data:text/html,x",
        "/\t/evil.example",
        "/\n/evil.example",
        " //evil.example",
        "\x00//evil.example",
        "ftp://testserver/",
    ],
)
def test_a_next_page_elsewhere_is_not(request_of_a_stranger, path):
    assert safe_next(request_of_a_stranger, path, "/home") == "/home"


def test_a_secure_page_is_not_left_for_an_open_one(rf):
    request = rf.get("/", secure=True)

    assert safe_next(request, "http://testserver/q", "/home") == "/home"


def test_etags_are_quoted_and_tell_pages_apart():
    tags = {
        page_etag("a", "bc"),
        page_etag("ab", "c"),
        page_etag("abc"),
        page_etag("a", 1),
        page_etag("a", "1"),
        page_etag("1", "a"),
    }

    assert len(tags) == 6
    assert all(tag.startswith('W/"') and tag.endswith('"') for tag in tags)
    assert page_etag("a", 1) == page_etag("a", 1)


def test_a_strangers_page_may_be_kept_by_caches_that_ask_again(request_of_a_stranger):
    response = public_page(request_of_a_stranger, HttpResponse("page"), ETAG)

    assert response.status_code == 200
    assert response["Cache-Control"] == PUBLIC
    assert response["ETag"] == ETAG
    assert response["Vary"] == "Cookie"


def test_a_page_the_reader_has_already_is_not_sent_again(rf):
    request = rf.get("/q/1", headers={"If-None-Match": ETAG})

    response = public_page(request, HttpResponse("page"), ETAG)

    assert response.status_code == 304
    assert response.content == b""
    assert response["ETag"] == ETAG
    assert response["Cache-Control"] == PUBLIC


def test_an_older_page_is_sent_anew(rf):
    request = rf.get("/q/1", headers={"If-None-Match": page_etag("essay", 0)})

    assert public_page(request, HttpResponse("page"), ETAG).status_code == 200


def test_nothing_is_built_for_a_reader_who_has_the_page(rf):
    request = rf.get("/q/1", headers={"If-None-Match": ETAG})

    assert versioned_page(request, ETAG, _never).status_code == 304


def test_the_next_stranger_gets_the_stored_copy(rf):
    first = versioned_page(rf.get("/q/1"), ETAG, lambda: HttpResponse("page"))

    second = versioned_page(rf.get("/q/1"), ETAG, _never)

    assert second.content == first.content
    assert second.headers == first.headers


def test_a_copy_is_for_one_address_and_version(rf):
    versioned_page(rf.get("/q/1"), ETAG, lambda: HttpResponse("page"))

    for path, etag in (("/q/2", ETAG), ("/q/1", page_etag("new"))):
        page = versioned_page(rf.get(path), etag, lambda: HttpResponse("other"))
        assert page.content == b"other"


@pytest.mark.parametrize("query", ["?order=new", "?&&"])
def test_pages_with_a_query_string_are_not_stored(rf, query):
    versioned_page(rf.get("/q/1" + query), ETAG, lambda: HttpResponse("page"))

    page = versioned_page(rf.get("/q/1" + query), ETAG, lambda: HttpResponse("other"))

    assert page.content == b"other"


@pytest.mark.parametrize("cookie", [settings.SESSION_COOKIE_NAME, "messages"])
def test_a_persons_page_is_neither_stored_nor_taken_from_the_store(rf, cookie):
    versioned_page(rf.get("/q/1"), ETAG, lambda: HttpResponse("for anyone"))
    request = rf.get("/q/1")
    request.COOKIES[cookie] = "x"

    page = versioned_page(request, ETAG, lambda: HttpResponse("for a person"))

    assert page.content == b"for a person"
    stranger = versioned_page(rf.get("/q/1"), ETAG, _never)
    assert stranger.content == b"for anyone"


def test_a_refusal_is_not_stored(rf):
    versioned_page(rf.get("/q/1"), ETAG, lambda: HttpResponse("no", status=403))

    page = versioned_page(rf.get("/q/1"), ETAG, lambda: HttpResponse("yes"))

    assert page.content == b"yes"


def _never() -> HttpResponse:
    raise AssertionError("built")


@pytest.mark.parametrize("cookie", [settings.SESSION_COOKIE_NAME, "messages"])
def test_a_page_for_a_person_is_kept_by_nobody(rf, cookie):
    request = rf.get("/q/1", headers={"If-None-Match": ETAG})
    request.COOKIES[cookie] = "x"

    response = public_page(request, HttpResponse("page"), ETAG)

    assert response.status_code == 200
    assert response["Cache-Control"] == PRIVATE
    assert "ETag" not in response


def test_a_page_that_sets_a_cookie_is_kept_by_nobody(request_of_a_stranger):
    response = HttpResponse("page")
    response.set_cookie("theme", "dark")

    assert (
        public_page(request_of_a_stranger, response, ETAG)["Cache-Control"] == PRIVATE
    )


def test_a_page_with_a_csrf_token_is_kept_by_nobody(request_of_a_stranger):
    request_of_a_stranger.META["CSRF_COOKIE_NEEDS_UPDATE"] = True

    response = public_page(request_of_a_stranger, HttpResponse("page"), ETAG)

    assert response["Cache-Control"] == PRIVATE


@pytest.mark.parametrize(("modified", "header"), [(True, PRIVATE), (False, PUBLIC)])
def test_a_page_that_began_a_session_is_kept_by_nobody(
    request_of_a_stranger, modified, header
):
    request_of_a_stranger.session = SimpleNamespace(modified=modified)

    response = public_page(request_of_a_stranger, HttpResponse("page"), ETAG)

    assert response["Cache-Control"] == header


def test_errors_and_answers_to_posts_are_kept_by_nobody(rf, request_of_a_stranger):
    missing = HttpResponse("gone", status=404)

    assert public_page(request_of_a_stranger, missing, ETAG)["Cache-Control"] == PRIVATE
    assert public_page(rf.post("/"), HttpResponse(), ETAG)["Cache-Control"] == PRIVATE

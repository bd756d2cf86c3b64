"""What every response says to the browser."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from apps.accounts.models import User

pytestmark = pytest.mark.django_db


def test_the_policy_allows_nothing_inline(client: Client) -> None:
    policy = client.get("/")["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


def test_pages_are_not_sniffed_or_framed(client: Client) -> None:
    response = client.get("/")

    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PUT", "DELETE", "PATCH"])
def test_odd_methods_are_refused(client: Client, method: str) -> None:
    assert client.generic(method, "/").status_code == 405


@pytest.mark.parametrize("address", ["account_login", "account_email"])
def test_pages_about_an_account_are_kept_by_no_cache(
    as_: Callable[[User], Client], client: Client, reader: User, address: str
) -> None:
    reads = client if address == "account_login" else as_(reader)

    assert "no-store" in reads.get(reverse(address))["Cache-Control"]

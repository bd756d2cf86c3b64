"""Scripts in bodies and names stay text on every page that shows them."""

from collections.abc import Callable

import pytest
from django.test import Client

from apps.accounts.models import User
from tests.factories import answer, person, question

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>{{ 123456|add:111111 }}"
PAGES = (
    "/q/{q}/",
    "/q/{q}/answers.atom",
    "/a/{a}/",
    "/a/{a}/history/",
    "/a/{a}/reply/",
    "/a/{a}/flag/",
    "/moderation/?case=answer-{a}",
)


@pytest.mark.parametrize("page", PAGES)
def test_no_page_runs_what_a_reader_typed(
    as_: Callable[[User], Client], moderator: User, page: str
) -> None:
    asked = question(text=SCRIPT)
    writer = person(name=SCRIPT[:60], bio=SCRIPT)
    row = answer(asked, writer, SCRIPT)
    answer(parent=row, author=writer, body=f"> {SCRIPT}")

    response = as_(moderator).get(page.format(q=asked.public_id, a=row.public_id))

    text = response.content.decode()
    assert response.status_code == 200
    assert "<script>alert" not in text
    assert "<img" not in text
    assert "alert(1)" in text
    assert "234567" not in text

"""What migrations tell of the rows that were there before them."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps

from tests.factories import NOW, answer

pytestmark = pytest.mark.django_db


def test_what_was_dated_when_it_was_brought_here_has_no_date() -> None:
    migration = import_module(
        "apps.answers.migrations.0013_whether_an_answer_has_a_date"
    )
    undated = answer(brought_at=NOW)
    others = [answer(), answer(brought_at=NOW + timedelta(days=1))]

    migration.tell(apps, None)

    for row in (undated, *others):
        row.refresh_from_db()
    assert undated.is_undated
    assert not any(row.is_undated for row in others)

"""A section's page: its open questions, and those of its subsections."""

from collections.abc import Callable

import pytest
from django.test import Client

from apps.questions.models import Section
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def section() -> Section:
    return factories.section(title="Ice")


def test_it_lists_what_it_asks_and_what_its_subsections_ask(
    client: Client, section: Section
) -> None:
    inner = factories.section(section.essay, parent=section, title="Thin ice")
    factories.question(section.essay, "Who crosses?", section=section)
    factories.question(section.essay, "Who sinks?", section=inner)
    factories.question(section.essay, "Who retired?", section=section, status="retired")
    factories.question(section.essay, "Who is elsewhere?")

    page = client.get(section.get_absolute_url()).content.decode()

    assert page.index("Who crosses?") < page.index("Who sinks?")
    assert "Thin ice" in page
    assert "Who retired?" not in page
    assert "Who is elsewhere?" not in page


def test_without_questions_it_says_so(client: Client, section: Section) -> None:
    page = client.get(section.get_absolute_url()).content.decode()

    assert "No open question here" in page


def test_it_is_not_there_before_its_essay_is(client: Client) -> None:
    section = factories.section(factories.essay(published=False))

    assert client.get(section.get_absolute_url()).status_code == 404


def test_forty_questions_take_as_many_queries_as_two(
    client: Client, section: Section, growth: Callable[..., int]
) -> None:
    def add(count: int = 40) -> None:
        for _ in range(count):
            factories.question(section.essay, section=section)

    add(2)

    assert growth(section.get_absolute_url(), add, client) == 3

"""One comment out of two exports comes in once."""

import json
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from apps.comments import actions
from apps.comments.actions import storing
from apps.comments.models import ImportedComment
from apps.comments.records import Record
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db
WROTE = datetime(2024, 3, 1, 10, tzinfo=UTC)
REASON = "already here from another import"


@pytest.fixture
def essay():
    return factories.essay(slug="tides", title="Tides")


@pytest.fixture
def bring(essay, author):
    def brought(source: str, *records: Record) -> dict[str, int]:
        counts = actions.bring_comments(
            essay=essay, source=source, records=records, by=author, at=NOW
        )
        return dict(counts)

    return brought


def record(id: str = "1", **fields: object) -> Record:
    usual = {
        "id": id,
        "parent": "",
        "author": "Ada",
        "key": "a" * 64,
        "ref": "",
        "body": "The moon, **mostly**. See [this](https://moon.example).",
        "at": WROTE.isoformat(),
        "url": "",
        "reactions": 0,
        "is_deleted": False,
    }
    return Record(**usual | fields)  # type: ignore[typeddict-item]


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"at": (WROTE + timedelta(hours=14)).isoformat()},
        {"at": (WROTE - timedelta(hours=11)).isoformat()},
        {"author": "ADA", "key": ""},
        {"author": "ada_l", "key": "a" * 64},
        {"body": "The moon, mostly.\n\nSee this https://moon.example"},
    ],
)
def test_what_another_export_brought_is_not_brought_again(bring, other) -> None:
    bring("wordpress", record("101"))

    assert bring("disqus", record("dsq-7", **other)) == {"elsewhere": 1}
    assert ImportedComment.objects.get().external_id == "101"


@pytest.mark.parametrize(
    "other",
    [
        {"at": (WROTE + timedelta(days=2)).isoformat()},
        {"at": ""},
        {"author": "Ben", "key": "b" * 64},
        {"body": "The moon, mostly."},
        {"body": "", "is_deleted": True},
    ],
)
def test_what_only_looks_alike_comes_in(bring, other) -> None:
    bring("wordpress", record("101"))

    assert bring("disqus", record("dsq-7", **other))["new"] == 1


@pytest.mark.parametrize("body", ["https://moon.example", "…"])
def test_comments_without_words_are_not_told_apart_by_them(bring, body) -> None:
    bring("wordpress", record("101", body=body))

    assert bring("disqus", record("dsq-7", body=body)) == {"new": 1}


def test_an_author_may_repeat_themselves_in_one_export(bring) -> None:
    assert bring("wordpress", record("1"), record("2")) == {"new": 2}


def test_comments_of_other_essays_do_not_count(bring) -> None:
    factories.comment(
        source="disqus", author_name="Ada", body=record()["body"], written_at=WROTE
    )

    assert bring("wordpress", record("1")) == {"new": 1}


def test_again_changes_nothing(bring) -> None:
    bring("wordpress", record("101"))
    bring("disqus", record("7"), record("8", body="The sun."))
    before = list(ImportedComment.objects.order_by("pk").values())

    assert bring("disqus", record("7"), record("8", body="The sun.")) == {
        "elsewhere": 1,
        "here": 1,
    }
    assert bring("wordpress", record("101")) == {"here": 1}
    assert list(ImportedComment.objects.order_by("pk").values()) == before


def test_replies_hang_below_the_one_that_is_here(bring, monkeypatch) -> None:
    monkeypatch.setattr(storing, "BATCH", 1)
    bring("wordpress", record("101"))

    bring(
        "disqus",
        record("9", parent="7", body="Not the sun?"),
        record("7"),
        record("10", parent="7", body="Tides turn.", author="Ben", key=""),
    )

    replies = ImportedComment.objects.filter(parent__external_id="101")
    assert {reply.external_id for reply in replies} == {"9", "10"}


def test_the_queries_do_not_grow_with_what_is_here(
    bring, essay, django_assert_max_num_queries
) -> None:
    for number in range(40):
        factories.comment(essay, author_name="Ada", body=f"Tide {number}.")

    with django_assert_max_num_queries(14):
        bring("disqus", *(record(str(n), body=f"Wave {n}.") for n in range(40)))


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "export.json"
    path.write_text(
        json.dumps(
            [
                {
                    "id": "x1",
                    "author": "Ada",
                    "body": "The moon, mostly. See this.",
                    "date": WROTE.isoformat(),
                },
                {"id": "x2", "author": "Ben", "body": "The sun."},
            ]
        )
    )
    return path


def run(path, **options: object) -> dict[str, object]:
    out = StringIO()
    call_command(
        "import_comments", path, essay="tides", json=True, stdout=out, **options
    )
    return json.loads(out.getvalue())


@pytest.mark.parametrize("dry_run", [True, False])
def test_the_command_counts_them_as_skipped(bring, file, dry_run) -> None:
    bring("wordpress", record("101"))

    said = run(file, dry_run=dry_run)

    assert (said["kept"], said["skipped"]) == (1, {REASON: 1})
    assert said["new"] == (0 if dry_run else 1)
    assert ImportedComment.objects.count() == (1 if dry_run else 2)

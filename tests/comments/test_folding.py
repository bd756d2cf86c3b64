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
LONG = "The moon, **mostly**, and a little the sun. See [this](https://moon.example)."
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
        "body": LONG,
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
        {"at": (WROTE + timedelta(hours=5, minutes=45)).isoformat()},
        {"at": (WROTE + timedelta(microseconds=300)).isoformat()},
        {
            "body": "The moon, mostly, and a little the sun.\n\nSee this: https://m.example"
        },
        {"author": "guest"},
    ],
)
def test_what_another_export_brought_is_not_brought_again(bring, other) -> None:
    bring("wordpress", record("101"))

    assert bring("disqus", record("dsq-7", **other)) == {"elsewhere": 1}
    assert ImportedComment.objects.get().external_id == "101"


@pytest.mark.parametrize(
    "other",
    [
        {"at": (WROTE + timedelta(hours=14, minutes=15)).isoformat()},
        {"at": (WROTE + timedelta(minutes=7)).isoformat()},
        {"at": (WROTE + timedelta(hours=2, seconds=1)).isoformat()},
        {"at": ""},
        {"author": "Ben", "key": "b" * 64},
        {"author": "Ada", "key": "b" * 64},
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


@pytest.mark.parametrize("name", ["", "…", "Anonymous", "a GUEST", "Guest 12"])
def test_a_name_of_many_people_tells_nobody(bring, name) -> None:
    bring("wordpress", record("101", author=name))

    assert bring("disqus", record("dsq-7", author=name, key="")) == {"new": 1}


@pytest.mark.parametrize(
    ("here", "other", "count"),
    [
        ("**Thanks** [Ben](https://b.example)!", "Thanks  Ben https://b.example!", 1),
        ("See https://a.example", "See https://b.example", 0),
        ("-5 %", "5?", 0),
        ("Thanks!", "Thanks?", 0),
    ],
)
def test_of_short_ones_addresses_and_signs_count(bring, here, other, count) -> None:
    bring("wordpress", record("101", body=here))

    folded = bring("disqus", record("dsq-7", body=other)).get("elsewhere", 0)

    assert folded == count


@pytest.mark.parametrize(("body", "count"), [(LONG, 1), ("Agreed", 0)])
def test_without_dates_only_longer_ones_are_twins(bring, body, count) -> None:
    bring("wordpress", record("101", body=body, at=""))

    folded = bring("disqus", record("dsq-7", body=body, at="")).get("elsewhere", 0)

    assert folded == count


def test_thanks_to_somebody_else_comes_in_with_what_hangs_below(bring) -> None:
    thanks = {"author": "Ada", "key": ""}
    bring("wordpress", record("1", body="Thanks!", **thanks))
    later = (WROTE + timedelta(hours=9, minutes=13)).isoformat()

    bring(
        "disqus",
        record("7", body="thanks", at=later, **thanks),
        record("8", body="Which thanks?", parent="7", author="Ben", key=""),
    )

    assert ImportedComment.objects.get(external_id="8").parent.external_id == "7"


def test_each_that_is_here_is_the_twin_of_one_alone(bring, monkeypatch) -> None:
    bring("wordpress", record("101"))

    assert bring("disqus", record("7"), record("8")) == {"new": 1, "elsewhere": 1}
    assert bring("disqus", record("7"), record("8")) == {"here": 1, "elsewhere": 1}
    monkeypatch.setattr(storing, "BATCH", 1)
    assert bring("disqus", record("7"), record("8"), record("7"))["here"] == 1
    assert ImportedComment.objects.count() == 2


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


def test_two_parts_of_a_thread_make_no_circle(bring) -> None:
    first, last = record("x"), record("z", body="Tides turn.", parent="y")
    middle = record("y", body="Not the sun?", parent="x", author="Ben", key="")
    bring("disqus", middle, last)
    bring("wordpress", record("z1", body="Tides turn."), record("t", parent="z1"))

    bring("disqus", first, middle, last)

    rows = ImportedComment.objects.select_related("parent")
    above = {row.external_id: row.parent and row.parent.external_id for row in rows}
    assert above == {"y": None, "z": "y", "t": "z"}


def test_a_thread_without_end_takes_no_replies(bring, monkeypatch) -> None:
    monkeypatch.setattr(storing, "DEEPEST", 1)
    bring("wordpress", record("101"), record("102", body="Tides turn.", parent="101"))

    bring(
        "disqus",
        record("7", body="Tides turn."),
        record("8", parent="7", body="Do they?"),
    )

    assert ImportedComment.objects.get(external_id="8").parent is None


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
                    "body": "The moon, mostly, and a little the sun. See this.",
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

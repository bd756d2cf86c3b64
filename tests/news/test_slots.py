"""When mail that gathers goes out: pure."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from apps.news import slots

FIRST = datetime(2020, 1, 1, tzinfo=UTC)
MOMENTS = st.timedeltas(timedelta(0), timedelta(days=7000)).map(FIRST.__add__)


@given(MOMENTS)
def test_the_place_is_past_and_no_older_than_its_period(now: datetime) -> None:
    day, week = slots.daily(now), slots.weekly(now)

    assert timedelta(0) <= now - day.until < timedelta(days=1)
    assert timedelta(0) <= now - week.until < timedelta(days=7)
    assert week.until.weekday() == 0


@given(MOMENTS, st.timedeltas(timedelta(0), timedelta(days=30)))
def test_two_moments_share_a_place_or_are_on_two_sides_of_seven(
    now: datetime, passed: timedelta
) -> None:
    for slot in (slots.daily, slots.weekly):
        one, other = slot(now), slot(now + passed)

        assert (one.name == other.name) == (one.until == other.until)
        assert one.until <= other.until


def test_what_happens_after_seven_waits_for_the_next_morning() -> None:
    eight = datetime(2026, 5, 4, 8, 0, tzinfo=UTC)

    assert slots.daily(eight).until < eight
    assert slots.daily(eight).name == "daily:2026-05-04"
    assert slots.daily(eight - timedelta(hours=2)).name == "daily:2026-05-03"

"""The places for mail in a person's calendar: pure, in UTC."""

from datetime import datetime, timedelta
from typing import NamedTuple

# Early enough to be there at breakfast in Europe, and the evening before in America.
HOUR = 7


class Slot(NamedTuple):
    """`name` is filled once per person, with what happened before `until`."""

    name: str
    until: datetime


def daily(now: datetime) -> Slot:
    """The last seven o'clock: what happens after it waits for the next."""
    until = now.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    if until > now:
        until -= timedelta(days=1)
    return Slot(f"daily:{until:%Y-%m-%d}", until)


def weekly(now: datetime) -> Slot:
    """The last Monday's seven o'clock."""
    until = daily(now).until
    until -= timedelta(days=until.weekday())
    return Slot(f"weekly:{until:%G-W%V}", until)

"""People who wrote elsewhere what was brought here, and have not signed in here."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.hashers import make_password

from apps.accounts.models import User
from apps.lib.ids import answer_id
from apps.lib.names import MAX_NAME, NameRefused, check_name, skeleton
from apps.lib.text import clip

# How often a name is tried with a number behind it before it gets a random mark.
_ROUNDS = 5
_NAMELESS = "Somebody elsewhere"


def stage_people(names: Sequence[str], *, at: datetime) -> list[User]:
    """Accounts nobody can sign in to, for people who wrote elsewhere; in that order.

    Each is called as given where that name is free and fit to show, else by one close
    to it. One INSERT, and a query for each round in which a name was taken.
    """
    shown = _free_names([_fit(name) for name in names])
    people = []
    for name in shown:
        username = f"elsewhere-{answer_id()}"
        people.append(
            User(
                username=username,
                # No mail is ever sent to it: the domain is reserved for that.
                email=f"{username}@elsewhere.invalid",
                name=name,
                name_skeleton=skeleton(name),
                password=make_password(None),
                is_active=False,
                is_staged=True,
                date_joined=at,
            )
        )
    return User.objects.bulk_create(people)


def _free_names(wanted: list[str]) -> list[str]:
    free: dict[int, str] = {}
    used: set[str] = set()
    for attempt in range(1, _ROUNDS + 1):
        left = {
            place: _numbered(name, attempt)
            for place, name in enumerate(wanted)
            if place not in free
        }
        keys = {place: skeleton(name) for place, name in left.items()}
        taken = User.objects.filter(name_skeleton__in=set(keys.values()))
        used |= set(taken.values_list("name_skeleton", flat=True))
        for place, key in keys.items():
            if key not in used:
                used.add(key)
                free[place] = left[place]
        if len(free) == len(wanted):
            break
    return [free[place] for place in range(len(wanted))]


def _numbered(name: str, attempt: int) -> str:
    if attempt == 1:
        return name
    # Past a few of one name a number would be tried for each: chance is quicker.
    mark = str(attempt) if attempt < _ROUNDS else answer_id()
    return f"{name[: MAX_NAME - len(mark) - 3].rstrip()} ({mark})"


def _fit(name: str) -> str:
    """The name as posted, or what of it may be shown here."""
    for attempt in (name, "".join(filter(_is_plain, name)), f"{name} (elsewhere)"):
        try:
            return check_name(clip(attempt.strip(), MAX_NAME))
        except NameRefused:
            continue
    return _NAMELESS


def _is_plain(character: str) -> bool:
    return character.isalnum() or character in " .'’-"

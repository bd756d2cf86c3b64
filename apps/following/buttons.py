"""The button that follows a thing, and what it says to whom."""

from dataclasses import dataclass

from apps.accounts.models import User
from apps.following.models import Follow, Target


@dataclass(frozen=True, slots=True)
class FollowButton:
    """`key` is what addresses call the thing; `name` is what it follows, in words."""

    kind: str
    key: str
    name: str
    is_on: bool
    # How many people follow it; told where there are any.
    followers: int = 0


def follow_button(
    target: Target, person: User | None, *, key: str, name: str, followers: int = 0
) -> FollowButton:
    """One query, none for strangers: their button leads to the sign-in page."""
    is_on = (
        person is not None
        and Follow.objects.filter(person=person).of([target]).exists()
    )
    return FollowButton(target.kind, key, name, is_on, followers)

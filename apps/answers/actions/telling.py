"""Whom an answer is news for."""

from datetime import datetime

from apps.accounts.actions import tell
from apps.answers.models import Answer


def tell_of_reply(reply: Answer, *, at: datetime) -> None:
    """Tell the author of what was replied to, once, and only of what they can read."""
    parent = reply.parent
    if parent is None or not reply.is_visible or parent.author_id == reply.author_id:
        return
    tell(
        person=parent.author,
        key=f"reply:{reply.public_id}",
        text=f"{reply.author.shown_name} replied to you on "
        f"“{reply.question.headline}”.",
        url=reply.get_absolute_url(),
        at=at,
    )

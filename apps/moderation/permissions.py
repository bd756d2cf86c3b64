"""Who may come in, and what they may decide."""

from apps.accounts.models import User


def decides_proposals(person: User) -> bool:
    """What an essay asks is for its editors; moderators look after the answers."""
    return person.may_edit

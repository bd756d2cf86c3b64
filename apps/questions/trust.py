"""Whose proposals readers see at once, and whose wait for an editor.

Apps above this one know more of a person: they vouch for them (`AppConfig.ready`), as
what hangs on an essay's words does, see docs/decisions/0013.
"""

from collections.abc import Callable

from apps.accounts.models import User
from apps.questions.models import Proposal

# A newcomer's proposals wait until this many of them were shown or taken.
SHOWN_BEFORE_TRUSTED = 2

Voucher = Callable[[User], bool]
_vouchers: list[Voucher] = []


def vouch(voucher: Voucher) -> None:
    if voucher not in _vouchers:
        _vouchers.append(voucher)


def is_trusted(person: User) -> bool:
    """Two queries, and those of whoever vouches. One hidden proposal undoes it."""
    if person.may_moderate:
        return True
    own = Proposal.objects.filter(proposed_by=person)
    if own.filter(status=Proposal.Status.HIDDEN).exists():
        return False
    if own.public()[:SHOWN_BEFORE_TRUSTED].count() >= SHOWN_BEFORE_TRUSTED:
        return True
    return any(voucher(person) for voucher in _vouchers)

"""What the next compile of a digest chooses by."""

from datetime import datetime

from django.db import transaction

from apps.accounts.models import User
from apps.digest.actions.history import changing
from apps.digest.models import Digest
from apps.digest.parameters import Parameters


@transaction.atomic
def tune(
    *,
    digest: Digest,
    parameters: Parameters,
    period_from: datetime | None,
    period_to: datetime | None,
    by: User,
) -> Digest:
    """Set weights, limits and period; the tray stays as it is until the next compile."""
    words = "Changed what the next compile chooses by"
    with changing(digest.pk, by=by, words=words) as digest:
        is_usual = parameters == Parameters()
        digest.parameters = {} if is_usual else parameters.to_dict()
        digest.period_from, digest.period_to = period_from, period_to
        digest.save(update_fields=["parameters", "period_from", "period_to"])
        return digest


def tune_back(*, digest: Digest, by: User) -> Digest:
    """Weights, limits and period as they are for a new digest."""
    return tune(
        digest=digest,
        parameters=Parameters(),
        period_from=None,
        period_to=None,
        by=by,
    )

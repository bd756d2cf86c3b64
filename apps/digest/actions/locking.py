from django.db.models import F

from apps.digest.models import Digest


def lock_digest(pk: int) -> Digest:
    """The digest, held until the transaction ends. Call before any other write."""
    return Digest.objects.select_for_update(of=("self",)).in_context().get(pk=pk)


def new_version(digest: Digest) -> None:
    """The draft has changed. One query."""
    Digest.objects.filter(pk=digest.pk).update(version=F("version") + 1)

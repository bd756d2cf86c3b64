"""What publishing means for the search. In the same transaction."""

from django.db.models import Q

from apps.digest.indexing import digest_document
from apps.digest.models import Digest
from apps.search.actions import forget, index


def index_digest(digest: Digest) -> None:
    """Two queries."""
    document = digest_document(digest)
    if document:
        index([document])
    else:
        forget(Q(kind="digest", key=digest.public_id))

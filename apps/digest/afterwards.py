"""What became of published digests since readers have them. Reading only."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Max, Q

from apps.answers.models import Feature
from apps.digest.models import Change, Digest

# What of the digest itself stands in the post.
_TOLD = ("title", "subtitle", "intro", "changed_mind", "outro")


def out_at(digests: Iterable[Digest]) -> dict[int, datetime]:
    """When readers got the newest revision, by the digest's key. One query."""
    rows = Digest.objects.published().filter(pk__in=[row.pk for row in digests])
    return dict(
        rows.annotate(out=Max("revisions__published_at")).values_list("pk", "out")
    )


def edited_since(out: dict[int, datetime]) -> set[int]:
    """Digests whose post was changed on the desk since; done and stepped back is none.

    One query.
    """
    if not out:
        return set()
    changes = Change.objects.filter(digest__in=out)
    rows = changes.filter(
        Q(at__gt=min(out.values())) | Q(stepped_back_at__gt=min(out.values()))
    ).values_list("digest", "at", "stepped_back_at", "step")
    return {
        digest
        for digest, at, back, step in rows
        if (at > out[digest]) != (back is not None and back > out[digest])
        and _is_of_the_post(step)
    }


def withdrawn_since(digests: Iterable[Digest]) -> Counter[str]:
    """How many quotations have left what was published, by public id. One query."""
    rows = Feature.objects.filter(source__in=[row.public_id for row in digests])
    gone = rows.filter(Q(answer__status="withdrawn") | Q(answer__credit="none"))
    return Counter(gone.values_list("source", flat=True))


def _is_of_the_post(step: dict[str, Any]) -> bool:
    """Whether it changed what is published, not the tray alone."""
    if step["orders"]:
        return True
    return any(
        key.startswith(("group:", "item:")) or (key == "digest" and _is_told(*pair))
        for key, pair in step["rows"].items()
    )


def _is_told(was: dict[str, Any] | None, now: dict[str, Any] | None) -> bool:
    return any((was or {}).get(name) != (now or {}).get(name) for name in _TOLD)

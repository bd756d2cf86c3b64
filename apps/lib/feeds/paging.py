"""One page of a list that stands in the order of a moment, the newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from django.conf import settings
from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest

from apps.lib.feeds.answering import place_of
from apps.lib.feeds.keyset import Place, page_of
from apps.lib.feeds.parts import MIME

LENGTH = 50
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Listing(Generic[Row]):
    """`self_url` and `next_url` are absolute; `next_url` is "" at the end."""

    rows: Sequence[Row]
    self_url: str
    next_url: str


def listing(
    request: HttpRequest, kind: str, rows: "QuerySet[Row, Row]", *, by: str
) -> Listing[Row]:
    """The page of `rows` that the request asks for, in the order of the field `by`.

    One query. 404 for a format that we do not write, or a place that is none.
    """
    if kind not in MIME:
        raise Http404
    place = place_of(request)
    if place:
        rows = rows.filter(
            Q(**{f"{by}__lt": place.moment})
            | Q(**{by: place.moment, "pk__lt": place.key})
        )
    page, last = page_of(list(rows.order_by(f"-{by}", "-pk")[: LENGTH + 1]), LENGTH)
    address = f"{settings.SITE_URL}{request.path}"
    here = f"{address}?before={place}" if place else address
    after = Place(getattr(last, by), last.pk) if last else None
    return Listing(page, here, f"{address}?before={after}" if after else "")


def newest(moments: "Sequence[datetime | None]", *, otherwise: datetime) -> datetime:
    return max((moment for moment in moments if moment), default=otherwise)

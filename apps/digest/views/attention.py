"""The author's map of who answered what, as a page and as a spreadsheet."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from apps.accounts.permissions import editors_only
from apps.accounts.types import SignedInRequest
from apps.digest.attention import HEAD, ORDERS, attention, table
from apps.lib.spreadsheets import csv_of
from apps.questions.models import Essay
from apps.questions.states import MEANING, State


@require_safe
@editors_only
def attention_map(request: SignedInRequest, slug: str) -> HttpResponse:
    essay = get_object_or_404(Essay, slug=slug)
    show, order = _shown(request), request.GET.get("order", "")
    order = order if order in ORDERS else ""
    context = {
        "essay": essay,
        "map": attention(essay, show, order),
        "show": show,
        "order": order,
        "orders": {key: name for key, (name, _) in ORDERS.items()},
        "meaning": MEANING,
        "only": State(show) if show else None,
    }
    return render(request, "digest/attention.html", context)


@require_safe
@editors_only
def attention_csv(request: SignedInRequest, slug: str) -> HttpResponse:
    essay = get_object_or_404(Essay, slug=slug)
    show = _shown(request)
    name = "-".join(part for part in (slug, show or "attention") if part)
    return HttpResponse(
        csv_of(HEAD, table(essay, show)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


def _shown(request: HttpRequest) -> str:
    show = request.GET.get("show", "")
    return show if show in {state.value for state in State} else ""

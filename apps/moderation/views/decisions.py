"""What was decided, by whom, and why."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from apps.accounts.permissions import moderators_only
from apps.accounts.types import SignedInRequest
from apps.decisions.models import Decision
from apps.moderation.log import page


@require_safe
@moderators_only
def log(request: SignedInRequest) -> HttpResponse:
    """Newest first; `?before=` goes on from a decision."""
    before = None
    key = request.GET.get("before", "")
    if key:
        if not (key.isascii() and key.isdigit() and len(key) < 19):
            raise Http404
        before = get_object_or_404(Decision, pk=key)
    entries, following = page(before)
    context = {
        "entries": entries,
        "next_url": f"?before={following}" if following else "",
    }
    return render(request, "moderation/log.html", context)

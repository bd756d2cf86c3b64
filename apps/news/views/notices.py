"""What a person was told."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from apps.accounts import actions
from apps.accounts.types import SignedInRequest
from apps.news.happenings import happenings
from apps.news.lines import lines

LONGEST_LIST = 200


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def notices(request: SignedInRequest) -> HttpResponse:
    """The newest first, what belongs together as one. At most five queries."""
    if request.method == "POST":
        actions.read_notices(by=request.user, at=timezone.now())
        return redirect("notices")
    newest = list(request.user.notices.all()[:LONGEST_LIST])
    subjects = {notice.subject for notice in newest if notice.subject}
    told = lines(newest, happenings(subjects))
    context = {"lines": told, "has_unread": any(line.is_unread for line in told)}
    return render(request, "news/notices.html", context)

"""What readers have proposed: the list of an essay, a person's own, and each page."""

import hashlib
from collections.abc import Iterable

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from apps.accounts.models import User
from apps.accounts.reading import remember_as_read
from apps.accounts.types import SignedInRequest
from apps.lib.http import page_etag, public_page
from apps.questions.models import Essay, Proposal, Second
from apps.questions.permissions import may_open_proposal
from apps.questions.views.proposal_page import proposal_page

LONGEST_LIST = 100
PAGE_SIZE = 25
# In an address, and as the page says it.
STATES = {
    "waiting": (Proposal.Status.PENDING, "Waiting"),
    "accepted": (Proposal.Status.ACCEPTED, "Accepted"),
    "merged": (Proposal.Status.MERGED, "Merged"),
    "declined": (Proposal.Status.DECLINED, "Declined"),
}
ORDERS = {"newest": "Newest", "seconds": "Most seconded"}


@require_safe
def essay_proposals(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Those that every reader may read, and one's own. Four queries for a stranger."""
    essay = get_object_or_404(Essay.objects.published(), slug=slug)
    state, order = request.GET.get("state", ""), request.GET.get("order", "newest")
    if state not in ("", *STATES) or order not in ORDERS:
        raise Http404
    rows = Proposal.objects.public().filter(essay=essay).in_context()
    if state:
        rows = rows.filter(status=STATES[state][0])
    ordered = rows.most_seconded() if order == "seconds" else rows.newest_first()
    page = Paginator(ordered, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "essay": essay,
        "page": page,
        "state": state,
        "states": STATES,
        "order": order,
        "orders": ORDERS,
        "seconded": _seconded(request, page.object_list),
        "next_url": f"?state={state}&order={order}&page={page.number + 1}"
        if page.has_next()
        else "",
    }
    return _for_anyone(
        request, render(request, "questions/essay_proposals.html", context)
    )


@require_safe
@login_required
@never_cache
def proposals(request: SignedInRequest) -> HttpResponse:
    """The person's own, newest first. Two queries."""
    own = Proposal.objects.in_context().filter(proposed_by=request.user)
    context = {"proposals": own.newest_first()[:LONGEST_LIST]}
    return render(request, "questions/proposals.html", context)


@require_safe
def proposal(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """One proposal, whatever became of it. What is not public is there for those who
    may read it: strangers are asked to sign in, whether or not it exists."""
    person = request.user if isinstance(request.user, User) else None
    found = Proposal.objects.in_context().filter(public_id=public_id).first()
    if found is None or not may_open_proposal(person, found):
        if person is None:
            return redirect_to_login(request.path)
        raise Http404
    remember_as_read(request)
    return _for_anyone(request, proposal_page(request, found))


def _seconded(request: HttpRequest, rows: Iterable[Proposal]) -> set[int]:
    """Those of the rows that the person has seconded. One query, none for strangers."""
    if not isinstance(request.user, User):
        return set()
    given = Second.objects.filter(person=request.user, proposal__in=list(rows))
    return set(given.values_list("proposal", flat=True))


def _for_anyone(request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
    digest = hashlib.blake2s(response.content, digest_size=12).hexdigest()
    return public_page(request, response, page_etag(request.path, digest))

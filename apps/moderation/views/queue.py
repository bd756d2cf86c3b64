"""The queue: one case large, the rest as a list."""

from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from apps.accounts.permissions import moderators_only
from apps.accounts.types import SignedInRequest
from apps.moderation.cases import KINDS, Case, case_of, counts, waiting
from apps.moderation.evidence import evidence
from apps.moderation.undoing import last_hidden


@require_safe
@moderators_only
def queue(request: SignedInRequest) -> HttpResponse:
    return queue_page(request, request.GET.get("case", ""))


def queue_page(
    request: SignedInRequest,
    key: str,
    *,
    status: int = 200,
    refusal: str = "",
    reason: str = "",
) -> HttpResponse:
    """The case `key`, or the oldest. At most fourteen queries, however many wait.

    `refusal` says why the last decision was not carried out; `reason` was typed for it.
    """
    kind = request.GET.get("kind", "")
    order = request.GET.get("order", "")
    if kind not in ("", *KINDS) or order not in ("", "seconds"):
        raise Http404
    listed = waiting(request.user, kind, order)
    current = _current(request, listed, key)
    number = counts(request.user)
    context = {
        "kind": kind,
        "order": order,
        "tabs": [(name, KINDS[name], count) for name, count in number.items()],
        "total": sum(number.values()),
        "listed": listed,
        "case": current,
        "evidence": evidence(current) if current else None,
        "after": _address(kind, order, _following(listed, current)),
        "refusal": refusal,
        "reason": reason,
        "hidden": last_hidden(request.user),
    }
    return render(request, "moderation/queue.html", context, status=status)


def _current(request: SignedInRequest, listed: list[Case], key: str) -> Case | None:
    if not key:
        return listed[0] if listed else None
    found = next((case for case in listed if case.key == key), None)
    found = found or case_of(request.user, key)
    if found is None:
        raise Http404
    return found


def _following(listed: list[Case], current: Case | None) -> str:
    """The key of the case after this one, or "" for the top of the list."""
    keys = [case.key for case in listed]
    if current is None or current.key not in keys:
        return ""
    return next(iter(keys[keys.index(current.key) + 1 :]), "")


def _address(kind: str, order: str, key: str) -> str:
    every = (("kind", kind), ("order", order), ("case", key))
    asked = {name: value for name, value in every if value}
    queue = reverse("moderation:queue")
    return f"{queue}?{urlencode(asked)}" if asked else queue

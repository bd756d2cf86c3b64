"""What the compile chooses by, what it passed over, and the last word of the editor."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBadRequest, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from apps.accounts.permissions import editors_only
from apps.accounts.types import SignedInRequest
from apps.answers.models import Answer
from apps.digest import actions
from apps.digest.forms import HeadingForm, ParametersForm, ThemeForm
from apps.digest.missing import key_of, why_missing
from apps.digest.models import Digest, Passed
from apps.digest.passing import last_compile, passed_page
from apps.lib.text import printable


@dataclass(frozen=True, slots=True)
class _Seen:
    """What of the page of those passed over is looked at: see `passed_page`."""

    kind: str
    asked: str
    after: int

    @classmethod
    def of(cls, told: QueryDict) -> "_Seen":
        """Whatever was sent; what cannot be meant counts as not said."""
        kind, after = told.get("tray", ""), told.get("after", "")
        return cls(
            kind=kind if kind in Passed.Kind.values else Passed.Kind.ANSWER,
            asked=key_of(printable(told.get("of", ""))[:500])[:12],
            after=int(after) if after.isdecimal() and len(after) < 9 else 0,
        )

    def query(self) -> str:
        told = {"tray": self.kind, "of": self.asked, "after": self.after or ""}
        return urlencode(told)


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def parameters(request: SignedInRequest, public_id: str) -> HttpResponse:
    digest = get_object_or_404(Digest.objects.in_context(), public_id=public_id)
    form = ParametersForm(request.POST or None)
    if request.method != "POST":
        form = ParametersForm.opened_on(digest)
    elif "usual" in request.POST:
        actions.tune_back(digest=digest, by=request.user)
        messages.success(request, "Everything is as it is for a new digest.")
        return redirect("desk:parameters", public_id)
    elif form.is_valid():
        actions.tune(
            digest=digest,
            parameters=form.cleaned_data["parameters"],
            period_from=form.moment("period_from"),
            period_to=form.moment("period_to"),
            by=request.user,
        )
        messages.success(request, "Saved. The next compile chooses by it.")
        return redirect("desk:parameters", public_id)
    context = {
        "digest": digest,
        "form": form,
        "is_usual": not digest.parameters,
        "run": last_compile(digest),
    }
    return render(request, "digest/parameters.html", context)


@require_safe
@editors_only
def passed(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Everything that the last compile passed over, in trays, each with its reason."""
    digest = get_object_or_404(Digest.objects.in_context(), public_id=public_id)
    run = last_compile(digest)
    seen = _Seen.of(request.GET)
    page = run and passed_page(run, kind=seen.kind, asked=seen.asked, after=seen.after)
    is_missing = run and page and seen.asked and not page.rows
    context = {
        "digest": digest,
        "missing": why_missing(digest, run, seen.asked) if run and is_missing else "",
        "page": page,
        "kind": seen.kind,
        "kinds": Passed.Kind,
        "asked": seen.asked,
        "seen": seen,
        "next_url": page
        and page.after
        and f"?{replace(seen, after=page.after).query()}",
    }
    return render(request, "digest/passed.html", context)


@require_POST
@editors_only
def offer(request: SignedInRequest, public_id: str) -> HttpResponse:
    digest = get_object_or_404(Digest, public_id=public_id)
    try:
        actions.offer(digest=digest, answer=_answer(request, digest), by=request.user)
    except actions.CannotPick as refusal:
        messages.error(request, str(refusal))
    return _back(request, public_id)


@require_POST
@editors_only
def star(request: SignedInRequest, public_id: str) -> HttpResponse:
    """On or off, as the form says: sending it twice is the same as once."""
    digest = get_object_or_404(Digest, public_id=public_id)
    answer = _answer(request, digest)
    if request.POST.get("off"):
        actions.unstar(digest=digest, answer=answer, by=request.user)
    else:
        actions.star(digest=digest, answer=answer, by=request.user, at=timezone.now())
    return _back(request, public_id)


@require_POST
@editors_only
def theme(request: SignedInRequest, public_id: str) -> HttpResponse:
    digest, form = (
        get_object_or_404(Digest, public_id=public_id),
        ThemeForm(request.POST),
    )
    if not form.is_valid() and form.errors.keys() - {"heading"}:
        return HttpResponseBadRequest("Say which suggestion of which compile.")
    if not form.is_valid():
        messages.error(request, HeadingForm(request.POST).refusal())
        return redirect("desk:board", public_id)
    try:
        group = actions.group_theme(digest=digest, by=request.user, **form.cleaned_data)
    except actions.NoSuchTheme as refusal:
        messages.warning(request, str(refusal))
        return redirect("desk:board", public_id)
    return redirect(f"{reverse('desk:board', args=[public_id])}#g-{group.pk}")


def _answer(request: SignedInRequest, digest: Digest) -> Answer:
    return get_object_or_404(
        Answer.objects.shown(),
        question__essay=digest.essay_id,
        public_id=printable(request.POST.get("answer", "")),
    )


def _back(request: SignedInRequest, public_id: str) -> HttpResponse:
    """To where the form stood: the page of what was passed over, or the board."""
    if request.POST.get("from") != "passed":
        return redirect("desk:board", public_id)
    seen = _Seen.of(request.POST)
    answer = printable(request.POST.get("answer", ""))
    url = reverse("desk:passed", args=[public_id])
    return redirect(f"{url}?{seen.query()}#c-{answer}")

"""Where a person who is quoted sees how, and can take it back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from apps.accounts.models import Credit
from apps.answers import actions as answers
from apps.digest.documents import answers_quoted_in, covered, published
from apps.digest.models import Digest
from apps.digest.places import places_of
from apps.digest.views.readers import published_only
from apps.lib.text import printable


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
@published_only
def quoted(request: HttpRequest, digest: Digest) -> HttpResponse:
    own = answers_quoted_in(digest).filter(author=request.user.pk)
    if request.method == "POST":
        key = printable(request.POST.get("answer", ""))
        answer = get_object_or_404(own, public_id=key)
        answers.set_credit(
            answer=answer,
            by=answer.author,
            credit=Credit.NONE,
            credit_name="",
            at=timezone.now(),
        )
        messages.success(request, "Taken back: no post here has it any more.")
        return redirect("digest_quoted", digest.public_id)
    today = published([digest])[digest.pk].document
    places = places_of(own, linked=covered(digest) or today, shown=today)
    context = {"digest": digest, "title": today.title, "places": places}
    return render(request, "digest/quoted.html", context)

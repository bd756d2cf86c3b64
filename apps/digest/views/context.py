"""One answer with everything around it, for the editor of a digest."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from apps.accounts.permissions import editors_only
from apps.accounts.types import SignedInRequest
from apps.answers.models import Answer
from apps.digest.contexts import Context, context_of
from apps.digest.models import Digest
from apps.digest.quotations import unquotable_because

KEYS = (
    ("p", "pick it"),
    ("m", "maybe: put it aside"),
    ("d", "dismiss it"),
    ("x", "put a maybe, or what was dismissed, back into the tray"),
    ("s", "star it, or take the star away"),
    ("t", "trim it, once it is picked"),
    ("r", "your words around it"),
    ("b", "back to the board"),
)


@require_safe
@editors_only
def answer(request: SignedInRequest, public_id: str, answer: str) -> HttpResponse:
    """Candidate, passed over or picked. Words that are hidden or gone are not shown."""
    digest = get_object_or_404(Digest.objects.in_context(), public_id=public_id)
    row = get_object_or_404(
        Answer.objects.in_context(), public_id=answer, question__essay=digest.essay_id
    )
    context = context_of(digest, row)
    return render(
        request,
        "digest/answer.html",
        {
            "digest": digest,
            "answer": row,
            "context": context,
            "item": context.item,
            "gone": unquotable_because(row),
            "is_hidden": not row.is_shown,
            "back": _back(digest, context),
            "keys": KEYS,
        },
    )


def _back(digest: Digest, context: Context) -> str:
    """To the place on the board from which one came."""
    board = reverse("desk:board", args=[digest.public_id])
    if context.item:
        return f"{board}#i-{context.item.public_id}"
    if context.candidate:
        key = context.answer.public_id
        return f"{board}?show={context.candidate.state}#c-{key}"
    passed = reverse("desk:passed", args=[digest.public_id])
    return f"{passed}?of={context.answer.public_id}" if context.passed else board

"""One proposal as a page: for everybody, and with what each may do about it."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from apps.accounts.models import User
from apps.lib import markup
from apps.questions.forms import (
    AcceptForm,
    DeclineForm,
    HideProposalForm,
    MergeForm,
    PutBackForm,
)
from apps.questions.models import Proposal, Second
from apps.questions.permissions import may_read_proposal
from apps.questions.similar import Similar, readable_similar

# Several forms on the page ask for a reason.
IDS = {"decline": "decline_%s", "hide": "hide_%s", "back": "back_%s"}
# What an editor may take back; see `actions.put_back`.
_UNDONE = (Proposal.Status.MERGED, Proposal.Status.DECLINED, Proposal.Status.HIDDEN)


def proposal_page(
    request: HttpRequest,
    proposal: Proposal,
    *,
    status: int = 200,
    refused: Mapping[str, object] | None = None,
) -> HttpResponse:
    """At most twelve queries. `refused` is what is shown again, as it was typed."""
    person = request.user if isinstance(request.user, User) else None
    is_readable = may_read_proposal(person, proposal)
    context: dict[str, object] = {
        "proposal": proposal,
        "is_readable": is_readable,
        "is_own": person is not None and person.pk == proposal.proposed_by_id,
        "joined": _joined(proposal) if is_readable else [],
        "context_html": markup.render(proposal.context)
        if proposal.context and is_readable
        else "",
    }
    if person:
        given = Second.objects.filter(proposal=proposal, person=person)
        context["has_seconded"] = given.exists()
    # Whoever's question was left out is led on to what is asked.
    if proposal.is_pending or proposal.status == Proposal.Status.DECLINED:
        context["similar"] = _similar(proposal, person)
    if person and person.may_edit:
        context |= _deciding(proposal)
    context |= refused or {}
    return render(request, "questions/proposal.html", context, status=status)


def _joined(proposal: Proposal) -> list[Proposal]:
    """Proposals that were merged into this one. One query."""
    joined = proposal.merged_from.public().select_related("proposed_by")
    return list(joined.order_by("created_at", "pk"))


def _similar(proposal: Proposal, person: User | None) -> list[Similar]:
    return readable_similar(
        proposal.essay, proposal.text, person, besides=proposal.public_id
    )


def _deciding(proposal: Proposal) -> dict[str, object]:
    if proposal.is_pending:
        return {
            "accept_form": AcceptForm(proposal=proposal),
            "merge_form": MergeForm(proposal=proposal),
            "decline_form": DeclineForm(auto_id=IDS["decline"]),
            "hide_form": HideProposalForm(auto_id=IDS["hide"]),
        }
    if proposal.status in _UNDONE:
        return {"back_form": PutBackForm(auto_id=IDS["back"])}
    return {}

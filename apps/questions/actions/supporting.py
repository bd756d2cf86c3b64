"""Those who stand behind a proposal: who made it, and who seconded it."""

from collections.abc import Iterable
from datetime import datetime

from apps.accounts.actions import tell, tell_all
from apps.accounts.models import Notice
from apps.decisions.models import Decision
from apps.following.actions import follow_for
from apps.following.models import Kind, Target
from apps.lib.text import clip
from apps.questions.models import Proposal, Question, Second


def recount_seconds(proposal: Proposal) -> None:
    """Two queries."""
    proposal.second_count = Second.objects.filter(proposal=proposal).count()
    proposal.save(update_fields=["second_count"])


def follow_up(proposal: Proposal, question: Question, *, at: datetime) -> list[int]:
    """Let proposer and seconders follow what was made of it; who did not before."""
    people = [proposal.proposed_by_id, *_seconders(proposal)]
    return follow_for(target=Target(Kind.QUESTION, question.pk), people=people, at=at)


def tell_supporters(
    proposal: Proposal, decision: Decision, outcome: str, *, url: str, at: datetime
) -> None:
    """Each of them once for each decision, but not whoever decided it."""
    words = f"“{clip(proposal.text, 100)}” {outcome}"
    if proposal.proposed_by_id != decision.actor_id:
        tell(
            person=proposal.proposed_by,
            kind=Notice.Kind.PROPOSAL,
            key=f"proposal:{proposal.public_id}:{decision.pk}",
            text=f"Your question {words}",
            url=url,
            at=at,
        )
    tell_all(
        people=[pk for pk in _seconders(proposal) if pk != decision.actor_id],
        kind=Notice.Kind.PROPOSAL,
        key=f"seconded:{proposal.public_id}:{decision.pk}",
        text=f"The question you seconded, {words}",
        url=url,
        at=at,
    )


def _seconders(proposal: Proposal) -> Iterable[int]:
    seconds = Second.objects.filter(proposal=proposal).order_by("pk")
    return list(seconds.values_list("person", flat=True))

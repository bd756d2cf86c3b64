"""Questions that readers proposed and the author took up: a group with their names."""

from django.conf import settings
from django.db.models import Max, QuerySet

from apps.accounts.models import Credit
from apps.digest.exports.markdown_lines import escaped
from apps.digest.models import Digest, Group
from apps.digest.naming import A_READER
from apps.questions.models import Proposal

HEADING = "New questions from readers"


def group_new_questions(digest: Digest) -> None:
    """At the end of the draft, where there are any; each with its proposer's name."""
    accepted = _accepted(digest)
    if not accepted or digest.groups.filter(kind=Group.Kind.NEW_QUESTIONS).exists():
        return
    last = digest.groups.aggregate(last=Max("position"))["last"]
    Group.objects.create(
        digest=digest,
        kind=Group.Kind.NEW_QUESTIONS,
        heading=HEADING,
        lead_in="\n".join(_line(proposal) for proposal in accepted),
        position=(last or 0) + 1,
    )


def _accepted(digest: Digest) -> QuerySet[Proposal]:
    """Of the digest's period: by default since the last published one. Two queries."""
    since, until = digest.period_from, digest.period_to
    if not since and not until:
        earlier = Digest.objects.published().filter(
            essay=digest.essay_id, number__lt=digest.number
        )
        since = earlier.aggregate(last=Max("published_at"))["last"]
    rows = Proposal.objects.filter(
        essay=digest.essay_id,
        status=Proposal.Status.ACCEPTED,
        question__status="live",
    )
    if since:
        rows = rows.filter(decided_at__gte=since)
    if until:
        rows = rows.filter(decided_at__lt=until)
    return rows.select_related("question", "proposed_by").order_by("decided_at", "pk")


def _line(proposal: Proposal) -> str:
    person = proposal.proposed_by
    # The post goes where its people's own pages cannot follow: who signed is named in
    # it only if they like to be quoted by name as well.
    may_name = not proposal.is_signed or person.credit == Credit.NAME
    by = escaped((may_name and proposal.credited_as) or A_READER)
    if proposal.question is None:  # which the database refuses of an accepted one
        return f"- {escaped(proposal.text)}, asked by {by}"
    name = escaped(proposal.question.headline, in_link=True)
    url = f"{settings.SITE_URL}{proposal.question.get_absolute_url()}"
    return f"- [{name}]({url}), asked by {by}"

"""Questions that readers proposed and the author took up, for the post that tells them."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Max, QuerySet

from apps.accounts.models import Credit
from apps.digest.document import DocAsked, Standing
from apps.digest.exports.markdown_lines import escaped
from apps.digest.models import Digest
from apps.digest.naming import A_READER
from apps.questions.models import Proposal


def accepted(digest: Digest) -> QuerySet[Proposal]:
    """Of the digest's period: by default from the last published one to this. Two
    queries."""
    rows = _told(Proposal.objects.filter(essay=digest.essay_id))
    since, until = digest.period_from, digest.period_to
    if since or until:
        rows = rows.filter(decided_at__gte=since) if since else rows
        return rows.filter(decided_at__lt=until) if until else rows
    earlier = Digest.objects.published().filter(
        essay=digest.essay_id, number__lt=digest.number
    )
    if last := earlier.aggregate(last=Max("published_at"))["last"]:
        rows = rows.filter(decided_at__gt=last)
    if digest.published_at:
        rows = rows.filter(decided_at__lte=digest.published_at)
    return rows


def asked_in(digest: Digest) -> tuple[DocAsked, ...]:
    """One line for each, with the names of today. Two queries."""
    return tuple(
        DocAsked(key=row.public_id, what=_what(row), by=_by(row))
        for row in accepted(digest)
    )


def askers(keys: Iterable[str]) -> dict[str, Standing]:
    """How proposals stand today: quotable while the question is asked. One query.

    Whoever proposed one that is asked no more has the name still, in the author's words.
    """
    rows = Proposal.objects.filter(public_id__in=list(keys))
    return {
        row.public_id: Standing(quotable=_is_asked(row), name=_by(row))
        for row in rows.select_related("question", "proposed_by")
    }


def _is_asked(row: Proposal) -> bool:
    """Whether its own question is live: what `_told` keeps."""
    is_accepted = row.status == Proposal.Status.ACCEPTED
    return is_accepted and row.question is not None and row.question.is_open


def _told(rows: QuerySet[Proposal]) -> QuerySet[Proposal]:
    live = rows.filter(status=Proposal.Status.ACCEPTED, question__status="live")
    return live.select_related("question", "proposed_by").order_by("decided_at", "pk")


def _what(proposal: Proposal) -> str:
    if proposal.question is None:  # which the database refuses of an accepted one
        return escaped(proposal.text)
    name = escaped(proposal.question.headline, in_link=True)
    return f"[{name}]({settings.SITE_URL}{proposal.question.get_absolute_url()})"


def _by(proposal: Proposal) -> str:
    """As Markdown. The post goes where its people's own pages cannot follow: who signed
    is named in it only if they like to be quoted by name as well."""
    may_name = not proposal.is_signed or proposal.proposed_by.credit == Credit.NAME
    return escaped((may_name and proposal.credited_as) or A_READER)

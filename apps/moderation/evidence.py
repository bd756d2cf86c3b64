"""What helps a person to decide one case."""

from dataclasses import dataclass, field

from apps.answers.models import Answer, Flag
from apps.decisions.models import Decision
from apps.moderation.cases import Case
from apps.questions.similar import Similar, what_asks_it


@dataclass(frozen=True)
class Evidence:
    """`shown_before` counts the author's other answers that readers see."""

    flags: list[Flag] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    shown_before: int = 0
    similar: list[Similar] = field(default_factory=list)


def evidence(case: Case) -> Evidence:
    """At most three queries."""
    subject = case.subject
    if not isinstance(subject, Answer):
        similar = what_asks_it(subject.essay, subject.text, besides=subject.public_id)
        return Evidence(similar=similar)
    decisions = Decision.objects.filter(
        subject_kind="answer", subject_id=subject.public_id
    )
    others = Answer.objects.visible().filter(author=subject.author_id)
    return Evidence(
        flags=list(subject.flags.select_related("flagged_by")),
        decisions=list(decisions),
        shown_before=others.exclude(pk=subject.pk).count(),
    )

"""Telling, at an answer, that it was quoted in the highlights or picked by an editor."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from apps.answers.actions.counts import lock_with_question, new_page_version
from apps.answers.models import Answer, Feature
from apps.lib import markup
from apps.questions.models import Question


@dataclass(frozen=True, slots=True)
class Quotation:
    """`reply` is the author's, in Markdown."""

    url: str
    reply: str


@transaction.atomic
def feature(*, source: str, title: str, quotations: Mapping[str, Quotation]) -> None:
    """What the highlights `source` quote now, by the public ids of the answers.

    Answers that they no longer quote lose the line. The pages of all questions
    concerned are new to caches.
    """
    answers = dict(
        Answer.objects.filter(public_id__in=quotations).values_list("public_id", "pk")
    )
    before = Feature.objects.filter(source=source)
    concerned = {*before.values_list("answer_id", flat=True), *answers.values()}
    questions = Answer.objects.filter(pk__in=concerned).values("question")
    # In one order, as everybody who writes to several questions takes them.
    locked = Question.objects.select_for_update(of=("self",)).filter(pk__in=questions)
    keys = list(locked.order_by("pk").values_list("pk", flat=True))
    before.delete()
    Feature.objects.bulk_create(
        Feature(
            answer_id=pk,
            source=source,
            title=title,
            url=quotations[key].url,
            reply_html=markup.render(quotations[key].reply)
            if quotations[key].reply
            else "",
        )
        for key, pk in sorted(answers.items())
    )
    Question.objects.filter(pk__in=keys).update(version=F("version") + 1)


@transaction.atomic
def show_pick(*, answer: Answer, is_pick: bool) -> None:
    """Whether readers see it called an editor's pick. Saying it twice changes nothing."""
    question, answer = lock_with_question(answer, Answer.objects.all())
    unlike = Answer.objects.filter(pk=answer.pk).exclude(is_pick=is_pick)
    if unlike.update(is_pick=is_pick):
        new_page_version(question)

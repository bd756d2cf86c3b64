from functools import partial

from django.apps import AppConfig


class AnswersConfig(AppConfig):
    name = "apps.answers"

    def ready(self) -> None:
        from apps.answers import places
        from apps.answers.actions.anchoring import KeepPassages
        from apps.answers.forms import MAX_DRAFT
        from apps.answers.models import MAX_PASSAGES
        from apps.answers.permissions import has_been_shown
        from apps.drafts.places import Kind, write_at
        from apps.questions.dependents import depend
        from apps.questions.trust import vouch

        depend(KeepPassages())
        vouch(has_been_shown)
        of = partial(Kind, longest=MAX_DRAFT, most_passages=2 * MAX_PASSAGES)
        takes_answers, takes_replies = places.takes_answers, places.takes_replies
        write_at("question", of(takes_answers, begun=takes_answers))
        write_at("reply", of(places.has_answer, begun=takes_replies))
        write_at("edit", of(places.has_answer))

from django.apps import AppConfig


class AnswersConfig(AppConfig):
    name = "apps.answers"

    def ready(self) -> None:
        from apps.answers import places
        from apps.answers.actions.anchoring import KeepPassages
        from apps.answers.permissions import has_been_shown
        from apps.drafts.places import write_at
        from apps.questions.dependents import depend
        from apps.questions.trust import vouch

        depend(KeepPassages())
        vouch(has_been_shown)
        write_at("question", places.takes_answers)
        for kind in ("reply", "edit"):
            write_at(kind, places.has_answer)

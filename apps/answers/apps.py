from django.apps import AppConfig


class AnswersConfig(AppConfig):
    name = "apps.answers"

    def ready(self) -> None:
        from apps.answers.actions.anchoring import KeepPassages
        from apps.answers.permissions import has_been_shown
        from apps.questions.dependents import depend
        from apps.questions.trust import vouch

        depend(KeepPassages())
        vouch(has_been_shown)

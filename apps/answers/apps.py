from django.apps import AppConfig


class AnswersConfig(AppConfig):
    name = "apps.answers"

    def ready(self) -> None:
        from apps.answers.actions.anchoring import KeepPassages
        from apps.questions.dependents import depend

        depend(KeepPassages())

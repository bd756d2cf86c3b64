from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "apps.questions"

    def ready(self) -> None:
        from apps.drafts.places import write_at
        from apps.questions.proposal_drafts import takes_proposals

        write_at("propose", takes_proposals, texts=("context",))

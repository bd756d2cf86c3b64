from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "apps.questions"

    def ready(self) -> None:
        from apps.drafts.places import Kind, write_at
        from apps.questions.proposal_drafts import MAX_DRAFT, takes_proposals

        propose = Kind(
            takes_proposals,
            longest=MAX_DRAFT,
            texts=("context",),
            begun=takes_proposals,
        )
        write_at("propose", propose)

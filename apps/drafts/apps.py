from django.apps import AppConfig


class DraftsConfig(AppConfig):
    name = "apps.drafts"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        from apps.drafts.unsent import give_usual_expiry

        user_logged_in.connect(give_usual_expiry, dispatch_uid="unsent")

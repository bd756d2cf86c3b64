from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "aiq_site"

    def ready(self) -> None:
        from aiq_site import checks  # noqa: F401  # importing registers the checks

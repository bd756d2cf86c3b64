from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "apps.search"

    def ready(self) -> None:
        from apps.search import checks  # noqa: F401  # registers itself

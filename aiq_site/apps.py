from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "aiq_site"

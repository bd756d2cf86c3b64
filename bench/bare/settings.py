"""AIQ's settings without anything around the view."""

from pathlib import Path

from aiq_site.settings import *  # noqa: F403, TID251  # its own settings module
from aiq_site.settings import INSTALLED_APPS as _APPS  # noqa: TID251

# allauth refuses to start without its middleware.
INSTALLED_APPS = [app for app in _APPS if not app.startswith("allauth")]
ROOT_URLCONF = "bench.bare.urls"
MIDDLEWARE = []
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
    }
]

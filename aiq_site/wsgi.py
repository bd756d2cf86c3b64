"""What gunicorn loads."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aiq_site.settings")
application = get_wsgi_application()

from aiq_site.checks import refuse_unsafe_settings  # noqa: E402  # needs settings

refuse_unsafe_settings()

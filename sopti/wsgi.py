"""The door of the web server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sopti.settings")
application = get_wsgi_application()

from sopti.reports.presses import stand_ready  # noqa: E402 (it reads the settings)

stand_ready()

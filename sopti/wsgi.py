"""The door of the web server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sopti.settings")
application = get_wsgi_application()

from sopti.reports.presses import stand_ready  # noqa: E402 (it reads the settings)

stand_ready()
# A page makes some ten thousand objects and leaves none behind: to look for rings among them after
# every 700 took a twentieth of its time. What was loaded until now is never looked through again.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)

"""Every address of the house."""

from importlib import import_module
from importlib.util import find_spec

from django.urls import include, path

from sopti.core import doors
from sopti.core.doors import OWN, PERSON, PUBLIC
from sopti.identity.doors import OF_ALLAUTH
from sopti.workflow import views

ROOMS = (
    "sopti.people", "sopti.sop", "sopti.workflow", "sopti.reports", "sopti.figures", "sopti.sso",
    "requests", "maintenance", "website_ops",
)  # fmt: skip
APART = (
    "sopti.search", "sopti.agenda", "sopti.guide", "sopti.backups", "sopti.monitors",
    "sopti.notifications", "sopti.health", "sopti.privacy", "sopti.retention", "sopti.identity",
)  # fmt: skip
DOORS = {
    "home": PERSON,
    "account_login": PUBLIC,
    "account_logout": PUBLIC,
    "account_change_password": OWN,
}
doors.register("", DOORS)
doors.register("", OF_ALLAUTH)
for room in (*ROOMS, *APART):
    if find_spec(f"{room}.urls"):
        doors.register(room.rpartition(".")[2], import_module(f"{room}.doors").DOORS)
urlpatterns = [
    path("", views.home, name="home"),
    *(path("", include(f"{room}.urls")) for room in ROOMS if find_spec(f"{room}.urls")),
    path("", include("sopti.health.urls")),
    path("cari/", include("sopti.search.urls")),
    path("kalender/", include("sopti.agenda.urls")),
    path("", include("sopti.identity.urls")),
    path("panduan/", include("sopti.guide.urls")),
    path("data-pribadi/", include("sopti.privacy.urls")),
    path("retensi/", include("sopti.retention.urls")),
    path("cadangan/", include("sopti.backups.urls")),
    path("pemantauan/", include("sopti.monitors.urls")),
    path("pemberitahuan/", include("sopti.notifications.urls")),
]
handler400 = "sopti.ui.views.bad_request"
handler403 = "sopti.ui.views.forbidden"
handler404 = "sopti.ui.views.not_found"
handler500 = "sopti.ui.views.broken"

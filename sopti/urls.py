"""Every address of the house."""

from importlib.util import find_spec

from django.urls import include, path

from sopti.workflow import views

ROOMS = (
    "sopti.people", "sopti.sop", "sopti.workflow", "sopti.reports", "sopti.figures", "requests",
    "maintenance", "website_ops",
)  # fmt: skip
urlpatterns = [
    path("", views.home, name="home"),
    *(path("", include(f"{room}.urls")) for room in ROOMS if find_spec(f"{room}.urls")),
    path("cari/", include("sopti.search.urls")),
    path("kalender/", include("sopti.agenda.urls")),
    path("panduan/", include("sopti.guide.urls")),
    path("cadangan/", include("sopti.backups.urls")),
    path("pemantauan/", include("sopti.monitors.urls")),
    path("pemberitahuan/", include("sopti.notifications.urls")),
]
handler400 = "sopti.ui.views.bad_request"
handler403 = "sopti.ui.views.forbidden"
handler404 = "sopti.ui.views.not_found"
handler500 = "sopti.ui.views.broken"

"""The addresses of papers."""

from django.urls import include, path

from sopti.reports import views
from sopti.reports.evidence.urls import urlpatterns as evidence_urls
from sopti.reports.periodic.urls import urlpatterns as periodic_urls
from sopti.reports.scans.urls import urlpatterns as scan_urls

app_name = "reports"
urlpatterns = [
    path("", include("sopti.reports.sop_paper.urls")),
    path("tugas/<int:pk>/lembar.pdf", views.task_sheet, name="task_sheet"),
    path("berkas/<int:pk>/berkas.pdf", views.case_sheet, name="case_sheet"),
    path("permintaan/formulir-kosong.pdf", views.blank_form, name="blank_form"),
    path("", include("sopti.reports.books.urls")),
    path("periksa/", views.check, name="check"),
    path("periksa/<str:typed>/", views.check_key, name="check_key"),
    *evidence_urls,
    *periodic_urls,
    *scan_urls,
]

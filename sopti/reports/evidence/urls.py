"""The addresses of bundles of evidence."""

from django.urls import path

from sopti.reports.evidence import views

urlpatterns = [
    path("bukti/", views.bundles, name="bundles"),
    path("bukti/baru/", views.new_bundle, name="new_bundle"),
    path("bukti/<int:pk>/", views.bundle, name="bundle"),
    path("bukti/<int:pk>/unduh/", views.bundle_file, name="bundle_file"),
    path("bukti/<int:pk>/ulangi/", views.retry_bundle, name="retry_bundle"),
    path("bukti/<int:pk>/hapus/", views.remove_bundle, name="remove_bundle"),
]

"""The addresses of scans."""

from django.urls import path

from sopti.reports.scans import views

urlpatterns = [
    path("pindaian/", views.scans, name="scans"),
    path("pindaian/<int:pk>/", views.scan, name="scan"),
    path("pindaian/<int:pk>/simpan/", views.keep_scan, name="keep_scan"),
]

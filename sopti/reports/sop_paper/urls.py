"""The addresses of the SOP on paper."""

from django.urls import path

from sopti.reports.sop_paper import views

urlpatterns = [
    path("sop/<slug:key>/sop.pdf", views.sop, name="sop"),
    path("sop/<slug:key>/daftar-reviu.pdf", views.review, name="sop_review"),
    path("sop/<slug:key>/<slug:procedure>/prosedur.pdf", views.procedure, name="procedure"),
]

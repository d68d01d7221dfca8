"""Addresses of the SOP pages."""

from django.urls import path

from sopti.sop import views

app_name = "sop"
urlpatterns = [
    path("sop/", views.documents, name="documents"),
    path("sop/<slug:key>/", views.document, name="document"),
    path("sop/<slug:key>/telaah/", views.review, name="review"),
    path("sop/<slug:key>/telaah/edisi-<int:number>/pelaksana/", views.settle, name="settle"),
    path("sop/<slug:key>/perbedaan/", views.differences, name="differences"),
    path("sop/<slug:key>/<slug:procedure>/", views.procedure, name="procedure"),
]

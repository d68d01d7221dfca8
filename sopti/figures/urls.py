"""Addresses of the figures."""

from django.urls import path

from sopti.figures import views

app_name = "figures"
urlpatterns = [
    path("ikhtisar/", views.overview, name="overview"),
    path("kepatuhan/", views.compliance, name="compliance"),
    path("kepatuhan/<slug:document>/<slug:procedure>/", views.procedure, name="procedure"),
    path(
        "kepatuhan/<slug:document>/<slug:procedure>/langkah-<int:step>/catatan/",
        views.new_note,
        name="new_note",
    ),
    path("kepatuhan/catatan/<int:pk>/coret/", views.strike_note, name="strike_note"),
]

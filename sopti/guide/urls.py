"""Addresses of the guide."""

from django.urls import path

from sopti.guide import views

app_name = "guide"
urlpatterns = [
    path("", views.guides, name="guides"),
    path("gambar/<slug:name>.png", views.picture, name="picture"),
    path("<slug:name>/", views.guide, name="guide"),
]

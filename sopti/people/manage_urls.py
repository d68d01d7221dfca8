"""The pages of the court's administrator."""

from django.urls import URLPattern

app_name = "people"

urlpatterns: list[URLPattern] = []

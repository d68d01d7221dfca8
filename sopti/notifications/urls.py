"""Addresses of a person's messages."""

from django.urls import path

from sopti.notifications import views

app_name = "notifications"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("atur/", views.wishes, name="wishes"),
    path("e-mail/", views.mails, name="mails"),
    path("baca/", views.read_all, name="read_all"),
    path("<int:pk>/baca/", views.read, name="read"),
]

from django.urls import path

from sopti.agenda import views

app_name = "agenda"
urlpatterns = [
    path("", views.month, name="month"),
    path("langganan/", views.feed, name="feed"),
    path("langganan/tautan/", views.give_link, name="give_link"),
    path("langganan/mati/", views.switch_off, name="switch_off"),
    path("langganan/<slug:key>/<slug:secret>.ics", views.ics, name="ics"),
    path("<slug:asked>/", views.day, name="day"),
]

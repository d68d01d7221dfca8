from django.urls import path

from sopti.retention import views

app_name = "retention"
urlpatterns = [
    path("", views.retention, name="retention"),
    path("jangka-waktu/", views.terms, name="terms"),
    path("usul/<int:pk>/", views.proposal, name="proposal"),
    path("usul/<int:pk>/putuskan/", views.decide, name="decide"),
    path("usul/<int:pk>/berita-acara/", views.record_paper, name="record_paper"),
]

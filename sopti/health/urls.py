from django.urls import path

from sopti.health import views

app_name = "health"
urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("healthz/live", views.alive, name="alive"),
    path("metrics", views.metrics, name="metrics"),
]

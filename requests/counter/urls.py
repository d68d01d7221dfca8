from django.urls import path

from requests.counter import views

urlpatterns = [
    path("meja/catat/", views.write_down, name="write_down"),
    path("meja/catat/<int:pk>/tercatat/", views.written_down, name="written_down"),
]

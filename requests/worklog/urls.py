from django.urls import path

from requests.worklog import views

urlpatterns = [
    path("tugas/<int:pk>/kerja/mulai/", views.begin, name="begin_work"),
    path("tugas/<int:pk>/kerja/berhenti/", views.stop, name="stop_work"),
]

from django.urls import path

from requests.closing import views

urlpatterns = [
    path("permintaan/<int:pk>/beres/", views.confirm, name="confirm"),
    path("permintaan/<int:pk>/buka-kembali/", views.reopen, name="reopen"),
    path("permintaan/<int:pk>/survei/", views.survey, name="survey"),
]

from django.urls import path

from requests.dispositions import views

urlpatterns = [
    path("tugas/<int:pk>/dibaca/", views.read, name="read"),
    path("tugas/<int:pk>/tarik-kembali/", views.take_back, name="take_back"),
    path("berkas/<int:pk>/teruskan/", views.pass_on, name="pass_on"),
    path("disposisi/<int:pk>/dibaca/", views.read_line, name="read_line"),
    path("disposisi/<int:pk>/tarik-kembali/", views.take_back_line, name="take_back_line"),
]

from django.urls import path

from maintenance.sipp import views

urlpatterns = [
    path("sipp/", views.sipp, name="sipp"),
    path("sipp/periksa/", views.check, name="check_sipp"),
    path("sipp/pengguna/", views.review, name="review_sipp"),
    path("sipp/pengaduan/", views.complain, name="complain_sipp"),
    path("sipp/akun/<int:pk>/tutup/", views.close_account, name="close_sipp_account"),
]

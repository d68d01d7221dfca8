"""The way in through the provider, and the untying of an account."""

from django.urls import path

from sopti.sso import views

app_name = "sso"

urlpatterns = [
    path("masuk/bersama/", views.begin, name="begin"),
    path("masuk/bersama/kembali/", views.come_back, name="come_back"),
    path("pengelolaan/akun-bersama/<int:pk>/lepas/", views.untie, name="untie"),
]

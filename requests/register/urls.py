from django.urls import path

from requests.register import views

urlpatterns = [
    path("register/", views.register, name="register"),
    path("register/csv/", views.csv, name="register_csv"),
    path("register/xlsx/", views.xlsx, name="register_xlsx"),
    path("register/saringan/", views.keep_filter, name="keep_filter"),
    path("register/saringan/<int:pk>/hapus/", views.forget_filter, name="forget_filter"),
]

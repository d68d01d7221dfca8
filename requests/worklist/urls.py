from django.urls import path

from requests.worklist import views

urlpatterns = [
    path("meja/", views.worklist, name="worklist"),
    path("meja/daftar-hari-ini.pdf", views.day_list, name="day_list"),
    path("meja/<int:pk>/mulai/", views.start, name="worklist_start"),
    path("meja/<int:pk>/ambil/", views.take_over, name="worklist_take"),
    path("meja/<int:pk>/serahkan/", views.hand_over, name="worklist_hand"),
]

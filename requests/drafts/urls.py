from django.urls import path

from requests.drafts import views

urlpatterns = [
    path("permintaan/draf/", views.keep, name="keep_draft"),
    path("permintaan/draf/hapus/", views.forget, name="forget_draft"),
]

from django.urls import path

from requests.relations import views

urlpatterns = [
    path("berkas/<int:pk>/kaitan/", views.relate, name="relate"),
    path("berkas/<int:pk>/kaitan/tautkan/", views.link, name="link"),
    path("berkas/<int:pk>/kaitan/gabungkan/", views.merge, name="merge"),
    path("berkas/<int:pk>/kaitan/hasil/<int:task>/", views.copy_result, name="copy_result"),
    path("kaitan/<int:pk>/lepas/", views.unlink, name="unlink"),
]

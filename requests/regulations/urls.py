from django.urls import path

from requests.regulations import views

urlpatterns = [
    path("peraturan/", views.regulations, name="regulations"),
    path("peraturan/baru/", views.new_regulation, name="new_regulation"),
    path("peraturan/<int:pk>/", views.regulation, name="regulation"),
    path("peraturan/<int:pk>/ubah/", views.edit_regulation, name="edit_regulation"),
    path("peraturan/<int:pk>/hubungan/", views.link_regulation, name="link_regulation"),
    path(
        "peraturan/<int:pk>/hubungan/<int:link_pk>/lepas/",
        views.unlink_regulation,
        name="unlink_regulation",
    ),
    path("peraturan/<int:pk>/berkas/", views.attach_regulation, name="attach_regulation"),
    path(
        "peraturan/<int:pk>/berkas/<int:file_pk>/hapus/",
        views.detach_regulation,
        name="detach_regulation",
    ),
    path("peraturan/berkas/<int:pk>/", views.regulation_file, name="regulation_file"),
]

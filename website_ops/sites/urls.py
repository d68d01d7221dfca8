from django.urls import path

from website_ops.sites import views

urlpatterns = [
    path("situs/", views.sites, name="sites"),
    path("situs/baru/", views.new_site, name="new_site"),
    path("situs/<int:pk>/", views.site, name="site"),
    path("situs/<int:pk>/ubah/", views.edit_site, name="edit_site"),
    path("situs/<int:pk>/tutup/", views.retire_site, name="retire_site"),
    path("situs/<int:pk>/bagian/baru/", views.new_part, name="new_part"),
    path("situs/bagian/<int:pk>/ubah/", views.edit_part, name="edit_part"),
    path("situs/<int:pk>/kesegaran/", views.look, name="look"),
    path("situs/<int:pk>/pengunjung/", views.note_visitors, name="note_visitors"),
]

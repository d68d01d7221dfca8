from django.urls import path

from maintenance.servers import agent_views, views

urlpatterns = [
    path("server/", views.servers, name="servers"),
    path("server/baru/", views.new_server, name="new_server"),
    path("server/agen/", agent_views.script, name="server_script"),
    path("server/<int:pk>/", views.server, name="server"),
    path("server/<int:pk>/ubah/", views.edit_server, name="edit_server"),
    path("server/<int:pk>/catat/", views.read_server, name="read_server"),
    path("server/<int:pk>/token/", views.give_key, name="give_server_key"),
    path("server/<int:pk>/token/cabut/", views.end_key, name="end_server_key"),
    path("server/<int:pk>/kirim/", agent_views.take, name="take_reading"),
]

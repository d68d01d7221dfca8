from django.urls import path

from website_ops.coverage import views

urlpatterns = [
    path("liputan/agenda/", views.events, name="events"),
    path("liputan/agenda/baru/", views.new_event, name="new_event"),
    path("liputan/agenda/<int:pk>/", views.edit_event, name="edit_event"),
    path("liputan/alat/", views.gear, name="gear"),
    path("liputan/alat/<int:pk>/pinjam/", views.lend, name="lend_gear"),
    path("liputan/alat/kembali/<int:pk>/", views.take_back, name="take_back_gear"),
]

from django.urls import path

from sopti.monitors import views

app_name = "monitors"
urlpatterns = [
    path("", views.monitors, name="monitors"),
    path("baru/", views.choose, name="choose"),
    path("baru/<slug:kind>/", views.new, name="new"),
    path("<int:pk>/", views.monitor, name="monitor"),
    path("<int:pk>/keadaan/", views.stands, name="stands"),
    path("<int:pk>/ubah/", views.edit, name="edit"),
    path("<int:pk>/jeda/", views.pause, name="pause"),
    path("<int:pk>/lanjutkan/", views.resume, name="resume"),
    path("<int:pk>/hapus/", views.remove, name="remove"),
    path("<int:pk>/periksa/", views.check, name="check"),
    path("<int:pk>/izin/", views.permit, name="permit"),
]

"""Addresses of the engine's pages."""

from django.urls import path

from sopti.workflow import views

app_name = "workflow"
urlpatterns = [
    path("berkas/", views.cases, name="cases"),
    path("berkas/baru/<slug:document>/<slug:procedure>/", views.open_case, name="open"),
    path("berkas/<int:pk>/", views.case, name="case"),
    path("berkas/<int:pk>/jalan/", views.sop_way, name="sop_way"),
    path("berkas/<int:pk>/tarik/", views.withdraw, name="withdraw"),
    path("berkas/<int:pk>/batalkan/", views.cancel, name="cancel"),
    path("berkas/<int:pk>/lampirkan/", views.attach, name="attach"),
    path("berkas/<int:pk>/pesan/", views.remark, name="remark"),
    path("tugas/<int:pk>/", views.task, name="task"),
    path("tugas/<int:pk>/mulai/", views.start, name="start"),
    path("tugas/<int:pk>/selesai/", views.complete, name="complete"),
    path("tugas/<int:pk>/alihkan/", views.reassign, name="reassign"),
    path("tugas/<int:pk>/tanya/", views.ask, name="ask"),
    path("pertanyaan/<int:pk>/jawab/", views.answer, name="answer"),
    path("lampiran/<int:pk>/", views.attachment, name="attachment"),
    path("lampiran/<int:pk>/kecil/", views.thumbnail, name="thumbnail"),
    path("sop/edisi/<int:pk>/berlakukan/", views.put_in_force, name="put_in_force"),
]

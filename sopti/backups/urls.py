from django.urls import path

from sopti.backups import views

app_name = "backups"
urlpatterns = [
    path("", views.backups, name="backups"),
    path("rencana/baru/", views.new_plan, name="new_plan"),
    path("rencana/<int:pk>/", views.plan, name="plan"),
    path("rencana/<int:pk>/ubah/", views.edit_plan, name="edit_plan"),
    path("rencana/<int:pk>/hentikan/", views.stop_plan, name="stop_plan"),
    path("rencana/<int:pk>/jalankan/", views.resume_plan, name="resume_plan"),
    path("rencana/<int:pk>/catat/", views.record, name="record"),
    path("<int:pk>/", views.backup, name="backup"),
    path("<int:pk>/uji/", views.note_test, name="note_test"),
    path("<int:pk>/coret/", views.strike, name="strike"),
]

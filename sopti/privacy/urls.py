from django.urls import path

from sopti.privacy import views
from sopti.privacy.breaches import views as breaches

app_name = "privacy"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("unduh/", views.fetch, name="fetch"),
    path("koreksi/", views.corrections, name="corrections"),
    path("koreksi/baru/", views.ask, name="ask"),
    path("koreksi/<int:pk>/", views.correction, name="correction"),
    path("kegagalan/", breaches.breaches, name="breaches"),
    path("kegagalan/baru/", breaches.new_breach, name="new_breach"),
    path("kegagalan/<int:pk>/", breaches.breach, name="breach"),
    path("kegagalan/<int:pk>/ubah/", breaches.edit_breach, name="edit_breach"),
    path("kegagalan/<int:pk>/langkah/", breaches.note_step, name="note_step"),
    path("kegagalan/<int:pk>/surat/<slug:to>/", breaches.draft_letter, name="draft_letter"),
    path("kegagalan/<int:pk>/diberitahukan/", breaches.note_told, name="note_told"),
    path("kegagalan/<int:pk>/tutup/", breaches.close, name="close_breach"),
    path("pemberitahuan/<int:pk>/surat/", breaches.letter, name="letter"),
]

from django.urls import path

from requests.policy import proposal_views, views
from requests.policy.decrees import views as decree_views

urlpatterns = [
    path("program-kerja/", views.programmes, name="programmes"),
    path("program-kerja/baru/", views.new_programme, name="new_programme"),
    path("program-kerja/<int:year>/", views.programme, name="programme"),
    path("program-kerja/<int:year>/cetak/", views.print_programme, name="print_programme"),
    path("program-kerja/<int:year>/kegiatan/baru/", views.new_item, name="new_item"),
    path("program-kerja/kegiatan/<int:pk>/ubah/", views.edit_item, name="edit_item"),
    path("program-kerja/kegiatan/<int:pk>/keluarkan/", views.drop_item, name="drop_item"),
    path("program-kerja/kegiatan/<int:pk>/pelaksanaan/", views.note_progress, name="note_progress"),
    path("program-kerja/<int:year>/usulan/", proposal_views.proposals, name="proposals"),
    path("program-kerja/masa-usulan/baru/", proposal_views.new_window, name="new_window"),
    path("program-kerja/masa-usulan/<int:pk>/", proposal_views.edit_window, name="edit_window"),
    path(
        "program-kerja/masa-usulan/<int:pk>/usulkan/",
        proposal_views.new_proposal,
        name="new_proposal",
    ),
    path("program-kerja/usulan/<int:pk>/", proposal_views.proposal, name="proposal"),
    path(
        "program-kerja/usulan/<int:pk>/tarik/",
        proposal_views.withdraw_proposal,
        name="withdraw_proposal",
    ),
    path(
        "program-kerja/usulan/<int:pk>/tinjau-ulang/",
        proposal_views.reconsider_proposal,
        name="reconsider_proposal",
    ),
    path("program-kerja/sk/", decree_views.decrees, name="decrees"),
    path("program-kerja/sk/baru/", decree_views.new_decree, name="new_decree"),
    path("program-kerja/sk/<int:pk>/", decree_views.decree, name="decree"),
    path("program-kerja/sk/<int:pk>/ubah/", decree_views.change_decree, name="change_decree"),
    path("program-kerja/sk/<int:pk>/cetak/", decree_views.print_decree, name="print_decree"),
]

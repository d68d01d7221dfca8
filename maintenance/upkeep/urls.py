from django.urls import path

from maintenance.upkeep import plan_views, views

urlpatterns = [
    path("pemeliharaan/", views.month, name="upkeep"),
    path("pemeliharaan/periksa/<int:pk>/", views.check, name="check"),
    path("pemeliharaan/hasil/<int:pk>/", views.result, name="check_result"),
    path("pemeliharaan/hasil/<int:pk>/foto/", views.photo, name="check_photo"),
    path("pemeliharaan/hasil/<int:pk>/teruskan/<slug:road>/", views.hand_on, name="hand_on"),
    path("pemeliharaan/daftar/", views.lists, name="check_lists"),
    path("pemeliharaan/daftar/<int:pk>/", views.edit_list, name="edit_list"),
    path("pemeliharaan/cakupan/", plan_views.covered, name="coverage"),
    path("pemeliharaan/rencana/<int:year>/", plan_views.plan, name="plan"),
    path("pemeliharaan/rencana/<int:year>/susun/", plan_views.draft, name="draft_plan"),
    path("pemeliharaan/rencana/<int:year>/cetak/", plan_views.plan_paper, name="plan_paper"),
    path("pemeliharaan/kelompok/<int:pk>/", plan_views.line, name="plan_line"),
    path("pemeliharaan/kelompok/<int:pk>/keluarkan/", plan_views.drop_line, name="drop_line"),
]

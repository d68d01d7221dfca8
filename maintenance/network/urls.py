from django.urls import path

from maintenance.network import views

urlpatterns = [
    path("jaringan/", views.network, name="network"),
    path("jaringan/baru/", views.new_line, name="new_line"),
    path("jaringan/temuan/baru/", views.new_finding, name="new_finding"),
    path("jaringan/temuan/<int:pk>/selesai/", views.solve, name="solve_finding"),
    path("jaringan/<int:pk>/", views.line, name="line"),
    path("jaringan/<int:pk>/ubah/", views.edit_line, name="edit_line"),
    path("jaringan/<int:pk>/ukur/", views.measure, name="measure_line"),
]

"""The addresses of the reports."""

from django.urls import path

from sopti.reports.periodic import views

urlpatterns = [
    path("laporan/", views.reports, name="reports"),
    path("laporan/susun/", views.draft, name="draft_report"),
    path("laporan/<int:pk>/", views.report, name="report"),
    path("laporan/<int:pk>/ubah/", views.word, name="word_report"),
    path("laporan/<int:pk>/perbarui/", views.refresh, name="refresh_report"),
    path("laporan/<int:pk>/periksa/", views.check, name="check_report"),
    path("laporan/<int:pk>/kembalikan/", views.send_back, name="return_report"),
    path("laporan/<int:pk>/sahkan/", views.sign, name="sign_report"),
    path("laporan/<int:pk>/ketahui/", views.see, name="see_report"),
    path("laporan/<int:pk>/koreksi/", views.correct, name="correct_report"),
    path("laporan/<int:pk>/susun-pdf/", views.ask_pdf, name="ask_report_pdf"),
    path("laporan/<int:pk>/keadaan-pdf/", views.print_state, name="report_print_state"),
    path("laporan/<int:pk>/laporan.pdf", views.pdf, name="report_pdf"),
    path("laporan/<int:pk>/foto/<int:place>.jpg", views.photo, name="report_photo"),
]

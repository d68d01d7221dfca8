"""The addresses of the registers."""

from django.urls import path

from sopti.reports.books import views

urlpatterns = [
    path("buku-register/", views.books, name="books"),
    path("buku-register/<slug:key>/", views.book, name="book"),
    path("buku-register/<slug:key>/cetak.pdf", views.paper, name="book_paper"),
    path("buku-register/<slug:key>/xlsx/", views.xlsx, name="book_xlsx"),
]

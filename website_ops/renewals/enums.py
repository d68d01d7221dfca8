"""What is renewed, and when people are reminded of it."""

from django.db import models


class Kind(models.TextChoices):
    HOSTING = "hosting", "Hosting"
    DOMAIN = "domain", "Nama domain"
    CONNECTION = "koneksi", "Koneksi internet"
    CERTIFICATE = "sertifikat", "Sertifikat"
    LICENCE = "lisensi", "Lisensi"
    OTHER = "lain", "Layanan lain"


STEPS = (60, 30, 7)  # days before the end on which people are reminded

"""Fixed choices of a service request."""

from django.db import models


class Category(models.TextChoices):
    HARDWARE = "perangkat", "Perangkat keras (komputer, pencetak, pemindai)"
    NETWORK = "jaringan", "Jaringan dan internet"
    SIPP = "sipp", "SIPP dan aplikasi perkara"
    APPLICATION = "aplikasi", "Aplikasi lain"
    ACCOUNT = "akun", "Akun, e-mail, dan hak akses"
    WEBSITE = "website", "Website dan publikasi"
    DATA = "data", "Data dan cadangan"
    OTHER = "lain", "Lainnya"


class Urgency(models.TextChoices):
    STOPPED = "berhenti", "Pekerjaan berhenti"
    HINDERED = "terganggu", "Pekerjaan terganggu"
    CAN_WAIT = "menunggu", "Dapat menunggu"

"""Fixed choices of a service request."""

from django.db import models


class Category(models.TextChoices):
    """What a request is about; the same words as in the form FM/AS/32/05."""

    HARDWARE = "perangkat", "Perangkat keras (komputer, pencetak, pemindai)"
    NETWORK = "jaringan", "Jaringan dan internet"
    SIPP = "sipp", "SIPP dan aplikasi perkara"
    APPLICATION = "aplikasi", "Aplikasi lain"
    ACCOUNT = "akun", "Akun, e-mail, dan hak akses"
    WEBSITE = "website", "Website dan publikasi"
    DATA = "data", "Data dan cadangan"
    OTHER = "lain", "Lainnya"


class Urgency(models.TextChoices):
    """How urgent it is in the eyes of who asks; the SOP's own priority is set later."""

    STOPPED = "berhenti", "Pekerjaan berhenti"
    HINDERED = "terganggu", "Pekerjaan terganggu"
    CAN_WAIT = "menunggu", "Dapat menunggu"


class Answer(models.TextChoices):
    """What the requester says when the last step of the SOP is done."""

    CONFIRMED = "beres", "Sudah beres"
    SILENT = "diam", "Dianggap beres"
    REOPENED = "dibuka-lagi", "Dibuka kembali"


class Mark(models.IntegerChoices):
    """How content somebody is; four, so that nobody can hide in the middle."""

    GOOD = 4, "Baik"
    FAIR = 3, "Cukup"
    POOR = 2, "Kurang"
    BAD = 1, "Buruk"

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

"""Fixed choices of a service request."""

from django.db import models


class Category(models.TextChoices):
    """What a request is about; the hints beside them stand in the form."""

    HARDWARE = "perangkat", "Perangkat keras"
    NETWORK = "jaringan", "Jaringan"
    SIPP = "sipp", "SIPP"
    APPLICATION = "aplikasi", "Aplikasi lain"
    EMAIL = "email", "E-mail"
    ACCOUNT = "akun", "Akun"
    WEBSITE = "website", "Website"
    DATA = "data", "Data dan cadangan"
    OTHER = "lain", "Lainnya"


class Urgency(models.TextChoices):
    """How urgent it is in the eyes of who asks; the SOP's own priority is set later."""

    STOPPED = "berhenti", "Pekerjaan berhenti"
    HINDERED = "terhambat", "Pekerjaan terhambat"
    CAN_WAIT = "menunggu", "Bisa menunggu"

"""What is watched, how it stands, and for which section."""

from django.db import models


class Kind(models.TextChoices):
    HTTP = "http", "Halaman web"
    TCP = "tcp", "Layanan pada port TCP"
    PING = "ping", "Ping"
    TLS = "tls", "Masa berlaku sertifikat"
    DOMAIN = "domain", "Masa berlaku domain"
    FRESHNESS = "kesegaran", "Kesegaran isi"


class Section(models.TextChoices):
    """The table of the SOP in which an outage is dealt with; the value is its section."""

    WEBSITE = "website", "Situs web"
    SIPP = "sipp", "SIPP"
    SERVER = "server", "Server"
    NETWORK = "network", "Jaringan"


class State(models.TextChoices):
    UP = "baik", "Baik"
    DOWN = "terganggu", "Terganggu"
    FLAPPING = "naik-turun", "Naik turun"
    UNKNOWN = "belum", "Belum diketahui"
    PAUSED = "dijeda", "Dijeda"


class Span(models.TextChoices):
    HOUR = "jam", "Jam"
    DAY = "hari", "Hari"

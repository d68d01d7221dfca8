"""What a line is, how it was, and by which road a fault was mended."""

from django.db import models


class LineKind(models.TextChoices):
    INTERNET = "internet", "Internet"
    LAN = "lan", "LAN"
    WIFI = "wifi", "Wi-Fi"


class LineState(models.TextChoices):
    GOOD = "baik", "Baik"
    SLOW = "lambat", "Lambat"
    DOWN = "putus", "Putus"


class Severity(models.TextChoices):
    LIGHT = "ringan", "Ringan"
    HEAVY = "berat", "Berat"


class Road(models.TextChoices):
    """Who helped; Madiun's step 4 names Umum dan Keuangan, and practice the provider."""

    OWN = "mandiri", "Mandiri"
    GENERAL = "umum", "Subbagian Umum dan Keuangan"
    PROVIDER = "penyedia", "Penyedia atau pihak ketiga"


class Result(models.TextChoices):
    WORKS = "pulih", "Pulih"
    PARTLY = "sebagian", "Pulih sebagian"
    NOT = "belum", "Belum pulih"

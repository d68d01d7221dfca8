"""What people are told about, and on which way it reaches them."""

from django.db import models


class Kind(models.TextChoices):
    """What a message is about, from the view of who reads it."""

    WAITING = "menunggu", "Yang menunggu saya"
    MINE = "permintaan", "Perubahan pada permintaan saya"
    TALK = "tanya-jawab", "Pertanyaan dan jawaban"
    REMINDER = "pengingat", "Pengingat batas waktu"
    LATE_BELOW = "terlambat", "Yang terlambat pada bawahan saya"


class Stage(models.TextChoices):
    """The reminders that a task may cause, each once."""

    BEFORE = "sebelum", "Sebelum batas"
    AFTER = "sesudah", "Sesudah batas"
    SUPERIOR = "atasan", "Kepada atasan"


class Channel(models.TextChoices):
    """On which way a message reaches a person, beside the page, where it always is."""

    PAGE = "halaman", "Hanya di SOPTI"
    AT_ONCE = "langsung", "E-mail saat itu juga"
    DIGEST = "ringkasan", "Dalam ringkasan"

"""Kinds of regulations, how one touches another, and how far its file was read."""

from django.db import models


class RegulationKind(models.TextChoices):
    """Ordered as a decree names its bases: the higher first."""

    LAW = "uu", "Undang-Undang"
    GOVERNMENT = "pp", "Peraturan Pemerintah"
    PRESIDENT = "perpres", "Peraturan Presiden"
    COURT_RULE = "perma", "Peraturan Mahkamah Agung"
    MINISTER = "permen", "Peraturan Menteri"
    SECRETARY_RULE = "persekma", "Peraturan Sekretaris Mahkamah Agung"
    CHIEF_DECREE = "sk-kma", "Keputusan Ketua Mahkamah Agung"
    SECRETARY_DECREE = "sk-sekma", "Keputusan Sekretaris Mahkamah Agung"
    CIRCULAR = "se", "Surat Edaran"
    STANDARD = "standar", "Standar"
    OWN_DECREE = "sk-pengadilan", "Keputusan Ketua Pengadilan"
    OTHER = "lain", "Peraturan lain"


class LinkKind(models.TextChoices):
    """What the newer regulation does to the older."""

    AMENDS = "mengubah", "Mengubah"
    REVOKES = "mencabut", "Mencabut"
    FOLLOWS = "mengikuti", "Mengikuti"


class Standing(models.TextChoices):
    """What a regulation is worth today, from what others say of it."""

    IN_FORCE = "berlaku", "Berlaku"
    AMENDED = "diubah", "Berlaku, telah diubah"
    FOLLOWED = "diikuti", "Diikuti peraturan baru"
    REVOKED = "dicabut", "Dicabut"


class TextState(models.TextChoices):
    """Whether the words of a file can be searched."""

    WAITING = "menunggu", "Isinya sedang dibaca"
    READ = "terbaca", "Isinya dapat dicari"
    NONE = "tanpa-teks", "Isinya tidak dapat dicari"

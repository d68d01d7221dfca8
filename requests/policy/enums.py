"""The states of a programme, of its items and of proposals."""

from django.db import models


class ProgrammeState(models.TextChoices):
    DRAFT = "disusun", "Disusun"
    PROPOSED = "diusulkan", "Diusulkan"
    IN_FORCE = "ditetapkan", "Ditetapkan"


class Area(models.TextChoices):
    """What an item or a proposal is about."""

    PEOPLE = "sdm", "SDM dan pelatihan"
    DEVICES = "perangkat", "Perangkat"
    NETWORK = "jaringan", "Jaringan dan server"
    APPLICATIONS = "aplikasi", "Aplikasi dan situs"
    SECURITY = "keamanan", "Keamanan dan cadangan data"
    SERVICE = "layanan", "Layanan dan tata kelola"


class Quarter(models.IntegerChoices):
    ALL_YEAR = 0, "Sepanjang tahun"
    FIRST = 1, "Triwulan I"
    SECOND = 2, "Triwulan II"
    THIRD = 3, "Triwulan III"
    FOURTH = 4, "Triwulan IV"


class Progress(models.TextChoices):
    NOT_YET = "belum", "Belum dimulai"
    RUNNING = "berjalan", "Berjalan"
    DONE = "selesai", "Selesai"
    DROPPED = "batal", "Tidak dilaksanakan"


class ProposalState(models.TextChoices):
    WAITING = "menunggu", "Menunggu Kasubag"
    TAKEN = "dimuat", "Dimuat dalam program"
    MERGED = "digabung", "Digabung dengan kegiatan lain"
    DECLINED = "tidak-dimuat", "Tidak dimuat"

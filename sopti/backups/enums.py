"""What a backup may be said to be in one word."""

from django.db import models


class Section(models.TextChoices):
    """Whose data it is; the value is the section of the SOP that speaks of its backup."""

    SIPP = "sipp", "SIPP"
    SERVER = "server", "Server"
    WEBSITE = "website", "Situs web"
    SECURITY = "security", "Komputer dan data kerja"


class Part(models.TextChoices):
    """What a backup holds."""

    DATABASE = "basis-data", "Basis data"
    FILES = "berkas", "Berkas dan dokumen"


class Medium(models.TextChoices):
    DISK = "hard-disk", "Hard disk luar"
    NAS = "nas", "NAS"
    SERVER = "server-lain", "Server lain"
    COMPUTER = "komputer-lain", "Komputer lain"
    CLOUD = "cloud", "Penyimpanan cloud"
    STICK = "flash-disk", "Flash disk"
    TAPE = "pita", "Pita atau cakram"


class Checksum(models.TextChoices):
    """How the sum was made; a sum of each kind has its own length."""

    SHA256 = "sha256", "SHA-256"
    SHA512 = "sha512", "SHA-512"
    SHA1 = "sha1", "SHA-1"
    MD5 = "md5", "MD5"


class RestoreOutcome(models.TextChoices):
    WORKED = "berhasil", "Berhasil"
    PARTLY = "sebagian", "Sebagian"
    FAILED = "gagal", "Gagal"

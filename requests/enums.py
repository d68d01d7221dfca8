"""Fixed choices of a service request."""

from django.db import models

RECEIVERS = frozenset({"operator_ti", "kasubag_ptip"})  # to whom people come with a request


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


class Channel(models.TextChoices):
    """On which way a request came in; all but the first are written down by the desk."""

    SELF = "sopti", "SOPTI"
    COUNTER = "loket", "Loket"
    PHONE = "telepon", "Telepon"
    CHAT = "whatsapp", "WhatsApp"
    LETTER = "surat", "Surat"


class Urgency(models.TextChoices):
    """How urgent it is in the eyes of who asks; the SOP's own priority is set later."""

    STOPPED = "berhenti", "Pekerjaan berhenti"
    HINDERED = "terganggu", "Pekerjaan terganggu"
    CAN_WAIT = "menunggu", "Dapat menunggu"


class Completeness(models.TextChoices):
    """What the desk finds when it registers a request."""

    WHOLE = "lengkap", "Lengkap"
    LACKING = "kurang", "Kurang"


class Nature(models.TextChoices):
    """The sifat of a disposition."""

    ORDINARY = "biasa", "Biasa"
    SOON = "segera", "Segera"
    AT_ONCE = "sangat-segera", "Sangat segera"
    SECRET = "rahasia", "Rahasia"


class Kind(models.TextChoices):
    """What sort of work a request is."""

    INCIDENT = "insiden", "Insiden"
    SERVICE = "permintaan", "Permintaan"
    CHANGE = "perubahan", "Perubahan"


class Verdict(models.TextChoices):
    """What the verification of a classification found."""

    FITS = "sesuai", "Sesuai"
    DIFFERS = "tidak-sesuai", "Tidak sesuai"


class Priority(models.IntegerChoices):
    """The order in which requests are handled; the same words as in the form FM/AS/32/08."""

    AT_ONCE = 1, "1 - Segera"
    HIGH = 2, "2 - Tinggi"
    MIDDLE = 3, "3 - Sedang"
    LOW = 4, "4 - Rendah"


class Way(models.TextChoices):
    """How a request is to be met, in the eyes of who advises."""

    OURSELVES = "sendiri", "Dikerjakan sendiri"
    PURCHASE = "pembelian", "Pembelian"
    THIRD_PARTY = "pihak-ketiga", "Melibatkan pihak ketiga"
    REFUSE = "tolak", "Disarankan ditolak"


class WorkResult(models.TextChoices):
    """How far a request was met."""

    DONE = "selesai", "Selesai"
    PARTLY = "sebagian", "Selesai sebagian"
    NOT = "belum", "Belum dapat diselesaikan"


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

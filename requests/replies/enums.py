"""What ready sentences are for, and what they may name."""

from django.db import models


class Purpose(models.TextChoices):
    """Beside which field a sentence is offered. Fields name it with `said_with(field, …)`."""

    QUESTION = "tanya", "Pertanyaan kepada pemohon"
    MESSAGE = "pesan", "Pesan dalam percakapan"
    RESULT = "hasil", "Hasil pekerjaan"
    APPROVE = "setuju", "Persetujuan"
    RETURN = "kembalikan", "Pengembalian"
    REFUSE = "tolak", "Penolakan"


OF_THE_DESK = (Purpose.QUESTION, Purpose.MESSAGE, Purpose.RESULT)
OF_APPROVERS = (Purpose.APPROVE, Purpose.RETURN, Purpose.REFUSE)

# What stands between braces in a sentence, and what takes its place.
NAMES = {
    "pemohon": "nama pemohon",
    "nomor": "nomor berkas",
    "perangkat": "perangkat atau ruang",
}

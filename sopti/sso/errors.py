"""Why somebody did not come in: a sentence for them, and a word for the log."""

from __future__ import annotations

from django.conf import settings

from sopti.core.errors import Refusal


class NotSignedIn(Refusal):
    """A Refusal whose `detail` tells the court's technician what the person cannot use."""

    def __init__(self, sentence: str, detail: str) -> None:
        super().__init__(sentence)
        self.detail = detail


def unreachable(detail: str) -> NotSignedIn:
    return NotSignedIn(
        f"{settings.OIDC_LABEL} sedang tidak dapat dihubungi. Coba lagi beberapa menit lagi, "
        "atau masuk dengan kata sandi SOPTI.",
        detail,
    )


def untrusted(detail: str) -> NotSignedIn:
    return NotSignedIn(
        f"Jawaban dari {settings.OIDC_LABEL} tidak dapat dipercaya, jadi Anda belum masuk. "
        "Mulai sekali lagi; bila terulang, beri tahu Operator TI di pengadilan Anda.",
        detail,
    )

"""What a password of the house may not be made of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

HOUSE_WORDS = {"sopti", "pengadilan", "agama", "mahkamah", "agung", "badilag", "katasandi"}
SHORTEST_WORD = 4


class ContextWordsValidator:
    """Refuse what a guesser tries first: the house, the court, the town, the birthday."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        plain = re.sub(r"[^a-z0-9]", "", password.lower())
        for word in HOUSE_WORDS | _words_of(user):
            if word in plain:
                raise ValidationError(
                    "Kata sandi ini mudah ditebak karena memuat nama pengadilan, nama aplikasi, "
                    "NIP, atau tanggal lahir. Pilih kata-kata lain.",
                    code="password_of_the_house",
                )

    def get_help_text(self) -> str:
        return "Jangan memakai nama pengadilan, nama aplikasi, NIP, atau tanggal lahir."


def _words_of(user: AbstractBaseUser | None) -> set[str]:
    court, nip = getattr(user, "court", None), getattr(user, "nip", "")
    words = f"{court.name} {court.town}".lower().split() if court else []
    # A NIP begins with the date of birth, year first; people type it day first as well.
    birth = {nip[:8], nip[6:8] + nip[4:6] + nip[:4]} if nip else set()
    return {word for word in words if len(word) >= SHORTEST_WORD} | birth

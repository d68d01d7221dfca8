"""What does not belong into a request: data of the parties, and passwords. Found by its shape."""

from __future__ import annotations

import re

# 412/Pdt.G/2026/PA.Mn: kind of case, year and court stand between slashes.
CASE_NUMBER = re.compile(
    r"\b\d{1,6}/[A-Za-z]{1,8}(?:\.[A-Za-z]{1,8}){0,3}/\d{4}/[A-Za-z.-]{1,20}\b"
)
# Sixteen digits, perhaps in groups. A NIP has eighteen.
NIK = re.compile(r"(?<![\d.-])\d(?:[ .-]?\d){15}(?![ .-]?\d)")
PASSWORD = re.compile(
    r"\b(?:password|passwd|pass|pwd|sandi(?:nya)?|pin)\b\s{0,3}(?:[:=]|adalah\b)\s{0,3}\S{3,}",
    re.IGNORECASE,
)


def doubts_in(text: str) -> list[str]:
    """Say what in the text looks as if it did not belong there; a number is not repeated whole."""
    found = CASE_NUMBER.search(text)
    doubts = [f"memuat nomor perkara “{found[0]}”. Hapus nomor itu."] if found else []
    if NIK.search(text):
        doubts.append("memuat 16 angka yang tampak seperti NIK. Hapus angka itu.")
    if PASSWORD.search(text):
        doubts.append("tampak memuat kata sandi. Hapus kata sandinya; petugas tidak memerlukannya.")
    return doubts

"""The short key of a paper: read aloud, typed, and never guessed."""

from __future__ import annotations

import secrets

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # without 0 O 1 I L U, which are mistaken for others
KEY_LETTERS = 8
LONGEST_TYPED = 40


def new_key() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(KEY_LETTERS))


def grouped(key: str) -> str:
    """Return the key as it is printed: "7K3M-Q2XF"."""
    half = KEY_LETTERS // 2
    return f"{key[:half]}-{key[half:]}"


def key_in(typed: str) -> str:
    """Return the key in what somebody typed (small letters, spaces, dashes), or ""."""
    if len(typed) > LONGEST_TYPED:
        return ""
    key = "".join(letter for letter in typed.upper() if letter.isalnum())
    return key if len(key) == KEY_LETTERS and set(key) <= set(LETTERS) else ""

"""A court with somebody who handles failures, and what a form tells of one."""

from datetime import timedelta

from sopti.privacy.breaches import actions
from tests import make


def hours(number, minutes=0):
    return make.MONDAY + timedelta(hours=number, minutes=minutes)


def told(**words):
    usual = {
        "title": "Daftar NIP terkirim ke alamat yang salah",
        "how": "Terlampir pada e-mail kepada penyedia jasa.",
        "began_at": None,
        "known_at": make.MONDAY,
        "exposed": "Nama dan NIP.",
        "people_count": 24,
        "others": "",
        "handling": "Penerima diminta menghapusnya.",
        "case": None,
    }
    return usual | words


def breach(by, at=make.MONDAY, *, persons=(), **words):
    return actions.note(told(known_at=at) | words, persons, by=by, at=at)


def letter(to="subjek", sent_at=make.MONDAY, **words):
    usual = {
        "to": to,
        "addressee": "Bapak/Ibu yang bersangkutan",
        "letter_number": "12/SEK.PA/HM.00/XI/2026",
        "way": "surat",
        "sent_at": sent_at,
    }
    return usual | words

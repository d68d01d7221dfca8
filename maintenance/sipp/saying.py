"""What was seen of SIPP in words: each number with its unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.timezone import localtime

from sopti.core.words import number, plain_date

if TYPE_CHECKING:
    from maintenance.sipp.models import SippCheck, SippComplaint, SippReview


def check_said(check: SippCheck) -> str:
    """Return "0,8 detik, 31 pengguna daring, dari PTSP"."""
    told = [
        f"{number(check.seconds)} detik" if check.seconds is not None else "",
        f"{number(check.online, 0)} pengguna daring" if check.online is not None else "",
        f"dari {check.room}" if check.room else "",
    ]
    return ", ".join(filter(None, told))


def review_said(review: SippReview) -> str:
    return (
        f"{number(review.active, 0)} pengguna aktif, {number(review.idle, 0)} tidak aktif "
        f"({plain_date(review.on)})"
    )


def complaint_said(complaint: SippComplaint) -> str:
    day = localtime(complaint.at, complaint.court.tz).date()
    return (
        f"{plain_date(day)}, {complaint.reporter} ({complaint.get_channel_display().lower()}): "
        f"{complaint.what} Terkena: {complaint.get_reach_display().lower()}."
    )

"""Ikhtisar tells which report waits for whom."""

from sopti.reports.periodic.overview import tell
from tests.reports.periodic.desk import THIRTIETH


def test_a_checked_report_waits_for_the_sekretaris_and_is_shown_to_the_others(desk):
    desk.checked()

    told = {role: tell(person, THIRTIETH) for role, person in desk.people.items()}

    assert told["sekretaris"].lead == "1 laporan menunggu Anda."
    assert told["sekretaris"].lines[0].tone == "soon"
    assert told["ketua"].lead == "Tidak ada laporan yang menunggu Anda."
    assert told["ketua"].lines[0].beside == (
        "Sudah diperiksa Kasubag PTIP; menunggu pengesahan Sekretaris."
    )
    assert told["ketua"].lines[0].tone == ""

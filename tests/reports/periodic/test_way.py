"""The way of a report: checked, sent back, signed, seen; who may, in which capacity, and once."""

import pytest

from sopti.core.errors import Refusal
from sopti.notifications.models import Message
from sopti.reports.models import Paper, Report, ReportPrint
from sopti.reports.periodic import actions, rules
from sopti.reports.periodic.content import digest_of
from sopti.workflow.models import Event
from sopti.workflow.record import verify
from tests import make
from tests.reports.periodic.desk import THIRTIETH, Desk, acting
from tests.workflow.office import is_sqlite
from tests.workflow.racing import race, slow_rules  # noqa: F401 (a fixture)

TWICE = (
    "Anda sudah menandatangani laporan ini sebagai {}. Satu orang tidak menandatangani satu "
    "laporan dua kali: {}, atau Plh. lain yang ditunjuk, melanjutkannya."
)


def waiting_messages():
    found = Message.objects.filter(settled_at=None).order_by("pk")
    return [(told.to.full_name, told.subject) for told in found]


def summaries():
    return list(Event.objects.order_by("sequence").values_list("summary", flat=True))


def test_a_report_goes_from_the_kasubag_to_the_sekretaris_to_the_ketua(desk):
    report = desk.seen()

    number = f"1/LAP.TI/{desk.court.code}/2026"
    assert (report.state, report.number) == ("diketahui", number)
    assert summaries() == [
        "SOPTI menyusun laporan bulanan November 2026",
        "kasubag_ptip satu, Kasubag PTIP, memeriksa laporan bulanan November 2026",
        f"sekretaris satu, Sekretaris, mengesahkan laporan Nomor {number} (November 2026)",
        f"ketua satu, Ketua, mengetahui laporan Nomor {number} (November 2026)",
    ]
    assert waiting_messages() == []
    assert verify(desk.court) is None


def test_each_is_told_in_turn_and_only_the_next_still_waits(desk):
    name = "Laporan bulanan November 2026"
    report, told = desk.draft(), []
    for deed, person in (
        (actions.check, desk.kasubag),
        (actions.sign, desk.sekretaris),
        (actions.see, desk.ketua),
    ):
        told.append(waiting_messages())
        deed(report.pk, by=person, at=THIRTIETH)

    assert told == [
        [("kasubag_ptip satu", f"{name} menunggu pemeriksaan Anda")],
        [("sekretaris satu", f"{name} menunggu pengesahan Anda")],
        [("ketua satu", f"{name} menunggu diketahui Anda")],
    ]
    assert waiting_messages() == []


def test_the_sekretaris_sends_it_back_with_a_reason_that_the_kasubag_reads(desk):
    report = desk.checked()

    reason = "Lengkapi analisis kendala."
    back = actions.send_back(report.pk, reason=reason, by=desk.sekretaris, at=THIRTIETH)

    told = Message.objects.filter(settled_at=None).get()
    assert (back.state, back.returned, back.checked_by) == ("konsep", reason, None)
    assert (told.to, told.body) == (desk.kasubag, reason)
    assert rules.why_not_check(desk.kasubag, back) is None
    assert ReportPrint.objects.count() == 0


# (deed, role, state): the sentence that refuses it. Every other pair is allowed or refused alike.
REFUSED = [
    ("check", "sekretaris", "draft", "Laporan diperiksa Kasubag PTIP di pengadilan Anda."),
    (
        "check", "kasubag_ptip", "checked",
        (
            "Laporan ini sedang menunggu Sekretaris. Minta Sekretaris mengembalikannya bila ada "
            "yang perlu diubah."
        ),
    ),
    (
        "sign", "sekretaris", "draft",
        "Laporan ini masih konsep. Kasubag PTIP memeriksanya lebih dulu.",
    ),
    (
        "sign", "ketua", "checked",
        "Laporan disahkan Sekretaris, atau Plh. Sekretaris, di pengadilan Anda.",
    ),
    ("sign", "sekretaris", "signed", "Laporan ini sudah disahkan dengan nomor {number}."),
    ("see", "ketua", "checked", "Laporan ini belum disahkan Sekretaris."),
    (
        "see", "sekretaris", "signed",
        "Laporan diketahui Ketua, atau Plh. Ketua, di pengadilan Anda.",
    ),
    ("see", "ketua", "seen", "Laporan ini sudah diketahui."),
]  # fmt: skip


@pytest.mark.parametrize(("deed", "role", "state", "reason"), REFUSED)
def test_what_is_refused_changes_nothing(desk, deed, role, state, reason):
    report = getattr(desk, state)()
    before, events = Report.objects.values().get(), Event.objects.count()

    with pytest.raises(Refusal) as refusal:
        getattr(actions, deed)(report.pk, by=desk.people[role], at=THIRTIETH)

    assert str(refusal.value) == reason.format(number=report.number)
    assert Report.objects.values().get() == before
    assert Event.objects.count() == events


def test_people_of_another_court_may_do_nothing_with_it(desk):
    stranger = make.user("kasubag_ptip", "sekretaris", "ketua")
    draft, checked, signed = desk.draft(), Desk().checked(), Desk().signed()

    reasons = [
        rules.why_not_word(stranger, draft),
        rules.why_not_judge(stranger, checked),
        rules.why_not_see(stranger, signed),
        rules.why_not_correct(stranger, signed),
    ]

    assert reasons == [rules.OTHER_COURT] * 4
    assert list(Report.objects.visible_to(stranger)) == []


def test_a_plh_signs_with_the_letter_and_the_paper_says_so(desk):
    acting(desk.ketua, "sekretaris")
    report = desk.checked()

    signed = actions.sign(report.pk, by=desk.ketua, at=THIRTIETH)

    letter = "88/KPA/SPT/2026"
    assert signed.sealed["checked"] == {
        "name": "ketua satu", "nip": "", "title": "Plh. Sekretaris", "letter": letter,
        "on": "2026-11-30",
    }  # fmt: skip
    assert summaries()[-1] == (
        f"ketua satu, Plh. Sekretaris, surat perintah nomor {letter}, mengesahkan "
        f"laporan Nomor {signed.number} (November 2026)"
    )
    assert [one["capacity"] for one in signed.paper.signers] == ["Kasubag PTIP", "Plh. Sekretaris"]


def test_nobody_signs_one_report_twice(desk):
    acting(desk.kasubag, "sekretaris")
    acting(desk.sekretaris, "ketua")
    report = desk.checked()

    own = rules.why_not_sign(fresh(desk.kasubag), report)
    signed = actions.sign(report.pk, by=desk.sekretaris, at=THIRTIETH)
    head = rules.why_not_see(fresh(desk.sekretaris), signed)

    assert own == TWICE.format("Kasubag PTIP", "Sekretaris")
    assert head == TWICE.format("Sekretaris", "Ketua")


def fresh(person):
    """Return the person as the next request reads them: roles are kept for one request."""
    return type(person).objects.select_related("court").get(pk=person.pk)


def test_signing_gives_number_fingerprint_paper_and_the_link_of_the_record(desk):
    other = Desk()

    first, second = desk.signed(), other.signed()
    third = desk.signed(
        actions.correct(first.pk, why="Salah jumlah.", by=desk.kasubag, at=THIRTIETH)
    )

    event = Event.objects.get(kind="report-signed", court=other.court)
    paper = Paper.objects.get(pk=second.paper_id)
    assert [one.sequence for one in (first, second, third)] == [1, 1, 2]
    assert second.digest == digest_of(second.sealed) == paper.fingerprint
    assert (paper.number, paper.dated_on.isoformat(), paper.case) == (
        second.number, "2026-11-30", None,
    )  # fmt: skip
    assert second.anchor == {"sequence": event.sequence, "mac": event.mac}
    assert second.digest in event.text


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(is_sqlite(), reason="SQLite lets one writer in at a time")
def test_of_two_who_sign_at_once_one_reads_that_it_is_signed(slow_rules):  # noqa: F811
    desk = Desk()
    report = desk.checked()
    slow_rules(rules, "why_not_sign")

    def sign(number):
        return actions.sign(report.pk, by=fresh(desk.sekretaris), at=THIRTIETH).number

    said = sorted(map(str, race(2, sign)))

    number = f"1/LAP.TI/{desk.court.code}/2026"
    assert said == [number, f"Laporan ini sudah disahkan dengan nomor {number}."]
    assert Paper.objects.filter(case=None).count() == 1

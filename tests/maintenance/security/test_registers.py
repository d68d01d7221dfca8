"""Early warnings, risks and recovery: written down, told, taken over by the month."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import now

from maintenance.security import demo
from maintenance.security.applications import actions as apps
from maintenance.security.applications.models import Application
from maintenance.security.diary import tell
from maintenance.security.reminding import remind
from maintenance.security.risks import actions as risks
from maintenance.security.risks.enums import level_of
from maintenance.security.risks.models import RecoveryPlan, Risk
from maintenance.security.risks.pages import risks_page
from maintenance.security.watch import actions as watch
from maintenance.security.watch.models import Threat
from sopti.core.errors import Refusal
from sopti.notifications.models import Message
from sopti.workflow.models import Case
from tests import make
from tests.backups import keep
from tests.maintenance.security.test_accepting import told
from tests.workflow.office import Office

pytestmark = pytest.mark.django_db
AT = make.MONDAY
HELD = {"held_on": AT.date(), "outcome": "berhasil", "minutes": 5, "attended": "Operator",
        "lessons": "Baik."}  # fmt: skip
PAGES = ("security", "threats", "applications", "risks", "recovery")


@pytest.fixture
def office():
    return Office()


@pytest.fixture
def operator(office):
    return office.people["operator_ti"]


def threat(by, at=AT, **words):
    usual = {"what": "Perangkat asing", "where": "Titik akses ruang tunggu", "seen_at": at,
             "severity": "sedang", "action": ""}  # fmt: skip
    return watch.note_threat(usual | words, by=by, at=at)


def risk(by, at=AT, **words):
    usual = {"what": "Server rusak", "cause": "", "likelihood": 2, "impact": 5,
             "treatment": "kurangi", "plan": "", "owner": by, "every_days": 30}  # fmt: skip
    return risks.assess(usual | words, by=by, at=at)


def plan(by, at=AT, **words):
    usual = {"name": "SIPP", "when": "", "steps": "Beri tahu Panitera\nPulihkan", "contacts": "",
             "within_minutes": 480, "owner": by, "every_days": 60}  # fmt: skip
    return risks.save_plan(usual | words, by=by, at=at)


def month(office, step, **values):
    """Do one step of the month's case and return what its paper says."""
    case = office.open("pengamanan", flow_key="rutin", by=office.people["operator_ti"],
                       requester=None)  # fmt: skip
    office.up_to(case, step)
    done = office.do(case, step, values=values)
    done.refresh_from_db()
    return done


# ---------------------------------------------------------------------------------------- warnings
def test_warning_becomes_one_incident_of_the_network_and_is_closed_with_its_action(
    office, operator
):
    seen = threat(operator, severity="tinggi")

    case = watch.raise_threat(seen.pk, by=office.people["kasubag_ptip"], at=AT)
    with pytest.raises(Refusal, match="sudah dibuka"):
        watch.raise_threat(seen.pk, by=operator, at=AT)
    watch.close_threat(seen.pk, action="Diblokir di router.", by=operator, at=AT)

    kept = Threat.objects.get()
    assert case.procedure.section == "network"
    assert (kept.incident, kept.action, kept.closed_by) == (case, "Diblokir di router.", operator)
    assert Case.objects.count() == 1


def test_month_of_the_network_takes_over_what_was_seen(office, operator):
    seen = threat(operator)

    done = month(office, 1, kondisi="Aman")

    seen.refresh_from_db()
    assert seen.case == done.case
    assert done.values["peringatan"] == (
        "Perangkat asing (Titik akses ruang tunggu), tingkat Sedang, belum selesai"
    )


def test_month_of_the_applications_takes_over_the_register(office, operator):
    app = apps.add_application(
        told("SIPP", version="5.6", users="31 orang"), by=operator, at=AT, state="dipakai"
    )
    apps.note_weakness(
        app.pk, {"what": "Sandi lama", "severity": "sedang", "found_on": AT.date()},
        by=operator, at=AT,
    )  # fmt: skip

    done = month(office, 4, dilihat=["SIPP"], temuan="Sandi diganti.")

    assert done.values["daftar"] == "SIPP 5.6; 31 orang; 1 celah terbuka"
    assert Application.objects.get().checked_on == AT.date()


def test_month_of_the_risks_counts_as_their_review(office, operator):
    risk(operator, AT - timedelta(days=50))
    plan(operator)

    done = month(office, 5, sistem="Antivirus diperbarui.", ditinjau=["Server rusak"])

    assert Risk.objects.get().reviewed_on == AT.date()
    assert done.values["risiko"].startswith("Server rusak: 10 (tinggi), dikurangi")
    assert done.values["pemulihan"] == "SIPP: belum pernah dilatih"


def test_month_of_the_backups_takes_over_what_was_noted(client, office, operator):
    kept = keep.plan(operator, name="Basis data SIPP")
    keep.backup(kept, operator)

    done = month(office, 7)

    assert done.values["backup"] == (
        "Basis data SIPP, 16 November 2026: Basis data, 4,2 GB, NAS ruang server, "
        "SHA-256 0123456789ab…"
    )
    assert kept.backups.get().case == done.case


def test_late_backup_has_to_be_explained_in_the_step(client, office, operator):
    keep.plan(operator, name="Basis data SIPP", at=now() - timedelta(days=60))
    case = office.open("pengamanan", flow_key="rutin", by=operator, requester=None)
    task = office.up_to(case, 7)
    client.force_login(operator)
    address = reverse("workflow:complete", args=[task.pk])

    silent = client.post(address, {"input_confirmed": "on"})
    said = client.post(address, {"input_confirmed": "on", "f_keterangan": "NAS diganti."})

    assert "Ada backup yang terlambat: Basis data SIPP." in silent.text
    assert (silent.status_code, said.status_code) == (422, 302)


# ------------------------------------------------------------------------------------------- risks
@pytest.mark.parametrize(
    ("likelihood", "impact", "level"),
    [(1, 4, "Rendah"), (1, 5, "Sedang"), (3, 3, "Sedang"), (2, 5, "Tinggi"), (4, 4, "Ekstrem")],
)
def test_level_follows_from_likelihood_and_impact(likelihood, impact, level):
    assert level_of(likelihood, impact).label == level


def test_matrix_says_in_words_where_each_risk_stands(office, operator):
    grave, small = risk(operator), risk(operator, what="Tablet hilang", likelihood=1, impact=2)

    page = risks_page(operator, today=AT.date())

    cells = [cell for line in page["matrix"] for cell in line.cells]
    assert len(cells) == 25
    assert [(cell.level.label, cell.risks) for cell in cells if cell.risks] == [
        ("Tinggi", [(1, grave)]), ("Rendah", [(2, small)])
    ]  # fmt: skip


def test_owner_of_a_risk_reviews_it_and_others_do_not(office, operator):
    owner, other = make.user("ketua", court=office.court), make.user("ketua", court=office.court)
    kept = risk(operator, owner=owner)

    risks.review(kept.pk, by=owner, at=AT + timedelta(days=9))

    with pytest.raises(Refusal, match="dicatat oleh Operator/Admin TI"):
        risks.review(kept.pk, by=other, at=AT)
    assert Risk.objects.get().due_on == date(2026, 12, 25)


def test_owner_is_told_once_of_each_limit_that_passes(office, operator):
    kept = risk(operator, owner=office.people["kasubag_ptip"])
    plan(operator)

    said = [remind(AT + timedelta(days=day)) for day in (30, 31, 32, 61, 62)]
    risks.review(kept.pk, by=operator, at=AT + timedelta(days=63))
    said.append(remind(AT + timedelta(days=94)))

    assert said == ["", "1 pengingat keamanan", "", "1 pengingat keamanan", "",
                    "1 pengingat keamanan"]  # fmt: skip
    assert [one.subject for one in Message.objects.order_by("pk")] == [
        "Tinjau risiko: Server rusak", "Latih pemulihan: SIPP", "Tinjau risiko: Server rusak"
    ]  # fmt: skip


def test_rehearsal_moves_the_next_one_on(office, operator):
    kept = plan(operator)
    held = {"held_on": AT.date(), "outcome": "sebagian", "minutes": 610,
            "attended": "Operator", "lessons": "Pemasang tidak ada."}  # fmt: skip

    risks.note_rehearsal(kept.pk, held, by=operator, at=AT + timedelta(days=5))
    early = {**held, "held_on": AT.date() + timedelta(days=30)}

    with pytest.raises(Refusal, match="belum tiba"):
        risks.note_rehearsal(kept.pk, early, by=operator, at=AT)
    assert RecoveryPlan.objects.get().due_on == AT.date() + timedelta(days=60)
    entries = tell(operator, date(2026, 11, 1), date(2027, 1, 31))
    assert [(one.words, one.kind) for one in entries] == [
        ("Latih pemulihan: SIPP", "tenggat"), ("Latihan pemulihan SIPP: sebagian", "selesai")
    ]  # fmt: skip


# ------------------------------------------------------------------------------------------- pages
@pytest.mark.parametrize(
    ("role", "reads", "writes"),
    [("operator_ti", True, True), ("kasubag_ptip", True, True), ("ketua", True, False),
     (None, False, False)],
)  # fmt: skip
def test_who_reads_and_who_writes(client, office, role, reads, writes):
    client.force_login(make.user(*filter(None, [role]), court=office.court))

    seen = [client.get(reverse(f"maintenance:{page}")).status_code for page in PAGES]
    news = ("new_threat", "new_application", "new_risk", "new_recovery_plan")
    written = [client.get(reverse(f"maintenance:{page}")).status_code for page in news]

    assert seen == [200 if reads else 403] * 5
    assert written == [200 if writes else 403] * 4


def test_rows_of_another_court_do_not_exist(client, office, operator):
    rows = [threat(operator), risk(operator), plan(operator),
            apps.add_application(told(), by=operator, at=AT)]  # fmt: skip
    client.force_login(make.user("operator_ti"))

    answers = [client.get(row.get_absolute_url()).status_code for row in rows]

    assert answers == [404] * 4
    assert "Perangkat asing" not in client.get(reverse("maintenance:threats")).text


def fill(operator, number):
    threat(operator)
    risk(operator, what=f"Risiko {number}")
    held = plan(operator, name=f"Layanan {number}")
    risks.note_rehearsal(held.pk, HELD, by=operator, at=AT)
    apps.add_application(told(f"Aplikasi {number}"), by=operator, at=AT)


@pytest.mark.parametrize("page", PAGES)
def test_lists_ask_no_more_for_three_rows_than_for_one(
    client, operator, page, django_assert_max_num_queries
):
    def look():
        with django_assert_max_num_queries(18) as asked:
            assert client.get(reverse(f"maintenance:{page}")).status_code == 200
        return len(asked)

    client.force_login(operator)
    fill(operator, 1)
    client.get(reverse(f"maintenance:{page}"))  # the first page of a session writes it down
    one = look()
    fill(operator, 2)
    fill(operator, 3)

    assert look() == one


def test_registers_are_taken_along_as_workbooks(client, operator):
    apps.add_application(told("=SIPP"), by=operator, at=AT)
    client.force_login(operator)

    files = [client.get(reverse(f"maintenance:{name}_xlsx")) for name in ("applications", "risks")]

    assert all(b"".join(file.streaming_content)[:2] == b"PK" for file in files)


def test_demonstration_fills_courts_with_the_section_once(office):
    office.court.key = "pa-ternate"
    office.court.save()
    office.people["operator_ti"].is_demo = True
    office.people["operator_ti"].save()

    first, second = demo.load(now()), demo.load(now())

    assert (first, second) == ("5 aplikasi", "0 aplikasi")
    assert Threat.objects.filter(closed_at=None).count() == 2

"""Backups: what is due when, who is told once, and what is written down of them."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from sopti.backups import actions, rules
from sopti.backups.diary import tell
from sopti.backups.late import tell_late
from sopti.backups.models import Backup, Plan
from sopti.backups.pages import section_rows
from sopti.backups.sizes import size_words, tidy_sum, why_not_sum
from sopti.core.errors import Refusal
from sopti.notifications.models import Message
from sopti.workflow.models import Event
from tests import make
from tests.backups.keep import SUM, backup, days, plan
from tests.workflow.racing import race

pytestmark = pytest.mark.django_db
NOTED = {
    "made_at": "2026-11-16T08:30",
    "parts": ["basis-data"],
    "amount": "4,2",
    "unit": "GB",
    "medium": "nas",
    "place": "NAS ruang server",
    "checksum_kind": "sha256",
    "checksum": f"{SUM.upper()}  sipp.zip",
}


@pytest.fixture
def court():
    return make.court()


@pytest.fixture
def operator(court, client):
    person = make.user("operator_ti", court=court)
    client.force_login(person)
    return person


# ----------------------------------------------------------------------------------------- limits
def test_limit_follows_the_newest_backup_and_goes_back_when_it_is_struck(operator):
    kept = plan(operator)
    limits = [Plan.objects.get().due_on]

    first = backup(kept, operator, days(3))
    limits.append(Plan.objects.get().due_on)
    backup(kept, operator, days(4), made_at=days(1))  # an older one, noted later
    limits.append(Plan.objects.get().due_on)
    actions.strike_backup(first.pk, reason="Tercatat dua kali.", by=operator, at=days(5))
    limits.append(Plan.objects.get().due_on)

    assert [limit.day for limit in limits] == [23, 26, 26, 24]
    assert Backup.objects.count() == 2


def test_keeper_is_told_once_for_each_limit_that_passes(operator, court):
    keeper = make.user("kasubag_ptip", court=court)
    kept = plan(operator, keeper=keeper, name="Basis data SIPP")

    said = [tell_late(days(day)) for day in (7, 8, 8, 30)]
    backup(kept, operator, days(31))
    said += [tell_late(days(day)) for day in (32, 39, 40)]

    assert said == ["", "1 backup terlambat", "", "", "", "1 backup terlambat", ""]
    told = Message.objects.order_by("pk")
    assert [(one.to, one.subject) for one in told] == [
        (keeper, "Backup terlambat: Basis data SIPP")
    ] * 2


def test_desk_is_told_when_the_keeper_left_and_nobody_of_a_stopped_plan(operator, court):
    keeper = make.user("kasubag_ptip", court=court)
    plan(operator, keeper=keeper)
    stopped = plan(operator)
    actions.stop_plan(stopped.pk, by=operator, at=days(1))
    keeper.is_active = False
    keeper.save()

    tell_late(days(20))

    assert [one.to for one in Message.objects.all()] == [operator]


def test_resumed_plan_counts_from_the_day_it_was_resumed(operator):
    kept = plan(operator)
    backup(kept, operator, days(1))
    actions.stop_plan(kept.pk, by=operator, at=days(2))

    actions.resume_plan(kept.pk, by=operator, at=days(60))

    assert Plan.objects.get().due_on == days(67).date()


# ----------------------------------------------------------------------------------------- shapes
@pytest.mark.parametrize(
    ("kind", "text", "reason"),
    [
        ("sha256", SUM, None),
        ("md5", SUM[:32], None),
        ("sha256", SUM[:40], "Checksum SHA-256 terdiri dari 64 huruf; yang ditulis 40."),
        ("md5", "z" * 32, "Checksum MD5 hanya terdiri dari angka 0-9 dan huruf a-f."),
    ],
)
def test_sum_has_the_shape_of_its_algorithm(kind, text, reason):
    answer = why_not_sum(kind, text)

    assert answer is None if reason is None else answer.startswith(reason)
    assert tidy_sum(f" {text.upper()}  sipp.zip") == text


@pytest.mark.parametrize(
    ("size", "said"), [(840_000_000, "840,0 MB"), (4_200_000_000, "4,2 GB"), (10**13, "10,0 TB")]
)
def test_size_is_said_with_its_unit(size, said):
    assert size_words(size) == said


# ------------------------------------------------------------------------------------------ pages
@pytest.mark.parametrize(
    ("role", "sees", "plans", "notes"),
    [
        ("operator_ti", True, True, True),
        ("admin_web", True, True, True),
        ("kasubag_ptip", True, True, False),
        ("ketua", True, False, False),
        (None, False, False, False),
    ],
)
def test_who_sees_sets_up_and_notes_backups(operator, court, role, sees, plans, notes):
    kept = plan(operator)
    person = make.user(*filter(None, [role]), court=court)
    client = Client()
    client.force_login(person)

    answers = [client.get(reverse(f"backups:{name}")) for name in ("backups", "new_plan")]
    record = client.get(reverse("backups:record", args=[kept.pk]))

    assert [answer.status_code == 200 for answer in answers] == [sees, plans]
    assert (record.status_code == 200) == notes
    assert (rules.why_not_write(person, kept) is None) == notes


def test_backup_of_another_court_does_not_exist(client, operator):
    other = make.user("operator_ti")
    foreign = plan(other)
    made = backup(foreign, other)

    names = [("plan", foreign), ("record", foreign), ("edit_plan", foreign), ("backup", made),
             ("note_test", made), ("strike", made)]  # fmt: skip
    answers = [client.get(reverse(f"backups:{name}", args=[row.pk])) for name, row in names]
    stop = client.post(reverse("backups:stop_plan", args=[foreign.pk]))

    assert {answer.status_code for answer in [*answers, stop]} == {404}
    with pytest.raises(Refusal, match="pengadilan lain"):
        backup(foreign, operator)


def test_noted_backup_stands_on_the_page_with_its_size_and_the_record_keeps_it(client, operator):
    kept = plan(operator, at=now() - timedelta(days=30), name="Basis data SIPP")

    wrong = client.post(reverse("backups:record", args=[kept.pk]), NOTED | {"checksum": "12ab"})
    client.post(reverse("backups:record", args=[kept.pk]), NOTED)

    assert wrong.status_code == 422
    assert "terdiri dari 64 huruf; yang ditulis 4" in wrong.text
    made = Backup.objects.get()
    assert (made.size, made.checksum, made.by) == (4_200_000_000, SUM, operator)
    page = client.get(kept.get_absolute_url()).text
    assert "4,2 GB" in page
    assert Event.objects.get(kind="backed-up").summary.endswith("4,2 GB, NAS ruang server.")


def test_trial_of_a_backup_stands_beside_it_and_a_failed_one_warns(client, operator):
    kept = plan(operator)
    made = backup(kept, operator)
    told = {"tested_on": "2026-11-17", "where": "Komputer uji", "outcome": "gagal",
            "minutes": 45, "note": "Berkas rusak di tengah."}  # fmt: skip

    before = section_rows(operator, "sipp", now=days(1))["rows"][0].test_warning
    early = client.post(
        reverse("backups:note_test", args=[made.pk]), told | {"tested_on": "2026-11-10"}
    )
    client.post(reverse("backups:note_test", args=[made.pk]), told)

    row = section_rows(operator, "sipp", now=days(1))["rows"][0]
    assert (before, row.test_warning) == ("Belum pernah diuji pulih", "Uji pulih terakhir gagal")
    assert "baru dibuat pada 16 November 2026" in early.text
    assert "45 menit" in client.get(made.get_absolute_url()).text


def test_late_backup_warns_on_the_list_and_on_the_home_of_its_keeper(client, operator, court):
    kept = plan(operator, at=now() - timedelta(days=10), name="Dokumen SIPP")
    other = make.user("kasubag_ptip", court=court)

    listed = client.get(reverse("backups:backups")).text
    home = client.get("/").text
    client.force_login(other)

    assert "1 dari 1 terlambat dicadangkan: Dokumen SIPP." in listed
    assert f'href="{kept.get_absolute_url()}"' in home
    assert "Terlambat 3 hari" in home
    assert "Dokumen SIPP" not in client.get("/").text


@pytest.mark.parametrize("address", ["/cadangan/", "plan", "/"])
def test_pages_ask_no_more_for_three_than_for_one(
    client, operator, address, django_assert_max_num_queries
):
    def look(at):
        with django_assert_max_num_queries(14) as asked:
            assert client.get(at).status_code == 200
        return len(asked)

    first = plan(operator, at=now() - timedelta(days=10))
    at = first.get_absolute_url() if address == "plan" else address
    backup(first, operator)
    client.get(at)  # the first page of a session writes it down
    one = look(at)
    for _ in range(2):
        backup(plan(operator, at=now() - timedelta(days=10)), operator)
        backup(first, operator)

    assert look(at) == one


def test_room_shows_the_plans_of_its_section_alone(operator):
    mine, _ = plan(operator, section="sipp"), plan(operator, section="website")

    rows = section_rows(operator, "sipp", now=now(), task_id=7)["rows"]

    assert [row.plan for row in rows] == [mine]
    assert rows[0].record_href.endswith("?tugas=7")


def test_calendar_tells_the_limit_to_everybody_and_calls_it_the_keepers_own(operator, court):
    kept = plan(operator)
    backup(kept, operator)
    other = make.user("ketua", court=court)
    month = (date(2026, 11, 1), date(2026, 11, 30))

    mine, theirs = tell(operator, *month), tell(other, *month)

    assert [(one.day.day, one.kind, one.is_mine) for one in mine] == [
        (23, "tenggat", True), (16, "selesai", False)
    ]  # fmt: skip
    assert [one.is_mine for one in theirs] == [False, False]
    assert tell(make.user("ketua"), *month) == []


# --------------------------------------------------------------------------------------- together
@pytest.mark.django_db(transaction=True)
@pytest.mark.both_databases
def test_two_workers_tell_of_a_late_backup_once():
    operator = make.user("operator_ti")
    plan(operator)

    said = race(4, lambda _: tell_late(days(30)))

    assert sorted(said) == ["", "", "", "1 backup terlambat"]
    assert Message.objects.count() == 1

"""Upkeep: the year plan, and the checks on a phone."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from maintenance.assets.models import AssetWork
from maintenance.upkeep import actions, plans
from maintenance.upkeep.actions import Answer
from maintenance.upkeep.diary import entries
from maintenance.upkeep.drafting import draft
from maintenance.upkeep.models import Check, Checklist, YearPlan
from sopti.core.errors import Refusal
from sopti.people.worktime import calendar_of
from sopti.workflow.models import Case
from tests import make
from tests.maintenance.rounds import (
    AT,
    FAULT,
    HERE,
    TODAY,
    check,
    device,
    filled,
    monday,
    office,
    operator,
    upkeep,
)
from tests.maintenance.test_assets import picture
from tests.workflow.office import REASON, Office
from tests.workflow.racing import race

__all__ = ["monday", "office"]

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


# ---------------------------------------------------------------------------------------- the plan
def test_draft_gives_each_kind_its_months_on_working_days_alone(office):
    for number in range(3):
        device(office, "PC", name=f"PC {number}")
    device(office, "Switch")
    for day in (2, 3, 4, 5, 6):  # the whole first week of November is off
        make.holiday(office.court, date(2026, 11, day))

    lots = draft(office.court, 2026, today=TODAY)

    calendar = calendar_of(office.court)
    switches = [lot for lot in lots if lot.kind.name == "Switch"]
    months = {asset.pk: 0 for lot in lots for asset in lot.assets}
    for lot in lots:
        assert lot.who == operator(office)
        assert all(calendar.is_working_day(day) for day in (lot.starts_on, lot.ends_on))
        assert lot.starts_on.month == lot.ends_on.month
        for asset in lot.assets:
            months[asset.pk] += 1
    assert [lot.starts_on.month for lot in switches] == list(range(1, 13))
    assert switches[10].starts_on == date(2026, 11, 9)
    assert sorted(months.values()) == [4, 4, 4, 12]  # a PC each quarter, a switch each month


def test_lot_that_is_moved_onto_a_holiday_begins_on_the_next_working_day(office):
    device(office, "Switch")
    plan = plans.make_draft(2026, by=operator(office), at=AT)
    line = plan.lines.order_by("starts_on").last()
    make.holiday(office.court, date(2026, 12, 14))

    plans.change_line(line.pk, starts_on=date(2026, 12, 12), who=None,
                      assets=line.assets.all(), by=operator(office))  # fmt: skip

    line.refresh_from_db()
    assert (line.starts_on, line.ends_on) == (date(2026, 12, 15), date(2026, 12, 18))


def test_first_schedule_step_puts_the_plan_into_force_and_then_only_the_kasubag_changes_it(office):
    device(office, "Switch")
    case = upkeep(office)

    filled(office, case, 1)

    plan = YearPlan.objects.get()
    assert (plan.status, plan.case, plan.decided_by) == ("berlaku", case, operator(office))
    line = plan.lines.first()
    told = {"starts_on": line.starts_on, "who": None, "assets": line.assets.all()}
    with pytest.raises(Refusal, match="dicatat oleh Kasubag PTIP"):
        plans.change_line(line.pk, **told, by=operator(office))
    plans.change_line(line.pk, **told, by=office.people["kasubag_ptip"])
    with pytest.raises(Refusal, match="sudah berlaku"):
        plans.make_draft(2026, by=operator(office), at=AT)


def test_banjarnegara_sends_the_plan_back_and_takes_it_the_second_time():
    office = Office(of="pa-banjarnegara", document="as-24")
    device(office, "Switch")
    case = office.open("pemeliharaan-ti", by=operator(office), requester=None, title="Jadwal")
    filled(office, case, 1)
    assert YearPlan.objects.get().status == "diajukan"

    office.do(case, 2, outcome="kembali", note=REASON)
    sent_back = YearPlan.objects.get()
    filled(office, case, 1)
    office.do(case, 2, outcome="ya")

    assert (sent_back.status, sent_back.reason) == ("dikembalikan", REASON)
    assert YearPlan.objects.get().status == "berlaku"


def test_planned_weeks_stand_in_the_calendar_of_the_desk_alone(office):
    device(office, "Switch")
    filled(office, upkeep(office), 1)

    first, last = date(2026, 11, 1), date(2026, 11, 30)
    [entry] = entries(operator(office), first, last)

    assert (entry.words, entry.is_mine) == ("Pemeliharaan Switch, 1 perangkat", True)
    assert entries(office.clerk, first, last) == []


# -------------------------------------------------------------------------------------- the checks
def test_phone_answers_one_device_after_another_and_the_card_keeps_it(client, office):
    first, second = (device(office, "Switch", name=f"Switch {n}", room=f"R{n}") for n in "12")
    client.force_login(operator(office))
    address = reverse("maintenance:check", args=[first.pk]) + "?bulan=2026-11"
    assert "Lampu indikator normal" in client.get(address).content.decode()

    answer = client.post(address, {"found": "baik", "note": "Bersih.", "seen": ""})

    assert answer.url == reverse("maintenance:check", args=[second.pk]) + "?bulan=2026-11"
    work = AssetWork.objects.get()
    assert (work.asset, work.kind) == (first, "pemeriksaan")
    assert work.summary == "Pemeriksaan November 2026: baik. Bersih."
    page = client.get(HERE).content.decode()
    assert "1 dari 2 perangkat diperiksa" in page


def test_photo_of_a_fault_is_kept_small_and_seen_by_the_own_court_alone(client, office):
    switch = device(office)
    client.force_login(operator(office))
    address = reverse("maintenance:check", args=[switch.pk])
    told = {"found": "bermasalah", "note": "Lampu merah."}
    wrong = SimpleUploadedFile("foto.jpg", b"bukan gambar")
    refused = client.post(address, told | {"photo": wrong})
    assert (refused.status_code, Check.objects.count()) == (422, 0)
    assert "Lampu merah." in refused.content.decode()

    client.post(address, told | {"photo": picture()})

    photo = reverse("maintenance:check_photo", args=[Check.objects.get().pk])
    kept = b"".join(client.get(photo).streaming_content)
    assert b"RAHASIA" not in kept
    client.force_login(make.user("operator_ti"))
    assert client.get(photo).status_code == 404


def test_problem_needs_words_and_what_was_typed_stays(client, office):
    switch = device(office)
    client.force_login(operator(office))
    address = reverse("maintenance:check", args=[switch.pk])

    page = client.post(address, {"found": "bermasalah", "note": " "}).content.decode()

    assert "Centang butir yang tidak beres, atau tulis masalahnya." in page
    assert not Check.objects.exists()


def test_second_person_reads_what_the_first_found_and_may_replace_it(client, office):
    switch = device(office)
    check(office, switch, by=office.people["kasubag_ptip"])
    client.force_login(operator(office))
    address = reverse("maintenance:check", args=[switch.pk])

    late = client.post(address, {"found": "bermasalah", "note": "Lampu mati.", "seen": ""})
    seal = late.context["form"]["seen"].value()
    again = client.post(address, {"found": "bermasalah", "note": "Lampu mati.", "seen": seal})

    assert late.status_code == 422
    page = late.content.decode()
    assert "sudah diperiksa kasubag_ptip satu" in page
    assert "Lampu mati." in page
    assert again.status_code == 302
    assert (Check.objects.get().found, AssetWork.objects.count()) == ("bermasalah", 1)


@pytest.mark.django_db(transaction=True)
def test_of_many_who_answer_at_once_one_is_kept_and_the_others_read_whose(office):
    switch = device(office)

    answers = race(5, lambda _: check(office, switch))

    kept = [one for one in answers if isinstance(one, Check)]
    refused = [str(one) for one in answers if isinstance(one, Refusal)]
    assert (len(kept), len(refused)) == (1, 4), answers
    assert all("sudah diperiksa operator_ti satu" in one for one in refused)
    assert (Check.objects.count(), AssetWork.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_many_taps_hand_a_problem_on_once(office):
    found = check(office, device(office), FAULT)

    cases = race(4, lambda _: actions.hand_on(
        found.pk, road="permintaan", by=operator(office), at=AT))  # fmt: skip

    assert {one.pk for one in cases} == {Case.objects.get().pk}


@pytest.mark.parametrize(("road", "procedure"), [("permintaan", "permintaan-layanan"),
                                                 ("network", "jaringan-internet")])  # fmt: skip
def test_problem_becomes_a_case_that_names_the_device_and_its_upkeep(
    client, office, road, procedure
):
    switch, source = device(office, name="Switch lobi"), upkeep(office)
    found = check(office, switch, FAULT)
    client.force_login(operator(office))
    assert "Jadikan permintaan layanan" in client.get(found.get_absolute_url()).content.decode()

    client.post(reverse("maintenance:hand_on", args=[found.pk, road]))

    case = Check.objects.get().case
    assert (case.procedure_key, case.parent) == (procedure, source)
    assert case.title == "Switch lobi: tidak beres “Lampu indikator normal”"
    assert [one.label for one in case.subjects.all()] == [str(switch)]
    assert case.number in client.get(switch.get_absolute_url()).content.decode()
    assert case.number in client.get(HERE).content.decode()
    with pytest.raises(Refusal, match=case.number):
        check(office, switch, Answer("baik"), seen=rules_seal(found))


def rules_seal(found):
    from maintenance.upkeep.rules import seal_of  # noqa: PLC0415

    return seal_of(Check.objects.get(pk=found.pk))


@pytest.mark.parametrize(("month", "said"), [(date(2026, 12, 1), "belum tiba"),
                                             (date(2026, 9, 1), "sudah ditutup")])  # fmt: skip
def test_only_this_month_and_the_one_before_are_answered(office, month, said):
    switch = device(office)

    check(office, switch, month=date(2026, 10, 1))
    with pytest.raises(Refusal, match=said):
        check(office, switch, month=month)


def test_who_does_not_look_after_devices_neither_reads_nor_answers(client, office):
    found = check(office, device(office), FAULT)
    stranger = make.user("operator_ti", "kasubag_ptip")

    for person, status in ((office.clerk, 403), (stranger, 404)):
        client.force_login(person)
        address = reverse("maintenance:check", args=[found.asset_id])
        assert client.get(address).status_code in {403, 404}
        assert client.get(found.get_absolute_url()).status_code == 404
        if status == 403:
            assert client.get(HERE).status_code == 403
    with pytest.raises(Refusal, match="diteruskan oleh"):
        actions.hand_on(found.pk, road="permintaan", by=stranger, at=AT)


def test_kasubag_changes_the_list_of_a_kind_for_the_own_court_alone(client, office):
    switch = device(office)
    client.force_login(office.people["kasubag_ptip"])
    address = reverse("maintenance:edit_list", args=[switch.kind_id])

    client.post(address, {"every": "1", "part": "jaringan", "lines": "Port dihitung\n\nLabel ada"})

    assert check(office, switch).items == ["Port dihitung", "Label ada"]
    house = Checklist.objects.get(court=None, kind=switch.kind)
    assert "Lampu indikator normal" in house.items
    client.force_login(operator(office))
    assert client.get(address).status_code == 403

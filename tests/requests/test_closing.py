"""After the last step of the SOP: confirmed, reopened, or silent; and the survey."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import now

from requests.closing import actions
from requests.models import Confirmation, ServiceRequest, Survey
from sopti.core.errors import Refusal
from sopti.notifications.models import Message
from sopti.workflow.models import Case, Event
from sopti.workflow.record import verify
from sopti.workflow.registry import jobs
from tests import make
from tests.requests import desk
from tests.workflow.office import Office

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

REASON = "Kertas masih tersangkut."
LIMIT = datetime(2026, 11, 19, 9, 30, tzinfo=UTC)  # Thursday, 16.30 WIB
SOON = make.MONDAY + timedelta(hours=6)


@pytest.fixture
def office():
    return Office()


@pytest.fixture
def case(office):
    return desk.done(office)


def times_of(case):
    return list(case.tasks.order_by("pk").values_list("step", "finished_at", "within_norm"))


def confirm(case, by, at=SOON):
    return actions.confirm(case.pk, by=by, at=at)


def reopen(case, by, at=SOON):
    return actions.reopen(case.pk, reason=REASON, by=by, at=at)


# --------------------------------------------------------------------------------- confirmation
def test_requester_is_asked_to_look_and_to_answer_where_the_question_stands(office, case, client):
    told = Message.objects.filter(to=office.clerk).latest("pk")
    client.force_login(office.clerk)

    assert told.subject == f"Selesai, mohon diperiksa: {case.title}"
    assert told.link == f"{case.get_absolute_url()}#hasil"
    assert "Jawab sampai Kamis, 19 November 2026, pukul 16.30 WIB." in told.body


def test_requester_confirms_and_no_time_of_the_sop_changes(office, case):
    before = times_of(case), case.closed_at, case.status

    said = confirm(case, office.clerk)

    case.refresh_from_db()
    assert (said.state, said.by, said.confirmed_at) == ("beres", office.clerk, SOON)
    assert (times_of(case), case.closed_at, case.status) == before
    assert Event.objects.get(kind="confirmed").summary.endswith("beres oleh Pemohon.")
    assert verify(office.court) is None


def test_second_answer_reads_the_first(office, case):
    confirm(case, office.clerk)

    with pytest.raises(Refusal, match="Hasil permintaan ini sudah beres oleh Pemohon hari ini"):
        reopen(case, office.clerk)

    assert Confirmation.objects.count() == 1
    assert Case.objects.count() == 1


def test_only_who_asked_answers_and_only_when_it_is_done(office, case):
    running = desk.filed(office)

    with pytest.raises(Refusal, match="Hasil permintaan dinilai oleh pemohonnya"):
        confirm(case, office.people["operator_ti"])
    with pytest.raises(Refusal, match="Berkas ini berjalan; hasilnya belum dapat dinilai"):
        confirm(running, office.clerk)

    assert not Confirmation.objects.exists()


# ------------------------------------------------------------------------------------- reopening
def test_reopening_opens_a_linked_case_with_the_same_facts_and_leaves_the_old_one(office, case):
    before = times_of(case), case.closed_at

    again = reopen(case, office.clerk)

    case.refresh_from_db()
    assert (again.parent, again.title, again.requester) == (case, case.title, office.clerk)
    assert again.detail == f"Belum beres menurut pemohon: {REASON}\n\n{case.detail}"
    assert again.service_request.asset_or_place == desk.WISH.asset_or_place
    assert (case.status, (times_of(case), case.closed_at)) == ("selesai", before)
    assert (case.confirmation.state, case.confirmation.note) == ("dibuka-lagi", REASON)
    assert again.number in Event.objects.get(kind="reopened").summary
    told = Message.objects.filter(to=office.people["operator_ti"], subject__startswith="Dibuka")
    assert told.count() == 1


def test_reopening_ends_with_the_third_working_day(office, case):
    with pytest.raises(Refusal, match="Batas membuka kembali sudah lewat"):
        reopen(case, office.clerk, at=LIMIT + timedelta(minutes=1))

    assert Case.objects.count() == 1
    assert reopen(case, office.clerk, at=LIMIT).parent == case


# --------------------------------------------------------------------------------------- silence
def test_silence_counts_as_done_after_the_third_working_day(office, case):
    assert actions.let_silence_pass(LIMIT) == ""
    assert not Confirmation.objects.exists()

    assert actions.let_silence_pass(LIMIT + timedelta(minutes=1)) == (
        "1 requests confirmed by silence"
    )

    assert (case.confirmation.state, case.confirmation.by) == ("diam", None)


def test_holiday_gives_the_requester_another_day(office, case):
    make.holiday(office.court, LIMIT.date())

    assert actions.let_silence_pass(LIMIT + timedelta(hours=1)) == ""

    assert not Confirmation.objects.exists()


def test_worker_lets_silence_pass_once(office, case):
    confirm(desk.done(office), office.clerk)

    said = [jobs()["silence"](LIMIT + timedelta(days=1)) for _ in range(2)]

    assert said == ["1 requests confirmed by silence", ""]

    assert Confirmation.objects.filter(case=case).count() == 1
    assert Event.objects.filter(kind="confirmed").count() == 2


# ----------------------------------------------------------------------------------------- pages
@pytest.fixture
def fresh(office):
    """Done an hour ago: pages look at the clock of the machine."""
    return desk.done(office, at=now() - timedelta(hours=4))


def address(name, case):
    return reverse(f"requests:{name}", args=[case.pk])


def test_case_page_asks_the_requester_and_shows_the_step_outside_the_sop(client, office, fresh):
    client.force_login(office.clerk)

    page = client.get(fresh.get_absolute_url()).content.decode()

    assert "step--after" in page
    assert "tidak mengubah waktu SOP" in page
    assert address("confirm", fresh) in page
    client.force_login(office.people["operator_ti"])
    page = client.get(fresh.get_absolute_url()).content.decode()
    assert "step--after" in page
    assert address("confirm", fresh) not in page


def test_beranda_asks_for_the_word_of_the_requester_only(client, office, fresh):
    client.force_login(office.clerk)
    page = client.get("/").content.decode()
    assert "Periksa hasilnya" in page
    assert "Tidak ada yang menunggu Anda" not in page

    client.force_login(office.people["ketua"])

    assert "Periksa hasilnya" not in client.get("/").content.decode()


def test_button_pressed_twice_confirms_once_and_leads_to_the_survey(client, office, fresh):
    client.force_login(office.clerk)
    sent = {"form_key": "00000000-0000-4000-8000-000000000001"}

    first, second = (client.post(address("confirm", fresh), sent) for _ in range(2))

    assert first.url == second.url == address("survey", fresh)
    assert Confirmation.objects.count() == 1


def test_reopening_without_a_reason_says_so_and_opens_nothing(client, office, fresh):
    client.force_login(office.clerk)

    answer = client.post(address("reopen", fresh), {"reason": ""})

    assert answer.status_code == 422
    assert "Tulis apa yang belum beres." in answer.content.decode()
    assert Case.objects.count() == 1
    client.post(address("reopen", fresh), {"reason": REASON})
    assert Case.objects.count() == 2


@pytest.mark.parametrize("name", ["confirm", "reopen", "survey"])
def test_people_of_another_court_find_nothing(client, case, name):
    client.force_login(make.user("ketua", court=make.court("pa-ternate")))

    answer = client.post(address(name, case), {"reason": REASON})

    assert answer.status_code == 404
    assert not Confirmation.objects.exists()
    assert ServiceRequest.objects.count() == 1


# ---------------------------------------------------------------------------------------- survey
MARKS = {"speed": "4", "outcome": "3", "manner": "4", "words": "Terima kasih, cepat sekali."}


def test_survey_is_given_once_after_the_confirmation(client, office, case):
    client.force_login(office.clerk)
    assert client.post(address("survey", case), MARKS).status_code == 302
    assert not Survey.objects.exists()
    confirm(case, office.clerk)

    client.post(address("survey", case), MARKS)
    client.post(address("survey", case), MARKS | {"speed": "1"})

    survey = Survey.objects.get()
    assert (survey.speed, survey.outcome, survey.manner) == (4, 3, 4)
    assert survey.words not in Event.objects.get(kind="surveyed").text


def test_survey_without_a_mark_comes_back(client, office, case):
    confirm(case, office.clerk)
    client.force_login(office.clerk)

    answer = client.post(address("survey", case), MARKS | {"manner": ""})

    assert answer.status_code == 422
    assert "Pilih satu jawaban: bagaimana sikap petugas." in answer.content.decode()
    assert not Survey.objects.exists()


def test_marks_are_read_by_the_heads_and_by_who_gave_them_only(client, office, case):
    confirm(case, office.clerk)
    actions.answer_survey(case.pk, actions.Opinion(1, 2, 3, "Lama."), by=office.clerk, at=SOON)
    seen = {}

    for name, person in {"clerk": office.clerk, **office.people}.items():
        client.force_login(person)
        seen[name] = "Survei pemohon" in client.get(case.get_absolute_url()).content.decode()

    assert [name for name, sees in seen.items() if sees] == [
        "clerk", "kasubag_ptip", "sekretaris", "ketua",
    ]  # fmt: skip

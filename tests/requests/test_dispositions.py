"""A disposition is taken back until it was read, and passed on without moving the step."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from requests.deeds.dispose import PLEASE
from requests.dispositions import actions, rules
from requests.dispositions.models import OnwardDisposition, Reading
from requests.models import Handling
from sopti.core.errors import Refusal
from sopti.notifications.models import Message
from sopti.workflow import actions as workflow
from sopti.workflow.models import Event, Task
from sopti.workflow.record import verify
from tests import make
from tests.requests.desk import filed
from tests.walk.forms import forms_of
from tests.workflow.office import Office
from tests.workflow.racing import race, slow_rules

__all__ = ["slow_rules"]

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

SAID = {"sifat": "Segera", "diteruskan": ["Sekretaris"], "catatan": "Dahulukan loket."}
LATER = make.MONDAY + timedelta(hours=1)


@pytest.fixture
def office():
    """An office whose Ketua has just disposed; the Kasubag's step 3 waits."""
    office = Office()
    office.case = filed(office)
    office.do(office.case, 1)
    office.disposed = office.do(office.case, 2, values=SAID)
    office.third = office.task(office.case)
    return office


def people(office, *keys):
    return [office.people[key] for key in keys]


# ------------------------------------------------------------------------------------- taking back
def test_unread_disposition_is_taken_back_and_waits_again_with_its_values(office):
    [ketua] = people(office, "ketua")

    again = actions.take_back(office.disposed.pk, by=ketua, at=LATER)

    office.third.refresh_from_db()
    assert (office.third.status, office.third.is_current) == ("gugur", False)
    assert (again.step, again.attempt, again.assigned_to) == (2, 2, ketua)
    assert again.values["catatan"] == "Dahulukan loket."
    assert Handling.objects.get().nature == ""
    told = Event.objects.get(kind="taken-back")
    assert told.summary == "ketua satu menarik kembali langkah 2 sebelum langkah 3 dibaca."
    assert not OnwardDisposition.objects.in_force().exists()
    assert not Message.objects.filter(about=f"tugas:{office.third.pk}", settled_at=None).exists()
    assert verify(office.court) is None


def test_form_of_the_disposition_begins_with_what_was_said(office):
    [ketua] = people(office, "ketua")
    again = actions.take_back(office.disposed.pk, by=ketua, at=LATER)

    page = logged_in(ketua).get(again.get_absolute_url()).content.decode()

    sent = forms_of(page)[f"/tugas/{again.pk}/selesai/"].filled(outcome="ya")
    assert (sent["f_sifat"], sent["f_catatan"]) == ("Segera", "Dahulukan loket.")
    assert office.do(office.case, 2, values=SAID).attempt == 2


def test_read_disposition_stays_and_the_page_reads_by_a_post_alone(office):
    ketua, kasubag = people(office, "ketua", "kasubag_ptip")
    browser, address = logged_in(kasubag), f"/tugas/{office.third.pk}/"

    page = browser.get(address).content.decode()
    assert not Reading.objects.exists()
    assert f'action="{address}dibaca/"' in page
    assert browser.post(f"{address}dibaca/").status_code == 204

    assert Reading.objects.get().by == kasubag
    assert f'action="{address}dibaca/"' not in browser.get(address).content.decode()
    with pytest.raises(Refusal, match="sudah dibaca kasubag_ptip satu"):
        actions.take_back(office.disposed.pk, by=ketua, at=LATER)


def test_reading_of_who_may_not_do_the_step_counts_for_nothing(office):
    for person in people(office, "sekretaris", "ketua"):
        logged_in(person).post(f"/tugas/{office.third.pk}/dibaca/")

    assert not Reading.objects.exists()
    assert logged_in(office.clerk).post(f"/tugas/{office.third.pk}/dibaca/").status_code == 204
    assert (
        logged_in(make.user("ketua")).post(f"/tugas/{office.third.pk}/dibaca/").status_code == 404
    )


def started(office):
    workflow.start(office.third.pk, by=office.people["kasubag_ptip"], at=LATER)


def done(office):
    office.do(office.case, 3)


def handed_over(office):
    second = make.user("kasubag_ptip", court=office.court)
    by = office.people["kasubag_ptip"]
    workflow.reassign(office.third.pk, to=second, reason="Cuti hari ini.", by=by, at=LATER)


def asked(office):
    by = office.people["kasubag_ptip"]
    workflow.ask(office.third.pk, text="Sejak kapan?", by=by, at=LATER)


def passed_on(office):
    pass_on(office, "sekretaris", "kasubag_ptip")


def withdrawn(office):
    workflow.cancel(office.case.pk, reason="Salah berkas.", by=office.people["ketua"], at=LATER)


@pytest.mark.parametrize("happened", [started, done, handed_over, asked, passed_on, withdrawn])
def test_disposition_that_others_built_on_stays(office, happened):
    happened(office)

    with pytest.raises(Refusal):
        actions.take_back(office.disposed.pk, by=office.people["ketua"], at=LATER)

    assert not Event.objects.filter(kind="taken-back").exists()


def test_only_who_disposed_takes_back_and_sees_the_button(office):
    second = make.user("ketua", court=office.court)
    with pytest.raises(Refusal, match="ditarik kembali oleh ketua satu sendiri"):
        actions.take_back(office.disposed.pk, by=second, at=LATER)

    button = f'action="/tugas/{office.disposed.pk}/tarik-kembali/"'
    address = office.case.get_absolute_url()
    assert button in logged_in(office.people["ketua"]).get(address).content.decode()
    for person in [second, office.clerk, *people(office, "kasubag_ptip", "sekretaris")]:
        assert button not in logged_in(person).get(address).content.decode()


def test_receiver_who_opens_the_old_link_reads_who_took_it_back(office):
    actions.take_back(office.disposed.pk, by=office.people["ketua"], at=LATER)

    page = logged_in(office.people["kasubag_ptip"]).get(office.third.get_absolute_url())

    said = "berkas ditarik kembali dari langkah 2 oleh ketua satu"
    assert said in page.content.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("deed", ["start", "read"])
def test_taking_back_and_beginning_at_once_leave_one_of_both(office, slow_rules, deed):
    ketua, kasubag = people(office, "ketua", "kasubag_ptip")
    slow_rules(rules, "why_not_take_back")

    def at_once(number):
        if number:
            return actions.take_back(office.disposed.pk, by=ketua, at=LATER)
        if deed == "read":
            return actions.mark_read(office.third.pk, by=kasubag, at=LATER)
        return workflow.start(office.third.pk, by=kasubag, at=LATER)

    began, taken = race(2, at_once)

    office.third.refresh_from_db()
    was_taken = isinstance(taken, Task)
    assert was_taken is (office.third.status == "gugur")
    assert was_taken is (isinstance(began, Refusal) or began is False)
    assert Reading.objects.exists() is (deed == "read" and not was_taken)
    assert office.case.tasks.waiting().count() == 1
    assert verify(office.court) is None


# --------------------------------------------------------------------------------------- passing on
def pass_on(office, by, to, **words):
    said = {"please": [PLEASE[1]], "note": "Mohon didampingi."} | words
    receiver = f"{to}.{office.people[to].pk}"
    return actions.pass_on(office.case.pk, to=receiver, by=office.people[by], at=LATER, **said)


def test_disposition_goes_down_from_hand_to_hand_and_the_step_stays(office):
    pass_on(office, "sekretaris", "kasubag_ptip")
    pass_on(office, "kasubag_ptip", "operator_ti", note="Bawa sakelar cadangan.")

    lines = OnwardDisposition.objects.in_force().filter(is_of_step=False)
    assert [(line.capacity, line.to_head) for line in lines] == [
        ("Sekretaris", "Kasub Bag Kepeg dan TI"),
        ("Kasubag PTIP", "Operator/ Admin"),
    ]
    office.third.refresh_from_db()
    assert (office.third.role_id, office.third.assigned_to) == ("kasubag_ptip", None)
    told = Message.objects.filter(to=office.people["operator_ti"]).latest("pk")
    assert told.subject == f"Disposisi untuk Anda: {office.case.title}"
    assert "Bawa sakelar cadangan." in told.body
    assert Event.objects.filter(kind="passed-on").count() == 2


def test_line_waits_on_beranda_until_it_is_read(office):
    line = pass_on(office, "sekretaris", "operator_ti")
    browser = logged_in(office.people["operator_ti"])

    before = browser.get("/").content.decode()
    browser.post(f"/disposisi/{line.pk}/dibaca/")

    assert "Disposisi untuk saya" in before
    assert "Mohon didampingi." in before
    assert "Disposisi untuk saya" not in browser.get("/").content.decode()
    with pytest.raises(Refusal, match="sudah dibaca operator_ti satu"):
        actions.take_back_line(line.pk, by=office.people["sekretaris"], at=LATER)


def test_unread_line_is_taken_back_by_who_wrote_it(office):
    line = pass_on(office, "sekretaris", "kasubag_ptip")

    with pytest.raises(Refusal, match="ditarik kembali oleh sekretaris satu sendiri"):
        actions.take_back_line(line.pk, by=office.people["ketua"], at=LATER)
    actions.take_back_line(line.pk, by=office.people["sekretaris"], at=LATER)

    assert not OnwardDisposition.objects.in_force().filter(pk=line.pk).exists()
    with pytest.raises(Refusal, match="sudah ditarik kembali oleh sekretaris satu"):
        actions.read_line(line.pk, by=office.people["kasubag_ptip"], at=LATER)
    assert pass_on(office, "sekretaris", "kasubag_ptip").order == line.order + 1


@pytest.mark.parametrize(
    ("by", "to", "reason"),
    [
        ("kabag", "operator_ti", "Disposisi diteruskan oleh yang menerimanya."),
        ("sekretaris", "ketua", "Pilih penerima dari daftar."),
        ("kasubag_ptip", "sekretaris", "Pilih penerima dari daftar."),
    ],
)
def test_line_goes_down_only_and_from_who_received_the_disposition(office, by, to, reason):
    with pytest.raises(Refusal, match=reason):
        pass_on(office, by, to)


def test_same_line_twice_is_refused(office):
    pass_on(office, "sekretaris", "kasubag_ptip")

    with pytest.raises(Refusal, match="sudah Anda teruskan kepada kasubag_ptip satu"):
        pass_on(office, "sekretaris", "kasubag_ptip")


def test_acting_receiver_passes_on_in_their_capacity(office):
    plh = make.user(court=office.court, full_name="Plh. Sek")
    make.appointment(plh, "sekretaris", capacity="plh")
    Message.objects.all().delete()
    actions.take_back(office.disposed.pk, by=office.people["ketua"], at=LATER)
    office.disposed = office.do(office.case, 2, values=SAID)

    line = actions.pass_on(
        office.case.pk, by=plh, at=LATER, note="", please=[],
        to=f"kasubag_ptip.{office.people['kasubag_ptip'].pk}",
    )  # fmt: skip

    assert (line.capacity, line.capacity_letter) == ("Plh. Sekretaris", "17/KPA/SPT/2026")


def test_form_on_the_case_page_passes_on_and_other_courts_find_nothing(office):
    browser, address = logged_in(office.people["sekretaris"]), office.case.get_absolute_url()
    form = forms_of(browser.get(address).content.decode())[f"{address}teruskan/"]
    to = f"kasubag_ptip.{office.people['kasubag_ptip'].pk}"

    answer = browser.post(form.action, form.filled(**{"terus-to": to, "terus-note": "Segera."}))

    assert answer.url == f"{address}#disposisi"
    line = OnwardDisposition.objects.get(is_of_step=False)
    assert line.note == "Segera."
    stranger = logged_in(make.user("ketua"))
    for path in (f"{address}teruskan/", f"/disposisi/{line.pk}/dibaca/"):
        assert stranger.post(path).status_code == 404


def logged_in(person):
    browser = Client()
    browser.force_login(person)
    return browser


def test_case_page_with_three_lines_asks_as_often_as_with_one(office, django_assert_num_queries):
    pass_on(office, "sekretaris", "kasubag_ptip")
    browser, address = logged_in(office.people["kabag"]), office.case.get_absolute_url()
    browser.get(address)
    with CaptureQueriesContext(connection) as few:
        browser.get(address)

    pass_on(office, "sekretaris", "operator_ti")
    pass_on(office, "kasubag_ptip", "operator_ti")

    with django_assert_num_queries(len(few)):
        browser.get(address)

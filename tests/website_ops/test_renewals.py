"""What is paid for by the year: reminders once each, renewals with their history, bills."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sopti.core.errors import Refusal
from sopti.notifications.models import Message
from sopti.workflow.diary import entries
from sopti.workflow.models import Event
from sopti.workflow.record import verify
from tests import make
from tests.website_ops import shelf
from tests.workflow.racing import race
from website_ops.renewals import actions, reminders, rules
from website_ops.renewals.models import Reminder, Term

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def operator():
    return make.user("operator_ti")


def told_to(person):
    return Message.objects.filter(to=person).count()


def test_people_are_reminded_at_each_step_once(operator):
    people = [make.user(role, court=operator.court) for role in ("kasubag_umum", "sekretaris")]
    others = [make.user("ketua", court=operator.court), make.user("sekretaris")]
    service = shelf.service(operator, left=61)

    told = []
    for day in range(1, 70):
        at = make.MONDAY + day * DAY
        if reminders.remind(at):
            told.append(61 - day)
        assert reminders.remind(at) == ""

    assert told == [60, 30, 7]
    assert [told_to(one) for one in (operator, *people)] == [3, 3, 3]
    assert [told_to(one) for one in others] == [0, 0]
    assert list(Reminder.objects.values_list("step", flat=True)) == [60, 30, 7]
    assert Message.objects.filter(link=service.get_absolute_url()).count() == 9


def test_what_is_written_down_late_is_told_of_once_at_the_step_it_has_reached(operator):
    shelf.service(operator, left=20)

    said = [reminders.remind(make.MONDAY + day * DAY) for day in range(15)]

    assert [day for day, words in enumerate(said) if words] == [0, 13]


def test_those_whom_the_courts_own_sop_names_are_reminded_too(operator):
    make.edition(operator.court)
    head = make.user("kasubag_ptip", court=operator.court)
    shelf.service(operator, left=7)

    reminders.remind(make.MONDAY)

    assert told_to(head) == 1


def test_a_renewal_closes_the_old_term_and_opens_the_next(operator):
    service = shelf.service(operator, left=20)
    former = service.terms.get()
    next_year = shelf.term(until=former.until + 365 * DAY, starts_on=former.until + DAY)
    reminders.remind(make.MONDAY)

    term = actions.renew(service.pk, next_year, by=operator, at=make.MONDAY)
    with pytest.raises(Refusal, match="Tulis tanggal akhir yang baru"):
        actions.renew(service.pk, next_year, by=operator, at=make.MONDAY)

    former.refresh_from_db()
    assert former.closed_at == make.MONDAY
    assert list(service.terms.open()) == [term]
    assert service.terms.count() == 2
    assert reminders.remind(make.MONDAY + DAY) == ""
    event = Event.objects.get(kind="service-renewed")
    assert event.summary.endswith("diperpanjang sampai 6 Desember 2027, Rp3.850.000.")
    assert verify(operator.court) is None


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_of_two_who_renew_at_once_one_reads_why_not(operator):
    service = shelf.service(operator, left=20)
    until = service.terms.get().until + 365 * DAY

    def renew(number):
        told = shelf.term(until=until, bill_number=f"INV-{number}")
        return actions.renew(service.pk, told, by=operator, at=make.MONDAY)

    outcomes = race(2, renew)

    assert sum(isinstance(one, Refusal) for one in outcomes) == 1
    assert Term.objects.open().count() == 1
    assert Term.objects.count() == 2


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_two_workers_remind_once(operator):
    shelf.service(operator, left=7)

    said = race(2, lambda _: reminders.remind(make.MONDAY))

    assert sorted(said) == ["", "1 langganan diingatkan"]
    assert told_to(operator) == 1


def test_a_bill_is_judged_by_its_content_and_comes_back_as_a_file(client, operator):
    pdf = SimpleUploadedFile("faktur.pdf", b"%PDF-1.7\n%%EOF\n")
    service = shelf.service(operator, bill=pdf)
    false = SimpleUploadedFile("faktur.pdf", b"MZ\x90\x00 a program")
    address = reverse("website_ops:bill", args=[service.terms.get().pk])

    with pytest.raises(Refusal, match="tidak cocok dengan namanya"):
        shelf.service(operator, bill=false)
    client.force_login(operator)
    sent = client.get(address)
    content = b"".join(sent.streaming_content)
    client.force_login(make.user("operator_ti"))

    assert content == b"%PDF-1.7\n%%EOF\n"
    assert sent.headers["Content-Disposition"] == 'attachment; filename="faktur.pdf"'
    assert sent.headers["X-Content-Type-Options"] == "nosniff"
    assert client.get(address).status_code == 404


def test_nobody_is_reminded_of_what_was_ended(operator):
    service = shelf.service(operator, left=7)

    actions.end_service(
        service.pk, reason="Pindah penyedia.", on=shelf.TODAY, by=operator, at=make.MONDAY
    )

    assert reminders.remind(make.MONDAY) == ""
    assert not Term.objects.open().exists()
    service.refresh_from_db()
    assert rules.why_not_change(operator, service) == (
        "Langganan ini dihentikan pada 16 November 2026."
    )


@pytest.mark.parametrize(
    ("role", "may"),
    [("operator_ti", True), ("kasubag_umum", True), ("sekretaris", False), ("ketua", False)],
)
def test_who_renews(operator, role, may):
    service = shelf.service(operator)

    assert (rules.why_not_change(make.user(role, court=operator.court), service) is None) == may
    assert rules.why_not_change(make.user(role), service) == "Langganan ini milik pengadilan lain."


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_and_the_page_take_the_same_queries(
    client, operator, django_assert_num_queries, count
):
    site = shelf.site(operator)
    services = [shelf.service(operator, site=site, left=10 + 10 * n) for n in range(count)]
    first = services[0]
    for year in range(1, count):
        until = first.terms.first().until + 365 * DAY
        actions.renew(first.pk, shelf.term(until=until), by=operator, at=make.MONDAY + year * DAY)
    client.force_login(operator)
    client.get("/")

    with django_assert_num_queries(6):
        listed = client.get(reverse("website_ops:renewals"))
    with django_assert_num_queries(7):
        shown = client.get(first.get_absolute_url())

    assert (listed.status_code, shown.status_code) == (200, 200)


def test_what_ends_first_stands_first_and_on_beranda_only_what_ends_soon(client, operator):
    for name, left in (("Tambahan", 200), ("Nama situs", 5), ("Sewa server", 45)):
        shelf.service(operator, name=name, left=left)
    client.force_login(operator)

    listed = client.get(reverse("website_ops:renewals")).text
    found = entries(operator, shelf.TODAY, shelf.TODAY + 60 * DAY)

    assert listed.index("Nama situs") < listed.index("Sewa server") < listed.index("Tambahan")
    assert [one.words for one in found if "habis" in one.words] == [
        "Nama situs habis",
        "Sewa server habis",
    ]

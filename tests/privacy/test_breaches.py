"""Failures to protect data: the 72 hours of the calendar, the letters, who reads, who closes."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from sopti.core.errors import Refusal
from sopti.core.periods import month_of
from sopti.notifications.models import Message
from sopti.privacy.breaches import actions, rules
from sopti.privacy.breaches.book import entries
from sopti.privacy.breaches.enums import BreachStatus, Told
from sopti.privacy.breaches.letters import draft_sheet, sent_sheet
from sopti.privacy.breaches.models import Breach, BreachNotice
from sopti.privacy.breaches.pages import row_of
from sopti.privacy.breaches.reminding import remind
from sopti.privacy.deadline import due_after, standing
from sopti.workflow.models import Event
from sopti.workflow.record import verify
from tests import make
from tests.privacy.world import breach, hours, letter, told
from tests.workflow.racing import race, slow_rules  # noqa: F401 (a fixture)

pytestmark = pytest.mark.django_db
FRIDAY_NIGHT = datetime(2026, 12, 25, 16, 30, tzinfo=UTC)  # Christmas, before a weekend


@pytest.fixture
def court():
    return make.court()


@pytest.fixture
def operator(court):
    return make.user("operator_ti", court=court)


@pytest.fixture
def sekretaris(court):
    return make.user("sekretaris", court=court)


# ------------------------------------------------------------------------------------- the clock
def test_clock_runs_through_nights_weekends_and_holidays():
    assert due_after(FRIDAY_NIGHT) == datetime(2026, 12, 28, 16, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("passed", "words", "tone"),
    [
        (timedelta(), "Sisa 3 hari 0 jam", "tag--green"),
        (timedelta(hours=44), "Sisa 1 hari 4 jam", "tag--green"),
        (timedelta(hours=48), "Sisa 1 hari 0 jam", "tag--gold"),
        (timedelta(hours=70, minutes=30), "Sisa 1 jam 30 menit", "tag--gold"),
        (timedelta(hours=72), "Sisa 0 jam 0 menit", "tag--gold"),
        (timedelta(hours=77), "Lewat 5 jam 0 menit", "tag--red"),
        (timedelta(hours=100), "Lewat 1 hari 4 jam", "tag--red"),
    ],
)
def test_clock_is_said_in_days_and_hours(passed, words, tone):
    due = due_after(make.MONDAY)

    assert standing(due, now=make.MONDAY + passed) == (words, tone)


def test_clock_stops_when_both_were_told_and_not_before(operator):
    found = breach(operator)
    states = [row_of(found, now=hours(80)).state]
    actions.note_told(found.pk, letter(Told.PERSONS, hours(5)), by=operator, at=hours(6))
    states.append(row_of(Breach.objects.get(), now=hours(80)).still)
    actions.note_told(found.pk, letter(Told.AGENCY, hours(7)), by=operator, at=hours(8))
    states.append(row_of(Breach.objects.get(), now=hours(80)).state)

    assert states == ["Lewat 8 jam 0 menit", "lembaga pelindungan data pribadi",
                      "Sudah diberitahukan"]  # fmt: skip


def test_limit_moves_with_what_is_known_and_the_record_says_so(operator, court):
    found = breach(operator, hours(10))

    actions.change(found.pk, told(known_at=hours(4)), [], by=operator, at=hours(11))

    changed = Breach.objects.get()
    assert changed.due_at == hours(76)
    assert "Batasnya Kamis, 19 November 2026, pukul 13.00 WIB." in Event.objects.last().summary
    assert [old.due_at for old in changed.history.all()] == [hours(76), hours(82)]
    assert verify(court) is None


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ({"known_at": hours(1)}, "Waktu diketahui belum tiba"),
        ({"began_at": hours(0, 1)}, "tidak mungkin mulai sesudah diketahui"),
    ],
)
def test_impossible_times_are_refused(operator, words, reason):
    with pytest.raises(Refusal, match=reason):
        actions.note(told(**words), [], by=operator, at=make.MONDAY)

    assert Breach.objects.count() == 0


# --------------------------------------------------------------------------------------- reminding
def test_heads_are_told_at_once_and_reminded_once_of_each_stage(operator, sekretaris, court):
    head = make.user("ketua", court=court)
    make.user("sekretaris")  # of another court
    found = breach(operator)
    at_once = list(Message.objects.order_by("pk").values_list("to", flat=True))

    said = [remind(hours(at)) for at in (10, 49, 50, 73, 74)]

    assert sorted(at_once) == sorted([sekretaris.pk, head.pk])
    assert said == ["", "1 reminders of breaches", "", "1 reminders of breaches", ""]
    subjects = (
        Message.objects.filter(to=sekretaris).order_by("pk").values_list("subject", flat=True)
    )
    assert [words.split(":")[0] for words in subjects] == [
        "Kegagalan pelindungan data", "Kurang dari 24 jam", "Lewat 3 x 24 jam",
    ]  # fmt: skip
    assert Breach.objects.get() == found


def test_nobody_is_reminded_of_what_was_told_or_closed(operator, sekretaris):
    first, second = breach(operator), breach(operator)
    for to in (Told.PERSONS, Told.AGENCY):
        actions.note_told(first.pk, letter(to, hours(1)), by=operator, at=hours(1))
    words = "Ternyata berkasnya kosong, tidak memuat data."
    actions.close(second.pk, BreachStatus.DISMISSED, closing=words, by=sekretaris, at=hours(2))
    before = Message.objects.count()

    assert [remind(hours(at)) for at in (60, 90)] == ["", ""]
    assert Message.objects.count() == before


# ----------------------------------------------------------------------------------------- letters
def test_letter_says_what_the_law_asks_for_and_stays_as_it_was_sent(operator, sekretaris):
    found = breach(operator, began_at=hours(-3))
    notice = actions.note_told(found.pk, letter(sent_at=hours(2)), by=operator, at=hours(3))
    later = "Ternyata juga alamat rumah."
    actions.change(found.pk, told(exposed=later), [], by=operator, at=hours(4))

    kept = sent_sheet(BreachNotice.objects.get(), at=hours(5))
    draft = draft_sheet(Breach.objects.get(), Told.AGENCY, at=hours(5))

    assert [label for label, _ in kept.points] == [
        "Data pribadi yang terungkap", "Kapan terungkap", "Bagaimana terungkap",
        "Upaya penanganan dan pemulihan",
    ]  # fmt: skip
    assert kept.points[0][1] == "Nama dan NIP."
    assert (kept.number, kept.sign.name) == (notice.letter_number, sekretaris.full_name)
    assert dict(draft.points)["Data pribadi yang terungkap"] == later
    assert dict(draft.points)["Banyaknya orang"] == "24 orang (perkiraan)"


def test_letter_is_a_paper_and_only_for_who_it_concerns(operator, court, client):
    concerned, colleague = make.user(court=court), make.user(court=court)
    found = breach(operator, persons=[concerned])
    notice = actions.note_told(found.pk, letter(), by=operator, at=hours(1))
    agency = actions.note_told(found.pk, letter(Told.AGENCY), by=operator, at=hours(1))
    seen = []
    for person in (operator, concerned, colleague, make.user("operator_ti")):
        client.force_login(person)
        seen.append([
            client.get(reverse("privacy:letter", args=[one.pk])).status_code
            for one in (notice, agency)
        ])  # fmt: skip

    assert seen == [[200, 200], [200, 404], [404, 404], [404, 404]]
    client.force_login(operator)
    draft = client.get(reverse("privacy:draft_letter", args=[found.pk, "masyarakat"]))
    assert draft["Content-Type"] == "application/pdf"
    assert draft.content.startswith(b"%PDF")


def test_persons_of_the_court_are_told_in_sopti_too_and_others_cannot_be_smuggled_in(
    operator, court, client
):
    concerned, stranger = make.user(court=court), make.user()
    found = breach(operator, persons=[concerned, stranger])
    client.force_login(concerned)
    before = client.get(reverse("privacy:mine")).text

    actions.note_told(found.pk, letter(), by=operator, at=hours(1))

    assert list(found.persons.all()) == [concerned]
    assert "Data Anda ikut terungkap" not in before
    assert "Data Anda ikut terungkap: Nama dan NIP." in client.get(reverse("privacy:mine")).text
    assert Message.objects.filter(to=concerned).count() == 1
    assert Message.objects.filter(to=stranger).count() == 0


# --------------------------------------------------------------------------------- who may do what
def test_register_is_closed_to_clerks_and_other_courts(operator, court, client):
    found = breach(operator)
    seen = {}
    for name, person in {
        "ketua": make.user("ketua", court=court),
        "clerk": make.user(court=court),
        "elsewhere": make.user("sekretaris"),
    }.items():
        client.force_login(person)
        lists = "Daftar NIP terkirim" in client.get(reverse("privacy:breaches")).text
        seen[name] = (client.get(found.get_absolute_url()).status_code, lists,
                      "Daftar NIP terkirim" in client.get("/").text)  # fmt: skip

    assert seen == {
        "ketua": (200, True, True), "clerk": (404, False, False), "elsewhere": (404, False, False)
    }  # fmt: skip


def test_head_reads_but_does_not_write_and_only_sekretaris_closes(operator, sekretaris, court):
    found, head = breach(operator), make.user("ketua", court=court)

    assert rules.why_not_work_on(head, found).startswith("Kegagalan dicatat Pengelola SOPTI")
    assert rules.why_not_close(operator, found) == "Catatan ini ditutup oleh Sekretaris."
    assert rules.why_not_close(make.user("sekretaris"), found) == rules.ANOTHER_COURT
    assert rules.why_not_close(sekretaris, found) is None


def test_it_is_not_done_before_the_law_s_notices_are(operator, sekretaris, court):
    found = breach(operator)
    words = {"closing": "Tautan berbagi dibatasi.", "by": sekretaris, "at": hours(9)}
    with pytest.raises(Refusal, match="Belum diberitahukan kepada pemilik data dan lembaga"):
        actions.close(found.pk, BreachStatus.CLOSED, **words)
    for to in (Told.PERSONS, Told.AGENCY):
        actions.note_told(found.pk, letter(to, hours(1)), by=operator, at=hours(2))

    actions.close(found.pk, BreachStatus.CLOSED, **words)

    with pytest.raises(Refusal, match="sudah ditutup oleh"):
        actions.add_step(found.pk, text="Terlambat.", by=operator, at=hours(10))
    assert Breach.objects.get().status == BreachStatus.CLOSED
    assert verify(court) is None


def test_record_names_nobody_whose_data_it_was(operator, court):
    concerned = make.user(court=court, full_name="Siti Rahmawati")

    found = breach(operator, persons=[concerned], others="Budi, pemohon")
    actions.add_step(found.pk, text="Akses ditutup.", by=operator, at=hours(1))
    actions.note_told(found.pk, letter(), by=operator, at=hours(2))

    texts = "".join(event.text for event in Event.objects.all())
    assert "Siti Rahmawati" not in texts
    assert "Budi" not in texts


# --------------------------------------------------------------------------------- pages and book
def test_forms_carry_a_failure_from_noting_to_closing(operator, sekretaris, client):
    known = make.MONDAY.astimezone(operator.court.tz)
    sent = {**told(), "known_at": f"{known:%Y-%m-%dT%H:%M}", "began_at": "", "case": ""}
    client.force_login(operator)
    wrong = client.post(reverse("privacy:new_breach"), sent | {"case": "1/TI.B/PA.X/2026"})
    client.post(reverse("privacy:new_breach"), sent)
    found = Breach.objects.get()
    for to in ("subjek", "lembaga"):
        moment = {"sent_at": f"{known:%Y-%m-%dT%H:%M}"}
        client.post(reverse("privacy:note_told", args=[found.pk]), letter(to) | moment)
    client.post(reverse("privacy:note_step", args=[found.pk]), {"text": "Tautan dicabut."})
    client.force_login(sekretaris)
    end = {"status": "selesai", "closing": "Tautan berbagi kini dibatasi."}
    client.post(reverse("privacy:close_breach", args=[found.pk]), end)

    assert "Tidak ada berkas 1/TI.B/PA.X/2026" in wrong.text
    found.refresh_from_db()
    assert (found.status, found.notices.count(), found.steps.count()) == ("selesai", 2, 1)


def test_lists_ask_no_more_for_three_than_for_one(
    operator, sekretaris, client, django_assert_max_num_queries
):
    def look(address):
        with django_assert_max_num_queries(16) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    def grow():
        done = breach(operator)
        actions.close(done.pk, BreachStatus.DISMISSED, closing="Ternyata tidak.", by=sekretaris,
                      at=hours(1))  # fmt: skip
        found = breach(operator)
        actions.note_told(found.pk, letter(), by=operator, at=hours(2))
        return found

    client.force_login(operator)
    addresses = [reverse("privacy:breaches"), "/", grow().get_absolute_url()]
    for address in addresses:  # the first look keeps the calendar, and writes the session down
        client.get(address)
    one = [look(address) for address in addresses]
    grow()
    grow()

    assert [look(address) for address in addresses] == one


def test_book_tells_when_who_was_told(operator, court):
    found = breach(operator)
    actions.note_told(found.pk, letter(Told.AGENCY, hours(4)), by=operator, at=hours(5))
    breach(make.user("operator_ti"))

    [row] = entries(court, month_of(make.MONDAY.date())).each()

    tz = court.tz
    assert row.cells[6:9] == (None, hours(4).astimezone(tz).replace(tzinfo=None), "Ditangani")
    assert row.link == found.get_absolute_url()


@pytest.mark.django_db(transaction=True)
@pytest.mark.both_databases
def test_two_who_close_at_once_close_it_once(slow_rules):  # noqa: F811
    court = make.court()
    operator = make.user("operator_ti", court=court)
    closers = [make.user("sekretaris", court=court) for _ in range(2)]
    found = breach(operator)
    slow_rules(rules, "why_not_close")

    def close(number):
        return actions.close(found.pk, BreachStatus.DISMISSED, closing=f"Sebab {number}.",
                             by=closers[number], at=hours(1))  # fmt: skip

    answers = race(2, close)

    assert sum(isinstance(one, Refusal) for one in answers) == 1
    assert Event.objects.filter(kind="breach-closed").count() == 1
    assert verify(court) is None


@pytest.mark.django_db(transaction=True)
def test_two_workers_remind_once():
    operator = make.user("operator_ti")
    breach(operator)

    said = race(3, lambda _: remind(hours(60)))

    assert sorted(said) == ["", "", "1 reminders of breaches"]

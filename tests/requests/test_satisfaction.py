"""The internal survey: who is asked, what is kept of an answer, and how it ends."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils.timezone import localdate

from requests.models import SurveyRound, SurveySheet, SurveyTaker
from requests.satisfaction import actions, rules
from requests.satisfaction.elements import COLUMNS
from requests.satisfaction.spans import recent_spans, span
from sopti.core.errors import Refusal
from sopti.notifications.models import Message
from sopti.workflow.models import Event
from sopti.workflow.record import verify
from sopti.workflow.registry import jobs
from tests import make
from tests.requests.polling import AFTER, CONTENT, LAST_DAY, Poll

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

DAY = timedelta(days=1)


@pytest.fixture
def poll():
    return Poll()


def told(person):
    return [message.subject for message in Message.objects.filter(to=person).order_by("pk")]


def said(answer):
    return " ".join(answer.content.decode().split())


# --------------------------------------------------------------------------------------- opening
def test_opening_asks_everybody_but_those_who_run_the_desk(poll):
    stranger = make.user()

    opened = poll.open()

    asked = ["Survei kepuasan layanan TI, semester II 2026"]
    assert [told(person) for person in poll.people] == [asked] * 6
    assert told(poll.kasubag) + told(poll.operator) + told(stranger) == []
    assert (opened.invited, opened.closes_on, opened.closed_at) == (6, LAST_DAY, None)
    assert Event.objects.get().summary.endswith("semester II 2026 sampai 20 November 2026.")


@pytest.mark.parametrize(
    ("who", "sentence"),
    [("operator", "Survei dibuka dan ditutup oleh Kasubag PTIP atau Sekretaris."),
     ("people", "Survei dibuka dan ditutup oleh Kasubag PTIP atau Sekretaris.")],
)  # fmt: skip
def test_only_kasubag_and_sekretaris_open_a_survey(poll, who, sentence):
    person = poll.people[-1] if who == "people" else poll.operator

    with pytest.raises(Refusal, match=sentence):
        poll.open(by=person)

    assert SurveyRound.objects.count() == 0
    assert poll.open(by=poll.head).opened_by == poll.head


def test_one_survey_is_open_at_a_time_and_a_period_is_asked_of_once(poll):
    poll.open()
    with pytest.raises(Refusal, match="semester II 2026 masih terbuka sampai 20 November 2026"):
        poll.open(span(2026, 3, 3))
    actions.tend(AFTER)
    with pytest.raises(Refusal, match="sudah pernah dibuka"):
        poll.open(at=AFTER, closes_on=LAST_DAY + 5 * DAY)

    assert SurveyRound.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "sentence"),
    [({"closes_on": date(2026, 11, 15)}, "Hari terakhir mengisi sudah lewat"),
     ({"closes_on": date(2027, 3, 1)}, "Survei dibuka paling lama 60 hari"),
     ({"questions": ["", *"12345678"]}, "Tulis kesembilan pertanyaan")],
)  # fmt: skip
def test_a_survey_with_wrong_days_or_questions_is_not_opened(poll, words, sentence):
    with pytest.raises(Refusal, match=sentence):
        poll.open(**words)

    assert (SurveyRound.objects.count(), Message.objects.count()) == (0, 0)


def test_the_form_opens_with_the_courts_own_words_and_keeps_them_for_the_next(poll, client):
    client.force_login(poll.kasubag)
    own = [f"Kalimat {number}?" for number in range(1, 10)]
    today = localdate()
    period = recent_spans(today)[0]
    key = f"{period.first}_{period.last}"
    address = reverse("requests:new_survey_round")

    refused = client.post(address, {"period": key, "closes_on": today, "questions": "Satu?"})
    answer = client.post(
        address, {"period": key, "closes_on": today + DAY, "questions": "\n".join(own)}
    )

    assert refused.status_code == 422
    assert "Tulis 9 pertanyaan; yang tertulis 1." in said(refused)
    opened = SurveyRound.objects.get()
    assert answer.url == opened.get_absolute_url()
    assert (opened.period, opened.questions) == (period, own)
    actions.close_round(opened.pk, by=poll.kasubag, at=make.MONDAY)
    assert "Kalimat 9?" in said(client.get(address))


# ------------------------------------------------------------------------------------- answering
def test_an_answer_is_kept_without_its_person_and_time(poll):
    opened = poll.open()
    events = Event.objects.count()

    poll.answer(opened, poll.people[1], words="  Wi-Fi putus.  ")

    sheet = SurveySheet.objects.get()
    assert (sheet.marks, sheet.words) == (CONTENT, "Wi-Fi putus.")
    kept, taken = SurveySheet.objects.values().get(), SurveyTaker.objects.values().get()
    assert set(kept) == {"key", "round_id", "words", *COLUMNS}
    assert set(taken) == {"id", "round_id", "person_id"}
    assert Event.objects.count() == events


def test_nobody_answers_twice(poll):
    opened = poll.open()
    poll.answer(opened, poll.people[1])

    with pytest.raises(Refusal, match="Anda sudah mengisi survei ini"):
        poll.answer(opened, poll.people[1], (1,) * 9)

    assert [sheet.marks for sheet in SurveySheet.objects.all()] == [CONTENT]


@pytest.mark.parametrize(
    ("who", "at", "sentence"),
    [("operator", make.MONDAY, "tidak menilai pekerjaannya sendiri"),
     ("kasubag", make.MONDAY, "tidak menilai pekerjaannya sendiri"),
     ("stranger", make.MONDAY, "milik pengadilan lain"),
     ("head", AFTER, "hanya dapat diisi sampai 20 November 2026")],
)  # fmt: skip
def test_who_is_not_asked_or_comes_late_cannot_answer(poll, who, at, sentence):
    opened = poll.open()
    person = make.user("ketua") if who == "stranger" else getattr(poll, who)

    with pytest.raises(Refusal, match=sentence):
        poll.answer(opened, person, at=at)

    assert (SurveySheet.objects.count(), SurveyTaker.objects.count()) == (0, 0)


def test_an_acting_kasubag_judges_no_desk_either(poll):
    opened = poll.open()
    acting = poll.people[1]
    make.appointment(acting, "kasubag_ptip", capacity="plh")

    assert rules.asked_in(poll.court, on=LAST_DAY).count() == 5
    with pytest.raises(Refusal, match="tidak menilai pekerjaannya sendiri"):
        poll.answer(opened, type(acting).objects.get(pk=acting.pk))


def test_answers_are_sent_by_the_form_and_every_question_wants_one(poll, client):
    opened = poll.open(closes_on=localdate() + DAY, at=make.MONDAY)
    client.force_login(poll.people[1])
    address = reverse("requests:answer_survey_round", args=[opened.pk])
    marks = dict(zip(COLUMNS, CONTENT, strict=True))

    lacking = client.post(address, marks | {"u4": ""})
    answer = client.post(address, marks | {"words": "Cepat."}, follow=True)

    assert lacking.status_code == 422
    assert "Pilih satu jawaban untuk pertanyaan 4." in said(lacking)
    assert "<b>Jawaban Anda tersimpan tanpa nama.</b> Terima kasih." in said(answer)
    assert [(sheet.marks, sheet.words) for sheet in opened.sheets.all()] == [(CONTENT, "Cepat.")]
    assert "1 dari 6 pegawai menjawab" in said(answer)
    assert "NRR" not in said(answer)


def test_a_survey_of_another_court_is_not_found(poll, client):
    found = poll.closed()
    client.force_login(make.user("sekretaris"))

    names = ("survey_round", "answer_survey_round", "set_survey_round", "print_survey_round")
    answers = [client.get(reverse(f"requests:{name}", args=[found.pk])) for name in names]

    assert [answer.status_code for answer in answers] == [404] * 4


# --------------------------------------------------------------------------------------- closing
def test_a_survey_is_reminded_of_once_three_days_before_and_then_closes_by_itself(poll):
    opened = poll.open()
    poll.answer(opened, poll.people[1])
    reminder = "Survei kepuasan layanan TI ditutup 20 November 2026"

    said_by_job = [jobs()["internal surveys"](make.MONDAY + number * DAY) for number in range(6)]

    assert said_by_job == ["", "1 surveys reminded of", "", "", "", "1 surveys closed"]
    assert [told(person).count(reminder) for person in poll.people] == [1, 0, 1, 1, 1, 1]
    opened.refresh_from_db()
    assert opened.closed_at == AFTER
    assert Event.objects.latest("pk").summary == (
        "Survei internal semester II 2026 ditutup pada waktunya: 1 dari 6 menjawab."
    )
    assert verify(poll.court) is None


def test_after_closing_nothing_tells_who_answered_and_answers_lie_in_random_order(poll):
    found = poll.closed(count=6)

    assert SurveyTaker.objects.count() == 0
    assert found.sheets.count() == 6
    if connection.vendor == "sqlite":  # where the files keep an order that can be asked for
        with connection.cursor() as cursor:
            cursor.execute("select key from requests_surveysheet order by rowid")
            kept = [row[0] for row in cursor.fetchall()]
        assert kept == sorted(kept)


def test_heads_are_told_of_the_result_and_nobody_changes_it_any_more(poll):
    found = poll.closed()

    subject = "Hasil survei kepuasan layanan TI, semester II 2026"
    assert told(poll.kasubag) == [subject]
    assert told(poll.head)[-1] == subject
    assert subject not in told(poll.people[1])
    with pytest.raises(Refusal, match="sudah ditutup 21 November 2026"):
        poll.answer(found, poll.people[5], at=AFTER)
    with pytest.raises(Refusal, match="sudah ditutup 21 November 2026"):
        actions.close_round(found.pk, by=poll.kasubag, at=AFTER)
    with pytest.raises(Refusal, match="sudah ditutup 21 November 2026"):
        actions.move_last_day(found.pk, closes_on=LAST_DAY + 9 * DAY, by=poll.head, at=AFTER)
    assert found.sheets.count() == 5


def test_sekretaris_moves_the_last_day_and_a_clerk_does_not(poll):
    opened = poll.open()
    later = LAST_DAY + 3 * DAY

    with pytest.raises(Refusal, match="oleh Kasubag PTIP atau Sekretaris"):
        actions.move_last_day(opened.pk, closes_on=later, by=poll.people[1], at=make.MONDAY)
    actions.move_last_day(opened.pk, closes_on=later, by=poll.head, at=make.MONDAY)

    opened.refresh_from_db()
    assert opened.closes_on == later
    assert actions.tend(AFTER) == "1 surveys reminded of"

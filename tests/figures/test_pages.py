"""The pages of compliance: who reads them, what they say, what they cost."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from sopti.figures import chapter, masa, rules
from sopti.figures.compliance import step_figures
from sopti.figures.keeping import keep_months
from sopti.figures.models import RevisionNote
from tests import make
from tests.figures.past import REQUESTS, Past, court_with_sop, moment

pytestmark = pytest.mark.django_db
NOW = moment(4, 20, 10)
ALL = reverse("figures:compliance")
ONE = reverse("figures:procedure", args=["as-32", REQUESTS])
NOTE = reverse("figures:new_note", args=["as-32", REQUESTS, 8])
WORDS = {"text": "Norma langkah 8 perlu 30 menit."}


@pytest.fixture(autouse=True)
def april():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def past():
    return Past(*court_with_sop())


def reader(past, *roles):
    return make.user(*roles or ("operator_ti",), court=past.court)


def opened(client, person, url=ALL):
    client.force_login(person)
    response = client.get(url)
    return response, " ".join(response.content.decode().split())


def write(past, cases=3, *, step=8, **words):
    """Requests that ended in April, each with one finished step."""
    for number in range(cases):
        case = past.case(moment(4, 2), closed=moment(4, 6) + timedelta(hours=number))
        past.step(case, step, moment(4, 6), **words)


# ------------------------------------------------------------------------------------------- rules
@pytest.mark.parametrize(
    ("roles", "reason"),
    [
        ((), rules.ONLY_STAFF),
        (("admin",), rules.ONLY_STAFF),
        (("operator_ti",), None),
        (("kasubag_ptip",), None),
        (("sekretaris",), None),
        (("ketua",), None),
    ],
)
def test_who_performs_a_step_reads_the_figures(past, roles, reason):
    assert rules.why_not_read(make.user(*roles, court=past.court)) == reason


def test_a_clerk_is_told_who_reads_them(client, past):
    response, html = opened(client, make.user(court=past.court))

    assert response.status_code == 403
    assert rules.ONLY_STAFF in html


# ----------------------------------------------------------------------------------------- finding
def test_the_page_begins_with_the_finding(client, past):
    write(past, 3, waiting=312, work=12)
    write(past, 1, waiting=10, step=2, within=False)

    _, html = opened(client, reader(past), ONE)

    assert "<b>3 dari 4 permintaan selesai dalam norma (75%).</b>" in html
    assert (
        "Paling lama menunggu di langkah 8, Memberikan persetujuan pelayanan Teknologi Informasi"
        in html
    )
    assert "separuhnya 5 jam 12 menit kerja atau lebih." in html
    assert re.findall(r"<dd> (\d+) ", html) == ["4", "4", "3", "0"]


def test_an_empty_month_ends_in_finished_sentences(client, past):
    _, all_of_it = opened(client, reader(past))
    _, one = opened(client, reader(past), ONE)

    assert "<b>Belum ada berkas yang selesai.</b>" in all_of_it
    assert "Belum berjalan pada masa ini." in all_of_it
    assert "Belum ada angka untuk digambar." in all_of_it
    assert "<b>Belum ada permintaan yang selesai.</b>" in one
    assert "Belum ada langkah yang selesai pada masa ini." in one


def test_a_court_without_a_sop_is_told_what_comes_first(client):
    person = make.user("operator_ti", court=make.court())

    _, html = opened(client, person)

    assert "Belum ada SOP yang berlaku." in html


def test_nobody_is_named_and_acting_is_told(client, past):
    acting = past.acting
    write(past, 2, step=2, role=make.role("ketua"), appointment=acting)
    write(past, 1, step=2, role=make.role("ketua"))
    viewer = reader(past)

    _, html = opened(client, viewer, ONE)

    assert "Plh. Ketua 2, Ketua 1" in html
    assert past.person.full_name not in html


def test_another_court_sees_nothing_of_it(client, past):
    write(past, 3)
    other = make.user("ketua", court=make.court())

    response, _ = opened(client, other, ONE)
    _, html = opened(client, other)

    assert response.status_code == 404
    assert "Belum ada berkas yang selesai." in html


def test_a_month_a_quarter_and_a_year_are_chosen_by_the_address(client, past):
    write(past, 2)
    viewer = reader(past)

    said = [
        opened(client, viewer, f"{ONE}?masa={key}")[1] for key in ("2026-03", "2026-t2", "2026")
    ]

    assert ["2 dari 2 permintaan selesai" in html for html in said] == [False, True, True]
    assert ["triwulan II 2026</h1>" in html for html in said] == [False, True, False]


def test_months_that_have_not_begun_are_left_out_of_the_chart(client, past):
    write(past, 2)

    response, _ = opened(client, reader(past), f"{ONE}?masa=2026")

    [months, _] = response.context["charts"]
    assert months.names == ("Jan", "Feb", "Mar", "Apr")
    assert months.series[0].values == (0, 0, 0, 2)


@pytest.mark.parametrize("url", [ALL, ONE])
def test_questions_do_not_grow_with_steps_and_months(
    client, past, url, django_assert_max_num_queries
):
    client.force_login(reader(past))
    counts = []
    write(past, 4)
    keep_months(moment(4, 20))
    client.get(url)  # reads the body of the edition
    for step in (8, 2, 3):
        write(past, 4, step=step)
        with django_assert_max_num_queries(30) as asked:
            client.get(f"{url}?masa=2026")
        counts.append(len(asked))

    assert counts == [counts[0]] * 3


# ------------------------------------------------------------------------------------------- notes
def test_the_head_of_the_desk_notes_what_the_numbers_say(client, past):
    write(past, 12, work=40, within=False)
    kasubag = reader(past, "kasubag_ptip")
    client.force_login(kasubag)

    page = client.get(f"{NOTE}?masa=2026-04")
    said = page.context["form"].initial["text"]
    response = client.post(NOTE, {"text": said})

    note = RevisionNote.objects.get()
    assert said.startswith("Norma ")
    assert "terlalu pendek" in said
    assert response.url == f"{ONE}#catatan"
    assert (note.step, note.text, note.by, note.at) == (8, said, kasubag, NOW)
    assert note.history.count() == 1
    review = client.get(reverse("sop:review", args=["as-32"])).content.decode()
    assert "Catatan untuk edisi berikutnya" in review
    assert said in review


@pytest.mark.parametrize("roles", [("operator_ti",), ("sekretaris",)])
def test_others_read_why_they_cannot_note(client, past, roles):
    client.force_login(reader(past, *roles))

    response = client.post(NOTE, WORDS)

    assert response.status_code in {302, 403}
    assert RevisionNote.objects.count() == 0
    assert NOTE not in client.get(ONE).content.decode()


def test_too_short_a_note_comes_back_with_what_was_typed(client, past):
    client.force_login(reader(past, "ketua"))

    response = client.post(NOTE, {"text": "pendek"})

    assert response.status_code == 422
    assert "pendek</textarea>" in response.content.decode()
    assert RevisionNote.objects.count() == 0


def test_a_note_is_struck_once_and_its_history_stays(client, past):
    ketua = reader(past, "ketua")
    client.force_login(ketua)
    client.post(NOTE, WORDS)
    note = RevisionNote.objects.get()
    strike = reverse("figures:strike_note", args=[note.pk])

    client.post(strike)
    again = client.post(strike, follow=True).content.decode()

    note.refresh_from_db()
    assert (note.struck_by, note.struck_at) == (ketua, NOW)
    assert note.history.count() == 2
    assert "Catatan ini sudah dicoret." in again
    assert WORDS["text"] not in client.get(ONE).content.decode()


def test_another_court_cannot_strike_a_note(client, past):
    client.force_login(reader(past, "ketua"))
    client.post(NOTE, WORDS)
    client.force_login(make.user("ketua", court=make.court()))

    response = client.post(reverse("figures:strike_note", args=[RevisionNote.objects.get().pk]))

    assert response.status_code == 404
    assert RevisionNote.objects.standing().count() == 1


# ----------------------------------------------------------------------------------------- chapter
def test_the_chapter_tells_steps_slowest_and_where_work_waited(past, django_assert_num_queries):
    write(past, 3, waiting=312, work=12)
    write(past, 1, step=2, within=False, waiting=60)
    april = masa.chosen("2026-04", today=NOW.date()).period

    keep_months(moment(4, 20))
    with django_assert_num_queries(9):
        told = chapter.tell(past.court, april)

    assert told.sentences[:2] == (
        "3 dari 4 berkas selesai dalam norma (75%).",
        "4 langkah SOP diselesaikan; 3 dari 4 yang bernorma selesai dalam norma (75%).",
    )
    table, slow = told.tables
    assert [row[2:] for row in table.rows] == [
        ("1", "1 jam", "10 menit", "0 (0%)", "–"),  # noqa: RUF001
        ("3", "5 jam 12 menit", "12 menit", "3 (100%)", "–"),  # noqa: RUF001
    ]
    assert [row[2] for row in slow.rows] == ["5 jam 12 menit", "1 jam"]
    assert told.charts[0].series[0].values == (15.6, 1.0)
    assert told.figures[0].big == "75"
    assert chapter.tell(past.court, masa.chosen("2026-03", today=NOW.date()).period) is None


def test_an_edition_with_another_norm_is_a_line_of_its_own(past):
    body = make.sop_body()
    old = body.procedure(REQUESTS)
    steps = tuple(
        one.model_copy(update={"activity": "Memberi persetujuan"}) if one.number == 8 else one
        for one in old.steps
    )
    changed = tuple(
        one.model_copy(update={"steps": steps}) if one.key == REQUESTS else one
        for one in body.procedures
    )
    write(past, 2)
    write(past, 1, step=2)
    newer = Past(past.court, make.edition(
        past.court, body=body.model_copy(update={"procedures": changed})
    ))  # fmt: skip
    newer.sequence = 100
    write(newer, 3)
    write(newer, 1, step=2)

    found = step_figures(past.court, masa.chosen("2026-04", today=NOW.date()).period)

    assert [(one.step, one.edition, one.count, one.is_former) for one in found] == [
        (2, 2, 2, False),
        (8, 2, 3, False),
        (8, 1, 2, True),
    ]

"""The result of the internal survey: the formula, who reads it, its paper and its chapter."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from requests.satisfaction import actions, papers, rules
from requests.satisfaction.chapter import tell
from requests.satisfaction.elements import COLUMNS, elements
from requests.satisfaction.pages import home_panels
from requests.satisfaction.results import outcome_of
from requests.satisfaction.scoring import band_of, result_of
from requests.satisfaction.spans import recent_spans, span, span_words
from sopti.core.periods import Period, month_of
from sopti.people.models import Appointment
from sopti.reports.models import Paper
from tests import make
from tests.reports import reading
from tests.requests.polling import AFTER, HALF, Poll

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

DAY = timedelta(days=1)
NOVEMBER = month_of(date(2026, 11, 1))


@pytest.fixture
def poll():
    return Poll()


def said(answer):
    return " ".join(answer.content.decode().split())


def sums(**marks):
    return {column: marks.get(column, 0) for column in COLUMNS}


# --------------------------------------------------------------------------------------- formula
def test_index_is_the_sum_of_the_weighted_means_times_25():
    result = result_of(7, sums(u1=21, u2=22, u3=19, u4=28, u5=24, u6=25, u7=26, u8=20, u9=15))

    assert [score.nrr for score in result.scores] == [
        "3,000", "3,143", "2,714", "4,000", "3,429", "3,571", "3,714", "2,857", "2,143",
    ]  # fmt: skip
    assert (result.scores[0].weighted, result.scores[8].weighted) == ("0,333", "0,238")
    assert (result.sum_weighted, result.index_words) == ("3,175", "79,37")  # 200 / 63 x 25
    assert (result.band, result.band_words) == ("B", "baik")
    assert (result.lowest.element.code, result.highest.element.code) == ("U9", "U4")


def test_best_marks_of_all_make_exactly_a_hundred_and_worst_make_25():
    best, worst = (result_of(9, dict.fromkeys(COLUMNS, 9 * mark)) for mark in (4, 1))

    assert (best.index_words, best.band) == ("100,00", "A")
    assert (worst.index_words, worst.band) == ("25,00", "D")


@pytest.mark.parametrize(
    ("index", "band"),
    [("25.00", "D"), ("64.99", "D"), ("65.00", "C"), ("76.60", "C"), ("76.61", "B"),
     ("88.30", "B"), ("88.31", "A"), ("100.00", "A")],
)  # fmt: skip
def test_bands_are_those_of_the_regulation(index, band):
    assert band_of(Decimal(index))[0] == band


def test_nine_elements_stand_in_the_order_of_the_regulation_and_free_is_worth_four():
    assert [one.code for one in elements()] == [f"U{number}" for number in range(1, 10)]
    assert elements()[3].marks[-1] == "Gratis"


@pytest.mark.parametrize(
    ("period", "words"),
    [(span(2026, 6, 2), "semester II 2026"), (span(2027, 3, 1), "triwulan I 2027"),
     (span(2026, 12, 1), "tahun 2026"), (month_of(date(2026, 4, 1)), "April 2026"),
     (Period(date(2026, 4, 1), date(2026, 5, 3)), "1 April 2026 sampai 3 Mei 2026")],
)  # fmt: skip
def test_a_period_is_called_as_the_office_calls_it(period, words):
    assert span_words(period) == words


def test_a_survey_may_be_opened_for_what_has_begun_and_is_not_long_over():
    names = [span_words(one) for one in recent_spans(date(2026, 7, 3))]

    assert names == [
        "semester II 2026", "semester I 2026", "triwulan III 2026", "triwulan II 2026",
        "triwulan I 2026", "tahun 2026",
    ]  # fmt: skip


# ---------------------------------------------------------------------------------------- result
def test_a_result_compares_with_the_survey_before(poll):
    poll.closed(period=span(2026, 6, 1))
    found = poll.open(at=AFTER, closes_on=date(2026, 11, 30))
    for person in poll.people:
        poll.answer(found, person, (4,) * 9, at=AFTER)
    actions.close_round(found.pk, by=poll.head, at=AFTER + DAY)

    outcome = outcome_of(found)

    assert outcome.answered_words == "6 dari 6 pegawai menjawab"
    assert (outcome.result.index_words, outcome.former.result.index_words) == ("100,00", "77,78")
    assert outcome.chart.series[0].values == (4.0,) * 9


def test_a_page_of_a_result_shows_numbers_to_all_and_comments_to_the_heads(poll, client):
    found = poll.closed(words="Wi-Fi ruang sidang putus.")
    seen = []
    for person in (poll.head, poll.people[1]):
        client.force_login(person)
        seen.append(said(client.get(found.get_absolute_url())))

    assert all("Indeks 77,78 dari 100: baik (B)." in page for page in seen)
    assert all("Paling rendah: U9 Sarana dan prasarana, 2,000 dari 4." in page for page in seen)
    assert ["Wi-Fi ruang sidang putus." in page for page in seen] == [True, False]
    assert ["Cetak laporan" in page for page in seen] == [True, False]


def test_four_answers_give_no_result_no_paper_and_no_comment(poll, client):
    found = poll.closed(count=4, words="Saya dikenali.")
    client.force_login(poll.head)

    page = said(client.get(found.get_absolute_url()))
    paper = client.get(reverse("requests:print_survey_round", args=[found.pk]))

    assert "Tidak ada hasil: yang menjawab kurang dari 5 orang." in page
    assert "Saya dikenali." not in page
    assert paper.status_code == 409
    assert Paper.objects.count() == 0
    assert outcome_of(found).result is None


def test_the_paper_tells_method_numbers_and_comments_and_is_known_at_the_door(poll, client):
    found = poll.closed(words="Wi-Fi ruang sidang putus.")
    client.force_login(poll.head)

    printed = client.get(reverse("requests:print_survey_round", args=[found.pk]))

    words, paper = reading.words(printed.content), Paper.objects.get()
    assert (paper.number, paper.case, paper.signers) == (str(found), None, [])
    for part in ("bukan Survei Kepuasan Masyarakat (SKM) resmi", "1/9 (0,111)", "77,78",
                 "U9 Sarana dan prasarana", "“Wi-Fi ruang sidang putus.”", "5 dari 6 pegawai",
                 poll.head.full_name, poll.kasubag.full_name, paper.short_key):  # fmt: skip
        assert part in words
    sheet = found.sheets.first()
    sheet.u1 = 4
    sheet.save()
    assert papers.result_sheet(found, at=AFTER).paper.mark is None  # another content, no key


def test_only_heads_print_and_only_what_is_closed(poll):
    opened = poll.open()

    assert rules.why_not_print(poll.head, opened).endswith("dicetak sesudah survei ditutup.")
    assert "dicetak Kasubag PTIP" in rules.why_not_print(poll.operator, poll.end(opened))


# ----------------------------------------------------------------------------------------- pages
def test_beranda_asks_who_has_not_answered(poll):
    opened = poll.open()
    poll.answer(opened, poll.people[1])

    shown = [bool(home_panels(person, make.MONDAY)) for person in poll.people[:3]]

    assert shown == [True, False, True]
    assert home_panels(poll.operator, make.MONDAY) == []
    assert home_panels(poll.people[2], AFTER) == []


def test_list_of_surveys_asks_the_same_queries_for_one_and_three(poll, client):
    client.force_login(poll.people[1])
    empty = said(client.get(reverse("requests:survey_rounds")))
    seen = []
    for period in (HALF, span(2026, 3, 3), span(2026, 6, 1)):
        poll.closed(period=period)
        with CaptureQueriesContext(connection) as asked:
            page = said(client.get(reverse("requests:survey_rounds")))
        seen.append((len(asked), page.count("77,78")))

    assert "Survei dibuka oleh Kasubag PTIP atau Sekretaris." in empty
    assert [rows for _, rows in seen] == [1, 2, 3]
    assert len({queries for queries, _ in seen}) == 1


# --------------------------------------------------------------------------------------- chapter
def test_the_periodic_report_tells_the_survey_closed_in_it(poll):
    found = poll.closed()

    with CaptureQueriesContext(connection) as asked:
        chapter = tell(poll.court, NOVEMBER)

    assert chapter.sentences[0].startswith(f"{found}: 5 dari 6 pegawai menjawab. Indeks 77,78")
    assert "bukan SKM resmi" in chapter.sentences[1]
    assert chapter.sentences[2] == "Tidak ada survei yang diisi sesudah permintaan selesai."
    assert chapter.tables[0].rows[8] == ("U9 Sarana dan prasarana", "10", "2,000", "0,222")
    assert [figure.big for figure in chapter.figures] == ["77,78"]
    assert chapter.obstacles == ()
    assert len(asked) <= 5
    assert tell(poll.court, month_of(date(2026, 10, 1))) is None
    assert tell(make.court(), NOVEMBER) is None


def test_people_who_left_are_not_counted_among_those_asked(poll):
    opened = poll.open()
    Appointment.objects.filter(user=poll.people[5]).delete()

    assert poll.end(opened).invited == 5

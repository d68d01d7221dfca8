"""The open page: anybody with a paper may check it, and learns nothing else."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sopti.reports.models import Paper
from sopti.reports.throttle import LOOKS_A_MINUTE
from tests import make
from tests.workflow.office import Office

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

TITLE = "Pencetak loket PTSP 2 macet"
RESULT = "Rol penarik kertas aus."
UNKNOWN = "2222-2222"


@pytest.fixture
def office():
    return Office()


@pytest.fixture
def paper(office):
    office.do(office.open(title=TITLE, detail="Berbunyi sejak pagi."), result=RESULT)
    return Paper.objects.get()


def address(key):
    return reverse("reports:check_key", args=[key])


def words_of(answer):
    text = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(text.split())


def test_a_stranger_sees_number_title_date_signers_fingerprint_and_court(client, office, paper):
    answer = client.get(address(paper.short_key))

    text = words_of(answer)
    assert answer.status_code == 200
    assert "Dokumen ini tercatat" in text
    assert "Formulir Permintaan Layanan TI (FM/AS/32/05)" in text
    assert paper.number in text
    assert "Senin, 16 November 2026" in text
    assert "Pemohon, sebagai Pemohon, 16 November 2026" in text
    assert "operator_ti satu, sebagai Operator/Admin, 16 November 2026" in text
    assert office.court.name in text
    groups = paper.fingerprint.upper()[:32]
    assert " ".join(groups[at : at + 4] for at in range(0, 32, 4)) in text
    assert "bukan tanda tangan elektronik tersertifikasi" in text
    assert "Kertas di tangan Anda harus memuat sidik jari yang sama" in text


def test_the_page_tells_nothing_of_the_case_itself(client, paper):
    page = client.get(address(paper.short_key)).content.decode()

    for hidden in (TITLE, RESULT, "Berbunyi", paper.fingerprint, f"/berkas/{paper.case_id}/"):
        assert hidden not in page


def test_the_page_is_kept_nowhere_and_needs_no_session(client, paper):
    answer = client.get(address(paper.short_key))

    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies


def test_a_look_takes_one_query_and_changes_nothing(client, paper):
    client.get(address(paper.short_key))
    with CaptureQueriesContext(connection) as seen:
        client.get(address(paper.short_key))

    assert len(seen) == 1
    assert seen[0]["sql"].startswith("SELECT")
    assert Paper.objects.count() == 1


@pytest.mark.parametrize("change", [str.lower, lambda key: key.replace("-", " ")])
def test_a_key_typed_in_its_own_way_is_found(client, paper, change):
    answer = client.get(address(change(paper.short_key)))

    assert answer.status_code == 200


@pytest.mark.parametrize("typed", [UNKNOWN, "x", "7K3M-Q2XF-7K3M", "a" * 900, "%00%00", "1OIL0U1O"])
def test_an_unknown_key_says_so_without_guessing(client, paper, typed):
    answer = client.get(f"/periksa/{typed}/")

    assert answer.status_code == 404
    assert "Kode ini tidak dikenal" in words_of(answer)
    assert paper.short_key not in answer.content.decode()


def test_the_form_leads_to_the_paper(client, paper):
    answer = client.get(reverse("reports:check"), {"kunci": f" {paper.key.lower()} "})

    assert (answer.status_code, answer["Location"]) == (302, address(paper.short_key))


@pytest.mark.parametrize("typed", ["", "abc", "\x00", "7" * 100])
def test_the_form_says_what_a_key_looks_like(client, typed):
    answer = client.get(reverse("reports:check"), {"kunci": typed})

    assert answer.status_code == 200
    assert answer.context["form"].errors["kunci"]


def test_the_form_itself_asks_the_database_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get(reverse("reports:check"))

    assert "Kode pada kertas" in words_of(answer)


def test_nothing_is_posted_here(client, paper):
    assert client.post(address(paper.short_key)).status_code == 405


def test_too_many_looks_from_one_address_wait_and_other_addresses_do_not(client, paper):
    with time_machine.travel(make.MONDAY, tick=False) as clock:
        seen = {client.get(address(UNKNOWN)).status_code for _ in range(LOOKS_A_MINUTE)}
        late = client.get(address(paper.short_key))
        other = client.get(address(paper.short_key), REMOTE_ADDR="10.0.0.9")
        clock.shift(timedelta(minutes=1))
        again = client.get(address(paper.short_key))

    assert seen == {404}
    assert (late.status_code, late["Retry-After"]) == (429, "60")
    assert "Tunggu satu menit" in words_of(late)
    assert paper.number not in late.content.decode()
    assert (other.status_code, again.status_code) == (200, 200)


def test_a_house_of_the_new_internet_counts_as_one(client, paper):
    with time_machine.travel(make.MONDAY, tick=False):
        for number in range(LOOKS_A_MINUTE):
            client.get(address(UNKNOWN), REMOTE_ADDR=f"2001:db8:1:2::{number:x}")
        same = client.get(address(UNKNOWN), REMOTE_ADDR="2001:db8:1:2:ffff::1")
        other = client.get(address(UNKNOWN), REMOTE_ADDR="2001:db8:1:3::1")

    assert (same.status_code, other.status_code) == (429, 404)

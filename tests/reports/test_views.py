"""Papers over HTTP: who gets them, and what stands where a PDF cannot be."""

import pytest
from django.urls import reverse

from tests.reports import objects, reading

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return objects.full_case(steps=(3,))


@pytest.fixture
def task(case):
    return case.tasks.get()


@pytest.fixture
def kasubag(task):
    return task.finished_by


def sheet(task):
    return reverse("reports:task_sheet", args=[task.pk])


def whole(case):
    return reverse("reports:case_sheet", args=[case.pk])


def test_addresses_are_indonesian(case, task):
    assert sheet(task) == f"/tugas/{task.pk}/lembar.pdf"
    assert whole(case) == f"/berkas/{case.pk}/berkas.pdf"


def test_a_sheet_is_sent_to_look_at_and_kept_by_no_cache(client, kasubag, task):
    client.force_login(kasubag)

    answer = client.get(sheet(task))

    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'inline; filename="147-ti-b-pa-mdn-2026-3.pdf"'
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "Nomor: 147/TI.B/PA.Mdn/2026/3" in reading.words(answer.content)


def test_the_paper_of_a_case_is_sent_likewise(client, kasubag, case):
    client.force_login(kasubag)

    answer = client.get(whole(case))

    assert answer["Content-Disposition"] == 'inline; filename="berkas-147-ti-b-pa-mdn-2026.pdf"'
    assert answer["Cache-Control"] == "private, no-store"
    assert "Berkas nomor 147/TI.B/PA.Mdn/2026" in reading.words(answer.content)


def test_another_courts_paper_does_not_exist(client, case, task):
    client.force_login(objects.official(objects.court()))

    assert client.get(sheet(task)).status_code == 404
    assert client.get(whole(case)).status_code == 404


def test_a_clerk_gets_the_papers_of_their_own_request_only(client, case, task):
    other = objects.clerk(case.court)

    client.force_login(other)
    assert client.get(whole(case)).status_code == 404
    assert client.get(sheet(task)).status_code == 404

    client.force_login(case.requester)
    assert client.get(sheet(task)).status_code == 200


def test_nobody_gets_a_paper_without_logging_in(client, case, task):
    for address in (sheet(task), whole(case)):
        assert client.get(address).status_code == 302


def test_an_open_step_has_no_sheet_yet(client, kasubag, case):
    client.force_login(kasubag)

    answer = client.get(sheet(objects.open_task(case, 4)))

    assert answer.status_code == 409
    assert "Lembar ini terbit sesudah langkah selesai." in answer.content.decode()


def test_a_paper_is_never_made_by_post(client, kasubag, task):
    client.force_login(kasubag)

    assert client.post(sheet(task)).status_code == 405


def test_a_server_without_the_libraries_says_how_to_install_them(
    client, kasubag, task, broken_weasyprint
):
    broken_weasyprint("raise OSError(\"cannot load library 'libpango-1.0-0'\")")
    client.force_login(kasubag)

    answer = client.get(sheet(task))

    assert answer.status_code == 503
    page = answer.content.decode()
    assert "pustaka sistem libpango-1.0-0 belum terpasang" in page
    assert "apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" in page

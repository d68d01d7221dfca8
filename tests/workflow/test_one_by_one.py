"""Several small tasks are done one after another, without going back to the list."""

from datetime import timedelta

import pytest

from sopti.workflow import actions
from tests import make
from tests.walk.forms import forms_of
from tests.workflow.office import Office

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    """An office in which three requests wait for the Ketua, the second of them for an answer."""
    desk = Office()
    desk.cases = [desk.open(title=f"Perihal {n}") for n in (1, 2, 3)]
    for minutes, case in enumerate(desk.cases):
        desk.do(case, at=make.MONDAY + timedelta(minutes=minutes))
    ketua = desk.people["ketua"]
    actions.ask(desk.task(desk.cases[1]).pk, text="Sejak kapan?", by=ketua, at=make.MONDAY)
    return desk


def decide(client, task, row="?berurutan=on"):
    page = client.get(f"/tugas/{task.pk}/{row}").content.decode()
    form = forms_of(page)[f"/tugas/{task.pk}/selesai/"]
    return client.post(form.action, form.filled(outcome="ya"))


def test_next_task_follows_and_skips_what_waits_for_the_requester(client, desk):
    client.force_login(desk.people["ketua"])
    first, third = desk.task(desk.cases[0]), desk.task(desk.cases[2])

    page = client.get("/").content.decode()
    response = decide(client, first)

    assert f"/tugas/{first.pk}/?berurutan=on" in page
    assert response.url == f"/tugas/{third.pk}/?berurutan=on"
    assert 'name="berurutan"' in client.get(response.url).content.decode()


def test_after_the_last_one_the_way_leads_home_and_says_so(client, desk):
    client.force_login(desk.people["ketua"])
    decide(client, desk.task(desk.cases[0]))

    response = decide(client, desk.task(desk.cases[2]))

    assert response.url == "/"
    assert "Itu yang terakhir." in client.get("/").content.decode()


def test_form_that_comes_back_with_errors_stays_in_the_row(client, desk):
    client.force_login(desk.people["ketua"])
    task = desk.task(desk.cases[0])

    response = client.post(f"/tugas/{task.pk}/selesai/", {"berurutan": "on"})

    assert response.status_code == 422
    assert 'name="berurutan"' in response.content.decode()
    task.refresh_from_db()
    assert task.is_waiting


def test_without_the_row_the_way_leads_to_the_case(client, desk):
    client.force_login(desk.people["ketua"])

    response = decide(client, desk.task(desk.cases[0]), row="")

    assert response.url == desk.cases[0].get_absolute_url()


def test_a_task_that_is_skipped_waits_until_the_end_of_the_row(client, desk):
    client.force_login(desk.people["ketua"])
    first, third = desk.task(desk.cases[0]), desk.task(desk.cases[2])

    page = client.get(f"/tugas/{first.pk}/?berurutan=on").content.decode()
    response = decide(client, third)

    assert f'href="/tugas/{third.pk}/?berurutan=on">Lewati dulu' in page
    assert response.url == "/"
    assert "Yang Anda lewati masih menunggu di sini." in client.get("/").content.decode()


def test_the_last_of_the_row_is_skipped_homewards_and_a_single_task_not_at_all(client, desk):
    client.force_login(desk.people["ketua"])
    address = f"/tugas/{desk.task(desk.cases[2]).pk}/"

    assert 'href="/">Lewati dulu' in client.get(f"{address}?berurutan=on").content.decode()
    assert "Lewati dulu" not in client.get(address).content.decode()

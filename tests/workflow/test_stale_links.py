"""A link from an e-mail leads to the decision, or says what became of it and what waits now."""

from datetime import date, timedelta

import pytest

from sopti.people.models import Appointment
from sopti.workflow import actions
from tests import make
from tests.workflow.office import REASON, Office

pytestmark = pytest.mark.django_db

NEXT = "Yang menunggu Anda sekarang"
LATER = make.MONDAY + timedelta(hours=2)


@pytest.fixture
def office():
    office = Office()
    office.case = office.open(title="Pencetak loket macet")
    office.ketuas = office.up_to(office.case, 2)  # waits for the Ketua
    return office


@pytest.fixture
def other(office):
    """Another holder of the role, who decides quicker."""
    return make.user("ketua", court=office.court, full_name="Hj. Nurhayati")


def opened(client, person, task, status=200):
    client.force_login(person)
    answer = client.get(f"/tugas/{task.pk}/")
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


def test_link_leads_through_the_login_to_the_decision(client, office):
    ketua, address = office.people["ketua"], f"/tugas/{office.ketuas.pk}/"

    asked = client.get(address)
    login = {"login": ketua.username, "password": make.PASSWORD}
    came = client.post(asked.url, login, follow=True)

    assert asked.url == f"/masuk/?next={address}"
    assert came.redirect_chain[-1][0] == address
    assert 'value="ya"' in came.content.decode()


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        ("ya", "sudah diputuskan “ya” oleh Hj. Nurhayati, Ketua,"),
        ("kembali", "sudah dikembalikan oleh Hj. Nurhayati, Ketua,"),
        ("tolak", "sudah ditolak oleh Hj. Nurhayati, Ketua,"),
    ],
)
def test_decided_already_says_how_by_whom_and_when(client, office, other, outcome, said):
    actions.complete(
        office.ketuas.pk,
        actions.steps.Work(outcome=outcome, note=REASON if outcome != "ya" else ""),
        by=other,
        at=LATER,
    )

    page = opened(client, office.people["ketua"], office.ketuas)

    assert said in page
    assert "pukul 11.00" in page
    assert (REASON in page) == (outcome != "ya")
    assert NEXT in page
    assert 'value="ya"' not in page


def test_given_to_another_says_to_whom(client, office, other):
    ketua = office.people["ketua"]
    actions.reassign(office.ketuas.pk, to=other, reason="Cuti hari ini.", by=ketua, at=LATER)

    page = opened(client, ketua, office.ketuas)

    assert "sudah diserahkan kepada Hj. Nurhayati" in page
    assert NEXT in page


def test_closed_case_says_when_and_why(client, office):
    actions.withdraw(office.case.pk, reason="Sudah menyala lagi.", by=office.clerk, at=LATER)

    page = opened(client, office.people["ketua"], office.ketuas)

    assert "Berkas ini sudah ditarik pemohon" in page
    assert "pukul 11.00" in page
    assert "Sudah menyala lagi." in page


def test_step_that_a_return_took_away_says_who_returned_the_case(client, office):
    task = office.up_to(office.case, 5)
    dropped = office.case.tasks.create(
        step=6, role_id=task.role_id, opened_at=task.opened_at, status="gugur", is_current=False
    )
    office.do(office.case, 5, outcome="kembali", note=REASON)

    page = opened(client, office.people["kasubag_ptip"], dropped)

    assert "dikembalikan dari langkah 5 oleh kasubag_ptip satu" in page
    assert REASON in page


def test_who_holds_another_role_now_reads_for_whom_it_waits_and_since_when(client, office):
    former = make.user("kasubag_ptip", court=office.court)
    make.appointment(former, "ketua", capacity="plh", ends_on=date(2026, 1, 9))

    page = opened(client, former, office.ketuas)

    assert "Langkah 2 menunggu Ketua." in page
    assert "Penunjukan Anda sebagai Plh. Ketua berakhir 9 Januari 2026." in page


def test_who_holds_no_role_any_more_reads_why_and_learns_nothing_of_the_case(client, office):
    former = make.user(court=office.court)
    make.appointment(former, "ketua", ends_on=date(2026, 1, 9))

    page = opened(client, former, office.ketuas, status=403)

    assert "Penunjukan Anda sebagai Ketua berakhir 9 Januari 2026." in page
    assert office.case.title not in page
    assert office.case.number not in page


def test_clerk_and_other_court_are_told_nothing(client, office):
    elsewhere = make.user("ketua")
    Appointment.objects.filter(user=elsewhere, role="ketua").update(ends_on=date(2026, 1, 9))
    for person in (make.user(court=office.court), elsewhere, make.user("ketua")):
        page = opened(client, person, office.ketuas, status=404)
        assert office.case.title not in page


def test_stale_link_offers_what_waits_now(client, office, other):
    second = office.open(title="Layar antrean padam")
    office.up_to(second, 2)
    ketua = office.people["ketua"]
    office.do(office.case, 2, by=other)

    page = opened(client, ketua, office.ketuas)

    assert "Layar antrean padam" in page.split(NEXT)[1]
    office.do(second, 2, by=other)
    assert "Tidak ada. Anda diberi tahu" in opened(client, ketua, office.ketuas).split(NEXT)[1]

"""An overseer of a court of appeal reads the courts under it, and does nothing there."""

from html import unescape

import pytest
from django.urls import reverse

from sopti.core.doors import doors
from sopti.core.errors import Refusal
from sopti.people import actions, rules
from sopti.people.models import Appointment, User
from sopti.workflow.models import Case
from tests import make
from tests.access.addresses import example
from tests.access.knocking import Door
from tests.fuzz.places import LINK, name_of, places_of
from tests.requests import desk
from tests.workflow.office import Office

pytestmark = pytest.mark.django_db


class Appeal:
    """A court of appeal with an overseer, one lower court with a case, and one of another's."""

    def __init__(self):
        self.court = make.court("pta-contoh")
        self.overseer = make.user("pengawas", court=self.court)
        self.office, self.far = Office(), Office()
        self.office.court.under = self.court
        self.office.court.save()
        self.case, self.far_case = desk.filed(self.office), desk.filed(self.far)

    def stand_in(self, client, court=None):
        client.force_login(self.overseer)
        return client.post(reverse("people:stand_in", args=[(court or self.office.court).pk]))


@pytest.fixture
def appeal():
    return Appeal()


def page_of(client, name, *args):
    return client.get(reverse(name, args=args))


def test_overseer_reads_a_lower_court_and_is_told_whose_pages_these_are(client, appeal):
    appeal.stand_in(client)

    cases = page_of(client, "workflow:cases").content.decode()
    case = page_of(client, "workflow:case", appeal.case.pk)

    assert appeal.case.number in cases
    assert appeal.far_case.number not in cases
    assert case.status_code == 200
    assert f"Anda membaca <b>{appeal.office.court}</b> sebagai pengawas." in case.content.decode()


@pytest.mark.parametrize(
    "name",
    ["sop:documents", "reports:books", "reports:reports", "figures:compliance",
     "requests:register", "people:overseen"],
)  # fmt: skip
def test_overseer_opens_the_lists_of_a_lower_court(client, appeal, name):
    appeal.stand_in(client)

    assert page_of(client, name).status_code == 200


@pytest.mark.parametrize("where", ["far", "own", "lower of another court of appeal"])
def test_overseer_stands_in_no_other_court(client, appeal, where):
    courts = {"far": appeal.far.court, "own": appeal.court}
    court = courts.get(where) or make.court(under=make.court())

    answer = appeal.stand_in(client, court)

    assert answer.status_code == 404
    assert page_of(client, "workflow:case", appeal.case.pk).status_code == 404
    assert page_of(client, "workflow:case", appeal.far_case.pk).status_code == 404


def test_overseer_at_home_sees_nothing_of_the_lower_court(client, appeal):
    client.force_login(appeal.overseer)
    assert page_of(client, "workflow:case", appeal.case.pk).status_code == 404

    appeal.stand_in(client)
    client.post(reverse("people:go_home"))

    assert page_of(client, "workflow:case", appeal.case.pk).status_code == 404


def test_overseer_whose_appointment_ended_stands_nowhere(client, appeal):
    appeal.stand_in(client)
    Appointment.objects.filter(role="pengawas").update(ends_on="2020-06-01")

    assert page_of(client, "workflow:case", appeal.case.pk).status_code == 404


def test_court_that_left_the_court_of_appeal_is_not_read_any_more(client, appeal):
    appeal.stand_in(client)
    appeal.office.court.under = None
    appeal.office.court.save()

    assert page_of(client, "workflow:case", appeal.case.pk).status_code == 404


def test_every_door_that_is_not_overseen_is_closed_and_nothing_is_ever_written(appeal):
    """Everything is asked with the keys of rows that are there, in the lower court."""
    site = Door()
    appeal.stand_in(site.browser(appeal.overseer.username))
    wrong, asked = [], 0

    for name, door in doors().items():
        if door.is_open or door.is_own or name == "home":
            continue
        for method in ("GET", "POST"):
            came = site.knock(appeal.overseer.username, method, address_of(appeal, name))
            reads = door.is_overseen and method == "GET"
            asked += 1
            if came.changed or (not reads and came.status != 403):
                wrong.append((name, method, came.status, came.changed))

    assert wrong == []
    assert asked > 600


def test_no_page_of_an_overseer_leads_to_a_closed_door(client, appeal):
    appeal.stand_in(client)
    links = {}
    for place in places_of(client, ["/pengawasan/", "/berkas/"], 1):
        answer = client.get(place.address)
        page = b"".join(answer) if answer.streaming else answer.content
        if not place.path.startswith("/pengawasan/"):
            found = LINK.findall(page.decode("utf-8", "replace"))
            links |= {name_of(link): unescape(link) for link in found}

    assert [name for name, link in links.items() if name and is_closed(client, link)] == []
    assert {"sop:review", "workflow:case", "reports:books"} <= set(links)


def is_closed(client, link):
    answer = client.get(link)
    if answer.streaming:
        b"".join(answer)  # to its end, so that the file is closed
    return answer.status_code == 403


def address_of(appeal, name):
    """The address with the key of the lower court's own row, where the case has such a row."""
    keys = {"workflow.Case": appeal.case.pk, "workflow.Task": appeal.case.tasks.get().pk}
    return example(name, keys.get(doors()[name].thing, 1))


def test_whoever_stands_in_another_court_is_never_saved(appeal):
    appeal.overseer.stand_in(appeal.office.court)

    with pytest.raises(Refusal, match="Pengawas hanya membaca"):
        appeal.overseer.save()

    assert User.objects.get(pk=appeal.overseer.pk).court == appeal.court


def test_page_of_a_case_offers_the_overseer_no_form(client, appeal):
    appeal.stand_in(client)

    page = page_of(client, "workflow:case", appeal.case.pk).content.decode()

    main = page.partition("<main")[2].partition("</main>")[0]
    assert "<form" not in main


def test_menu_leads_only_where_an_overseer_may_go(client, appeal):
    appeal.stand_in(client)

    page = page_of(client, "workflow:cases").content.decode()

    for name in ("maintenance:assets", "requests:new", "search:search", "people:manage"):
        assert reverse(name) not in page
    for name in ("reports:reports", "figures:compliance", "people:overseen"):
        assert reverse(name) in page


def test_everybody_else_opens_no_oversight(client, appeal):
    for person in (appeal.office.people["ketua"], make.user("admin", court=appeal.court)):
        client.force_login(person)
        assert page_of(client, "people:overseen").status_code == 403
        client.post(reverse("people:stand_in", args=[appeal.office.court.pk]))
        assert not Case.objects.visible_to(make.user("admin", court=appeal.court)).exists()
        assert "overseen_court" not in client.session


def test_overseers_are_appointed_in_a_court_of_appeal_only(appeal):
    admin = make.user("admin", court=appeal.office.court)
    wanted = Appointment(
        user=appeal.office.clerk, court=appeal.office.court, role=make.role("pengawas"),
        starts_on=make.MONDAY.date(),
    )  # fmt: skip

    assert rules.why_not_appoint(admin, wanted, on=make.MONDAY.date()) == (
        "Pengawas ditunjuk di pengadilan tinggi, oleh Pengelola SOPTI di sana."
    )
    with pytest.raises(Refusal):
        actions.appoint(wanted, by=admin, at=make.MONDAY)

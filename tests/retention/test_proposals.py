"""Proposals: what they count, who decides, and that nothing goes without it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from sopti.core.errors import Refusal
from sopti.notifications.models import Message
from sopti.retention import actions, rules
from sopti.retention.destroying import carry_on, propose_monthly
from sopti.retention.enums import DestructionStatus
from sopti.retention.models import Destruction
from sopti.workflow.enums import EventKind
from sopti.workflow.models import Event
from tests import make
from tests.retention.world import NOW, YEAR, approve, entry, message, proposed
from tests.workflow.racing import race, slow_rules  # noqa: F401 (a fixture)

pytestmark = pytest.mark.django_db
NEXT_MONTH = NOW + timedelta(days=20)


@pytest.fixture
def court():
    return make.court()


@pytest.fixture
def admin(court):
    return make.user("admin", court=court)


@pytest.fixture
def sekretaris(court):
    return make.user("sekretaris", court=court)


def test_proposal_counts_what_is_over_in_its_court_and_deletes_nothing(court, admin, sekretaris):
    for ago in (4 * YEAR, 3 * YEAR, YEAR):
        message(admin, ago=ago)
    message(admin, ago=3 * YEAR, read=False)
    message(make.user(), ago=3 * YEAR)  # of another court
    entry(admin, ago=2 * YEAR)
    before = Message.objects.count()

    made = proposed(court)

    told = [(line.key, line.count, line.size, line.term) for line in made.lines.all()]
    assert told == [("pesan", 2, None, "2 tahun"), ("jejak-masuk", 1, None, "1 tahun")]
    line = made.lines.first()
    assert (line.oldest_at, line.newest_at) == (NOW - 4 * YEAR, NOW - 3 * YEAR)
    assert made.number == f"1/TI.Musnah/{court.code}/2026"
    assert Message.objects.get(to=sekretaris).link == made.get_absolute_url()
    assert (carry_on(NOW), Message.objects.count()) == ("", before + 1)


def test_proposal_is_made_once_a_month_and_not_beside_an_open_one(court, admin):
    message(admin, ago=3 * YEAR)

    made = [propose_monthly(NOW), propose_monthly(NOW), propose_monthly(NEXT_MONTH)]

    assert made == ["1 proposals of destruction", "", ""]
    assert Destruction.objects.count() == 1


def test_month_with_nothing_due_makes_no_proposal_and_is_not_asked_again(
    court, admin, django_assert_num_queries
):
    message(admin, ago=YEAR)
    propose_monthly(NOW)

    assert not Destruction.objects.exists()
    with django_assert_num_queries(1):
        propose_monthly(NOW)


def test_refused_proposal_deletes_nothing_and_comes_again_next_month(court, admin, sekretaris):
    message(admin, ago=3 * YEAR)
    made = proposed(court)

    actions.decide(
        made.pk, DestructionStatus.REFUSED, reason="Masih diperiksa.", by=sekretaris, at=NOW
    )
    carry_on(NOW)

    assert Message.objects.filter(to=admin).count() == 1
    refused = Event.objects.get(kind=EventKind.DESTRUCTION_REFUSED)
    assert '"reason":"Masih diperiksa."' in refused.text
    assert proposed(court) is None
    assert proposed(court, at=NEXT_MONTH).number.startswith("2/")


# --------------------------------------------------------------------------------- four eyes
def test_only_the_sekretaris_of_that_court_decides(court, admin):
    message(admin, ago=3 * YEAR)
    made = proposed(court)
    others = [admin, make.user("ketua", court=court), make.user("kasubag_ptip", court=court),
              make.user(court=court), make.user("sekretaris")]  # fmt: skip

    for other in others:
        with pytest.raises(Refusal):
            approve(made, other)

    assert Destruction.objects.get().is_waiting
    assert not Event.objects.filter(kind=EventKind.DESTRUCTION_APPROVED).exists()


def test_whoever_set_a_term_does_not_approve_what_follows_from_it(court, sekretaris):
    both = make.user("admin", "sekretaris", court=court)
    message(both, ago=4 * YEAR)
    actions.set_terms(court.pk, {"pesan": 36}, by=both, at=NOW)
    made = proposed(court)

    with pytest.raises(Refusal, match="Anda sendiri yang menetapkan"):
        approve(made, both)

    assert Destruction.objects.get().is_waiting
    assert approve(made, sekretaris).status == DestructionStatus.APPROVED


def test_approval_keeps_the_capacity_and_the_letter_of_who_acts(court, admin):
    acting = make.user(court=court)
    make.appointment(acting, "sekretaris", capacity="plh")
    message(admin, ago=3 * YEAR)

    made = approve(proposed(court), acting)

    assert (made.decided_as, made.decided_letter) == ("Plh. Sekretaris", "17/KPA/SPT/2026")


def test_second_decision_reads_who_decided_and_changes_nothing(court, admin, sekretaris):
    message(admin, ago=3 * YEAR)
    made = approve(proposed(court), sekretaris)

    with pytest.raises(Refusal, match="sudah diputus oleh"):
        actions.decide(made.pk, DestructionStatus.REFUSED, reason="Tidak.", by=sekretaris, at=NOW)

    assert Destruction.objects.get().status == DestructionStatus.APPROVED


@pytest.mark.django_db(transaction=True)
@pytest.mark.both_databases
def test_two_who_decide_at_once_decide_once(slow_rules):  # noqa: F811
    court = make.court()
    people = [make.user("sekretaris", court=court) for _ in range(2)]
    message(people[0], ago=3 * YEAR)
    made = proposed(court)
    slow_rules(rules, "why_not_decide")

    answers = race(2, lambda number: approve(made, people[number]))

    assert sorted(isinstance(one, Refusal) for one in answers) == [False, True]
    assert Event.objects.filter(kind=EventKind.DESTRUCTION_APPROVED).count() == 1


# -------------------------------------------------------------------------------------- pages
def test_forms_carry_a_proposal_from_beranda_to_its_approval(court, admin, sekretaris, client):
    message(admin, ago=3 * YEAR)
    made = proposed(court)
    address = reverse("retention:decide", args=[made.pk])
    client.force_login(sekretaris)
    home = client.get("/").text
    shown = client.get(made.get_absolute_url())
    unsaid = client.post(address, {"status": "ditolak", "reason": ""})
    sent = {"status": "disetujui", "form_key": "8b0c5a52-4f0a-4c46-9a43-0f4d3d1c8f10"}
    twice = [client.post(address, sent) for _ in range(2)]

    assert made.get_absolute_url() in home
    assert address in shown.text
    assert (unsaid.status_code, "Tulis alasan penolakan" in unsaid.text) == (422, True)
    assert [(one.status_code, one.url) for one in twice] == [(302, made.get_absolute_url())] * 2
    assert Event.objects.filter(kind=EventKind.DESTRUCTION_APPROVED).count() == 1
    assert made.get_absolute_url() not in client.get("/").text


def test_late_proof_of_who_it_is_approves_nothing(court, admin, sekretaris, client):
    message(admin, ago=3 * YEAR)
    made = proposed(court)
    client.force_login(sekretaris)
    session = client.session
    session["began_at"] = (datetime.now(UTC) - timedelta(hours=2)).timestamp()
    session["account_authentication_methods"] = []
    session.save()

    answer = client.post(reverse("retention:decide", args=[made.pk]), {"status": "disetujui"})

    assert answer.url.partition("?")[0] == reverse("account_reauthenticate")
    assert Destruction.objects.get().is_waiting


def test_others_read_their_own_court_alone_and_clerks_nothing(court, admin, client):
    message(admin, ago=3 * YEAR)
    made = proposed(court)
    seen = {}
    for name, person in {
        "admin": admin,
        "ketua": make.user("ketua", court=court),
        "clerk": make.user(court=court),
        "operator": make.user("operator_ti", court=court),
        "sekretaris elsewhere": make.user("sekretaris"),
    }.items():
        client.force_login(person)
        seen[name] = client.get(made.get_absolute_url()).status_code

    assert seen == {
        "admin": 200, "ketua": 200, "clerk": 404, "operator": 404, "sekretaris elsewhere": 404
    }  # fmt: skip


def test_overseer_reads_the_proposals_of_a_lower_court_and_decides_nothing(court, admin, client):
    overseer = make.user("pengawas")
    court.under = overseer.court
    court.save()
    message(admin, ago=3 * YEAR)
    made = proposed(court)
    client.force_login(overseer)
    session = client.session
    session["overseen_court"] = court.pk
    session.save()

    read = [client.get(reverse("retention:retention")), client.get(made.get_absolute_url())]
    decided = client.post(reverse("retention:decide", args=[made.pk]), {"status": "disetujui"})

    assert [one.status_code for one in read] == [200, 200]
    assert reverse("retention:decide", args=[made.pk]) not in read[1].text
    assert decided.status_code == 403
    assert Destruction.objects.get().is_waiting


def test_list_asks_no_more_for_three_than_for_one(
    court, admin, sekretaris, client, django_assert_max_num_queries
):
    def look():
        with django_assert_max_num_queries(14) as asked:
            assert client.get(reverse("retention:retention")).status_code == 200
        return len(asked)

    def grow(days):
        made = proposed(court, at=NOW + timedelta(days=days))
        actions.decide(made.pk, DestructionStatus.REFUSED, reason="Nanti.", by=sekretaris, at=NOW)

    message(admin, ago=3 * YEAR)
    client.force_login(admin)
    grow(0)
    look()
    one = look()
    grow(31)
    grow(62)

    assert look() == one

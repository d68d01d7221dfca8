"""Corrections of one's own data: who asks, who decides, and that the record keeps no values."""

import pytest
from django.urls import reverse

from sopti.core.errors import Refusal
from sopti.notifications.models import Message
from sopti.people.models import User
from sopti.privacy import actions, rules
from sopti.privacy.enums import CorrectionStatus
from sopti.privacy.models import Correction
from sopti.workflow.models import Event
from tests import make
from tests.privacy.world import hours
from tests.workflow.racing import race, slow_rules  # noqa: F401 (a fixture)

pytestmark = pytest.mark.django_db
NIP = "198001172005011003"


@pytest.fixture
def court():
    return make.court()


@pytest.fixture
def admin(court):
    return make.user("admin", court=court)


@pytest.fixture
def clerk(court):
    return make.user(court=court, full_name="Siti Aminah", phone="101")


def ask(clerk, field="phone", wanted="214", at=make.MONDAY):
    return actions.ask(field, wanted, reason="Pindah ruang.", by=clerk, at=at)


def test_wish_reaches_the_administrator_of_that_court_with_three_days(clerk, admin):
    make.user("admin")  # of another court

    asked = ask(clerk)

    assert (asked.was, asked.wanted, asked.due_at) == ("101", "214", hours(72))
    assert [(one.to, one.link) for one in Message.objects.all()] == [
        (admin, reverse("privacy:correction", args=[asked.pk]))
    ]
    assert User.objects.get(pk=clerk.pk).phone == "101"


def test_correction_changes_the_account_tells_the_person_and_keeps_no_value_on_record(clerk, admin):
    asked = ask(clerk, "nip", NIP)

    actions.decide(asked.pk, CorrectionStatus.DONE, answer="", by=admin, at=hours(5))

    changed = User.objects.get(pk=clerk.pk)
    assert (changed.nip, changed.phone) == (NIP, "101")
    assert changed.history.first().history_user == admin
    assert Message.objects.filter(to=clerk).get().subject == "Koreksi NIP: diperbaiki"
    assert [NIP in event.text for event in Event.objects.all()] == [False, False]


def test_refusal_changes_nothing_and_its_reason_is_read(clerk, admin, client):
    asked = ask(clerk)

    actions.decide(asked.pk, CorrectionStatus.REFUSED, answer="Nomor itu milik ruang lain.",
                   by=admin, at=hours(5))  # fmt: skip

    assert User.objects.get(pk=clerk.pk).phone == "101"
    client.force_login(clerk)
    assert "Nomor itu milik ruang lain." in client.get(reverse("privacy:mine")).text


@pytest.mark.parametrize(
    ("field", "wanted", "reason"),
    [
        ("phone", "214", None),
        ("phone", "", None),
        ("phone", "101", "Kontak kerja sudah tertulis demikian."),
        ("phone", "1" * 41, "Kontak kerja paling panjang 40 huruf."),
        ("nip", "123", "NIP terdiri dari 18 angka"),
        ("full_name", "", "Nama lengkap dan gelar tidak boleh kosong."),
        ("email", "bukan alamat", "Masukkan alamat email yang valid."),
    ],
)
def test_senseless_wish_is_refused(clerk, field, wanted, reason):
    answer = rules.why_not_ask(clerk, field, wanted)

    assert answer is None if reason is None else answer.startswith(reason)


def test_same_wish_waits_only_once(clerk, admin):
    ask(clerk)

    with pytest.raises(Refusal, match="masih menunggu Pengelola SOPTI"):
        ask(clerk, wanted="215")

    assert Correction.objects.count() == 1


def test_only_the_administrator_of_that_court_decides(clerk, admin, court):
    asked = ask(clerk)

    for other in (clerk, make.user("sekretaris", court=court), make.user("admin")):
        with pytest.raises(Refusal):
            actions.decide(asked.pk, CorrectionStatus.DONE, answer="", by=other, at=hours(1))

    assert Correction.objects.get().is_waiting


def test_others_find_no_wish_that_is_not_theirs(clerk, admin, court, client):
    address = reverse("privacy:correction", args=[ask(clerk).pk])
    seen = {}
    for name, person in {
        "own": clerk,
        "admin": admin,
        "colleague": make.user("operator_ti", court=court),
        "admin elsewhere": make.user("admin"),
    }.items():
        client.force_login(person)
        seen[name] = client.get(address).status_code

    assert seen == {"own": 200, "admin": 200, "colleague": 404, "admin elsewhere": 404}


def test_forms_carry_a_wish_from_the_clerk_to_its_answer(clerk, admin, client):
    client.force_login(clerk)
    wrong = client.post(
        reverse("privacy:ask"), {"field": "nip", "wanted": "12", "reason": "Keliru."}
    )
    sent = {"field": "nip", "wanted": "19800117 200501 1 003", "reason": "Kurang satu angka."}
    client.post(reverse("privacy:ask"), sent)
    asked = Correction.objects.get()
    client.force_login(admin)
    home = client.get("/").text
    page = client.post(asked.get_absolute_url(), {"status": "ditolak", "answer": ""})
    client.post(asked.get_absolute_url(), {"status": "diperbaiki"})

    assert (wrong.status_code, page.status_code) == (422, 422)
    assert asked.get_absolute_url() in home
    assert "Tulis alasan penolakan" in page.text
    assert User.objects.get(pk=clerk.pk).nip == NIP


def test_lists_ask_no_more_for_three_than_for_one(
    clerk, admin, client, court, django_assert_max_num_queries
):
    def look():
        with django_assert_max_num_queries(12) as asked:
            assert client.get(reverse("privacy:corrections")).status_code == 200
        return len(asked)

    def grow():
        person = make.user(court=court)
        decided = ask(person)
        actions.decide(decided.pk, CorrectionStatus.DONE, answer="", by=admin, at=hours(1))
        ask(person, wanted="9")

    client.force_login(admin)
    grow()
    look()
    one = look()
    grow()
    grow()

    assert look() == one


@pytest.mark.django_db(transaction=True)
@pytest.mark.both_databases
def test_two_administrators_decide_once(slow_rules):  # noqa: F811
    court = make.court()
    clerk = make.user(court=court, phone="101")
    admins = [make.user("admin", court=court) for _ in range(2)]
    asked = ask(clerk)
    slow_rules(rules, "why_not_decide")
    verdicts = (CorrectionStatus.DONE, CorrectionStatus.REFUSED)

    def decide(number):
        return actions.decide(
            asked.pk, verdicts[number], answer="Alasan.", by=admins[number], at=hours(1)
        )

    answers = race(2, decide)

    assert sum(isinstance(one, Refusal) for one in answers) == 1
    done = Correction.objects.get()
    is_done = done.status == CorrectionStatus.DONE
    assert User.objects.get(pk=clerk.pk).phone == ("214" if is_done else "101")
    assert Message.objects.filter(to=clerk).count() == 1

"""Ready sentences: who keeps which, what they may name, and where they are offered."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

from requests.models import ReadySentence
from requests.replies import actions, rules
from requests.replies.actions import Wording
from requests.replies.enums import Purpose
from requests.replies.sentences import sentences_for, shipped
from sopti.core.errors import Refusal
from tests import make
from tests.requests import desk
from tests.workflow.office import Office

pytestmark = pytest.mark.django_db

PAGE, NEW = reverse("requests:sentences"), reverse("requests:new_sentence")
WORDING = Wording("pesan", "Kabar", "Berkas {nomor} untuk {pemohon}: {perangkat} siap.", 1)


@pytest.fixture
def office():
    return Office()


@pytest.fixture
def operator(office):
    return office.people["operator_ti"]


def added(by, **changes):
    told = {"purpose": "pesan", "title": "Kabar", "text": WORDING.text, "order": 1} | changes
    return actions.add(Wording(**told), by=by, at=now())


# ------------------------------------------------------------------------------------- the rules
@pytest.mark.parametrize(
    ("role", "purpose", "said"),
    [
        ("operator_ti", "pesan", None),
        ("operator_ti", "setuju", "Kalimat keputusan diatur oleh"),
        ("kasubag_ptip", "hasil", None),
        ("kasubag_ptip", "tolak", None),
        ("sekretaris", "kembalikan", None),
        ("ketua", "tanya", "Kalimat meja layanan diatur oleh"),
        ("kabag", "setuju", "Kalimat siap pakai diatur oleh"),
        ("admin", "pesan", "Kalimat siap pakai diatur oleh"),
    ],
)
def test_each_office_keeps_its_own_sentences(role, purpose, said):
    refused = rules.why_not_keep(make.user(role), purpose)

    assert refused is None if said is None else refused.startswith(said)


def test_name_that_nobody_fills_in_is_refused(client, operator):
    client.force_login(operator)
    form = {"purpose": "pesan", "title": "Baru", "text": "Halo {nama} dari {unit}.", "order": 5}

    answer = client.post(NEW, form)

    assert answer.status_code == 422
    assert "{nama} tidak dikenal. Yang dapat diisi sendiri hanya {pemohon}, {nomor}, dan " in (
        answer.content.decode()
    )
    with pytest.raises(Refusal, match="tidak dikenal"):
        added(operator, text="Halo {0}.")
    assert not ReadySentence.objects.exists()


# ----------------------------------------------------------------------------- the court's own
def test_first_sentence_takes_the_shipped_ones_along(client, office, operator):
    client.force_login(operator)

    client.post(NEW, {"purpose": "pesan", "title": "Kabar", "text": "Sudah siap.", "order": 1})

    own = ReadySentence.objects.filter(court=office.court)
    assert own.count() == len(shipped()) + 1
    assert own.get(title="Kabar").history.get().history_user == operator
    assert not ReadySentence.objects.exclude(court=office.court).exists()


def test_second_sentence_of_a_title_is_refused_in_the_form(client, operator):
    added(operator)
    client.force_login(operator)

    again = {"purpose": "pesan", "title": "KABAR", "text": "Sudah siap.", "order": 1}
    answer = client.post(NEW, again)

    assert answer.status_code == 422
    assert "Sudah ada kalimat berjudul “KABAR”" in answer.content.decode()
    assert client.post(NEW, again | {"purpose": "hasil"}).status_code == 302


def test_change_and_switching_off_reach_the_field(client, office, operator):
    case = desk.filed(office)
    mine = added(operator)
    client.force_login(operator)

    client.post(
        reverse("requests:change_sentence", args=[mine.pk]),
        {"title": "Kabar baru", "text": "Siap, {pemohon}.", "order": 1},
    )
    changed = sentences_for(case, operator)["pesan"][0]
    client.post(reverse("requests:use_sentence", args=[mine.pk]))

    assert (changed.title, changed.text) == ("Kabar baru", "Siap, Pemohon.")
    assert "Kabar baru" not in {one.title for one in sentences_for(case, operator)["pesan"]}
    client.post(reverse("requests:use_sentence", args=[mine.pk]), {"pakai": "on"})
    assert sentences_for(case, operator)["pesan"][0].title == "Kabar baru"


def test_sentence_of_another_court_is_not_found(client, operator):
    theirs = added(Office().people["operator_ti"])
    client.force_login(operator)

    for name in ("change_sentence", "use_sentence"):
        assert client.post(reverse(f"requests:{name}", args=[theirs.pk])).status_code == 404
    assert ReadySentence.objects.get(pk=theirs.pk).is_active


def test_operator_does_not_change_the_sentences_of_decisions(client, office, operator):
    kept = added(office.people["ketua"], purpose="setuju")
    client.force_login(operator)

    answer = client.post(
        reverse("requests:change_sentence", args=[kept.pk]),
        {"title": "Lain", "text": "Bukan itu.", "order": 1},
    )

    assert "Kalimat keputusan diatur oleh" in client.get(answer.url).content.decode()
    assert ReadySentence.objects.get(pk=kept.pk).title == "Kabar"


def test_clerk_reads_who_keeps_the_sentences(client, office):
    client.force_login(office.clerk)

    answer = client.get(PAGE)

    assert answer.status_code == 403
    assert "Kalimat siap pakai diatur oleh" in answer.content.decode()


# ------------------------------------------------------------------------------- beside the field
def test_sentences_are_filled_in_for_the_case(office, operator):
    case = desk.filed(office)
    added(operator)

    found = sentences_for(case, operator)

    assert found["pesan"][0].text == (
        f"Berkas {case.number} untuk Pemohon: Pencetak ruang sidang 2 siap."
    )
    assert set(found) == set(Purpose)


def test_names_within_what_was_filled_in_stay_words(office, operator):
    office.clerk.full_name = "{nomor} {0}"
    office.clerk.save()
    case = desk.filed(office)

    added(operator, text="Untuk {pemohon}.")

    assert "{0}" in sentences_for(case, operator)["pesan"][0].text


def test_fields_of_the_desk_offer_them_and_those_of_the_requester_do_not(client, office, operator):
    case = desk.filed(office)
    client.force_login(operator)

    of_desk = client.get(case.get_absolute_url()).content.decode()
    of_step = client.get(case.tasks.get().get_absolute_url()).content.decode()
    client.force_login(office.clerk)
    of_clerk = client.get(case.get_absolute_url()).content.decode()

    assert 'data-ready="id_pesan-text"' in of_desk
    assert f"Permintaan {case.number} sudah kami terima" in of_desk
    assert 'data-ready="id_tanya-text"' in of_step
    assert "data-ready" not in of_clerk


def test_decision_offers_refusals_and_returns_below_its_reason(client, office):
    case = desk.filed(office)
    office.up_to(case, 8)
    client.force_login(office.people["sekretaris"])

    page = client.get(case.tasks.waiting().get().get_absolute_url()).content.decode()

    ready = page.split('data-ready="id_reason"')[1]
    assert "Lengkapi uraian" in ready
    assert "Bukan kewenangan TI" in ready


# ---------------------------------------------------------------------------------------- queries
def test_page_takes_the_same_number_of_queries_with_few_and_many(client, operator):
    client.force_login(operator)
    client.get(PAGE)
    counts = []
    for _ in range(2):
        added(operator, title=f"Kalimat {len(counts)}")
        with CaptureQueriesContext(connection) as seen:
            client.get(PAGE)
        counts.append(len(seen))
        for number in range(3):
            added(operator, title=f"Lagi {number} {len(counts)}")

    assert counts[0] == counts[1]

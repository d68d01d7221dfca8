"""The deeds of a service request: what each asks, refuses, keeps and tells, in three courts."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from requests.actions import Wish, file_request
from requests.deeds import ALL
from requests.models import Handling, PriorityRule, PriorityTarget, ServiceCategory
from sopti.core.errors import Refusal
from sopti.notifications.models import Message
from sopti.reports.case_sheets import case_sheet
from sopti.reports.task_sheets import task_sheet
from sopti.workflow import deeds
from sopti.workflow.forms import StepForm
from sopti.workflow.models import Event, Task
from sopti.workflow.pages.task import told_values
from tests import make
from tests.workflow.office import Office

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

NETWORK = "Jaringan dan internet"
HARDWARE = "Perangkat keras (komputer, pencetak, pemindai)"
COURTS = {
    "pa-kota-madiun": ("as-32", range(1, 10)),
    "pa-ternate": ("as-29", range(1, 10)),
    "pa-payakumbuh": ("as-29", range(1, 9)),
}
DISPOSED = {"sifat": "Segera", "diteruskan": ["Sekretaris"], "catatan": "Segera dibantu."}
CLASSIFIED = {"kelompok": "Insiden", "kategori": NETWORK, "subkategori": "Wi-Fi"}
PRIORITISED = {"dampak": "Satu bagian", "urgensi": "Tinggi"}
CONSIDERED = {"cara": "Pembelian", "biaya": 650000, "pertimbangan": "Adaptor perlu diganti."}
FULFILLED = {"tindakan": "Adaptor diganti.", "hasil": "Selesai", "diserahkan": "Siti"}
BY_DEED = {
    "register": {"kelengkapan": "Lengkap"},
    "dispose": DISPOSED,
    "examine": {"temuan": "Lampu merah.", "penyebab": "Adaptor", "perangkat": "Router"},
    "classify": CLASSIFIED,
    "prioritise": PRIORITISED,
    "consider": CONSIDERED,
    "fulfil": FULFILLED,
}


def office_of(court="pa-kota-madiun"):
    return Office(of=court, document=COURTS[court][0])


def filed(office):
    wish = Wish(
        category="jaringan",
        urgency="terganggu",
        title="Wi-Fi ruang sidang putus",
        detail="Sejak pagi Wi-Fi ruang sidang tidak tersambung.",
        asset_or_place="Ruang sidang 1",
    )
    return file_request(wish, requester=office.clerk, by=office.clerk, at=make.MONDAY)


def reached(office, deed):
    """A request whose next step does this deed; every step before it was done with its words."""
    case = filed(office)
    while deed not in (task := office.task(case)).sop_step.does:
        values = {}
        for does in task.sop_step.does:
            values |= BY_DEED.get(does, {})
        office.do(case, values=values)
    return case, task


def form_of(task, **sent):
    """The form of a step, sent with these values."""
    return StepForm(
        {f"f_{key}": value for key, value in sent.items() if key != "outcome"}
        | {"outcome": sent.get("outcome", ""), "input_confirmed": "on"},
        task=Task.objects.for_pages().get(pk=task.pk),
        produced=None,
        has_files=False,
        at=make.MONDAY,
    )


def wrong(task, **sent):
    return {name: list(said) for name, said in form_of(task, **sent).errors.items()}


# ---------------------------------------------------------------------------------- by data alone
def test_every_deed_is_named_by_the_tables_and_every_table_names_them_all():
    for court, (document, numbers) in COURTS.items():
        table = make.sop_body(court, document).procedure("permintaan-layanan")
        named = [deed for step in table.steps for deed in step.does]
        assert named == [deed.key for deed in ALL]
        assert [step.number for step in table.steps] == list(numbers)


@pytest.mark.parametrize("court", COURTS)
def test_request_runs_through_its_table_and_what_was_settled_is_kept(court):
    office = office_of(court)

    case, _ = reached(office, "fulfil")
    office.do(case, values=FULFILLED)

    case.refresh_from_db()
    known = Handling.objects.get()
    assert case.status == "selesai"
    assert (known.is_complete, known.nature, known.kind) == (True, "segera", "insiden")
    assert (known.category, known.subcategory) == (NETWORK, "Wi-Fi")
    assert (known.priority, known.way, known.cost) == (2, "pembelian", 650000)
    assert (known.result, known.handed_to) == ("selesai", "Siti")
    assert known.history.count() >= 7


def test_step_3_of_payakumbuh_examines_and_classifies():
    case, task = reached(office_of("pa-payakumbuh"), "examine")

    form = form_of(task)
    said = wrong(task)

    assert task.step == 3
    assert [deed.key for deed in deeds.of(task)] == ["examine", "classify"]
    assert [name for name in form.fields if name.startswith("f_")] == [
        "f_perangkat", "f_temuan", "f_penyebab", "f_kelompok", "f_kategori", "f_subkategori",
    ]  # fmt: skip
    assert form.fields["f_perangkat"].initial == "Ruang sidang 1"
    assert form.fields["f_kategori"].initial == NETWORK
    assert "result" not in form.fields
    assert set(said) == {"f_temuan", "f_kelompok", "f_kategori"}
    assert case.tasks.count() == 3


# ------------------------------------------------------------------------------- form and deed
def test_form_keeps_its_words_and_is_not_asked_twice():
    _, task = reached(office_of(), "dispose")

    form = form_of(task)

    assert [name for name in form.fields if name.startswith("f_")] == [
        "f_sifat", "f_diteruskan", "f_harap", "f_catatan",
    ]  # fmt: skip
    assert form.fields["f_diteruskan"].initial == ["Kasub Bag Kepeg dan TI"]
    assert form.fields["f_catatan"].label == "Catatan"
    assert "note" not in form.fields


def test_what_the_form_takes_from_the_case_is_filled_without_asking():
    office = office_of()
    case, task = reached(office, "dispose")

    office.do(case, values=DISPOSED)

    task.refresh_from_db()
    assert task.values["nomor_agenda"] == case.number
    assert task.values["hal"] == case.title
    assert task.values["diterima"] == "2026-11-16"
    assert task.values["sifat"] == "Segera"


def test_verified_list_repeats_the_classification_without_asking():
    office = office_of()
    case, task = reached(office, "verify")

    form = form_of(task, outcome="ya")
    office.do(case, values={"catatan": "Sudah dilihat."})

    task.refresh_from_db()
    assert [name for name in form.fields if name.startswith("f_")] == ["f_perangkat", "f_temuan",
                                                                       "f_catatan"]  # fmt: skip
    assert task.values["kategori"] == NETWORK
    assert (task.values["kesesuaian"], task.values["catatan"]) == ("Sesuai", "Sudah dilihat.")


# ------------------------------------------------------------------------------------ sentences
@pytest.mark.parametrize(
    ("deed", "sent", "field", "sentence"),
    [
        ("register", {"kelengkapan": "Kurang"}, "kurang",
         "Tulis apa yang masih kurang. Pemohon membacanya dan dapat melengkapinya."),
        ("dispose", {"outcome": "ya", "sifat": "Segera"}, "diteruskan",
         "Pilih kepada siapa permintaan ini diteruskan."),
        ("dispose", {"outcome": "ya", "diteruskan": ["Sekretaris"]}, "sifat",
         "Pilih sifat disposisi."),
        ("classify", CLASSIFIED | {"subkategori": "Pencetak"}, "subkategori",
         f"“Pencetak” termasuk kategori {HARDWARE}. Ubah salah satunya."),
        ("prioritise", PRIORITISED | {"prioritas": "4 - Rendah"}, "alasan",
         "Menurut matriks 2 - Tinggi. Tulis mengapa prioritasnya lain."),
        ("consider", {"cara": "Pembelian", "pertimbangan": "Perlu."}, "biaya",
         "Tulis perkiraan biayanya, supaya dapat ditimbang. Tulis 0 bila tanpa biaya."),
        ("fulfil", FULFILLED | {"hasil": "Selesai sebagian"}, "sisa",
         "Tulis apa yang belum selesai dan sebabnya. Pemohon membacanya."),
    ],
)  # fmt: skip
def test_deed_says_what_is_missing(deed, sent, field, sentence):
    _, task = reached(office_of("pa-ternate"), deed)

    said = wrong(task, **sent)

    assert said == {f"f_{field}": [sentence]}


@pytest.mark.parametrize(("outcome", "field"), [("kembali", "reason"), ("tolak", "refusal")])
def test_disposition_that_sends_back_needs_a_reason_and_no_receiver(outcome, field):
    _, task = reached(office_of("pa-ternate"), "dispose")

    said = wrong(task, outcome=outcome)

    assert set(said) == {field}


# -------------------------------------------------------------------------------------- effects
def test_deed_that_refuses_leaves_nothing_half_written():
    office = office_of()
    case, task = reached(office, "approve")
    yesterday = localdate(task.opened_at) - timedelta(days=1)
    before = (Event.objects.count(), Message.objects.count(), Handling.history.count())

    with pytest.raises(Refusal, match="sudah lewat"):
        office.do(case, values={"batas": yesterday.isoformat(), "biaya": 1})

    task.refresh_from_db()
    assert (task.status, task.outcome, task.values) == ("terbuka", "", {})
    assert before == (Event.objects.count(), Message.objects.count(), Handling.history.count())
    assert Handling.objects.get().approved_cost is None
    assert office.task(case) == task


def test_requester_is_told_what_is_lacking():
    office = office_of("pa-ternate")
    case = filed(office)

    office.do(case, values={"kelengkapan": "Kurang", "kurang": "Foto lampu router."})

    message = Message.objects.get(to=office.clerk, subject__startswith="Perlu dilengkapi")
    assert message.body == "Foto lampu router."
    assert Handling.objects.get().is_complete is False
    assert Task.objects.get(step=1).values["penerima"] == str(office.people["operator_ti"])


def test_disposition_is_told_to_whoever_else_was_ticked_and_to_nobody_twice():
    office = office_of("pa-ternate")
    case, _ = reached(office, "dispose")

    office.do(case, values=DISPOSED | {"diteruskan": ["Sekretaris", "Kasub Bag Kepeg dan TI"]})

    told = Message.objects.filter(subject__startswith="Disposisi untuk Anda:")
    assert [message.to for message in told] == [office.people["sekretaris"]]


def test_returned_disposition_settles_nothing():
    office = office_of("pa-ternate")
    case, _ = reached(office, "dispose")

    office.do(case, values=DISPOSED, outcome="kembali", note="Uraian belum jelas.")

    assert Handling.objects.get().nature == ""
    assert not Message.objects.filter(subject__startswith="Disposisi untuk").exists()


# ------------------------------------------------------------------------------- data of the court
def test_priority_and_target_follow_the_matrix():
    office = office_of("pa-ternate")
    case, task = reached(office, "prioritise")

    office.do(case, values=PRIORITISED)

    task.refresh_from_db()
    known = Handling.objects.get()
    assert task.values["prioritas"] == "2 - Tinggi"
    assert task.values["target"].startswith("Selasa, 17 November 2026")
    assert (known.priority, known.impact, known.urgency) == (2, "Satu bagian", "Tinggi")
    assert known.target_at > case.opened_at


def test_court_sorts_and_measures_by_its_own_words():
    office = office_of("pa-ternate")
    top = ServiceCategory.objects.create(court=office.court, name="Ruang sidang")
    ServiceCategory.objects.create(court=office.court, name="Pengeras suara", parent=top)
    PriorityRule.objects.create(court=office.court, impact="Sidang", urgency="Kini", priority=1)
    PriorityTarget.objects.create(court=office.court, priority=1, minutes=30)

    _, classified = reached(office, "classify")
    choices = form_of(classified).fields["f_kategori"].choices
    case, _ = reached(office, "prioritise")
    office.do(case, values={"dampak": "Sidang", "urgensi": "Kini"})

    assert choices == [("", "Pilih kategori"), ("Ruang sidang", "Ruang sidang")]
    known = Handling.objects.get(case=case)
    assert (known.priority, known.target_at) == (1, case.opened_at + timedelta(minutes=30))


# ------------------------------------------------------------------------------ pages and paper
@pytest.mark.parametrize("court", COURTS)
def test_approver_reads_advice_cost_and_priority(client, court):
    office = office_of(court)
    _, task = reached(office, "approve")
    client.force_login(office.people[task.role_id])

    page = client.get(task.get_absolute_url()).content.decode()

    assert "2 - Tinggi, target Selasa, 17 November 2026" in page
    assert "Adaptor perlu diganti." in page
    assert "Pembelian, perkiraan Rp650.000" in page
    assert "Insiden, Jaringan dan internet, Wi-Fi" in page


def test_matrix_stands_beside_the_limit_of_the_sop(client):
    office = office_of("pa-ternate")
    _, task = reached(office, "prioritise")
    client.force_login(office.people[task.role_id])

    page = client.get(task.get_absolute_url()).content.decode()

    assert "Batas menurut SOP: " in page
    assert "(hari ke-5)" in page
    assert page.count("1 - Segera") >= 3


@pytest.mark.parametrize("court", COURTS)
def test_papers_print_what_deeds_keep_under_their_labels(court):
    office = office_of(court)
    case, task = reached(office, "consider")
    office.do(case, values=CONSIDERED | {"alternatif": "Pinjam dari gudang."})
    task = Task.objects.for_pages().get(pk=task.pk)

    sheet, whole = task_sheet(task, at=make.MONDAY), case_sheet(case, at=make.MONDAY)

    told = {one.label: one.text for block in sheet.blocks for line in block.lines for one in line}
    assert told["Pilihan lain"] == "Pinjam dari gudang."
    assert told["Perkiraan biaya (rupiah)"] == "650.000"
    assert "label='Pilihan lain', text='Pinjam dari gudang.'" in str(whole.contents)
    assert ("Pilihan lain", "Pinjam dari gudang.") in told_values(task)


@pytest.mark.parametrize("deed", ["dispose", "classify", "prioritise", "approve", "fulfil"])
def test_task_page_takes_the_same_number_of_queries_with_more_behind_it(client, deed):
    office = office_of("pa-payakumbuh")
    _, task = reached(office, deed)
    client.force_login(office.people[task.role_id])
    few = queries(client, task)

    for _ in range(3):
        filed(office)
        other, _ = reached(office, deed)
        office.do(other, outcome="kembali" if task.sop_step.decision else "", note="Belum cukup.")
    many = queries(client, task)

    assert many == few
    assert many <= 25


def queries(client, task):
    client.get(task.get_absolute_url())
    with CaptureQueriesContext(connection) as seen:
        assert client.get(task.get_absolute_url()).status_code == 200
    return len(seen)

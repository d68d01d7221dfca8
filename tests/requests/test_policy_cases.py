"""The policy tables of the four courts: what each step takes from the room, and gives to it."""

import pytest

from requests.policy.decrees.models import Decree
from requests.policy.deeds.common import quarter_of
from requests.policy.models import Programme, Proposal, Strategy
from requests.regulations.models import Regulation
from sopti.core.errors import Refusal
from sopti.workflow import actions, deeds
from sopti.workflow.registry import case_facts
from tests import make
from tests.requests import planning
from tests.workflow.office import Office

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

ROWS = [{"kegiatan": "Pelatihan sandi", "sasaran": "Pegawai", "waktu": "Maret 2027"}]
PLAN = {"tahun": 2027, "program": ROWS}
STRATEGY = {"menengah": "Server cadangan.", "panjang": "Serat optik."}
POLICY = {"periode": "2027 sampai dengan 2030", "kebijakan": "Server cadangan."}


@pytest.fixture
def madiun():
    return Office()


@pytest.fixture
def banjarnegara():
    return Office(of="pa-banjarnegara", document="as-24")


def opened(office, procedure="perumusan-kebijakan", **words):
    operator = office.people["operator_ti"]
    return office.open(procedure, by=operator, requester=operator, **words)


def begun(task):
    """What the form of the step begins with, by key."""
    return {key: field.initial for key, field in deeds.step_fields(task).items()}


def stipulated(office, case, first=1):
    """Do the steps up to the decree."""
    for step, values in enumerate((PLAN, STRATEGY, POLICY), first):
        office.do(case, step, values=values)


def test_case_moves_its_programme_and_drafts_its_decree(madiun):
    case = opened(madiun)

    madiun.do(case, 1, values=PLAN)
    assert Programme.objects.get().state == "disusun"
    madiun.do(case, 2, values=STRATEGY)

    assert Programme.objects.get().state == "diusulkan"
    assert not Decree.objects.get().is_signed
    assert Decree.objects.get().case == case


def test_stipulating_signs_the_decree_and_puts_programme_and_strategy_in_force(madiun):
    case = opened(madiun)

    stipulated(madiun, case)

    programme, decree = Programme.objects.get(), Decree.objects.get()
    assert (programme.state, programme.stipulated_on) == ("ditetapkan", decree.dated_on)
    assert [(one.activity, one.quarter) for one in programme.items.all()] == [
        ("Pelatihan sandi", 1)
    ]
    assert decree.sealed["programme"][0]["activity"] == "Pelatihan sandi"
    assert Strategy.objects.get().policy == "Server cadangan."
    third = case.tasks.get(step=3)
    assert third.values["nomor_sk"] == decree.number
    assert third.values["tanggal_sk"] == decree.dated_on.isoformat()
    assert ("Surat keputusan", f"{decree.number}, 16 November 2026") in case_facts(case)


def test_last_step_gathers_what_the_decree_stands_on_and_shelves_what_is_new(madiun):
    case = opened(madiun)
    stipulated(madiun, case)

    gathered = begun(madiun.task(case))
    new = {"nomor": "Perma 9 Tahun 2026", "tentang": "Sidang", "tanggal": "1 Juli 2026"}
    before = Regulation.objects.count()
    madiun.do(case, 4, values={"regulasi": [*gathered["regulasi"], new]})

    assert gathered["nomor_sk"] == Decree.objects.get().number
    assert "Undang-Undang Nomor 1 Tahun 2024" in [row["nomor"] for row in gathered["regulasi"]]
    assert Regulation.objects.get(number="Perma 9 Tahun 2026").year == 2026
    assert Regulation.objects.count() == before + 1


def test_return_from_the_head_opens_the_programme_and_keeps_the_draft(madiun):
    case = opened(madiun)
    madiun.do(case, 1, values=PLAN)
    madiun.do(case, 2, values=STRATEGY)

    madiun.do(case, 3, outcome="kembali", note="Biayanya belum ada.")

    assert Programme.objects.get().state == "disusun"
    assert not Decree.objects.get().is_signed
    assert begun(madiun.task(case, 2))["menengah"] == "Server cadangan."
    madiun.do(case, 2, values=STRATEGY)
    madiun.do(case, 3, values=POLICY)
    assert Decree.objects.get().sequence == 1


def test_both_returns_of_banjarnegara_run(banjarnegara):
    case = opened(banjarnegara, "pengelolaan-ti")
    banjarnegara.do(case, 1, values=PLAN)
    banjarnegara.do(case, 2, outcome="kembali", note="Jadwal cadangan belum ada.")
    assert banjarnegara.task(case).step == 1
    banjarnegara.do(case, 1, values=PLAN)
    banjarnegara.do(case, 2, values=STRATEGY)
    banjarnegara.do(case, 3, outcome="kembali", note="Anggarannya belum jelas.")
    assert banjarnegara.task(case).step == 2
    banjarnegara.do(case, 2, values=STRATEGY)

    banjarnegara.do(case, 3, values=POLICY)

    assert banjarnegara.task(case).step == 4
    assert Programme.objects.get().is_in_force


def test_banjarnegara_carries_out_and_reports_from_what_was_noted(banjarnegara):
    case = opened(banjarnegara, "pengelolaan-ti")
    stipulated(banjarnegara, case)
    item = Programme.objects.get().items.get()

    told = {f"kegiatan_{item.pk}": "selesai", "uraian": "Dilaksanakan di aula."}
    banjarnegara.do(case, 4, values=told)

    item.refresh_from_db()
    assert item.progress == "selesai"
    assert set(case.tasks.get(step=4).values) == {"uraian", "kemajuan"}
    assert "1 dari 1 kegiatan selesai" in begun(banjarnegara.task(case))["laporan"]


def test_banjarnegara_evaluates_and_follows_up_on_its_own_advice(banjarnegara):
    case = opened(banjarnegara, "pengelolaan-ti")
    stipulated(banjarnegara, case)
    banjarnegara.do(case, 4, values={"uraian": "Dilaksanakan."})
    banjarnegara.do(case, 5, values={"laporan": "Laporan."})
    banjarnegara.do(case, 6, values={"capaian": "Baik.", "rekomendasi": "Ulangi tiap tahun."})

    follow_up = begun(banjarnegara.task(case))["tindak_lanjut"]
    banjarnegara.do(case, 7, values={"tindak_lanjut": follow_up})

    programme = Programme.objects.get()
    assert programme.evaluation == "Capaian program: Baik.\nRekomendasi: Ulangi tiap tahun."
    assert programme.follow_up == "Ulangi tiap tahun."


def test_payakumbuh_collects_what_the_sub_units_proposed():
    office = Office(of="pa-payakumbuh", document="as-29")
    kasubag = office.people["kasubag_ptip"]
    planning.proposal(planning.window(kasubag), office.clerk, amount=None)
    case = opened(office)
    task = office.task(case)

    usulan = begun(task)["usulan"]
    office.do(case, 1, values={"tahun": 2027, "rapat": "Rapat 9 November.", "usulan": usulan})

    assert "Dua pemindai untuk Hukum" in usulan
    assert Programme.objects.get(year=2027).background == f"Rapat 9 November.\n\n{usulan}"


def test_plan_follows_the_table_but_keeps_what_a_proposal_hangs_on(madiun):
    kasubag = madiun.people["kasubag_ptip"]
    programme = planning.programme(kasubag)
    planning.item(programme, kasubag, "Dihapus")
    asked = planning.item(programme, kasubag, "Dari usulan")
    made = planning.proposal(planning.window(kasubag), madiun.clerk)
    Proposal.objects.filter(pk=made.pk).update(state="dimuat", item=asked)
    case = opened(madiun)
    assert [row["kegiatan"] for row in begun(madiun.task(case))["program"]] == [
        "Dihapus", "Dari usulan",
    ]  # fmt: skip

    madiun.do(case, 1, values=PLAN)

    names = {one.activity for one in programme.items.all()}
    assert names == {"Dari usulan", "Pelatihan sandi"}


def test_two_cases_do_not_form_one_programme_but_a_later_one_amends_it(madiun):
    first, second = opened(madiun), opened(madiun, title="Perubahan")
    madiun.do(first, 1, values=PLAN)
    with pytest.raises(Refusal, match="sedang dirumuskan"):
        madiun.do(second, 1, values=PLAN)
    madiun.do(first, 2, values=STRATEGY)
    madiun.do(first, 3, values=POLICY)

    madiun.do(second, 1, values=PLAN | {"program": [{"kegiatan": "Tambahan", "waktu": ""}]})

    programme = Programme.objects.get()
    assert programme.state == "disusun"
    assert programme.was_stipulated
    assert {one.activity for one in programme.items.all()} == {"Pelatihan sandi", "Tambahan"}


def test_cancelled_case_gives_its_programme_back(madiun):
    case = opened(madiun)
    madiun.do(case, 1, values=PLAN)
    madiun.do(case, 2, values=STRATEGY)

    actions.cancel(case.pk, reason="Salah tahun.", by=madiun.people["kasubag_ptip"], at=make.MONDAY)

    assert Programme.objects.get().state == "disusun"


@pytest.mark.parametrize(
    ("words", "quarter"),
    [("Triwulan IV", 4), ("triwulan 2", 2), ("Maret 2027", 1), ("Sepanjang tahun", 0), ("", 0)],
)
def test_time_of_an_activity_is_read_as_people_write_it(words, quarter):
    assert quarter_of(words) == quarter

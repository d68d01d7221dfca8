"""Loading SOP files: idempotent, a new edition for a change, nothing half-written."""

import json
import shutil

import pytest
from django.core.management import CommandError, call_command

from sopti.core.errors import Refusal
from sopti.sop import actions
from sopti.sop.enums import EditionStatus
from sopti.sop.models import Document, Edition
from tests import make
from tests.sop.files import PROCEDURE, write_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def court():
    for key in ("operator_ti", "ketua", "pegawai"):
        make.role(key)
    return make.court("pa-kota-madiun")


def editions():
    return list(Edition.objects.order_by("number").values_list("number", "status"))


def test_first_load_makes_a_draft_and_second_changes_nothing(court, tmp_path, capsys):
    folder = write_document(tmp_path)

    call_command("load_sops", folder)
    call_command("load_sops", folder)

    assert editions() == [(1, EditionStatus.DRAFT)]
    assert capsys.readouterr().out.splitlines() == [
        "pa-kota-madiun/uji: baru, edisi 1 sebagai usulan (1 prosedur, 3 langkah)",
        "pa-kota-madiun/uji: tidak berubah, edisi 1 (1 prosedur, 3 langkah)",
    ]


def test_changed_file_makes_a_draft_and_the_edition_in_force_stays(court, tmp_path, capsys):
    call_command("load_sops", write_document(tmp_path))
    former = actions.put_in_force(Edition.objects.get().pk, by=None, at=make.MONDAY)
    changed = PROCEDURE.replace('activity = "Mengerjakan"', 'activity = "Menangani"')
    capsys.readouterr()

    call_command("load_sops", write_document(tmp_path, files={"a-layanan.toml": changed}))

    assert editions() == [(1, EditionStatus.IN_FORCE), (2, EditionStatus.DRAFT)]
    assert Edition.objects.get(number=1).body == former.body
    assert capsys.readouterr().out.splitlines() == [
        "pa-kota-madiun/uji: edisi 2 sebagai usulan; edisi 1 tetap berlaku",
        "  A, langkah 3, Aktivitas: “Mengerjakan” menjadi “Menangani”",
    ]


def test_comments_and_blank_lines_make_no_edition(court, tmp_path):
    call_command("load_sops", write_document(tmp_path))
    files = {"a-layanan.toml": f"# catatan\n\n{PROCEDURE}\n"}

    call_command("load_sops", write_document(tmp_path, files=files))

    assert editions() == [(1, EditionStatus.DRAFT)]


def test_faulty_document_is_refused_whole_and_the_others_load(court, tmp_path, capsys):
    write_document(tmp_path, key="salah", files={"a-layanan.toml": PROCEDURE.replace("2 Jam", "9")})
    write_document(tmp_path)

    with pytest.raises(CommandError, match="1 dokumen dimuat, 1 ditolak seluruhnya"):
        call_command("load_sops", tmp_path)

    assert list(Document.objects.values_list("key", flat=True)) == ["uji"]
    assert capsys.readouterr().err.splitlines()[0] == "pa-kota-madiun/salah: ditolak, 2 kesalahan"


def test_fault_in_the_new_file_leaves_the_stored_edition_alone(court, tmp_path):
    call_command("load_sops", write_document(tmp_path))
    before = list(Edition.objects.values())
    wrong = PROCEDURE.replace("no = 1", "no = 3")

    with pytest.raises(CommandError):
        call_command("load_sops", write_document(tmp_path, files={"a-layanan.toml": wrong}))

    assert list(Edition.objects.values()) == before


def test_unknown_court_is_refused(court, tmp_path, capsys):
    shutil.copytree(write_document(tmp_path), tmp_path / "pa-lain" / "uji")
    identity = tmp_path / "pa-lain" / "uji" / "sop.toml"
    identity.write_text(identity.read_text().replace("pa-kota-madiun", "pa-lain"))

    with pytest.raises(CommandError):
        call_command("load_sops", tmp_path / "pa-lain")

    assert "uji/sop.toml, court: pengadilan ini tidak dikenal" in capsys.readouterr().err
    assert not Document.objects.exists()


def test_body_of_an_edition_in_force_cannot_change(court, tmp_path):
    call_command("load_sops", write_document(tmp_path))
    edition = actions.put_in_force(Edition.objects.get().pk, by=None, at=make.MONDAY)
    kept = edition.body
    edition.body = kept.replace("Mengerjakan", "Membiarkan")

    with pytest.raises(Refusal, match="tidak dapat diubah"):
        edition.save()
    with pytest.raises(Refusal, match="tidak dapat dihapus"):
        edition.delete()

    assert Edition.objects.get().body == kept


def test_what_the_court_settled_outlives_a_new_file(court, tmp_path):
    call_command("load_sops", write_document(tmp_path))
    head = make.user("ketua", court=court)
    choice = actions.Performer("layanan", 2, "operator_ti", "Ketua berhalangan")
    actions.correct_role(Edition.objects.get().pk, choice, by=head, at=make.MONDAY)
    unchanged = write_document(tmp_path)
    call_command("load_sops", unchanged)
    assert editions() == [(1, EditionStatus.DRAFT)]
    changed = PROCEDURE.replace('output = "Pekerjaan selesai"', 'output = "Selesai"')

    call_command("load_sops", write_document(tmp_path, files={"a-layanan.toml": changed}))

    step = Edition.objects.get(number=2).sop.procedure("layanan").step(2)
    assert (step.role, step.confidence) == ("operator_ti", "court")


def test_all_four_courts_load_with_25_procedures_and_171_steps(capsys):
    keys = ("pa-kota-madiun", "pa-ternate", "pa-payakumbuh", "pa-banjarnegara")
    for key in keys:
        make.court(key)
    for role in make.every_role():
        make.role(role)

    call_command("load_sops")

    bodies = [edition.sop for edition in Edition.objects.all()]
    procedures = [procedure for body in bodies for procedure in body.procedures]
    assert (len(bodies), len(procedures)) == (6, 25)
    assert sum(len(procedure.steps) for procedure in procedures) == 171


def test_shipped_files_have_doubts_and_no_faults(capsys):
    call_command("check_sops")

    out = capsys.readouterr().out
    assert out.count(": 0 kesalahan, ") == 6
    assert "ragu: D (sum): " in out


def test_check_of_a_wrong_file_fails(tmp_path, capsys):
    files = {"a-layanan.toml": PROCEDURE.replace("no = 1", "no = 9")}

    with pytest.raises(CommandError, match="1 kesalahan"):
        call_command("check_sops", write_document(tmp_path, files=files))

    assert "salah: uji/a-layanan.toml, langkah 2: " in capsys.readouterr().err


def exported(capsys, *arguments):
    capsys.readouterr()
    call_command("export_sop", *arguments)
    return json.loads(capsys.readouterr().out)


def test_export_has_the_promised_shape(court, tmp_path, capsys):
    call_command("load_sops", write_document(tmp_path))

    export = exported(capsys, "pa-kota-madiun")

    (document,) = export["documents"]
    (procedure,) = document.pop("procedures")
    steps = procedure.pop("steps")
    assert export["court"] == "pa-kota-madiun"
    assert document == {
        "number": "SOP/UJI/1",
        "title": "SOP uji",
        "created": "",
        "revised": "",
        "effective": "",
        "approved_by": {"title": "Ketua", "name": "", "nip": ""},
        "legal_basis": [],
        "related": [],
        "warning": [],
        "qualifications": [],
        "equipment": [],
        "records": [],
        "forms": [{"code": "FM/UJI/1", "title": "Formulir uji"}],
    }
    assert procedure == {
        "key": "layanan",
        "letter": "A",
        "title": "Layanan",
        "section": "",
        "stated_total": "3 Jam 15 menit",
        "computed_total": "3 jam 15 menit",
    }
    assert steps[1] == {
        "number": 2,
        "activity": "Menyetujui",
        "role": "ketua",
        "confidence": "medium",
        "requires": "Surat",
        "norm": {"text": "15 menit", "kind": "duration", "amount": 15.0, "unit": "minutes"},
        "output": "Persetujuan",
        "form": "",
        "decision": {"no": 1, "refuse": False, "yes": None},
    }


def test_export_takes_what_is_in_force_or_the_edition_asked_for(court, tmp_path, capsys):
    call_command("load_sops", write_document(tmp_path))
    actions.put_in_force(Edition.objects.get().pk, by=None, at=make.MONDAY)
    changed = PROCEDURE.replace('title = "Layanan"', 'title = "Layanan baru"')
    call_command("load_sops", write_document(tmp_path, files={"a-layanan.toml": changed}))

    titles = [
        exported(capsys, "pa-kota-madiun", *rest)["documents"][0]["procedures"][0]["title"]
        for rest in ([], ["--edition", "2"])
    ]

    assert titles == ["Layanan", "Layanan baru"]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [(["pa-lain"], "tidak dikenal"), (["pa-kota-madiun", "--edition", "9"], "edisi 9")],
)
def test_export_of_what_does_not_exist_fails(court, arguments, reason):
    with pytest.raises(CommandError, match=reason):
        call_command("export_sop", *arguments)

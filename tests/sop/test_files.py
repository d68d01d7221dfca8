"""Wrong SOP files are refused whole, with file, step and reason."""

import pytest

from sopti.sop.files import folders_in, read_document
from sopti.sop.linter import lint
from tests.sop.files import FORMS, IDENTITY, PROCEDURE, write_document

ROLES = {"operator_ti": True, "ketua": True, "pegawai": True, "pihak_ketiga": False}


def faults_of(folder):
    return [str(fault) for fault in lint(read_document(folder), ROLES)]


def spoilt(old, new, *, text=PROCEDURE):
    assert old in text
    return text.replace(old, new, 1)


def test_good_document_has_no_fault_and_becomes_a_body(tmp_path):
    folder = write_document(tmp_path)

    reading = read_document(folder)

    assert lint(reading, ROLES) == []
    assert [step.number for step in reading.body.procedure("layanan").steps] == [1, 2, 3]
    assert reading.body.form("FM/UJI/1").title == "Formulir uji"


WRONG_CELLS = [
    ('role = "ketua"\nconf', 'role = "kasubag"\nconf', "langkah 2: peran “kasubag” tidak dikenal"),
    (
        'role = "ketua"\nconf',
        'role = "pegawai"\nconf',
        "langkah 2: peran “pegawai” tidak mempunyai kolom Pelaksana (lanes)",
    ),
    (
        'role = "ketua"\nconf',
        'role = "pihak_ketiga"\nconf',
        "langkah 2: peran “pihak_ketiga” tidak berakun, jadi tidak dapat mengerjakan apa pun",
    ),
    (
        'output = "Surat"',
        'does = ["terbang"]',
        "langkah 1: perbuatan “terbang” tidak terdaftar pada bagian “”",
    ),
    ("number = 2", "number = 1", "langkah 1: nomor 1 dipakai lebih dari satu kali"),
    (
        "{ no = 1 }",
        "{ no = 7 }",
        "langkah 2: keputusan “tidak” kembali ke langkah 7, yang tidak ada dalam alur seluruh",
    ),
    (
        "{ no = 1 }",
        "{ no = 3 }",
        "langkah 2: keputusan “tidak” kembali ke langkah 3, yang bukan pada arah itu",
    ),
    (
        "{ no = 1 }",
        "{ no = 1, yes = 9 }",
        "langkah 2: keputusan “ya” menuju langkah 9, yang tidak ada dalam alur seluruh",
    ),
    (
        'text = "2 Jam"',
        'text = "3 Jam"',
        "langkah 3: norma waktu tertulis “3 Jam”, tetapi dipahami 2 jam",
    ),
    ("amount = 15, ", "", "langkah 2: norma waktu duration memerlukan amount"),
    (
        'text = "15 menit", kind = "duration", amount = 15, unit = "minutes"',
        'text = "segera", kind = "duration", amount = 15, unit = "minutes"',
        "langkah 2: norma waktu “segera” tidak terbaca sebagai lama waktu",
    ),
    (
        'text = "15 menit", kind = "duration", amount = 15, unit = "minutes"',
        'text = "15 menit", kind = "relative"',
        "langkah 2: norma waktu “15 menit” menyebut waktu tertentu, tetapi dipahami relative",
    ),
    (
        'text = "15 menit", kind = "duration", amount = 15, unit = "minutes"',
        'text = "hari ke 2", kind = "day_of_case", day = 3',
        "langkah 2: norma waktu tertulis “hari ke 2”, tetapi dipahami hari atau tanggal 3",
    ),
    ('"FM/UJI/1"', '"FM/UJI/9"', "langkah 1: formulir “FM/UJI/9” tidak ada di forms.toml"),
    ('role = "ketua"\nconf', 'rol = "ketua"\nconf', "langkah 2, role: wajib diisi"),
    ('role = "ketua"\nconf', 'role = "ketua"\nwarna = 1\nconf', "langkah 2, warna: tidak dikenal"),
    (
        '"medium"',
        '"yakin"',
        "langkah 2, confidence: “yakin” tidak dikenal; yang dikenal: 'high', 'medium', 'low'",
    ),
    ("no = 1", 'no = "satu"', "langkah 2, decision.no: harus berupa bilangan bulat, bukan “satu”"),
    ("[[steps]]", "[[steps", "baris 9, kolom 8: tidak terbaca sebagai TOML"),
    (
        'code = "UJI.A"',
        'code = "UJI.A"\nsection = "dapur"',
        "section: bagian “dapur” tidak terdaftar; yang terdaftar: ",
    ),
    (
        "[[steps]]",
        '[[flows]]\nkey = "x"\ntitle = "X"\nsteps = [1, 8]\n[[steps]]',
        "alur x: menyebut langkah 8, yang tidak ada",
    ),
    (
        "[[steps]]",
        '[[flows]]\nkey = "x"\ntitle = "X"\nsteps = [1, 2]\n[[steps]]',
        "langkah 3: langkah ini tidak dapat dicapai",
    ),
    (
        "[[steps]]",
        '[[flows]]\nkey = "x"\ntitle = "X"\nsteps = [1, 2]\ntogether = [3]\n[[steps]]',
        "alur x: langkah 3 terbuka bersama, tetapi bukan bagian alur ini",
    ),
    (
        "{ no = 1 }",
        '{ no = 1 }\nroutes = [{ role = "pegawai", label = "biasa" }]',
        "langkah 2: peran “pegawai” tidak mempunyai kolom Pelaksana (lanes)",
    ),
]


@pytest.mark.parametrize(("old", "new", "reason"), WRONG_CELLS)
def test_wrong_cell_is_refused_with_file_step_and_reason(tmp_path, old, new, reason):
    folder = write_document(tmp_path, files={"a-layanan.toml": spoilt(old, new)})

    faults = faults_of(folder)

    assert any(fault.startswith(f"uji/a-layanan.toml, {reason}") for fault in faults), faults
    assert all(fault.startswith("uji/a-layanan.toml, ") for fault in faults)


def test_jump_over_a_step_leaves_it_unreachable(tmp_path):
    text = spoilt("{ no = 1 }", "{ no = 1, yes = 4 }") + PROCEDURE.split("[[steps]]")[3].join(
        ["\n[[steps]]", ""]
    ).replace("number = 3", "number = 4")
    folder = write_document(tmp_path, files={"a-layanan.toml": text})

    faults = faults_of(folder)

    assert faults == ["uji/a-layanan.toml, langkah 3: langkah ini tidak dapat dicapai"]


def test_all_faults_of_a_document_are_told_at_once(tmp_path):
    files = {
        "a-layanan.toml": spoilt('text = "2 Jam"', 'text = "9 Jam"'),
        "b-lain.toml": spoilt('key = "layanan"', 'key = "Lain Lain"'),
        "sop.toml": spoilt('title = "SOP uji"', "", text=IDENTITY),
    }
    folder = write_document(tmp_path, files=files)

    faults = faults_of(folder)

    assert faults == [
        "uji/sop.toml, title: wajib diisi",
        "uji/b-lain.toml, key: “Lain Lain” bukan kunci (huruf kecil, angka, penghubung)",
        "uji/a-layanan.toml, langkah 3: norma waktu tertulis “9 Jam”, tetapi dipahami 2 jam",
    ]


def test_same_keys_in_two_procedures_are_refused(tmp_path):
    folder = write_document(tmp_path, files={"b-lagi.toml": PROCEDURE})

    faults = faults_of(folder)

    assert faults == [
        "uji, prosedur layanan: kunci ini dipakai oleh lebih dari satu berkas",
        "uji, kode UJI.A: kode nomor register ini dipakai oleh lebih dari satu prosedur",
        "uji, bagian A: huruf ini dipakai oleh lebih dari satu prosedur",
    ]


def test_wrong_forms_are_refused(tmp_path):
    field = '{ key = "a", label = "A", kind = "choice" }'
    choice = f'[[forms]]\ncode = "FM/2"\ntitle = "Dua"\nfields = [{field}]'
    folder = write_document(tmp_path, files={"forms.toml": FORMS + FORMS + choice})

    faults = faults_of(folder)

    assert faults == [
        "uji/forms.toml, formulir FM/UJI/1: kode ini dipakai lebih dari satu kali",
        "uji/forms.toml, formulir FM/2: isian “a” memerlukan options",
    ]


def test_copied_folder_whose_court_was_forgotten_is_refused(tmp_path):
    folder = write_document(tmp_path, court="pa-ternate")

    faults = faults_of(folder)

    assert faults == [
        "uji/sop.toml: court dan key berbunyi pa-kota-madiun/uji, tetapi foldernya pa-ternate/uji"
    ]


@pytest.mark.parametrize(
    ("files", "fault"),
    [
        ({"sop.toml": None}, "uji/sop.toml: berkas ini tidak ada"),
        (
            {"a-layanan.toml": None},
            "uji/sop.toml: dokumen ini tidak mempunyai satu pun berkas prosedur",
        ),
    ],
)
def test_missing_file_is_named(tmp_path, files, fault):
    folder = write_document(tmp_path, files=files)

    faults = faults_of(folder)

    assert faults[0] == fault


def test_file_in_another_encoding_is_refused(tmp_path):
    folder = write_document(tmp_path)
    (folder / "sop.toml").write_bytes(b'title = "\xff"')

    faults = faults_of(folder)

    assert faults == ["uji/sop.toml: berkas ini bukan teks UTF-8"]


def test_folders_are_found_from_root_document_or_file(tmp_path):
    first, second = write_document(tmp_path), write_document(tmp_path, key="uji-2")

    found = [folders_in([path]) for path in (tmp_path, second, first / "sop.toml")]

    assert found == [[first, second], [second], [first]]

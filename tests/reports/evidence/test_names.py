"""Names of files and folders in a bundle."""

import pytest

from sopti.reports.evidence.names import Names, folder_name, safe_name


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("Lembar Disposisi.pdf", "Lembar Disposisi.pdf"),
        ("../../etc/passwd", "-..-etc-passwd"),
        ("C:\\Windows\\x.pdf", "C--Windows-x.pdf"),
        ("con.txt", "_con.txt"),
        ("foto\u202egnp.exe", "foto gnp.exe"),
        ("baris\nbaru\t.txt", "baris baru .txt"),
        ("  titik. ", "titik"),
        ("...", "tanpa nama"),
        ("", "tanpa nama"),
        ("Cafe\u0301.jpg", "Café.jpg"),
        ("kata " * 30 + ".pdf", "kata " * 14 + "kata.pdf"),
        ("a" * 300 + ".xlsx", "a" * 75 + ".xlsx"),
    ],
)
def test_name_is_safe_everywhere(wanted, name):
    assert safe_name(wanted) == name


def test_folder_is_in_order_and_found_by_its_number():
    number = "147/TI.B/PA.Mdn/2026"

    assert folder_name(1, 12, number, "Pencetak") == "01 147-TI.B-PA.Mdn-2026 Pencetak"
    assert folder_name(7, 1000, number, "Pencetak").startswith("0007 147-TI.B")
    assert len(folder_name(1, 1, number, "panjang " * 40)) <= 72


def test_same_names_are_told_apart_also_where_capitals_do_not_count():
    names = Names()

    assert [names.new(wish) for wish in ("Foto.jpg", "foto.JPG", "foto.jpg", "foto")] == [
        "Foto.jpg", "foto (2).JPG", "foto (3).jpg", "foto",
    ]  # fmt: skip

"""SOP folders for tests: a small good document, to be spoilt one line at a time."""

IDENTITY = """
court = "pa-kota-madiun"
key = "uji"
number = "SOP/UJI/1"
title = "SOP uji"
approved_by = { title = "Ketua" }
"""
FORMS = """
[[forms]]
code = "FM/UJI/1"
title = "Formulir uji"
fields = [{ key = "uraian", label = "Uraian", kind = "paragraph" }]
"""
PROCEDURE = """
key = "layanan"
letter = "A"
title = "Layanan"
code = "UJI.A"
stated_total = "3 Jam 15 menit"
lanes = [{ role = "operator_ti", head = "Operator" }, { role = "ketua", head = "Ketua" }]

[[steps]]
number = 1
activity = "Menerima"
role = "operator_ti"
confidence = "high"
norm = { text = "1 Jam", kind = "duration", amount = 1, unit = "hours" }
output = "Surat"
form = "FM/UJI/1"

[[steps]]
number = 2
activity = "Menyetujui"
role = "ketua"
confidence = "medium"
requires = "Surat"
norm = { text = "15 menit", kind = "duration", amount = 15, unit = "minutes" }
output = "Persetujuan"
decision = { no = 1 }

[[steps]]
number = 3
activity = "Mengerjakan"
role = "operator_ti"
confidence = "high"
requires = "Persetujuan"
norm = { text = "2 Jam", kind = "duration", amount = 2, unit = "hours" }
output = "Pekerjaan selesai"
"""


def write_document(root, *, court="pa-kota-madiun", key="uji", files=None):
    """Write a document's folder, and return it. `files` replaces, adds, or with None removes."""
    folder = root / court / key
    folder.mkdir(parents=True, exist_ok=True)
    texts = {"sop.toml": IDENTITY, "forms.toml": FORMS, "a-layanan.toml": PROCEDURE}
    for name, text in (texts | (files or {})).items():
        if text is None:
            (folder / name).unlink(missing_ok=True)
        else:
            (folder / name).write_text(text, encoding="utf-8")
    return folder

"""The columns of an old book of requests: heads, what else people call them, and an example."""

from __future__ import annotations

from sopti.core.sheet_columns import SheetColumn

COLUMNS = (
    SheetColumn("number", "Nomor lama", 20, "012/TI/2025", ("nomor", "no", "no register"),
                is_needed=True),
    SheetColumn("came_on", "Tanggal masuk", 14, "2025-03-14", ("tanggal", "tgl masuk", "masuk"),
                is_needed=True),
    SheetColumn("ended_on", "Tanggal selesai", 14, "2025-03-17", ("tgl selesai", "selesai")),
    SheetColumn("requester", "Pemohon", 28, "Siti Rahmawati, S.H.I.", ("nama", "nama pemohon"),
                is_needed=True),
    SheetColumn("unit", "Unit kerja", 28, "Kepaniteraan Hukum", ("unit", "bagian")),
    SheetColumn("title", "Perihal", 40, "Pencetak tidak menarik kertas", ("permintaan", "keluhan"),
                is_needed=True),
    SheetColumn("detail", "Uraian", 46, "Contoh: hapus baris ini.", ("keterangan", "masalah")),
    SheetColumn("category", "Jenis layanan", 24, "Perangkat keras", ("jenis", "kategori")),
    SheetColumn("device", "Perangkat (NUP)", 26, "", ("perangkat", "nup", "barang")),
    SheetColumn("result", "Hasil", 40, "Rol penarik kertas diganti", ("tindakan", "penyelesaian")),
    SheetColumn("handler", "Ditangani oleh", 28, "Dimas Prasetyo, A.Md.Kom.",
                ("petugas", "pelaksana", "teknisi")),
    SheetColumn("state", "Keadaan", 16, "Selesai", ("status",)),
)  # fmt: skip
WIDTHS = {column.head: column.width for column in COLUMNS}
LABELS = {column.key: column.head for column in COLUMNS}

"""The columns of the assets' table: heads, what else people call them, and an example.

The same columns leave by the export and come in by the import, so one file makes the round.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sopti.core.sheet_columns import SheetColumn as Column

if TYPE_CHECKING:
    from maintenance.assets.models import Asset


COLUMNS = (
    Column("nup", "NUP", 22, "3.10.01.02.001-12", ("nomor urut pendaftaran", "no nup", "nomor nup"),
           is_needed=True),
    Column("kind", "Jenis", 24, "Laptop", ("jenis aset", "jenis barang", "kategori"),
           is_needed=True),
    Column("name", "Nama aset", 34, "Laptop bendahara", ("nama", "nama barang"), is_needed=True),
    Column("maker", "Merek", 16, "Lenovo", ("merk", "pabrikan")),
    Column("model", "Tipe", 22, "ThinkPad E14", ("type", "model")),
    Column("serial", "Nomor seri", 20, "PF3K9Q2A", ("no seri", "serial number", "seri")),
    Column("specification", "Spesifikasi", 36, "Intel Core i5, 16 GB, SSD 512 GB", ("spek",)),
    Column("room", "Ruang", 26, "Ruang Umum dan Keuangan", ("lokasi", "ruangan"), is_needed=True),
    Column("unit", "Unit kerja", 30, "Subbagian Umum dan Keuangan", ("unit", "bagian")),
    Column("holder", "Pemegang", 30, "", ("pengguna", "pemakai", "penanggung jawab")),
    Column("condition", "Kondisi", 14, "Baik", (), is_needed=True),
    Column("acquired_on", "Tanggal perolehan", 16, "2025-03-14", ("tgl perolehan", "diperoleh")),
    Column("price", "Harga perolehan (Rp)", 18, "15400000", ("harga perolehan", "harga", "nilai")),
    Column("warranty_until", "Garansi sampai", 16, "2028-03-13", ("garansi",)),
    Column("seats", "Jumlah lisensi", 12, "", ("lisensi",)),
    Column("expires_on", "Lisensi berlaku sampai", 16, "", ("berlaku sampai",)),
    Column("note", "Catatan", 30, "Contoh: hapus baris ini.", ("keterangan",)),
    Column("retired_on", "Dihentikan tanggal", 16, "", ("tanggal dihentikan",)),
    Column("retired_reason", "Alasan dihentikan", 30, "", ()),
)  # fmt: skip
WIDTHS = {column.head: column.width for column in COLUMNS}
LABELS = {column.key: column.head for column in COLUMNS}


def cells_of(asset: Asset, *, holder: str) -> list[Any]:
    """Return the cells of one asset in the order of the columns (licence fetched)."""
    licence = getattr(asset, "licence", None)
    told = {
        "kind": asset.kind.name,
        "holder": holder,
        "condition": asset.get_condition_display(),
        "seats": licence.seats if licence else None,
        "expires_on": licence.expires_on if licence else None,
    }
    return [
        told[column.key] if column.key in told else getattr(asset, column.key) for column in COLUMNS
    ]

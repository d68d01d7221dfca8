"""Where the guide speaks of a page: the help link of every page leads there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

# Whose guide somebody reads; the first that fits. Who holds none of these reads "pegawai".
GUIDE_OF_ROLE = {
    "ketua": "ketua",
    "sekretaris": "sekretaris",
    "kasubag_ptip": "kasubag",
    "kabag": "kasubag",
    "kasubag_umum": "kasubag",
    "operator_ti": "operator",
    "admin_web": "operator",
    "operator_subbag": "operator",
    "editor": "operator",
    "redaktur": "operator",
    "penanggung_jawab": "operator",
    "admin": "admin",
}
EVERYBODY = "pegawai"

# The page's name, and the tasks that it belongs to: of several the reader's own guide is taken,
# else the first. A page that is not named here leads to the guide of the reader's role.
PLACES: dict[str, tuple[str, ...]] = {
    "account_login": ("pegawai#masuk",),
    "account_change_password": ("pegawai#masuk",),
    "home": (
        "pegawai#melihat-sampai-mana-permintaan-anda",
        "operator#melihat-pekerjaan",
        "kasubag#mengawasi-yang-terlambat",
        "sekretaris#memutus-beberapa-sekaligus",
        "ketua#memutus-beberapa-sekaligus",
    ),
    "figures:overview": (
        "operator#melihat-hari-ini-dalam-satu-halaman",
        "kasubag#melihat-beban-yang-terlambat-dan-yang-akan-datang",
        "sekretaris#melihat-kepatuhan-biaya-dan-langganan",
        "ketua#melihat-keadaan-dalam-satu-halaman",
    ),
    "figures:compliance": ("kasubag#membaca-kepatuhan-sop-dan-mencatat-untuk-revisi",),
    "figures:procedure": ("kasubag#membaca-kepatuhan-sop-dan-mencatat-untuk-revisi",),
    "figures:new_note": ("kasubag#membaca-kepatuhan-sop-dan-mencatat-untuk-revisi",),
    "reports:reports": (
        "kasubag#memeriksa-laporan-bulanan",
        "sekretaris#mencetak-laporan-bulan-lalu",
        "ketua#mengetahui-laporan-bulanan",
    ),
    "reports:report": (
        "kasubag#memeriksa-laporan-bulanan",
        "sekretaris#mengesahkan-laporan-bulanan",
        "ketua#mengetahui-laporan-bulanan",
    ),
    "reports:word_report": ("kasubag#memeriksa-laporan-bulanan",),
    "reports:return_report": ("sekretaris#mengesahkan-laporan-bulanan",),
    "reports:correct_report": ("kasubag#mengoreksi-laporan-yang-disahkan",),
    "workflow:cases": ("pegawai#melihat-sampai-mana-permintaan-anda",),
    "workflow:case": ("pegawai#menjawab-pertanyaan-petugas",),
    "workflow:task": (
        "operator#mengerjakan-satu-langkah",
        "kasubag#menentukan-prioritas",
        "sekretaris#menyetujui-dari-ponsel",
        "ketua#mendisposisi-dari-ponsel",
    ),
    "requests:new": ("pegawai#mengajukan-permintaan",),
    "requests:reopen": ("pegawai#memeriksa-hasil",),
    "requests:survey": ("pegawai#memeriksa-hasil",),
    "requests:survey_rounds": (
        "pegawai#mengisi-survei-kepuasan",
        "kasubag#membuka-survei-kepuasan",
        "sekretaris#membaca-hasil-survei",
    ),
    "requests:survey_round": (
        "pegawai#mengisi-survei-kepuasan",
        "kasubag#membuka-survei-kepuasan",
        "sekretaris#membaca-hasil-survei",
    ),
    "requests:answer_survey_round": ("pegawai#mengisi-survei-kepuasan",),
    "requests:new_survey_round": ("kasubag#membuka-survei-kepuasan",),
    "requests:set_survey_round": ("kasubag#membuka-survei-kepuasan",),
    "requests:register": (
        "operator#mencari-permintaan-lama",
        "ketua#mengikuti-semua-permintaan",
    ),
    "requests:worklist": ("operator#bekerja-dari-meja-layanan",),
    "agenda:month": ("pegawai#melihat-kalender",),
    "agenda:day": ("pegawai#melihat-kalender",),
    "agenda:feed": ("pegawai#melihat-kalender",),
    "search:search": ("pegawai#mencari-di-seluruh-sopti",),
    "requests:relate": ("operator#menautkan-permintaan-yang-sebabnya-sama",),
    "monitors:monitors": ("operator#memantau-situs-sipp-dan-server",),
    "monitors:monitor": (
        "operator#memantau-situs-sipp-dan-server",
        "admin#mengizinkan-alamat-jaringan-dalam",
    ),
    "monitors:choose": ("operator#menambah-pemantau",),
    "monitors:new": ("operator#menambah-pemantau",),
    "monitors:edit": ("operator#menambah-pemantau",),
    **dict.fromkeys(
        (
            "maintenance:security",
            "maintenance:threats",
            "maintenance:threat",
            "maintenance:new_threat",
            "maintenance:close_threat",
            "maintenance:risks",
            "maintenance:risk",
            "maintenance:new_risk",
            "maintenance:assess_risk",
            "maintenance:close_risk",
            "maintenance:recovery",
            "maintenance:recovery_plan",
            "maintenance:new_recovery_plan",
            "maintenance:edit_recovery",
            "maintenance:note_rehearsal",
        ),
        ("operator#menjaga-keamanan",),
    ),
    **dict.fromkeys(
        (
            "maintenance:applications",
            "maintenance:application",
            "maintenance:new_application",
            "maintenance:edit_application",
            "maintenance:note_weakness",
            "maintenance:mend_weakness",
            "maintenance:add_test",
        ),
        ("operator#menguji-aplikasi-baru",),
    ),
    "maintenance:test_case": ("pegawai#menguji-aplikasi", "operator#menguji-aplikasi-baru"),
    **dict.fromkeys(
        (
            "backups:backups",
            "backups:plan",
            "backups:new_plan",
            "backups:edit_plan",
            "backups:record",
            "backups:backup",
            "backups:note_test",
            "backups:strike",
        ),
        ("operator#mencatat-backup",),
    ),
    **dict.fromkeys(
        ("reports:bundles", "reports:bundle", "reports:new_bundle"),
        ("sekretaris#meminta-berkas-bukti-untuk-penilaian",),
    ),
    "requests:write_down": ("petugas-loket#mencatat-permintaan-orang-lain",),
    "requests:written_down": ("petugas-loket#mencatat-permintaan-orang-lain",),
    "requests:sentences": ("operator#menyiapkan-kalimat",),
    "requests:new_sentence": ("operator#menyiapkan-kalimat",),
    "requests:change_sentence": ("operator#menyiapkan-kalimat",),
    "requests:solutions": ("pegawai#mencari-solusi-sendiri", "operator#menulis-solusi"),
    "requests:article": ("pegawai#mencari-solusi-sendiri", "operator#menulis-solusi"),
    "requests:new_solution": ("operator#menulis-solusi",),
    "requests:change_solution": ("operator#menulis-solusi",),
    "requests:programmes": (
        "pegawai#mengusulkan-untuk-program-kerja",
        "kasubag#menyusun-program-kerja-setahun",
        "ketua#menetapkan-program-dengan-sk",
    ),
    "requests:programme": ("kasubag#menyusun-program-kerja-setahun",),
    "requests:new_programme": ("kasubag#menyusun-program-kerja-setahun",),
    "requests:new_item": ("kasubag#menyusun-program-kerja-setahun",),
    "requests:edit_item": ("kasubag#menyusun-program-kerja-setahun",),
    "requests:note_progress": ("kasubag#menyusun-program-kerja-setahun",),
    "requests:proposals": (
        "pegawai#mengusulkan-untuk-program-kerja",
        "kasubag#memutus-usulan-unit-kerja",
    ),
    "requests:proposal": (
        "pegawai#mengusulkan-untuk-program-kerja",
        "kasubag#memutus-usulan-unit-kerja",
    ),
    "requests:new_proposal": ("pegawai#mengusulkan-untuk-program-kerja",),
    "requests:new_window": ("kasubag#memutus-usulan-unit-kerja",),
    "requests:edit_window": ("kasubag#memutus-usulan-unit-kerja",),
    "requests:decrees": ("ketua#menetapkan-program-dengan-sk",),
    "requests:decree": ("ketua#menetapkan-program-dengan-sk",),
    "requests:new_decree": ("ketua#menetapkan-program-dengan-sk",),
    "requests:change_decree": ("ketua#menetapkan-program-dengan-sk",),
    "requests:regulations": ("pegawai#mencari-peraturan", "operator#menghimpun-peraturan"),
    "requests:regulation": ("pegawai#mencari-peraturan", "operator#menghimpun-peraturan"),
    "requests:new_regulation": ("operator#menghimpun-peraturan",),
    "requests:edit_regulation": ("operator#menghimpun-peraturan",),
    "requests:link_regulation": ("operator#menghimpun-peraturan",),
    "requests:attach_regulation": ("operator#menghimpun-peraturan",),
    "website_ops:sites": ("operator#merawat-situs-web",),
    "website_ops:site": ("operator#merawat-situs-web",),
    "website_ops:new_site": ("operator#merawat-situs-web",),
    "website_ops:edit_site": ("operator#merawat-situs-web",),
    "website_ops:retire_site": ("operator#merawat-situs-web",),
    "website_ops:new_part": ("operator#merawat-situs-web",),
    "website_ops:edit_part": ("operator#merawat-situs-web",),
    "website_ops:look": ("operator#merawat-situs-web",),
    "website_ops:note_visitors": ("operator#merawat-situs-web",),
    "website_ops:renewals": ("kasubag#memperpanjang-langganan-situs",),
    "website_ops:service": ("kasubag#memperpanjang-langganan-situs",),
    "website_ops:new_service": ("kasubag#memperpanjang-langganan-situs",),
    "website_ops:edit_service": ("kasubag#memperpanjang-langganan-situs",),
    "website_ops:renew_service": ("kasubag#memperpanjang-langganan-situs",),
    "website_ops:end_service": ("kasubag#memperpanjang-langganan-situs",),
    "maintenance:assets": ("operator#mencatat-aset",),
    "maintenance:asset": ("operator#mencatat-aset",),
    "maintenance:new_asset": ("operator#mencatat-aset",),
    "maintenance:edit_asset": ("operator#mencatat-aset",),
    "maintenance:import_assets": ("operator#mencatat-aset",),
    "maintenance:servers": ("operator#membaca-keadaan-server",),
    "maintenance:server": ("operator#membaca-keadaan-server",),
    "maintenance:new_server": ("operator#membaca-keadaan-server",),
    "maintenance:edit_server": ("operator#membaca-keadaan-server",),
    "maintenance:read_server": ("operator#membaca-keadaan-server",),
    "website_ops:stories": ("operator#menulis-berita-dan-memilih-foto",),
    "website_ops:story": ("operator#menulis-berita-dan-memilih-foto",),
    "maintenance:network": ("operator#merawat-jaringan",),
    "maintenance:line": ("operator#merawat-jaringan",),
    "maintenance:new_line": ("operator#merawat-jaringan",),
    "maintenance:edit_line": ("operator#merawat-jaringan",),
    "maintenance:measure_line": ("operator#merawat-jaringan",),
    "maintenance:new_finding": ("operator#merawat-jaringan",),
    "maintenance:solve_finding": ("operator#merawat-jaringan",),
    "website_ops:events": ("operator#menulis-berita-dan-memilih-foto",),
    "website_ops:new_event": ("operator#menulis-berita-dan-memilih-foto",),
    "website_ops:edit_event": ("operator#menulis-berita-dan-memilih-foto",),
    "website_ops:gear": ("operator#menulis-berita-dan-memilih-foto",),
    "website_ops:lend_gear": ("operator#menulis-berita-dan-memilih-foto",),
    "website_ops:posts": ("operator#menulis-untuk-media-sosial",),
    "website_ops:social_month": ("operator#menulis-untuk-media-sosial",),
    "website_ops:note_month": ("operator#menulis-untuk-media-sosial",),
    "website_ops:channels": ("operator#menulis-untuk-media-sosial",),
    "maintenance:upkeep": (
        "operator#memeriksa-perangkat-bulan-ini",
        "kasubag#mengawasi-pemeliharaan",
    ),
    "maintenance:check": (
        "operator#memeriksa-perangkat-bulan-ini",
        "kasubag#mengawasi-pemeliharaan",
    ),
    "maintenance:check_result": (
        "operator#memeriksa-perangkat-bulan-ini",
        "kasubag#mengawasi-pemeliharaan",
    ),
    "maintenance:coverage": (
        "operator#memeriksa-perangkat-bulan-ini",
        "kasubag#mengawasi-pemeliharaan",
    ),
    "maintenance:plan": (
        "operator#menyusun-rencana-pemeliharaan",
        "kasubag#mengawasi-pemeliharaan",
    ),
    "maintenance:plan_line": (
        "operator#menyusun-rencana-pemeliharaan",
        "kasubag#mengawasi-pemeliharaan",
    ),
    "maintenance:check_lists": ("kasubag#mengatur-daftar-periksa",),
    "maintenance:edit_list": ("kasubag#mengatur-daftar-periksa",),
    "maintenance:sipp": ("operator#merawat-sipp",),
    "maintenance:check_sipp": ("operator#merawat-sipp",),
    "maintenance:review_sipp": ("operator#merawat-sipp",),
    "maintenance:complain_sipp": ("operator#merawat-sipp",),
    "people:edit_person": ("admin#menambah-pegawai",),
    "people:end_appointment": ("admin#mencatat-penunjukan-dan-plh",),
    "people:edit_holiday": ("admin#mengatur-hari-libur",),
    "people:edit_court": ("admin#mulai-dari-pengelolaan",),
    "requests:desk_settings": ("kasubag#mengatur-meja-layanan",),
    "requests:categories": ("kasubag#mengubah-kategori",),
    "requests:new_category": ("kasubag#mengubah-kategori",),
    "requests:edit_category": ("kasubag#mengubah-kategori",),
    "requests:matrix": ("kasubag#mengubah-matriks-prioritas",),
    "requests:targets": ("kasubag#mengubah-target-penyelesaian",),
    "notifications:inbox": ("pegawai#mengatur-pemberitahuan",),
    "notifications:wishes": ("pegawai#mengatur-pemberitahuan",),
    "notifications:mails": ("admin#melihat-e-mail-yang-tertahan",),
    "reports:check": ("petugas-loket#memeriksa-keaslian-lembar",),
    "reports:check_key": ("petugas-loket#memeriksa-keaslian-lembar",),
    "sop:documents": ("ketua#memberlakukan-sop",),
    "sop:document": ("ketua#memberlakukan-sop",),
    "sop:procedure": ("ketua#memberlakukan-sop",),
    "sop:review": ("ketua#memberlakukan-sop",),
    "people:manage": ("admin#mulai-dari-pengelolaan",),
    "people:people": ("admin#menambah-pegawai",),
    "people:new_person": ("admin#menambah-pegawai",),
    "people:person": ("admin#menambah-pegawai",),
    "people:appointments": ("admin#mencatat-penunjukan-dan-plh",),
    "people:new_appointment": ("admin#mencatat-penunjukan-dan-plh",),
    "people:hours": ("admin#mengatur-jam-kerja-dan-ramadan",),
    "people:edit_hours": ("admin#mengatur-jam-kerja-dan-ramadan",),
    "people:new_ramadan": ("admin#mengatur-jam-kerja-dan-ramadan",),
    "people:holidays": ("admin#mengatur-hari-libur",),
    "people:new_holiday": ("admin#mengatur-hari-libur",),
}


@dataclass(frozen=True)
class Place:
    guide: str
    anchor: str = ""


def guides_of(roles: Collection[str]) -> list[str]:
    """Return the guides of these roles, the most particular first."""
    found = [guide for role, guide in GUIDE_OF_ROLE.items() if role in roles]
    return [*dict.fromkeys(found), EVERYBODY]


def place_of(page: str, roles: Collection[str]) -> Place:
    """Return where the guide speaks of a page ("requests:new") to who has these roles."""
    mine = guides_of(roles)
    places = [Place(*one.split("#")) for one in PLACES.get(page, ())]
    own = (one for guide in mine for one in places if one.guide == guide)
    return next(own, places[0] if places else Place(mine[0]))

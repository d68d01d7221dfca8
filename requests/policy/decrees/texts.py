"""The templates of decrees: what a draft begins with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from requests.regulations.enums import RegulationKind, Standing
from requests.regulations.models import Regulation
from requests.regulations.seed import fill
from sopti.people.models import Appointment

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.people.models import Court

BASES = (
    Q(title__icontains="Informasi dan Transaksi Elektronik")
    | Q(title__icontains="Sistem Pemerintahan Berbasis Elektronik")
    | Q(title__icontains="Tata Kelola Teknologi Informasi")
    | Q(title__icontains="Data Pribadi")
)
TEAM = ("ketua", "sekretaris", "kabag", "kasubag_ptip", "operator_ti", "admin_web")
DUTIES = {
    "ketua": "Penanggung jawab",
    "sekretaris": "Pengarah",
    "kabag": "Pengarah",
    "kasubag_ptip": "Ketua tim",
    "operator_ti": "Anggota",
    "admin_web": "Anggota",
}


@dataclass(frozen=True)
class Template:
    """A decree to begin with. "{court}" and "{year}" are put in; a line is a point of its own."""

    key: str
    name: str
    hint: str
    title: str
    considerations: str
    dictum: str
    with_programme: bool = False
    with_team: bool = False


TEMPLATES = (
    Template(
        "program",
        "Program kerja dan kebijakan TI",
        "Menetapkan program setahun; daftar kegiatannya menjadi lampiran.",
        "Program Kerja dan Kebijakan Teknologi Informasi Tahun {year} pada {court}",
        "bahwa untuk menunjang tugas peradilan diperlukan pengelolaan teknologi informasi yang "
        "terencana, aman, dan dapat dipertanggungjawabkan;\n"
        "bahwa usulan unit kerja telah dihimpun dan dipertimbangkan dalam program kerja teknologi "
        "informasi tahun {year};\n"
        "bahwa berdasarkan pertimbangan tersebut perlu menetapkan Keputusan Ketua {court} tentang "
        "program kerja dan kebijakan teknologi informasi tahun {year};",
        "Menetapkan Program Kerja dan Kebijakan Teknologi Informasi Tahun {year} sebagaimana "
        "tercantum dalam Lampiran yang merupakan bagian tidak terpisahkan dari Keputusan ini.\n"
        "Program sebagaimana dimaksud dalam Diktum KESATU menjadi acuan pelaksanaan, monitoring, "
        "dan evaluasi teknologi informasi di lingkungan {court}.\n"
        "Kepala subbagian yang membidangi teknologi informasi melaporkan pelaksanaannya kepada "
        "Ketua melalui Sekretaris setiap triwulan.\n"
        "Biaya yang timbul dibebankan pada DIPA {court}.\n"
        "Keputusan ini berlaku sejak tanggal ditetapkan, dengan ketentuan akan diperbaiki apabila "
        "di kemudian hari terdapat kekeliruan.",
        with_programme=True,
    ),
    Template(
        "tim",
        "Tim pengelola TI",
        "Menunjuk tim dengan susunan dari penunjukan yang berlaku sekarang.",
        "Penunjukan Tim Pengelola Teknologi Informasi pada {court} Tahun {year}",
        "bahwa untuk kelancaran pengelolaan teknologi informasi perlu ditunjuk tim pengelola;\n"
        "bahwa nama yang tercantum dalam Lampiran dipandang mampu melaksanakan tugas tersebut;",
        "Menunjuk Tim Pengelola Teknologi Informasi dengan susunan sebagaimana tercantum dalam "
        "Lampiran Keputusan ini.\n"
        "Tim bertugas menyusun program, memelihara perangkat, mengamankan data, dan melayani "
        "permintaan teknologi informasi sesuai SOP yang berlaku.\n"
        "Tim bertanggung jawab dan melapor kepada Ketua melalui Sekretaris.\n"
        "Keputusan ini berlaku sejak tanggal ditetapkan, dengan ketentuan akan diperbaiki apabila "
        "di kemudian hari terdapat kekeliruan.",
        with_team=True,
    ),
    Template(
        "kosong",
        "SK lain",
        "Mulai dari rangka kosong.",
        "",
        "bahwa ;",
        "Keputusan ini berlaku sejak tanggal ditetapkan, dengan ketentuan akan diperbaiki apabila "
        "di kemudian hari terdapat kekeliruan.",
    ),
)


def template_of(key: str) -> Template:
    return next((one for one in TEMPLATES if one.key == key), TEMPLATES[-1])


def begun(template: Template, court: Court, year: int, *, at: datetime) -> dict[str, str]:
    """Return what a draft of the template begins with in that court."""
    known = {"court": court.name, "year": year}
    return {
        "title": template.title.format(**known),
        "considerations": template.considerations.format(**known),
        "dictum": template.dictum.format(**known),
        "attachment": team_of(court, at=at) if template.with_team else "",
    }


def team_of(court: Court, *, at: datetime) -> str:
    """Return the people of the IT roles in force, one line each, nobody twice."""
    held = Appointment.objects.in_force_at(at).filter(court=court, role__in=TEAM, capacity="")
    lines: dict[int, str] = {}
    for one in held.select_related("user", "role").order_by("role__rank", "pk"):
        lines.setdefault(one.user_id, f"{one.user} ({one.as_title}): {DUTIES[one.role_id]}")
    return "\n".join(lines.values())


def usual_bases(court: Court, *, at: datetime) -> list[Regulation]:
    """Return the regulations that an IT decree usually stands on; a new court gets its library."""
    fill(court, at=at)
    found = Regulation.objects.filter(BASES, court=court).with_standing()
    return in_rank(found.besides(Standing.REVOKED))


def in_rank(regulations: object) -> list[Regulation]:
    """Return them as Mengingat lists them: the higher first, within it the older first."""
    rank = {kind.value: place for place, kind in enumerate(RegulationKind)}
    every: list[Regulation] = list(regulations)  # type: ignore[call-overload]
    return sorted(every, key=lambda one: (rank[one.kind], one.year, one.number))

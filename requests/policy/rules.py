"""Who may plan, propose, decide and report: None, or the reason why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from requests.policy.enums import ProgrammeState
from requests.policy.models import ProgrammeItem, ProposalWindow
from sopti.core.words import plain_date
from sopti.workflow.enums import CaseStatus

if TYPE_CHECKING:
    from datetime import date

    from requests.policy.models import Programme, Proposal
    from sopti.people.models import User
    from sopti.workflow.models import Case

NO_COURT = (
    "Akun Anda belum terhubung dengan pengadilan. Minta pengelola SOPTI melengkapi data Anda."
)
PLANNERS = frozenset({"operator_ti", "kasubag_ptip", "kabag"})
DECIDERS = frozenset({"kasubag_ptip", "kabag"})
MOST_ITEMS = 60
MOST_PROPOSALS = 20  # of one person in one window


def why_not_read(user: User) -> str | None:
    return NO_COURT if user.court_id is None else None


def why_not_plan(user: User) -> str | None:
    if user.court_id is None:
        return NO_COURT
    if not user.role_keys & PLANNERS:
        return "Program kerja disusun Operator/Admin TI dan Kasubag PTIP di pengadilan Anda."
    return None


def why_not_change(user: User, programme: Programme) -> str | None:
    """Say why the items may not be planned otherwise: what is proposed or in force stands."""
    if programme.state == ProgrammeState.IN_FORCE:
        return (
            f"{programme} sudah ditetapkan, jadi rencananya tidak diubah lagi. "
            "Catat pelaksanaannya; perubahan dimulai dari berkas perumusan kebijakan yang baru."
        )
    if programme.state == ProgrammeState.PROPOSED:
        return f"{programme} sedang diusulkan. Rencana dapat diubah bila berkasnya dikembalikan."
    return _why_not_here(user, programme) or why_not_plan(user)


def why_not_work_on(case: Case, programme: Programme | None) -> str | None:
    """Say why a case may not take the programme: another one is forming it."""
    if programme is None or programme.state == ProgrammeState.IN_FORCE:
        return None
    others = programme.cases.filter(case__status=CaseStatus.RUNNING).exclude(case=case)
    other = others.select_related("case").first()
    if other is None:
        return None
    return (
        f"{programme} sedang dirumuskan dalam berkas {other.case.number}. "
        "Pilih tahun lain, atau selesaikan berkas itu lebih dulu."
    )


def why_not_add_item(user: User, programme: Programme) -> str | None:
    if (reason := why_not_change(user, programme)) is not None:
        return reason
    if programme.items.count() >= MOST_ITEMS:
        return f"Sudah ada {MOST_ITEMS} kegiatan. Gabungkan kegiatan yang sejenis."
    return None


def why_not_drop_item(user: User, item: ProgrammeItem) -> str | None:
    if (reason := why_not_change(user, item.programme)) is not None:
        return reason
    if item.proposals.exists():
        return (
            f"Kegiatan “{item}” memuat usulan unit kerja. Keluarkan usulannya lebih dulu di "
            "halaman usulan, supaya pengusulnya tahu."
        )
    return None


def why_not_note_progress(user: User, item: ProgrammeItem) -> str | None:
    if not item.programme.was_stipulated:
        return f"Pelaksanaan dicatat sesudah {item.programme} ditetapkan."
    if (reason := _why_not_here(user, item.programme)) is not None:
        return reason
    if item.person_id != user.pk and not user.role_keys & PLANNERS:
        return "Pelaksanaan dicatat penanggung jawab kegiatan, petugas TI, atau Kasubag PTIP."
    return None


# ------------------------------------------------------------------------------------- proposals
def why_not_set_window(user: User) -> str | None:
    if user.court_id is None:
        return NO_COURT
    if not user.role_keys & DECIDERS:
        return "Masa usulan dibuka Kasubag PTIP di pengadilan Anda."
    return None


def why_not_window_year(user: User, year: int, *, besides: ProposalWindow | None) -> str | None:
    """Say whether the year has its window already."""
    others = ProposalWindow.objects.filter(court=user.court_id, year=year)
    other = others.exclude(pk=besides.pk if besides else None).first()
    return f"{other}. Ubah masa usulan yang itu." if other else None


def why_not_propose(user: User, window: ProposalWindow, *, today: date) -> str | None:
    if user.court_id is None or user.court_id != window.court_id:
        return NO_COURT
    if today < window.opens_on:
        return f"Masa usulan baru dibuka {plain_date(window.opens_on)}."
    if today > window.closes_on:
        return (
            f"Masa usulan ditutup {plain_date(window.closes_on)}. "
            "Sampaikan kepada Kasubag PTIP bila mendesak."
        )
    if window.proposals.filter(by=user).count() >= MOST_PROPOSALS:
        return f"Anda sudah mengusulkan {MOST_PROPOSALS} hal. Gabungkan yang sejenis."
    return None


def why_not_withdraw(user: User, proposal: Proposal) -> str | None:
    if not proposal.is_waiting:
        return f"Usulan ini sudah diputus: {proposal.get_state_display().lower()}."
    if proposal.by_id != user.pk:
        return "Usulan ditarik oleh pengusulnya."
    return None


def why_not_decide(user: User, proposal: Proposal) -> str | None:
    if not proposal.is_waiting:
        return f"Usulan ini sudah diputus: {proposal.get_state_display().lower()}."
    if user.court_id != proposal.window.court_id:
        return "Usulan ini milik pengadilan lain."
    if not user.role_keys & DECIDERS:
        return "Usulan diputus Kasubag PTIP di pengadilan Anda."
    if proposal.by_id == user.pk:
        return "Usulan Anda sendiri diputus pejabat lain. Anda dapat mencatat kegiatannya langsung."
    return None


def why_not_reconsider(user: User, proposal: Proposal) -> str | None:
    """Say why a decision may not be taken back."""
    if proposal.is_waiting:
        return "Usulan ini belum diputus."
    if not user.role_keys & DECIDERS or user.court_id != proposal.window.court_id:
        return "Putusan usulan ditarik kembali Kasubag PTIP di pengadilan Anda."
    if proposal.item is not None:
        return why_not_change(user, proposal.item.programme)
    return None


def _why_not_here(user: User, programme: Programme) -> str | None:
    return None if user.court_id == programme.court_id else "Program ini milik pengadilan lain."

"""Who may work on a story: None, or the reason why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopti.core.words import listed

if TYPE_CHECKING:
    from sopti.people.models import User
    from sopti.workflow.models import Case
    from website_ops.stories.models import Photo, Story

MOST_PHOTOS = 200
MOST_MARKS = 60
NO_COURT = (
    "Akun Anda belum terhubung dengan pengadilan. Minta pengelola SOPTI melengkapi data Anda."
)
TEXT_DEED = "write-story"


def why_not_read(user: User) -> str | None:
    return NO_COURT if user.court_id is None else None


def tells_a_story(case: Case) -> bool:
    """Tell whether the case's table writes something to be published."""
    return any(TEXT_DEED in step.does for step in case.procedure.steps)


def why_not_work(user: User, case: Case | None, story: Story | None) -> str | None:
    """Say why the person may not add photos to the case, nor mark its text."""
    if case is None:
        return "Naskah ini berasal dari arsip sebelum SOPTI, jadi tidak diubah lagi."
    if user.court_id != case.court_id:
        return "Berkas ini milik pengadilan lain."
    if not tells_a_story(case):
        return "Berkas ini tidak memuat naskah untuk diterbitkan."
    if story is not None and story.is_out:
        return "Naskah ini sudah terbit, jadi foto dan tandanya tidak diubah lagi."
    if not case.is_running:
        return f"Berkas {case.number} sudah {case.get_status_display().lower()}."
    return _why_not_of_the_table(user, case)


def _why_not_of_the_table(user: User, case: Case) -> str | None:
    lanes = case.procedure.lanes
    if user.role_keys & {lane.role for lane in lanes}:
        return None
    heads = listed([" ".join(lane.head.split()) for lane in lanes])
    return f"Naskah ini dikerjakan oleh {heads}."


def why_not_add_photos(user: User, case: Case, story: Story | None, *, more: int) -> str | None:
    if (reason := why_not_work(user, case, story)) is not None:
        return reason
    have = story.photos.count() if story else 0
    if have + more > MOST_PHOTOS:
        return (
            f"Satu naskah memuat paling banyak {MOST_PHOTOS} foto; sekarang ada {have}. "
            "Hapus yang tidak dipakai lebih dulu."
        )
    return None


def why_not_remove(user: User, photo: Photo) -> str | None:
    if photo.is_chosen:
        return "Foto ini dipilih untuk diterbitkan. Lepaskan pilihannya lebih dulu."
    return why_not_work(user, photo.story.case, photo.story)


def why_not_mark(user: User, story: Story) -> str | None:
    if (reason := why_not_work(user, story.case, story)) is not None:
        return reason
    if story.marks.filter(settled_at=None).count() >= MOST_MARKS:
        return f"Sudah ada {MOST_MARKS} tanda. Kembalikan naskahnya supaya diperbaiki dulu."
    return None

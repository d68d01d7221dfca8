"""What this room holds of a person: a half-filled form, spells of work, surveys, filters."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from requests.models import Draft, SavedFilter, Survey, WorkSpell
from sopti.people.holdings import (
    AS_LONG_AS_SOPTI,
    BY_CHOICE,
    FOR_WORK,
    Cells,
    Holding,
    clock,
)

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from django.db.models import QuerySet


def _drafts(person: int) -> QuerySet[Any]:
    return Draft.objects.filter(user=person)


def _draft_cells(draft: Draft, tz: ZoneInfo) -> Cells:
    return clock(draft.kept_at, tz), json.dumps(draft.values, ensure_ascii=False)


def _spells(person: int) -> QuerySet[Any]:
    return WorkSpell.objects.filter(by=person).select_related("task__case")


def _spell_cells(spell: WorkSpell, tz: ZoneInfo) -> Cells:
    return (
        spell.task.case.number, spell.task.step, clock(spell.began_at, tz),
        clock(spell.ended_at, tz), spell.note,
    )  # fmt: skip


def _surveys(person: int) -> QuerySet[Any]:
    return Survey.objects.filter(by=person).select_related("case")


def _survey_cells(survey: Survey, tz: ZoneInfo) -> Cells:
    return (
        survey.case.number, clock(survey.answered_at, tz), survey.speed, survey.outcome,
        survey.manner, survey.words,
    )  # fmt: skip


def _filters(person: int) -> QuerySet[Any]:
    return SavedFilter.objects.filter(user=person)


def _filter_cells(kept: SavedFilter, tz: ZoneInfo) -> Cells:
    return kept.name, kept.query, clock(kept.kept_at, tz)


DRAFT = Holding(
    key="draf",
    title="Draf permintaan",
    says="Formulir yang belum selesai Anda isi.",
    because=BY_CHOICE,
    lasts="14 hari, atau sampai dikirim; lalu dihapus sendiri.",
    seen_by="Hanya Anda.",
    order=42,
    find=_drafts,
    heads=("Disimpan", "Isian"),
    tell=_draft_cells,
    covers=("requests.draft.user",),
)
SPELLS = Holding(
    key="waktu-kerja",
    title="Waktu kerja pada langkah",
    says="Kapan Anda mulai dan berhenti mengerjakan sebuah langkah, dan apa yang dikerjakan.",
    because=FOR_WORK,
    lasts=AS_LONG_AS_SOPTI,
    seen_by="Petugas dan pejabat di pengadilan Anda yang memegang peran SOP.",
    order=52,
    find=_spells,
    heads=("Nomor", "Langkah", "Mulai", "Berhenti", "Yang dikerjakan"),
    tell=_spell_cells,
    covers=("requests.workspell.by",),
)
SURVEYS = Holding(
    key="survei-permintaan",
    title="Survei sesudah permintaan",
    says="Tiga nilai dan saran yang Anda beri untuk permintaan yang selesai. Jawaban survei "
    "kepuasan tengah tahunan disimpan tanpa nama, jadi tidak dapat ditunjukkan sebagai milik Anda.",
    because=FOR_WORK,
    lasts=AS_LONG_AS_SOPTI,
    seen_by="Petugas dan pejabat di pengadilan Anda yang memegang peran SOP.",
    order=72,
    find=_surveys,
    heads=("Nomor", "Dijawab", "Waktu", "Hasil", "Sikap petugas", "Saran"),
    tell=_survey_cells,
    covers=("requests.survey.by",),
)
FILTERS = Holding(
    key="saringan",
    title="Saringan register",
    says="Saringan yang Anda simpan dengan nama.",
    because=BY_CHOICE,
    lasts="Sampai Anda menghapusnya.",
    seen_by="Hanya Anda.",
    order=125,
    find=_filters,
    heads=("Nama", "Saringan", "Disimpan"),
    tell=_filter_cells,
    covers=("requests.savedfilter.user",),
)

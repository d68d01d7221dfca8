"""The month of security: the network watched, the applications looked at, the risks reviewed."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Count, Q
from django.utils.timezone import localtime

from maintenance.security.applications.enums import AppState
from maintenance.security.applications.models import Application
from maintenance.security.applications.words import line_of
from maintenance.security.risks.models import RecoveryPlan, Rehearsal, Risk
from maintenance.security.watch.models import Threat
from sopti.backups.deeds import since
from sopti.core import words
from sopti.monitors.enums import Section
from sopti.monitors.models import Outage
from sopti.people.actions import keep
from sopti.ui.forms import Choice, in_columns, wanted
from sopti.workflow.deeds import Deed

if TYPE_CHECKING:
    from datetime import date

    from sopti.people.models import User
    from sopti.workflow.models import Task

CHECKS = (
    "Antivirus semua komputer terbarui",
    "Firewall dan aturan router sesuai",
    "Catatan (log) router dan server dibaca",
    "Tidak ada perangkat asing di jaringan",
    "Kata sandi bawaan perangkat sudah diganti",
)
STATES = [
    ("Aman", Choice("Aman", "tidak ada yang mengganggu")),
    ("Ada peringatan, sudah ditangani", Choice("Sudah ditangani", "ada peringatan dini")),
    ("Perlu tindak lanjut", Choice("Perlu tindak lanjut", "ada yang belum selesai")),
]
NONE = "Tidak ada."
MOST_LINES = 40


def _start(task: Task) -> datetime:
    return datetime.combine(since(task), time(0), task.case.court.tz)


def _note(label: str) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=3000, widget=forms.Textarea({"rows": 3})
    )


def _today(task: Task, at: datetime) -> date:
    return localtime(at, task.case.court.tz).date()


def _listed(lines: list[str]) -> str:
    return "\n".join(lines[:MOST_LINES]) or NONE


class WatchNetwork(Deed):
    """The early warnings of the month and what was checked beside them."""

    key = "guard-network"
    labels = {
        "kondisi": "Kondisi jaringan",
        "diperiksa": "Yang diperiksa",
        "peringatan": "Peringatan dini bulan ini",
        "gangguan": "Gangguan jaringan yang terpantau",
        "pencegahan": "Tindakan pencegahan",
    }
    template = "maintenance/security/_step_watch.html"

    def fields(self, task: Task) -> dict[str, forms.Field]:
        state = forms.ChoiceField(
            label=self.labels["kondisi"], choices=STATES, widget=forms.RadioSelect
        )
        checks = forms.MultipleChoiceField(
            label=self.labels["diperiksa"],
            choices=[(one, one) for one in CHECKS],
            widget=forms.CheckboxSelectMultiple,
        )
        return {
            "diperiksa": in_columns(checks, 2),
            "kondisi": in_columns(state, 3),
            "pencegahan": _note(self.labels["pencegahan"]),
        }

    def initial(self, task: Task) -> dict[str, Any]:
        done = [f"{one.what}: {one.action}" for one in self._threats(task) if one.action]
        return {"pencegahan": "\n".join(done)}

    def derived(
        self, task: Task, values: dict[str, Any], *, by: User, at: datetime
    ) -> dict[str, Any]:
        away = Outage.objects.filter(
            monitor__court=task.case.court, monitor__section=Section.NETWORK,
            began_at__gte=_start(task),
        )  # fmt: skip
        told = [
            f"{one.monitor}, {words.long_moment(one.began_at, task.case.court.tz)}: {one.seen}"
            for one in away.select_related("monitor").order_by("began_at")
        ]
        return {
            "peringatan": _listed([_line(one) for one in self._threats(task)]),
            "gangguan": _listed(told),
        }

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        for threat in self._threats(task):
            if threat.case_id is None:
                threat.case = task.case
                keep(threat, by=by)

    def shown(self, task: Task, *, now: datetime) -> dict[str, Any]:
        return {"task": task, "threats": self._threats(task), "since": since(task)}

    def _threats(self, task: Task) -> list[Threat]:
        rows = Threat.objects.filter(court=task.case.court)
        return list(rows.filter(Q(seen_at__gte=_start(task)) | Q(closed_at=None)))


def _line(threat: Threat) -> str:
    state = "ditutup" if threat.closed_at else "belum selesai"
    return f"{threat.what} ({threat.where}), tingkat {threat.get_severity_display()}, {state}"


class CheckApplications(Deed):
    """The list of applications and their users: looked at, with the weak places that are known."""

    key = "check-applications"
    labels = {
        "dilihat": "Aplikasi yang diperiksa",
        "daftar": "Daftar aplikasi dan penggunanya",
        "temuan": "Temuan dan tindak lanjut",
    }
    template = "maintenance/security/_step_apps.html"

    def fields(self, task: Task) -> dict[str, forms.Field]:
        names = [app.name for app in self._apps(task)]
        looked = forms.MultipleChoiceField(
            label=self.labels["dilihat"],
            choices=[(name, name) for name in names],
            widget=forms.CheckboxSelectMultiple,
            required=bool(names),
            help_text="Berjalan sesuai kebutuhan, versinya benar, dan celahnya dilihat.",
        )
        found = {"dilihat": in_columns(looked, 2)} if names else {}
        return found | {"temuan": wanted(_note(self.labels["temuan"]))}

    def initial(self, task: Task) -> dict[str, Any]:
        weak = [
            f"{app.name}: {one.what}"
            for app in self._apps(task).prefetch_related("weaknesses")
            for one in app.weaknesses.all()
            if one.fixed_on is None
        ]
        return {"temuan": "\n".join(weak)}

    def derived(
        self, task: Task, values: dict[str, Any], *, by: User, at: datetime
    ) -> dict[str, Any]:
        return {"daftar": _listed([line_of(app) for app in self._apps(task)])}

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        for app in self._apps(task).filter(name__in=values.get("dilihat") or []):
            app.checked_on = _today(task, at)
            keep(app, by=by)

    def shown(self, task: Task, *, now: datetime) -> dict[str, Any]:
        return {"task": task, "apps": list(self._apps(task))}

    def _apps(self, task: Task) -> Any:
        return Application.objects.filter(court=task.case.court, state=AppState.IN_USE).for_pages()


class ManageRisks(Deed):
    """The risks that were reviewed, and the plans by which the court comes back to work."""

    key = "manage-risks"
    labels = {
        "sistem": "Sistem keamanan",
        "ditinjau": "Risiko yang ditinjau",
        "risiko": "Daftar risiko",
        "pemulihan": "Rencana pemulihan dan latihannya",
        "tindak_lanjut": "Tindak lanjut",
    }
    template = "maintenance/security/_step_risks.html"

    def fields(self, task: Task) -> dict[str, forms.Field]:
        names = [risk.what for risk in self._risks(task)]
        system = _note(self.labels["sistem"])
        system.required, system.help_text = True, "Antivirus, firewall, hak akses: apa yang diatur."
        found: dict[str, forms.Field] = {"sistem": system}
        if names:
            reviewed = forms.MultipleChoiceField(
                label=self.labels["ditinjau"],
                choices=[(name, name) for name in names],
                widget=forms.CheckboxSelectMultiple,
                required=False,
                help_text="Yang masih dinilai sama. Yang berubah, nilai lagi di daftarnya.",
            )
            found["ditinjau"] = reviewed
        return found | {"tindak_lanjut": _note(self.labels["tindak_lanjut"])}

    def derived(
        self, task: Task, values: dict[str, Any], *, by: User, at: datetime
    ) -> dict[str, Any]:
        risks = [
            f"{risk.what}: {risk.score} ({risk.level.label.lower()}), "
            f"{risk.get_treatment_display().lower()}, {risk.owner}"
            for risk in self._risks(task).select_related("owner")
        ]
        return {"risiko": _listed(risks), "pemulihan": _listed(self._recovery(task))}

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        for risk in self._risks(task).filter(what__in=values.get("ditinjau") or []):
            risk.review(_today(task, at))
            keep(risk, by=by)

    def shown(self, task: Task, *, now: datetime) -> dict[str, Any]:
        today = _today(task, now)
        return {
            "task": task,
            "risks": [(risk, risk.due_on < today) for risk in self._risks(task)],
            "plans": [(plan, plan.due_on < today) for plan in self._plans(task)],
        }

    def _risks(self, task: Task) -> Any:
        return Risk.objects.filter(court=task.case.court, closed_on=None)

    def _plans(self, task: Task) -> Any:
        plans = RecoveryPlan.objects.filter(court=task.case.court, is_active=True)
        return plans.annotate(held=Count("rehearsals"))

    def _recovery(self, task: Task) -> list[str]:
        last: dict[int, Rehearsal] = {}
        held = Rehearsal.objects.filter(plan__in=self._plans(task).values("pk"))
        for one in held.order_by("held_on", "pk"):
            last[one.plan_id] = one
        return [_recovery_line(plan, last.get(plan.pk)) for plan in self._plans(task)]


def _recovery_line(plan: RecoveryPlan, last: Rehearsal | None) -> str:
    if last is None:
        return f"{plan}: belum pernah dilatih"
    day, said = words.plain_date(last.held_on), last.get_outcome_display().lower()
    return f"{plan}: dilatih {day}, {said} dalam {last.minutes} menit"

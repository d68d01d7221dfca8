"""The deeds of the tables of upkeep: each begins with what was recorded, and is then edited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.timezone import now

from maintenance.upkeep import plans, words
from maintenance.upkeep.enums import Part
from maintenance.upkeep.months import month_of, month_of_case
from sopti.workflow.deeds import Deed
from sopti.workflow.enums import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from maintenance.upkeep.months import Month
    from sopti.people.models import User
    from sopti.workflow.models import Task

FILLED = "Diisi dari yang tercatat bulan ini. Perbaiki dan lengkapi."
LONGEST = 8000
NO_DEVICE = "0 perangkat"
CHECK_SCHEDULE = "check-schedule"


def month_of_task(task: Task) -> Month:
    """Return the month that the step's case is about; read once for one page."""
    if "upkeep_month" not in vars(task):
        today = now().astimezone(task.case.court.tz).date()
        found = month_of(task.case.court, month_of_case(task.case), today=today)
        vars(task)["upkeep_month"] = found
    month: Month = vars(task)["upkeep_month"]
    return month


def text(label: str, *, help_text: str = "", rows: int = 6, required: bool = True) -> forms.Field:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": rows}),
    )


class MonthDeed(Deed):
    """A step whose text begins with what was recorded in the month of its case.

    `asks` maps the texts that the performer adds to whether they must; the first label is filled.
    """

    template = "maintenance/upkeep/_step.html"
    asks: ClassVar[Mapping[str, bool]] = {}
    parts: ClassVar[tuple[str, ...]] = ()  # devices of these alone; () is all
    counted = False  # keeps the sums of the month beside the text

    def month(self, task: Task) -> Month:
        found = month_of_task(task)
        return found.of_parts(self.parts) if self.parts else found

    def tell(self, task: Task) -> str:
        """Return the text that the step begins with."""
        raise NotImplementedError

    @property
    def filled(self) -> str:
        return next(iter(self.labels))

    def fields(self, task: Task) -> dict[str, forms.Field]:
        first = {self.filled: text(self.labels[self.filled], help_text=FILLED, rows=8)}
        return first | {
            key: text(self.labels[key], rows=3, required=required)
            for key, required in self.asks.items()
        }

    def initial(self, task: Task) -> dict[str, Any]:
        return {self.filled: self.tell(task)}

    def derived(
        self, task: Task, values: dict[str, Any], *, by: User, at: datetime
    ) -> dict[str, Any]:
        return words.counts(self.month(task)) if self.counted else {}

    def told(self, task: Task) -> list[tuple[str, str]]:
        """Leave the sums that are nothing to the paper: beside the next step they are noise."""
        return [(label, said) for label, said in super().told(task) if said != NO_DEVICE]

    def shown(self, task: Task, *, now: datetime) -> dict[str, Any]:
        return {"month": self.month(task)}


# ---------------------------------------------------------------------------------- the schedule
class MakeSchedule(MonthDeed):
    """The month's part of the year plan; done, the plan goes to be checked or into force."""

    key = "make-schedule"
    labels = {"jadwal": "Jadwal pemeliharaan", "terjadwal": "Terjadwal"}
    template = "maintenance/upkeep/_step_plan.html"

    def tell(self, task: Task) -> str:
        return words.schedule(month_of_task(task))

    def derived(
        self, task: Task, values: dict[str, Any], *, by: User, at: datetime
    ) -> dict[str, Any]:
        return {"terjadwal": words.counts(month_of_task(task))["terjadwal"]}

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        steps = [task.case.procedure.step(number) for number in task.case.flow.steps]
        needs_check = any(CHECK_SCHEDULE in step.does for step in steps)
        year = month_of_case(task.case).year
        plans.hand_in(task.case, year, needs_check=needs_check, by=by, at=at)


class CheckSchedule(MonthDeed):
    """The superior's word on the plan: into force, or back with a reason."""

    key = CHECK_SCHEDULE
    labels = {"jadwal": "Jadwal yang diperiksa", "terjadwal": "Terjadwal"}
    template = "maintenance/upkeep/_step_plan.html"
    yes = "Setujui jadwal"

    def fields(self, task: Task) -> dict[str, forms.Field]:
        return {}

    def initial(self, task: Task) -> dict[str, Any]:
        return {}

    def derived(
        self, task: Task, values: dict[str, Any], *, by: User, at: datetime
    ) -> dict[str, Any]:
        month = month_of_task(task)
        return {"jadwal": words.schedule(month), "terjadwal": words.counts(month)["terjadwal"]}

    def effect(self, task: Task, values: dict[str, Any], *, by: User, at: datetime) -> None:
        year = month_of_case(task.case).year
        is_yes = task.outcome == Outcome.YES
        plans.decide(task.case, year, is_yes=is_yes, reason=task.note, by=by, at=at)


# ------------------------------------------------------------------------------------- the checks
class CheckDevices(MonthDeed):
    """The devices of the step, checked one after another; who leaves some says why."""

    key = "check-devices"
    labels = {
        "hasil_pemeriksaan": "Hasil pemeriksaan",
        "alasan_belum": "Alasan belum diperiksa",
        **words.COUNT_LABELS,
    }
    counted = True

    def tell(self, task: Task) -> str:
        return words.checked(self.month(task))

    def fields(self, task: Task) -> dict[str, forms.Field]:
        left = len(self.month(task).open)
        reason = text(self.labels["alasan_belum"], rows=2)
        reason.help_text = f"Masih ada {left} perangkat yang belum diperiksa."
        return super().fields(task) | ({"alasan_belum": reason} if left else {})


class CheckNetwork(CheckDevices):
    key = "check-network"
    parts = (Part.NETWORK,)


class CheckServer(CheckDevices):
    key = "check-server"
    parts = (Part.SERVER,)


class AssureQuality(MonthDeed):
    key = "assure-quality"
    labels = {
        "pengawasan": "Hasil pengawasan perangkat kerja",
        "arahan": "Arahan",
        **words.COUNT_LABELS,
    }
    asks = {"arahan": False}
    parts = (Part.DEVICES,)
    counted = True

    def tell(self, task: Task) -> str:
        month = self.month(task)
        return words.joined([words.checked(month), words.left(month)])


# -------------------------------------------------------------------------- network and change
class WatchNetwork(MonthDeed):
    key = "watch-network"
    labels = {"pemantauan": "Hasil pemantauan jaringan", "pola": "Pola yang mencurigakan"}
    asks = {"pola": False}

    def tell(self, task: Task) -> str:
        return words.watched(month_of_task(task), now=now())


class WatchDevelopment(MonthDeed):
    key = "watch-development"
    labels = {"perubahan": "Perubahan perangkat keras dan lunak", "penilaian": "Penilaian"}
    asks = {"penilaian": False}

    def tell(self, task: Task) -> str:
        return words.changed(month_of_task(task))


class Coordinate(MonthDeed):
    key = "coordinate"
    labels = {"koordinasi": "Keadaan tiap subbagian", "kesepakatan": "Kesepakatan"}
    asks = {"kesepakatan": False}

    def tell(self, task: Task) -> str:
        return words.by_unit(month_of_task(task)) or "Tidak ada perangkat yang terjadwal bulan ini."


# ------------------------------------------------------------------------------ what follows
class Report(MonthDeed):
    key = "report-upkeep"
    labels = {"laporan": "Laporan", "kendala": "Kendala", **words.COUNT_LABELS}
    asks = {"kendala": False}
    counted = True

    def tell(self, task: Task) -> str:
        return words.recap(month_of_task(task))


class Analyse(MonthDeed):
    key = "analyse-upkeep"
    labels = {"analisa": "Analisa", "saran": "Saran tindak lanjut", **words.COUNT_LABELS}
    asks = {"saran": True}
    counted = True

    def tell(self, task: Task) -> str:
        return words.analysed(month_of_task(task))


class Evaluate(MonthDeed):
    key = "evaluate-upkeep"
    labels = {"evaluasi": "Hasil monitoring", "simpulan": "Simpulan", **words.COUNT_LABELS}
    asks = {"simpulan": True}
    counted = True

    def tell(self, task: Task) -> str:
        month = month_of_task(task)
        return words.joined([words.checked(month), words.left(month)])


class Recap(MonthDeed):
    key = "recap-upkeep"
    labels = {"rekapitulasi": "Rekapitulasi", **words.COUNT_LABELS}
    counted = True

    def tell(self, task: Task) -> str:
        return words.recap(month_of_task(task))


class FollowUp(MonthDeed):
    key = "follow-up-upkeep"
    labels = {"tindak_lanjut": "Tindak lanjut", **words.COUNT_LABELS}
    counted = True

    def tell(self, task: Task) -> str:
        return words.followed(month_of_task(task))


ALL: tuple[Deed, ...] = (
    MakeSchedule(), CheckSchedule(), CheckDevices(), CheckNetwork(), CheckServer(),
    AssureQuality(), WatchNetwork(), WatchDevelopment(), Coordinate(), Report(), Analyse(),
    Evaluate(), Recap(), FollowUp(),
)  # fmt: skip

"""What people fill in: a step, a question, a reason, a search."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.signing import BadSignature, Signer
from django.utils.timezone import localdate

from sopti.people.models import User
from sopti.sop.enums import NormKind
from sopti.ui.crispy import submit_with
from sopti.ui.fields import FilesField
from sopti.ui.forms import (
    Choice,
    MomentField,
    PlainForm,
    said_with,
    say_plainly,
    tucked,
    wanted,
)
from sopti.workflow import deciding, deeds, gates, uploads
from sopti.workflow.actions.steps import Work
from sopti.workflow.choices import receivers
from sopti.workflow.enums import CaseStatus, Outcome
from sopti.workflow.sopfields import stored

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.forms import BoundField

    from sopti.sop.schema import Flow
    from sopti.workflow.models import Task

LONG_TEXT = 10_000


def _sealer() -> Signer:
    return Signer(salt="task-page-opened")  # made late: commands run without a secret key


class AttachmentsField(FilesField):
    """Files for a case: several at once, each judged by its content as well."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Lampiran")
        kwargs.setdefault("required", False)
        super().__init__(endings=uploads.ACCEPTED, check=uploads.why_not_accept, **kwargs)


class StepForm(PlainForm):
    """The form of one step, made from the SOP's data: the FM/AS fields, decision, route, result.

    `at` is sealed into the page: the work of a step that was never started began when its page
    was opened.
    """

    not_done = "Langkah belum dicatat."

    def __init__(
        self, *args: Any, task: Task, produced: Task | None, has_files: bool, at: datetime,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.task, self.step, self.has_files = task, task.sop_step, has_files
        self.decides = bool(self.step.decision or task.route)
        self.vouches = self.decides and gates.asks_for_input(self.step, produced)
        if gates.asks_for_input(self.step, produced) and not self.decides:
            self._add_input()
        for key, field in deeds.step_fields(task).items():
            self.fields[f"f_{key}"] = field
        self._add_of_norm_and_guests()
        if self.decides:
            self._add_decision()
        else:
            self._add_result()
        self._add_rest(at)

    @property
    def answers(self) -> list[deciding.Answer]:
        return deciding.answers_of(self)

    def asked(self) -> list[BoundField]:
        """Return what has to be filled before a yes; most decisions need nothing."""
        return [line for line in self._of_step() if self._has_to_be_seen(line)]

    def tucked_away(self) -> list[BoundField]:
        """Return what is filled already or may stay empty."""
        return [line for line in self._of_step() if not self._has_to_be_seen(line)]

    def said_already(self) -> list[tuple[str, str]]:
        return deciding.said_already(iter(self.tucked_away()))

    def _of_step(self) -> Iterator[BoundField]:
        apart = {"outcome", *deciding.REASON_FIELDS.values()}
        return (line for line in self if not line.is_hidden and line.name not in apart)

    def _has_to_be_seen(self, line: BoundField) -> bool:
        return bool(line.errors) or deciding.must_be_filled(line.field)

    def _add_input(self) -> None:
        wanted = f"Tandai bahwa kelengkapan sudah ada: {self.step.requires}."
        self.fields["input_confirmed"] = forms.BooleanField(
            label=f"Kelengkapan sudah ada: {self.step.requires}",
            error_messages={"required": wanted},
        )

    def _add_of_norm_and_guests(self) -> None:
        """Ask what only the performer knows: when the event ended, which provider took part."""
        if self.step.norm.kind == NormKind.EVENT:
            self.fields["f_kegiatan_selesai"] = MomentField(label="Kegiatan selesai pada")
        if "pihak_ketiga" in self.step.also:
            self.fields["f_penyedia"] = forms.CharField(
                label="Penyedia (pihak ketiga) yang terlibat", required=False, max_length=200
            )

    def _add_decision(self) -> None:
        """Add the decision; who says no has to give a reason, and nothing else."""
        if deciding.is_no(self.data.get("outcome")):
            for field in self.fields.values():
                field.required = False
        self.fields |= deciding.decision_fields(self.task)

    def _add_result(self) -> None:
        if self.step.routes:
            self.fields["route"] = forms.ChoiceField(
                label="Disampaikan kepada",
                choices=receivers(self.task),
                widget=forms.RadioSelect,
                error_messages={"required": "Pilih kepada siapa dokumen ini disampaikan."},
            )
        elif not self.step.form and "result" not in deeds.replaced(self.task):
            result = forms.CharField(
                label=f"Hasil: {self.step.output or 'langkah ini'}",
                required=False,
                max_length=LONG_TEXT,
                widget=forms.Textarea({"rows": 5}),
                help_text="Tulis ringkas apa yang dikerjakan dan hasilnya, atau lampirkan.",
            )
            self.fields["result"] = said_with(wanted(result), "hasil")

    def _add_rest(self, at: datetime) -> None:
        self.fields["files"] = tucked(AttachmentsField(), "Tambah lampiran")
        note = forms.CharField(
            label="Catatan", required=False, max_length=2000, widget=forms.Textarea({"rows": 2})
        )
        if "note" not in deeds.replaced(self.task):
            self.fields["note"] = tucked(note)
        self.fields["seen"] = forms.CharField(
            widget=forms.HiddenInput,
            required=False,
            initial=_sealer().sign(f"{self.task.pk} {at.isoformat()}"),
        )
        for field in self.fields.values():
            say_plainly(field)
            if self.decides:
                vars(field).pop("tucked", None)  # they are tucked away together
        open_to_see = [name for name, field in self.fields.items() if not hasattr(field, "tucked")]
        self.order_fields(open_to_see)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        outcome = cleaned.get("outcome", "")
        if outcome in gates.REASONS and len(self._note(cleaned)) < gates.SHORTEST_REASON:
            self.add_error(deciding.REASON_FIELDS[outcome], gates.REASONS[outcome])
        gives = cleaned.get("result") or cleaned.get("files") or self.has_files
        if "result" in self.fields and not gives:
            self.add_error("result", gates.wanted_result(self.step))
        self._ask_deeds(cleaned)
        return cleaned

    def _ask_deeds(self, cleaned: dict[str, Any]) -> None:
        wrong = deeds.clean(self.task, _values(cleaned), outcome=cleaned.get("outcome", ""))
        for key, sentence in wrong.items():
            name = f"f_{key}" if f"f_{key}" in self.fields else None
            if not self.has_error(name):
                self.add_error(name, sentence)

    def _note(self, cleaned: dict[str, Any]) -> str:
        return deciding.reason_of(cleaned) or (cleaned.get("note") or "").strip()

    def work(self) -> Work:
        """Return what was filled in, as the engine takes it."""
        told = self.cleaned_data
        return Work(
            outcome=told.get("outcome", ""),
            route=told.get("route", ""),
            input_confirmed=told.get("input_confirmed", self._vouched()),
            result=told.get("result", ""),
            note=self._note(told),
            values=_values(told),
        )

    def _vouched(self) -> bool:
        """Tell whether who said yes vouched for the input, as stood beside the button."""
        return self.vouches and self.cleaned_data.get("outcome") == Outcome.YES

    def begun(self) -> datetime | None:
        """Return when this page was opened, or None when its seal does not hold."""
        try:
            task, moment = _sealer().unsign(self.cleaned_data.get("seen", "")).split(" ")
            return datetime.fromisoformat(moment) if task == str(self.task.pk) else None
        except (BadSignature, ValueError):
            return None


def _values(told: dict[str, Any]) -> dict[str, Any]:
    """Return what was filled in of the form and the deeds, as database and paper keep it."""
    return {
        name.removeprefix("f_"): stored(value)
        for name, value in told.items()
        if name.startswith("f_") and value not in deeds.NOTHING
    }


class ReasonForm(PlainForm):
    """Why a case is withdrawn or cancelled."""

    reason = forms.CharField(
        label="Alasan",
        min_length=5,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={
            "required": "Tulis alasannya, supaya tercatat.",
            "min_length": "Alasan terlalu pendek: tulis paling sedikit 5 huruf.",
        },
    )


class TextForm(PlainForm):
    """A question to the requester, or their answer."""

    not_done = "Pesan belum terkirim."
    text = forms.CharField(
        label="Pesan",
        min_length=2,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={
            "required": "Tulis pesannya lebih dulu.",
            "min_length": "Pesan terlalu pendek.",
        },
    )


class AskForm(TextForm):
    """A question to the requester, which stops the clock."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said_with(self.fields["text"], "tanya")


class RemarkForm(TextForm):
    """A message in the conversation of a case, perhaps with files."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text = said_with(self.fields["text"], "pesan")
        text.label = "Tulis pesan"
        text.help_text = "Dibaca pemohon dan petugas. Jangan menulis nama pihak atau nomor perkara."
        self.fields["files"] = tucked(AttachmentsField(), "Tambah lampiran")
        say_plainly(self.fields["files"])


class ReassignForm(ReasonForm):
    not_done = "Langkah belum dialihkan."
    to = forms.ModelChoiceField(
        label="Dialihkan kepada",
        queryset=User.objects.none(),
        empty_label="Pilih pegawai",
        error_messages={
            "required": "Pilih pegawai yang menerima langkah ini.",
            "invalid_choice": "Pilih pegawai dari daftar.",
        },
    )
    field_order = ["to", "reason"]

    def __init__(self, *args: Any, task: Task, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = localdate(timezone=task.case.court.tz)
        holders = User.objects.holding(task.role_id, court=task.case.court, on=today)
        self.fields["to"].queryset = holders.exclude(pk=task.assigned_to_id)  # type: ignore[attr-defined]


class OpenCaseForm(PlainForm):
    """Opening a case of a procedure that is not a service request."""

    not_done = "Berkas belum dibuka."
    flow = forms.ChoiceField(
        label="Bagian yang dijalankan",
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih bagian yang dijalankan."},
    )
    title = forms.CharField(
        label="Perihal",
        min_length=5,
        max_length=200,
        error_messages={
            "required": "Tulis perihalnya dalam satu kalimat pendek.",
            "min_length": "Perihal terlalu pendek: tulis paling sedikit 5 huruf.",
        },
    )
    detail = forms.CharField(
        label="Uraian", required=False, max_length=LONG_TEXT, widget=forms.Textarea({"rows": 4})
    )

    def __init__(self, *args: Any, flows: list[Flow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.only_flow = flows[0].key if len(flows) == 1 else ""
        if self.only_flow:
            del self.fields["flow"]
        else:
            self.fields["flow"].choices = [_flow_choice(flow) for flow in flows]  # type: ignore[attr-defined]
        self.fields["files"] = tucked(AttachmentsField(), "Tambah lampiran")
        self.helper = submit_with("Buka berkas")

    @property
    def flow_key(self) -> str:
        return self.only_flow or self.cleaned_data["flow"]


def _flow_choice(flow: Flow) -> tuple[str, Choice]:
    numbers = ", ".join(str(number) for number in flow.steps)
    return flow.key, Choice(flow.title, f"Langkah {numbers}.")


class CameFrom(forms.Form):
    """What the address says of a case to be opened: which part of the table, after which case."""

    bagian = forms.SlugField(required=False, max_length=50)
    asal = forms.IntegerField(required=False, min_value=1, max_value=2**62)

    def told(self, name: str) -> Any:
        self.is_valid()
        return self.cleaned_data.get(name)


class OneByOne(forms.Form):
    """Whether a person does what waits for them one after another, without going back."""

    ADDRESS = "berurutan=on"
    berurutan = forms.BooleanField(required=False)

    def is_on(self) -> bool:
        self.is_valid()
        return bool(self.cleaned_data.get("berurutan"))


class AttachForm(PlainForm):
    not_done = "Lampiran belum ditambahkan."

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["files"] = AttachmentsField(label="Tambah lampiran", required=True)
        say_plainly(self.fields["files"])


class CaseFilter(forms.Form):
    """The search of the list of cases. Everything that comes in by the address goes through it."""

    q = forms.CharField(label="Cari nomor, perihal, atau pemohon", required=False, max_length=100)
    status = forms.ChoiceField(
        label="Status", required=False, choices=[("", "Semua"), *CaseStatus.choices]
    )
    prosedur = forms.ChoiceField(label="Prosedur", required=False)
    tahun = forms.IntegerField(label="Tahun", required=False, min_value=2000, max_value=2100)
    terlambat = forms.BooleanField(
        label="Hanya yang terlambat",
        required=False,
        widget=forms.CheckboxInput({"class": "form-check-input"}),
    )
    hal = forms.IntegerField(required=False, min_value=1, max_value=100_000)

    def __init__(self, *args: Any, procedures: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["prosedur"].choices = [("", "Semua"), *procedures]  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, Any]:
        """Return what holds; what cannot be understood counts as not asked for."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) for name in self.fields}

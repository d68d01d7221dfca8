"""What is told of a risk, of a recovery plan and of a rehearsal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.timezone import localdate

from maintenance.security.risks import rules
from maintenance.security.risks.actions import RECOVERY, RISK
from maintenance.security.risks.enums import Impact, Likelihood, RehearsalOutcome, Treatment
from maintenance.security.risks.models import MOST_DAYS, RecoveryPlan
from sopti.people.models import User
from sopti.ui.crispy import submit_with
from sopti.ui.forms import Choice, DayField, PlainForm, in_columns

if TYPE_CHECKING:
    from datetime import date

    from maintenance.security.risks.models import Risk

MOST_MINUTES = 60 * 24 * 60
TREATMENTS = [
    (Treatment.REDUCE.value, Choice("Dikurangi", "dengan tindakan di bawah")),
    (Treatment.SHARE.value, Choice("Dibagi", "dengan penyedia atau asuransi")),
    (Treatment.AVOID.value, Choice("Dihindari", "pekerjaannya dihentikan")),
    (Treatment.ACCEPT.value, Choice("Diterima", "biayanya lebih besar dari ruginya")),
]
OUTCOMES = [
    (RehearsalOutcome.WORKED.value, Choice("Berhasil", "pulih menurut rencana")),
    (RehearsalOutcome.PARTLY.value, Choice("Sebagian", "ada langkah yang macet")),
    (RehearsalOutcome.FAILED.value, Choice("Gagal", "rencana harus diubah")),
]


def _person(label: str) -> forms.ModelChoiceField[User]:
    return forms.ModelChoiceField(
        label=label, queryset=User.objects.none(), empty_label="Pilih pegawai"
    )


def _of_court(form: forms.Form, by: User) -> None:
    field: Any = form.fields["owner"]
    field.queryset = User.objects.visible_to(by).filter(is_active=True)


class RiskForm(PlainForm):
    """How likely, how grave, and what is done about it."""

    not_done = "Risiko belum tersimpan."

    what = forms.CharField(
        label="Risiko", help_text="Misalnya: Data SIPP hilang karena server rusak.", max_length=200
    )
    cause = forms.CharField(label="Penyebab", max_length=300, required=False)
    likelihood = forms.TypedChoiceField(
        label="Kemungkinan", choices=[("", "Pilih"), *Likelihood.choices], coerce=int
    )
    impact = forms.TypedChoiceField(
        label="Dampak", choices=[("", "Pilih"), *Impact.choices], coerce=int
    )
    treatment = forms.ChoiceField(label="Perlakuan", choices=TREATMENTS, widget=forms.RadioSelect)
    plan = forms.CharField(
        label="Rencana penanganan",
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    owner = _person("Pemilik risiko")
    every_days = forms.IntegerField(
        label="Ditinjau setiap (hari)", min_value=1, max_value=MOST_DAYS
    )

    def __init__(self, *args: Any, risk: Risk, by: User, cancel: str, **kwargs: Any) -> None:
        first = {name: getattr(risk, name) for name in RISK if name != "owner"}
        super().__init__(*args, initial=first | {"owner": risk.owner_id or by.pk}, **kwargs)
        _of_court(self, by)
        in_columns(self.fields["treatment"], 2)
        self.helper = submit_with("Simpan penilaian", cancel=cancel)


class CloseRiskForm(PlainForm):
    not_done = "Risiko belum ditutup."

    reason = forms.CharField(
        label="Alasan ditutup",
        help_text="Misalnya: servernya sudah diganti.",
        min_length=5,
        max_length=300,
    )

    def __init__(self, *args: Any, cancel: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = submit_with("Tutup risiko", cancel=cancel)


class RecoveryForm(PlainForm):
    """Who does what, in which order, and how soon the service is back."""

    not_done = "Rencana pemulihan belum tersimpan."

    name = forms.CharField(
        label="Layanan yang dipulihkan", help_text="Misalnya SIPP.", max_length=120
    )
    when = forms.CharField(
        label="Dipakai bila", help_text="Misalnya: server perkara mati atau datanya rusak.",
        max_length=200, required=False,
    )  # fmt: skip
    steps = forms.CharField(
        label="Langkah pemulihan",
        help_text="Satu langkah setiap baris, dengan siapa yang melakukannya.",
        max_length=4000,
        widget=forms.Textarea({"rows": 8}),
    )
    contacts = forms.CharField(
        label="Yang dihubungi",
        help_text="Jabatan atau penyedia dengan nomor kantornya.",
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    within_minutes = forms.IntegerField(
        label="Harus pulih dalam (menit)", min_value=1, max_value=MOST_MINUTES
    )
    owner = _person("Penanggung jawab")
    every_days = forms.IntegerField(label="Dilatih setiap (hari)", min_value=1, max_value=MOST_DAYS)

    def __init__(
        self, *args: Any, plan: RecoveryPlan, by: User, cancel: str, **kwargs: Any
    ) -> None:
        first = {name: getattr(plan, name) for name in RECOVERY if name != "owner"}
        super().__init__(*args, initial=first | {"owner": plan.owner_id or by.pk}, **kwargs)
        self.plan = plan
        _of_court(self, by)
        self.helper = submit_with("Simpan rencana", cancel=cancel)

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        wanted = RecoveryPlan(pk=self.plan.pk, court_id=self.plan.court_id, name=name)
        if (reason := rules.why_not_name(wanted)) is not None:
            raise forms.ValidationError(reason)
        return name


class RehearsalForm(PlainForm):
    """How a rehearsal went."""

    not_done = "Latihan belum tercatat."

    held_on = DayField(label="Dilatih tanggal")
    outcome = forms.ChoiceField(label="Hasil", choices=OUTCOMES, widget=forms.RadioSelect)
    minutes = forms.IntegerField(
        label="Lama pemulihan (menit)", min_value=1, max_value=MOST_MINUTES
    )
    attended = forms.CharField(label="Yang ikut", max_length=300)
    lessons = forms.CharField(
        label="Yang dipelajari",
        help_text="Apa yang macet, apa yang diubah dalam rencana.",
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, cancel: str, **kwargs: Any) -> None:
        super().__init__(*args, initial={"held_on": localdate()}, **kwargs)
        in_columns(self.fields["outcome"], 3)
        self.helper = submit_with("Catat latihan", cancel=cancel)

    def clean_held_on(self) -> date:
        day: date = self.cleaned_data["held_on"]
        if (reason := rules.why_not_held_on(day, today=localdate())) is not None:
            raise forms.ValidationError(reason)
        return day

"""What is known of a failure, a step of its handling, a letter that was sent, and its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.timezone import localtime

from sopti.people.models import User
from sopti.privacy.breaches import rules
from sopti.privacy.breaches.actions import FIELDS
from sopti.privacy.breaches.enums import BreachStatus, Told, Way
from sopti.privacy.breaches.letters import ADDRESSEES
from sopti.ui.crispy import submit_with
from sopti.ui.forms import Choice, MomentField, PlainForm, in_columns
from sopti.workflow.models import Case

if TYPE_CHECKING:
    from datetime import datetime

    from sopti.privacy.breaches.models import Breach

MOST_PEOPLE = 10_000_000
SHORT, LONG = forms.Textarea({"rows": 2}), forms.Textarea({"rows": 4})
ENDS = [
    (
        BreachStatus.CLOSED.value,
        Choice("Selesai ditangani", "Semua yang berhak diberi tahu."),
    ),
    (BreachStatus.DISMISSED.value, Choice("Bukan kegagalan", "Ternyata tidak ada data terungkap.")),
]


class BreachForm(PlainForm):
    """What happened, when it was known, and whose data it was. More may be learned later."""

    not_done = "Catatan kegagalan belum tersimpan."

    title = forms.CharField(
        label="Kejadian",
        help_text="Beberapa kata, misalnya: Daftar NIP terkirim ke alamat e-mail yang salah.",
        max_length=120,
    )
    known_at = MomentField(
        label="Diketahui pengadilan pada",
        help_text="Dari sini 3 x 24 jam dihitung, siang dan malam, juga hari libur.",
    )
    began_at = MomentField(label="Mulai terjadi, bila diketahui", required=False)
    how = forms.CharField(label="Bagaimana terjadinya", min_length=10, max_length=2000, widget=LONG)
    exposed = forms.CharField(
        label="Data pribadi yang terungkap",
        help_text="Jenisnya saja, misalnya nama, NIP, dan nomor telepon. Jangan salin datanya.",
        min_length=3,
        max_length=1000,
        widget=SHORT,
    )
    people_count = forms.IntegerField(
        label="Banyaknya orang (perkiraan)", min_value=1, max_value=MOST_PEOPLE
    )
    persons = forms.ModelMultipleChoiceField(
        label="Pegawai yang datanya terungkap",
        help_text="Mereka diberi tahu juga di SOPTI, ketika suratnya dicatat terkirim.",
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    others = forms.CharField(
        label="Orang lain",
        help_text="Siapa di luar pegawai, misalnya: 40 pemohon layanan bulan Oktober.",
        max_length=1000,
        required=False,
        widget=SHORT,
    )
    handling = forms.CharField(
        label="Upaya penanganan dan pemulihan",
        help_text="Yang sudah dan akan dilakukan. Ikut tertulis dalam surat.",
        min_length=5,
        max_length=2000,
        widget=LONG,
    )
    case = forms.CharField(
        label="Nomor berkas terkait",
        help_text="Bila ada berkas pengamanannya di SOPTI, misalnya 3/TI.B/PA.Mdn/2026.",
        max_length=60,
        required=False,
    )

    def __init__(
        self, *args: Any, breach: Breach | None, by: User, now: datetime, cancel: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, initial=_first(breach, now), **kwargs)
        self.by, self.now = by, breach.noted_at if breach else now
        field: Any = self.fields["persons"]
        field.queryset = User.objects.visible_to(by).filter(is_active=True)
        in_columns(field, 2)
        label = "Simpan perubahan" if breach else "Catat kegagalan"
        self.helper = submit_with(label, cancel=cancel)

    def clean_case(self) -> Case | None:
        number = self.cleaned_data["case"].strip()
        if not number:
            return None
        found: Case | None = Case.objects.visible_to(self.by).filter(number=number).first()
        if found is None:
            raise forms.ValidationError(f"Tidak ada berkas {number} di pengadilan Anda.")
        return found

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not self.errors:
            reason = rules.why_not_times(told["began_at"], told["known_at"], now=self.now)
            if reason is not None:
                self.add_error("known_at", reason)
        return told


def _first(breach: Breach | None, now: datetime) -> dict[str, Any]:
    if breach is None:
        return {"known_at": localtime(now).replace(second=0, microsecond=0)}
    first = {name: getattr(breach, name) for name in FIELDS}
    first["case"] = breach.case.number if breach.case else ""
    return first | {"persons": list(breach.persons.values_list("pk", flat=True))}


class StepForm(PlainForm):
    """One thing that was done."""

    not_done = "Langkah belum tercatat."

    text = forms.CharField(
        label="Yang dilakukan",
        help_text="Misalnya: tautan berbagi dicabut, kata sandi akun diganti.",
        min_length=5,
        max_length=500,
        widget=SHORT,
    )

    def __init__(self, *args: Any, cancel: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = submit_with("Catat langkah", cancel=cancel)


class ToldForm(PlainForm):
    """A letter that was handed over: to whom, under which number, when and how."""

    not_done = "Pemberitahuan belum tercatat."

    to = forms.ChoiceField(label="Kepada", choices=Told.choices)
    addressee = forms.CharField(
        label="Alamat surat",
        help_text="Seperti pada suratnya. Ke mana surat untuk lembaga dikirim, periksa dahulu.",
        max_length=200,
    )
    letter_number = forms.CharField(
        label="Nomor surat", help_text="Dari agenda surat keluar.", max_length=80
    )
    way = forms.ChoiceField(label="Disampaikan lewat", choices=Way.choices)
    sent_at = MomentField(label="Disampaikan pada")

    def __init__(
        self, *args: Any, breach: Breach, to: Told, now: datetime, cancel: str, **kwargs: Any
    ) -> None:
        begun = {"to": to, "addressee": ADDRESSEES[to], "sent_at": localtime(now)}
        super().__init__(*args, initial=begun, **kwargs)
        self.breach, self.now = breach, now
        self.helper = submit_with("Catat pemberitahuan", cancel=cancel)

    def clean_sent_at(self) -> datetime:
        sent_at: datetime = self.cleaned_data["sent_at"]
        reason = rules.why_not_sent_at(sent_at, self.breach, now=self.now)
        if reason is not None:
            raise forms.ValidationError(reason)
        return sent_at


class CloseForm(PlainForm):
    """How it ended, and what was learned."""

    not_done = "Catatan belum ditutup."

    status = forms.TypedChoiceField(
        label="Hasil", choices=ENDS, coerce=BreachStatus, widget=forms.RadioSelect
    )
    closing = forms.CharField(
        label="Kesimpulan",
        help_text="Sebabnya, dan apa yang diubah supaya tidak terulang.",
        min_length=10,
        max_length=1000,
        widget=LONG,
    )

    def __init__(self, *args: Any, breach: Breach, cancel: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.breach = breach
        in_columns(self.fields["status"], 2)
        self.helper = submit_with("Tutup catatan", cancel=cancel)

    def clean_status(self) -> BreachStatus:
        status: BreachStatus = self.cleaned_data["status"]
        if (reason := rules.why_not_end(self.breach, status)) is not None:
            raise forms.ValidationError(reason)
        return status

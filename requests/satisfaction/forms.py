"""What opens the internal survey, and what answers it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django import forms

from requests.satisfaction import rules
from requests.satisfaction.actions import Opinion
from requests.satisfaction.elements import CODES, elements, usual_questions
from requests.satisfaction.models import SurveyRound
from requests.satisfaction.spans import recent_spans, span_key, span_words
from sopti.ui.crispy import submit_with
from sopti.ui.forms import DayField, PlainForm, in_columns, tucked

if TYPE_CHECKING:
    from sopti.core.periods import Period
    from sopti.people.models import User

USUAL_DAYS = 14
WORDS_LIMIT = 1000


class RoundForm(PlainForm):
    """Which period is asked about, until when, and with which words."""

    not_done = "Survei belum dibuka."

    period = forms.ChoiceField(
        label="Masa yang dinilai", help_text="Satu masa hanya dapat disurvei sekali."
    )
    closes_on = DayField(
        label="Hari terakhir mengisi",
        help_text="Survei menutup sendiri sesudah hari ini berakhir. "
        "Yang belum mengisi diingatkan tiga hari sebelumnya.",
    )
    questions = tucked(
        forms.CharField(
            label="Sembilan pertanyaan",
            help_text="Satu baris satu pertanyaan, urutannya tetap: U1 sampai U9.",
            widget=forms.Textarea({"rows": 14}),
            max_length=2000,
        ),
        "Ubah kalimat pertanyaan",
    )

    def __init__(self, *args: Any, by: User, today: date, cancel: str, **kwargs: Any) -> None:
        first = {"closes_on": today + timedelta(days=USUAL_DAYS), "questions": _last_words(by)}
        super().__init__(*args, initial=first, **kwargs)
        self.by, self.today = by, today
        self.periods = {span_key(one): one for one in recent_spans(today)}
        named = [(key, _capital(span_words(one))) for key, one in self.periods.items()]
        fields: dict[str, Any] = self.fields
        fields["period"].choices = [("", "Pilih masa"), *named]
        self.helper = submit_with("Buka survei", cancel=cancel)

    def clean_period(self) -> Period:
        period = self.periods[self.cleaned_data["period"]]
        if (reason := rules.why_not_period(self.by.court_id, period)) is not None:
            raise forms.ValidationError(reason)
        return period

    def clean_closes_on(self) -> date:
        return _checked_day(self.cleaned_data["closes_on"], today=self.today)

    def clean_questions(self) -> list[str]:
        told = self.cleaned_data["questions"].splitlines()
        questions = [line.strip() for line in told if line.strip()]
        if len(questions) != len(CODES):
            found, wanted = len(questions), len(CODES)
            raise forms.ValidationError(f"Tulis {wanted} pertanyaan; yang tertulis {found}.")
        if (reason := rules.why_not_questions(questions)) is not None:
            raise forms.ValidationError(reason)
        return questions


class LastDayForm(PlainForm):
    not_done = "Hari terakhir belum diubah."

    closes_on = DayField(label="Hari terakhir mengisi")

    def __init__(self, *args: Any, found: SurveyRound, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"closes_on": found.closes_on}, **kwargs)
        self.today = today
        self.helper = submit_with("Simpan hari terakhir", cancel=found.get_absolute_url())

    def clean_closes_on(self) -> date:
        return _checked_day(self.cleaned_data["closes_on"], today=self.today)


class SheetForm(PlainForm):
    """The nine questions in the words of the survey; the answers from worst to best."""

    not_done = "Jawaban belum terkirim."

    def __init__(self, *args: Any, found: SurveyRound, cancel: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place, element in enumerate(elements()):
            question = f"{place + 1}. {found.questions[place]}"
            self.fields[element.column] = _marks(question, place + 1, element.marks)
        words = forms.CharField(
            label="Saran",
            help_text="Jangan menulis nama Anda bila ingin tetap tidak dikenal.",
            required=False,
            max_length=WORDS_LIMIT,
            widget=forms.Textarea({"rows": 3}),
        )
        self.fields["words"] = tucked(words, "Tambah saran")
        self.helper = submit_with("Kirim jawaban", cancel=cancel, note="Tanpa nama.")

    def opinion(self) -> Opinion:
        """Return what was ticked, as the action takes it."""
        told = self.cleaned_data
        return Opinion(tuple(told[one.column] for one in elements()), told["words"])


def _marks(question: str, number: int, marks: tuple[str, ...]) -> forms.TypedChoiceField:
    field = forms.TypedChoiceField(
        label=question,
        choices=list(enumerate(marks, 1)),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": f"Pilih satu jawaban untuk pertanyaan {number}."},
    )
    return in_columns(field, 4)


def _last_words(by: User) -> str:
    """Return the questions of the court's newest survey; of the first one the usual ones."""
    newest = SurveyRound.objects.filter(court=by.court_id).order_by("-opened_at").first()
    return "\n".join(newest.questions if newest else usual_questions())


def _checked_day(day: date, *, today: date) -> date:
    if (reason := rules.why_not_last_day(day, today=today)) is not None:
        raise forms.ValidationError(reason)
    return day


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]

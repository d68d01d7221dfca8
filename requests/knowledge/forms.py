"""Writing an article, and searching the library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.urls import reverse

from requests import privacy
from requests.enums import Category
from requests.knowledge import rules
from requests.knowledge.actions import Words
from requests.knowledge.enums import Audience, State
from requests.register.query import short_label
from sopti.ui.crispy import submit_with
from sopti.ui.forms import Choice, PlainForm, in_columns

if TYPE_CHECKING:
    from requests.models import Article
    from sopti.people.models import User

KINDS = [(key, short_label(label)) for key, label in Category.choices]
AUDIENCES = [
    (Audience.EVERYBODY, Choice("Semua pegawai", "juga ditawarkan sebelum permintaan dikirim")),
    (Audience.DESK, Choice("Hanya meja layanan", "langkah yang dikerjakan petugas TI")),
]


class ArticleForm(PlainForm):
    not_done = "Solusi belum tersimpan."

    title = forms.CharField(
        label="Judul", help_text="Masalahnya, seperti orang menyebutnya.", min_length=5,
        max_length=120,
    )  # fmt: skip
    problem = forms.CharField(
        label="Masalah",
        help_text="Dengan kata pemakai: apa yang terlihat, kapan terjadi. Ini yang dicari orang.",
        min_length=10,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )
    steps = forms.CharField(
        label="Langkah penyelesaian",
        help_text="Satu langkah satu baris; nomornya terisi sendiri. Jangan menulis kata sandi.",
        min_length=10,
        max_length=5000,
        widget=forms.Textarea({"rows": 8}),
    )
    categories = in_columns(
        forms.MultipleChoiceField(
            label="Jenis layanan", choices=KINDS, widget=forms.CheckboxSelectMultiple
        ),
        2,
    )
    audience = in_columns(
        forms.ChoiceField(
            label="Untuk siapa",
            choices=AUDIENCES,
            widget=forms.RadioSelect,
            initial=Audience.EVERYBODY,
        ),
        2,
    )

    def __init__(
        self, *args: Any, writer: User, cancel: str = "", article: Article | None = None,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.writer, self.article = writer, article
        self.helper = submit_with("Simpan solusi", cancel=cancel or reverse("requests:solutions"))

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        for name in ("title", "problem", "steps"):
            for doubt in privacy.doubts_in(told.get(name, "")):
                self.add_error(name, f"{self.fields[name].label} {doubt}")
        title = told.get("title", "")
        if refused := rules.why_not_title(title, by=self.writer, besides=self.article):
            self.add_error("title", refused)
        return told

    def words(self) -> Words:
        """Return what was written, as the actions take it."""
        told = self.cleaned_data
        return Words(
            told["title"], told["problem"], told["steps"], tuple(told["categories"]),
            told["audience"],
        )  # fmt: skip


class LibraryFilter(forms.Form):
    """The search of the library. Everything that comes in by the address goes through it."""

    q = forms.CharField(
        label="Cari masalah atau kata", required=False, max_length=100,
        widget=forms.TextInput({"type": "search"}),
    )  # fmt: skip
    jenis = forms.ChoiceField(
        label="Jenis layanan", required=False, choices=[("", "Semua"), *KINDS]
    )
    keadaan = forms.ChoiceField(
        label="Keadaan", required=False, choices=[("", "Semua"), *State.choices]
    )
    hal = forms.IntegerField(required=False, min_value=1, max_value=100_000)

    def __init__(self, *args: Any, is_desk: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_desk:
            del self.fields["keadaan"]

    def chosen(self) -> dict[str, Any]:
        """Return what holds; what cannot be understood counts as not asked for."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) for name in self.fields}


class TypedSoFar(forms.Form):
    """What somebody has typed of a request that is not sent yet."""

    title = forms.CharField(required=False, max_length=200)
    category = forms.ChoiceField(required=False, choices=Category.choices)

    def told(self, name: str) -> str:
        self.is_valid()
        return str(self.cleaned_data.get(name) or "")


class CameFromCase(forms.Form):
    """From which request an article is begun, or for which one it is looked for."""

    dari = forms.IntegerField(required=False, min_value=1, max_value=2**62)

    def case_id(self) -> int | None:
        self.is_valid()
        return self.cleaned_data.get("dari")

"""Adding photos, marking a place, searching the archive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from sopti.ui.forms import PlainForm
from sopti.workflow import photos, uploads
from website_ops.stories.enums import StoryState

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

MOST_AT_ONCE = 50


class PhotosInput(forms.FileInput):
    allow_multiple_selected = True


class ManyPhotosField(forms.FileField):
    """Up to fifty photos at once, each judged by its content as well; all or none."""

    widget = PhotosInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        files = [file for file in data or [] if file]
        if not files:
            raise forms.ValidationError("Pilih foto yang akan ditambahkan.")
        if len(files) > MOST_AT_ONCE:
            raise forms.ValidationError(
                f"Tambahkan paling banyak {MOST_AT_ONCE} foto sekaligus; tadi ada {len(files)}."
            )
        wrong = [reason for file in files if (reason := photos.why_not_accept(file))]
        if wrong:
            raise forms.ValidationError(wrong)
        return files


class PhotosForm(PlainForm):
    """Photos for a case: where they came from, and in which field of the page they are listed."""

    not_done = "Foto belum ditambahkan."

    photos = ManyPhotosField(label="Tambah foto")
    task = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    field = forms.SlugField(required=False, max_length=20)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        accept = ",".join(f".{ending}" for ending in uploads.PICTURES)
        self.fields["photos"].widget.attrs |= {"accept": accept}

    def sentences(self) -> str:
        """Return everything that is wrong in one line."""
        return " ".join(str(one) for errors in self.errors.values() for one in errors)


class MarkForm(PlainForm):
    not_done = "Tanda belum dicatat."

    place = forms.CharField(label="Bagian", max_length=40)
    text = forms.CharField(
        label="Yang perlu diperbaiki",
        min_length=3,
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
    )


class StoryFilter(forms.Form):
    """The search of the archive. Everything that comes in by the address goes through it."""

    q = forms.CharField(label="Cari judul, isi, atau sumber", required=False, max_length=100)
    keadaan = forms.ChoiceField(
        label="Keadaan", required=False, choices=[("", "Semua"), *StoryState.choices]
    )
    tahun = forms.IntegerField(label="Tahun", required=False, min_value=2000, max_value=2100)
    hal = forms.IntegerField(required=False, min_value=1, max_value=100_000)

    def chosen(self) -> dict[str, Any]:
        """Return what holds; what cannot be understood counts as not asked for."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) for name in self.fields}

"""The photos of a story in the form of a step: which are published, with what words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from sopti.core.words import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.files.uploadedfile import UploadedFile
    from django.utils.datastructures import MultiValueDict

    from website_ops.stories.models import Photo

CAPTION, ALT = 300, 250
NEEDS_ALT = "Tulis teks alternatif foto {which}: apa yang terlihat, bagi yang tidak dapat melihat."
Line = dict[str, Any]


class PhotosWidget(forms.Widget):
    """A line for each photo: the small picture, a tick, its caption and its alternative text."""

    template_name = "website_ops/stories/photos_input.html"

    def __init__(self, photos: Sequence[Photo]) -> None:
        super().__init__()
        self.photos = photos

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        typed = {line["photo"]: line for line in value} if isinstance(value, list) else {}
        context["rows"] = [photo_row(photo, name, typed.get(photo.pk)) for photo in self.photos]
        context["name"] = name
        return context

    def value_from_datadict(
        self, data: Any, files: MultiValueDict[str, UploadedFile[Any]], name: str
    ) -> list[Line]:
        return [
            {
                "photo": photo.pk,
                "number": photo.number,
                "on": bool(data.get(f"{name}-{photo.pk}-on")),
                "caption": data.get(f"{name}-{photo.pk}-caption", "").strip()[:CAPTION],
                "alt": data.get(f"{name}-{photo.pk}-alt", "").strip()[:ALT],
            }
            for photo in self.photos
        ]

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-{self.photos[0].pk}-on" if self.photos else id_


def photo_row(photo: Photo, name: str, typed: Line | None = None) -> Line:
    """Return what one line of the photos shows: what was typed, else what is kept."""
    kept = {"on": photo.is_chosen, "caption": photo.caption, "alt": photo.alt}
    return (typed or kept) | {"photo": photo, "name": f"{name}-{photo.pk}", "field": name}


class PhotosField(forms.Field):
    """The photos that are chosen, as the paper says them: number, caption, alternative text."""

    def __init__(self, photos: Sequence[Photo], *, asks_for_words: bool, **kwargs: Any) -> None:
        super().__init__(widget=PhotosWidget(photos), required=False, **kwargs)
        self.asks_for_words = asks_for_words

    def clean(self, value: Any) -> list[dict[str, Any]]:
        chosen = [line for line in value or [] if line["on"]]
        if any("\x00" in line["caption"] + line["alt"] for line in chosen):
            raise forms.ValidationError("Hapus huruf yang tidak dapat dicetak dari foto ini.")
        silent = [str(line["number"]) for line in chosen if not line["alt"]]
        if silent and self.asks_for_words:
            raise forms.ValidationError(NEEDS_ALT.format(which=f"nomor {listed(silent)}"))
        return [
            {
                "foto": line["number"],
                "keterangan": line["caption"],
                "teks alternatif": line["alt"],
            }
            for line in chosen
        ]

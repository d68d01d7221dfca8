"""Form fields that Django does not have: several files, and a small table."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings

from sopti.core import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.core.files.uploadedfile import UploadedFile
    from django.utils.datastructures import MultiValueDict


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class ListedInput(forms.TextInput):
    """A line of text with a list to choose from, which does not bind."""

    template_name = "ui/listed_input.html"

    def __init__(self, options: Iterable[str], attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", **(attrs or {})})
        self.options = list(options)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        widget = context["widget"]
        if self.options:
            widget["attrs"]["list"] = widget["list"] = f"pilihan-{name}"
            widget["options"] = self.options
        return context


class FilesField(forms.FileField):
    """Several files at once, each judged by `check`, which says why one is not taken."""

    widget = FilesInput

    def __init__(
        self,
        *,
        endings: tuple[str, ...],
        check: Callable[[UploadedFile[Any]], str | None],
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("help_text", _limits(endings))
        super().__init__(**kwargs)
        self.check = check
        self.widget.attrs["accept"] = ",".join(f".{ending}" for ending in endings)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        files = [file for file in data or [] if file]
        if not files:
            super().clean(None, initial)
            return []
        if len(files) > settings.UPLOAD_MAX_FILES:
            raise forms.ValidationError(
                f"Lampirkan paling banyak {settings.UPLOAD_MAX_FILES}; tadi ada {len(files)}."
            )
        wrong = [reason for file in files if (reason := self.check(file))]
        if wrong:
            raise forms.ValidationError(wrong)
        return files


def _limits(endings: tuple[str, ...]) -> str:
    kinds = words.listed([ending.upper() for ending in endings if ending != "jpeg"])
    size = words.file_size(settings.UPLOAD_MAX_BYTES)
    return f"{kinds}; paling besar {size} tiap lampiran; paling banyak {settings.UPLOAD_MAX_FILES}."


class TableWidget(forms.Widget):
    """A few rows of text inputs under named columns; empty rows are left out."""

    template_name = "ui/table_input.html"

    def __init__(self, columns: list[tuple[str, str]], rows: int, *, tall: bool = False) -> None:
        super().__init__()
        self.columns, self.rows, self.tall = columns, rows, tall

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        rows = json.loads(value) if isinstance(value, str) and value else value or []
        context["columns"] = [label for _, label in self.columns]
        context["tall"] = self.tall
        context["rows"] = [
            [
                {"name": f"{name}-{index}-{key}", "label": f"{label}, baris {index + 1}",
                 "head": label, "value": (rows[index].get(key, "") if index < len(rows) else "")}
                for key, label in self.columns
            ]
            for index in range(max(self.rows, len(rows)))
        ]  # fmt: skip
        return context

    def value_from_datadict(
        self, data: Any, files: MultiValueDict[str, UploadedFile[Any]], name: str
    ) -> list[dict[str, str]]:
        rows = [
            {key: data.get(f"{name}-{index}-{key}", "").strip()[:300] for key, _ in self.columns}
            for index in range(self.rows)
        ]
        return [row for row in rows if any(row.values())]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not any(key.startswith(f"{name}-") for key in data)

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-0"


class TableField(forms.Field):
    """A list of rows, each a mapping of column to text."""

    def __init__(self, columns: list[tuple[str, str]], *, rows: int, tall: bool = False) -> None:
        """`tall`: every cell takes several lines."""
        super().__init__(widget=TableWidget(columns, rows, tall=tall))

    def clean(self, value: Any) -> list[dict[str, str]]:
        rows: list[dict[str, str]] = super().clean(value) or []
        if any("\x00" in text for row in rows for text in row.values()):
            raise forms.ValidationError("Hapus huruf yang tidak dapat dicetak dari tabel ini.")
        return rows

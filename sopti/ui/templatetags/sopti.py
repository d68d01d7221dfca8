"""Template tags of the house; loaded everywhere, no {% load %} needed."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import template
from django.forms.widgets import Select
from django.template import defaulttags
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import get_current_timezone, localtime, now

from sopti.core import addresses, words
from sopti.ui.forms import error_lines
from sopti.ui.once import FIELD

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.core.paginator import Page
    from django.forms import BaseForm, BoundField
    from django.template import Context
    from django.template.base import Parser, Token

register = template.Library()

ICONS = Path(__file__).resolve().parent.parent / "icons"
DUE_LOOKS = {
    "late": ("late", "exclamation-triangle-fill"),
    "soon": ("soon", "clock"),
    "ok": ("ok", "clock"),
    "paused": ("stop", "pause-circle"),
    "none": ("ok", ""),
}
# A full stop after one of these ends no sentence: titles (Drs., S.H.), Plh., No., abbreviations.
SENTENCE = re.compile(r"(?<=[a-z0-9\"”)]{4}[.!?]) +(?=[A-Z“\"])|(?<=[!?]) +")


# ------------------------------------------------------------------------------------ components
def _drawing(name: str) -> str:
    svg = (ICONS / f"{name}.svg").read_text()
    found = re.search(r"<svg[^>]*>(.*)</svg>", svg, re.DOTALL)
    if found is None:
        raise ValueError(f"{name}.svg holds no drawing.")
    return " ".join(found[1].split())


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """Draw a small picture beside a word: {% icon "clock" %}. It is silent to a screen reader."""
    drawing = mark_safe(_drawing(name))  # noqa: S308 (our own files, see sopti/ui/icons)
    return format_html('<svg class="i" viewBox="0 0 16 16" aria-hidden="true">{}</svg>', drawing)


@register.simple_block_tag
def card(content: str, title: str, id: str = "") -> SafeString:  # noqa: A002 (the attribute)
    """Draw a titled white box: {% card "Judul" %}...{% endcard %}."""
    anchor = format_html(' id="{}"', id) if id else ""
    return format_html('<section class="panel"{}><h2>{}</h2>{}</section>', anchor, title, content)


# Written here and not in a template: a list draws it in each of its rows.
@register.simple_tag
def due(due: Any) -> SafeString:
    """Show what is left of the norm, or how late it is, with its limit: {% due task.due %}."""
    if not due:
        return SafeString()
    look, picture = DUE_LOOKS[due.tone]
    return format_html(
        '<div class="due due--{}"><b>{}<span>{}</span></b>{}</div>',
        look,
        icon(picture) if picture else "",
        due.words,
        format_html("<small>{}</small>", due.limit) if due.limit else "",
    )


@register.inclusion_tag("bootstrap5/field.html", takes_context=True)
def field(context: Context, field: BoundField) -> dict[str, Any]:
    """Draw one field of a form written by hand: label, hint, error, control.

    A field that was marked with `said_with()` gets the page's `sentences` of its purposes.
    """
    ready = context.get("sentences") or {}
    purposes = getattr(field.field, "purposes", ())
    return {"field": field, "ready": [one for name in purposes for one in ready.get(name, ())]}


@register.simple_tag
def filter_field(field: BoundField) -> SafeString:
    """Draw one control of a list's filters: no hint, no "boleh dikosongkan"."""
    look = "form-select" if isinstance(field.field.widget, Select) else "form-control"
    return format_html(
        '<div><label class="form-label" for="{}">{}</label>{}</div>',
        field.id_for_label,
        field.label,
        field.as_widget(attrs={"class": look}),
    )


@register.inclusion_tag("ui/_errors.html")
def errors(form: BaseForm) -> dict[str, Any]:
    """Sum up what is wrong in a form, every line linked to its field."""
    lines = error_lines(form)
    return {"lines": lines, "not_done": getattr(form, "not_done", "Isian belum tersimpan.")}


@register.inclusion_tag("ui/_crumbs.html")
def crumbs(here: str, *above: str) -> dict[str, Any]:
    """Say where the page is: {% crumbs "147/TI.B/2026" "Daftar berkas" cases_url %}."""
    return {"here": here, "above": list(zip(above[::2], above[1::2], strict=True))}


@register.inclusion_tag("ui/_pages.html", takes_context=True)
def pages(context: template.Context, page: Page[Any], noun: str) -> dict[str, Any]:
    """Say which part of a list this is and link the others: {% pages page "berkas" %}."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {"page": page, "noun": noun, "numbers": numbers}


@register.tag
def url(parser: Parser, token: Token) -> addresses.KeptURLNode:
    """Give the address of a page, as Django's own tag does."""
    read = defaulttags.url(parser, token)
    return addresses.KeptURLNode(read.view_name, read.args, read.kwargs, read.asvar)


@register.simple_tag
def address(name: str, *args: str) -> str:
    """Return the address of one of a few pages, "" where it is missing; kept, unlike `url`."""
    return addresses.address(name, *args)


@register.simple_tag
def once_key() -> SafeString:
    """Give a form written by hand its once-only key; crispy forms have one already."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, uuid4())


# ---------------------------------------------------------------------------------------- words
def _day(value: date) -> date:
    return localtime(value).date() if isinstance(value, datetime) else value


@register.filter
def moment(at: datetime | None) -> str:
    """Return “hari ini, 16.30”, in the court's time."""
    return words.moment(at, now=now(), tz=get_current_timezone()) if at else ""


@register.filter
def long_moment(at: datetime | None) -> str:
    """Return “Kamis, 19 November 2026, pukul 10.15 WIB”."""
    return words.long_moment(at, get_current_timezone()) if at else ""


@register.filter
def long_date(day: date | None) -> str:
    """Return “Kamis, 19 November 2026”."""
    return words.long_date(_day(day)) if day else ""


@register.filter
def plain_date(day: date | None) -> str:
    """Return “19 November 2026”."""
    return words.plain_date(_day(day)) if day else ""


@register.filter
def short_date(day: date | None) -> str:
    """Return “Selasa 17 Nov”."""
    return words.short_date(_day(day), today=localtime().date()) if day else ""


@register.filter
def day_word(day: date | None) -> str:
    """Return “hari ini”, “kemarin” or “Selasa 17 Nov”."""
    return words.day_word(_day(day), today=localtime().date()) if day else ""


@register.filter
def duration(minutes: int | None) -> str:
    """Return “2 jam 15 menit”, of working time."""
    return "" if minutes is None else words.duration(minutes)


@register.filter
def calm(title: str) -> str:
    """Return a title in capitals as running text: “Perumusan kebijakan TI”."""
    return words.calm(title)


@register.filter
def nip(value: str) -> str:
    return words.nip(value)


@register.filter
def filesize_id(size: int | None) -> str:
    """Return “1,2 MB”."""
    return "" if size is None else words.file_size(size)


@register.filter
def number_id(value: float | None) -> str:
    """Return “1.250” or “5,4”."""
    return "" if value is None else words.number(value)


@register.filter
def any_errors(forms: Iterable[BaseForm] | None) -> bool:
    """Tell whether one of several forms of a page came back with errors."""
    return any(form.errors for form in forms or ())


@register.filter
def first_sentence(text: object) -> str:
    """Return what a notice says in bold. Text with markup of its own is left to itself."""
    return "" if isinstance(text, SafeString) else SENTENCE.split(str(text), maxsplit=1)[0]


@register.filter
def other_sentences(text: object) -> str:
    if isinstance(text, SafeString):
        return text
    return " ".join(SENTENCE.split(str(text), maxsplit=1)[1:])

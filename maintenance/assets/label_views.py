"""Choosing which labels to print, and the sheets themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from maintenance.assets import labels, rules
from maintenance.assets.choices import choices_of
from maintenance.assets.forms import AssetFilter
from maintenance.assets.found import found_assets
from maintenance.assets.models import Asset
from sopti.core.errors import refuse_if
from sopti.reports.marks import address_of
from sopti.reports.pdf import render_pdf
from sopti.reports.sending import pdf_answer, says_why_not_printed

if TYPE_CHECKING:
    from django.http import HttpResponse

    from sopti.ui.http import UserRequest

LARGEST = 2**62


class StartForm(forms.Form):
    """Where on the first sheet the labels begin."""

    mulai = forms.TypedChoiceField(
        label="Mulai dari label ke",
        choices=[(place, place) for place in range(1, labels.ON_A_SHEET + 1)],
        coerce=int,
        empty_value="1",
        required=False,
    )

    def start(self) -> int:
        return int(self.cleaned_data["mulai"]) if self.is_valid() else 1


@require_safe
def choose_labels(request: UserRequest) -> HttpResponse:
    refuse_if(rules.why_not_read(request.user))
    form = AssetFilter(request.GET, choices=choices_of(request.user))
    found = found_assets(request.user, form.chosen(), today=localdate())
    total = found.count()
    page = {
        "assets": found.for_pages()[: labels.MOST],
        "total": total,
        "most": labels.MOST,
        "start": StartForm(),
        "is_cut": total > labels.MOST,
    }
    return render(request, "maintenance/choose_labels.html", page)


@require_safe
@says_why_not_printed
def print_labels(request: UserRequest) -> HttpResponse:
    """Make the sheets of the chosen assets, in the order of rooms and names."""
    chosen = {int(key) for key in request.GET.getlist("aset") if _is_key(key)}
    visible = Asset.objects.visible_to(request.user).filter(pk__in=list(chosen)[: labels.MOST + 1])
    found = list(visible.for_pages().order_by("room", "name", "nup"))
    refuse_if(labels.why_not_print(len(found)))

    def address(asset: Asset) -> str:
        path = asset.get_absolute_url()
        return address_of(path) or request.build_absolute_uri(path)

    sheets = labels.sheets_of(found, start=StartForm(request.GET).start(), address=address)
    pdf = render_pdf("maintenance/labels.html", {"sheets": sheets}, sheets=("labels.css",))
    return pdf_answer(pdf, name="label aset")


def _is_key(key: str) -> bool:
    return key.isascii() and key.isdecimal() and len(key) < len(str(LARGEST))

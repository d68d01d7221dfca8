"""What a request is asked for, by its category: the thing it is about, and what helps the desk."""

from __future__ import annotations

from typing import Any

from django import forms

from requests.enums import Category
from sopti.ui.forms import wanted

REACHES = [
    ("saya", "Hanya saya"),
    ("ruang", "Satu ruang"),
    ("kantor", "Seluruh kantor"),
]
# Where the thing is neither a device nor a room: which question names it.
ABOUT = {Category.ACCOUNT: "account", Category.WEBSITE: "page", Category.DATA: "lost"}
THING = "asset_or_place"
NAMED_BY_THING = tuple(one for one in Category if one not in ABOUT)
DISTURBED = (Category.NETWORK, Category.SIPP, Category.APPLICATION)
SHOWS_MESSAGE = (Category.SIPP, Category.APPLICATION)


def only_for(field: Any, *categories: Category) -> Any:
    """Show the field only while one of these categories is chosen; always without :has()."""
    field.only_for = [one.value for one in categories]  # read by ui/fields/_classes
    return field


def about_field(label: str, hint: str, *categories: Category, missing: str) -> forms.CharField:
    """Return the question that names the thing; needed where its category is chosen."""
    field = forms.CharField(label=label, help_text=hint, max_length=120, required=False)
    field.missing = missing  # type: ignore[attr-defined]  # read by RequestForm
    found: forms.CharField = only_for(wanted(field), *categories)
    return found


def answers_of(told: dict[str, Any]) -> dict[str, str]:
    """Return what the chosen category was asked beside its thing; the rest counts as not said."""
    category = told.get("category")
    asked = {"reach": DISTURBED, "message": SHOWS_MESSAGE}
    return {
        name: told[name]
        for name, categories in asked.items()
        if told.get(name) and category in categories
    }


def told_answers(answers: dict[str, str]) -> list[tuple[str, str]]:
    """Return kept answers as (label, text), for the case page and the paper."""
    said = []
    if reach := dict(REACHES).get(answers.get("reach", "")):
        said.append(("Yang terganggu", reach))
    if message := answers.get("message"):
        said.append(("Pesan galat", message))
    return said

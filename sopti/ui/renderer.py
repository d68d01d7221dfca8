"""Draws the usual controls of a form without templates.

Django renders a template for each control, for its attributes, and twice for each line of a list:
the filters of the register alone were some 150 templates, a quarter of the page's time.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from django.forms.renderers import TemplatesSetting
from django.utils.safestring import SafeString

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    Widget = dict[str, Any]


class QuickRenderer(TemplatesSetting):
    """Writes what Django's own templates would write; whatever else is a template still."""

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> str:
        draw = DRAWN.get(template_name)
        if draw is None:
            return super().render(template_name, context, request)
        return SafeString(draw(context["widget"]))  # every part of it went through _text


def _text(value: object) -> str:
    """Return the value as it stands in HTML. What is marked as safe is left as it is."""
    return value if isinstance(value, SafeString) else escape(str(value))


def _attributes(attrs: dict[str, Any]) -> str:
    return "".join(
        f" {_text(name)}" if value is True else f' {_text(name)}="{_text(value)}"'
        for name, value in attrs.items()
        if value is not False
    )


def _input(widget: Widget) -> str:
    value = "" if widget["value"] is None else f' value="{_text(widget["value"])}"'
    kind, name = _text(widget["type"]), _text(widget["name"])
    return f'<input type="{kind}" name="{name}"{value}{_attributes(widget["attrs"])}>'


def _textarea(widget: Widget) -> str:
    name, value = _text(widget["name"]), _text(widget["value"] or "")
    return f'<textarea name="{name}"{_attributes(widget["attrs"])}>\n{value}</textarea>'


def _select(widget: Widget) -> str:
    groups = "".join(_group(name, options) for name, options, _ in widget["optgroups"])
    return f'<select name="{_text(widget["name"])}"{_attributes(widget["attrs"])}>{groups}</select>'


def _group(name: str | None, options: list[Widget]) -> str:
    lines = "".join(map(_option, options))
    return f'<optgroup label="{_text(name)}">{lines}</optgroup>' if name else lines


def _option(one: Widget) -> str:
    value, label = _text(one["value"]), _text(one["label"])
    return f'<option value="{value}"{_attributes(one["attrs"])}>{label}</option>'


_INPUTS = ("text", "number", "email", "url", "password", "hidden", "date", "datetime", "time")
DRAWN: dict[str, Callable[[Widget], str]] = {
    "django/forms/widgets/input.html": _input,
    **{f"django/forms/widgets/{kind}.html": _input for kind in (*_INPUTS, "checkbox")},
    "django/forms/widgets/textarea.html": _textarea,
    "django/forms/widgets/select.html": _select,
}

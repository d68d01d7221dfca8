"""A system check: the SOPs that ship with the house name only sections and deeds that exist."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from sopti.sop import registry
from sopti.sop.files import folders_in, read_document


@register()
def every_named_deed_exists(**options: Any) -> list[CheckMessage]:
    """Return an error for every section or deed that an SOP file names and nobody registered."""
    found: list[CheckMessage] = []
    for folder in folders_in([settings.SOP_DIR]):
        reading = read_document(folder)
        for file, procedure in reading.procedures.items():
            named = {deed for step in procedure.steps for deed in step.does}
            section = registry.section(procedure.section)
            missing = sorted(named - set(section.deeds)) if section else [procedure.section]
            if missing:
                words = f"{reading.label(file)} names {', '.join(missing)}, which nobody registered"
                found.append(Error(words, id="sop.E001"))
    return found

"""The nine elements of Permenpan-RB 14/2017: names, questions and answers, read from a file."""

from __future__ import annotations

import tomllib
from functools import cache

from django.conf import settings
from pydantic import BaseModel, ConfigDict

FILE = settings.BASE_DIR / "fixtures" / "survey.toml"
CODES = ("U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8", "U9")
COLUMNS = tuple(code.lower() for code in CODES)
LOWEST, HIGHEST = 1, 4


class Element(BaseModel):
    """One element: `marks` are its four answers from 1 to 4."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str
    name: str
    question: str
    marks: tuple[str, str, str, str]

    @property
    def column(self) -> str:
        return self.code.lower()

    @property
    def title(self) -> str:
        return f"{self.code} {self.name}"


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    elements: tuple[Element, ...]


@cache
def elements() -> tuple[Element, ...]:
    """Return the nine, in the order of the regulation."""
    told = _File.model_validate(tomllib.loads(FILE.read_text(encoding="utf-8")))
    found = tuple(element.code for element in told.elements)
    assert found == CODES, f"{FILE.name} names {found}"  # noqa: S101 (a file of ours)
    return told.elements


def usual_questions() -> list[str]:
    return [element.question for element in elements()]

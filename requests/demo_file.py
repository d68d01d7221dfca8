"""What `fixtures/demo_cases.toml` may say: courts, their stories, and the words of the steps."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from requests.enums import Category, Urgency


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(Part):
    """What somebody writes at a step."""

    result: str = ""
    values: dict[str, Any] = {}


class Act(Part):
    """One deed of a story. `wait` and `work` are working minutes: before it, and during it."""

    do: Literal[
        "complete", "start", "pause", "resume", "ask", "answer", "reassign", "withdraw", "cancel",
        "link", "merge", "pass_on",
    ] = "complete"  # fmt: skip
    step: int = 0
    by: str = ""  # an account; else whoever usually holds the role of the step
    wait: int = Field(default=0, ge=0)
    work: int = Field(default=0, ge=0)
    outcome: str = ""
    route: str = ""
    result: str = ""
    note: str = ""
    values: dict[str, Any] = {}
    text: str = ""
    to: str = ""
    other: str = ""  # the title of another story of the court: linked with it, or merged into it
    files: dict[str, str] = {}


class Story(Part):
    """One case: who asks for what by which table, and what happens then."""

    document: str
    procedure: str
    flow: str = ""
    routine: bool = False  # opened by the calendar
    requester: str = ""
    filed_by: str = ""  # a colleague who files it for the requester
    title: str = ""
    detail: str = ""
    category: str = ""
    urgency: str = ""
    asset_or_place: str = ""
    files: dict[str, str] = {}
    under: str = ""  # begins on a day on which this person acts for somebody
    idle: int = Field(default=0, ge=0)  # working minutes since the last act; or into that day
    acts: tuple[Act, ...] = ()

    @property
    def category_words(self) -> str:
        return Category(self.category).label if self.category else ""

    @property
    def urgency_words(self) -> str:
        return Urgency(self.urgency).label if self.urgency else ""


class CourtCases(Part):
    accounts: dict[str, str]  # role -> account
    cases: tuple[Story, ...]


class DemoFile(Part):
    words: dict[str, dict[int, Words]]  # "procedure" or "document/procedure" -> step -> words
    deeds: dict[str, dict[str, Any]] = {}  # deed -> what is usually filled in; "{result}" is known
    courts: dict[str, CourtCases]

    def usual(self, story: Story, step: int) -> Words:
        """Return what is usually written at a step of the story's procedure."""
        for key in (f"{story.document}/{story.procedure}", story.procedure):
            if step in self.words.get(key, {}):
                return self.words[key][step]
        return Words()

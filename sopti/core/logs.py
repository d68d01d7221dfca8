"""The log: one line for each thing that happened, for people in a terminal or as JSON for programs.

No line holds what somebody typed. Who asked is told by the number of the account, the court by its
key; addresses lose their query, and long keys within them all but their beginning.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import structlog
from structlog.contextvars import merge_contextvars
from structlog.processors import ExceptionRenderer, JSONRenderer, TimeStamper
from structlog.stdlib import (
    ExtraAdder,
    PositionalArgumentsFormatter,
    ProcessorFormatter,
    add_log_level,
    add_logger_name,
)
from structlog.tracebacks import ExceptionDictTransformer

if TYPE_CHECKING:
    from collections.abc import Callable
    from logging import Formatter

    from structlog.typing import EventDict, Processor, WrappedLogger

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
SECRET_LIKE = re.compile(r"(?<=/)([\w-]{4})[\w-]{20,}")
# What errors quote: 'words', "words", PostgreSQL's (nip)=(1985...), and long numbers.
QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|=\([^)]*\)|\d{5,}")
OF_OTHERS = ("request", "server_time", "sql", "params", "alias", "duration", "message", "asctime")
MOST_FRAMES = 12


def path_told(path: str) -> str:
    """Return an address as the log may hold it: without its query, keys cut after four letters."""
    return SECRET_LIKE.sub(r"\1…", path.partition("?")[0])[:300]


def reason_told(words: str) -> str:
    """Return the words of an error without what they quote, which may be what somebody typed."""
    return QUOTED.sub("…", words.partition("\n")[0])[:300]


def _without_objects(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Drop what others hand over beside their sentences (the request, SQL); cut keys in paths."""
    for name in OF_OTHERS:
        event.pop(name, None)
    if "path" in event:
        event["path"] = path_told(str(event["path"]))
    return event


def _without_quotes(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    for told in event.get("exception", ()):
        told["exc_value"] = reason_told(told["exc_value"])
        told.pop("exc_notes", None)
    return event


def _without_control(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Write line ends and other control characters as their codes: nobody makes up a line."""
    for name, value in event.items():
        if isinstance(value, str) and name != "exception":
            event[name] = CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", value)
    return event


def _beginning() -> list[Processor]:
    return [
        merge_contextvars,
        add_log_level,
        add_logger_name,
        ExtraAdder(),
        PositionalArgumentsFormatter(),
        _without_objects,
        TimeStamper(fmt="iso", utc=True),
    ]


def as_json() -> Formatter:
    """Return the formatter of a court's server: JSON, in UTC, errors with their places."""
    frames = ExceptionDictTransformer(show_locals=False, max_frames=MOST_FRAMES)
    last: list[Processor] = [ExceptionRenderer(frames), _without_quotes, _without_control]
    return _formatter([*last, JSONRenderer(sort_keys=True)])


def as_lines() -> Formatter:
    """Return the formatter of a terminal: time, level, sentence, and what belongs to it."""
    plain: Any = structlog.dev.ConsoleRenderer(
        colors=False, exception_formatter=structlog.dev.plain_traceback, pad_event_to=0
    )
    return _formatter([_without_control, plain])


def _formatter(last: list[Processor]) -> Formatter:
    return ProcessorFormatter(
        processors=[ProcessorFormatter.remove_processors_meta, *last],
        foreign_pre_chain=_beginning(),
    )


FORMATTERS: dict[str, Callable[[], Formatter]] = {"json": as_json, "lines": as_lines}


def logging_config(kind: str) -> dict[str, Any]:
    """Return Django's LOGGING: everything to the standard error, as `json` or as `lines`."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": FORMATTERS[kind]}},
        "filters": {"one line": {"()": "sopti.core.away.OneLine"}},
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": "line",
                "filters": ["one line"],
            }
        },
        "root": {"handlers": ["console"], "level": "INFO"},
        "loggers": {
            "django.security.DisallowedHost": {"level": "CRITICAL"},
            # One line tells of each request; Django's own would say the same again.
            "django.request": {"level": "ERROR"},
            "httpx2": {"level": "WARNING"},  # writes whole addresses
        },
    }

"""Everything that must hold before a change lands: `python -m tests.check [--list] [step…]`.

All steps run, also after one has failed. The tests come last, so that the run ends with what pytest
counted; what failed before them is told before they start.
"""

import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from tests.cluster import NoPostgresError, postgres

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PYTEST = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider"]
MANAGE = [sys.executable, "manage.py"]


@dataclass(frozen=True)
class Step:
    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    needs_postgres: bool = False


def tool(name: str, *arguments: str) -> list[str]:
    return [str(BIN / name), *arguments]


LIKE_A_COURT = {
    "SOPTI_SECRET_KEY": secrets.token_urlsafe(64),
    "SOPTI_HTTPS": "1",
    "SOPTI_HOSTS": "sopti.example",
}
STEPS = [
    Step("format", tool("ruff", "format", "--check", "--output-format", "concise", ".")),
    Step("lint", tool("ruff", "check", "--output-format", "concise", ".")),
    Step("types", tool("mypy")),
    Step("templates", tool("djlint", "templates", "--check", "--lint")),
    Step("audit", [sys.executable, "-m", "tests.audit"]),
    Step("layers", tool("lint-imports")),
    Step("check", [*MANAGE, "check", "--fail-level", "WARNING"]),
    Step("deploy", [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"], LIKE_A_COURT),
    Step("migrations", [*MANAGE, "makemigrations", "--check", "--dry-run"]),
    Step("browser", [*PYTEST, "-n", "2", "--dist", "worksteal", "-m", "browser", "tests/browser"]),
    Step("postgres", [*PYTEST, "-n", "2", "-m", "both_databases"], needs_postgres=True),
    Step("tests", [*PYTEST, "-n", "2", "-m", "not browser"]),
]


def main(names: list[str]) -> int:
    """Run the named steps, or all of them; answer 1 if any of them failed."""
    if names == ["--list"]:
        print("\n".join(step.name for step in STEPS))
        return 0
    steps = [step for step in STEPS if not names or step.name in names]
    if len(steps) < len(names):
        print("An unknown step was named; --list shows them.")
        return 2
    return 1 if failures_of(steps) else 0


def failures_of(steps: list[Step]) -> list[str]:
    for number in (signal.SIGINT, signal.SIGTERM):  # both end through the blocks that tidy up
        signal.signal(number, lambda received, _: sys.exit(128 + received))
    failed = []
    with tempfile.TemporaryDirectory(prefix="sopti-check-") as var:
        environment = surroundings(var)
        for step in steps:
            is_last = step is steps[-1]
            if is_last and failed:
                print(f"\nFAILED before the last step: {', '.join(failed)}", flush=True)
            if not passes(step, environment, is_last=is_last):
                failed.append(step.name)
    return failed


def surroundings(var: str) -> dict[str, str]:
    """Make the environment of all steps: this machine's own settings of SOPTI do not reach them."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("SOPTI_", "DJANGO_", "PYTEST_")) and name != "DATABASE_URL"
    }
    keys = {"SOPTI_SECRET_KEY": "only-for-tests", "SOPTI_RECORD_KEY": "only-for-tests-too"}
    return kept | keys | {"SOPTI_VAR": var, "PYTHONUNBUFFERED": "1"}


def passes(step: Step, environment: dict[str, str], *, is_last: bool) -> bool:
    print(f"\n--- {step.name}", flush=True)
    began = time.monotonic()
    try:
        code = run(step, environment)
    except (NoPostgresError, FileNotFoundError) as problem:
        print(problem)
        code = 1
    if not is_last:  # whose own last line is to stay the last
        state = "ok" if code == 0 else f"FAILED ({code})"
        print(f"--- {step.name}: {state}, {time.monotonic() - began:.0f} s", flush=True)
    return code == 0


def run(step: Step, environment: dict[str, str]) -> int:
    if step.name == "browser" and not shutil.which("chromium"):
        raise FileNotFoundError(
            "Chromium is missing: apt-get install -y --no-install-recommends chromium"
        )
    with ExitStack() as until_done:
        if step.needs_postgres:
            environment = environment | {"DATABASE_URL": until_done.enter_context(postgres())}
        return subprocess.run(
            step.command, cwd=ROOT, env=environment | step.environment, check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

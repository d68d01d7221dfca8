"""A certified provider (npm's oidc-provider) on loopback, as somebody else wrote it."""

import re
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

import httpx2

from tests.sso.slapd import free_port

HERE = Path(__file__).parents[1] / "prove" / "provider"
INSTALLED = Path(__file__).parents[2] / ".venv" / "provider"
PROGRAM = shutil.which("node")
IS_INSTALLED = bool(PROGRAM) and (INSTALLED / "node_modules" / "oidc-provider").is_dir()


@contextmanager
def real_provider(back):
    """Yield its issuer; the process ends with the pipe to it, so at the latest with us."""
    port = free_port()
    script = INSTALLED / "provider.mjs"
    shutil.copy(HERE / "provider.mjs", script)  # modules are looked for beside the script
    with subprocess.Popen(
        [PROGRAM, script, str(port), back],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as running:
        try:
            assert running.stdout.readline() == "ready\n"
            yield f"http://127.0.0.1:{port}"
        finally:
            running.kill()


def enter(address, name, back):
    """Log in there as a browser does, agree, and return the address that leads back to us."""
    with httpx2.Client(trust_env=False) as browser:
        return led_by(browser, address, name, back)[0]


def led_by(browser, address, name, back):
    """Return the address that leads back to us, and what the provider asked on the way."""
    answer, asked = browser.get(address), []
    for _ in range(10):
        if answer.has_redirect_location:
            there = str(answer.url.join(answer.headers["location"]))
            if there.startswith(back):
                return there, asked
            answer = browser.get(there)
        else:
            asked.append(re.search(r'name="prompt" value="(\w+)"', answer.text)[1])
            fields = {"prompt": asked[-1], "login": name, "password": "apa saja"}
            answer = browser.post(answer.url, data=fields)
    raise AssertionError(f"the provider led nowhere: {answer.status_code} {answer.text[:300]}")

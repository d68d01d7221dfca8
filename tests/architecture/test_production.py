"""The recipe for a data centre names only what there is."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

ROOT = Path(settings.BASE_DIR)
RECIPE = ROOT / "docs" / "produksi"
UNITS = sorted((RECIPE / "systemd").glob("*.service"))
KNOWN = set(re.findall(r'env(?:\.\w+)?\(\s*"(\w+)"', (ROOT / "sopti/settings.py").read_text()))
SHUT = {
    "User": "sopti", "NoNewPrivileges": "yes", "ProtectSystem": "strict", "ProtectHome": "yes",
    "PrivateTmp": "yes", "CapabilityBoundingSet": "", "UMask": "0077", "Restart": "always",
    "EnvironmentFile": "/etc/sopti/sopti.env",
}  # fmt: skip


def test_every_setting_of_the_recipe_is_read():
    said = "".join(path.read_text() for path in [RECIPE / "README.md", RECIPE / "sopti.env"])
    named = set(re.findall(r"\b(?:SOPTI_[A-Z_]+|DATABASE_URL|EMAIL_URL)\b", said))

    assert "SOPTI_REDIS_URL" in named
    assert named - KNOWN == set()


def test_secrets_of_the_recipe_are_left_open():
    lines = (RECIPE / "sopti.env").read_text().splitlines()

    given = [line for line in lines if re.match(r"SOPTI_\w+_(KEY|TOKEN)=.", line)]
    assert given == []


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_service_runs_a_command_of_ours_behind_shut_doors(unit):
    lines = dict(re.findall(r"^(\w+)=(.*)$", unit.read_text(), re.MULTILINE))

    wanted = SHUT | ({"Restart": None} if lines["Type"] == "oneshot" else {})
    assert {name: lines.get(name) for name in SHUT} == wanted
    command = re.fullmatch(
        r"/opt/sopti/\.venv/bin/python manage\.py (\w+)( .*)?", lines["ExecStart"]
    )
    assert command[1] in get_commands()


def test_there_is_a_service_for_each_process():
    assert [path.name for path in UNITS] == [
        "sopti-latihan.service", "sopti-watcher.service", "sopti-web@.service",
        "sopti-worker@.service",
    ]  # fmt: skip
    assert (RECIPE / "systemd" / "sopti-latihan.timer").is_file()


def test_the_server_in_front_lets_through_what_sopti_takes_and_no_name_of_others():
    words = (RECIPE / "nginx.conf").read_text()

    megabytes = int(re.search(r"client_max_body_size (\d+)m;", words)[1])
    assert 0 < megabytes * 2**20 - settings.BODY_MAX_BYTES < 5_000_000
    for header in ("X-Forwarded-Proto $scheme", "X-Forwarded-For $remote_addr",
                   "X-Request-ID $request_id", "Host $host"):  # fmt: skip
        assert f"proxy_set_header {header};" in words

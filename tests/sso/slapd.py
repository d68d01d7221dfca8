"""A real directory of the tests' own (OpenLDAP): on loopback, in a folder, gone afterwards."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.cluster import end_with_parent

PROGRAM = shutil.which("slapd", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
SECONDS_TO_START = 20
BASE = "ou=pegawai,dc=contoh"
READER, READER_PASSWORD = "cn=pembaca,dc=contoh", "kata sandi pembaca"
CONFIGURATION = """
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
pidfile {folder}/pid
modulepath /usr/lib/ldap
moduleload back_mdb
# A name without a password is let in as nobody, as Active Directory does it.
allow bind_anon_dn
TLSCertificateFile {folder}/server.pem
TLSCertificateKeyFile {folder}/server.key
database mdb
suffix "dc=contoh"
directory {folder}/data
access to attrs=userPassword by anonymous auth by * none
access to * by dn.exact="{reader}" read by * none
"""
ENTRIES = """
dn: dc=contoh
objectClass: organization
objectClass: dcObject
o: Contoh
dc: contoh

dn: {reader}
objectClass: organizationalRole
objectClass: simpleSecurityObject
cn: pembaca
userPassword: {reader_password}

dn: {base}
objectClass: organizationalUnit
ou: pegawai
"""
PERSON = """
dn: uid={uid},{base}
objectClass: inetOrgPerson
uid: {uid}
cn: {uid}
sn: {uid}
title: {title}
{password}
"""


@dataclass
class Directory:
    port: int
    secured_port: int
    folder: Path

    @property
    def url(self):
        return f"ldap://127.0.0.1:{self.port}"

    @property
    def secured_url(self):
        return f"ldaps://127.0.0.1:{self.secured_port}"

    @property
    def authority(self):
        return str(self.folder / "server.pem")


@contextmanager
def slapd(people):
    """Yield a directory with these people: (account, password or None, title)."""
    folder = Path(tempfile.mkdtemp(prefix="sopti-ldap-"))
    try:
        prepare(folder, people)
        with started(folder) as running:
            yield running
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def started(folder):
    port, secured = free_port(), free_port()
    addresses = f"ldap://127.0.0.1:{port}/ ldaps://127.0.0.1:{secured}/"
    server = subprocess.Popen(
        [PROGRAM, "-f", folder / "slapd.conf", "-d", "0", "-h", addresses],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        process_group=0,
        preexec_fn=end_with_parent,  # noqa: PLW1509 - nothing else runs here yet
    )
    try:
        wait_until_ready(port, server)
        yield Directory(port, secured, folder)
    finally:
        server.kill()
        server.wait()


def prepare(folder, people):
    (folder / "data").mkdir()
    make_certificate(folder)
    words = {"folder": folder, "base": BASE, "reader": READER}
    (folder / "slapd.conf").write_text(CONFIGURATION.format(**words))
    entries = ENTRIES.format(**words, reader_password=READER_PASSWORD)
    for uid, password, title in people:
        kept = f"userPassword: {password}" if password else "description: -"
        entries += PERSON.format(uid=uid, base=BASE, title=title, password=kept)
    (folder / "entries.ldif").write_text(entries)
    made = subprocess.run(
        [Path(PROGRAM).with_name("slapadd"), "-f", folder / "slapd.conf",
         "-l", folder / "entries.ldif"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr


def make_certificate(folder):
    """Write a certificate for 127.0.0.1 that vouches for itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(issuer_name=name, subject_name=name, public_key=key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "server.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "server.key").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as found:
        return found.getsockname()[1]


def wait_until_ready(port, server):
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        assert server.poll() is None, "slapd ended at once"
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise AssertionError("slapd did not start")

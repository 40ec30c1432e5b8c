"""Names of machines and logins: what is a client's, and what is a system's, a manual's or a program's."""

from collections.abc import Callable

import pytest

type Found = Callable[[str], list[tuple[str, str]]]

HOSTS = [
    ("the domain controller is {}, please check", "hvdc02.thornfield.local"),
    ("nslookup {} fails since Monday", "intranet.pellworth.lan"),
    ("reboot {} after six", "PLW-SQL01"),
    ("RDP to {} is slow", "TFD-RDS-2"),
    ("mount {}\\scans on the printer".replace("{}", "\\\\{}"), "plw-fs02.pellworth.corp"),
    ("ssh root@{} and tail the log", "db-prod-1.int.quarrin.eu"),
    ("Rechner {} startet nicht", "QRN-NB-31"),
]


@pytest.mark.parametrize(("frame", "host"), HOSTS, ids=[host for _, host in HOSTS])
def test_hosts_of_clients(found: Found, frame: str, host: str) -> None:
    assert ("HOSTNAME", host) in found(frame.replace("{}", host))


@pytest.mark.parametrize(
    "text",
    [
        "open https://www.python.org and docs.github.com, then mail.google.com",
        "import numpy.linalg.norm; os.path.join(a, b); self.local.value",
        "UTF-8, SHA-256, MS-SQL, CLIENT-SERVER, TICKET-1204, WEB-2291, CVE-2024-3094",
        "kubectl get svc my-svc.default.svc.cluster.local",
        "curl http://host.docker.internal:8080/health",
        "\\\\server\\share is a placeholder, \\section\\title is LaTeX",
    ],
)
def test_public_names_and_compounds_are_no_hosts(found: Found, text: str) -> None:
    assert not [value for kind, value in found(text) if kind == "HOSTNAME"]


LOGINS = [
    ("Logon failure for {} from 10.1.1.9", "PELLWORTH\\k.osei"),
    ("DB_USER={}\nDB_PASS=", "billing_rw"),
    ("her username is {} on the portal", "mwanjiru77"),
    ('"username": "{}",', "t.lindgard"),
    ("ficheiro em C:\\Users\\{}\\Desktop\\notas.txt", "ines.duarte"),
    ("el usuario {} / Qz7-kiTaro9", "recepcion"),
]


@pytest.mark.parametrize(("frame", "login"), LOGINS, ids=[login for _, login in LOGINS])
def test_logins(found: Found, frame: str, login: str) -> None:
    assert ("USERNAME", login) in found(frame.replace("{}", login))


@pytest.mark.parametrize(
    "text",
    [
        "user = models.ForeignKey(settings.AUTH_USER)\nusername: str\nlogin = request.user",
        "C:\\Users\\Public\\Documents, /home/user/.bashrc, /home/runner/work",
        "user: admin, username=root, login: administrator",
        "HKLM\\Software\\Vendor, NT AUTHORITY\\SYSTEM, App\\Models\\User",
        'raise ValueError("ERROR\\nfailed")',
        "the user and password fields, the account manager and the log-in page",
    ],
)
def test_accounts_of_systems_and_code_are_no_logins(found: Found, text: str) -> None:
    assert not [value for kind, value in found(text) if kind == "USERNAME"]

"""What the product finds and leaves alone: the hard cases, kind by kind. Secrets are joined at run time."""

from collections.abc import Callable

import pytest

from classifiers.examples import expand

type Find = Callable[[str], list[tuple[str, str]]]

FINDS = [
    (
        "mail alice@acme.com and bob@rival.com",
        [("EMAIL_ADDRESS", "alice@acme.com"), ("EMAIL_ADDRESS", "bob@rival.com")],
    ),
    ("My SSN is 078-05-1120.", [("US_SSN", "078-05-1120")]),
    ('{"cmd":"mysql -p{{join:S3c|ret}} -u root"}', [("PASSWORD", "S3cret")]),
    ("smtp_secret={{join:q8Zr|T1vXw92kLm}}", [("API_KEY", "q8ZrT1vXw92kLm")]),
    ("DB_PASSWORD={{join:hunter2|-Prod!}}", [("PASSWORD", "hunter2-Prod!")]),
    ("postgres://app:{{join:Kx9|-zz}}@db.acme.com/x", [("CONNECTION_STRING", "Kx9-zz")]),
    ("pay with 4111 1111 1111 1111 please", [("CREDIT_CARD", "4111 1111 1111 1111")]),
    ("IBAN GB82 WEST 1234 5698 7654 32 and so on", [("IBAN_CODE", "GB82 WEST 1234 5698 7654 32")]),
    ("Der Kunde aus Rom hat die Nummer RCCMNL83S18D969H.", [("IT_FISCAL_CODE", "RCCMNL83S18D969H")]),
    (
        "call me: +49 30 901820, then 10.44.3.2",
        [("PHONE_NUMBER", "+49 30 901820"), ("IP_ADDRESS", "10.44.3.2")],
    ),
    ("the vpn password is {{join:Kestrel|$4419}}", [("PASSWORD", "Kestrel$4419")]),
    ("aws_secret_access_key={{alnum:38}}/9", [("AWS_SECRET_KEY", "")]),
    ("use {{github:ghp}} for that", [("ACCESS_TOKEN", "")]),
    ("use {{join:AKIA|NIKBHUPUHHHIIKH5}} with few different signs", [("AWS_ACCESS_KEY", "")]),
    ("Authorization: Bearer {{jwt:}}", [("JWT", "")]),
    ("recovery 135795-135795-246906-246906-357016-357016-468127-468127", [("RECOVERY_KEY", "")]),
]


@pytest.mark.parametrize(("source", "expected"), FINDS, ids=[source[:40] for source, _ in FINDS])
def test_finds(found: Find, source: str, expected: list[tuple[str, str]]) -> None:
    given = found(expand(source, "detection"))
    assert [kind for kind, _ in given] == [kind for kind, _ in expected]
    for (_, text), (_, wanted) in zip(given, expected, strict=True):
        assert wanted in ("", text)


CLEAN = [
    "Copy it from S3 to EKS with C4 and k8s on an m5.large in us-east-1.",
    "The ticket is 6033391, the order 4500123456, the invoice 2024-10-0017.",
    "See commit 9fceb02d0ae598e95dc970b74767f19372d61af8 and id 123e4567-e89b-12d3-a456-426614174000.",
    "sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    'password = os.environ["DB_PASSWORD"]  # never None',
    "password: ${DB_PASSWORD}\npassword: <password>\npassword: ********\npassword: changeme\npassword: null",
    "def login(user: str, password: str | None = None, token: str = '') -> bool: ...",
    "if not password: raise ValueError('password is required')",
    "Set API_KEY=your_api_key_here and OPENAI_API_KEY=sk-...",
    "Pi is 3.14159265358979323846 and e is 2.718281828459045.",
    "On 2024-10-12 at 10:30:00 we ran version 12.11.10.9 on 127.0.0.1:8080 via 8.8.8.8.",
    "std::vector<int> a{1, 2, 3}; matrix[0][1] = 100 * 200; // 50/60",
    "chapters 1.2.3.4, ratio 16:9, ISBN 978-3-16-148410-0, 1,234,567.89 EUR",
    "4111 1111 1111 1112 fails the checksum and so does DE88 3704 0044 0532 0130 00.",
    "The secret of good bread is time; the key to success is patience; pass the salt.",
    "a@decorator @media (max-width: 600px) user@localhost git@github.com:o/r.git",
    "<input type='password' name='password' placeholder='Password' />",
    "AKIAIOSFODNN7EXAM" + "PLE is the documented example key.",
]


@pytest.mark.parametrize("text", CLEAN, ids=[text[:40] for text in CLEAN])
def test_leaves_alone(found: Find, text: str) -> None:
    assert found(text) == []


def test_a_private_key_is_found_whole_and_cut_off(found: Find) -> None:
    name = "RSA PRIV" + "ATE KEY"
    body = "\n".join(expand("{{alnum:64}}", str(line)) for line in range(24))
    block = f"-----BEGIN {name}-----\n{body}\n-----END {name}-----"
    assert found(f"my key:\n{block}\nplease check") == [("PRIVATE_KEY", block)]
    cut = f"-----BEGIN {name}-----\n{body}"
    assert found(f"{cut}\n\nwhat is wrong with it?") == [("PRIVATE_KEY", cut)]
    escaped = block.replace("\n", "\\n")
    assert found(f'{{"private_key": "{escaped}\\n"}}') == [("PRIVATE_KEY", escaped)]


def test_every_secret_of_an_env_file_in_a_long_log(found: Find) -> None:
    names = ["DB_PASSWORD", "smtp_secret", "API_KEY", "SESSION_SECRET", "STRIPE_TOKEN", "ldap_bind_password"]
    values = {name: expand("{{alnum:28}}", name) for name in names}
    noise = [f"log_{number}=request served in {number} ms" for number in range(465)]
    for step, (name, value) in enumerate(values.items()):
        noise.insert(step * 70, f"{name}={value}")
    texts = {text for _, text in found("\n".join(noise))}
    assert texts == set(values.values())

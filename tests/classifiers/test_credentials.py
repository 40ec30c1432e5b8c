"""Credentials: how many vendors' shapes there are, what the corpus says, what is found whole, what stays silent."""

import base64
import json
from collections import defaultdict
from collections.abc import Callable

import pytest

from classifiers.catalog import RULES
from classifiers.checks import told, vendors
from classifiers.checks.phrases import passphrase, seed_phrase
from classifiers.checks.tokens import jwt, secret_base64
from classifiers.examples import expand
from classifiers.rulebook import read_text
from classifiers.scanner import Scanner
from classifiers.segment import Segment
from tests.bench.quality.corpus import Labelled, credentials, credentials_clean

type Find = Callable[[str], list[tuple[str, str]]]
SECRETS = {
    "PASSWORD", "API_KEY", "ACCESS_TOKEN", "PRIVATE_KEY", "CONNECTION_STRING", "JWT", "PASSWORD_HASH", "RECOVERY_KEY",
    "TOTP_SECRET", "LICENSE_KEY", "AWS_ACCESS_KEY", "AWS_SECRET_KEY",
}  # fmt: skip


def test_two_hundred_shapes_of_vendors_have_a_rule_of_their_own() -> None:
    names = ("credentials-vendors.yaml", "credentials-tokens.yaml", "credentials-cloud.yaml")
    rules = [rule for name in names for rule in read_text((RULES / name).read_text(encoding="utf-8"), name)]
    assert len(rules) >= 200


def _share_found(scanner: Scanner, labelled: Labelled) -> tuple[int, int]:
    (text,) = labelled.parts
    covered = set()
    for finding in scanner.scan([Segment(0, text)]).findings:
        covered.update(range(finding.start, finding.end))
    found = sum(
        sum(at in covered for at in range(span.start, span.end)) >= 0.9 * (span.end - span.start)
        for span in labelled.spans
    )
    return found, len(labelled.spans)


def test_no_syntax_of_the_corpus_falls_behind(scanner: Scanner) -> None:
    found: dict[str, int] = defaultdict(int)
    wanted: dict[str, int] = defaultdict(int)
    for labelled in credentials.texts():
        if labelled.id.endswith("-0"):
            some, all_ = _share_found(scanner, labelled)
            syntax = labelled.id.split("-")[0]
            found[syntax] += some
            wanted[syntax] += all_
    assert len(wanted) >= 25
    assert sum(found.values()) >= 0.96 * sum(wanted.values())
    assert not [syntax for syntax in wanted if found[syntax] < 0.75 * wanted[syntax]]


def test_clean_texts_stay_silent(scanner: Scanner) -> None:
    flagged = [
        labelled.id
        for labelled in credentials_clean.texts()
        if labelled.id.endswith("-0")
        and any(finding.kind in SECRETS for finding in scanner.scan([Segment(0, labelled.parts[0])]).findings)
    ]
    assert not flagged


def test_the_published_example_of_a_json_web_token_is_silent() -> None:
    def coded(value: object) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()

    signature = expand("{{base64:43}}", "jwt")
    head = coded({"alg": "HS256", "typ": "JWT"})
    assert jwt(f"{head}.{coded({'sub': '1234567890', 'name': 'John Doe'})}.{signature}", "") is None
    found = jwt(f"{head}.{coded({'sub': '81'})}.{signature}", "")
    assert found is not None and found.verified


@pytest.mark.parametrize(
    ("value", "before", "stays"),
    [
        ("{{hex:32}}", "datadog: ", True),
        ("{{hex:40}}", "sentry commit ", False),
        ("{{hex:8}}-{{hex:4}}-{{hex:4}}-{{hex:4}}-{{hex:12}}", "bugsnag api key ", True),
        ("pk_live_{{alnum:24}}", "stripe key ", False),
        ("streets-v12-2024.11.20-final", "mapbox ", False),
        ("abcdefghij1234567890abcdefghij", "spotify_key = ", True),
    ],
)
def test_what_stands_beside_a_vendor(value: str, before: str, stays: bool) -> None:
    assert (vendors.vendor_value(expand(value, "vendor"), before) is not None) == stays


def test_a_seed_phrase_is_verified_inside_other_words() -> None:
    words = "legal winner thank year wave sausage worth useful legal winner thank yellow"
    found = seed_phrase(f"please keep {words} safe", "")
    assert found is not None and found.verified
    assert f"please keep {words} safe"[found.start : found.end] == words
    assert seed_phrase("the wallet holds some words that people write down on paper at home", "") is None


@pytest.mark.parametrize(
    ("value", "stays"),
    [("opal lantern basil bridge", True), ("must not be empty", False), ("opal opal opal", False)],
)
def test_only_words_that_make_no_sentence_are_a_passphrase(value: str, stays: bool) -> None:
    assert (passphrase(value, "") is not None) == stays


@pytest.mark.parametrize(
    ("value", "before", "stays"),
    [
        ("nginx1.27", "redis:7\nnginx:", False),
        ("heron#Dawn24", "\nbob:", True),
        ("Saffron56x", "\nbob@acme.com:", True),
    ],
)
def test_the_second_of_a_pair(value: str, before: str, stays: bool) -> None:
    assert (told.pair_password(value, before) is not None) == stays


def test_values_of_a_kubernetes_secret() -> None:
    def coded(text: str) -> str:
        return base64.b64encode(text.encode()).decode()

    assert secret_base64(coded("Linden-4!"), "  password: ") is not None
    assert secret_base64(coded("https://acme.io/"), "  url: ") is None
    assert secret_base64(coded("-----BEGIN CERTIFICATE-----"), "  tls.crt: ") is None
    assert secret_base64("production", "  namespace: ") is None

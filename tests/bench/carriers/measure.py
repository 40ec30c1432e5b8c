"""Sending a carrier through the reading, scanning and splicing that the proxy does, and looking at what would leave.

Everything that is found is replaced, whatever a policy would say of it.
"""

import importlib
import pkgutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import tests.bench.carriers.kinds
from classifiers.finding import Finding
from classifiers.scanner import Scanner
from classifiers.segment import Origin, Segment
from policies.placeholders import Placeholders
from policies.redact import redactions
from proxy.capture import Capture
from proxy.contract import Edit
from proxy.services.generic.request import read
from tests.bench.carriers.values import COUNT, Secret, secrets
from tests.bench.carriers.zips import unzipped


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one carrier. ``left`` are the secrets that would still leave."""

    name: str
    found: int
    left: Sequence[Secret] = field(repr=False)
    opens: bool
    opaque: Sequence[str]
    locked: int  # findings in what cannot be edited: the file would be stopped
    stopped: bool = False  # the file is one that is never written

    @property
    def replaced(self) -> str:
        return "stopped" if self.stopped else str(COUNT - len(self.left))


def carriers() -> Sequence[Any]:
    """All carriers, by the name of their modules."""
    package = tests.bench.carriers.kinds
    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
    return [importlib.import_module(f"{package.__name__}.{name}") for name in names]


def forms(secret: Secret) -> Sequence[str]:
    """How a value may stand in a file: as it is, or as a number."""
    bare = secret.value.replace("-", "").replace(" ", "")
    return (secret.value, bare) if bare.isdigit() and secret.kind in ("card", "SSN") else (secret.value,)


def measure(carrier: Any, scanner: Scanner) -> Outcome:
    """One carrier from end to end."""
    given = secrets()
    data = carrier.make(list(given))
    texts = getattr(carrier, "texts", unzipped)
    headers = (("content-type", "application/octet-stream"),)
    document = read("request", Capture("PUT", "files.example", 443, f"/{carrier.FILE}", headers, data), data)
    for secret in given:
        shown = any(form in one.text for one in document.segments for form in forms(secret))
        assert shown or hasattr(carrier, "RECOGNISED"), f"{carrier.NAME}: a {secret.kind} is not read"
    scan = scanner.scan(document.segments)
    found = sum(_is_found(secret, document.segments, scan.findings) for secret in given)
    if hasattr(carrier, "READ_ONLY"):
        assert not any(segment.editable for segment in document.segments if segment.origin is Origin.FILE)
        carrier.reopen(data)
        return Outcome(carrier.NAME, found, (), True, document.opaque, len(scan.findings), stopped=True)
    editable = {segment.place for segment in document.segments if segment.editable}
    made = redactions(
        document.segments,
        [finding for finding in scan.findings if finding.place in editable],
        Placeholders(bytes(32), "carrier"),
    )
    out = document.splice([Edit(*one) for one in made])
    try:
        carrier.reopen(out)
        opens = True
    except Exception:  # whatever a program raises
        opens = False
    after = "\n".join((texts(out), *_texts_again(out, carrier)))
    return Outcome(
        carrier.NAME,
        found,
        [secret for secret in given if _is_left(secret, after)],
        opens,
        document.opaque,
        sum(finding.place not in editable for finding in scan.findings),
    )


def _is_left(secret: Secret, text: str) -> bool:
    return any(form in text for form in forms(secret))


def _texts_again(out: bytes, carrier: Any) -> Sequence[str]:
    """What the file shows, read again: a value that stands in two runs is in no entry as a whole."""
    headers = (("content-type", "application/octet-stream"),)
    document = read("request", Capture("PUT", "files.example", 443, f"/{carrier.FILE}", headers, out), out)
    return [segment.text for segment in document.segments]


def _is_found(secret: Secret, segments: Sequence[Segment], findings: Sequence[Finding]) -> bool:
    by_place: dict[int, list[Finding]] = {}
    for finding in findings:
        by_place.setdefault(finding.place, []).append(finding)
    for segment in segments:
        for form in forms(secret):
            at = segment.text.find(form)
            if at >= 0 and any(
                one.start < at + len(form) and at < one.end for one in by_place.get(segment.place, ())
            ):
                return True
    return False

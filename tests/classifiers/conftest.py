"""One scanner with the product's rules for all tests of the room."""

from collections.abc import Callable

import pytest

from classifiers.catalog import load
from classifiers.scanner import Scanner
from classifiers.segment import Segment


@pytest.fixture(scope="session")
def scanner() -> Scanner:
    return load()


@pytest.fixture
def found(scanner: Scanner) -> Callable[[str], list[tuple[str, str]]]:
    """Kind and text of everything found in one text."""

    def find(text: str) -> list[tuple[str, str]]:
        scan = scanner.scan([Segment(0, text)])
        assert not scan.unread
        return [(finding.kind, text[finding.start : finding.end]) for finding in scan.findings]

    return find

"""One scanner with the product's rules for all tests of the room."""

from collections.abc import Callable

import pytest

from classifiers.catalog import load
from classifiers.scanner import Scanner
from classifiers.segment import Segment


@pytest.fixture(scope="session")
def scanner() -> Scanner:
    return load()


type Find = Callable[[str], list[tuple[str, str]]]


@pytest.fixture
def found(scanner: Scanner) -> Find:
    """Kind and text of everything found in one text."""
    return _finds(scanner, "")


@pytest.fixture
def found_untaught(scanner: Scanner) -> Find:
    """The same without what a model was taught to tell, for what rules must leave."""
    return _finds(scanner, "told")


def _finds(scanner: Scanner, without: str) -> Find:
    def find(text: str) -> list[tuple[str, str]]:
        scan = scanner.scan([Segment(0, text)])
        assert not scan.unread
        return [(one.kind, text[one.start : one.end]) for one in scan.findings if one.detector != without]

    return find

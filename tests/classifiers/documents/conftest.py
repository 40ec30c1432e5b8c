"""Programs of the system that tests of documents use: missing ones skip a test, and fail it where CI is set."""

import os
import shutil

import pytest


@pytest.fixture(scope="session")
def pdftotext() -> str:
    found = shutil.which("pdftotext")
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("pdftotext is missing (Debian: poppler-utils)")
        pytest.skip("pdftotext is not installed (Debian: poppler-utils)")
    return found

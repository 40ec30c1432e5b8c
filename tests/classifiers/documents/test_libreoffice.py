"""LibreOffice writes files, and opens what was made of them here: no value is left in what it shows."""

from pathlib import Path

import pytest

from tests.bench.carriers.kinds import docx, ods, odt, pptx, xlsx
from tests.bench.carriers.measure import forms
from tests.bench.carriers.values import secrets
from tests.bench.carriers.zips import unzipped
from tests.classifiers.documents.made import changed, joined, opened
from tests.classifiers.documents.office import converted, needs_libreoffice, produced

pytestmark = [needs_libreoffice, pytest.mark.slow]
GIVEN = secrets()
TOKENS = {form: f"[K{number}]" for number, secret in enumerate(GIVEN) for form in forms(secret)}


def left(text: str) -> list[str]:
    return [form for secret in GIVEN for form in forms(secret) if form in text]


def test_sanitised_files_open_and_show_no_value(tmp_path: Path) -> None:
    files = {
        f"a{number}_{kind.FILE.rpartition('.')[2]}": changed(kind.make(list(GIVEN)), TOKENS, kind.FILE)
        for number, kind in enumerate((docx, xlsx, pptx, odt, ods))
    }
    shown = converted(tmp_path, "pdf", **files)
    assert len(shown) == len(files)
    for name, text in shown.items():
        assert "[K" in text and left(text) == [], name


@pytest.mark.parametrize(
    ("kind", "to"),
    [(docx, "odt"), (docx, "docx"), (xlsx, "ods"), (xlsx, "xlsx"), (pptx, "odp"), (pptx, "pptx")],
)
def test_files_of_libreoffice_are_read_and_sanitised(kind: object, to: str, tmp_path: Path) -> None:
    data = kind.make(list(GIVEN))  # type: ignore[attr-defined]
    written = produced(tmp_path, to, data, kind.FILE)  # type: ignore[attr-defined]
    text = joined(opened(written, f"a.{to}"))
    kept = {form: token for form, token in TOKENS.items() if form in text}
    assert len(kept) > 25  # the rest stands in what LibreOffice does not keep
    out = changed(written, kept, f"a.{to}")
    assert left(joined(opened(out, f"a.{to}"))) == []
    assert left(unzipped(out)) == []

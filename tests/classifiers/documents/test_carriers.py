"""Every carrier of the detection table: all fifty values are read, and gone from the file that is written."""

from typing import Any

import pytest

from classifiers.documents.contract import Manner
from tests.bench.carriers.measure import carriers, forms
from tests.bench.carriers.values import secrets
from tests.bench.carriers.zips import unzipped
from tests.classifiers.documents.made import changed, joined, opened

READ = [one for one in carriers() if not hasattr(one, "RECOGNISED")]


@pytest.mark.parametrize("carrier", READ, ids=lambda carrier: carrier.__name__.rpartition(".")[2])
def test_a_carrier_is_read_whole_and_written_without_its_values(carrier: Any) -> None:
    given = secrets()
    data = carrier.make(list(given))
    file = opened(data, carrier.FILE)
    text = joined(file)
    for secret in given:
        assert any(form in text for form in forms(secret)), f"{secret.kind}: {secret.sentence}"
    if hasattr(carrier, "READ_ONLY"):
        assert not any(piece.editable for piece in file.pieces)
        return
    assert file.write({}, Manner()) == data
    tokens = {form: f"[K{number}]" for number, secret in enumerate(given) for form in forms(secret)}
    out = changed(data, tokens, carrier.FILE)
    carrier.reopen(out)
    after = getattr(carrier, "texts", unzipped)(out) + joined(opened(out, carrier.FILE))
    assert [secret.sentence for secret in given if any(form in after for form in forms(secret))] == []
    assert after.count("[K") + after.count("%5BK") >= len(given)  # as addresses of links write it

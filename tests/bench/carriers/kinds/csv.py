"""A table as text: a row a value, all cells in quotes."""

import csv
import io

from tests.bench.carriers.values import Secret

NAME = "csv"
FILE = "people.csv"


def make(given: list[Secret]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(["kind", "note"])
    writer.writerows([one.label, one.sentence] for one in given)
    return out.getvalue().encode()


def reopen(data: bytes) -> None:
    rows = list(csv.reader(io.StringIO(data.decode(), newline="")))
    assert [len(row) for row in rows] == [2] * 51


def texts(data: bytes) -> str:
    return data.decode()

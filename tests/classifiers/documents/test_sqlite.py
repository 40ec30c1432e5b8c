"""SQLite databases: every table is told, nothing is run, nothing is written, and what was deleted is seen."""

import io
import random
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.documents.contract import Change, Manner, Unread, Unwritten
from tests.classifiers.documents.made import joined, opened
from tests.classifiers.documents.sketches import drawn, packed
from tests.cost import ends_within
from tests.fuzzing import examples

SECRET = "Tulip-4711"


def made(*statements: str, encoding: str = "UTF-8") -> bytes:
    database = sqlite3.connect(":memory:")
    database.execute(f"PRAGMA encoding = '{encoding}'")
    for statement in statements:
        database.execute(statement)
    database.commit()
    data = database.serialize()
    database.close()
    return data


PEOPLE = (
    'CREATE TABLE people (id INTEGER PRIMARY KEY, full_name TEXT, "pass word" TEXT, born, photo BLOB)',
    f"INSERT INTO people VALUES (1, 'Zoë Hargreaves', '{SECRET}', 1980, NULL)",
    "INSERT INTO people VALUES (2, NULL, 'x', 4929123456781, x'00')",
)


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16le", "UTF-16be"])
def test_values_are_told_under_their_columns(encoding: str) -> None:
    data = made(*PEOPLE, encoding=encoding)
    file = opened(data, "people.db")
    assert list(file.opaque) == []
    text = joined(file)
    assert f"full_name: Zoë Hargreaves\npass word: {SECRET}\nborn: 1980" in text
    assert "born: 4929123456781" in text
    assert not any(piece.editable for piece in file.pieces)
    assert "CREATE TABLE people" in text


def test_nothing_is_written() -> None:
    with pytest.raises(Unwritten):
        opened(made(*PEOPLE)).write({0: [Change(0, 1, "[X]")]}, Manner())


@pytest.mark.parametrize(
    "statements",
    [
        (
            "CREATE TABLE a (b TEXT) WITHOUT ROWID".replace("TEXT)", "TEXT PRIMARY KEY)"),
            "INSERT INTO a VALUES ('{}')",
        ),
        ('CREATE TABLE "it\'s ""odd""" (b)', 'INSERT INTO "it\'s ""odd""" VALUES (\'{}\')'),
        ("CREATE VIEW v AS SELECT '{}' AS word",),
        ("CREATE TABLE a (b DEFAULT '{}')",),
        ("CREATE TABLE a (b /* {} */)",),
        ("CREATE TABLE a (b)", "CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT '{}'; END"),
        ("CREATE TABLE a (b, c AS (lower(b)))", "INSERT INTO a VALUES ('{}')"),
        ("CREATE TABLE a (b)", "INSERT INTO a VALUES (CAST('{}' AS BLOB))"),
        ("CREATE TABLE a (b)", "INSERT INTO a VALUES (x'0001' || CAST('{}' AS BLOB))"),
        ("CREATE TABLE a (b)", "INSERT INTO a VALUES (hex(zeroblob(9000)) || '{}')"),
        ("CREATE VIRTUAL TABLE a USING fts5(b)", "INSERT INTO a VALUES ('{}')"),
    ],
)
def test_every_place_is_told(statements: tuple[str, ...]) -> None:
    assert SECRET in joined(opened(made(*(one.format(SECRET) for one in statements))))


def test_a_database_that_writes_ahead_is_read(tmp_path: Path) -> None:
    database = sqlite3.connect(tmp_path / "a.db")
    database.execute("PRAGMA journal_mode = WAL")
    for statement in PEOPLE:
        database.execute(statement)
    database.commit()
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    data = (tmp_path / "a.db").read_bytes()
    assert data[18:20] == b"\2\2"
    assert SECRET in joined(opened(data))


def test_files_in_cells_are_opened() -> None:
    inside = io.BytesIO()
    with zipfile.ZipFile(inside, "w") as new:
        new.writestr("a.txt", f"the word is {SECRET}")
    picture = packed(drawn(["reach picture@example.com"], 30))
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE files (data BLOB)")
    database.executemany(
        "INSERT INTO files VALUES (?)", [(inside.getvalue(),), (picture,), (bytes(range(256)),)]
    )
    database.commit()
    file = opened(database.serialize())
    database.close()
    assert f"the word is {SECRET}" in joined(file)
    assert "picture@example.com" in joined(file)
    assert list(file.opaque) == ["a file of an unknown kind in a database"]


@pytest.mark.parametrize(
    "delete",
    [
        (f"DELETE FROM notes WHERE text LIKE '%{SECRET}%'",),
        ("DELETE FROM notes",),
        ("DROP TABLE notes",),
        ("UPDATE notes SET text = 'gone'",),
    ],
)
def test_deleted_rows_are_seen(delete: tuple[str, ...]) -> None:
    rows = [f"INSERT INTO notes VALUES ('a note of some length, number {number}')" for number in range(300)]
    rows.insert(150, f"INSERT INTO notes VALUES ('the password is {SECRET}, as told')")
    file = opened(made("PRAGMA secure_delete = OFF", "CREATE TABLE notes (text)", *rows, *delete))
    assert f"the password is {SECRET}" in joined(file)
    assert list(file.opaque) == ["what is left of deleted rows in a database"]


def test_copies_of_rows_that_are_still_there_are_no_deleted_rows() -> None:
    """Rows in no order make SQLite split its pages, and what moved stays in the old ones."""
    chance = random.Random(4)
    rows = [
        f"INSERT INTO notes VALUES ({chance.randrange(1 << 40)}, 'mail of {chance.randbytes(6).hex()}@works-x.com')"
        for _ in range(1500)
    ]
    data = made("PRAGMA secure_delete = OFF", "CREATE TABLE notes (id INTEGER PRIMARY KEY, text)", *rows)
    assert list(opened(data).opaque) == []
    assert joined(opened(data)).count("@works-x.com") == 1500


def test_a_vacuumed_database_has_nothing_left() -> None:
    database = sqlite3.connect(":memory:", isolation_level=None)
    for statement in (*PEOPLE, "DELETE FROM people WHERE id = 1", "VACUUM"):
        database.execute(statement)
    file = opened(database.serialize())
    database.close()
    assert list(file.opaque) == []
    assert SECRET not in joined(file)


def _many_names_of_one_table() -> bytes:
    rows = [f"INSERT INTO a VALUES ('{'x' * 900}')" for _ in range(900)]
    names = [
        "INSERT INTO sqlite_schema SELECT 'table', 't' || value, 't' || value, rootpage,"
        " 'CREATE TABLE t' || value || '(b)' FROM sqlite_schema, generate_series(1, 5000) WHERE name = 'a'"
    ]
    names[0] = names[0].replace(
        "generate_series(1, 5000)",
        "(WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n LIMIT 5000) SELECT value FROM n)",
    )
    return made("CREATE TABLE a (b)", *rows, "PRAGMA writable_schema = ON", *names)


def _endless_column() -> bytes:
    """A column that is worked out for ever when it is read."""
    endless = "(WITH RECURSIVE n(v) AS (SELECT 1 UNION ALL SELECT v + 1 FROM n) SELECT max(v) FROM n)"
    return made(f"CREATE VIEW v AS SELECT {endless}", "CREATE TABLE a (b)")


@pytest.mark.parametrize("bomb", [_many_names_of_one_table, _endless_column])
def test_a_bomb_ends_soon(bomb: Callable[[], bytes]) -> None:
    data = bomb()

    def read() -> None:
        try:
            assert opened(data).pieces
        except Unread as trouble:
            assert "database" in str(trouble)

    assert ends_within(5, read)


@examples(40)
@given(st.data())
def test_any_bytes_are_read_or_unread(data: st.DataObject) -> None:
    whole = made(*PEOPLE)
    at = data.draw(st.integers(16, len(whole)))
    broken = whole[:at] + data.draw(st.binary(max_size=9)) + whole[at + data.draw(st.integers(0, 9)) :]
    try:
        file = opened(broken)
    except Unread:
        return
    assert all(isinstance(piece.text, str) for piece in file.pieces)

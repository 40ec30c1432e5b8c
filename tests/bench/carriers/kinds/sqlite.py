"""A database: a wide table of people, one of notes, one with files, a default value, a comment in the schema."""

import io
import sqlite3
import zipfile

from tests.bench.carriers.values import Secret

NAME = "sqlite"
FILE = "people.db"
READ_ONLY = True


def make(given: list[Secret]) -> bytes:
    database = sqlite3.connect(":memory:")
    kinds = list(dict.fromkeys(one.label for one in given))
    columns = ", ".join(f'"{label}" TEXT' for label in kinds)
    database.execute(f"CREATE TABLE people (id INTEGER PRIMARY KEY, {columns})")
    marks = ", ".join("?" * len(kinds))
    for row in range(2):
        values = [one.value for one in given[row * len(kinds) : (row + 1) * len(kinds)]]
        database.execute(f"INSERT INTO people VALUES (NULL, {marks})", values)
    database.execute(f"CREATE TABLE notes (at INTEGER, text /* {given[20].sentence} */)")
    database.executemany("INSERT INTO notes VALUES (0, ?)", [(one.sentence,) for one in given[21:40]])
    inside = io.BytesIO()
    with zipfile.ZipFile(inside, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr("notes.txt", "\n".join(one.sentence for one in given[40:]))
    database.execute("CREATE TABLE files (data BLOB)")
    database.execute("INSERT INTO files VALUES (?)", (inside.getvalue(),))
    database.commit()
    data = database.serialize()
    database.close()
    return data


def reopen(data: bytes) -> None:
    database = sqlite3.connect(":memory:")
    database.deserialize(data)
    assert database.execute("SELECT count(*) FROM notes").fetchone() == (19,)
    database.close()

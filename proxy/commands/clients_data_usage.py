"""What the options of ``promptward clients data add`` may say together."""

import re
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from proxy.commands.terminal import fail

if TYPE_CHECKING:
    from classifiers.owndata.gathering import Column


class Form(StrEnum):
    """What a file is taken for."""

    TERMS = "terms"
    TABLE = "table"
    DOCUMENT = "document"


def check_usage(
    name: str,
    form: Form,
    files: Sequence[Path],
    kind: str,
    columns: Sequence[str],
    alone: Sequence[str],
    ignored: Sequence[Path],
    delimiter: str,
) -> None:
    """End with exit code 2 where the options do not go together, or name what is not there."""
    from policies.model import KIND, RULE_ID

    if not re.fullmatch(RULE_ID.strip("^$"), name):
        fail(f"--name: {name!r} is no name for a data set. Use lower-case letters, digits and '-'.")
    if kind and not re.fullmatch(KIND.strip("^$"), kind):
        fail(f"--kind: {kind!r} is no kind. Use capitals, digits and '_', such as CLIENT_NAME.")
    if len(files) > 1 and form is not Form.DOCUMENT:
        fail(f"--as {form}: takes one file. Register each as a set of its own.")
    if form is Form.TABLE and (kind or not columns):
        fail(
            "--as table: name its columns and their kinds: --column name=PERSON --column policy=POLICY_NUMBER."
        )
    if form is Form.TERMS and (len(columns) > 1 or any("=" in column for column in columns)):
        fail("--as terms: takes one --column NAME, and --kind KIND for what is found.")
    if (
        (alone and form is not Form.TABLE)
        or (ignored and form is not Form.DOCUMENT)
        or (columns and form is Form.DOCUMENT)
    ):
        fail("--alone is for tables, --ignore for documents, --column for terms and tables.")
    if len(delimiter) > 1 and delimiter != "tab":
        fail(f"--delimiter: {delimiter!r} is not one character. Give one such as ';', or the word tab.")
    for file in [*files, *ignored]:
        if not file.exists():
            fail(f"{file}: there is no such file.")
        if not file.is_file():
            fail(
                f"{file}: this is not a file. Give one with its contents; what comes through a pipe, save first."
            )


def columns_of(given: Sequence[str], alone: Sequence[str]) -> "list[Column]":
    """The columns of a table from NAME=KIND; ends with exit code 2 where one is not of that form."""
    from classifiers.owndata.gathering import Column
    from policies.model import KIND

    found = []
    for each in given:
        name, equals, kind = each.rpartition("=")
        if not equals or not name or not re.fullmatch(KIND.strip("^$"), kind):
            fail(f"--column: {each!r} is not NAME=KIND. Example: --column surname=PERSON")
        found.append(Column(name, kind, name in alone))
    names = [column.name for column in found]
    for name in names:
        if names.count(name) > 1:
            fail(f"--column: {name!r} is named twice.")
    for name in alone:
        if name not in names:
            fail(f"--alone: {name!r} is none of the columns given by --column.")
    return found

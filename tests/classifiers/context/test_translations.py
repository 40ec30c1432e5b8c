"""A file of translations names no town and no firm; the same fields in a record of somebody do."""

import pytest

from classifiers.context.translations import TranslationsSieve
from classifiers.detector import Hit
from classifiers.passage import Passage

NEXTCLOUD = '{ "translations": {\n    "City" : "«Ciudad»",\n    "Company" : "Empresa"\n}}'
YAML = 'es:\n  spree:\n    city: "«Ciudad»"\n    company: Empresa\n' + "".join(
    f"    save_{n}: Guardar los cambios\n" for n in range(3)
)
BRANCH = (
    "es:\n  host: db1.corp.local\n  user: svc_backup\n  password: «Ciudad»\n  shown as: the office there\n"
)
GETTEXT = 'msgid "City"\nmsgstr "«Ciudad»"\n' + 'msgid "Save"\nmsgstr "Guardar"\n' * 3
PAIRS = "{" + ",".join(f'"key {n}": "un texto para leer"' for n in range(45)) + ', "City": "«Ciudad»"}'
WORDS = "{" + ",".join(f'"key{n}": "Parola"' for n in map(chr, range(256, 320))) + ', "City": "«Ciudad»"}'
PHP = (
    "<?php\nreturn [\n"
    + "".join(f"    'key_{n}' => 'un texto para leer',\n" for n in range(45))
    + "    'city' => '«Ciudad»',\n];"
)
SCRIPT = (
    "lang({\n"
    + "".join(f"    key{n}: 'un texto para leer',\n" for n in range(45))
    + "    city: '«Ciudad»',\n});"
)
RECORD = '{"first_name": "Ana", "City": "«Ciudad»", "note": "moved in last week", "x": "a b"}'


def left(marked: str, kind: str = "LOCATION", detector: str = "field-city") -> list[str]:
    start = marked.index("«")
    text = marked.replace("«", "").replace("»", "")
    hit = Hit(start, marked.index("»") - 1, kind, detector, 78.0)
    return [text[one.start : one.end] for one in TranslationsSieve().left(Passage(text), [hit])]


@pytest.mark.parametrize("text", [NEXTCLOUD, YAML, GETTEXT, PAIRS, WORDS, PHP, SCRIPT])
def test_what_a_file_of_translations_shows_is_nobodys(text: str) -> None:
    assert left(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "detector"),
    [
        (RECORD, "LOCATION", "field-city"),
        (WORDS.replace("Parola", "Stanza 4", 4), "LOCATION", "field-city"),
        (PHP.replace("un texto para leer", "Ana 4"), "LOCATION", "field-city"),
        (SCRIPT.replace("texto para leer", "@b.net", 9), "LOCATION", "field-city"),
        (NEXTCLOUD.replace("Ciudad", "Calle 12"), "STREET_ADDRESS", "address"),
        (NEXTCLOUD.replace("Ciudad", "Calle 12"), "LOCATION", "field-city"),
        (NEXTCLOUD.replace("Ciudad", "ana@acme.com"), "USERNAME", "field-login"),
        (NEXTCLOUD, "API_KEY", "token-quoted"),
        (BRANCH, "PASSWORD", "assigned-password"),
        (NEXTCLOUD, "LOCATION", "presidio:own"),
    ],
)
def test_records_numbers_addresses_and_keys_stay(text: str, kind: str, detector: str) -> None:
    assert len(left(text, kind, detector)) == 1

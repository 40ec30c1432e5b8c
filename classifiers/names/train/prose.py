"""Sentences without names in the product's languages: the translations of programs (.mo files of permissive wheels)."""

import gettext
import re
from pathlib import Path

from classifiers.names.train.made import LANGUAGES

_CODES = {"pt": ("pt", "pt_PT", "pt_BR"), "nl": ("nl", "nl_NL"), "pl": ("pl", "pl_PL")}
_NOISE = re.compile(r"%[(sd]|[{}<>|\\]|https?:|&\w+;")


def read(folder: Path) -> dict[str, list[str]]:
    """Language to its sentences, from every ``locale/LANGUAGE/LC_MESSAGES/*.mo`` under ``folder``."""
    found: dict[str, list[str]] = {}
    english: set[str] = set()
    for language in LANGUAGES:
        sources, targets = sentences(folder, _CODES.get(language, (language,)))
        english |= sources
        found[language] = sorted(targets)
    found["en"] = sorted(english)
    return found


def sentences(folder: Path, codes: tuple[str, ...]) -> tuple[set[str], set[str]]:
    """The English sources and the translations into the language with these codes."""
    sources: set[str] = set()
    targets: set[str] = set()
    for code in codes:
        for file in sorted(folder.rglob(f"locale/{code}/LC_MESSAGES/*.mo")):
            with file.open("rb") as binary:
                try:
                    catalog = gettext.GNUTranslations(binary)._catalog  # type: ignore[attr-defined]
                except (OSError, UnicodeDecodeError):
                    continue
            for source, target in catalog.items():
                if isinstance(source, str) and isinstance(target, str) and source and source != target:
                    sources.update(filter(_fine, (source.strip(),)))
                    targets.update(filter(_fine, (target.strip(),)))
    return sources, targets


def _fine(text: str) -> bool:
    return 15 <= len(text) <= 220 and " " in text and not _NOISE.search(text)

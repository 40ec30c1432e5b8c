"""Code names of projects and deals: "Project Falcon", and Falcon wherever it stands after that.

Everybody has projects; a code name is one of a text that also speaks of a deal, of secrecy or of a launch, or that
calls it a code name.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from classifiers.brands import listed
from classifiers.checks.words import words
from classifiers.compiled import compiled
from classifiers.context.lexicon import Lexicon, Term, spots, windows
from classifiers.detector import Combined, Hit
from classifiers.digest import digest_of
from classifiers.passage import Passage
from classifiers.plain import plain
from classifiers.settle import LOW_LEVEL

MOST_NAMES = 200  # different code names of one text
_BESIDE_A_FIRM = 66.0
_AHEAD = 12  # characters of a phrase in front of its word: "nome de código"
_GATE = words(
    "plan piano plano project projekt projektu projektem projet proyecto progetto projeto operation opération "
    "operación operazione operatie operação operacja operacji vorhaben codename codenamed codenaam projektname "
    "projectnaam deckname kryptonim clave codice código code phase"
)
_NAME = r"[A-ZÀ-ÖØ-ÞŁŻŹŚĆĄĘČŠŽ][\w\-]{2,20}(?: [A-ZÀ-ÖØ-ÞŁŻŹŚĆĄĘČŠŽ][a-zà-ÿ]{2,15})?"
_CALLED = compiled(
    r"(?:\b(?i:code[ -]?named?|projektname|projectnaam|deckname|codenaam|nom de code|nombre en clave|"
    r"nome in codice|nome de código|nome de codinome|kryptonim)"
    r"(?i: is| ist| est| es| è| é| lautet)?[ :]{1,2}[\"'„“”«]?)(?P<it>" + _NAME + r")"
)
_PROJECT = compiled(
    r"(?P<it>(?<![\w<])(?:[Pp]ro(?:ject|jekt(?:u|em)?|jet|yecto|getto|jeto)|PROJECT|Vorhaben|"
    r"(?P<operation>[Pp]lan|[Pp]iano|[Pp]lano|[Oo](?:p[eé]ration|peración|perazione|peratie|peração|peracj[ai]))) "
    r"(?:(?:confidencial|confidentiel|riservato|secret[oa]?) )?[\"'„“«]?(?P<name>" + _NAME + r"))"
)
_ASSET = compiled(r"(?<![\w\-])(?P<it>[A-Z]{2,4}-\d{2,4})(?![\w\-])")
_TRIAL = compiled(
    r"phase [123][ab]?\b|readout|endpoint|rights to|upfront|royalt|clinical hold|pre-?clinical|out-?licens"
)


class CodenameDetector:
    """Code names of one text. ``words`` gives the lists secret and common, as terms."""

    id = "context-codenames"
    kinds = frozenset({"PROJECT_CODENAME"})

    def __init__(self, words: dict[str, list[Term]]) -> None:
        self._secret = Lexicon(words["secret"])
        self._common = frozenset(term.words[0] for term in words["common"])
        self.digest = digest_of(
            "1", *(" ".join(term.words) for group in sorted(words) for term in words[group])
        )

    def find(self, passage: Passage) -> Iterator[Hit]:
        """Code names where they are introduced, and again wherever they stand."""
        if passage.words.isdisjoint(_GATE):
            return
        text = passage.text
        near = windows(spots(passage.low, _GATE & passage.words), _AHEAD, 80)
        names: dict[str, float] = {}
        for found in (one for area in near for one in _CALLED.finditer(text, *area)):
            yield self._hit(found, "it", 82.0)
            names.setdefault(found["it"].split(" ")[-1], 78.0)
        projects = [one for area in near for one in _PROJECT.finditer(text, *area)]
        trial = _TRIAL.search(passage.low) is not None and _ASSET.search(text) is not None
        secret = (projects or trial) and bool(self._secret.matches(text, passage.low, passage.words))
        for found in projects:
            first = found["name"].split(" ")[0]
            low = first.lower()
            if low in self._common or low.rstrip("s") in self._common or low.endswith("project"):
                continue
            # An operation is surgery or history, too.
            if found["operation"] and not secret:
                continue
            yield self._hit(found, "it", 74.0 if secret else 55.0)
            if secret:
                names.setdefault(found["name"] if low in listed("common.txt") else first, 68.0)
        if secret and trial:
            for found in _ASSET.finditer(text):
                if _TRIAL.search(passage.low, max(0, found.start() - 40), found.end() + 40):
                    names.setdefault(found["it"], 70.0)
        if len(names) > MOST_NAMES:
            passage.give_up()
        yield from self._again(text, dict(sorted(names.items())[:MOST_NAMES]))

    def _again(self, text: str, names: dict[str, float]) -> Iterator[Hit]:
        for name, score in names.items():
            # No pattern: those are kept by `re`, and a name is a person's text.
            at = text.find(name)
            while at >= 0:
                end = at + len(name)
                if not _joins(text[at - 1 : at]) and not _joins(text[end : end + 1]):
                    yield Hit(at, end, "PROJECT_CODENAME", self.id, score)
                at = text.find(name, end)

    def _hit(self, found: re.Match[str], group: str, score: float) -> Hit:
        return Hit(found.start(group), found.end(group), "PROJECT_CODENAME", self.id, score)


class ProjectsCombiner:
    """Projects of a text without a word of secrecy, in which a private firm is named."""

    id = "context-projects"
    kinds = frozenset({"PROJECT_CODENAME"})
    digest = digest_of("1")

    def combine(self, passage: Passage, hits: Sequence[Hit]) -> Combined:
        """What the detector was not sure of."""
        weak = [hit for hit in hits if hit.kind == "PROJECT_CODENAME" and hit.score < LOW_LEVEL]
        if not weak or not any(hit.kind == "ORGANIZATION" and hit.score >= LOW_LEVEL for hit in hits):
            return Combined()
        return Combined(
            tuple(
                replace(hit, detector=self.id, score=_BESIDE_A_FIRM)
                for hit in weak
                if self._is_odd(passage, hit)
            )
        )

    @staticmethod
    def _is_odd(passage: Passage, hit: Hit) -> bool:
        """Whether what stands behind "project" is no common word."""
        return plain(passage.text[hit.start : hit.end].split(" ")[1].strip("\"'„“«")) not in listed(
            "common.txt"
        )


def _joins(character: str) -> bool:
    return character.isalnum() or character == "_"

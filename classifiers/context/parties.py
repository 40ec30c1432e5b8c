"""Parties of a matter: who stands on either side of "./.", "v", "gegen" or "contra" in the name of a case.

Rule 1: "./." parts nothing but parties. Any other sign does where a word for a case leads to it ("Re:", "In Sachen",
"Affaire") and the text speaks of law; teams and tools play each other, too.
Rule 2: a side counts by a legal form, or where it is no common word, no brand and nobody well-known. A case with its
year or its volume behind it is in the books.
"""

import re
from collections.abc import Iterable, Iterator

from classifiers.brands import brands, figures, institutions, listed, spelled
from classifiers.compiled import compiled
from classifiers.context.lexicon import spots, windows
from classifiers.detector import Detector, Hit
from classifiers.digest import digest_of
from classifiers.passage import Passage

_SCORE = 78.0
_LAW = 400  # characters around a case in which a text may speak of law
_FORM = (
    r"(?:GmbH(?: & Co\.? KG)?|gGmbH|AG|KG|OHG|eG|e\.?V\.?|UG|SE|Ltd\.?|Limited|LLP|LLC|PLC|plc|Inc\.?|Corp\.?|SARL|"
    r"SASU?|SCI|S\.?A\.?|S\.?L\.?U?\.?|S\.?r\.?l\.?|S\.?p\.?A\.?|B\.?V\.?|N\.?V\.?|Lda\.?|sp\. z o\.\s?o\.)"
)
_WORD = r"[A-ZÀ-ÖØ-ÞŁŚŻŹĆŃŠŽČĐ][^\W_]{1,20}(?:['’&-][^\W_]{1,20})?"
_LINKS = r"(?:(?:&|und|and|et|y|e|i|en|de|van|von|du|di|da) ){0,2}"
_TITLE = r"(?:(?:Frau|Herrn?|Hr\.|Fr\.|Mandant(?:in)?|Mrs?\.?|Ms|Dr\.?|M\.|Mme|Sra?\.|Sig\.|[Pp]ani?) ){0,2}"
_SIDE = rf"(?:{_FORM} )?{_WORD}(?: {_LINKS}{_WORD}){{0,4}}(?: {_FORM})?(?![^\W_])"
_LEAD = (
    r"(?:(?:Re|RE|Matter|File|Case|Claim|Betreff|Betr\.|Akte|Sache|Verfahren|Dossier|Affaire|Aff\.|Asunto|Autos|Causa|"
    r"Pratica|Procedimento|Zaak|Processo|Sprawa|Caso|Our ref):?|[Ii]n the (?:matter|case) of|[Ii]n Sachen|"
    r"[Ii]n der (?:Rechtss|S)ache|(?:[Ii]n dem )?Rechtsstreit|[Dd]ans l['’]affaire|[Ee]n el asunto|[Nn]ella causa|"
    r"[Ii]n de zaak|[Nn]o processo|[Ww] sprawie)"
)
_LEADS = frozenset(
    re.findall(
        r"\w+",
        "re matter file case claim betreff betr akte sache sachen rechtssache verfahren rechtsstreit dossier affaire "
        "aff asunto autos causa pratica procedimento zaak processo sprawa sprawie caso ref",
    )
)
_AHEAD, _BEHIND = 20, 240  # characters around a lead, or a sign, in which a case may be named
_ANY = r"(?:v\.?|vs\.?|gegen|contre|c/|c\.|contra|contro|tegen|przeciwko|przeciw)"
_SIGNS = frozenset(["v", "vs", "gegen", "contre", "c", "contra", "contro", "tegen", "przeciwko", "przeciw"])
_PARTED = compiled(rf"(?<![\w./])(?:{_LEAD} )?{_TITLE}(?P<one>{_SIDE}) \./\. {_TITLE}(?P<other>{_SIDE})")
_LED = compiled(rf"(?<![^\W_]){_LEAD} {_TITLE}(?P<one>{_SIDE}) {_ANY} ?{_TITLE}(?P<other>{_SIDE})")
# What only those say who go to law.
_OF_LAW = compiled(
    r"(?<![^\W_])(?:clients?|claimants?|defendants?|defence|plaintiff|hearing|counsel|bundle|court|settle\w{0,4}|witness\w{0,2}|"
    r"pleadings?|mandant\w{0,3}|klage\w{0,2}|kläger\w{0,3}|beklagte\w?|urteil\w{0,2}|fristverlängerung|gericht\w{0,2}|"
    r"schriftsatz|rechtsstreit|termin|vergleich|conclusions|assignation|tribunal|audience|avocate?|demanda\w{0,3}|juzgado|"
    r"juicio|abogad[oa]|memoria|udienza|avvocat[oa]|tribunale|comparsa|cliente?|dagvaarding|cliënt|rechtbank|advocaat|"
    r"schikken|contestação|advogad[oa]|audiência|pozew|pozwu|pozwan\w{1,4}|sąd\w{0,2}|klient\w{0,3}|rozpraw\w{1,3})(?![^\W_])",
    re.IGNORECASE,
)
_IN_THE_BOOKS = compiled(r",? ?[(\[]?(?:1[6-9]|20)\d\d[)\]]?|,? \d{1,4} [A-Z]")
_ABSTRACT = re.compile(r"\w{3,20}(?:keit|heit|ung|schaft|schutz|ismus|verdacht)")  # what no family is called
_FORM_AHEAD, _FORM_BEHIND = re.compile(rf"{_FORM} "), re.compile(rf" {_FORM}$")


class PartiesDetector:
    """Finds the two sides of a case."""

    id = "context-parties"
    kinds = frozenset({"PERSON", "ORGANIZATION"})
    digest = digest_of("1", *(one.pattern for one in (_PARTED, _LED, _OF_LAW, _IN_THE_BOOKS)))

    def find(self, passage: Passage) -> Iterable[Hit]:
        """Persons and firms that are at law with each other."""
        low = passage.low
        if " ./. " in low:
            for area in windows(spots(low, ("./. ",)), _BEHIND, _BEHIND):
                yield from self._sides(_PARTED, passage.text, area)
        led = not _SIGNS.isdisjoint(passage.words)
        for area in windows(spots(low, _LEADS & passage.words), _AHEAD, _BEHIND) if led else ():
            yield from self._sides(_LED, passage.text, area, of_law=True)

    def _sides(
        self, pattern: re.Pattern[str], text: str, area: tuple[int, int], *, of_law: bool = False
    ) -> Iterator[Hit]:
        for case in pattern.finditer(text, *area):
            sides = [(*case.span(side), _kind(case[side])) for side in ("one", "other")]
            if not all(kind for *_, kind in sides) or _IN_THE_BOOKS.match(text, case.end()) is not None:
                continue
            around = max(0, case.start() - _LAW), case.end() + _LAW
            if not of_law or _OF_LAW.search(text, *around) is not None:
                yield from (Hit(start, end, kind, self.id, _SCORE) for start, end, kind in sides)


def _kind(side: str) -> str:
    """What a side of a case is; nothing where it is neither a person nor a firm."""
    if _FORM_AHEAD.match(side) is not None or _FORM_BEHIND.search(side) is not None:
        return "ORGANIZATION"
    words = spelled(side)
    if words in brands() or any(words[: len(name)] == name for name in figures().get(words[0], ())):
        return ""
    common = listed("common.txt") | institutions()
    if all(word in common or _ABSTRACT.fullmatch(word) for word in words):
        return ""
    return "ORGANIZATION" if words[-1] in common else "PERSON"


def detectors() -> list[Detector]:
    """For the catalogue."""
    return [PartiesDetector()]

"""What a text may add to the last word of a term: an ending of a case, a number, the rest of a compound.

Whatever is added is folded as ``letters.py`` folds. A word that is one of every day stands for itself: the client
"Hous" is not meant by "houses".
"""

import re

from classifiers.brands import known
from classifiers.owndata.letters import folded

FEWEST = 5  # letters of a word that may be continued
MOST = 20  # letters that it may be continued by

_ENDINGS = (
    "s es e en n ns ens "  # English, German, Dutch
    "a u em owi om ami ach ów "  # Polish, Czech
    "а я у ю ы и е о ь й ой ою ей ею ом ем ам ям ами ями ах ях ов ев ого ему ому ого ых их ый ая ые ий ій і ї "
    "ς ν υ α η ο ας ης ου οι ων ους ες εις εως ά ή ό ού ών"
)
_LINKS = "|s|es|n|en|e"
_HEADS = (
    # German
    "akte|akten|aktie|aktien|analyse|angebot|angebote|anlage|anlagen|anteil|anteile|antrag|app|aufgabe|aufgaben|auftrag|"
    "aufträge|ausbau|ausfall|bau|baustelle|bericht|berichte|besprechung|beteiligung|betrieb|budget|büro|code|"
    "datei|dateien|daten|datenbank|deal|dokument|dokumente|dokumentation|einführung|entwicklung|entwurf|fabrik|fall|"
    "finanzierung|firma|folien|fonds|frist|geheimnis|gelände|geschäft|gesellschaft|gespräch|gespräche|gruppe|gutachten|"
    "kampagne|kauf|klage|kosten|konto|kredit|kunde|kunden|leitung|lieferung|lieferant|liste|lizenz|marke|markt|"
    "meeting|memo|mitarbeiter|modell|modul|notiz|ordner|papier|patent|phase|plan|pläne|planung|plattform|präsentation|"
    "preis|preise|problem|produkt|produkte|produktion|projekt|projekte|protokoll|prozess|prüfung|quartal|rechnung|"
    "rechnungen|risiko|server|sitzung|software|standort|start|strategie|studie|system|team|termin|test|tests|treffen|"
    "übernahme|umsatz|unterlagen|verfahren|vergleich|verhandlung|verhandlungen|verkauf|vertrag|verträge|version|"
    "vorhaben|vorlage|vorstand|vertreter|website|werk|werke|zahlen|zahlung|"
    # Dutch and Nordic
    "aanbod|aandelen|afdeling|aftale|avtal|avtalet|bedrijf|begroting|bestand|contract|contracten|dossier|factuur|groep|"
    "klant|klanten|kontrakt|lijst|mappen|notitie|offerte|onderzoek|overeenkomst|overname|presentatie|project|projecten|"
    "projektet|prosjekt|prosjektet|rapport|rapporten|rekening|server|testen|vergadering|verkoop|verslag|voorstel|zaak|"
    # English, in tags and names of hosts
    "api|app|client|data|database|db|dev|docs|file|files|group|internal|people|prod|repo|report|service|site|staging|"
    "status|ui|users|web|wiki"
)  # fmt: skip


def _plain(letters: str) -> str:
    return "".join(map(folded, letters))


_OF_A_CASE = frozenset(map(_plain, _ENDINGS.split()))
_COMPOUND = re.compile(
    rf"(?:{_LINKS})(?:{'|'.join(dict.fromkeys(map(_plain, _HEADS.split('|'))))})(?:s|es|e|en|n|er)?"
)
_NUMBER = re.compile(r"v?\d{1,4}")


def continues(word: str, cut: int, *, alone: bool) -> bool:
    """Whether a folded word, whose last ``cut`` letters are not the term's, means it; ``alone``: a term of one word."""
    stem, rest = word[:-cut], word[-cut:]
    if stem[-1:].isdecimal():
        return False
    if _NUMBER.fullmatch(rest):
        return True
    added = rest in _OF_A_CASE or _COMPOUND.fullmatch(rest) is not None
    return added and not (alone and word in known())

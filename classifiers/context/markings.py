"""Markings: banners and legends that say how a text may be handled.

A marking stands in a line of its own, at the head of a subject or in a field named classification; the same word in a
sentence is talk. Upper case, double slashes and brackets are its grammar.
Sources: CUI Marking Handbook (32 CFR 2002), ICD 710 for classified banners, FIRST TLP 2.0, 22 CFR 120 to 130 (ITAR),
15 CFR 730 to 774 (EAR), and the usual wording of companies and law firms in eight languages.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from classifiers.context.lexicon import spots, windows
from classifiers.detector import Detector, Hit
from classifiers.passage import Passage
from classifiers.rule import digest_of

MOST_LINES = 20_000  # lines with a marking word in one text
_LONGEST = 140  # characters of a line that can be a banner
_EDGE = r"[\s*_#=\-\u2013\u2014|<>\[\](){}~\u2022.:!/\\+;\"'`]*+"
_TAIL = r"(?:[,;&] ?)?(?:and |und |et |y |e |en |i )?(?P<tail>[^\n]{1,60})?"
_HEAD = r"(?:(?:subject|betreff|objet|asunto|oggetto|onderwerp|assunto|temat|re|fwd?|aw|wg)\s*:\s*){0,3}"
_FIELD = (
    r"(?:(?:data |document |information )?(?:classification|sensitivity|label|marking|handling)|"
    r"klassifizierung|schutzklasse|vertraulichkeit|"
    r"classification|clasificación|classificazione|classificatie|classificação|klasyfikacja)\s*[:=]\s*"
)
# What may follow the words of a banner in its line.
_MORE = re.compile(
    r"(?:(?:and|und|et|y|e|en|i|of|do not|not for|for|to be|only|use|internal|external|confidential|"
    r"privileged|proprietary|distribution|distribute|disclosure|release|copy|copying|forward|share|"
    r"circulation|draft|"
    r"information|document|material|communication|property|page|seite|\d+|work|product|attorney|client|"
    r"company|business|personal|private|commercial|sensitive|restricted|prepared|at|the|direction|"
    r"counsel|until|announced|publication|eyes|board|management|"
    r"nicht|weitergeben|weiterleiten|nur|intern|für|ne pas|diffuser|no|difundir|non|divulgare|niet|"
    r"verspreiden|não|divulgar|nie|rozpowszechniać)[\s,.;:/&()\-\u2013\u2014]*){1,10}"
)


@dataclass(frozen=True, slots=True)
class _Marking:
    kind: str
    words: frozenset[str]
    banner: re.Pattern[str]  # the whole line but for decoration, in lower case
    anywhere: re.Pattern[str] | None  # in the text as it stands
    score: float
    loud: bool  # in a line of its own it must stand in capitals, in brackets or in a field


def _banner(phrases: str) -> re.Pattern[str]:
    return re.compile(
        rf"{_EDGE}{_HEAD}{_EDGE}(?P<field>{_FIELD})?{_EDGE}(?P<it>{phrases})(?![^\W_]){_EDGE}{_TAIL}"
    )


_MARKINGS = (
    _Marking(
        "CLASSIFIED_MARKING",
        frozenset({"noforn", "secret", "geheim", "défense", "fgi", "orcon", "nf", "sci"}),
        _banner(
            r"top secret|secret//[a-z/\- ]{2,60}|confidential//[a-z/\- ]{2,60}|streng geheim|"
            r"très secret(?: défense)?|secret défense"
        ),
        re.compile(
            r"(?<![\w/])(?:TOP SECRET|SECRET|CONFIDENTIAL)//[A-Z][A-Z/,\- ]{1,60}[A-Z]|\((?:TS|S|"
            r"C)//[A-Z][A-Z/,\- ]{1,30}\)"
        ),
        90.0,
        True,
    ),
    _Marking(
        "CUI_MARKING",
        frozenset(
            {
                "cui",
                "fouo",
                "controlled",
                "official",
                "vs",
                "restreinte",
                "restreint",
                "restricted",
                "distribution",
                "les",
            }
        ),
        _banner(
            r"cui(?://[a-z][a-z/\- ]{1,60})?|cui(?= (?:specified|basic|category))|"
            r"controlled unclassified information|for official use only|u//fouo|"
            r"official[:\- ]{1,2}sensitive|vs ?[-\u2013] ?nur für den dienstgebrauch|vs[-\u2013 ]nfd|"
            r"diffusion restreinte|restreint ue(?:/eu restricted)?|eu restricted|nato restricted|"
            r"law enforcement sensitive"
        ),
        re.compile(
            r"(?<![\w/])CUI//[A-Z][A-Z/\-]{1,60}|(?<![\w(])\(CUI(?://[A-Z/\-]{2,30})?\)(?= [A-Z])|"
            r"\(U//FOUO\)|(?i:distribution statement [b-f]\b[.:\- ]{0,3}distribution authorized)"
        ),
        90.0,
        True,
    ),
    _Marking(
        "EXPORT_MARKING",
        frozenset({"itar", "ear", "eccn", "usml", "export", "ausfuhr"}),
        _banner(
            r"(?:itar|ear)(?:[- /](?:controlled|restricted|data|technical data))(?: information| data|"
            r" document)?|export[- ]controlled(?: information| data)?|subject to (?:the )?(?:itar|ear)"
        ),
        re.compile(
            r"(?i:\bcontains? (?:export[- ]controlled )?(?:technical data|technology|"
            r"information)[^\n.]{0,80}(?:arms export control act|international traffic in arms|"
            r"export administration (?:act|regulations)|\bitar\b)|"
            r"\bECCN\s{0,2}[:#]?\s{0,2}[0-9][A-E][0-9]{3}(?:\.[a-z])?|\bUSML\s{1,2}(?:category|"
            r"cat\.?)\s{1,2}[IVX]{1,5}\b(?=[^?\n]{0,60}(?:\n|$)))"
        ),
        85.0,
        False,
    ),
    _Marking(
        "TLP_MARKING",
        frozenset({"tlp"}),
        _banner(r"tlp ?: ?(?:red|amber(?:\+strict)?)"),
        re.compile(r"(?<=[\[(])TLP:(?:RED|AMBER(?:\+STRICT)?)(?=[\])])"),
        88.0,
        False,
    ),
    _Marking(
        "PRIVILEGED_MARKING",
        frozenset(
            {
                "privileged",
                "privilege",
                "attorney",
                "litigation",
                "prejudice",
                "anwaltlich",
                "anwaltskorrespondenz",
                "avocat",
                "abogado",
                "avvocato",
                "advocaat",
                "advogado",
                "adwokacka",
            }
        ),
        _banner(
            r"(?:legally )?privileged(?: (?:and|&) confidential| communication|"
            r" attorney[- ]client communication)?|(?:subject to )?(?:legal|attorney[- ]client|"
            r"solicitor[- ]client) privileged?(?: communication| material| (?:and|&) confidential)?|"
            r"attorney[- ]client (?:communication|privileged(?: (?:and|&) confidential)?|privilege)|"
            r"attorney work product|lawyer[- ]client privileged|"
            r"confidential attorney[- ]client communication|confidential (?:and|&) privileged|"
            r"prepared (?:in anticipation of litigation|at the (?:direction|request) of counsel)|"
            r"without prejudice(?: save as to costs| (?:and|&) subject to contract)?|"
            r"anwaltlich vertraulich|anwaltskorrespondenz|vertrauliche anwaltskorrespondenz|"
            r"confidentiel avocat[- ]client|"
            r"correspondance (?:confidentielle )?(?:entre )?avocat[- ]client|"
            r"secreto profesional abogado[- ]cliente|comunicación abogado[- ]cliente|"
            r"riservato avvocato[- ]cliente|vertrouwelijk advocaat[- ]cliënt|"
            r"sigilo (?:profissional )?advogado[- ]cliente|tajemnica adwokacka"
        ),
        None,
        86.0,
        True,
    ),
    _Marking(
        "CONFIDENTIAL_MARKING",
        frozenset(
            {
                "confidential",
                "vertraulich",
                "confidentiel",
                "confidentielle",
                "confidencial",
                "riservato",
                "riservata",
                "vertrouwelijk",
                "poufne",
                "poufny",
                "tajemnica",
                "restricted",
                "embargoed",
                "sperrfrist",
            }
        ),
        _banner(
            r"(?:strictly |highly |most |company |commercially |commercial in |private (?:and|&) |"
            r"personal (?:and|&) |proprietary (?:and|&) )?confidential|commercial[- ]in[- ]confidence|"
            r"board confidential|restricted|embargoed until [^\n]{4,30}|"
            r"(?:streng |höchst |persönlich (?:und|/) |firmen)?vertraulich|(?:strictement |"
            r"hautement )?confidentiel(?:le)?|(?:estrictamente |altamente )?confidencial|"
            r"(?:strettamente |altamente )?riservat[oa](?: e confidenziale)?|(?:strikt |"
            r"zeer )?vertrouwelijk|(?:estritamente )?confidencial|(?:ściśle )?poufn[ey]|"
            r"tajemnica przedsiębiorstwa"
        ),
        # Said twice and in capitals it heads a paragraph, too.
        re.compile(
            r"(?m)^[^\w\n]{0,8}(?P<it>(?:STRICTLY|HIGHLY|MOST|COMPANY|COMMERCIALLY|PRIVATE (?:AND|&)) CONFIDENTIAL|"
            r"STRENG VERTRAULICH|STRICTEMENT CONFIDENTIEL|ESTRICTAMENTE CONFIDENCIAL|STRETTAMENTE RISERVATO|"
            r"STRIKT VERTROUWELIJK|ESTRITAMENTE CONFIDENCIAL|ŚCIŚLE POUFNE)(?![^\W_])"
        ),
        80.0,
        True,
    ),
    _Marking(
        "INTERNAL_MARKING",
        frozenset(
            {
                "internal",
                "intern",
                "internen",
                "interne",
                "interno",
                "interna",
                "wewnętrznego",
                "proprietary",
                "eyes",
            }
        ),
        _banner(
            r"(?:for )?(?:company |strictly )?internal (?:use )?only|company internal|internal|"
            r"internal use|proprietary|for your eyes only|nur für den (?:internen|dienstlichen) gebrauch|"
            r"nur (?:für )?intern(?:e zwecke)?|intern|interner gebrauch|"
            r"(?:à )?usage interne(?: uniquement| exclusivement)?|(?:para |"
            r"solo )?uso interno(?: exclusivo)?|(?:solo per |per )?uso interno(?: esclusivo)?|(?:alleen |"
            r"uitsluitend )?voor intern gebruik|(?:apenas |só )?para uso interno|"
            r"(?:tylko )?do użytku wewnętrznego"
        ),
        None,
        75.0,
        True,
    ),
)


class MarkingDetector:
    """All markings as one detector."""

    id = "context-markings"

    def __init__(self) -> None:
        self.kinds = frozenset(one.kind for one in _MARKINGS)
        self._words = frozenset().union(*(one.words for one in _MARKINGS))
        self.digest = digest_of(
            "1",
            *(
                part
                for one in _MARKINGS
                for part in (
                    one.kind,
                    one.banner.pattern,
                    one.anywhere.pattern if one.anywhere is not None else "",
                )
            ),
        )

    def find(self, passage: Passage) -> Iterator[Hit]:
        """The markings of a text, each as long as its words."""
        present = self._words & passage.words
        if not present:
            return
        markings = [one for one in _MARKINGS if not one.words.isdisjoint(present)]
        text, low = passage.text, passage.low
        for marking in markings:
            if marking.anywhere is not None:
                for first, end in windows(spots(low, marking.words & present), 120, 160):
                    for found in marking.anywhere.finditer(text, first, end):
                        group = "it" if "it" in marking.anywhere.groupindex else 0
                        yield Hit(*found.span(group), marking.kind, self.id, marking.score)
        left = MOST_LINES
        last = -1
        for at in spots(low, present):
            if at <= last:
                continue
            left -= 1
            if left < 0:
                passage.give_up()
                return
            start = low.rfind("\n", 0, at) + 1
            last = low.find("\n", at)
            last = len(low) if last < 0 else last
            if last - start > _LONGEST or "?" in low[start:last] or "=" in low[start:last]:
                continue
            for marking in markings:
                place = _stands(marking, text, low, start, last)
                if place is not None:
                    yield Hit(*place, marking.kind, self.id, marking.score)
                    break


def _stands(marking: _Marking, text: str, low: str, start: int, end: int) -> tuple[int, int] | None:
    """Where a marking stands in a line of its own; None where the line says something else."""
    found = marking.banner.fullmatch(low, start, end)
    if found is None:
        return None
    tail = text[slice(*found.span("tail"))].strip() if found["tail"] else ""
    shown = text[found.start("it") : found.end("it")]
    before = text[start : found.start("it")].rstrip()
    loud = shown.isupper() or bool(found["field"]) or before.endswith("[")
    # A subject line goes on behind a marking in brackets; a company may sign a long one in capitals.
    goes_on = loud and tail and (tail.isupper() or before.endswith("[") or _signed(shown, tail))
    if tail and not goes_on and _MORE.fullmatch(tail.lower()) is None:
        return None
    if marking.loud and not loud:
        # "Strictly confidential" says it twice; one word in small letters counts at the top only.
        alone = not before and not text[:start].strip() and text[end:].strip()
        if marking.kind == "CLASSIFIED_MARKING" or (" " not in shown and not alone):
            return None
        if " " in shown and tail and len(tail) > 40:
            return None
    if shown.lower() in _NEED_FIELD and not (found["field"] or before.endswith("[")):
        return None
    return found.start("it"), found.end("it")


def _signed(shown: str, tail: str) -> bool:
    return shown.isupper() and len(shown) > 11 and _NAME.fullmatch(tail) is not None


_NAME = re.compile(r"(?:[^\W\d_][\w.&]{0,30}[ ,]{0,3}){1,4}")
# Words that are headings and values in too many texts; they need the field that they are the value of.
_NEED_FIELD = frozenset({"internal", "intern", "restricted", "proprietary"})


def detectors() -> list[Detector]:
    """For the catalogue."""
    return [MarkingDetector()]

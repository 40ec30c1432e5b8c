"""Banners: the words of each marking, as whole lines and where they stand in a text. Pure data.

Sources: CUI Marking Handbook (32 CFR 2002), ICD 710 for classified banners, FIRST TLP 2.0, 22 CFR 120 to 130 (ITAR),
15 CFR 730 to 774 (EAR), and the usual wording of companies and law firms in eight languages.
"""

import re
from dataclasses import dataclass

from classifiers.compiled import compiled

_EDGE = r"[\s*_#=\-\u2013\u2014|<>\[\](){}~\u2022.:!/\\+;\"'`]*+"
_TAIL = r"(?:[,;&] ?)?(?:and |und |et |y |e |en |i )?(?P<tail>[^\n]{1,60})?"
_HEAD = r"(?:(?:subject|betreff|objet|asunto|oggetto|onderwerp|assunto|temat|re|fwd?|aw|wg)\s*:\s*){0,3}"
_FIELD = (
    r"(?:(?:data |document |information )?(?:classification|sensitivity|label|marking|handling)|"
    r"klassifizierung|schutzklasse|vertraulichkeit|"
    r"classification|clasificación|classificazione|classificatie|classificação|klasyfikacja)\s*[:=]\s*"
)


@dataclass(frozen=True, slots=True)
class Marking:
    """One marking: the words that hint at it, its lines, and how loud it must be."""

    kind: str
    words: frozenset[str]
    banner: re.Pattern[str]  # the whole line but for decoration, in lower case
    anywhere: re.Pattern[str] | None  # in the text as it stands
    score: float
    loud: bool  # in a line of its own it must stand in capitals, in brackets or in a field


def _banner(phrases: str) -> re.Pattern[str]:
    return compiled(
        rf"{_EDGE}{_HEAD}{_EDGE}(?P<field>{_FIELD})?{_EDGE}(?P<it>{phrases})(?![^\W_]){_EDGE}{_TAIL}"
    )


MARKINGS = (
    Marking(
        "CLASSIFIED_MARKING",
        frozenset({"noforn", "secret", "geheim", "défense", "fgi", "orcon", "nf", "sci"}),
        _banner(
            r"top secret|secret//[a-z/\- ]{2,60}|confidential//[a-z/\- ]{2,60}|streng geheim|"
            r"très secret(?: défense)?|secret défense"
        ),
        compiled(
            r"(?<![\w/])(?:TOP SECRET|SECRET|CONFIDENTIAL)//[A-Z][A-Z/,\- ]{1,60}[A-Z]|\((?:TS|S|"
            r"C)//[A-Z][A-Z/,\- ]{1,30}\)"
        ),
        90.0,
        True,
    ),
    Marking(
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
        compiled(
            r"(?m:^)[^\w\n]{0,8}(?:CONTROLLED UNCLASSIFIED INFORMATION|FOR OFFICIAL USE ONLY|"
            r"LAW ENFORCEMENT SENSITIVE|OFFICIAL[-: ]{1,2}SENSITIVE|VS ?[-\u2013] ?NUR FÜR DEN DIENSTGEBRAUCH|"
            r"VS-NfD|DIFFUSION RESTREINTE|RESTREINT UE|EU RESTRICTED|NATO RESTRICTED)(?![^\W_])|"
            r"(?<![\w/])CUI//[A-Z][A-Z/\-]{1,60}|(?<![\w(])\(CUI(?://[A-Z/\-]{2,30})?\)(?= [A-Z])|"
            r"\(U//FOUO\)|(?i:distribution statement [b-f]\b[.:\- ]{0,3}distribution authorized)"
        ),
        90.0,
        True,
    ),
    Marking(
        "EXPORT_MARKING",
        frozenset({"itar", "ear", "eccn", "usml", "export", "ausfuhr"}),
        _banner(
            r"(?:itar|ear)(?:[- /](?:controlled|restricted|data|technical data))(?: information| data|"
            r" document)?|export[- ]controlled(?: information| data)?|subject to (?:the )?(?:itar|ear)"
        ),
        compiled(
            r"(?m:^)[^\w\n]{0,8}(?:ITAR|EAR|EXPORT)[ \-](?:CONTROLLED|RESTRICTED)"
            r"(?: (?:DATA|INFORMATION|DOCUMENT|TECHNICAL DATA))?(?![^\W_])|"
            r"(?i:\bcontains? (?:export[- ]controlled )?(?:technical data|technology|"
            r"information)[^\n.]{0,80}(?:arms export control act|international traffic in arms|"
            r"export administration (?:act|regulations)|\bitar\b)|"
            r"\bECCN\s{0,2}[:#]?\s{0,2}[0-9][A-E][0-9]{3}(?:\.[a-z])?|\bUSML\s{1,2}(?:category|"
            r"cat\.?)\s{1,2}[IVX]{1,5}\b(?=[^?\n]{0,60}(?:\n|$)))"
        ),
        85.0,
        False,
    ),
    Marking(
        "TLP_MARKING",
        frozenset({"tlp"}),
        _banner(r"tlp ?: ?(?:red|amber(?:\+strict)?)"),
        compiled(r"(?<=[\[(])TLP:(?:RED|AMBER(?:\+STRICT)?)(?=[\])])"),
        88.0,
        False,
    ),
    Marking(
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
        compiled(
            r"(?m)^[^\w\n]{0,8}(?P<it>(?:ATTORNEY[- ](?:WORK PRODUCT|CLIENT (?:PRIVILEGED?|COMMUNICATION))|"
            r"(?:LEGALLY )?PRIVILEGED (?:AND|&) CONFIDENTIAL|CONFIDENTIAL (?:AND|&) PRIVILEGED|ANWALTSKORRESPONDENZ|"
            r"SOLICITOR[- ]CLIENT PRIVILEGED?)(?![^\W_])|"
            r"(?i:attorney[- ](?:work product|client (?:privileged?|communication))|"
            r"(?:legally )?privileged (?:and|&) confidential|without prejudice"
            r"(?: save as to costs| (?:and|&) subject to contract)|solicitor[- ]client privileged?)"
            r"(?= ?[:,\u2013\u2014]| -))"
        ),
        86.0,
        True,
    ),
    Marking(
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
        compiled(
            r"(?m)^[^\w\n]{0,8}(?P<it>(?:(?:STRICTLY|HIGHLY|MOST|COMPANY|COMMERCIALLY|PRIVATE (?:AND|&)) CONFIDENTIAL|"
            r"STRENG VERTRAULICH|STRICTEMENT CONFIDENTIEL|ESTRICTAMENTE CONFIDENCIAL|STRETTAMENTE RISERVATO|"
            r"STRIKT VERTROUWELIJK|ESTRITAMENTE CONFIDENCIAL|ŚCIŚLE POUFNE)(?![^\W_])|"
            r"(?i:strictly (?:private (?:and|&) )?confidential|private (?:and|&) confidential|"
            r"streng vertraulich|strictement confidentiel|estrictamente confidencial|strettamente riservato|"
            r"strikt vertrouwelijk)(?= ?[:.,\u2013\u2014]| -))"
        ),
        80.0,
        True,
    ),
    Marking(
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

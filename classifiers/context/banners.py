"""Banners: the words of each marking, as whole lines and where they stand in a text. Pure data.

Sources: CUI Marking Handbook (32 CFR 2002), 32 CFR 2001.20 to 26 for authority blocks, 49 CFR 1520.13 (SSI), FIRST TLP
2.0, 22 CFR 120 to 130 (ITAR), 15 CFR 730 to 774 (EAR), and the usual wording of companies and law firms in eight
languages. The levels of states stand in ``levels``, marks of single paragraphs in ``portions``.
"""

import re
from dataclasses import dataclass

from classifiers.checks.words import words
from classifiers.compiled import compiled
from classifiers.context.levels import (
    CAVEATS,
    LIMITED,
    LIMITED_WORDS,
    RELEASES,
    SECRET,
    SECRET_WORDS,
)

_EDGE = r"[\s*_#=\-\u2013\u2014|<>\[\](){}~\u2022.:!/\\+;\"'`]*+"
_TAIL = r"(?:[,;&] ?)?(?:and |und |et |y |e |en |i )?(?P<tail>[^\n]{1,60})?"
_HEAD = r"(?P<head>(?:(?:subject|subj|betreff|objet|asunto|oggetto|onderwerp|assunto|temat|re|fwd?|aw|wg)\s*:\s*){0,3})"
_CLASSED = (
    r"(?:(?:data|document|information|security|overall|national)[ _\-])?"
    r"(?:classification|protective[ _\-]marking)(?:[ _\-](?:level|marking))?|"
    r"klassifizierung|einstufung|vs-einstufung|geheimhaltungs(?:grad|stufe)|schutzklasse|vertraulichkeit|"
    r"niveau de classification|clasificación|grado de clasificación|classificazione|classifica(?: di segretezza)?|"
    r"classificatie|rubricering|classificação|grau de sigilo|klasyfikacja|klauzula(?: tajności)?"
)
_OF_OTHERS = (
    r"(?:(?:data|document|information) )?(?:sensitivity|label|marking|handling)|"
    r"etichetta|etiqueta|étiquette|etykieta|kennzeichnung|mention de protection"
)
_EXPORT_LAWS = (
    r"arms export control act|international traffic in arms(?: regulations)?|"
    r"export administration (?:act|regulations)|\b(?:itar|ear)\b"
)
_FIELD = rf"(?:{_CLASSED}|{_OF_OTHERS})[\"']?\s*[:=]\s*"


@dataclass(frozen=True, slots=True)
class Marking:
    """One marking: the words that hint at it, its lines, and how loud it must be."""

    kind: str
    words: frozenset[str]
    banner: re.Pattern[str]  # the whole line but for decoration, in lower case
    anywhere: tuple[re.Pattern[str], ...]  # in the text as it stands
    score: float
    loud: bool  # in a line of its own it must stand in capitals, in brackets or in a field


def _banner(phrases: str) -> re.Pattern[str]:
    return compiled(
        rf"{_EDGE}{_HEAD}{_EDGE}(?P<field>{_FIELD})?{_EDGE}(?P<it>{phrases})(?![^\W_]){_EDGE}{_TAIL}"
    )


def _keyed(phrases: str) -> re.Pattern[str]:
    """The value of a key in a row of JSON, or of an element."""
    return compiled(
        rf"(?:[\"'](?:{_CLASSED})[\"']\s?:\s?[\"']|<(?:{_CLASSED})>)(?P<it>{phrases})(?=[\"']|</)",
        re.IGNORECASE,
    )


MARKINGS = (
    Marking(
        "CLASSIFIED_MARKING",
        SECRET_WORDS | words("noforn fgi orcon declassify decl derived nf"),
        _banner(
            rf"(?:{SECRET}|confidential)(?: ?// ?{CAVEATS}(?:/{CAVEATS}){{0,3}}){{1,6}}|"
            rf"(?<=: )(?:ts|s|c)(?: ?// ?{CAVEATS}(?:/{CAVEATS}){{0,3}}){{1,6}}|{SECRET}"
        ),
        (
            # "This memo is classified SECRET", "ist als GEHEIM eingestuft".
            compiled(
                r"\b(?:(?i:this|these|attached|enclosed|following) [^.?\n]{0,40}"
                r"\b(?:classified|marked) (?:as )?|als )[\"\u201c\u201e]?"
                r"(?P<it>(?:TOP |NATO )?SECRET|(?:STRENG )?GEHEIM(?=\W{1,2}eingestuft))(?![^\W_])"
            ),
            compiled(r"(?<![\w/])(?:TOP SECRET|SECRET|CONFIDENTIAL)//[A-Z][A-Z/,\- ]{1,60}[A-Z]"),
            # The block that says by whose word a text is classified, and until when.
            compiled(
                r"(?m)^[^\w\n]{0,8}(?P<it>(?:Declassify [Oo]n|DECLASSIFY ON|Decl(?:ass)? [Oo]n|DECL ON)\s?:"
                r"[ \t]{0,4}[^\s?][^\n?]{1,60}|(?:Derived [Ff]rom|DERIVED FROM)\s?:[^\n]{0,40}"
                r"\b(?:SCG|[Mm]ultiple [Ss]ources|MULTIPLE SOURCES|[Cc]lassification [Gg]uide)\b)"
            ),
            _keyed(SECRET),
        ),
        90.0,
        True,
    ),
    Marking(
        "CUI_MARKING",
        LIMITED_WORDS | words("cui fouo controlled vs distribution les dissemination"),
        _banner(
            rf"cui(?://[a-z][a-z/\- ]{{1,60}})?|cui(?= (?:specified|basic|category))|u//fouo|"
            rf"unclassified ?// ?{RELEASES}(?:/{{1,2}}{RELEASES}){{0,3}}|"
            rf"limited distribution|limdis|sensitive security information|{LIMITED}"
        ),
        (
            compiled(
                r"(?m)^[^\w\n]{0,8}(?P<it>CONTROLLED UNCLASSIFIED INFORMATION|FOR OFFICIAL USE ONLY|"
                r"LAW ENFORCEMENT SENSITIVE|OFFICIAL[-: ]{1,2}SENSITIVE|VS ?[-\u2013] ?NUR FÜR DEN DIENSTGEBRAUCH|"
                r"VS-NfD|DIFFUSION RESTREINTE|RESTREINT UE|EU RESTRICTED|NATO RESTRICTED)(?![^\W_])"
            ),
            compiled(r"(?<![\w/])CUI//[A-Z][A-Z/\-]{1,60}"),
            compiled(r"(?i)distribution statement [b-f]\b[.:\- ]{0,3}distribution authorized"),
            # The block that says who controls a text, and what it is.
            compiled(
                r"(?im)^[^\w\n]{0,8}(?P<it>(?:cui categor(?:y|ies)|limited dissemination controls?|"
                r"distribution/dissemination controls?|dissemination controls?)\s?:[ \t]{0,4}[^\s?][^\n?]{1,60})"
            ),
            compiled(r"(?i)(?P<it>sensitive security information)(?=[^\n?]{0,60}\b49 cfr)"),
            _keyed(LIMITED),
        ),
        90.0,
        True,
    ),
    Marking(
        "EXPORT_MARKING",
        words(
            "itar ear eccn usml export ausfuhr arms exportkontrolle exportations exported foreign "
            "ausfuhrkontrolle"
        ),
        _banner(
            r"(?:itar|ear)(?:[- /](?:controlled|restricted|data|technical data))(?: information| data|"
            r" document)?|export[- ]controlled(?: information| data)?|subject to (?:the )?(?:itar|ear)"
        ),
        (
            compiled(
                r"(?m:^)[^\w\n]{0,8}(?:ITAR|EAR|EXPORT)[ \-](?:CONTROLLED|RESTRICTED)"
                r"(?: (?:DATA|INFORMATION|DOCUMENT|TECHNICAL DATA))?(?![^\W_])|"
                r"\b(?:ITAR|EAR)[ \-](?:CONTROLLED|RESTRICTED)\b|"
                rf"(?i:\bcontains? (?:export[- ]controlled )?(?:technical data|technology|"
                rf"information)[^\n.]{{0,80}}(?:{_EXPORT_LAWS})|"
                r"\bECCN\s{0,2}[:#]?\s{0,2}[0-9][A-E][0-9]{3}(?:\.(?:[a-z]|\d{1,2})(?![a-z0-9])){0,5}|"
                r"\bUSML\s{1,2}(?:category|cat\.?)\s{1,2}[IVX]{1,5}\b(?=[^?\n]{0,60}(?:\n|$)))"
            ),
            # "This drawing is controlled under the ...", "Information subject to ITAR."
            compiled(
                rf"(?i)(?:\b(?:this|these|enclosed|attached|herein)\b[^.?\n]{{1,60}}?|(?m:^)[^\w\n]{{0,8}}"
                rf"(?:technical |export )?(?:information|data|documents?|drawings?|items?|technology) (?:is |are )?)"
                rf"(?P<it>(?:controlled|restricted|governed|regulated|subject)\b[^.?\n]{{1,30}}?(?:{_EXPORT_LAWS}))"
            ),
            compiled(
                r"(?i)(?:\b(?:this|these|enclosed|attached|herein)\b[^.?\n]{1,60}?|(?m:^)[^\w\n]{0,8})"
                r"(?P<it>not (?:be )?(?:releas\w{1,4}|exported|disclosed|transferred|given) to (?:any |a )?"
                r"foreign (?:persons?|nationals?))"
            ),
            compiled(
                r"(?i)\bexport[- ]controlled under [^.?\n]{0,20}\b(?:22|15) CFR|"
                r"\bce(?:tte|t|s)? [^.?\n]{1,40}?soumis[es]{0,2} au contrôle des exportations|"
                r"(?m:^)[^\w\n]{0,8}(?:warning: |achtung: )?(?:itar|ear)[- ](?:controlled|restricted)(?=:| data\b)"
            ),
            compiled(
                r"(?i)\bdiese[rs]?\b[^.?\n]{1,50}?(?P<it>unterlieg(?:t|en)[^.?\n]{1,30}?"
                r"(?:export|ausfuhr)kontroll\w{1,14})"
            ),
        ),
        85.0,
        False,
    ),
    Marking(
        "TLP_MARKING",
        words("tlp"),
        _banner(r"tlp(?: ?: ?| )(?:red|amber(?:\+strict)?)"),
        (compiled(r"(?<=[\[(])TLP:(?:RED|AMBER(?:\+STRICT)?)(?=[\])])"),),
        88.0,
        False,
    ),
    Marking(
        "PRIVILEGED_MARKING",
        words(
            "privileged privilege attorney litigation prejudice anwaltlich anwaltskorrespondenz avocat "
            "professionnel verschwiegenheit abogado avvocato advocaat advogado adwokacka"
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
            r"secret professionnel(?: avocat[- ]client)?|anwaltliche verschwiegenheit|"
            r"sigilo (?:profissional )?advogado[- ]cliente|tajemnica adwokacka"
        ),
        (
            compiled(
                r"(?m)^[^\w\n]{0,8}(?P<it>(?:ATTORNEY[- ](?:WORK PRODUCT|CLIENT (?:PRIVILEGED?|COMMUNICATION))|"
                r"(?:LEGALLY )?PRIVILEGED (?:AND|&) CONFIDENTIAL|CONFIDENTIAL (?:AND|&) PRIVILEGED|"
                r"ANWALTSKORRESPONDENZ|SOLICITOR[- ]CLIENT PRIVILEGED?)(?![^\W_])|"
                r"(?i:attorney[- ](?:work product|client (?:privileged?|communication))|"
                r"(?:legally )?privileged (?:and|&) confidential|without prejudice"
                r"(?: save as to costs| (?:and|&) subject to contract)|solicitor[- ]client privileged?)"
                r"(?= ?[:,\u2013\u2014]| -))"
            ),
        ),
        86.0,
        True,
    ),
    Marking(
        "CONFIDENTIAL_MARKING",
        words(
            "confidential confidence vertraulich confidentiel confidentielle confidencial riservato riservata "
            "vertrouwelijk poufne poufny tajemnica restricted embargoed sperrfrist"
        ),
        _banner(
            r"(?:strictly |highly |most |company |commercially |commercial in |(?:strictly )?private (?:and|&) |"
            r"personal (?:and|&) |proprietary (?:and|&) )?confidential|"
            r"(?:commercial|staff|policy|budget|medical)[- ]in[- ]confidence|in-confidence|"
            r"board confidential|restricted|embargoed until [^\n]{4,30}|"
            r"(?:streng |höchst |persönlich (?:und|/) |firmen)?vertraulich|(?:strictement |"
            r"hautement )?confidentiel(?:le)?|(?:estrictamente |altamente )?confidencial|"
            r"(?:strettamente |altamente )?riservat[oa](?: e confidenziale)?|(?:strikt |"
            r"zeer )?vertrouwelijk|(?:estritamente )?confidencial|(?:ściśle )?poufn[ey]|"
            r"tajemnica przedsiębiorstwa"
        ),
        # Said twice and in capitals it heads a paragraph, too.
        (
            # A firm or a word for a draft ahead of it, and nothing else in the line.
            compiled(
                r"(?m)^[^\w\n]{0,8}(?P<it>(?:[A-Z][A-Z&.]{1,20} ){0,3}"
                r"(?:CORP|INC|LTD|LLC|PLC|GMBH|AG|SPA|BV|GROUP|DRAFT|"
                r"FINAL|ENTWURF)\.?[ \-\u2013\u2014|/]{1,3}CONFIDENTIAL)(?=[^\w\n]{0,8}$)"
            ),
            compiled(
                r"(?i)msip_label[\w\-]{0,60}_name\s?[=:]\s?\"?"
                r"(?P<it>(?:highly |strictly )?confidential[^\n;\"]{0,40})"
            ),
            compiled(
                r"(?m)^[^\w\n]{0,8}(?P<it>"
                r"(?:(?:STRICTLY|HIGHLY|MOST|COMPANY|COMMERCIALLY|PRIVATE (?:AND|&)) CONFIDENTIAL|"
                r"STRENG VERTRAULICH|STRICTEMENT CONFIDENTIEL|ESTRICTAMENTE CONFIDENCIAL|STRETTAMENTE RISERVATO|"
                r"STRIKT VERTROUWELIJK|ESTRITAMENTE CONFIDENCIAL|ŚCIŚLE POUFNE)(?![^\W_])|"
                r"(?i:strictly (?:private (?:and|&) )?confidential|private (?:and|&) confidential|"
                r"streng vertraulich|strictement confidentiel|estrictamente confidencial|strettamente riservato|"
                r"strikt vertrouwelijk)(?= ?[:.,\u2013\u2014]| -))"
            ),
        ),
        80.0,
        True,
    ),
    Marking(
        "INTERNAL_MARKING",
        words("internal intern internen interne interno interna wewnętrznego proprietary eyes"),
        _banner(
            r"(?:for )?(?:company |strictly )?internal (?:use )?only|company internal|internal|"
            r"internal use|proprietary|for your eyes only|nur (?:für|zum) (?:den )?(?:internen|dienstlichen) gebrauch|"
            r"nur (?:für )?intern(?:e zwecke)?|intern|interner gebrauch|"
            r"(?:à )?usage interne(?: uniquement| exclusivement)?|(?:para |"
            r"solo )?uso interno(?: exclusivo)?|(?:solo per |per )?uso interno(?: esclusivo)?|(?:alleen |"
            r"uitsluitend )?voor intern gebruik|(?:apenas |só )?para uso interno|"
            r"(?:tylko )?do użytku wewnętrznego"
        ),
        (),
        75.0,
        True,
    ),
)

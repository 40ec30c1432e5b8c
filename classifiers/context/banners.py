"""Banners: the words of each marking, as whole lines and where they stand in a text. Pure data.

Sources: CUI Marking Handbook (32 CFR 2002), 32 CFR 2001.20 to 26 for authority blocks, 49 CFR 1520.13 (SSI), FIRST TLP
2.0, 22 CFR 120 to 130 (ITAR), 15 CFR 730 to 774 (EAR), and the usual wording of companies and law firms in eight
languages. The levels of states stand in ``levels``, sentences in ``legends``, marks of single paragraphs in
``portions``.
"""

import re
from dataclasses import dataclass

from classifiers.checks.words import words
from classifiers.compiled import compiled
from classifiers.context.legends import (
    CONFIDENTIAL_LEGENDS,
    CONTROLLED_LEGENDS,
    EXPORT_LEGENDS,
    PRIVILEGED_LEGENDS,
)
from classifiers.context.levels import (
    CAVEATS,
    CONTROLLED,
    LIMITED,
    LIMITED_WORDS,
    RELEASES,
    SECRET,
    SECRET_WORDS,
)

_EDGE = r"[\s*_#=\-\u2013\u2014|<>\[\](){}~\u2022.:!/\\+;\"'`]*+"
_TAIL = r"(?:[,;&] ?)?(?:and |und |et |y |e |en |i )?(?P<tail>[^\n]{1,140})?"
# The head of a mail, and what is written ahead of a marking in its line.
_HEAD = (
    r"(?P<head>(?:(?:subject|subj|betreff|objet|asunto|oggetto|onderwerp|assunto|temat|re|fwd?|aw|wg)\s*:\s*){0,3})"
    r"(?:(?:(?:working |first |final )?draft|final|entwurf|projet|brouillon|borrador|bozza|concept|rascunho|"
    r"projekt|internal|intern|interne|interno|uso interno|usage interne|diffusion interne(?: uniquement)?|"
    r"technical data|board paper|"
    r"[cls]\d|level \d|stufe \d|dokument|document|documento)"
    r"(?: ?[\-\u2013\u2014|/,&:] ?| (?:and |und |et |y |e |en |i )?)){0,2}"
)
_CLASSED = (
    r"(?:(?:data|document|information|security|overall|national)[ _\-])?"
    r"(?:classification|protective[ _\-]marking)(?:[ _\-](?:level|marking))?|"
    r"klassifizierung|einstufung|vs-einstufung|geheimhaltungs(?:grad|stufe)|schutzklasse|vertraulichkeit|"
    r"(?:security|protection|confidentiality) (?:level|marking)|dissemination|mention|sécurité|"
    r"(?:niveau|nivel|livello|nível) (?:de|di) (?:classification|protection|sécurité|confidentialité|seguridad|"
    r"confidencialidad|sicurezza|riservatezza|segurança|confidencialidade)|beveiligingsniveau|poziom poufności|"
    r"clasificación|grado de clasificación|classificazione|classifica(?: di segretezza)?|"
    r"classificatie|rubricering|classificação|grau de sigilo|klasyfikacja|klauzula(?: tajności)?"
)
_OF_OTHERS = (
    r"(?:(?:data|document|information) )?(?:sensitivity|label|marking|handling)(?: label)?|"
    r"etichetta|etiqueta|étiquette|etykieta|kennzeichnung|mention de protection|vertraulichkeitsstufe|"
    # Where on its page a marking stands, as somebody tells it who pastes a page.
    r"(?:(?:page|slide|document|mail|email|top|bottom)(?: \d{1,3})? )?(?:header|footer|banner|watermark|stamp|stamped|"
    r"title block|cover (?:sheet|page)|caption)(?:(?: and |/)footer)?|"
    r"kopfzeile|fu(?:ß|ss)zeile|wasserzeichen|stempel|schriftfeld|deckblatt|"
    r"en-tête|entête|pied de page|filigrane|tampon|cartouche|encabezado|pie de página|sello|marca de agua|"
    r"intestazione|piè di pagina|timbro|filigrana|koptekst|voettekst|watermerk|"
    r"cabeçalho|rodapé|carimbo|marca d'água|nagłówek|stopka|pieczęć|pieczątka|znak wodny"
)
_SAYS = (
    r"[\"'\])]{0,2}(?:\s*[:=|\t]\s*| ?\.{3,40} ?|\s+[\-\u2013\u2014]\s+|"
    r"\s+(?:says|reads|is|lautet|dit|dice|luidt)\s*:?\s*|(?<=\])\s+)"
)
_FIELD = rf"(?:(?P<field>{_CLASSED})|(?P<other>{_OF_OTHERS}))(?: (?:on|at|of|in) [a-z ]{{3,16}})?{_SAYS}"


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
        rf"{_EDGE}(?:(?:the |der |die |das )?{_FIELD})?{_EDGE}{_HEAD}{_EDGE}(?P<it>{phrases})(?![^\W_]){_EDGE}{_TAIL}"
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
        LIMITED_WORDS
        | words(
            "cui fouo controlled vs distribution les dissemination distro ldc ssi sensitive infrastructure nuclear "
            "contract justice official sec"
        ),
        _banner(
            rf"cui(?: (?:specified|basic)|(?= category))|(?:cui|controlled(?=//))(?://[a-z][a-z/\- ]{{1,60}})?|u//fouo|"
            rf"unclassified ?// ?{RELEASES}(?:/{{1,2}}{RELEASES}){{0,3}}|distribution statement [b-f](?: applies)?|"
            rf"limited distribution|limdis|(?:les ?[:\-] ?)?{CONTROLLED}|(?:{LIMITED})(?://[a-z][a-z/\-: ]{{1,40}})?"
        ),
        (
            compiled(
                r"(?m)^[^\w\n]{0,8}(?P<it>CONTROLLED UNCLASSIFIED INFORMATION|FOR OFFICIAL USE ONLY|"
                r"LAW ENFORCEMENT SENSITIVE|OFFICIAL[-: ]{1,2}SENSITIVE|VS ?[-\u2013] ?NUR FÜR DEN DIENSTGEBRAUCH|"
                r"VS-NfD|DIFFUSION RESTREINTE|RESTREINT UE|EU RESTRICTED|NATO RESTRICTED)(?![^\W_])"
            ),
            compiled(r"(?<![\w/])CUI//[A-Z][A-Z/\-]{1,60}"),
            *CONTROLLED_LEGENDS,
            _keyed(LIMITED),
        ),
        90.0,
        True,
    ),
    Marking(
        "EXPORT_MARKING",
        words(
            "itar ear eccn usml export ausfuhr arms exportkontrolle exportations exported foreign persons nationals "
            "ausfuhrkontrolle exportkontrolliert exportkontrollierte exportgenehmigungspflichtig "
            "ausfuhrgenehmigungspflichtig exportation "
            "esportazioni exportaciones exportações exportcontrole eksportu ausfuhrliste citizens"
        ),
        _banner(
            r"(?:itar|ear)(?:[- /](?:controlled|restricted|data|technical data))(?: information| data| technical data|"
            r" document)?|(?:uk |us |eu )?export[- ]controlled(?: information| technical data| data| document)?|"
            r"export control (?:warning|notice)|subject to (?:the )?(?:itar|ear)|"
            r"exportkontrolliert(?:e \w{4,20})?|(?:ausfuhr|export)genehmigungspflichtig"
        ),
        EXPORT_LEGENDS,
        85.0,
        False,
    ),
    Marking(
        "TLP_MARKING",
        words("tlp traffic"),
        _banner(
            r"(?:tlp|traffic light protocol)(?: ?[:=] ?|[ \-])[\"']?(?:tlp ?: ?)?(?:red|amber(?:[+ ]strict)?)"
            r"(?!.{0,60}\btlp)"
        ),
        (
            # Beside no other colour: who speaks of several explains them.
            compiled(
                r"(?<![\w/\"'])(?<!TLP:)TLP ?: ?(?:RED|AMBER(?:\+STRICT)?)(?=[\])\s:;,.]|$)"
                r"(?![^\n]{0,60}\bTLP)(?![^.\n]{0,80}\?)"
            ),
        ),
        88.0,
        False,
    ),
    Marking(
        "PRIVILEGED_MARKING",
        words(
            "privileged privilege attorney litigation prejudice anwaltlich anwaltliche anwaltlicher anwaltlichen "
            "anwaltskorrespondenz anwaltsgeheimnis anwaltsprivileg verteidigerpost avocat avocats professionnel "
            "verschwiegenheit abogado profesional avvocato professionale advocaat verschoningsrecht advogado "
            "profissional adwokacka adwokacką radcowska radcowską obrończa obrończą counsel priv"
        ),
        _banner(
            r"(?:legally )?privileged(?: (?:and|&) confidential| communication|"
            r" attorney[\-\u2013 ]client communication)?|"
            r"(?:subject to )?(?:legal|attorney[\-\u2013 ]client|legal professional|solicitor[- ]client|"
            r"litigation|legal advice|common interest) privileged?(?: communication| material|"
            r" applies| (?:and|&) confidential)?|"
            r"attorney[\-\u2013 ]client (?:communication|privileged(?: (?:and|&) confidential)?|privilege)|"
            r"attorney work product|lawyer[- ]client privileged|a/?c[- ]priv(?:ileged)?|"
            r"confidential attorney[\-\u2013 ]client communication|confidential (?:and|&) privileged|"
            r"prepared (?:in anticipation of litigation|at the (?:direction|request) of (?:legal )?counsel)|"
            r"without prejudice(?: save as to costs| (?:and|&) subject to contract)?|"
            r"anwaltlich (?:vertraulich|privilegiert)|anwaltsprivileg|"
            r"(?:anwalts|mandats|mandanten)geheimnis|verteidigerpost|"
            r"(?:vertrauliche )?anwalts?(?:liche )?korrespondenz|"
            r"(?:confidentiel |correspondance (?:confidentielle )?(?:entre )?)avocat[- ]client|"
            r"correspondance d['’]avocat|"
            r"correspondance (?:officielle |confidentielle )?entre avocats|"
            r"(?:secreto profesional|comunicación(?: confidencial)?) abogado[- ]cliente|"
            r"(?:corrispondenza )?riservat[oa] avvocato[- ]cliente|"
            r"(?:vertrouwelijk(?:e correspondentie)?[ \-\u2013]{1,3})?advocaat[- ]cliënt|"
            r"secret professionnel(?: avocat[- ]client)?|anwaltliche (?:verschwiegenheit|schweigepflicht)|"
            r"secreto profesional|segreto professionale(?: avvocato[- ]cliente)?|verschoningsrecht(?: advocaat)?|"
            r"sigilo (?:profissional(?: advogado[- ]cliente)?|advogado[- ]cliente)|"
            r"tajemnica (?:adwokacka|radcowska|obrończa)"
        ),
        PRIVILEGED_LEGENDS,
        86.0,
        True,
    ),
    Marking(
        "CONFIDENTIAL_MARKING",
        words(
            "confidential confidence vertraulich vertrauliche vertraulicher vertrauliches "
            "confidentiel confidentielle confidencial riservato riservata "
            "confidenziale vertrouwelijk poufne poufny poufna tajemnica restricted embargoed embargo sperrfrist "
            "sensitive secret secreto segreto segredo betriebsgeheimnis geschäftsgeheimnis bedrijfsgeheim inside "
            "insiderinformation trade"
        ),
        _banner(
            r"(?:strictly |highly |most |company |commercially |commercial in |(?:strictly )?private (?:and|&) |"
            r"personal (?:and|&) |proprietary (?:and|&) |board |client )?confidential|"
            r"(?:commercial|staff|policy|budget|medical)[- ]in[- ]confidence|in-confidence|"
            r"(?:commercially|market|price)[ \-]sensitive(?: information)?|inside information|trade secrets?|"
            r"restricted|(?:embargoed|under embargo) until [^\n]{4,40}|sperrfrist[: ]{1,2}[^\n]{4,40}|"
            r"embargo (?:jusqu'au|hasta|fino al|tot|até|do) [^\n]{4,40}|"
            r"(?:streng |höchst |persönlich (?:und|/) |firmen)?vertraulich|(?:strictement |"
            r"hautement )?confidentiel(?:le)?|(?:estrictamente |altamente )?confidencial|"
            r"(?:strettamente |altamente )?(?:riservat[oa](?: e confidenziale)?|confidenziale)|(?:strikt |"
            r"zeer )?vertrouwelijk|(?:estritamente )?confidencial|(?:ściśle )?poufn[eya]|"
            r"vertrauliche(?:s dokument|r bericht| unterlagen?| vorlage)|vertrouwelijk document|"
            r"(?:betriebs|geschäfts)geheimnis|secret (?:des affaires|industriel)|"
            r"secreto (?:comercial|empresarial|industrial)|segreto (?:aziendale|industriale|commerciale)|"
            r"bedrijfsgeheim|segredo (?:comercial|industrial|de negócio)|insiderinformation|"
            r"tajemnica przedsiębiorstwa"
        ),
        (
            *CONFIDENTIAL_LEGENDS,
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
            # Said twice and in capitals it heads a paragraph, too.
            compiled(
                r"(?m)^[^\w\n]{0,8}(?P<it>"
                r"(?:(?:STRICTLY|HIGHLY|MOST|COMPANY|COMMERCIALLY|PRIVATE (?:AND|&)) CONFIDENTIAL|"
                r"STRENG VERTRAULICH|STRICTEMENT CONFIDENTIEL|ESTRICTAMENTE CONFIDENCIAL|STRETTAMENTE RISERVATO|"
                r"STRIKT VERTROUWELIJK|ESTRITAMENTE CONFIDENCIAL|ŚCIŚLE POUFNE)(?![^\W_]| ?[:|\u2013\u2014-])|"
                r"(?i:strictly (?:private (?:and|&) )?confidential|private (?:and|&) confidential|"
                r"streng vertraulich|strictement confidentiel|estrictamente confidencial|strettamente riservato|"
                r"strikt vertrouwelijk)(?=[.,]))"
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

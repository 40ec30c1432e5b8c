"""Legends: sentences in which a text says of itself how it may be handled, in eight languages. Pure data.

"This report contains Sensitive Security Information" marks a text; "what is ...?" and "if it contains ..." speak of it.
Sources as in ``banners``.
"""

from classifiers.compiled import compiled
from classifiers.context.levels import CONTROLLED

_THIS = r"(?:this|these|attached|enclosed|following|herein|hereto)"
_LINE = r"(?m:^)[^\w\n]{0,8}"
_NOT_ASKED = r"(?![^.\n]{0,80}\?)"
_EXPORT_LAWS = (
    r"(?:arms export control act|international traffic in arms(?: regulations)?|"
    r"export administration (?:act|regulations)|\b(?:itar|ear)\b)"
)
_FOREIGN = r"(?:foreign|non-us|non-u\.s\.) (?:persons?|nationals?|entities)"
# Whoever reads this is told what it is: "This file is ...", "diese Zeichnung ...".
_THIS_ANYWHERE = (
    r"\b(?:this|these|ce|cet|cette|ces|quest[oaie]|est[ea]s?|estos|diese[rs]?|deze|dit|niniejsz\w{1,4}|ten|ta|to|"
    r"der inhalt|die (?:unterlagen?|daten|zeichnung)|le contenu|il contenuto|el contenido|o conteúdo|de inhoud|treść)\b"
    r"[^.?\n]{1,50}?"
)

CONTROLLED_LEGENDS = (
    compiled(
        rf"(?i)(?:\b{_THIS}\b[^.?\n]{{0,60}}?"
        r"\b(?:contains?|includes?|is|are|marked|designated|handled|as)\s"
        rf"(?:[a-z]{{1,12}} ){{0,2}}?|{_LINE}(?:contains?|handle|treat|protect)(?: as)? |\b(?:handle|treat|marked) as )"
        rf"(?P<it>{CONTROLLED}|(?-i:CUI|SSI|PCII|CEII|UCNI|FOUO|LES)\b)"
        r"(?! (?:training|course|programm?e?|policy|rules|basics|levels?|categor))" + _NOT_ASKED
    ),
    compiled(
        r"(?i)\b(?:dist(?:ro|ribution)?(?: statement)?) [b-f]\b[.:\- ]{1,3}"
        r"(?:distribution authori[sz]ed|further dissemination)"
    ),
    # The block that says who controls a text, and what it is.
    compiled(
        rf"(?i){_LINE}(?P<it>(?:cui categor(?:y|ies|y\(ies\))|limited dissemination controls?|"
        r"distribution/dissemination controls?|dissemination controls?)\s?:[ \t]{0,4}[^\s?][^\n?]{1,60})"
    ),
    compiled(
        r"\b(?:LDC|Distribution|Dissemination|Dist(?:ribution)? Control)\s?:[ \t]{0,3}"
        r"(?P<it>NOFORN|FED ?CON|FED ONLY|NOCON|DL ONLY|DISPLAY ONLY|REL TO [A-Z, ]{2,30})(?![^\W_])"
    ),
    compiled(r"(?i)(?P<it>sensitive security information)(?=[^\n?]{0,60}\b49 cfr)"),
    # Australian mail: "[SEC=PROTECTED, CAVEAT=SH:CABINET]".
    compiled(
        r"\b(?P<it>SEC=(?:OFFICIAL:\s?[Ss](?:ensitive|ENSITIVE)|PROTECTED|SECRET|TOP[- ]SECRET)[^\]\n]{0,60})"
    ),
)
EXPORT_LEGENDS = (
    compiled(
        rf"{_LINE}(?:ITAR|EAR|EXPORT)[ \-](?:CONTROLLED|RESTRICTED)"
        r"(?: (?:DATA|INFORMATION|DOCUMENT|TECHNICAL DATA))?(?![^\W_])|"
        r"\b(?:ITAR|EAR)[ \-](?:CONTROLLED|RESTRICTED)\b|"
        r"(?i:\bcontains? (?:itar|ear)(?:[ \-](?:controlled|restricted))? (?:technical )?data)|"
        rf"(?i:\bcontains? (?:export[- ]controlled )?(?:technical data|technology|"
        rf"information)[^\n.]{{0,80}}{_EXPORT_LAWS})|"
        r"\b(?i:ECCN)\s{0,2}[:#]?\s{0,2}[0-9][A-E][0-9]{3}(?:\.(?:[a-z]|\d{1,2})(?![a-z0-9])){0,5}"
        rf"{_NOT_ASKED}|"
        r"\b(?i:USML\s{1,2}(?:category|cat\.?)\s{1,2}[IVX]{1,5}\b(?=[^?\n]{0,60}(?:\n|$)))"
    ),
    # "This drawing is controlled under the ...", "Information subject to ITAR."
    compiled(
        rf"(?i)(?:\b{_THIS}\b[^.?\n]{{1,60}}?|{_LINE}(?:warning\W{{1,3}})?"
        rf"(?:technical |export )?(?:information|data|documents?|drawings?|items?|technology|export)"
        rf"(?: of this \w{{3,12}})? (?:is |are )?)"
        rf"(?P<it>(?:controlled|restricted|governed|regulated|subject)\b[^.?\n]{{1,40}}?{_EXPORT_LAWS})"
    ),
    compiled(
        rf"(?i)(?:\b{_THIS}\b[^.?\n]{{1,60}}?|{_LINE}|[.;:,\u2013\u2014-] )"
        rf"(?P<it>(?:do )?not (?:be )?(?:releas\w{{1,4}}|export\w{{0,2}}|disclos\w{{1,3}}|"
        rf"transfer\w{{0,3}}|give\w?|share\w?) "
        rf"(?:to|with) (?:any |a )?{_FOREIGN})"
    ),
    compiled(
        rf"(?i)(?:{_LINE}|[.;,\u2013\u2014-] )(?P<it>no (?:export|transfers?|releases?|access|disclosures?) "
        rf"(?:to|for|by) (?:any )?{_FOREIGN}|u\.?s\.? (?:persons|citizens) "
        rf"only(?= ?[.:;,\u2013\u2014(\[-]|\s{{0,4}}$)){_NOT_ASKED}"
    ),
    compiled(
        r"(?i)\bexport[- ]controlled under [^.?\n]{0,20}\b(?:22|15) CFR|"
        rf"{_LINE}(?:warning: |achtung: )?(?:itar|ear)[- ](?:controlled|restricted)(?=:| data\b)"
    ),
    compiled(
        r"(?i)\b(?:this|these|the|part|drawing|item|data|file|model)\s(?:\w{1,15} )?(?:is|are) "
        r"(?P<it>(?:itar|ear)[- ](?:controlled|restricted|regulated))(?! (?:if|when|only)\b)" + _NOT_ASKED
    ),
    compiled(
        rf"(?i)(?:{_THIS_ANYWHERE}|{_LINE})(?P<it>(?:soumise?s?|sogget[ot][oaie]|sujet[oa]s?|sujeit[oa]s?|podlega\w{{0,2}}|"
        r"valt onder|vallen onder|unterlieg(?:t|en))[^.?\n]{1,30}?(?:\b(?:itar|ear)\b|contrôle des exportations|"
        r"(?:export|ausfuhr)kontroll\w{1,14}|controllo delle esportazioni|control de exportaci\w{1,4}|"
        r"exportcontrole|controlo de exportaç\w{1,3}|kontroli eksportu))"
    ),
    compiled(
        r"(?i)(?:export(?: control)? classification|ausfuhrlisten-?nr\.?|al-nr\.?)(?: number)?\s?[:=]?\s?"
        r"(?P<it>[0-9][A-E][0-9]{3}(?:\.(?:[a-z]|\d{1,2})(?![a-z0-9])){0,5})"
    ),
    compiled(
        rf"(?i)(?:{_LINE}|[:;,\u2013\u2014-] |{_THIS_ANYWHERE})(?P<it>export licen[cs]e required|"
        r"exportation soumise à autorisation|(?:ausfuhr|export)genehmigungspflichtig)" + _NOT_ASKED
    ),
)
_PRIVILEGE = (
    r"(?:(?:legal professional|legal advice|litigation|common[- ]interest|joint[- ]defen[cs]e|attorney[- ]client|"
    r"solicitor[- ]client|lawyer[- ]client|legal) privilege|attorney work product|"
    r"(?:anwaltsgeheimnis|anwaltliche\w? (?:schweigepflicht|verschwiegenheit))|"
    r"secret professionnel|secreto profesional|segreto professionale|sigilo profissional|"
    r"verschoningsrecht|tajemnicą (?:adwokacką|radcowską|obrończą|zawodową))"
)
_PAPER = (
    r"(?:documente?|documento|dokument|note|nota|notiz|memo|advice|opinion|report|letter|mail|e-mail|schreiben|bericht|"
    r"courrier|avis|parere|carta|informe|brief|rapport|pismo|notatka|correspond[ae]nce|correspondencia|corrispondenza|"
    r"correspondência|communication|comunicación|comunicazione|comunicação)"
)
_COVERED = (
    r"(?:(?:is |are )?(?:under|subject to|covered by|protected by|privileged under)|"
    r"sob|sous|sotto|bajo|onder|unterlieg(?:t|en)|"
    r"(?:est |sont )?(?:couvert|protégé)e?s? par|(?:amparad|protegid)[oa]s? por|(?:copert|protett)[oaie] da|"
    r"soumise?s? (?:à|au)|suje(?:i?t)[oa]s? al?|soggett[oaie] a|"
    r"(?:cobert|protegid)[oa]s? (?:a|por|pelo)|va(?:lt|llen) onder|objęt[eay]|chronion[eay])"
    r"(?: the| dem| der| le| la| el| il| o| het| al| ao)? "
)
PRIVILEGED_LEGENDS = (
    compiled(
        rf"(?im)(?:{_LINE}(?:{_PAPER} )?|[\u2013\u2014|/-] |{_THIS_ANYWHERE})(?P<it>{_COVERED}{_PRIVILEGE})"
        r"(?=[*_\"'\u201d\u00bb]{0,3} ?(?:[.,;:)|/\u2013\u2014-]|de l'|del?\b|van de|dell'|and\b|und\b|$))"
        + _NOT_ASKED
    ),
    compiled(
        r"(?i)\b(?:this|the (?:attached|enclosed|following)) (?:legal )?"
        r"(?:advice|memo(?:randum)?|opinion|note|paper|report|document|draft|analysis)\b[^.?\n]{0,20}? is "
        r"(?:legally )?(?P<it>privileged(?: (?:and|&) confidential)?)(?=[.,;:]| and\b)" + _NOT_ASKED
    ),
    compiled(
        r"(?m)^[^\w\n]{0,8}(?P<it>(?:ATTORNEY[- ](?:WORK PRODUCT|CLIENT (?:PRIVILEGED?|COMMUNICATION))|"
        r"(?:LEGALLY )?PRIVILEGED (?:AND|&) CONFIDENTIAL|CONFIDENTIAL (?:AND|&) PRIVILEGED|"
        r"ANWALTSKORRESPONDENZ|SOLICITOR[- ]CLIENT PRIVILEGED?)(?![^\W_])|"
        r"(?i:attorney[- ](?:work product|client (?:privileged?|communication))|"
        r"(?:legally )?privileged (?:and|&) confidential|without prejudice"
        r"(?: save as to costs| (?:and|&) subject to contract)?|solicitor[- ]client privileged?)"
        r"(?= ?[:,\u2013\u2014]| -))" + _NOT_ASKED
    ),
)
# Of mail nothing is read here: below most of it stands such a sentence for all cases.
CONFIDENTIAL_LEGENDS = (
    compiled(
        r"(?i)(?:\b(?:this|the (?:attached|enclosed|following)) "
        r"(?:document|presentation|deck|paper|report|memo(?:randum)?|plan|proposal|draft|price list|slide|"
        r"spreadsheet)s?\b[^.?\n]{0,20}? (?:is|are)|"
        r"\bdiese[sr]? (?:dokument|präsentation|unterlagen?|bericht|vorlage|papier|entwurf)[^.?\n]{0,20}? (?:ist|sind)|"
        r"\b(?:ce document|cette présentation|ce rapport|cette note)[^.?\n]{0,20}? est|"
        r"\b(?:este documento|esta presentación|este informe|esta apresentação|este relatório)[^.?\n]{0,20}? (?:es|é)|"
        r"\b(?:questo documento|questa presentazione|questo rapporto)[^.?\n]{0,20}? è|"
        r"\b(?:dit document|deze presentatie|dit rapport|deze notitie)[^.?\n]{0,20}? is|"
        r"\b(?:ten dokument|ta prezentacja|ten raport|niniejszy dokument)[^.?\n]{0,20}? jest) "
        r"(?P<it>(?:strictly|highly|streng|strictement|estrictamente|strettamente|strikt|estritamente|ściśle) "
        r"(?:private and )?(?:confidential|vertraulich|confidentiel(?:le)?|confidencial|riservat[oa]|confidenziale|"
        r"vertrouwelijk|poufn[yae]))" + _NOT_ASKED
    ),
)

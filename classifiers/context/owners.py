"""Owners: how firms say in code whose it is, in eight languages and after any sign of a comment. Pure data."""

import re

from classifiers.checks.words import phrases
from classifiers.compiled import compiled

# One of these words stands in each notice.
WORDS = frozenset(
    phrases(
        "copyright|proprietary|confidential|unpublished|reserved|licenseref|unlicensed|internal|trade|"
        "property|unauthorized|unauthorised|distribute|distributed|redistribute|distribution|redistribution|"
        "publication|disclose|disclosed|belongs|"
        "share|employees|staff|leave|prohibited|"
        "vorbehalten|vertraulich|eigentum|verwendung|weitergabe|weitergegeben|vervielfältigung|gebrauch|geschäftsgeheimnis|"
        "betriebsgeheimnis|intern|genehmigung|réservés|confidentiel|confidentielle|propriété|propriétaire|interne|"
        "reproduction|diffusion|reservados|confidencial|propiedad|propietario|prohibida|propriedade|proprietário|"
        "proibida|interno|riservati|riservato|proprietà|proprietario|vietata|riproduzione|reproducción|reprodução|voorbehouden|"
        "vertrouwelijk|eigendom|gebruik|verspreiding|zastrzeżone|poufne|poufny|własność|własnością|użytku|kopiowanie|"
        "zakaz"
    )
)
_SIGNS = r"(?:#|//|/\*|\*|--|;|%|<!--|'{1,3}(?![^\n']*')|\{|\(\*|!|\"\"\"|REM |dnl |C {2,5})"
_COMMENT = rf"^[ \t]{{0,12}}{_SIGNS}[ \t*#/\-!=;%]{{0,8}}"
_RESERVED = (
    r"(?:all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|"
    r"tutti i diritti riservati|alle rechten voorbehouden|todos os direitos reservados|"
    r"wszelkie prawa zastrzeżone)"
)
_CONFIDENTIAL = (
    r"(?:confidential|proprietary|vertraulich|confidentiel(?:le)?|confidencial|riservat[oa]|"
    r"vertrouwelijk|poufn[ey])"
)
# A name with a legal form.
_FIRM = (
    r"(?-i:[A-ZÀ-Ž][\w&.'\-]{1,30}(?: [A-ZÀ-Ž&][\w&.'\-]{0,30}){0,4},? (?:Ltd|Limited|LTD|Inc|INC|LLC|LLP|plc|PLC|"
    r"Corp|GmbH|GMBH|AG|SE|KG|SAS|SARL|S\.?A\b|SL|S\.L|S\.?p\.?A|SpA|Srl|S\.r\.l|BV|B\.V|NV|Lda|sp\. z o\.o)(?![^\W_]))"
)
_OF_FIRM = rf"(?:(?:the|der|des|von|de la|de|della|di|van|d[aeo]|firmy|spółki|société) |d['’]|dell['’]){{0,2}}{_FIRM}"
# "property of" alone is said of objects, too.
_PROPERTY = (
    rf"(?:(?:property of|belongs to|eigentum|propriété|propiedad|proprietà|eigendom|propriedade|własnoś\w{{1,3}}|"
    rf"(?:geschäfts|betriebs)geheimnis|(?:company|trade) secrets? of) {_OF_FIRM}|"
    r"(?:(?:sole|exclusive|confidential|intellectual|is the|material -) property of|"
    r"propriété (?:exclusive|intellectuelle) de|propiedad (?:exclusiva|intelectual) de|"
    r"proprietà (?:esclusiva|riservata|intellettuale) di|propriedade (?:exclusiva|intelectual) d[aeo]|"
    r"eigentum der (?:firma|gesellschaft)|propriété de la société|propiedad de la (?:empresa|sociedad)|"
    r"proprietà della (?:società|ditta)|eigendom van de firma|propriedade da empresa|"
    r"własność (?:intelektualna )?(?:firmy|spółki)))"
)
_INTERNAL = (
    r"(?:(?:for )?internal use only|for internal use (?:at|by|within) (?-i:[A-Z])[^\n]{1,40}? only\b|"
    r"nur (?:für|zum|zur) (?:den |die )?internen? (?:gebrauch|verwendung)|"
    r"usage interne (?:uniquement|exclusivement)|(?:solo |exclusivamente |apenas )?para uso interno|"
    r"(?:solo )?per uso interno|alleen voor intern gebruik|tylko do użytku wewnętrznego)(?! (?:in|by|of|within)\b)"
)
_FORBIDDEN = (
    r"(?:unauthori[sz]ed (?:copying|distribution|reproduction|disclosure)\b|"
    r"do not (?:copy|share|distribute|redistribute|disclose|forward)[^\n.]{0,30} outside (?:of )?"
    r"(?:(?:the |our |this )?(?:company|firm|group|bank|organi[sz]ation|business|team|department|office)\b|"
    r"(?-i:[A-Z]))|"
    r"must not leave the (?:company|bank|firm|organi[sz]ation|house)|"
    r"not for (?:external|public) (?:distribution|release|disclosure)|"
    r"unauthori[sz]ed use [^\n]{0,60}\b(?:prohibited|forbidden)|"
    r"weitergabe (?:an dritte )?(?:ist )?(?:untersagt|verboten|nicht gestattet|nur mit)|"
    r"nicht an dritte weitergegeben|vervielfältigung (?:ist )?(?:untersagt|verboten)|"
    r"(?:reproduction|diffusion)[\w ]{0,20} interdite|prohibida (?:su|la) (?:reproducción|distribución|difusión)|"
    r"(?:reproducción|distribución) prohibida|vietata la (?:riproduzione|diffusione|distribuzione)|"
    r"riproduzione vietata|"
    r"proibida a (?:reprodução|distribuição)|reprodução proibida|verspreiding (?:is )?verboden|"
    r"(?:kopiowanie|rozpowszechnianie) zabronione|zakaz (?:kopiowania|rozpowszechniania))"
)
# What limits the use of code once its owner is named: alone, these words are said of clients, rows and threads, too.
_LIMITED = (
    rf"(?:{_RESERVED}|\b{_CONFIDENTIAL}\b|{_FORBIDDEN}|unpublished|(?:trade|company) secrets?|"
    r"\binternal (?:use )?only|(?:strictly|company) internal|\binternal\.?[ \t]*$|"
    r"for (?:employees|staff) only|"
    r"(?:do not|may not be|must not be|not to be|not for) (?:copy|copied|distribute|distribution|distributed|"
    r"redistribute|redistributed|redistribution|publication|disclose|disclosed|shared?|"
    r"reproduced|release|released|external|third parties)|"
    r"without (?:prior |express |written ){0,3}(?:permission|consent)|"
    r"nur intern\b|(?:geschäfts|betriebs)geheimnis|weitergabe|uso interno|usage interne|intern gebruik|wewnętrznego)"
)
# "This code is confidential": said of itself in eight languages.
_OF_ITSELF = (
    rf"(?:\b(?:this|dieser?|ce|cette|este|questo|deze|ten) (?:[\w\-]{{1,12}} )?(?:code|file|script|software|"
    rf"module|program\w{{0,2}}|quell(?:code|text)|datei|programm|fichier|logiciel|código|codice|broncode|kod|plik)"
    rf"(?: [\w\-]{{1,12}})? (?:is|ist|est|es|è|é|jest) (?:strictly |streng )?{_CONFIDENTIAL}\b|"
    rf"\b(?:code(?: source)?|código(?:[- ]fonte| fuente)?|codice(?: sorgente)?|fichier|fichero|quellcode) "
    rf"(?:propriétaire|propietario|proprietário|proprietario|{_CONFIDENTIAL})\b)"
)
_CLAIM = r"@?(?:copyright\b|©|\(c\))"
# Up to three more lines of the same comment.
_ON = rf"[^\n]{{0,100}}?(?:\n[ \t]{{0,12}}{_SIGNS}[ \t*#/\-!=;%]{{0,8}}[^\n]{{0,100}}?){{0,3}}?"
NOTICE = compiled(
    rf"{_COMMENT}(?P<it>{_CLAIM}{_ON}{_LIMITED}|[^\n]{{0,60}}?{_FIRM}[^\n]{{0,60}}?{_LIMITED}|"
    rf"[^\n]{{0,40}}?{_LIMITED}[^\n]{{0,40}}?{_FIRM}|"
    rf"(?:proprietary (?:and|&) confidential|confidential (?:and|&) proprietary)|"
    rf"(?-i:(?:[A-Z]{{4,12}} )?"
    rf"(?:CONFIDENTIAL|VERTRAULICH|CONFIDENTIEL|CONFIDENCIAL|RISERVATO|VERTROUWELIJK|POUFNE))"
    rf"(?=[ \t]*(?:$|[\-:.,*/\u2013\u2014]))|"
    rf"[^\n]{{0,60}}?(?:\b(?:is proprietary|proprietary (?:software|source|code|information)|"
    rf"unpublished (?:work|source code)|contains trade secrets|trade secrets?(?=[ \t]*(?:$|[.;:*/\u2013-])))"
    rf"|\b{_PROPERTY}|\b{_FORBIDDEN}|{_OF_ITSELF})|"
    rf"(?<![ \t]{{2}}// )(?<![ \t]{{2}}/\* )(?<![ \t]{{2}}# )(?:[^\n]{{0,60}}[.!] )?{_INTERNAL}|"
    r"(?:spdx-license-identifier|licen[sc]e): (?:licenseref-[^\n]{0,30}(?:propriet|commercial|"
    r"internal)\w{0,12}|unlicensed|none|proprietary\b))",
    re.IGNORECASE | re.MULTILINE,
)
RESERVED = compiled(rf"{_COMMENT}(?P<it>{_RESERVED})", re.IGNORECASE | re.MULTILINE)
# The same in a block, whose lines have no signs of their own.
IN_BLOCK = compiled(
    rf"^[ \t]{{0,12}}(?P<it>(?:{_CLAIM}[^\n]{{0,100}}?)?(?:{_RESERVED}|{_FORBIDDEN})|{_CLAIM}[^\n]{{0,100}}?{_LIMITED}|"
    rf"(?:proprietary (?:and|&) confidential|confidential (?:and|&) proprietary)|{_INTERNAL}|"
    rf"[^\n]{{0,60}}?\b{_PROPERTY}|{_LIMITED}[ .,:\u2013-]{{1,4}}{_FIRM})",
    re.IGNORECASE | re.MULTILINE,
)
_OPENS_BLOCK = compiled(
    r"(?:\A|\n)[ \t]{0,12}(?:\"\"\"|'''|/\*|\{[*=\-]{2}|\{(?=\n)|\(\*|<!--|--\[\[|=begin\b|#\|)"
)
_ENDS_BLOCK = compiled(r"\"\"\"|'''|\*/|\}|\*\)|-->|\]\]|\n=end|\|#")
_REACH = 800  # characters of a block ahead of its notice


def in_block(text: str, at: int) -> bool:
    """Whether a place stands in a comment of several lines."""
    opened = -1
    for one in _OPENS_BLOCK.finditer(text, max(0, at - _REACH), at):
        opened = one.end()
    return opened >= 0 and _ENDS_BLOCK.search(text, opened, at) is None

"""Owners: how firms say in code whose it is, in eight languages and after any sign of a comment. Pure data."""

import re

from classifiers.checks.words import phrases
from classifiers.compiled import compiled

# One of these words stands in each notice.
WORDS = frozenset(
    phrases(
        "copyright|proprietary|confidential|unpublished|reserved|licenseref|unlicensed|internal|trade|"
        "property|unauthorized|unauthorised|vorbehalten|vertraulich|eigentum|weitergabe|vervielfältigung|gebrauch|réservés|"
        "confidentiel|propriété|interne|reproduction|reservados|confidencial|propiedad|propriedade|interno|riservati|"
        "riservato|proprietà|riproduzione|reproducción|reprodução|voorbehouden|vertrouwelijk|eigendom|gebruik|"
        "zastrzeżone|poufne|własność|użytku|kopiowanie"
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
    r"vertrouwelijk|poufne)"
)
# "property of" alone is said of objects, too.
_PROPERTY = (
    r"(?:(?:sole|exclusive|confidential|is the) property of|eigentum (?:der|des|von)|"
    r"propriété (?:exclusive|intellectuelle) de|propiedad (?:exclusiva|intelectual) de|"
    r"proprietà (?:esclusiva|riservata|intellettuale) di|eigendom van|propriedade (?:exclusiva|intelectual) d[aeo]|"
    r"własność (?:intelektualna )?(?:firmy|spółki))"
)
_INTERNAL = (
    r"(?:(?:for )?internal use only|nur (?:für|zum) (?:den )?internen gebrauch|"
    r"usage interne (?:uniquement|exclusivement)|(?:solo |exclusivamente |apenas )?para uso interno|"
    r"(?:solo )?per uso interno|alleen voor intern gebruik|tylko do użytku wewnętrznego)"
)
_FORBIDDEN = (
    r"(?:unauthori[sz]ed (?:copying|distribution|reproduction|disclosure)\b|do not distribute outside|"
    r"unauthori[sz]ed use [^\n]{0,60}\b(?:prohibited|forbidden)|"
    r"weitergabe (?:an dritte )?(?:ist )?(?:untersagt|verboten|nicht gestattet)|vervielfältigung (?:ist )?(?:untersagt|"
    r"verboten)|reproduction interdite|reproducción prohibida|riproduzione vietata|reprodução proibida|"
    r"kopiowanie zabronione)"
)
NOTICE = compiled(
    rf"{_COMMENT}(?P<it>(?:copyright\b|©|\(c\))[^\n]{{0,100}}?(?:{_RESERVED}|\b{_CONFIDENTIAL}\b)|"
    rf"(?:proprietary (?:and|&) confidential|confidential (?:and|&) proprietary)|"
    rf"(?-i:(?:[A-Z]{{4,12}} )?"
    rf"(?:CONFIDENTIAL|VERTRAULICH|CONFIDENTIEL|CONFIDENCIAL|RISERVATO|VERTROUWELIJK|POUFNE))"
    rf"(?=[ \t]*(?:$|[\-:.,*/\u2013\u2014]))|"
    rf"[^\n]{{0,60}}?(?:\b(?:is proprietary|proprietary (?:software|source|code|information)|"
    rf"unpublished (?:work|source code)|trade secrets?)\b|\b{_PROPERTY}|\b{_FORBIDDEN})|"
    rf"(?<![ \t]{{2}}// )(?<![ \t]{{2}}/\* )(?<![ \t]{{2}}# )(?:[^\n]{{0,60}}[.!] )?{_INTERNAL}|"
    r"spdx-license-identifier: (?:licenseref-[^\n]{0,30}(?:propriet|commercial|"
    r"internal)\w{0,12}|unlicensed|none))",
    re.IGNORECASE | re.MULTILINE,
)
RESERVED = compiled(rf"{_COMMENT}(?P<it>{_RESERVED})", re.IGNORECASE | re.MULTILINE)
# The same in a block, whose lines have no signs of their own.
IN_BLOCK = compiled(
    rf"^[ \t]{{0,12}}(?P<it>(?:(?:copyright\b|©|\(c\))[^\n]{{0,100}}?)?(?:{_RESERVED}|{_FORBIDDEN})|"
    rf"(?:proprietary (?:and|&) confidential|confidential (?:and|&) proprietary)|{_INTERNAL})",
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

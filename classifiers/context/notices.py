"""Notices: whose work a file is, as its head, its lines of copyright and the manifest of its package say."""

import re

from classifiers.checks.words import phrases
from classifiers.compiled import compiled
from classifiers.detector import Hit
from classifiers.edges import line_around
from classifiers.plain import plain

# The heads of what says whose a package is.
_CREDITED = compiled(
    r"[\"'<\[\s.(,](?:authors?|(?:x_)?contributors?|maintainers?|(?:x_)?mailing_?lists?|developers?|author_email|maintainer_email|creators?|vendor(?=:)|generated_by|update_contact|bugs|"
    r"copyright_holder|notifications:\s{1,20}email|(?<= s\.)email|(?<=author )email|(?<=spec\.)email)"
    r"[\"'>\]]{0,3}\s{0,16}(?:=>\s{0,16}|[:=>]\s{0,4}|\{|(?<=developer)\()",
    re.IGNORECASE,
)
# One of them stands in each.
_OF_CREDITS = (
    "author",
    "contributor",
    "maintainer",
    "mailing",
    "developer",
    "creator",
    "vendor:",
    "s.email",  # not any: the reach of a place would be read for each address of a list
    "spec.email",
    "notifications:",
    "copyright_h",
    "generated_by",
    "update_contact",
    "bugs",
)
_MANIFEST = compiled(
    r"\A\s{0,20}\{[^{}]{0,400}\"version\"|^\[(?:package|project|tool\.poetry)\]|^authors = \[|"
    r"^copyright_holder\s{1,12}= |\"(?:meta-spec|author_email)\"|"
    r"\"licen[sc]e\"\s?:\s?\[?\s{0,20}\"(?:MIT|BSD|Apache|[AL]?GPL|ISC|MPL)|Gem::Specification|"
    r"<(?:[Pp]roject\b|package\b|component type=|author email=)|"
    r"^[ \t]{0,8}maintainers?:\s",
    re.MULTILINE,
)
# One of them stands in each.
_OF_A_MANIFEST = phrases(
    '"version"|[package]|[project]|[tool.poetry]|authors = [|copyright_holder|meta-spec|author_email|"licen|'
    "Gem::|<project|<Project|<package|<component type=|<author email=|maintainer"
)
_DEFINED = 6_000  # characters in which a package says what it is
# The head of a source file whose language is not known here: "Maintainer  : ", in a comment.
_HEADER = compiled(
    r"[ \t]{0,12}(?:[#*/;!%|\-]{1,4}[ \t]{1,4})?(?:maintainers?|authors?|copyright|contributors?)[ \t]{1,8}: ",
    re.IGNORECASE,
)
_COMMENT = compiled(r"\s{0,20}(?:\{-|/\*|#|--|//|;|\(\*|%)")
_NOTICE = compiled(
    r"(?-i:MAINTAINER)\s|LABEL (?:[\w\-]{1,30}\.){0,5}(?:maintainer|authors?)\b|"
    r"[ \t]{0,12}(?:#|//|/?\*|--|;|%|<!--|\(\*|\"\"\"|\{#|\.\. |@?rem\b|::)[ \t#*/;!.]{0,8}"
    r"(?:[\w ]{0,20})?(?:copyright\b|\(c\)|©)",
    re.IGNORECASE,
)
# In the comment that an icon or a script made short begins with.
_WITHIN = compiled(r"(?:<!--|/\*)!(?:(?!-->|\*/)[^\n]){0,240}(?i:copyright|\(c\)|©)[^\n<>]{0,100}$")
_CREDITS_REACH = 6_000
_REACH = 200  # characters of a line ahead of a hit
# The comment at the head of a file: a block, or lines that begin alike. Stars and hyphens would be a list in prose.
_HEAD = compiled(
    r"\A\ufeff?(?>\s{0,80}<[?%](?:xml|php)?[^\n]{0,200}\n|\s{0,80}<!--(?:(?!-->)[\s\S]){0,4000}-->|"
    r"\s{0,80}/\*(?:(?!\*/)[\s\S]){0,4000}\*/|\s{0,80}\(\*[ *\n](?:(?!\*\))[\s\S]){0,4000}\*\)|"
    r"[ \t]{0,12}(?:#|//|;|%#|\(\*(?=[^\n]{0,300}\*\)))[^\n]{0,300}(?:\n|$)|[ \t]{0,80}\n){1,200}+"
)
# The first entry of a file of translations says who made them (GNU gettext, "Header Entry").
_TRANSLATED = compiled(
    r"^msgid \"\"[ \t]{0,4}\r?\nmsgstr \"\"[ \t]{0,4}\r?\n\"[A-Za-z\-]{2,40}: [^\n]{0,400}\n(?:\"[^\n]{0,400}\n){1,60}",
    re.MULTILINE,
)
# The entries that GNOME and KDE keep for the names of translators.
_TRANSLATORS = compiled(
    r"msgid \"(?:translators?[\-_ ]credits?|(?:names?|e-?mails?) of (?:the )?translators|your (?:names|emails))",
    re.IGNORECASE,
)
_ENTRY_REACH = 4_000
_LICENCE = compiled(
    r"copyright (?:\(c\)|©|(?:19|20)\d\d)|\bSPDX-|licen[sc]ed under|General Public Licen[sc]e|all rights reserved|"
    r"subject to the terms of|mozilla public licen[sc]e",
    re.IGNORECASE,
)
# What is said of an author right ahead of a name or an address, however it is joined: an attribute, a tag, a call, a
# setting, the link to somebody's page, a year.
_AUTHORED = compiled(
    r"(?<![a-z])(?:authors?|copyright|copyleft|maintainers?|creators?|developers?|contributors?|translators?|designers?|"
    r"committers?|bylines?)(?:[_\- ]?(?:full)?(?:name|e?mail|list)s?)?\b[^\w\n]{1,20}"
    r"(?:(?:content|first ?name|name|value|u|e?mail|title|holder|by|c|href|rel|class)\b[^\w\n]{1,12}){0,3}"
    r"(?:(?:19|20)\d\d(?:[\d, \-–]{1,24}| and later )?[^\w\n]{0,3})?(?:[^\W\d_][\w.\-]{0,24}[ <(]{1,3}){0,3}$|"
    r"[\"'/]authors?/[^\s\"'<>]{1,80}[\"'][^<>\n]{0,60}>\s{0,20}$|"
    r"&copy;[^\n]{0,80}$|\bgit config [^\n]{0,20}user\.(?:name|email) [\"']?$|"
    r"<!ENTITY dh\w{1,12}\s{1,4}\"[^\n\"]{0,30}$",
    re.IGNORECASE,
)
_PAGE = compiled(r"https?://[^\s\"'<>()]{4,160}")
_LINKED = 120  # characters to the address of somebody's page
_LONG_NAME = 4  # letters of a last name that is no part of any word
_AUTHORED_AHEAD = 160  # characters of the line
PATTERNS = (
    _PAGE,
    _AUTHORED,
    _CREDITED,
    _MANIFEST,
    _HEADER,
    _COMMENT,
    _NOTICE,
    _HEAD,
    _LICENCE,
    _TRANSLATED,
    _TRANSLATORS,
    _WITHIN,
)


def is_manifest(text: str) -> bool:
    """Whether a text says what a package is."""
    head = text[:_DEFINED]
    return any(word in head for word in _OF_A_MANIFEST) and _MANIFEST.search(head) is not None


def head_end(text: str) -> int:
    """Where ends what a file says of itself at its head: its licence, or who translated it; 0 without either."""
    if "msgid" in text[:_DEFINED] and (translated := _TRANSLATED.search(text, 0, _DEFINED)) is not None:
        return translated.end()
    head = _HEAD.match(text)
    return 0 if head is None or _LICENCE.search(text, 0, head.end()) is None else head.end()


def owned(text: str, hit: Hit) -> bool:
    """Whether a hit is in or behind a notice of copyright in a line of comment, or in the head of a source file."""
    low, _ = line_around(text, hit.start, hit.start, _REACH)
    if _NOTICE.match(text, low, hit.end) is not None or _WITHIN.search(
        text, max(0, hit.start - 300), hit.end
    ):
        return True
    entry = text.rfind("\nmsgid ", max(0, hit.start - _ENTRY_REACH), hit.start)
    if entry >= 0 and _TRANSLATORS.match(text, entry + 1) is not None:
        return True
    return (
        low < _DEFINED
        and _HEADER.match(text, low, hit.start) is not None
        and _COMMENT.match(text) is not None
    )


def authored(text: str, start: int) -> bool:
    """Whether what stands right ahead of a place says that an author follows."""
    low, _ = line_around(text, start, start, _AUTHORED_AHEAD)
    return _AUTHORED.search(text, low, start) is not None


def linked(text: str, hit: Hit) -> bool:
    """Whether beside a name stands the address of a page that is called after it."""
    last = plain(text[hit.start : hit.end]).split()[-1:]
    if not last or len(last[0]) < _LONG_NAME or " " not in text[hit.start : hit.end]:
        return False
    around = max(0, hit.start - _LINKED), hit.end + _LINKED
    return any(last[0] in page[0].lower() for page in _PAGE.finditer(text, *around))


def credited(text: str, start: int) -> bool:
    """Whether a place is the value, or in the list, of a field that says whose work this is."""
    low = max(0, start - _CREDITS_REACH)
    ahead = text[low:start].lower()
    heads = list(_CREDITED.finditer(text, low, start)) if any(word in ahead for word in _OF_CREDITS) else []
    if not heads:
        return False
    head = heads[-1]
    between = text[head.end() : start]
    if "\n" not in between and "[" not in text[head.start() : head.end() + 3]:
        return between.count('"') + between.count("'") < 6
    opening = text[head.start() : head.end() + 3]
    if "[" in opening:
        return "]" not in between
    if "{" in opening:
        return "}" not in between
    if opening[:1] == "\n":  # of YAML
        return all(line[:1] in " -" for line in between.split("\n")[1:])
    if "<" in opening:
        return "</" + opening.strip("<> \n\"'")[:6].lower() not in between.lower()
    return False

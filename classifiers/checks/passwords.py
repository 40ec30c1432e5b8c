"""Is what stands after `password =` in settings, code, a table or a URL a password?

A checksum cannot tell; so these functions rule out what is surely none: code that fetches a secret, variables,
placeholders, masks, words, digests. What is left counts as a password.
"""

import re

from classifiers.checks.letters import drawn
from classifiers.checks.rare import set_phrase, set_word
from classifiers.checks.values import (
    CAMEL,
    CODE,
    NAME,
    PACKED,
    PATH,
    PLACEHOLDER,
    hopeless,
    is_colour,
    setting_behind,
    signs,
    tangled,
)
from classifiers.checks.verdict import SHAPE, Verdict
from classifiers.checks.words import words

# A key that holds words about a password, and a sentence about its length.
_ABOUT_KEY = re.compile(
    r"(?:hint|label|placeholder|help|message|msg|error|title|text|tooltip|desc(?:ription)?|caption|rules?|policy|"
    r"requirements?|confirm\w{0,8}|prompt|info|link|button|subject|heading|notice)[\"'\])]{0,3}\s{0,40}(?:=>|[:=])\s{0,3}[\"'`]?$"
)
# The same in markup: `<key>NSPasswordUsageDescription</key><string>`, `name="passwordEncoder" value="`.
_ABOUT_TAG = re.compile(
    r"(?:format|encoder|encoding|hint|label|description|message|title|policy|type|length|mode|validator)"
    r"(?:[\"']\s{1,20}value=[\"']|[\"'][^<>\"']{0,40}>|</\w{1,16}>\s{0,40}<\w{1,16}>)\s{0,20}$"
)
_ABOUT_LENGTH = re.compile(
    r"(?i)\b(?:characters?|chars|letters|digits|zeichen|ziffern|caractères|chiffres|caracteres|caratteri|tekens|cijfers|"
    r"znaków|cyfry)\b"
)
# The folder in which a program works, and the part of a path behind it.
_FOLDER = re.compile(r"\b(?:dir|process|fs|shell)\.pwd\W{1,6}$")
_MESSAGE_KEY = re.compile(
    r"[a-z_]{2,20}(?:\.[a-z_]{2,20}){2,6}|[a-z_\-]{2,20}::[a-z_\-]{2,30}(?:\.[a-z_\-]{2,30}){0,6}"
)  # of a file of translations


def quoted_password(value: str, before: str) -> Verdict | None:
    """What stands in quotes after a password's name: anything but placeholders, code and plain names."""
    if hopeless(value) or (" " in value.strip() and len(value.split()) > 6) or _VERSION.fullmatch(value):
        return None
    if re.match(r"(?:dirname|readlink|cat|openssl|printf|echo) ", value) or _repeats(value, before):
        return None
    if " " in value and (_ABOUT_LENGTH.search(value) or _ABOUT_KEY.search(before)):
        return None
    if PATH.search(value) or re.fullmatch(r"[a-z]+/[\w+.\-]+|[a-z]+\?|\w*[=%]%[a-z]\w*|%[a-z]\.?\w*", value):
        return None
    if _MESSAGE_KEY.fullmatch(value) or _FOLDER.search(before) or _COLOURED.match(value):
        return None
    if value[0] + value[-1] in ("``", "^$") or _SENTENCE.fullmatch(value):  # of a shell; a pattern
        return None
    if _QUOTED_END.fullmatch(value) or _ABOUT_TAG.search(before):
        return None
    if value[-1] == ":" and PLACEHOLDER.match(value[:-1]):  # what stands in front of a field
        return None
    if NAME.match(value) or CAMEL.match(value):
        # A single word in quotes is a label or a message more often than a password, unless its letters look drawn
        # or a user's name stands beside it.
        beside = value.islower() and len(value) >= 6 and _BESIDE_USER.search(before) is not None
        given = drawn(value) if _LISTED.search(before) else set_word(value)
        return SHAPE if beside or given else None
    if " " in value.strip() and not any(map(str.isdigit, _PLACE.sub("", value))):
        return SHAPE if set_phrase(value) else None
    return SHAPE


_QUOTED_END = re.compile(r"[a-z_]{1,40}\\[\"'][)\]}>;,]{1,4}")  # the end of JSON within a string: `passwd\"}`
_LISTED = re.compile(r",\s{0,8}[\"'`]?$")  # one name behind another
_ROUTE = re.compile(
    r"[a-z]{2,20}(?::[a-z\-_]{2,40}){1,3}"
)  # of a program, by its name: `gym:reset-user-password`
# Of a script without spaces: a text that a program shows.
_SENTENCE = re.compile(
    "[\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e00-\u0e7f\uac00-\ud7a3\uff00-\uffef]{2,200}"
)
_COLOURED = re.compile(r"\\(?:033|x1[bB]|e|u001[bB])\[")  # on a terminal
# Where a message is filled in: `{0}`, `%1$s`.
_PLACE = re.compile(r"\{\d?\}|%\d?\$?[sd@]")


def _repeats(value: str, before: str) -> bool:
    """Whether a value is the name of its own setting: `HTTP_PASSWORD = "http_password"`."""
    name = re.sub(r"\W{1,8}$", "", before[-len(value) - 8 :].lower())
    return name.endswith(value.lower()) and not name[: -len(value)][-1:].isalnum()


_BESIDE_USER = re.compile(
    r"(?:user(?:name)?|login|uid|account|email)[\"'\])]{0,3}\s{0,4}(?:=>|"
    r"[:=])\s{0,4}[\"']?[\w.@\-\\]{2,40}[\"']?[,;]?\s{1,12}"
    r"[\w.$\"'\[\]]{1,24}\s{0,12}(?:=>|[:=])\s{0,4}[\"'`]?$"
)


# Spans of time and ranges of Ruby and Rust: `6.hours`, `1.day.ago`, `6..128`.
_SPAN = re.compile(
    r"\d{1,9}\.(?:second|minute|hour|day|week|fortnight|month|year)s?(?:\.(?:ago|from_now))?|\d{1,9}\.{2,3}=?\d{1,9}"
)
# A type that may be missing, `String?,`; an expression; a type behind a pointer; a constant of a few digits; a ticket;
# an option of a command.
_OPTION = re.compile(
    r"[A-Z][A-Za-z]{1,40}\?,?|(?:String|Int|Float|Boolean|ID)!,?|\.[*+].*|[*&]{1,2}[A-Z]\w{0,40}[,)]{0,2}|0[xX][\da-fA-F]{1,8}[uUlL]{0,2},?|(?:BUG|CASE|ISSUE|JIRA|REQ|STEP|TASK|TC|TEST)-?\d{1,5}|--?[a-z](?::[A-Za-z]\w{0,60})?|"
    r"--[a-z][a-z\-]{1,40}|-(?:join|split|replace|f)"
)
# What a name says that ends so is about passwords, and no password.
_ABOUT = re.compile(
    r"[_\-](?:options?|opts|polic(?:y|ies)|rules?|requirements?|strength|complexity|regexp?|pattern|format|encoders?|"
    r"validators?)[\"']?\s{0,4}[:=]\s{0,4}$|\bnopasswd\s{0,2}:\s{0,2}$|"
    r"\bPASSES\s{0,2}:\s{0,2}$|(?:single|multi|two|first|second|render|shader|depth|low|high|band|by)_?pass\w{0,6}\s{0,3}[:=]\s{0,3}$",
    re.IGNORECASE,
)
# A kind of event with its number: `UserChangedPassword = 1001,`.
_KIND = re.compile(
    r"(?:changed?|updated?|reset|temp|toggled|user|viewed|copied|offboarding)_?password\w*\s{0,3}=\s{0,3}$"
)
# The columns of a table of accounts (passwd(5)).
_OF_AN_ACCOUNT = re.compile(r"\bpw_(?:gid|uid|name|dir|shell|gecos)\W{1,6}$")
_MEMBER = re.compile(  # of an object: `StepImpl.second`, `Login.PasswordHint`
    r"(?:[A-Z][a-z]+){2,}(?:\.(?:[a-z]\w*|[A-Z_]+))+|[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*\.(?i:passw|pwd|passphrase)\w*"
)


def _is_constant(value: str) -> bool:
    """Whether it names a constant of a class: `PASS.ONE`."""
    parts = value.split(".")
    return value.isupper() and len(parts) > 1 and all(part.replace("_", "").isalpha() for part in parts)


_WORD_AND_STOP = re.compile(
    r"[^\W\d_]{2,20}[.?…]"
)  # of a sentence: "Passwort: vergessen?", "mind. 10 Zeichen"
# One setting a line without blanks around its sign is no program; three sorts of signs are no name.
_ENVIRONMENT = re.compile(r"(?:^|\n)(?:export )?[a-z][a-z0-9_]{2,60}=$")
_MIXED = re.compile(
    r"(?=[^\d\s]{0,60}\d)(?=[^a-z\s]{0,60}[a-z])(?=[^A-Z\s]{0,60}[A-Z])[a-z\d]\w{2,40}\.\w{3,40}"
)


def bare_password(value: str, before: str) -> Verdict | None:
    """What stands without quotes after a password's name in settings, code or a command."""
    end = setting_behind(value)
    if end is not None:
        return None if bare_password(value[:end], before) is None else Verdict(verified=False, end=end)
    if _MIXED.fullmatch(value) and _ENVIRONMENT.search(before):
        return SHAPE
    if _WORD_AND_STOP.fullmatch(value):
        return None
    if (
        hopeless(value)
        or PATH.search(value)
        or _MEMBER.fullmatch(value)
        or _SPAN.fullmatch(value)
        or _is_constant(value)
    ):
        return None
    if (
        _OF_AN_ACCOUNT.search(before)
        or _ABOUT.search(before)
        or PACKED.match(value)
        or is_colour(value, before)
        or _ROUTE.fullmatch(value)
    ):
        return None
    if _VERSION.fullmatch(value) or _OPTION.fullmatch(value):
        return None
    if value.rstrip(",").isdigit() and len(value) < 6 and _KIND.search(before.lower()) is not None:
        return None
    if CODE.search(value):
        # Code up to the next space has a few sorts of signs; a generated password of this length has many.
        long = len(value) >= 16 and signs(value) >= 7
        return (
            SHAPE if long or (any(map(str.isdigit, value)) and signs(value) >= 4 and tangled(value)) else None
        )
    if NAME.match(value) or CAMEL.match(value):
        return SHAPE if set_word(value) else None
    return SHAPE


_DOTTED = re.compile(r"[a-z][\w\-]*(?:[.:][\w\-]+)+|/[\w\-/{}:.]*|[a-z]+[_\-][a-z_\-]+|\w+/[\w\-+.]+")
# Names of packages and ways of logging in: `('ldap', 'saml2')`.
_WAY_IN = re.compile(r"(?:[a-z]{2,12}\d?-)?(?:saml|ldap|oauth|oidc|sso|jwt|kerberos)\d?")
_SEQUENCE = re.compile(r"(?i)(?:0123456789|1234567890?|abcdef(?:ghij)?[a-z]*|[a-f])+")


def call_password(value: str, before: str) -> Verdict | None:
    """A quoted argument where a function takes a password: a word needs a digit or a sign to be one there."""
    if hopeless(value) or PATH.search(value) or _DOTTED.fullmatch(value) or _SEQUENCE.fullmatch(value):
        return None
    if _WAY_IN.fullmatch(value) or _ABOUT_TAG.search(before):
        return None
    if any(map(str.isspace, value)) or re.search(r"[()>{}]|<(?!\d)|%[sd]|\\", value):
        return SHAPE if len(value) >= 12 and signs(value) >= 4 and " " not in value else None
    if NAME.match(value) or CAMEL.match(value) or (value.isupper() and not any(map(str.isdigit, value))):
        return SHAPE if drawn(value) else None
    if value.isdigit():
        return None
    return SHAPE if any(map(str.isdigit, value)) or signs(value) >= 2 else None


def env_password(value: str, before: str) -> Verdict | None:
    """What stands alone on a line after `NAME=`: even a single word is a password there, if it is no
    placeholder."""
    if hopeless(value) or PATH.search(value) or CODE.search(value) or re.fullmatch(r"\d+,", value):
        return None
    return None if _CONSTANT.fullmatch(value) else SHAPE


# A name of a setting, as what is to be put in its place: `SHOP_PASS_CHECK`.
_CONSTANT = re.compile(r"(?:[A-Z]{2,20}_){1,5}(?:PASS|PASSWORD|PWD|SECRET)(?:_[A-Z]{2,20}){0,5}")


_URL_TRIVIAL = words(
    "password passwd pass pwd pw secret user username root admin guest postgres mysql test token xxx xxxx "
    "port 1234 tiger"
)
_VERSION = re.compile(r"[~^<>=v]{0,2}\d{1,4}(?:\.\d{1,4}){1,3}(?:-(?:alpha|beta|rc|dev)[.\d]{0,6})?")


def url_password(value: str, before: str) -> Verdict | None:
    """The password part of a URL: not a placeholder, not a variable, not a port with a path behind it."""
    if (
        len(value) < 2
        or value.lower() in _URL_TRIVIAL
        or PLACEHOLDER.match(value)
        or re.search(r"\$[{(]|^\$\w+$|[{}>]|<(?!\d)|%\(", value)
    ):
        return None
    return None if "@" in value and value.partition("@")[0].isdigit() else SHAPE


_CELLS = words(
    "required optional string varchar text hashed encrypted plain hidden disabled enabled expired changed "
    "unknown same "
    "see none sha256 sha512 bcrypt argon2 argon2id pbkdf2 password secret weak strong medium never always "
    "admin user "
    "varchar255 varchar64 char60 bytes base64 utf8 input output integer boolean"
)


def cell_password(value: str, before: str) -> Verdict | None:
    """A cell below `password`: more than a plain word, a placeholder, a date or a short number."""
    if (
        value.lower() in _CELLS
        or value[-1] in ":,"
        or hopeless(value)
        or PATH.search(value)
        or CODE.search(value)
    ):
        return None
    if NAME.match(value.lstrip("#")) or re.fullmatch(r"[\d.,:/\-]+%?", value):
        told = set_word(value) or (value.isdigit() and len(value) >= 6)
        return SHAPE if told else None
    return SHAPE


def identified(value: str, before: str) -> Verdict | None:
    """What a statement of a database or a shell takes as a password: a rare word, too."""
    return SHAPE if set_word(value) and not _SEQUENCE.fullmatch(value) else call_password(value, before)


def column_hash(value: str, before: str) -> Verdict | None:
    """A digest below `hash`, in a line that begins with a person's account; digests of files are none."""
    line = before.rpartition("\n")[2]
    return SHAPE if len(set(value)) >= 8 and re.match(r"[\w.\-]{1,40}@[\w.\-]{2,40}[,;|\t ]", line) else None


_NO_USER = re.compile(r"(?:^|[^\w.\-])(?:sips?|mailto|tel|xmpp|acct|image|tag|cc|from|to|git)\s?:$")


def userinfo(value: str, before: str) -> Verdict | None:
    """The word between a user's name and `@host:port`: letters and digits, and no address of somebody."""
    if _NO_USER.search(before) or hopeless(value) or PATH.search(value) or CODE.search(value):
        return None
    if not any(map(str.isdigit, value)) or not any(map(str.isalpha, value)):
        return None
    return url_password(value, before)

"""Is this value a secret? Judgements of what stands after `password =` and the like.

A checksum cannot tell; so these functions rule out what is surely none: code that fetches a secret,
variables,
placeholders, masks, words, digests. What is left counts as a secret of its name's kind.
"""

import re
from math import log2

from classifiers.checks.letters import drawn
from classifiers.checks.tokens import entropy
from classifiers.checks.verdict import SHAPE, Verdict
from classifiers.checks.words import words

_PLACEHOLDER = re.compile(
    r"(?i)"
    r"^[\"'`]?(?:"
    r"<.*>?|\[.*\]|\{.*\}|\(.*\)|[$#%@&!]\{.*|\$[A-Za-z_][\w:.]{0,30}|&\w{1,20}|%\w*%|%[sd]|"
    r"@\w+@?|.*\$\{[\w.:\-]*\}.*|"  # <password>, ${VAR}, $VAR
    r".*\{\{\s*[\w.\-]+(?:\s*\|.*)?\s*\}\}.*|.*%\(\w+\)s.*|.*<%.*|ENC\[.*|"
    r"[\W_]*|"  # ****, ----, ...
    r"(?:x+|0+|a+|1+|\.+|•+|\*+)|"
    r".*\*{3,}.*|.*x{5,}.*|.*\.{3}.*|.*…|.*•{3,}.*|"
    r".*(?:example|placeholder|changeme|change[_-]me|replace|insert|enter[_-]?|dummy|redacted|hidden|omitted|"
    r"your|todo|fixme|sample|masked|removed|secret[_-]?here|goes[_-]?here|not[_-]?set|to[_-]be).*|"
    r"(?:my|the|new|old|test|some|any|user|this|a|an|default|admin|root|db|database|app|client|server|"
    r"plain|hashed?|"
    r"super|top|api|auth|access|secret|strong|good|bad|wrong|correct|valid|invalid|hashed|encrypted|"
    r"salted|raw|temp)?"
    r"[_\-. ]?(?:super|top|strong|secure|access|api|auth|db|user|client|signing|encryption)?[_\-. ]?"
    r"(?:pass|passwd|password|passphrase|passwort|pwd|pw|secret|token|key|apikey|credentials?|value|"
    r"string|str|hash)"
    r"[_\-. ]?(?:here|value|string|str|hash|name|field|input|key|id|file|path|[1-9]|123|1234)?|"
    r"none|null|nil|undefined|true|false|yes|no|on|off|empty|unset|unknown|n/?a|tbd|foo|bar|baz|foobar|test|"
    r"int|integer|str|string|bool|boolean|bytes?|any|object|varchar.*|text|char.*|optional.*|required|hidden|"
    r"self|this|args?|kwargs|input|prompt|env|process|config|settings|options?|params?|request|response|data|"
    r"abc|abc123|abcdef[0-9]{0,6}|asdf|qwerty|12345?6?7?8?9?0?|letmein|hunter2?\*+"
    r")[\"'`]?$"
)
CODE = re.compile(
    r"[()\[\]{}]|::|->|=>|==(?!$)|!=|&&|\|\||"
    r"^(?:self|this|os|sys|env|process|config|settings|request|req|res|params|args|kwargs|data|user|props|"
    r"state|"
    r"ctx|context|options|opts|event|body|form|input|vault|secrets?|vars?|var|local|module|each|"
    r"azurerm_\w+|aws_\w+|"
    r"random_password|System|Environment|getpass|new|await|return|func|function|lambda|str|string)[.\[(]|"
    r"^[a-z_][\w$]*(?:\.[a-zA-Z_][\w$]*)+$|"  # dotted names
    r"^\$\w{0,30}$|^\$\(|^%\w+%$|^@\w+$|^&\w*$|^!\w+"
)
PATH = re.compile(
    r"^(?:~|\.{1,2})?/|^[A-Za-z]:\\|^https?://|\.(?:pem|key|crt|txt|json|ya?ml|env|pub|php|py|html?|log|conf)$"
)
HEX = re.compile(r"^(?:0x)?[0-9a-fA-F]+$")
UUID = re.compile(r"^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$")
_SECRET_NAME = re.compile(
    r"(?:api|app|token|secret|auth|access|licen[sc]e|snyk|heroku)[\w\-. ]{0,30}[\"'`\])]{0,3}"
    r"\s{0,5}[:=>,?|+]{1,4}=?\s{0,5}[\"'`]?$"
)
NAME = re.compile(r"^[A-Za-z]+(?:[_\-][A-Za-z]+)*$")
_CAMEL = re.compile(r"^[a-z]+(?:[A-Z][a-z]+)+\d?$|^(?:[A-Z][a-z]+){2,}\d?$")


def hopeless(value: str) -> bool:
    """Whether a value is surely no secret, whatever its name."""
    return len(value) < 4 or len(value) > 400 or _PLACEHOLDER.match(value) is not None


def varied(value: str) -> int:
    """How many of lower case, capitals, digits and other signs occur."""
    return (
        any(map(str.islower, value))
        + any(map(str.isupper, value))
        + any(map(str.isdigit, value))
        + any(not character.isalnum() for character in value)
    )


def quoted_password(value: str, before: str) -> Verdict | None:
    """What stands in quotes after a password's name: anything but placeholders, code and plain names."""
    if hopeless(value) or (" " in value.strip() and len(value.split()) > 6):
        return None
    if PATH.search(value) or re.fullmatch(r"[a-z]+/[\w+.\-]+|[a-z]+\?|\w*[=%]%[a-z]\w*|%[a-z]\.?\w*", value):
        return None
    if NAME.match(value) or _CAMEL.match(value):
        # A single word in quotes is a label or a message more often than a password, unless its letters look drawn
        # or a user's name stands beside it.
        beside = value.islower() and len(value) >= 6 and _BESIDE_USER.search(before) is not None
        return SHAPE if beside or drawn(value) else None
    if " " in value.strip() and not any(map(str.isdigit, value)):
        return None
    return SHAPE


_BESIDE_USER = re.compile(
    r"(?:user(?:name)?|login|uid|account|email)[\"'\])]{0,3}\s{0,4}(?:=>|"
    r"[:=])\s{0,4}[\"']?[\w.@\-\\]{2,40}[\"']?[,;]?\s{1,12}"
    r"[\w.$\"'\[\]]{1,24}\s{0,12}(?:=>|[:=])\s{0,4}[\"'`]?$"
)


def bare_password(value: str, before: str) -> Verdict | None:
    """What stands without quotes after a password's name in settings, code or a command."""
    if hopeless(value) or PATH.search(value):
        return None
    if CODE.search(value):
        # Code up to the next space has a few sorts of signs; a generated password of this length has many.
        return SHAPE if len(value) >= 16 and _signs(value) >= 7 else None
    if NAME.match(value) or _CAMEL.match(value):
        return SHAPE if drawn(value) else None
    return SHAPE


_DOTTED = re.compile(r"[a-z][\w\-]*(?:[.:][\w\-]+)+|/[\w\-/{}:.]*|[a-z]+[_\-][a-z_\-]+\d?|\w+/[\w\-+.]+")
_SEQUENCE = re.compile(r"(?i)(?:0123456789|1234567890?|abcdef(?:ghij)?[a-z]*|[a-f])+")


def call_password(value: str, before: str) -> Verdict | None:
    """A quoted argument where a function takes a password: a word needs a digit or a sign to be one there."""
    if hopeless(value) or PATH.search(value) or _DOTTED.fullmatch(value) or _SEQUENCE.fullmatch(value):
        return None
    if any(map(str.isspace, value)) or re.search(r"[()<>{}]|%[sd]|\\", value):
        return SHAPE if len(value) >= 12 and _signs(value) >= 4 and " " not in value else None
    if NAME.match(value) or _CAMEL.match(value) or (value.isupper() and not any(map(str.isdigit, value))):
        return SHAPE if drawn(value) else None
    if value.isdigit():
        return None
    return SHAPE if any(map(str.isdigit, value)) or _signs(value) >= 2 else None


def _signs(value: str) -> int:
    """How many different signs, neither letter nor digit, a value has."""
    return len({character for character in value if not character.isalnum()} - {"_", " "})


def env_password(value: str, before: str) -> Verdict | None:
    """What stands alone on a line after `NAME=`: even a single word is a password there, if it is no
    placeholder."""
    if hopeless(value) or PATH.search(value) or CODE.search(value):
        return None
    return SHAPE


_REFERENCE = re.compile(r"%[sdr][\w.]*|[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+")


def prose_password(value: str, before: str) -> Verdict | None:
    """What a sentence gives as a password: it must have a digit or a sign inside, or mixed case."""
    value = value.strip("\"'`")
    if re.match(r"\w+\[.*\]?$|\(|[a-z]+\?$|\w+\({1,3}[\w,.]*$", value):
        return None
    if hopeless(value) or PATH.search(value) or (NAME.match(value) and not drawn(value)):
        return None
    inner = value.strip(".,;:!?)")
    if _REFERENCE.fullmatch(inner) and not any(map(str.isdigit, inner)):
        return None
    if (
        hopeless(inner)
        or re.search(r"^\$.*\$\w?$|\w\(\w*\)?$", inner)
        or (not any(map(str.isalpha, inner)) and not inner.isdigit())
    ):
        return None
    if not any(map(str.isdigit, inner)) and (varied(inner) < 3 or inner.isalpha()):
        return None
    if re.fullmatch(r"\d{1,3}|(?:19|20)\d\d|\d+[%kKmM]?|\d+[-–]\d+|\d+(?:[.,:/]\d+)+", inner) and not (
        inner.isdigit() and 4 <= len(inner) <= 12
    ):
        return None
    if re.fullmatch(r"\d+(?:st|nd|rd|th|ms|px|gb|mb|kb|bit|bits|chars?|characters)", inner.lower()):
        return None
    return SHAPE


def token_value(value: str, before: str) -> Verdict | None:
    """What stands after `token`, `api_key`, `secret`: it must look drawn at random; a digest may be a key
    here."""
    if hopeless(value) or len(value) < 8 or PATH.search(value) or CODE.search(value):
        return None
    if NAME.match(value) or _CAMEL.match(value):
        return SHAPE if len(value) >= 16 and drawn(value) else None
    if HEX.match(value):
        return SHAPE if len(value) >= 16 and len(set(value.lower())) >= 7 and not value.isdigit() else None
    if UUID.match(value):
        return SHAPE if len(set(value)) >= 8 and _SECRET_NAME.search(before) else None
    if " " in value or (not any(map(str.isdigit, value)) and varied(value) < 3):
        return None
    if len(value) >= 24 and varied(value) >= 3 and entropy(value) > 4.2:
        return SHAPE
    words = re.findall(r"[A-Za-z]{3,}", value)
    if (
        words
        and sum(map(len, words)) > 0.75 * len(value)
        and not drawn(max(words, key=len))
        and varied(value) < 4
    ):
        return None
    return SHAPE if entropy(value) >= min(3.0, log2(len(value)) * 0.75) else None


def strong_password(value: str, before: str) -> Verdict | None:
    """A word directly after `password`: three sorts of characters, or a digit at the end of words with
    hyphens."""
    inner = value.strip(".,;:!?)")
    if prose_password(inner, before) is None or CODE.search(inner) or ("/" in inner and inner.isascii()):
        return None
    sorts = varied(inner)
    if re.fullmatch(r"[A-Z]{2,10}-?\d{1,4}|[A-Za-z]{1,6}\d(?:\.\d+)?|--?[\w\-]+", inner):
        return None
    if not any(map(str.isdigit, inner)) or len(inner) < 6 or sorts < 3:
        return None
    return Verdict(verified=False, end=len(value.rstrip(".,;:)")))


_PIN_YEAR = re.compile(r"(?:19|20)\d\d")
_NOT_A_PIN = re.compile(
    r"(?:gpio|status|error|http|exit|return|zip|postal|country|area|source|response|pinout)[\s_\-]?\w*\W{0,3}$"
)


def pin(value: str, before: str) -> Verdict | None:
    """A number after `PIN` or `door code`: no year, no status code."""
    if (
        _PIN_YEAR.fullmatch(value)
        or value.strip("#") in ("1234", "0000", "1111", "12345", "123456", "12345678")
        or len(value) < 4
    ):
        return None
    return None if _NOT_A_PIN.search(before[-30:]) else SHAPE


def bare_token(value: str, before: str) -> Verdict | None:
    """A token without quotes: it needs a digit and may not read like code."""
    value = value.rstrip(".=") or value
    if hopeless(value) or len(set(value)) < 6:
        return None
    if not any(map(str.isdigit, value)):
        return SHAPE if drawn(value) and len(value) >= 20 and value.isalpha() else None
    if re.fullmatch(r"[A-Za-z_][\w]*\.[\w.]+", value) and entropy(value) < 4:
        return None
    return token_value(value, before)


_URL_TRIVIAL = words(
    "password passwd pass pwd pw secret user username root admin guest postgres mysql test token xxx xxxx "
    "port 1234 tiger"
)


def url_password(value: str, before: str) -> Verdict | None:
    """The password part of a URL: not a placeholder, not a variable, not a port with a path behind it."""
    if (
        value.lower() in _URL_TRIVIAL
        or _PLACEHOLDER.match(value)
        or re.search(r"\$[{(]|^\$\w+$|[{}<>]|%\(", value)
    ):
        return None
    return None if "@" in value and value.partition("@")[0].isdigit() else SHAPE


def bearer(value: str, before: str) -> Verdict | None:
    """The value of an authorization header or a session cookie: it must look drawn at random."""
    if _PLACEHOLDER.match(value) or (
        re.fullmatch(r"[A-Za-z]+(?:[._\-][A-Za-z]+)*", value) and not drawn(value)
    ):
        return None
    if CODE.search(value) or (not any(map(str.isdigit, value)) and not drawn(value)):
        return None
    return SHAPE if entropy(value) >= 3.0 else None


def cli_password(value: str, before: str) -> Verdict | None:
    """A password on a command line or in a device's configuration."""
    if value.lower() in ("public", "private", "encryption", "manager", "admin", "required", "level"):
        return None
    if len(value) < 3 or _PLACEHOLDER.match(value) or re.match(r"[$<\[{%/]|--", value) or PATH.search(value):
        return None
    if NAME.match(value) and (len(value) < 6 or value.islower()) and not drawn(value):
        return None
    return SHAPE


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
    if NAME.match(value) or re.fullmatch(r"[\d.,:/\-]+%?", value):
        return SHAPE if drawn(value) or (value.isdigit() and len(value) >= 6) else None
    return SHAPE


def column_hash(value: str, before: str) -> Verdict | None:
    """A digest below `hash`, in a line that begins with a person's account; digests of files are none."""
    line = before.rpartition("\n")[2]
    return SHAPE if len(set(value)) >= 8 and re.match(r"[\w.\-]{1,40}@[\w.\-]{2,40}[,;|\t ]", line) else None


_COMMUNITIES = words("public private community communities string version traps informs")


def community(value: str, before: str) -> Verdict | None:
    """An SNMP community: any word but the two that every manual names."""
    if value.lower() in _COMMUNITIES or _PLACEHOLDER.match(value) or re.match(r"[$<\[{%/]|--", value):
        return None
    return SHAPE


_COMMANDS = words(
    "required level password secret encryption authentication default none local group never expired "
    "policy is was "
    "the and for with must should can will has not in on of to key string command commands text mode key-chain"
)


def device_password(value: str, before: str) -> Verdict | None:
    """A password in a line of a device's configuration: any word that is no part of the command."""
    if value.lower().rstrip(".,;:") in _COMMANDS or value.endswith(("?", ",", ":")):
        return None
    if _PLACEHOLDER.match(value) or re.match(r"[$<\[{%/(](?![0-9]\$)|--|[=:]", value) or PATH.search(value):
        return None
    return SHAPE


def drawn_token(value: str, before: str) -> Verdict | None:
    """A word behind `key` or `token` without a sign between: only what cannot be a word, a name or a
    number."""
    if (
        hopeless(value)
        or CODE.search(value)
        or PATH.search(value)
        or value.isdigit()
        or is_public(value, before)
    ):
        return None
    if HEX.match(value):
        return SHAPE if len(value) >= 32 and len(set(value.lower())) >= 8 else None
    if UUID.match(value):
        return SHAPE if _SECRET_WORD.search(before) else None
    digits = sum(map(str.isdigit, value))
    if digits < 2 or len(value) - digits < 4 or len(value) < 16 or entropy(value) < 3.2:
        return None
    if re.fullmatch(r"[A-Za-z]+\d{1,4}|[A-Za-z]+(?:[_\-.][A-Za-z0-9]+)*", value) and not drawn(value):
        return None
    return SHAPE


_SECRET_WORD = re.compile(r"(?:secret|token|api[\s_\-]?key|private|access)\w{0,8}[\s:=\"'\-]{1,6}$")


def mixed_password(value: str, before: str) -> Verdict | None:
    """The word after `user /`: letters, a digit and a sign, or three sorts where the user is a well-known
    account."""
    inner = value.rstrip(".,;:)")
    if hopeless(inner) or PATH.search(inner) or "/" in inner or not any(map(str.isdigit, inner)):
        return None
    if not any(map(str.isalpha, inner)) or re.search(r"\w\(|^\W*\d[\d.,%€$]*\W*$", inner):
        return None
    strong = any(character in "#!$@%&*^?" for character in inner) and len(inner) >= 7
    known = re.search(
        r"(?:^|[\s\"'(,;:])(?:admin\w*|root|sa|user|test|guest|login|pi|ubnt|cisco)\s?/\s?$", before
    )
    apart = before.endswith(" / ")
    if not (strong and apart) and not (known and varied(inner) >= 3):
        return None
    return Verdict(verified=False, end=len(inner))


def drawn_setting(value: str, before: str) -> Verdict | None:
    """The value of any environment variable that was surely drawn: three sorts, high entropy, no digest or
    id."""
    if (
        hopeless(value)
        or PATH.search(value)
        or HEX.match(value)
        or UUID.match(value)
        or is_public(value, before)
    ):
        return None
    if sum(map(str.isdigit, value)) < 3 or entropy(value) < 4.0:
        return None
    mixed = any(map(str.islower, value)) and any(map(str.isupper, value))
    return (
        SHAPE if (mixed and drawn(value)) or re.search(r"(?:pat|token|secret|key)=?[\"']?$", before) else None
    )


# Names that say "secret" by themselves; a bare `key` does not.
_SAYS_SECRET = re.compile(
    r"(?:secret|token|credentials?|(?:api|app|auth|access|client|private|signing|encryption|session|"
    r"refresh|bearer|"
    r"service|master|account|licen[sc]e|webhook|consumer|bot|deploy|admin|jwt|hmac|shared|integration|"
    r"application|"
    r"server|sdk|rest|write|read)[_\-. ]?(?:key|auth))[\w\-.]{0,24}"
    r"[\"'`\])\\]{0,4}\s{0,6}\W{1,4}\s{0,6}\W{0,3}\w?$"
    r"|(?:secret|token|key)[\w\-.]{0,24} is $"
)


# Keys that are made to be shown: the public half of a pair, a vendor's key for browsers.
_PUBLIC = re.compile(r"(?:public[_\- ]?key|publishable)\w{0,12}\W{1,6}$")


SHOWN = ("pk_live_", "pk_test_", "pk.eyJ", "ssh-")


def is_public(value: str, before: str) -> bool:
    """Whether a key says of itself, or its name says, that it may be known."""
    return value.startswith(SHOWN) or _PUBLIC.search(before[-40:]) is not None


def named_token(value: str, before: str) -> Verdict | None:
    """What stands in quotes after a name with `key`, `token` or `secret` in it."""
    if is_public(value, before):
        return None
    if _SAYS_SECRET.search(before[-90:]):
        # Quotes hold brackets together: what has many signs in it is no code there.
        if len(value) >= 12 and _signs(value) >= 4 and not hopeless(value) and not PATH.search(value):
            return SHAPE
        return token_value(value, before)
    return drawn_token(value, before)


def named_bare_token(value: str, before: str) -> Verdict | None:
    """The same without quotes."""
    if is_public(value, before):
        return None
    if _SAYS_SECRET.search(before[-90:]):
        return bare_token(value, before)
    return None if "." in value else drawn_token(value, before)

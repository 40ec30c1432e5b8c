"""Is what a sentence or a note gives as a password, a PIN or a code one?"""

import re

from classifiers.checks.joined import is_said
from classifiers.checks.letters import drawn
from classifiers.checks.rare import THINGS_OF_WORK
from classifiers.checks.values import (
    CODE,
    NAME,
    PACKED,
    PATH,
    UUID,
    hopeless,
    interleaved,
    is_colour,
    setting_behind,
    varied,
)
from classifiers.checks.verdict import SHAPE, Verdict

_REFERENCE = re.compile(r"%[sdr][\w.]*|[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+")


# A page of the web, without its scheme; a list of ciphers of TLS.
_ADDRESS = re.compile(r"(?:[a-z][a-z\d\-]{0,40}\.){1,4}[a-z]{2,10}/[\w.\-]{1,40}(?:/[\w.\-]{1,40}){0,8}/?")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.+\-Z]+")
_CIPHERS = re.compile(r"!?[A-Z\d]{2,12}(?::[!+\-]?[A-Z\d+\-]{2,40}){2}")

# A pin of a chip, a part of a name in a directory; what is called an id.
_NAMED_ELSE = re.compile(r"GPIO\d{1,2}$|(?i:ou|dc|cn|dn)=")
_OF_AN_ID = re.compile(r"\bid\W{0,3}(?:is|ist|est|es|è|é)?\W{0,3}$")

# "do not pass gestures through to media3"
_PASSED = re.compile(r"\bpass(?:es|ed)?\s(?!for\b|of\b|on\b|from\b|at\b)\w[^\n]{0,60}\s(?:to|as|of)\s$")


def prose_password(value: str, before: str) -> Verdict | None:
    """What a sentence gives as a password: it must have a digit or a sign inside, or mixed case."""
    end = setting_behind(value)
    if end is not None:
        return None if prose_password(value[:end], before) is None else Verdict(verified=False, end=end)
    if before.endswith("::"):  # a path of code: `use std::pin::Pin;`
        return None
    value = value.strip("\"'`")
    if re.match(
        r"\w+\[.*\]?$|[\w.]+\[\d{0,3}\][\w.]*,?$|[A-Z]\w{2,40}\*{1,2}$|\(|\)\)|-?\d{1,5}(?:px|em|rem)$|[a-z]+\?$|[\w.]+\({1,3}[\w,.=:\[\]]*[)}\];]*[\w.]*,?$|[A-Z]+(?:_[A-Z\d]+)+,[a-z]\w*$|[A-Za-z_]+%[sdux]$|(?:BUG|CASE|ISSUE|JIRA|REQ|STEP|TASK|TC|TEST)-\d{1,5}$|(?:self|this|process|os|settings|config)\.[a-zA-Z_]|\$?[\w:]*[A-Za-z_]-$|\w+:$|head\d$|\w+(?:::\w+)+",
        value,
    ):
        return None
    if hopeless(value) or PATH.search(value) or (NAME.match(value) and not drawn(value)):
        return None
    if PACKED.match(value) or _PASSED.search(before) or is_colour(value, before):
        return None
    inner = value.strip(".,;:!?)")
    closed = inner.rstrip("]})")  # of a structure of code: `{user, Password})`
    if closed != inner and ((NAME.match(closed) and not drawn(closed)) or _REFERENCE.fullmatch(closed)):
        inner = closed
    if _REFERENCE.fullmatch(inner) and not any(map(str.isdigit, inner)):
        return None
    if (
        hopeless(inner)
        or re.search(r"^\$.*\$\w?$|\w\(\w*\)?$", inner)
        or (not any(map(str.isalpha, inner)) and not inner.isdigit())
    ):
        return None
    if is_said(inner) or (not any(map(str.isdigit, inner)) and (varied(inner) < 3 or inner.isalpha())):
        return None
    if re.fullmatch(r"\d{1,3}|(?:19|20)\d\d|\d+[%kKmM]?|\d+[-–]\d+|\d+(?:[.,:/]\d+)+", inner) and not (
        inner.isdigit() and 4 <= len(inner) <= 12
    ):
        return None
    if _NAMED_ELSE.match(inner) or (UUID.match(inner) and _OF_AN_ID.search(before)):
        return None
    if _ADDRESS.fullmatch(inner) or _CIPHERS.match(inner) or _MOMENT.fullmatch(inner):
        return None
    if re.fullmatch(r"[A-Za-z]{2,20}[-_]?v?\d{1,3}(?:\.\d{1,4}){1,3}", inner):  # a program and its version
        return None
    if re.fullmatch(r"\d+(?:st|nd|rd|th|ms|px|gb|mb|kb|bit|bits|chars?|characters)", inner.lower()):
        return None
    return SHAPE


def strong_password(value: str, before: str) -> Verdict | None:
    """A word directly after `password`: three sorts of characters, or a digit at the end of words with
    hyphens."""
    value = value[: setting_behind(value)]
    inner = value.strip(".,;:!?)")
    code = CODE.search(inner) is not None and not (_LONE_BRACKET.fullmatch(inner) and varied(inner) == 4)
    if prose_password(inner, before) is None or code or ("/" in inner and inner.isascii()):
        return None
    # A sign that is not the sentence's own: nobody asks or shouts right after a password.
    sorts = varied(inner) + (value == inner + "!" and varied(inner) == 2)
    if (
        re.fullmatch(r"[A-Z]{2,10}-?\d{1,4}|[A-Za-z]{1,6}\d(?:\.\d+)?|--?[\w\-]+", inner)
        or inner.rstrip("0123456789").lower() in THINGS_OF_WORK  # KeePass2
    ):
        return None
    # Without a digit it must be drawn: a sign inside, and capitals where no word has them.
    drawn_letters = interleaved(inner) and re.search(r"\w[!#$%&*+?@^~]\w", inner) is not None
    if not (any(map(str.isdigit, inner)) or drawn_letters) or len(inner) < 6 or sorts < 3:
        return None
    return Verdict(verified=False, end=len(value.rstrip(".,;:)")))


# What a machine drew may hold one bracket; no word of code stands beside it.
_LONE_BRACKET = re.compile(
    r"(?!.{0,62}[^\W\d_]{4})[^\[\](){}=<>:]{1,31}[\[\](){}][^\[\](){}=<>:]{1,31}", re.DOTALL
)
TECHNICAL = re.compile(
    r"(?:sha|md|utf|base|win|windows|oauth|rsa|aes|des|ssl|tls|ipv|wpa|wep|ntlm|md|rc|argon|bcrypt|pbkdf|python|java|"
    r"version|step|field|test|node|vue|angular|http|office|server|srv|db|web|host|page|level|part|type|user|admin|"
    r"login|option|day|week|phase|tier|layer|chapter|figure|table|note|rule|item|line|row|column|point|password|"
    r"passwort|pass|pw|key|token|num|id|no|nr|room|floor|q|v|p|s|h|k|x|covid|mp|ps)[_\-]?\d{1,4}",
    re.I,
)


def word_with_number(value: str, before: str) -> Verdict | None:
    """A word and a number directly behind `with the password`: no name of a standard, a machine or a step."""
    inner = value.rstrip(".,;:!?)")
    if hopeless(inner) or TECHNICAL.fullmatch(inner) or CODE.search(inner) or PATH.search(inner):
        return None
    found = re.fullmatch(r"[^\W\d]{4,20}[_\-]?[^\W\d]{0,20}\d{1,4}", inner)
    return Verdict(verified=False, end=len(inner)) if found else strong_password(value, before)


_WEAK = re.compile(r"(?P<word>[^\W\d_][^\W_]{2,24}?)[_\-.@#$!%&*]{0,2}\d{2,6}[!#$%*?]?")
_LEET = re.compile(r"(?=.{7,24}$)[^\W\d_]{1,4}(?:\d[^\W\d_]{1,5}){2,6}\d{0,4}")  # "m4nz4n1lla"


def weak_password(value: str, before: str) -> Verdict | None:
    """A word and two to six digits, or what is stronger: no standard, type, product, machine or step."""
    inner = value.rstrip(".,;:?)")
    found = _WEAK.fullmatch(inner)
    if found is None:
        leet = _LEET.fullmatch(inner) is not None and not hopeless(inner)
        return Verdict(verified=False, end=len(inner)) if leet else strong_password(value, before)
    word = found["word"].lower()
    if len(word) < 4 or word in THINGS_OF_WORK or hopeless(inner):
        return None
    if TECHNICAL.fullmatch(inner) or CODE.search(inner) or PATH.search(inner) or FILE.search(inner):
        return None
    return Verdict(verified=False, end=len(inner))


_TWO_WORDS = re.compile(r"[^\W\d_]{3,14}[\-_.]?\d{1,4}[\-_.]?[^\W\d_]{3,14}[!#$%*?]?")


def listed_password(value: str, before: str) -> Verdict | None:
    """What ends a person's line in a list of logins: two words about a number, or a word and a number."""
    return SHAPE if _TWO_WORDS.fullmatch(value) and not hopeless(value) else weak_password(value, before)


_PIN_YEAR = re.compile(r"(?:19|20)\d\d")


_NOT_A_PIN = re.compile(
    r"(?:gpio|status|error|http|exit|return|zip|postal|country|area|source|response|pinout)[\s_\-]?\w*\W{0,3}$"
)


_PIN_CODE = re.compile(r"pin-?code[ :]{1,3}$")  # nobody counts years so


def pin(value: str, before: str) -> Verdict | None:
    """A number after `PIN` or `door code`: no year, no status code."""
    if (
        (_PIN_YEAR.fullmatch(value) and not _PIN_CODE.search(before[-14:]))
        or value.strip("#") in ("1234", "0000", "1111", "12345", "123456", "12345678")
        or len(value) < 4
    ):
        return None
    return None if _NOT_A_PIN.search(before[-30:]) else SHAPE


FILE = re.compile(
    r"\.(?:f(?:90|95|03|08)|ps[dm]?1|php|cs|kts?|swift|scala|lua|dart|exs?|vue|svelte|s[ac]ss|less|hs|mli?|clj|erl|p[lm]|hpp|cc|hh|mm|"
    r"bat|cmd|vbs|tf|toml|lock|log|cfg|conf|ini|csv|docx?|xlsx?|pptx?|gif|ico|woff2?|ttf|gradle|properties|j2|erb|haml|"
    r"rst|adoc|tex|pot?|mo|proto|snap|[cm]?[jt]sx?|json|py|rb|go|rs|java|c|h|cpp|md|txt|ya?ml|html?|css|sh|png|jpe?g|svg|pdf|zip|gz|sql|xml|bin|exe|dll|so|jar|iso|img|patch|diff)$",
    re.IGNORECASE,
)


_LABEL = re.compile(r"[^\W\d_][\w.#°]{1,24}:")  # of the next value: "IBAN: ... / Mail:ada@keller.de"


def mixed_password(value: str, before: str) -> Verdict | None:
    """The word after `user /`: letters, a digit and a sign, or three sorts where the user is a well-known
    account."""
    inner = value.rstrip(".,;:)")
    if (
        hopeless(inner)
        or PATH.search(inner)
        or "/" in inner
        or "&#" in inner
        or FILE.search(inner)
        or _LABEL.match(inner)
        or not any(map(str.isdigit, inner))
    ):
        return None
    if not any(map(str.isalpha, inner)) or re.search(
        r"^%x[0-9A-F]{2}|^%-?\d{0,3}l{0,2}[dusxf]|^\(\(|\w\(|\w\*\*\d|^\(\d+\*|^\W*\d[\d.,%€$]*\W*$", inner
    ):
        return None
    strong = any(character in "#!$@%&*^?" for character in inner) and len(inner) >= 7
    known = re.search(
        r"(?:^|[\s\"'(,;:])(?:admin\w*|root|sa|user|test|guest|login|pi|ubnt|cisco)\s?/\s?$", before
    )
    apart = before.endswith(" / ")
    if not (strong and apart) and not (known and varied(inner) >= 3):
        return None
    return Verdict(verified=False, end=len(inner))

"""What a value surely is: a placeholder, code, a path, a digest, a word, or a key that is made to be shown."""

from itertools import pairwise

from classifiers.compiled import compiled

PLACEHOLDER = compiled(
    r"(?i)"
    r"^[\"'`]?(?:"
    r"<.*>?|\[.*\]|\{.*\}|\(.*\)|[$#%@&!]\{.*|\$[A-Za-z_][\w:.]{0,60}|\$[!@?&;,](?:\\[nrt])?|&\w{1,20}|%\w*%|%%\w{1,40}%%|%[\-.*\d]{0,6}[sdrlu](?:\\n.*)?|(?:%[sdv][:/@]){1,3}%[sdv]|"
    r":[a-z_]{2,30}|@\w+@?|@[a-z]\w*(?:\.[a-z]\w*){2,6}(?:\(.*)?|.*\$\{[\w.:\-]*\}.*|"  # <password>, ${VAR}, $VAR
    r".*\{\{\s*[\w.\-]+(?:\s*\|.*)?\s*\}\}.*|.*%\(\w+\)s.*|.*<%.*|ENC\[.*|"
    r"[\W_]*|"  # ****, ----, ...
    r"(?:(?P<one>[a-z])(?P=one)+|0+|1+|\.+|•+|\*+)|"
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
    r"none|null|nil|nothing|undefined|true|false|yes|no|on|off|empty|unset|unknown|n/?a|tbd|"
    r"n\.? ?v\.? ?t\.?|n\. ?a\.?|k\. ?a\.?|s\. ?o\.?|entfällt|keine?s?|aucune?|ninguna?|nessuna?|geen|brak|nenhuma?|"
    r"foo|bar|baz|foobar|test|"
    r"u?int(?:\d{1,2}(?:_t)?)?|size_t|integer|str|string|bool|boolean|bytes?|any|object|varchar.*|text|char.*|optional.*|required|hidden|"
    r"self|this|args?|kwargs|input|prompt|env|process|config|settings|options?|params?|request|response|data|"
    r"(?:scram-)?sha-?(?:1|224|256|384|512)(?:-plus)?|md5|bcrypt|scrypt|argon2(?:id|i|d)?|pbkdf2[\w\-]*|"
    r"correct[_\- ]?horse[_\- ]?battery[_\- ]?staple|"
    r"abc|abc123|abcdef[0-9]{0,6}|asdf|qwerty|12345?6?7?8?9?0?|letmein|hunter2?\*+"
    r")[\"'`]?$"
)


CODE = compiled(
    r"[()\[\]{}]|::|/\*|^:[A-Za-z_]\w*[,;)>.]*$|->|=>|==(?!$)|!=|&&|\|\||"
    r"^(?:self|this|os|sys|env|process|config|settings|request|req|res|params|args|kwargs|data|user|props|"
    r"state|"
    r"ctx|context|options|opts|event|body|form|input|vault|secrets?|vars?|var|local|module|each|"
    r"azurerm_\w+|aws_\w+|"
    r"random_password|System|Environment|getpass|new|await|return|func|function|lambda|str|string)[.\[(]|"
    r"^[a-z_][\w$]*(?:\.[a-zA-Z_][\w$]*)+$|"  # dotted names
    r"^\$\w{0,30}$|^\$\(|^%\w+%$|^@\w+$|^&\w*$|^!\w+"
)


PATH = compiled(
    r"^(?![A-Za-z0-9+/]{30,400}={1,2}$)(?:~|\.{1,2})?/|^[A-Za-z]:\\|^(?:texthash|hash|lmdb|btree|regexp|pcre|proxy|cdb|exec|file|unix):[/\w]|^[a-z][a-z+]{1,11}://|\.(?:pem|key|crt|cer|csr|der|p12|pfx|jks|keystore|txt|json|ya?ml|env|pub|php|py|html?|log|conf|"
    r"tsx?|[cm]?jsx?|rs|rb|java|css|sql)$"
)


HEX = compiled(r"^(?:0x)?[0-9a-fA-F]+$")


UUID = compiled(r"^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$")


NAME = compiled(r"^[A-Za-z]+(?:[_\-][A-Za-z]+)*$")


CAMEL = compiled(r"^[a-z]+(?:[A-Z][a-z]+)+(?:V?\d{1,2})?$|^(?:[A-Z]{2})?(?:[A-Z][a-z]+){2,}\d?$")


# What stands behind the name in code: the arguments of `f::<T>`, of a call, the next members of an object.
# A sign that a page of the web writes as a name; the next setting of a query; a piece of bytes in Erlang.
PACKED = compiled(
    r":<|[)\]]{1,3}\.\w{1,20}[.(]|!?[\w.]{1,30},[A-Za-z]\w{1,30}:|\w=\w\.\w{2,30}\+|\w{1,3}\(this\.|\w\.\w{2,20}\(|&(?:#\d{2,5}|[a-z]{2,8});|"
    r"(?:true|false|null|!0|!1)[;,)}]|\w{1,3},\{\w{1,30}:|\w{1,3}\)\{|\w{1,3}\[\w{1,3}\]\)|"
    r"\w{1,3}\.\w{1,30},(?:this|\w{1,3})\.\w{1,30}=|[a-z]{1,20};[a-z_]{2,30}=|"
    r"[A-Z]\w{0,30}/(?:binary|bits|bitstring|bytes|utf8)\b|!?\w{1,3}(?:\.\w{2,30}){1,3}[)}]{1,4},|[a-z]\w{1,30}\(\{\w{1,30}:"
)


# Variables of a shell with words and marks between them: `$user:$password`, `test-$RANDOM-$$`; one that stands in for
# another, `${A:-$B}`; what a program prints, `$(mktemp)`; the first of a query, `$password&page=$page`.
VARIABLES = compiled(
    r"^:?[\-=?+]\$\{?\w{1,60}\}?$|^\$\([a-z]|^\$\$[a-z_]\w{0,40}$|^\$\{?[A-Za-z_]\w{1,60}\}?[&;](?:[a-z_]\w{0,40}=.*)?$|"
    r"^(?:\$(?:[a-z_]{2,40}|[A-Z_]{2,40})){2,6}$|"
    r"^(?:[a-z]+[\-.:/])*\$(?:[A-Z][A-Z\d_]{2,40}|\$)(?:[\-.:/][a-z]*|\$(?:[A-Za-z]\w{1,40}|\$))*$|"
    r"^\$[a-z_]\w{2,40}(?:\[\w{1,12}\])?:\$[a-z_]\w{2,40}(?:\[\w{1,12}\])?$|^(?:\$[a-z]+[A-Z_]\w{0,40}){2,6}$"
)


def hopeless(value: str) -> bool:
    """Whether a value is surely no secret, whatever its name."""
    if len(value) < 4 or len(value) > 400 or PLACEHOLDER.match(value) is not None:
        return True
    return "$" in value and VARIABLES.match(value.strip()) is not None


# Where the next setting begins: `;PORT=1`, `&lang=de`, `,uid=1000`, `/user:piet`; a line end as programs write it.
_NEXT = compiled(
    r";[\"'\s]{0,20}\w{1,40}=|[&,][A-Za-z_][\w.\-]{1,30}=(?!=)|/(?i:user(?:name)?|login|host|port|server|domain):(?=\w)|"
    r"(?:\\[nrt]){1,4}(?:[A-Za-z][\w\- ]{0,40}(?:[:=]|$)|$)"
)


def setting_behind(value: str) -> int | None:
    """Where a value ends because the next setting begins; None where it goes on to its end."""
    following = _NEXT.search(value)
    return following.start() if following is not None else None


_COLOUR, _STYLED = (
    compiled(r"#[0-9a-fA-F]{3,8};?"),
    compiled(
        r"(?:(?:--|[$@])[\w\-]{1,40}|(?:colou?r|background|border|outline|fill|stroke|shadow)\b[\w\-]{0,20}):[^;{}\n]{0,40}$"
    ),
)


def is_colour(value: str, before: str) -> bool:
    """Whether it is a colour that a style sheet gives a name: `--pass-color: #0f766e;`."""
    return _COLOUR.fullmatch(value) is not None and _STYLED.search(before) is not None


def varied(value: str) -> int:
    """How many of lower case, capitals, digits and other signs occur."""
    return (
        any(map(str.islower, value))
        + any(map(str.isupper, value))
        + any(map(str.isdigit, value))
        + any(not character.isalnum() for character in value)
    )


def is_counted(value: str) -> bool:
    """Whether a value counts from end to end, as nobody draws it: `0123456789abcdef0123`; `abcd1234efgh5678` may be a
    key that somebody made up."""
    low = value.lower()
    may_jump = (len(low) - 1) // 20  # one in twenty
    if len(low) < _FEWEST_COUNTED:
        return False
    for one, two in pairwise(low):
        if one != two and ord(two) - ord(one) != 1 and one + two not in _FROM_THE_START:
            may_jump -= 1
            if may_jump < 0:
                return False
    return True


_FEWEST_COUNTED, _FROM_THE_START = 12, frozenset({"9a", "90", "z0", "f0", "za"})
_CLOSES = {")": "(", "]": "[", "}": "{"}


def tangled(value: str) -> bool:
    """Whether a bracket inside closes what was not opened: code up to a space never does, drawn signs often do."""
    if "()" in value:  # minified code is cut at any place
        return False
    opened: list[str] = []
    for character in value.rstrip(")]};,."):
        if character in "([{":
            opened.append(character)
        elif character in _CLOSES and (not opened or opened.pop() != _CLOSES[character]):
            return True
    return False


def interleaved(value: str) -> bool:
    """Whether digits stand between letters, or capitals between small letters, as often as chance puts them there."""
    sorts = ["d" if one.isdigit() else "u" if one.isupper() else "l" for one in value if one.isalnum()]
    changes = sum(one != two for one, two in pairwise(sorts))
    return changes >= 5 and changes * 3 >= len(sorts)


def signs(value: str) -> int:
    """How many different signs, neither letter nor digit, a value has."""
    return len({character for character in value if not character.isalnum()} - {"_", " "})


# Keys that are made to be shown: the public half of a pair, a vendor's key for browsers.
# Clients of WebSockets send one that nobody keeps (RFC 6455, section 4.1).
# Keys that open nothing: they are drawn to tell one request from another.
_PUBLIC = compiled(
    r"(?:public[_\- ]?(?:[a-z]{2,12}[_\- ]?)?key|"
    r"(?:idempotency|dedup|deduplication)[_\- ]?key|request[_\-]id|publishable)"
    r"\w{0,12}\W{1,6}$|sec-websocket-key[\"'\])]{0,2}\s{0,20}[:=>,(]{1,2}\s{0,20}[\"']?$"
)


# A fingerprint of forty digits, or its last sixteen (RFC 4880, section 12.2), behind its name or beside GnuPG's.
_GPG = compiled(
    r"(?:(?:gpg|pgp|apt|recv|receive|signing|signed)[_\-]?keys?|key[_\- ]?id(?:s|ent)?)(?:[_\-]?ids?)?\W{1,6}$"
)
_BARE_KEY = compiled(r"(?<![a-z\d_\-. ])key\W{1,4}$")
_BESIDE_GPG = compiled(r"\b(?:gpg|pgp|gnupg\w{0,4}|key fingerprint|keyservers?)\b")


# A point of P-256, whole: the public half of keys of browsers (VAPID, RFC 8292).
_POINT = compiled(r"B[A-Za-z0-9_\-]{86}=?")


# The last two begin public keys and signatures of minisign.
SHOWN = ("pk_live_", "pk_test_", "pk.eyJ", "phc_", "ssh-", "SHA256:", "RWQ", "RUQ")


def is_public(value: str, before: str) -> bool:
    """Whether a key says of itself, or its name says, that it may be known."""
    if len(value.removeprefix("0x")) in (16, 40) and HEX.match(value):
        if _GPG.search(before[-40:]) is not None:
            return True
        if len(value) == 40 and value == value.upper():
            return _BARE_KEY.search(before[-12:]) is not None or _BESIDE_GPG.search(before) is not None
    if _POINT.fullmatch(value):
        return True
    return value.startswith(SHOWN) or _PUBLIC.search(before[-40:]) is not None

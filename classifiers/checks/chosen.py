"""Does a word of a note look like a password that somebody chose, or like a number that opens something?

Nothing in front of it says so; who asks knows what the note speaks of. Three grades: what is a password in any note
about access (``SURE``), what is one where it is handed over as such (``LIKELY``), and a plain word that may be one.
"""

import re

from classifiers.brands import listed
from classifiers.checks.joined import is_said
from classifiers.checks.letters import drawn
from classifiers.checks.notes import STANDARD
from classifiers.checks.prose import FILE, TECHNICAL, weak_password
from classifiers.checks.sentences import THINGS, sentence_password
from classifiers.checks.values import CODE, HEX, PATH, UUID, hopeless, interleaved, varied
from classifiers.checks.words import words

SURE, LIKELY, PLAIN = 3, 2, 1

# What else is written with letters, digits and signs.
_OTHER = re.compile(
    # an address, a host, a handle, an option, a path, a setting
    r"[\w.+\-]{0,40}@[\w\-]{1,40}(?:\.[\w\-]{1,40}){1,4}|[\w.+\-]{1,40}@|(?:[\w\-]{1,40}\.){1,5}[a-z]{2,10}(?::\d{1,5})?|"
    r"[#@\-].{0,40}|.{0,40}[/\\].{0,40}|[\w.\-]{1,60}=.{0,40}|\w{1,3}\+{1,2}|"
    # a number of a thing: "INC-448120", "KB5031455", "DS-7608", "vpc-0a1b2c3d", "B01-B20", "Hub2Plus"
    r"[A-Z]{1,6}[\-_./]?\d[\d\-./]{0,20}[A-Z]{0,3}|[A-Z]{2}[A-Z\d]{0,30}(?:[\-_][A-Z\d]{1,30}){0,6}|"
    r"[a-z]{2,12}-(?:gov-)?(?:north|south|east|west|central)[a-z]{0,5}-?\d(?:-?[a-f])?|"  # of a cloud: "eu-west-3"
    r"[a-z]{1,8}-[0-9a-f]{8,17}|[A-Z]\d{1,6}-[A-Z]\d{1,6}|[A-Z][a-z]{1,12}\d[A-Z][a-z]{1,12}|"
    # a size, a time, an amount, a version, an ordinal
    r"\d{1,6}x\d{1,6}(?:x\d{1,6})?|[~<>=v]{0,2}\d[\d.,:/%\-+*xX€$£]{0,40}\w{0,3}|[\d.,]{1,20}[A-Za-z€$£%°]{1,4}|"
    r"(?i:q[1-4]|fy|kw|v|ver|version|rev|nr|no)[\-.]?\d.{0,40}|\d{1,4}[A-Za-z]{2,12}|[A-Za-z][\w']{0,20}'[\w']{0,20}"
)
# A word of several parts, one of them a number: "nbn-4471-lily", "eiche-buche-ahorn-1958", "hedge.hog.1", "Drucker_1".
_PARTED = re.compile(
    r"(?=[^\s]{0,24}[^\W\d_]{4})(?=[^\d\s]{0,39}\d)(?:[^\W\d_]{2,16}\d{0,4}|\d{1,4})"
    r"(?:[\-_.+*&!]{1,2}(?:[^\W\d_]{2,16}\d{0,4}|\d{1,4})){1,5}[!?#*$%]{0,2}"
)
# A sign that no word has: "precio*aceite", "Holzwurm!", "fisco&fisco".
_MARKED = re.compile(
    r"[^\W_]{3,20}[!#$%&*+?^~=][^\W_]{2,20}[!?#*$%]{0,2}|[!#$%&+?^~][^\W_]{4,20}[!#$%&+?^~]{1,2}"
)
_TURNED = re.compile(
    r"[a-z]{3,12}\d{1,2}[a-z]{3,12}|(?=.{8})[a-z]{1,3}[01345][a-z]{3,14}"
)  # "wiki4ever", "n1ghtporter"
_ENDED = re.compile(r"[^\W\d_]{4,20}(?:\d{2,8}[^\W\d_]?|\d[!?#*$%])[!?#*$%]?")
_NUMBERED = re.compile(r"[^\W\d_]{4,20}\d")
_WORDS = re.compile(r"[^\W\d_]{3,14}(?:[\-_.+][^\W\d_]{1,14}){1,6}[!?]?")
_PLAIN = re.compile(r"[^\W\d_][^\W\d_A-Z]{5,23}!?")
# A few letters and digits that change places: "8QX47T", "M7K2PQ9D", "p4xq8t".
_MIXED = re.compile(r"(?!\d{1,6}x\d)(?=[^\W\d_]{0,9}\d{1,9}[^\W\d_]{1,9}\d)(?:[A-Z\d]{6,12}|[a-z\d]{6,12})")
_DOTTED = re.compile(r"[a-z]{3,16}(?:\.[a-z]{1,16}){0,3}\.[a-z]{3,16}")
# The same with a capital and a number: "orchid.Falls9"; a member of an object seldom has both.
_DOTTED_NUMBER = re.compile(r"[a-z]{5,16}\.[A-Z][a-z]{3,16}\d{1,4}[!?#*$%]?")
# What a name with dots ends in: a country, a kind of file, a member of an object.
_ENDINGS = words(
    "com org net info biz eu uk us co io ai app dev de at ch fr be nl it es pt pl lu ie local lan intern internal int "
    "corp cloud online shop store tech site xyz me tv cc gg to so md txt home test example name id key value type text "
    "length password user pass data path host port url json env log"
)
_OF_SETTINGS = re.compile(
    r"(?i)(?:pwd|passw(?:or[dt])?|pass|secret|token|key|login|user|name|type|field|option|server|client)"
)
_JOINED = re.compile(r"[^\W_][!$%^~][^\W\d_]")
_PART = re.compile(r"[^\W\d_]+")
# What names of ciphers and signatures are made of: "rsa-sha2-512", "sk-ssh-ed25519".
_ALGORITHMS = words(
    "ssh rsa dsa ecdsa eddsa sk cert ed25519 ed448 sha1 sha2 sha256 sha384 sha512 md5 hmac umac aes aes128 aes192 "
    "aes256 gcm cbc ctr chacha20 poly1305 curve25519 ecdh dh diffie hellman group14 group16 group18 "
    "nistp256 nistp384 nistp521 etm"
)
# What a keypad takes: four to ten digits, two or three groups of them, a letter at one end, the keypad's marks.
CODE_OF_KEYS = re.compile(
    r"\d{1,2}(?:[ \-]\d{1,2}){2,3}|\d\d[ ]\d\d|\d{3,4}[ \-]\d{3,4}|[#*]\d{3,8}[#*]?|\d{3,8}[#*]|\d{3,10}|"
    r"(?:\d{3}[ ]){1,3}\d{1,4}#|[A-F]\d{3,5}[A-F]?|\d{1,5}[A-F]\d{0,3}|[A-Z]\d{3,5}[A-Z#]|[A-Z]\d{4,5}|"
    r"[A-Z]\d{2,3}[A-Z]|\d{1,2}[kK#]\d{4}|\d(?:\*\d){2,4}"
)
# One of several of a program, a port of a machine: "task_3", "wlp3s0".
_ONE_OF = re.compile(r"[a-z]{2,12}_\d{1,2}|(?:wl|en|eth|wlan|bond|tun)[a-z]?\d{1,4}[a-z\d]{0,12}")
# The word itself with other signs for its letters, and what a manual adds.
_EVERYBODYS = re.compile(r"(?i)p[a4@][s5$]{2}w[o0]rd[\d!]{0,4}")
_SWITCHED = re.compile(r"(?=.{7,24}$)[^\W\d_]{1,4}(?:[013457@$]{1,2}[^\W\d_]{1,6}){2,6}[\W\d]{0,4}")
_YEAR = re.compile(r"(?:19|20)\d\d(?:[01]\d[0-3]\d)?")


def grade(value: str) -> int:
    """How much a word looks like a chosen password: ``SURE``, ``LIKELY``, ``PLAIN`` or 0."""
    if (
        len(value) < 5
        or sum(map(str.isalpha, value)) < 2
        or (len(value) > 24 and "-" not in value)
        or ":" in value
        or (is_written(value) and not _is_plain(value))
        or hopeless(value)
        or _is_other(value)
    ):
        return 0
    if is_written(value):
        return PLAIN
    if sentence_password(value, "") is not None or _leet(value) or _all_sorts(value):
        return SURE
    if any(shape.fullmatch(value) for shape in (_PARTED, _MARKED, _TURNED, _ENDED, _MIXED)):
        return LIKELY
    if weak_password(value, "") is not None or (
        (interleaved(value) and any(map(str.isdigit, value))) or (value.isupper() and drawn(value))
    ):
        return LIKELY
    if _DOTTED.fullmatch(value):
        return PLAIN if _is_dotted(value) else 0
    if _WORDS.fullmatch(value) or _NUMBERED.fullmatch(value):
        return PLAIN
    return PLAIN if _is_plain(value) else 0


def is_written(value: str) -> bool:
    """Whether a word has letters only, and not all of them capitals: it is never more than a plain word."""
    return value.isalpha() and not value.isupper()


def _is_plain(value: str) -> bool:
    return _PLAIN.fullmatch(value) is not None and value.rstrip("!").lower() not in listed("common.txt")


def _is_dotted(value: str) -> bool:
    """Whether plain words stand with dots between them, and are no address, no file and no member of an object."""
    return _DOTTED.fullmatch(value) is not None and value.rpartition(".")[2] not in _ENDINGS


def _is_other(value: str) -> bool:
    """Whether it is an address, a file, code, a standard, a digest, or made of words for things only."""
    bare = value.rstrip("!?#*$%")
    dotted = _is_dotted(value) or _DOTTED_NUMBER.fullmatch(value) is not None
    if _OTHER.fullmatch(bare) and not _MIXED.fullmatch(bare) and not dotted:
        return True
    if (
        _ONE_OF.fullmatch(bare)
        or _EVERYBODYS.fullmatch(value)
        or is_said(bare)
        or TECHNICAL.fullmatch(bare)
        or (STANDARD.match(value) and value.count("-") == 1)
    ):
        return True
    if (
        PATH.search(value)
        or (CODE.search(value) and not dotted)
        or FILE.search(value)
        or UUID.match(value)
        or HEX.match(value)
    ):
        return True
    if len(_ALGORITHMS & set(re.split(r"[\-@.,]", value))) > 1:
        return True
    if _JOINED.search(value):  # words of things, too: "Drucker!Raum2"
        return False
    parts = _PART.findall(value)
    things = [part for part in parts if part.lower() in THINGS or _OF_SETTINGS.fullmatch(part)]
    return len(things) == len(parts) or (len(things) > 0 and value.lower() == value)


def _leet(value: str) -> bool:
    return _SWITCHED.fullmatch(value) is not None and not drawn(value)


def _all_sorts(value: str) -> bool:
    """Whether small and capital letters, a digit and a sign that joins no words stand together."""
    return (
        len(value) >= 8
        and varied(value) == 4
        and any(not one.isalnum() and one not in "-_." for one in value)
    )


def opens(value: str) -> bool:
    """Whether a number may open something: no round thousand."""
    return CODE_OF_KEYS.fullmatch(value) is not None and (len(value) == 4 or not value.endswith("000"))


def is_year(value: str) -> bool:
    """Whether a number may be a year or a day."""
    return _YEAR.fullmatch(value) is not None

"""Files that hold the texts of a program in one language: what stands in them is shown to everybody."""

import itertools
import re

from classifiers.compiled import compiled

_HEAD = 8_000  # characters in which a file says what it is
_FEWEST_SHOWN = 4  # entries
_MOST_PAIRS = 60
# The texts of a program in one language, as Nextcloud keeps them.
_LOCALE = compiled(r"\s{0,8}\{\s{0,8}\"translations\"\s{0,2}:|\s{0,8}OC\.L10N\.register\(")
# Under the code of the language, `it:`, `pt-BR:`, a text a line. Settings of a branch in Italy look alike, but hold no
# phrases.
_UNDER_ITS_CODE = compiled(
    r"(?:(?:#[^\n]{0,200}|---)?\r?\n){0,12}[\"']?[a-z]{2}(?:[_\-][A-Za-z]{2,4})?[\"']?:[ \t]{0,4}(?:#[^\n]{0,80})?\r?\n"
    r"(?:[ \t]{1,8}[\"']?\w{1,40}[\"']?:[^\n]{0,400}\r?\n){2}"
)
# The same of gettext, Android, XLIFF and .NET; in JSON, a key with what is shown for it.
_SHOWN = compiled(
    r"^msgid \"|^[ \t]{0,8}<string name=|<trans-unit\b|<data name=\"[^\"\n]{1,80}\" xml:space", re.MULTILINE
)
_PAIR = compiled(
    r"\"(?P<key>(?P<bare>)[^\"\n]{1,80})\"\s{0,3}:\s{0,3}\"(?:"
    r"(?P<phrase>[^\"\n\d@]{0,60}[^\W\d_A-Z] [^\W\d_A-Z][^\"\n@]{0,300})|"
    r"(?P<told>[^\"\n]{0,300}))\""
)
# The same as a table of another language.
_ENTRY = compiled(
    r"(?:^|[{,])[ \t]{0,40}(?:'(?P<key>[^'\n]{1,80})'|\b(?P<bare>[A-Za-z]\w{0,60}))\s{0,8}(?::|=>)\s{0,3}"
    r"(?P<mark>[\"'])(?:"
    r"(?P<phrase>[^\"'\n\d@]{0,60}[^\W\d_A-Z] [^\W\d_A-Z][^\n@]{0,300}?)|(?P<told>[^\"'\n]{0,300}))(?P=mark)",
    re.MULTILINE,
)
_JOINTS = ("=>", ": '", ': "')  # one of them stands in nearly each
_OF_A_RECORD, _MOST_RECORDS = compiled(r"[\d@]"), 3
_PHRASE = compiled(r":[ \t]{1,4}[\"']?[^\n\d@\"']{0,60}[^\W\d_] [^\W\d_]")
_FEWEST_PHRASES, _FEWEST_ENTRIES = 3, 20
PATTERNS = (_LOCALE, _UNDER_ITS_CODE, _SHOWN, _PAIR, _ENTRY, _PHRASE, _OF_A_RECORD)


def is_locale(text: str) -> bool:
    """Whether a text is a file that holds the texts of a program in one language, by the form of such files."""
    if _LOCALE.match(text) is not None:
        return True
    if _UNDER_ITS_CODE.match(text) is not None:
        phrases = itertools.islice(_PHRASE.finditer(text, 0, _HEAD), _FEWEST_PHRASES)
        return len(list(phrases)) == _FEWEST_PHRASES
    marks = itertools.islice(_SHOWN.finditer(text, 0, _HEAD), _FEWEST_SHOWN)
    return len(list(marks)) == _FEWEST_SHOWN


def shows_phrases(text: str, fewest: int) -> bool:
    """Whether it is JSON of at least ``fewest`` different keys whose values are mostly phrases, as records of people
    have none; of other notations, which hold code as well, there must be more."""
    pairs = list(itertools.islice(_PAIR.finditer(text, 0, _HEAD), _MOST_PAIRS))
    if _are_phrases(pairs, fewest):
        return True
    fewest = max(fewest, _FEWEST_ENTRIES)
    if sum(text.count(joint, 0, _HEAD) for joint in _JOINTS) < fewest:
        return False
    entries = list(itertools.islice(_ENTRY.finditer(text, 0, _HEAD), _MOST_PAIRS))
    return 10 * _records(entries) <= len(entries) and _are_phrases(entries, fewest)


def _are_phrases(pairs: list[re.Match[str]], fewest: int) -> bool:
    phrases = sum(one["phrase"] is not None for one in pairs)
    words = len(pairs) == _MOST_PAIRS and _records(pairs) <= _MOST_RECORDS  # of a program, as many
    return (
        len(pairs) >= fewest
        and (3 * phrases >= len(pairs) or words)
        and len({one.group("key", "bare") for one in pairs}) * 10 >= len(pairs) * 9
    )


def _records(pairs: list[re.Match[str]]) -> int:
    """How many values have a sign of a record of somebody."""
    return sum(one["told"] is not None and _OF_A_RECORD.search(one["told"]) is not None for one in pairs)

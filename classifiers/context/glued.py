"""Glued names: in programs and settings, what looks like somebody's name and is a part of an identifier, or a thing's.

`yum-client-install`, `Org-Roam` and `.ion-alert` are one thing each. A single name that the text writes elsewhere as a
part of an identifier (`MoyaProvider`, `github.com/dokku/dokku`) is that thing's. A login without quotes that has the
form of a variable, or says what it is for (`ec2-user`), is nobody's, unless its secret stands beside it.
"""

import re
from collections.abc import Sequence

from classifiers.brands import given, listed
from classifiers.compiled import compiled
from classifiers.context.business import near
from classifiers.context.marked import marked
from classifiers.context.program import Program, Zone, is_data, program_of
from classifiers.detector import Hit, Sieve
from classifiers.digest import digest_of
from classifiers.passage import Passage
from classifiers.plain import plain

_NAMES = frozenset({"PERSON", "ORGANIZATION"})
# What makes an account of a login, whoever it is for.
_SECRETS = frozenset({"PASSWORD", "CONNECTION_STRING", "API_KEY", "ACCESS_TOKEN", "PRIVATE_KEY", "JWT"})
_MOST_ASKED = 50  # different names
_GLUE = frozenset("-_/.@:$%+\\#")
# Behind a name; a full stop or a colon ends a sentence or a key, so a letter must follow.
_TIED_BEHIND = compiled(r"[-_/\\][^\W_]|[.:@][a-z\d_]|\(")
_TIED_AHEAD = compiled(r"(?:[^\W_][-_/\\.@:]|[.$%@#/\\_]|(?<!\w)--?)$")
_HOMES = r"(?<!/home/)(?<!/Users/)(?<!/users/)(?<!\\Users\\)"
_FIELD = compiled(
    r"(?:first|last|given|family|sur|full)[_\- ]?name[\"']?\s{0,3}[:=]\s{0,3}[\"']?$", re.IGNORECASE
)
# Names of accounts that say what they are for, alone or as a part.
_SERVICE = compiled(
    r"(?:^|[_\-.\d])(?:user|usr|admin|root|test\w{0,4}|svc|service|bot|app|web|db|pg|sql|client|demo|guest|default|ec2|"
    r"deploy\w{0,4}|system|agent|runner|build|login|access|token|creds?|account|inactive|active|read|write|ctrl|owner|"
    r"role|daemon|www|data|api|old|new|none|null|foo|bar)s?\d{0,3}(?:$|[_\-.])",
    re.IGNORECASE,
)
# The key of a setting; roles one behind the other.
_KEY = compiled(
    r"[a-z]{2,20}(?:,[a-z]{2,20})+|[a-z]{2,20}(?=[\"']?:(?:\s|$))|(?m:^)[A-Z][A-Za-z]{1,40}(?= = [\"'\[{])"
)
# A variable, a call, a module, the name of a column.
_VARIABLE = compiled(
    r"[a-z]{1,20}(?:[A-Z][a-z]{1,20}){1,4}|[a-z\d]{1,30}(?:_[a-z\d]{1,30}){2,6}|\w{1,40}__\w{1,40}(?:\.\d)?|[A-Z]{2,8}-[A-Z\d]{2,8}|\w{1,30}_\d\.\w{1,20}"
)
_JOINED = compiled(r"[a-z]{1,30}(?:-[a-z\d]{1,30}){1,5}")
_WORD_AHEAD = compiled(r"(?<![a-z\d])([a-z\d]{2,40})-$")
_MADE = compiled(
    r"\b(?:create|alter|drop|replace|from|join|with)\b", re.IGNORECASE
)  # by a statement, AS something
_LOCALE = compiled(r"[\"'][a-z]{2,3}[-_]$")
_BEHIND_A_VARIABLE = frozenset("|,)]};.([")


class GluedSieve:
    """Takes away parts of identifiers."""

    id = "context-glued"
    kinds: frozenset[str] = frozenset()
    digest = digest_of(
        "1",
        *(
            one.pattern
            for one in (
                _TIED_BEHIND,
                _TIED_AHEAD,
                _SERVICE,
                _VARIABLE,
                _FIELD,
                _KEY,
                _JOINED,
                _LOCALE,
                _WORD_AHEAD,
                _MADE,
            )
        ),
        _HOMES,
    )

    def left(self, passage: Passage, hits: Sequence[Hit]) -> Sequence[Hit]:
        """The hits without those parts."""
        if not any(hit.kind in _NAMES or hit.kind == "USERNAME" for hit in hits):
            return hits
        program = passage.once(program_of)
        if program is None and is_data(passage.text):
            return [
                hit
                for hit in hits
                if hit.is_foreign
                or not (
                    _LOCALE.search(passage.text, max(0, hit.start - 5), hit.start)
                    or _is_of_a_thing(passage.text, hit)
                )
            ]
        if program is None and (program := passage.once(marked)) is None:
            return hits
        things: dict[str, bool] = {}
        secrets = sorted(hit.start for hit in hits if hit.kind in _SECRETS)
        return [hit for hit in hits if hit.is_foreign or not _is_a_part(program, hit, things, secrets)]


def _is_of_a_thing(text: str, hit: Hit) -> bool:
    """Whether a name in small letters is joined to a word that is nobody's: `grafana-mixin`."""
    ahead = _WORD_AHEAD.search(text, max(0, hit.start - 42), hit.start)
    return text[hit.start : hit.end].islower() and ahead is not None and ahead[1] not in given()


def _is_a_part(program: Program, hit: Hit, things: dict[str, bool], secrets: Sequence[int]) -> bool:
    text = program.text
    value = text[hit.start : hit.end]
    if hit.kind == "USERNAME":
        return not near(secrets, hit) and _is_no_login(program, hit, value.strip("\"'"))
    if hit.kind not in _NAMES or _FIELD.search(text, max(0, hit.start - 30), hit.start):
        return False
    if _TIED_BEHIND.match(text, hit.end) or _TIED_AHEAD.search(text, max(0, hit.start - 4), hit.start):
        return True
    if value[-3:] == " AS" and _MADE.search(text, program.line(hit.start)[0], hit.start + 5):
        return True
    if (key := _KEY.match(text, hit.start)) is not None and key.end() == hit.end:
        return True
    if (
        value.isascii()
        and value.islower()
        and (_JOINED.fullmatch(value) or (value.isalpha() and _is_lone(program, hit)))
    ):
        return True
    if (
        value[:2] == "N'"
        and plain(value[2:]) in listed("common.txt")
        and not text[hit.start - 1 : hit.start].isalpha()
    ):
        return True  # how Transact-SQL begins a string
    word = value.removesuffix("'s").removesuffix("’s")
    if not word.isalpha() or len(word) < 4:
        return False
    if word not in things and len(things) < _MOST_ASKED:
        things[word] = _is_a_thing(text, word)
    return things.get(word, False)


def _is_lone(program: Program, hit: Hit) -> bool:
    """Whether a name in small letters stands in bare code, or in an indented line of which the program says nothing."""
    zone = program.zone(hit.start)
    low, _ = program.line(hit.start)
    return zone is Zone.BARE or (zone is Zone.PROSE and program.text[low : low + 1] in "\t <#")


def _is_a_thing(text: str, word: str) -> bool:
    """Whether a text has a word as a part of an identifier, of a path or of the name of a package."""
    low, capital = re.escape(word.lower()), re.escape(word[:1].upper() + word[1:])
    return (
        re.search(
            rf"{_HOMES}(?:(?<=[-_/.])(?:{low}|{capital})(?=[-_/.:\"'\s)])(?![\w.\-]{{0,40}}@)|"
            rf"(?<![\w@.\-])(?:{low}|{capital})[-_/][a-z\d](?![\w.\-]{{0,40}}@)|"
            rf"(?<![\w@.]){capital}(?:[A-Z][a-z]|\.[A-Za-z(]|::))",
            text,
        )
        is not None
    )


def _is_no_login(program: Program, hit: Hit, value: str) -> bool:
    if _VARIABLE.fullmatch(value) or _SERVICE.search(value):
        return True
    bare = program.zone(hit.start) is Zone.BARE and program.text[hit.start - 1 : hit.start] not in "\"'`"
    return (
        bare
        and hit.detector.startswith("field-")
        and program.text[hit.end : hit.end + 1] in _BEHIND_A_VARIABLE
    )


def sieves() -> list[Sieve]:
    """For the catalogue."""
    return [GluedSieve()]

"""Expressions: what in a program or its settings stands where a secret or a number would, and is code.

Rule 1: the name of an algorithm or of a check (`sha256_password`, `required|trim`), a pattern from `^` to `$`, a
variable of a template and a question are no secrets, whatever their key is called.
Rule 2: nor is, in bare code, a name that code goes on behind: `encoding];`, `timeout(`, `cookieName=`.
Rule 3: a number under a key that measures is a measure; two capitals under which other countries stand are a country.
Rule 4: a national number has no brackets, and is no list of single digits; the rest of a card stands beside one.
"""

import re
from collections.abc import Sequence

from classifiers.compiled import compiled
from classifiers.context.business import near
from classifiers.context.marked import marked
from classifiers.context.program import Program, Zone, is_data, program_of
from classifiers.detector import Hit, Sieve
from classifiers.digest import digest_of
from classifiers.passage import Passage
from classifiers.persons import is_national

_SECRETS = frozenset({"PASSWORD", "API_KEY", "ACCESS_TOKEN"})
_TOLD = frozenset({"API_KEY", "ACCESS_TOKEN"})  # which a program has in quotes
_VENDORS = 90.0  # from this score on a key has a vendor's shape
# An algorithm, a check or a form of a value; parts of a name, and what joins them.
_SORT = compiled(
    r"required|optional|nullable|trim|(?:en|de)cod\w{1,4}|hashed|sha\d{0,3}|md5|base64|utf8|aes\d{0,3}|scram|hmac|sigv4|utf",
    re.IGNORECASE,
)
_PART = compiled(r"[A-Za-z]{1,40}\d{0,3}|\d{1,3}")
_JOINT = compiled(r"[_\-.|:=, ]{1,3}")
_PATTERN = compiled(r"\^.{1,200}\$")
_TEMPLATE = compiled(
    r"%%\w{1,60}%%|~?-?\d{0,2}%\w{0,20}|\\?\$\(.{0,200}|\\?\$\{.{0,200}|"
    r"--?[a-z][a-z\-]{1,40}=\\?\$[\d{(].{0,200}"  # an option with its variable
)
# A sum, a type behind a reference, a role of reStructuredText: `(hue+1)%`, `index*100+at`, `&[u8],`, `:data:`.
_SUM = compiled(
    r"\([A-Za-z_]\w{0,40}[+*/\-]\d{1,4}\)\S{0,3}|[A-Za-z_]\w{1,40}[*/%]\d{1,6}(?:[+\-]\w{1,20}){0,2}"
)
_ROLE, _OF_A_ROLE = compiled(r"[a-z]{2,20}:"), compiled(r"`[^`\n]{1,80}`")
_ISSUE = "(#"  # in a comment; its number follows
_QUESTION = compiled(r"[^\d\n]{2,200}[?？]")
_WORD = r"(?:[A-Z]{1,4}|[A-Z]?[a-z]{1,20})(?:(?:8|16|32|64|128|256|512|448|25519)(?=[A-Z_]))?"
_CLOSING = "])}(;,.="
_CODE = compiled(rf"[$@*&.]?{_WORD}(?:_?{_WORD}){{1,8}}_?[{re.escape(_CLOSING)}]{{0,6}}")
_CALL = compiled(
    r"\[?[A-Za-z]\w{0,40}\]?(?:(?:\.|::)\w{1,40}){1,4}[!?]?(?:\(.{0,80})?|&(?:mut )?\[\w{1,10}\][),].{0,20}"
)
_GOES_ON = compiled(r"(?<=[\w=])\s?(?:\(|=(?!=)|&&|\|\||\|[ \t]?[A-Z]|:\(|[\"'](?=[a-z])|->|::)")
_MEASURED = compiled(
    r"(?:timeout|length|size|count|attempts|age|days|hours|minutes|seconds|ttl|rounds|cost|limit|history|"
    r"expir\w{1,6})[\"']?\s{0,4}(?:=>|[:=])\s{0,4}[\"']?$",
    re.IGNORECASE,
)
_COUNTRY = compiled(r"[ \t]{0,40}[\"']?(?:[a-z]{2}_)?[A-Z]{2}[\"']?\s{0,4}(?:=>|:)\s{0,4}[\"'`]")
_OF_A_CARD, _CARD = frozenset({"CARD_EXPIRY", "CARD_CVV"}), 300  # characters to the card
_DOUBTED = _SECRETS | _OF_A_CARD | {"NATIONAL_ID"}
_BRACKETED = compiled(r"[\[\]|]")
_LISTED = compiled(r"\d(?:, ?\d){5,40}[, ]{0,2}")


class ExpressionsSieve:
    """Takes away code."""

    id = "context-expressions"
    kinds: frozenset[str] = frozenset()
    digest = digest_of(
        "1",
        *(
            one.pattern
            for one in (
                _SORT, _PART, _JOINT, _PATTERN, _TEMPLATE, _SUM, _ROLE, _OF_A_ROLE, _QUESTION, _CODE, _CALL, _GOES_ON,
                _MEASURED, _COUNTRY, _BRACKETED, _LISTED,
            )
        ),
    )  # fmt: skip

    def left(self, passage: Passage, hits: Sequence[Hit]) -> Sequence[Hit]:
        """The hits without those that are code."""
        if not any(hit.kind in _DOUBTED or is_national(hit.kind) for hit in hits):
            return hits
        program = passage.once(program_of)
        if program is None and (program := passage.once(marked)) is None and is_data(passage.text):
            program = Program(passage.text)
        if program is None:
            return hits
        cards = sorted(hit.start for hit in hits if hit.kind == "CREDIT_CARD")
        return [
            hit
            for hit in hits
            if hit.is_foreign
            or not (not near(cards, hit, _CARD) if hit.kind in _OF_A_CARD else _is_code(program, hit))
        ]


def _is_code(program: Program, hit: Hit) -> bool:
    text = program.text
    value = text[hit.start : hit.end].strip("\"'` ")
    if hit.kind not in _SECRETS:
        return (hit.kind == "NATIONAL_ID" or is_national(hit.kind)) and (
            _BRACKETED.search(value) is not None
            or _LISTED.fullmatch(value) is not None
            or (text.endswith(_ISSUE, 0, hit.start) and program.zone(hit.start) is Zone.COMMENT)
        )
    if hit.score >= _VENDORS or hit.verified:
        return False
    if _is_a_sort(value) or any(form.fullmatch(value) for form in (_PATTERN, _TEMPLATE, _QUESTION)):
        return True
    low, high = program.line(hit.start)
    if value.isdigit() and _MEASURED.search(text, low, hit.start):
        return True
    if _COUNTRY.match(text, low, hit.start) and _is_among_countries(program, low, high):
        return True
    if _ROLE.fullmatch(value) and text[hit.start - 1] == ":" and _OF_A_ROLE.match(text, hit.end):
        return True
    if value[:1] == "(" and _SUM.fullmatch(value):
        return True
    if program.zone(hit.start) is not Zone.BARE:
        return False
    if _SUM.fullmatch(value) or (hit.kind in _TOLD and value.isdigit() and text[hit.start - 1] not in "\"'`"):
        return True
    # What a value must hold is asked first: the patterns try many ways to cut a drawn one into words.
    if any(mark in value for mark in ("::", "(", ")", "&")) and _CALL.fullmatch(value):
        return True
    closed = value[-1:] in _CLOSING or _GOES_ON.match(text, hit.end) is not None
    return closed and _CODE.fullmatch(value) is not None


def _is_a_sort(value: str) -> bool:
    """Whether a value names an algorithm or a check and nothing else."""
    parts = _JOINT.split(value.strip("_-.|:=, "))
    return all(map(_PART.fullmatch, parts)) and any(map(_SORT.fullmatch, parts))


def _is_among_countries(program: Program, low: int, high: int) -> bool:
    """Whether the line ahead or the one behind begins with a code of two letters, too."""
    text = program.text
    before, _ = program.line(max(0, low - 1))
    return _COUNTRY.match(text, before, low) is not None or _COUNTRY.match(text, high + 1) is not None


def sieves() -> list[Sieve]:
    """For the catalogue."""
    return [ExpressionsSieve()]

"""Joins: values whose parts stand in neighbouring segments, as in two messages or two fields. Pure.

Rule 1: only segments of one origin are joined, at most ``MOST_PARTS`` that follow one another, and of each only the
part that stands first or last in it.
Rule 2: parts are joined only on evidence: somebody says so ("second half: ..."), the fields' names differ in a number,
or the cut goes through a key or an address. What they are together is for the detectors to say.
Rule 3: the items of a list that are too short to be a text (letters, syllables, groups of digits) are one text, and so
are messages of groups of digits behind one that says what they are; in it only what stands for itself counts, unless
the list's name or that message says that its items are pieces.
Rule 4: a short answer is read behind what was asked for: "And the root password?", "Granite!41".
Rule 5: fields that follow one another without a name said twice are a record, and read as one: what is beside a value
says what it is. In it a value counts that stands in one field.
Rule 6: a joint is known by its text, so that a conversation that comes again costs nothing more.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from classifiers.detector import Hit
from classifiers.either import alternatives, either
from classifiers.proof import is_strong
from classifiers.segment import Origin, Segment

MOST_PARTS = 4
MOST_BETWEEN = 2  # segments of the same origin between two parts that hold none
EDGE = 160  # characters at either end of a text in which parts are looked for
ITEM, LEAST_ITEMS = 24, 3  # characters of an item of a list whose items are pieces, and how many it has
LEAST_SPELLED, MOST_SPELLED = 8, 20_000  # characters of all of them
CONTEXT = 60  # characters before the first part that say what it is
_SPEAKERS = frozenset({Origin.USER, Origin.TOOL, Origin.FILE, Origin.SYSTEM})
# Digits as parts of numbers are written, a word of letters and digits, the halves of an address.
_PART = re.compile(
    r"(?<!\w)(?:"  # holds for each of them, and is asked once
    r"(?:(?<=\.\.\.)|(?<![\w.,$€£%\-]))-?(?:[A-Z]{2}\d\d[ ]?(?:[A-Z]{4}[ ]?)?)?\d(?:[ \-]?\d){2,18}-?(?![\w%]|[.,:]\d)"
    r"|(?<![\w@.\-])(?:[\w.+\-]{1,40}@(?!\w)|[a-z]{2,20}[._][a-z]{2,20}\Z)|(?<!\w)@[\w\-]{1,40}(?:\.[\w\-]{1,30}){1,4}"
    r"|\A[\w\-]{2,40}(?:\.[\w\-]{2,30}){1,3}(?![\w@])"
    r"|(?<![\w\-+/=.@:])(?=[A-Za-z_\-+/=]{0,40}\d)(?=[0-9_\-+/=]{0,40}[A-Za-z])[\w\-+/=]{4,120}(?![\w\-+/=@:])"
    r"|(?<![\w\-+/=.@:])(?=[\w\-+/=]{0,60}[a-z][A-Z])[\w\-+/=]{8,120}(?![\w\-+/=@:])"
    r"|(?<![\w\-])[A-Z]{6,40}(?![\w\-]))"
)
_DIGITS = re.compile(r"[\d \-]+")
_SAYS_SO = re.compile(
    either(
        alternatives(
            r"hal(?:f|ves)|part\b|parts\b|piece|first|second|third|rest\b|remain|last|next|other|continu|digits|"
            r"concat|join|together|combin|"
            r"hälfte|teil|erste|zweite|zusammen|moiti|partie|premi|deuxi|suite|ensemble|mitad|parte|primer|segund|"
            r"resto|junt|metà|prima|"
            r"\bstart|\bbegin|goes on|\bends\b|\btail\b|anfang|beginnt|endet|weiter|commence|finit|début|"
            r"empieza|comienz|termina|inizia|finisce|começa|zaczyna|kończy|begint|eindigt|"
            r"seconda|insieme|helft|deel|eerste|tweede|samen|metade|primeir|połow|część|pierwsz|drug|reszt|razem|"
            r"card|visa|amex|\bpan\b|karte|carte|tarjeta|iban|konto|ssn|social|\b[12]\s?/\s?2\b|…|\.\.\."
        )
    )
)
# The groups of a social security number, cut where its hyphen stood; the country and digits that begin an account.
_SOCIAL = re.compile(r"\d{3}(?:-\d\d)?")
_STARTS_SOCIAL = re.compile(r"(?:\d\d-)?\d{4}\b")
_ACCOUNT = re.compile(r"[A-Z]{2}\d\d[ ]?(?:[A-Z]{4}[ ]?)?(?:\d[ ]?){2,18}")
_PIECES = re.compile(
    r"(?:^|[_.\- ])(?:tokens?|words?|chars?|characters?|letters?|pieces?|chunks?|fragments?|syllables?|digits?|deltas?)"
    r"\Z",
    re.I,
)
_NUMBER = re.compile(r"card|\bpan\b|iban|account|konto|ssn|social|phone|tel|passport", re.I)
_TELLING = re.compile(r"@|\d{4}|[A-Z]{4}|[a-z]_|sk-|xox|eyJ")
MOST_ANSWER = 48
MOST_FIELD, MOST_RECORD = 400, 4_000  # characters of a field that may be one of a record, and of a whole one
_RECORDING = frozenset({Origin.USER, Origin.TOOL, Origin.FILE, Origin.HISTORY})
# One line with a digit in it, or a sign inside a word.
_ANSWER = re.compile(r"(?=[^\n]{0,48}?(?:\d|\w[!#$%&*+?@^~]\w))[^\n]{3,48}")
_ASKED = re.compile(
    r"(?i)(?:\b(?:what(?:['’]s| is| was| are)|and (?:the|your|its)|enter|provide|share|give me|send me|tell me|need|"
    r"wie (?:lautet|ist)|was ist|quel(?:le)? est|cu[aá]l es|qual [eéè]|wat is|jakie jest)\b[^?.!\n]{0,60}?|"
    r"\b(?:my|the|our|his|her|mein|das|mon|le|mi|la|il|mijn|het|minha|a) (?=[^?]{0,60}\Z)[^?.!\n]{0,30}?)"
    r"\b(?P<what>passwords?|passwort|kennwort|passphrase|passcode|mot de passe|contraseña|wachtwoord|senha|hasło|pin|"
    r"cvv|cvc|ssn|social security number|date of birth|birth date|dob|geburtsdatum|phone number|telephone|"
    r"account number|routing number|policy number|member id|mrn|patient number|passport number|"
    r"driver'?s license number|tax id|employee id|nhs number|customer number)\b"
    r"[^?.!:\n]{0,40}(?:\?|:|\b(?:is|ist|est|es|é|è|jest))\s{0,3}\Z"
)
_NUMBERED = re.compile(
    r"[_\-. ]?(?:\d{1,2}|one|two|three|first|second|third|last|a|b|c|start|end|left|right|head|tail|prefix|suffix)$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Pieces:
    """Where the first and the last part stand in a text; ``said``: the text speaks of parts; ``opens``
    and ``closes``: it begins or ends with a part that is no number, with no more than a sign beside it."""

    first: tuple[int, int]
    last: tuple[int, int]
    said: bool
    opens: bool
    closes: bool


@dataclass(frozen=True, slots=True)
class Joint:
    """Parts of several segments as one text. ``parts``: number of the segment, start there, start here, length."""

    text: str = field(repr=False)
    parts: tuple[tuple[int, int, int, int], ...]
    said: bool
    spelled: bool = False  # the items of a list: a value need not stand in all of them
    single: bool = False  # a value stands in one part: an answer behind its question, a field of a record

    def spans(self, hit: Hit) -> list[tuple[int, int, int]]:
        """The segments and places behind a hit; none unless it holds of every part more than the half.

        Unless somebody speaks of parts, the hit must be verified or have the shape of a vendor's key.
        """
        if self.single:
            return [
                (number, start + hit.start - at, start + hit.end - at)
                for number, start, at, size in self.parts
                if at <= hit.start and hit.end <= at + size
            ]
        if hit.kind == "PASSWORD" or not (is_strong(hit) or self.said):
            return []
        spans = []
        for number, start, at, size in self.parts:
            low, high = max(hit.start, at) - at, min(hit.end, at + size) - at
            if self.spelled and high <= low:
                continue
            if high - low <= size // 2:
                return []
            spans.append((number, start + low, start + high))
        return spans if len(spans) > 1 else []


def pieces_of(text: str) -> Pieces | None:
    """The parts of values that a text may hold at its ends."""
    if not text:
        return None
    found = _PART.search(text, 0, EDGE)
    size = len(text)
    last = None
    for last in _PART.finditer(text, max(0, size - EDGE)):  # noqa: B007 - the last one counts
        pass
    if found is None and last is None:
        return None
    one, other = found or last, last or found
    assert one is not None and other is not None
    low = text[max(0, size - EDGE) :].lower() + " " + text[:EDGE].lower()
    return Pieces(
        one.span(),
        other.span(),
        _SAYS_SO.search(low) is not None,
        one.start() <= 2 and not _DIGITS.fullmatch(one.group()),
        size - other.end() <= 2 and not _DIGITS.fullmatch(other.group()),
    )


def joints(pieced: Sequence[tuple[int, Segment, Pieces]]) -> Iterator[Joint]:
    """What neighbouring parts give together; segments come in order, each with its number."""
    trails: dict[Origin, list[tuple[int, Segment, Pieces]]] = {}
    for each in pieced:
        number, segment, pieces = each
        if segment.origin not in _SPEAKERS:
            continue
        trail = trails.setdefault(segment.origin, [])
        if trail and number - trail[-1][0] > 2 * MOST_BETWEEN + 1:
            trail.clear()
        for count in range(1, len(trail) + 1):
            before = trail[-count:]
            left = before[-1]
            fields = _same_field(left[1].label, segment.label)
            said = fields or pieces.said or any(one[2].said for one in before)
            cut = left[2].closes and (pieces.opens or _ACCOUNT.fullmatch(_last(left)) is not None)
            if not said and not (count == 1 and cut):
                continue
            yield _joint([*before, each], said)
            if said and count == 1 and _SOCIAL.fullmatch(_last(left)) and _STARTS_SOCIAL.match(_first(each)):
                yield _joint([*before, each], said, between="-")
        trail.append(each)
        del trail[: -(MOST_PARTS - 1)]


def runs_of(segments: Sequence[Segment]) -> Iterator[Joint]:
    """Lists whose items are letters, syllables or groups of digits, each as one text."""
    run: list[tuple[int, Segment]] = []
    for number, segment in enumerate(segments):
        if 0 < len(segment.text) <= ITEM and segment.origin in _SPEAKERS:
            if run and (run[-1][1].label, run[-1][1].origin) != (segment.label, segment.origin):
                yield from _spelled(run, segments)
                run = []
            run.append((number, segment))
        elif run:
            yield from _spelled(run, segments)
            run = []
    yield from _spelled(run, segments)


def answers_of(segments: Sequence[Segment]) -> Iterator[Joint]:
    """Short answers to a question or half a sentence that ends the text ahead, each behind what was asked for."""
    for number, segment in enumerate(segments[1:], 1):
        value = segment.text if len(segment.text) <= MOST_ANSWER else ""
        if segment.label or segment.origin is not Origin.USER or not _ANSWER.fullmatch(value):
            continue
        asked = _ASKED.search(segments[number - 1].text, max(0, len(segments[number - 1].text) - EDGE))
        if asked is not None:
            text = f"{asked['what']}: {value}"
            yield Joint(text, ((number, 0, len(text) - len(value), len(value)),), said=True, single=True)


def records_of(segments: Sequence[Segment]) -> Iterator[Joint]:
    """Fields that follow one another, as the text in which tools and their answers write them."""
    run: list[tuple[int, Segment]] = []
    named: set[str] = set()
    size = 0
    for number, segment in enumerate(segments):
        if segment.origin is Origin.META:
            continue  # the names of the fields themselves
        fits = bool(segment.label) and len(segment.text) <= MOST_FIELD and segment.origin in _RECORDING
        if run and not (
            fits and segment.origin is run[0][1].origin and segment.label not in named and size < MOST_RECORD
        ):
            yield from _record(run)
            run, size = [], 0
            named.clear()
        if fits:
            run.append((number, segment))
            named.add(segment.label)
            size += len(segment.text)
    yield from _record(run)


def _record(run: Sequence[tuple[int, Segment]]) -> Iterator[Joint]:
    if len(run) < 2:
        return
    text, parts = "{", []
    for number, segment in run:
        text += f'"{segment.label}": "'
        parts.append((number, 0, len(text), len(segment.text)))
        text += f'{segment.text}", '
    yield Joint(f"{text[:-2]}}}", tuple(parts), said=True, single=True)


def _spelled(run: Sequence[tuple[int, Segment]], segments: Sequence[Segment]) -> Iterator[Joint]:
    if not run[LEAST_ITEMS - 1 :]:
        return
    if not run[0][1].label and run[-1][1].text.isdigit():  # groups of digits behind what they are
        words = [at for at, (_, segment) in enumerate(run) if not segment.text.isdigit()]
        run = run[words[-1] + 1 :] if words else run
    number, first = run[0]
    label, said = first.label, _PIECES.search(first.label) is not None
    if not label and number and segments[number - 1].origin is first.origin:
        called = _NUMBER.search(segments[number - 1].text, max(0, len(segments[number - 1].text) - EDGE))
        label, said = (called[0], True) if called else ("", False)
    text = "".join(segment.text for _, segment in run)
    before = f"{label}: " if label else ""
    if len(text) > MOST_SPELLED or len(text) < LEAST_SPELLED or not (said or _TELLING.search(text)):
        return
    if text.isdigit() and not (said or _NUMBER.search(label)):
        return  # years, sizes, counts
    parts, at = [], len(before)
    for number, segment in run:
        parts.append((number, 0, at, len(segment.text)))
        at += len(segment.text)
    yield Joint(before + text, tuple(parts), said, spelled=True)


def _same_field(one: str, other: str) -> bool:
    """Whether the names of two fields differ in a number only."""
    if not one or not other or one == other:
        return False
    return _NUMBERED.sub("", one) == _NUMBERED.sub("", other)


def _last(part: tuple[int, Segment, Pieces]) -> str:
    return part[1].text[slice(*part[2].last)]


def _first(part: tuple[int, Segment, Pieces]) -> str:
    return part[1].text[slice(*part[2].first)]


def _joint(parts: Sequence[tuple[int, Segment, Pieces]], said: bool, between: str = "") -> Joint:
    number, segment, pieces = parts[0]
    start, end = pieces.last
    shown = segment.text[max(0, start - CONTEXT) : start]
    if segment.label:
        shown = f"{segment.label}: {shown}"
    placed: list[tuple[int, int, int, int]] = []
    for index, (number, segment, pieces) in enumerate(parts):
        start, end = pieces.first if index else pieces.last
        shown += between if index else ""
        placed.append((number, start, len(shown), end - start))
        shown += segment.text[start:end]
    return Joint(shown, tuple(placed), said)

"""Secrets handed over in a note: "fw 10.4.0.1, admin Gr0undhog!", "alarm 4471 then off", a chat that asks "the wifi?".

People who hand over access write a thing and what opens it, with any words or none between them. No list holds the
wordings; but a text that speaks of access, and a word in it that looks chosen as a password, say it together. The less
a word looks like one (``checks.chosen``), the more the note around it must say:

Rule 1: what is surely a password counts near a word of access, in the same line or in the lines below it.
Rule 2: what is likely one must be given as such as well: behind a sign or a word that leads to it, or alone in its
line.
Rule 3: a number of a keypad counts behind what it opens; a plain word behind a sign, at the end of its clause. Both
count only beside other secrets of the text.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from classifiers.brands import listed
from classifiers.checks.chosen import LIKELY, PLAIN, SURE, grade, is_written, is_year, opens
from classifiers.compiled import compiled
from classifiers.context import clauses
from classifiers.context.ground import Ground
from classifiers.context.lexicon import Lexicon, Match
from classifiers.context.program import is_program
from classifiers.context.read import LISTS, lexicon, lists
from classifiers.detector import Combined, Combiner, Hit
from classifiers.digest import digest_of
from classifiers.edges import line_around
from classifiers.passage import Passage
from classifiers.settle import LOW_LEVEL

_SCORES = {SURE: 78.0, LIKELY: 75.0, PLAIN: 70.0, 0: 72.0}
_LINE = 400  # characters of a line on either side of a word
_AHEAD, _BEHIND, _ABOVE = 110, 60, 200  # characters from a word of access to a secret
_NEAR = 60  # characters from what a number opens to the number
# ... at the end of its clause, and in front of other words, to count beside one other secret
_CLOSE, _DIRECT = 30, 3
_LABEL = 16  # characters of a label in front of a number, in a line below what it opens
_BELOW = 5  # lines
_PORTS = frozenset({"porta", "puerta", "port", "porte"})
_HOST = compiled(r"\d{1,3}(?:\.\d{1,3}){3}|(?i:rdp|tcp|udp|ssh|https?)\b")
_MOST = 4_000  # words that are looked at
_CREDENTIALS = frozenset(
    [
        "PASSWORD",
        "API_KEY",
        "ACCESS_TOKEN",
        "CONNECTION_STRING",
        "RECOVERY_KEY",
        "PASSWORD_HASH",
        "PRIVATE_KEY",
    ]
)
_NAMES = frozenset({"PERSON", "ORGANIZATION", "LOCATION", "PROJECT_CODENAME", "MEDICAL_CONDITION"})


@dataclass(frozen=True, slots=True)
class _Seen:
    """A word of the text that may be a secret: its place, its grade (0: a number), how many other secrets of the text
    must stand beside it, and where the word ends that says what a number opens."""

    start: int
    end: int
    grade: int
    needs: int
    opener: int = -1


class HandedCombiner:
    """Passwords and codes of notes, by what the notes speak of. ``lexicon`` knows words of access, ``said`` the lists
    of words: ``user`` those that a name follows, ``nothing`` those in front of "code" that open nothing."""

    id = "context-handed"
    kinds = frozenset({"PASSWORD"})

    def __init__(self, lexicon: Lexicon, said: Mapping[str, frozenset[str]], digest: str) -> None:
        self._lexicon, self._said = lexicon, said
        self.digest = digest_of("4", digest)

    def combine(self, passage: Passage, hits: Sequence[Hit]) -> Combined:
        """A hit for each secret that the note around it tells."""
        text = passage.text
        anchors = [
            one
            for one in self._lexicon.matches(text, passage.low, passage.words)
            if one.term.group != "opener" or clauses.last_word(text, one.start) not in self._said["nothing"]
        ]
        if not anchors or is_program(text):
            return Combined()
        note = _Note(passage, anchors, self._said, hits)
        seen = list(note.seen())
        words = sum(one.needs == 0 for one in seen)
        numbers = len({one.opener for one in seen if one.grade == 0 and one.needs == 1})
        beside = note.credentials + words + numbers // 2
        return Combined(
            tuple(
                Hit(one.start, one.end, "PASSWORD", self.id, _SCORES[one.grade])
                for one in seen
                if beside >= one.needs
            )
        )


class _Note:
    """One text, where it speaks of access, and what was found in it already."""

    def __init__(
        self,
        passage: Passage,
        anchors: Sequence[Match],
        said: Mapping[str, frozenset[str]],
        hits: Sequence[Hit],
    ) -> None:
        self._passage, self._text, self._said = passage, passage.text, said
        self._anchors = anchors
        self._starts = [one.start for one in anchors]
        known = [hit for hit in hits if hit.score >= LOW_LEVEL]
        self.credentials = len({hit.start for hit in known if hit.kind in _CREDENTIALS})
        self._taken = Ground(hit for hit in known if hit.kind not in _NAMES)
        self._are_above: dict[tuple[int, str], bool] = {}  # by line: all of its words ask

    def seen(self) -> Iterator[_Seen]:
        """What may be a secret, in lines with words of access and in the lines below them."""
        count = 0
        for start, end in self._lines():
            if clauses.is_code(self._text, start, end):
                continue
            for pattern, judge in ((clauses.WORD, self._word), (clauses.NUMBER, self._number)):
                for match in pattern.finditer(self._text, start, end):
                    count += 1
                    if count > _MOST:
                        self._passage.give_up()
                        return
                    found = judge(match[0], match.start(), start, end)
                    if found is not None and not self._taken.meets(found.start, found.end):
                        yield found

    def _lines(self) -> Iterator[tuple[int, int]]:
        """Lines that hold a word of access, and those below each."""
        done = -1
        lines = (line_around(self._text, one.start, one.end, _LINE) for one in self._anchors)
        for start, end in dict.fromkeys(lines):  # each once, though it may hold many such words
            for _ in range(1 + _BELOW):
                if end > done and end > start:
                    yield max(start, done), end
                    done = end
                start = end + 1
                if start >= len(self._text):
                    break
                _, end = line_around(self._text, start, start, _LINE)

    def _grade(self, value: str) -> int:
        """The grade of a word; asked once, however often a text and its layers of disguise repeat it."""
        return self._passage.asked(_graded, value, "")

    def _word(self, word: str, low: int, start: int, end: int) -> _Seen | None:
        value = word.rstrip(".,;?)").lstrip("*_=+")
        for mark in "/:":
            if value.count(mark) == 1 and self._grade(value.partition(mark)[2]) == SURE:
                value = value.partition(mark)[2]  # who logs in stands in front
        low += word.find(value)
        high, ahead = low + len(value), self._ahead(start, low)
        if is_written(value) and (
            ahead is None or low - ahead.end > _NEAR or not clauses.is_closed(self._text, high, end)
        ):
            return None  # whatever its grade; most words of a text are such
        looks = self._grade(value)
        spoken = ahead is not None and ahead.term.group == "spoken"
        if value.rstrip("0123456789").lower() in self._said["thing"]:
            return None
        if not (looks or spoken) or clauses.last_word(self._text, low) in self._said["user"]:
            return None
        above = clauses.lead(self._text, start, low) == 0 and self._above(start)
        if looks != SURE and self._text[low - 1 : low] == self._text[high : high + 1] == "`":
            return None  # a name of code
        if looks == SURE:
            near = ahead is not None or above or self._behind(high, end) or self._above(start)
            return _Seen(low, high, SURE, 0) if near else None
        setting = clauses.setting(self._text, start, low)
        if setting is not None and (ahead is None or ahead.start < setting):
            return None  # its own name says what it is: `tokenizer='cl100k_base'`
        if clauses.is_first_of_a_pair(self._text, start, low, high, end):
            return None
        direct = (
            ahead is not None
            and ahead.term.group in ("secret", "spoken")
            and clauses.is_next(self._text, ahead.end, low)
        )
        paired = clauses.is_behind_a_login(self._text, start, low)
        if looks == LIKELY or (
            looks == PLAIN and (direct or paired) and not value.replace(".", "").isalpha()
        ):
            return self._likely(low, high, start, end, ahead, direct or paired, above or paired)
        closed = clauses.is_closed(self._text, high, end)
        if ahead is None or not closed or low - ahead.end > _NEAR or not word[0].isalpha():
            return None
        if spoken:
            named = value.isalpha() and direct and value.lower() not in listed("common.txt")
            return _Seen(low, high, PLAIN, 1) if named else None
        if value.lower() != value and not direct and word == value:
            return None
        given = clauses.is_behind_a_sign(self._text, start, low) or (
            not value.isalpha() and (direct or clauses.is_led_to(self._text, start, low))
        )
        given = given and (ahead.term.group != "opener" or paired)
        return _Seen(low, high, PLAIN, 1 if direct and not value.isalpha() else 2) if given else None

    def _likely(
        self, low: int, high: int, start: int, end: int, ahead: Match | None, direct: bool, above: bool
    ) -> _Seen | None:
        ended = clauses.ends_clause(self._text, high, end)
        linked = direct or clauses.is_led_to(self._text, start, low)
        if (above and ended) or (linked and (ahead is not None or (ended and self._behind(high, end)))):
            return _Seen(low, high, LIKELY, 0)
        return _Seen(low, high, LIKELY, 1) if ahead is not None and ended else None

    def _number(self, value: str, low: int, start: int, end: int) -> _Seen | None:
        ahead = clauses.last_word(self._text, low)
        if not opens(value) or ahead in self._said["user"]:
            return None
        if ahead in _PORTS and _HOST.search(self._text, start, end):
            return None  # "porta" is a door in Italian, and what a machine listens at
        if (
            value[0] == "#"
            and self._text[low - 1 : low] in ("", "\n")
            and self._text.startswith(" |", low + len(value))
        ):
            return None  # the number of a row
        high = low + len(value)
        if clauses.is_keyed_in(self._text, high, end):
            return _Seen(low, high, 0, 0)
        told = clauses.is_led_to(self._text, start, low)
        ended = clauses.ends_clause(self._text, high, end)
        opener = self._opener(start, low)
        if opener is not None:
            near = low - opener <= (_CLOSE if ended or told else _DIRECT)
        else:
            lead = clauses.lead(self._text, start, low)
            if lead > _LABEL or not (ended or told) or not self._above(start, "opener"):
                return None
            near = lead == 0 or told
        short = len(value) == 3 and value.isdigit()
        if short and not (told and ended and opener is not None):
            return None
        return _Seen(low, high, 0, 1 if near and not short and not is_year(value) else 2, opener or -1)

    def _opener(self, start: int, low: int) -> int | None:
        """Where the last word ends that says what a number opens, in front of it in the same sentence."""
        for index in range(bisect_left(self._starts, low) - 1, -1, -1):
            one = self._anchors[index]
            if one.start < start or low - one.end > _NEAR:
                break
            if one.term.group == "opener" and one.end <= low:
                return None if clauses.has_a_stop(self._text, one.end, low) else one.end
        return None

    def _ahead(self, start: int, low: int) -> Match | None:
        """The last word of access in front, in the same line."""
        index = bisect_left(self._starts, low) - 1
        one = self._anchors[index] if index >= 0 else None
        return one if one is not None and one.start >= start and one.end <= low <= one.end + _AHEAD else None

    def _behind(self, high: int, end: int) -> bool:
        """Whether a word of access follows in the same line."""
        index = bisect_left(self._starts, high)
        return index < len(self._starts) and self._starts[index] < min(end, high + _BEHIND)

    def _above(self, start: int, group: str = "") -> bool:
        """Whether a word of access, or one of a group, stands in the lines above."""
        known = self._are_above.get((start, group))
        if known is None:
            known = self._are_above[start, group] = self._is_above(start, group)
        return known

    def _is_above(self, start: int, group: str) -> bool:
        first = start
        for _ in range(_BELOW):
            first = line_around(self._text, first - 1, first - 1, _LINE)[0] if first else 0
        index = bisect_left(self._starts, max(first, start - _ABOVE))
        return any(
            one.start < start and (not group or one.term.group == group)
            for one in self._anchors[index : index + 8]
        )


def _graded(value: str, _: str) -> int:
    return grade(value)


def combiners() -> list[Combiner]:
    """The one combiner of this module."""
    digest = digest_of((LISTS / "secrets.yaml").read_text(encoding="utf-8"))
    said = {
        group: frozenset(" ".join(one.words) for one in terms) for group, terms in lists("secrets").items()
    }
    anchors = lexicon("secrets", ("secret", "spoken", "thing", "opener"))
    return [HandedCombiner(anchors, said, digest)]

"""Firms whose legal form is written small or in capitals: "mahnung an müller dachbau gmbh", "REMINDER TO ARKEN LTD".

``firmruns.py`` knows a firm by its capitals. Where these tell nothing, the form says where the firm ends, and a small
word of the sentence where it begins; in French some forms stand ahead of it ("EARL du Vieux Chêne"). Partners and kin
behind an "and" say as much ("Zabaleta y Asociados").
"""

import re
from collections.abc import Iterator, Sequence

from classifiers.brands import brands, figures, institutions, known, listed, spelled
from classifiers.detector import Combined, Combiner, Hit
from classifiers.digest import digest_of
from classifiers.names import lists
from classifiers.names.cues import formed as cues
from classifiers.names.cues.dealings import CUES, KIN
from classifiers.names.cues.firms import AND, LINKS
from classifiers.names.frames import frame_of
from classifiers.passage import Passage
from classifiers.plain import plain

SCORE = 76.0
_PIECE = re.compile(r"[^\W_][\w'’-]*|&|\n|[^\w\s]")
_REACH, _MOST = 80, 4  # characters ahead of a form, and words of a name
_DEALINGS = frozenset().union(*(cue.words for cue in CUES))
_KIN = frozenset(map(plain, KIN | cues.PARTNERS))


class FormedCombiner:
    """Firms by their legal form alone."""

    id = "context-formed"
    kinds = frozenset({"ORGANIZATION"})
    digest = digest_of("3", cues.FORM.pattern, cues.FIRST.pattern, cues.SHARED.pattern, *sorted(cues.STOPS))

    def combine(self, passage: Passage, _: Sequence[Hit]) -> Combined:
        """Firms that not everybody knows, in texts that tell no tale and ask for no knowledge."""
        found = {*_behind(passage), *_ahead(passage), *_shared(passage)}
        if not found or _invented(passage):
            return Combined()
        return Combined(
            tuple(Hit(start, end, "ORGANIZATION", self.id, SCORE) for start, end in sorted(found))
        )


def _behind(passage: Passage) -> Iterator[tuple[int, int]]:
    low = passage.low
    if passage.words.isdisjoint(cues.WORDS) and not any(form in low for form in cues.DOTTED):
        return
    deals = not passage.words.isdisjoint(_DEALINGS)
    for form in cues.FORM.finditer(low):
        begin, own = _name_ahead(low, form.start())
        if own and _is_private(own) and (deals or len(own) > 1):
            yield begin, form.end()


def _ahead(passage: Passage) -> Iterator[tuple[int, int]]:
    if not passage.words.isdisjoint(cues.AHEAD):
        yield from (one.span() for one in cues.FIRST.finditer(passage.text))


def _shared(passage: Passage) -> Iterator[tuple[int, int]]:
    """Firms of somebody and those who are with him."""
    if not passage.words.isdisjoint(cues.PARTNERS):
        for one in cues.SHARED.finditer(passage.text):
            own = spelled(one["own"])
            if _is_private(own) and cues.PARENTS.isdisjoint(own) and spelled(one[0]) not in brands():
                yield one.span()


def _name_ahead(low: str, end: int) -> tuple[int, list[str]]:
    """Where the name begins that stands ahead of a form, and its own words; none where a kind of firm is spoken of."""
    begin, own = end, list[str]()
    pieces = list(_PIECE.finditer(low, max(0, end - _REACH), end))
    for at, piece in reversed(list(enumerate(pieces))):
        word = plain(piece[0])
        if word in cues.INDEFINITE or (word == "a" and len(own) < 2):
            return end, []
        if word in _KIN:
            own.append(word)
        if word == "&" or word in _KIN or (word in AND and _KIN.issuperset(own)):
            continue
        if word in LINKS and word not in AND and _is_of_a_trade(pieces[:at]):
            continue
        if len(word) < 2 or not word[0].isalpha() or len(own) == _MOST or _ends(word, own):
            break
        own.append(word)
        begin = piece.start()
    return begin, own[::-1]


def _is_of_a_trade(ahead: Sequence[re.Match[str]]) -> bool:
    """Whether what small words go on from is a trade, as in "boulangerie de la gare", and nobody: "anna von ..."."""
    words = (plain(one[0]) for one in reversed(ahead))
    return next((word for word in words if word not in LINKS), "") in lists.trades()


def _ends(word: str, own: Sequence[str]) -> bool:
    """Whether a word is of the sentence and not of a name: a trade such as "builders" may be the last of one."""
    if word in LINKS or word in cues.WORDS or word in cues.STOPS or word in listed("small.txt"):
        return True
    return bool(own) and word in _DEALINGS


def _is_private(own: Sequence[str]) -> bool:
    """Whether one of the words is rare and the whole no brand, authority or well-known person."""
    whole = tuple(own)
    parts = {part for size in range(2, len(own) + 1) for part in (whole[:size], whole[-size:])}
    if not brands().isdisjoint(parts) or whole in figures().get(whole[0], ()):
        return False
    rare = any(word not in known() and (word,) not in brands() for word in own)
    return rare and institutions().isdisjoint(own)


def _invented(passage: Passage) -> bool:
    frame = passage.once(frame_of)
    return frame.tale or frame.riddle or frame.exercise or frame.knowledge


def combiners() -> list[Combiner]:
    """The one combiner of this module."""
    return [FormedCombiner()]

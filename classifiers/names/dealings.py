"""Firms whom the words around announce: "our client ...", "lost the tender to ...", "works at ...", in a signature.

The model of names judges a name by itself; here the phrase says that a firm stands there, also one made of common words
("Blue Harbour") or one that nobody has heard of. Brands, authorities, places and people are left out.
"""

import re
from collections.abc import Iterator, Sequence

from classifiers.brands import brands, figures, given, institutions, known, listed, spelled
from classifiers.checks.words import words
from classifiers.covered import Covered
from classifiers.detector import Combined, Combiner, Hit
from classifiers.digest import digest_of
from classifiers.names import lists
from classifiers.names.cues import dealings as cues
from classifiers.names.cues.firms import ENDINGS, LEGAL, LINKS
from classifiers.names.frames import frame_of
from classifiers.passage import Passage
from classifiers.plain import plain
from classifiers.settle import LOW_LEVEL

SCORE = 70.0
MOST_PLACES = 2_000  # of one text
_CUES = frozenset().union(*(one.words for one in cues.CUES))
_MOST_SMALL = 4  # words of a name in small letters
_WORD = re.compile(r"[^\W\d_]+")
_AHEAD = re.compile(r"(?<![^\W_])[^\W\da-zß-ÿ_][^\W\d_]* $")
_KIN = frozenset(map(plain, cues.KIN))
_WITH = frozenset(["&", "u", "pod", "na", "am", "an", "im", "zum", "zur", "au", "aux"])
# Of languages in which the trade comes first.
_FIRST_TRADES = words(
    "schreinerei tischlerei backerei metzgerei kanzlei autohaus gasthof gasthaus restaurant hotel elektro "
    "sanitar dachdeckerei malerei malerbetrieb gartnerei druckerei spedition apotheke boulangerie "
    "transports plomberie menuiserie pharmacie clinique atelier charpente maconnerie panaderia talleres "
    "gestoria asesoria clinica carpinteria ferreteria bodegas conservas transportes construcciones officina "
    "panificio autotrasporti farmacia carpenteria ristorante pasticceria trattoria bakkerij "
    "slagerij schildersbedrijf garagebedrijf bloemisterij kaashandel aannemersbedrijf transportbedrijf "
    "advocatenkantoor padaria oficina construcoes pastelaria metalurgica serralharia cukiernia stolarnia "
    "kancelaria piekarnia hurtownia warsztat przychodnia zaklad "
)
_LEGAL_AT_END = re.compile(rf"{LEGAL.pattern}$")


class DealingsCombiner:
    """Firms behind, ahead of and among words of business."""

    id = "context-dealings"
    kinds = frozenset({"ORGANIZATION", "PERSON"})
    digest = digest_of("5", *sorted(_CUES), cues.FIRM)

    def combine(self, passage: Passage, hits: Sequence[Hit]) -> Combined:
        """Firms that nobody else has found, in texts that tell no tale."""
        places = set(self._places(passage))
        if any(hit.kind == "PERSON" and hit.score >= LOW_LEVEL for hit in hits):
            places.update(_matches(passage, cues.CARERS, cues.CARING))
        if not places:
            return Combined()
        people = [hit for hit in hits if hit.kind != "ORGANIZATION" and hit.score >= LOW_LEVEL]
        known = [hit for hit in hits if hit.kind == "LOCATION"]
        ground, taken = Covered(people), Covered((*people, *known))
        found = [
            (start, end)
            for start, end in sorted(places)
            if not taken.holds(start, end)
            and _may_be(passage.text[start:end], ground.meets(start, end))
            and not _is_a_heading(passage.text, start, end)
            and cues.GOES_ON.match(passage.text, end) is None
        ]
        if not found or _invented(passage):
            return Combined()
        return Combined(
            tuple(Hit(start, end, _kind_of(passage.text[start:end]), self.id, SCORE) for start, end in found)
        )

    def _places(self, passage: Passage) -> Iterator[tuple[int, int]]:
        text, said = passage.text, passage.words
        if not said.isdisjoint(_CUES):
            yield from _behind(passage)
        if not said.isdisjoint(_CUES) or any(literal in passage.low for literal in cues.DOERS):
            yield from _by_trade(passage)
        for near, pattern in (
            (cues.SIGN_OFFS, cues.SIGNED),
            (cues.OFFERS, cues.OFFERED),
            (cues.OFFERS | cues.COUNTS, cues.COUNTED),
            (cues.ROLES, cues.ROLED),
            (cues.SUBJECTS, cues.SUBJECT),
            (cues.APARTS, cues.APART),
            (cues.HELD_BY, cues.HELD),
        ):
            yield from _matches(passage, near, pattern)
        if any(literal in passage.low for literal in cues.DOERS):
            for literal in cues.DOERS:
                at = passage.low.find(literal)
                while at >= 0:
                    for match in cues.DOES.finditer(text, max(0, at - 60), at + 30):
                        yield match.span("name")
                    at = passage.low.find(literal, at + 1)


def _matches(passage: Passage, near: frozenset[str], pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    if not passage.words.isdisjoint(near):
        yield from (match.span("name") for match in pattern.finditer(passage.text))


def _behind(passage: Passage) -> Iterator[tuple[int, int]]:
    text, low = passage.text, passage.low
    left = MOST_PLACES
    for word in sorted(_CUES & passage.words):
        some = [one for one in cues.CUES if word in one.words]
        for end in _ends(low, word):
            left -= 1
            if left < 0:
                passage.give_up()
                return
            for one in some:
                if (reached := one.to_capitals.match(text, end)) is not None:
                    name = cues.NAME.match(text, reached.end())
                    place = name.span() if name is not None else None
                elif (reached := one.to_small.match(text, end)) is not None:
                    place = _in_small(text, reached.end())
                else:
                    continue
                if place is not None:
                    yield place
                    break


def _by_trade(passage: Passage) -> Iterator[tuple[int, int]]:
    """Firms in small letters behind a word for a trade: "schreinerei hölzl", "panadería cabanillas"."""
    for word in sorted(one for one in passage.words if plain(one) in _FIRST_TRADES):
        for end in _ends(passage.low, word):
            place = _in_small(passage.text, end - len(word))
            if place is not None and place[1] > end:
                yield place


def _ends(low: str, word: str) -> Iterator[int]:
    """Where a word stands alone in a text, each time its end."""
    at = low.find(word)
    while at >= 0:
        end = at + len(word)
        if not _joins(low[at - 1 : at]) and not _joins(low[end : end + 1]):
            yield end
        at = low.find(word, end)


def _in_small(text: str, start: int) -> tuple[int, int] | None:
    """The firm in small letters that begins here: a word for a trade behind or ahead of words of its own."""
    run = cues.SMALL.match(text, start)
    if run is None or not run[0].islower():
        return None
    inside = [(one.start() + start, one.end() + start, plain(one[0])) for one in _WORD.finditer(run[0])]
    trades, links = lists.trades(), listed("small.txt")
    for at, (_, end, low) in enumerate(inside):
        if low in _KIN and at and inside[at - 1][2] in LINKS:
            return start, end
        if low in LINKS or low in _WITH:
            continue
        if low in links or low in cues.THINGS:
            return None
        if low in trades or (len(low) > 7 and low.endswith(ENDINGS)):
            if at:
                own = [word for _, _, word in inside[: at + 1] if word not in LINKS]
                return (start, end) if len(own) <= _MOST_SMALL and not all(map(_is_common, own)) else None
            stop = next((behind for behind in inside[1:] if behind[2] not in LINKS), None)
            return (
                (start, stop[1])
                if stop is not None and not _is_common(stop[2]) and len(stop[2]) > 2
                else None
            )
    return None


def _joins(character: str) -> bool:
    return character.isalnum() or character == "_"


def _may_be(name: str, meets_a_person: bool) -> bool:
    """Whether words may be the name of a private firm."""
    own = spelled(_LEGAL_AT_END.sub("", name))
    legal = len(own) < len(spelled(name))
    if not own or any(own[:size] in brands() for size in range(1, len(own) + 1)):
        return False
    while len(own) > 1 and own[0] in cues.ARTICLES:
        own = own[1:]
    if own[0] in cues.THINGS or own[0] in listed("small.txt") or not set(own).isdisjoint(institutions()):
        return False
    common = listed("common.txt")
    trades = lists.trades()
    own = tuple(word for word in own if len(word) > 1 and not word.isdigit())
    if not own or _is_known(own):
        return False
    traded = not (trades | _KIN).isdisjoint(own) or "&" in name or legal
    if name.islower():
        return not meets_a_person or traded
    if meets_a_person or own[0] in lists.roles():
        return traded
    if len(own) == 1:
        return not _is_common(own[0]) and own[0] not in given() and not name.isupper()
    return traded or not all(word in common for word in own) or set(own).isdisjoint(cues.THINGS)


def _kind_of(name: str) -> str:
    """People are clients, too: two words with capitals that no language has, and no trade, are rather somebody's."""
    own = spelled(name)
    strange = known().isdisjoint(own) and lists.trades().isdisjoint(own)
    whole = len(own) == 2 and all(map(str.isalpha, own)) and name.istitle()
    return "PERSON" if whole and strange and not own[1].endswith(ENDINGS) else "ORGANIZATION"


def _is_common(word: str) -> bool:
    common = listed("common.txt")
    return word in common or word.removesuffix("s") in common or word in listed("manuals.txt")


def _is_a_heading(text: str, start: int, end: int) -> bool:
    """Whether a noun with its article stands there ("a Female Film director"), or common words go on behind another
    with a capital: "Contractor Furnished Workspace"."""
    own = spelled(text[start:end])
    if cues.INDEFINITE.search(text, max(0, start - 14), start) is not None:
        return True
    if len(own) == 1 and cues.DEFINITE.search(text, max(0, start - 6), start) is not None:
        return True
    ahead = _AHEAD.search(text, max(0, start - 30), start)
    if ahead is None:
        return False
    common, manuals = listed("common.txt"), listed("manuals.txt")
    return sum(word in common or word in manuals for word in own) > len(own) // 2


def _is_known(own: tuple[str, ...]) -> bool:
    return any(own[: len(whole)] == whole for whole in figures().get(own[0], ()))


def _invented(passage: Passage) -> bool:
    """Whether the firms of the text are made up, or all may know them."""
    frame = passage.once(frame_of)
    return (
        frame.tale
        or frame.riddle
        or frame.contest
        or frame.exercise
        or frame.news
        or frame.knowledge
        or frame.foreign
    )


def combiners() -> list[Combiner]:
    """The one combiner of this module."""
    return [DealingsCombiner()]

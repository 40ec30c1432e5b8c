"""First names that the model passed over, in a short text about what befalls somebody: "Is it ok to let Ravinder work
from India while he is on sick leave?" There, or beside somebody else, a word of the list with a capital, within a
sentence, is a person; and anywhere who does what only people do."""

from collections.abc import Iterator, Sequence

from classifiers.brands import brands, figures
from classifiers.checks.words import words as words_in
from classifiers.detector import Hit
from classifiers.names import lists
from classifiers.names.apposed import is_apposed
from classifiers.names.cues.people import ACTS
from classifiers.names.cues.spoken import LIVES
from classifiers.names.cues.things import APPARATUS, INVENTORS
from classifiers.names.frames import Frame
from classifiers.names.rows import is_sure, places_of_sure, stands_in
from classifiers.names.runs import Name
from classifiers.names.wordings import (
    MONTHS,
    PARTICLES,
    announces,
    has_article,
    is_polish_surname,
    is_rare,
    is_role,
)
from classifiers.names.words import CLOSE, LOWER, TITLE, Word

_SCORE = 66.0
# Characters; of longer texts the frame says too little about each sentence, unless somebody else is surely named.
_LONGEST, _LONGEST_IN_COMPANY = 600, 2_000
# Names that in these places are times: "since Jan", "les vacances de Noël".
_TIMES = MONTHS | words_in("april june august noel")
_VERBS = words_in("will may can mark bill chase grant pat sue rob drew")
_LETTERS = words_in("ch cz dz rz sz th")  # that are written as one
_RATHER = 0.5  # chance
_SHORTEST = 3  # letters of a name
_LONGEST_KNOWN = 5  # words of what everybody knows


def mentioned(
    text: str, words: Sequence[Word], frame: Frame, names: Sequence[Name], detector: str
) -> Iterator[Hit]:
    """Hits for listed first names that are no part of ``names``; who does what only people do may begin a sentence."""
    if len(text) > _LONGEST_IN_COMPANY:
        return
    company = any(one.kind == "PERSON" and is_sure(words, one) for one in names)
    if len(text) > _LONGEST and not company:
        return
    people = company or frame.matter or frame.ours
    first, common = lists.given(), lists.words("common.txt")
    taken = {at for one in names if _is_surely_itself(one) for at in range(one.first, one.last)}
    placed = {one.first for one in names if not _is_surely_itself(one)}
    places, kin = places_of_sure(text, words, names), lists.words("cues.txt")
    alone = [
        at
        for at, word in enumerate(words)
        if at not in taken
        and len(word.plain) >= _SHORTEST
        and word.shape % CLOSE in (TITLE, LOWER)
        and (word.plain in first or _is_new_in_a_role(text, words, at) or _is_polish(frame, word))
        and (word.plain not in common or _is_kin_to(text, words, at))
        and word.plain not in _TIMES
        and word.plain not in PARTICLES
        and word.plain not in kin
        and not has_article(words, at)
        and not (word.plain in INVENTORS and APPARATUS.match(text, word.end))
        and not _ends_what_is_known(words, at)
        and (word.plain,) not in brands()
        and (word.plain,) not in figures().get(word.plain, ())
        and (
            ((word.shape % CLOSE == TITLE or is_rare(word)) and ACTS.match(text, word.end))
            or (_is_polish(frame, word) and LIVES.match(text, word.end))
            or (at and announces(words[at - 1], word) and _is_next(text, words[at - 1], word))
            or _is_in_a_role(text, words, at)
            or _has_an_initial(text, words, at)
            or (
                at not in placed
                and (
                    (people and word.shape % CLOSE == TITLE and _is_within_a_sentence(text, word))
                    or stands_in(text, word, places)
                )
            )
        )
        and not _is_of_a_longer_name(text, words, at)
    ]
    if (
        not alone
        or frame.tale
        or frame.news
        or frame.contest
        or frame.exercise
        or frame.code
        or frame.foreign
    ):
        return
    for at in alone:
        last = at + 1 if _has_an_initial(text, words, at) else _last_of(text, words, at)
        yield Hit(words[at].start, words[last].end, "PERSON", detector, _SCORE)


def _ends_what_is_known(words: Sequence[Word], at: int) -> bool:
    """Whether a word is the last of a brand, a dish or somebody well-known: "Granny Smith", "Machado de Assis"."""
    for first in range(max(0, at - _LONGEST_KNOWN + 1), at):
        spelled = tuple(word.plain for word in words[first : at + 1])
        if spelled in brands() or spelled in figures().get(spelled[0], ()):
            return True
    return False


def _last_of(text: str, words: Sequence[Word], at: int) -> int:
    """The place of the last word of a name that stands in a role: "sędzia Zdzisława Oleszczuk"."""
    while (on := _behind_particles(text, words, at)) < len(words) and _may_be_a_last_name(words[on]):
        at = on
    return at


def _behind_particles(text: str, words: Sequence[Word], at: int) -> int:
    """The place of the word that stands next to one, but for particles: "Jucileide dos Santos"."""
    while at + 1 < len(words) and _is_next(text, words[at], words[at + 1]):
        at += 1
        if words[at].plain not in PARTICLES:
            return at
    return len(words)


def _may_be_a_last_name(word: Word) -> bool:
    named = is_rare(word) or word.plain in lists.words("last.txt")
    return word.shape % CLOSE == TITLE and named and (word.plain,) not in brands()


def _is_surely_itself(one: Name) -> bool:
    """Whether what the model saw is a person, or rather than not a place or a firm of more than one word."""
    return one.kind == "PERSON" or (one.last - one.first > 1 and one.chance > _RATHER)


def _is_within_a_sentence(text: str, word: Word) -> bool:
    """Whether a word has its capital by itself: behind another word or a comma."""
    ahead = text[max(0, word.start - 2) : word.start].rstrip(" ")[-1:]
    return ahead.isalpha() or ahead in (",", "(")


def _is_of_a_longer_name(text: str, words: Sequence[Word], at: int) -> bool:
    """Whether a word with a capital stands right beside it, as in "eggs Benedict Arnold" and "our Max Power"; the first
    word of a sentence has its capital anyway.
    """
    ahead, behind = words[at - 1] if at else None, words[at + 1] if at + 1 < len(words) else None
    if (
        behind is not None
        and _is_next(text, words[at], behind)
        and text[behind.start].isupper()
        and not _has_an_initial(text, words, at)
    ):
        in_a_role = at > 0 and is_role(words[at - 1], words[at])
        return not (in_a_role and _may_be_a_last_name(behind))
    return (
        ahead is not None
        and _is_next(text, ahead, words[at])
        and text[ahead.start].isupper()
        and not is_role(ahead, words[at])
        and (_is_within_a_sentence(text, ahead) or ahead.plain not in lists.words("common.txt"))
    )


def _has_an_initial(text: str, words: Sequence[Word], at: int) -> bool:
    """Whether a word in its capital has an initial behind it, and nobody's last name: "Halina P.", "Tesfay G.,"."""
    if words[at].shape % CLOSE != TITLE or at + 2 >= len(words) or words[at].plain in _VERBS:
        return False
    initial, stop = words[at + 1], words[at + 2]
    return (
        stop.plain == "."
        and stop.start == initial.end
        and (initial.end == initial.start + 1 or initial.plain in _LETTERS)
        and text[initial.start].isupper()
        and _is_next(text, words[at], initial)
        and not text[stop.end : stop.end + 2].strip().isupper()
    )


def _is_polish(frame: Frame, word: Word) -> bool:
    return frame.polish and is_polish_surname(word)


def _is_new_in_a_role(text: str, words: Sequence[Word], at: int) -> bool:
    """Whether a word that no list knows stands behind what somebody does or is to others: "sobrinho Adérito"."""
    return is_rare(words[at]) and _is_in_a_role(text, words, at)


def _is_in_a_role(text: str, words: Sequence[Word], at: int) -> bool:
    """Whether a word stands right behind a role, behind it and a colon ("Hiring manager: Dorota"), or set apart."""
    if is_apposed(words, at, at + 1):
        return True
    role = at - 2 if at > 1 and words[at - 1].plain == ":" else at - 1
    if role < 0 or not is_role(words[role], words[at]):
        return False
    return text[words[role].end : words[at].start] in (" ", ": ")


def _is_kin_to(text: str, words: Sequence[Word], at: int) -> bool:
    """Whether a name that is a common word, too, stands in its capital behind a role in small letters, which has none
    in German: "sister Rose"; and does not begin a verb: "the nurse Will see"."""
    small = words[at - 1].shape % CLOSE == LOWER and words[at].plain not in _VERBS
    return small and _is_in_a_role(text, words, at)


def _is_next(text: str, one: Word, other: Word) -> bool:
    return text[one.end : other.start] == " "

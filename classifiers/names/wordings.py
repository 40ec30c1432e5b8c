"""What the words of a name look like by themselves: talk, a whole name, a common word."""

import re
from collections.abc import Sequence

from classifiers.brands import known
from classifiers.checks.words import words
from classifiers.names import lists
from classifiers.names.cases import nominatives
from classifiers.names.insmall import NO_NAME
from classifiers.names.words import ACCENT, CLOSE, INNER, LOWER, TITLE, UPPER, Word

PARTICLES = frozenset(
    {"al", "bin", "da", "das", "de", "del", "dela", "della", "delos", "den", "der", "di", "do", "dos", "el", "ibn",
     "la", "le", "mac", "nic", "ten", "ter", "van", "von", "y", "zu"}
)  # fmt: skip
_POLISH_SURNAME = re.compile(
    r"...(?:(?:[ei][wn]|ow)sk|[iey]ck|dzk)(?:i|iego|iemu|im|a|iej|ich)\Z|..(?:cza|czy)k(?:a|owi|iem|u)?\Z|..wicz(?:a|owi|em|u)?\Z"
)
# Behind one of them a first name is a word: "a rose". Those that a language sets before names, too, are none of them,
# and "a" only among words of English.
_ARTICLES = words("the ein eine einen einem einer eines een het un une una uma")
_NUMERALS = words(
    "two three four five six ten zwei drei vier funf sechs zehn deux trois quatre cinq dix dos tres cuatro cinco diez "
    "due tre quattro cinque dieci twee drie vijf tien dois quatro dez dwa dwie trzy cztery piec"
)
_BEFORE_MAY = words("od do w z dnia polowie poczatku koncem")  # "maja" is of May in Polish, and a first name
_ENGLISH = words("the is are did does was were has have with for and this that")

_COPULAS = words("est sont etait ist sind es son is are e sono jest")
_WHO = words(
    "this that it he she who there here ce cela celui c ca voici ich das hier der die soy io yo este esta lo to name"
)
_OR = words("or ou oder")
_MAKE, _SOMEBODY = words("make makes made making"), words("me you him her us them")

# Verbs that begin an order, and what they may be about.
_ORDERS = words("mark grant bill frank rob drew chase pat sue jack skip don chuck pierce rich")
_OBJECTS = words(
    "a an the all any each every this that these those it them us me your my our his her their access up down off out "
    "some both him people"
)

# Days and months that are no first names: "bis Freitag", "before Tuesday".
DAYS = words(
    "mon tue wed thu fri "
    "monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag "
    "sonnabend sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miercoles jueves viernes "
    "sabado domenica lunedi martedi mercoledi giovedi venerdi maandag dinsdag woensdag donderdag vrijdag zaterdag "
    "zondag segunda terca quarta quinta sexta poniedzialek wtorek sroda czwartek piatek sobota niedziela january "
    "february march july september october november december januar februar marz mai juli oktober dezember "
    "janvier fevrier mars avril juin juillet aout octobre decembre enero febrero marzo mayo julio agosto "
    "septiembre octubre noviembre diciembre gennaio febbraio aprile maggio giugno luglio settembre ottobre "
    "dicembre januari februari maart mei augustus janeiro fevereiro maio junho julho setembro outubro novembro "
    "dezembro styczen luty lutego marzec marca kwiecien maj czerwiec lipiec sierpien wrzesien pazdziernik listopad "
    "grudzien matin"
)

# As they are written in short; half of them are first names, too.
MONTHS = words("jan mar apr may jun jul aug sep oct nov dec")


def is_titled(words: Sequence[Word], first: int) -> bool:
    """Whether a title stands before the word at ``first``, with its full stop or without: "Mr", "Frau", "Dr."."""
    before = first - 2 if first > 1 and words[first - 1].plain == "." else first - 1
    return before >= 0 and words[before].plain in lists.words("titles.txt")


def has_article(words: Sequence[Word], at: int) -> bool:
    """Whether an article stands before the word at ``at`` that none but things have, or a numeral before small
    letters: "cztery lata"."""
    before = words[at - 1] if at else None
    if before is None or before.shape >= ACCENT:
        return False
    if before.plain in _BEFORE_MAY:
        return words[at].plain == "maja" and words[at].shape % CLOSE == LOWER
    if before.plain in _NUMERALS:
        return words[at].shape % CLOSE == LOWER
    return before.plain in _ARTICLES or (
        before.plain in ("a", "an") and any(word.plain in _ENGLISH for word in words)
    )


def announces(cue: Word, word: Word) -> bool:
    """Whether a word says that a name comes behind it; "me Rocher" pleads, and "me donner" is asked for."""
    if cue.plain == "me" and cue.shape % CLOSE == word.shape % CLOSE == LOWER:
        return False
    return cue.plain in lists.words("cues.txt") or is_role(cue, word)


def is_role(cue: Word, word: Word) -> bool:
    """Whether a word says what somebody does or is to others, and one with a capital comes behind: "lekarz Rafał"."""
    return word.shape % CLOSE == TITLE and cue.plain in lists.roles()


def is_said_of_a_thing(words: Sequence[Word], at: int) -> bool:
    """Whether the word at ``at`` says what a thing is like, or what becomes of somebody: "la limite est claire", "qui
    est jaune", "make me rich"."""
    if at < 2:
        return False
    before, subject = words[at - 1].plain, words[at - 2]
    if before in _OR:
        return is_said_of_a_thing(words, at - 2)
    if before in _SOMEBODY:
        return subject.plain in _MAKE
    return (
        before in _COPULAS
        and subject.shape % CLOSE == LOWER
        and subject.plain not in _WHO
        and subject.plain not in lists.words("cues.txt")
        and subject.plain not in lists.given()
    )


def letters_of(words: Sequence[Word], first: int, last: int) -> list[Word]:
    """The words of a name between two places, without marks and without small letters that a hyphen joins to a capital:
    "Min-jun"."""
    parts = words[first:last]
    joined = {
        at
        for at in range(2, len(parts))
        if parts[at].shape % CLOSE == LOWER
        and parts[at - 1].plain == "-"
        and parts[at - 2].shape % CLOSE == TITLE
        and parts[at - 2].end + 1 == parts[at].start
    }
    return [word for at, word in enumerate(parts) if at not in joined and word.plain[0].isalpha()]


def is_rare(word: Word) -> bool:
    """Whether no list of common words has a word of three letters and more."""
    return len(word.plain) > 2 and word.plain not in known()


def is_only_common(word: Word) -> bool:
    """Whether a word is a common one and no list has it as a name."""
    return (
        word.plain in lists.words("common.txt")
        and word.plain not in lists.given()
        and word.plain not in lists.words("last.txt")
    )


def is_named(word: Word) -> bool:
    """Whether a list has a word as a first or last name, or it is a particle of one."""
    return word.plain in lists.given() or word.plain in lists.words("last.txt") or word.plain in PARTICLES


def is_polish_name(word: Word) -> bool:
    """Whether a rare word with a capital is a name of the lists with any ending of Polish, where people are called by
    their surnames alone: "Sikora", "Kasi", "z Rutkowskim"."""
    if word.shape % CLOSE != TITLE or not is_rare(word):
        return False
    names = (word.plain, *nominatives(word.plain))
    return (
        is_polish_surname(word)
        or not lists.given().isdisjoint(names)
        or not lists.words("last.txt").isdisjoint(names)
    )


def is_polish_surname(word: Word) -> bool:
    """Whether a rare word with a capital ends as only surnames do: "Wiśniewski", "Tomaszewska", "Szymczak"."""
    return word.shape % CLOSE == TITLE and is_rare(word) and _POLISH_SURNAME.search(word.plain) is not None


def is_of_manuals(letters: Sequence[Word], *, listed: bool) -> bool:
    """Whether a word is one of manuals, which no list has as a name, and no other is a name or all others are common
    words: "Leere Zeilen". ``listed``: a list knows one of the words as a name."""
    manuals, common = lists.words("manuals.txt"), lists.words("common.txt")
    return any(word.plain in manuals for word in letters) and (
        not listed or all(word.plain in manuals or word.plain in common for word in letters)
    )


def is_of_talk(word: Word) -> bool:
    """Whether a word is a role and no last name of the list, or one of talk: "Adjuster says", "Das ist"."""
    low = word.plain
    if low in lists.words("talk.txt") or (low in lists.roles() and low not in lists.words("last.txt")):
        return True
    return low in lists.words("small.txt") and low not in lists.given()


def is_small(word: Word) -> bool:
    """Whether a word is in small letters and no particle of a name."""
    return word.shape % CLOSE == LOWER and word.plain not in PARTICLES


def is_a_phrase(letters: Sequence[Word]) -> bool:
    """Whether several words are rather talk than a name: one in small letters, no particle of a name, is a common word,
    or no known last name behind a capital.
    """
    if len(letters) < 2:
        return False
    common, first, last = lists.words("common.txt"), lists.given(), lists.words("last.txt")
    if letters[0].shape % CLOSE != LOWER:
        return any(is_small(word) and word.plain not in last for word in letters)
    return any(
        is_small(word)
        and word.plain in common
        and word.plain not in first
        # "bo vũ", "gabriella kiss"
        and not (word.plain in last and (word.shape >= ACCENT or is_rare(letters[0])))
        for word in letters
    )


def is_whole(letters: Sequence[Word]) -> bool:
    """Whether two or three words with capitals, none of them common, look like a whole name."""
    common = lists.words("common.txt")
    return 2 <= len(letters) <= 3 and all(
        word.shape % CLOSE in (TITLE, INNER) and word.plain not in common for word in letters
    )


def is_whole_in_small(letters: Sequence[Word], shape: int = LOWER) -> bool:
    """Whether two to four words in small letters (or all of another shape, in capitals) begin with a first name that is
    nothing else: "minjun bae"."""
    return (
        2 <= len(letters) <= 4
        and all(word.shape % CLOSE == shape for word in letters)
        and letters[0].plain in lists.given()
        and letters[0].plain not in lists.words("common.txt")
    )


def is_known_in_small(letters: Sequence[Word]) -> bool:
    """Whether such a name ends with a name that a list knows, too: "jules thomas"."""
    last = letters[-1].plain
    return is_whole_in_small(letters) and (last in lists.words("last.txt") or last in lists.given())


def is_a_word(word: Word, shape: int) -> bool:
    """Whether a single word that nothing announces is rather a common word or an abbreviation."""
    first = lists.given()
    if shape == UPPER:
        return len(word.plain) < 4 or word.plain not in first
    if shape == TITLE:
        return word.plain.endswith(NO_NAME) and not is_named(word)
    return word.plain in lists.words("common.txt") and word.plain not in first


def is_an_order(words: Sequence[Word], at: int) -> bool:
    """Whether a verb that is a first name, too, begins a sentence and has an object: "Mark all mails"."""
    if words[at].plain not in _ORDERS or at + 1 >= len(words):
        return False
    begins = not at or words[at - 1].plain in ("\n", ".", "!", "?", ":", "-", "*", ")")
    return begins and words[at + 1].plain in _OBJECTS

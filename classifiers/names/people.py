"""Who is a person: from a run of words to a score, by what the model saw and by the evidence around.

Somebody well-known, cited, invented or after whom a thing is called stays below the low level (65), unless beside the
name something stands that only a real person has.
"""

from collections.abc import Sequence

from classifiers.brands import brands, institutions
from classifiers.detector import Hit
from classifiers.edges import before, line_around
from classifiers.names import lists, wordings
from classifiers.names.bare import Bare
from classifiers.names.beside import Beside
from classifiers.names.cases import is_inflected
from classifiers.names.cues import people as cues
from classifiers.names.cues.frames import PRIVATE
from classifiers.names.frames import Frame
from classifiers.names.known import Known
from classifiers.names.namesakes import Namesakes
from classifiers.names.rows import alike
from classifiers.names.runs import Name
from classifiers.names.things import Things
from classifiers.names.words import CLOSE, LOWER, TITLE, UPPER, Word

LOW = 65.0
WEAK = 40.0  # for what is no finding by itself
# Calibration on held-back texts (see CARD.md): from this chance on, this score.
_SCORES = ((0.97, 93.0), (0.94, 88.0), (0.9, 80.0), (0.75, 74.0), (0.65, 66.0), (0.3, 55.0), (0.0, 40.0))
# Share of the chance from which on the model takes a person for a well-known one: by itself; beside one of the list, or
# where it is hardly sure that there is a person; of a first name alone, "Greta", beside one of the list.
_FAMOUS, _FAMOUS_TOO, _FAMOUS_ALONE = 0.8, 0.4, 0.97
_NOT_FAMOUS = 0.05
_IN_A_PAIR = 66.0
_TITLED = 0.9  # chance that a common word needs behind a title: "Mr Black"
_EVEN_BESIDE_AN_ADDRESS = 0.78  # chance that a single name needs there, which nothing says to be a person
_SURE, _LIKELY, _WHOLE = 0.97, 0.9, 0.74
_BESIDE_OTHERS = 0.985  # chance that a rare single name needs in a text with somebody's whole name
_NEAR = 90  # characters


def score_of(chance: float) -> float:
    """The score of a chance, by the calibration."""
    return next(score for least, score in _SCORES if chance >= least)


class People:
    """One text: the scores of its persons."""

    def __init__(self, text: str, words: Sequence[Word], frame: Frame) -> None:
        self._text = text
        self._words = words
        self._frame = frame
        self._common = lists.words("common.txt")
        self._first = lists.given()
        self._last = lists.words("last.txt")
        self._beside = Beside(text, words)
        self._things = Things(text, words, frame)
        self._coupled: frozenset[int] = frozenset()
        self._company = False
        self._bare = Bare(words, frame, self._beside, ())
        self._namesakes = Namesakes(text, words, ())

    def hits(self, names: Sequence[Name], detector: str) -> list[tuple[Hit, Name]]:
        """A hit for each name, as sure as the evidence is."""
        self._coupled = self._beside.couples(names) | alike(self._text, self._words, names)
        self._company = any(self._is_whole(one) for one in names)
        self._bare = Bare(self._words, self._frame, self._beside, names)
        self._namesakes = Namesakes(self._text, self._words, names)
        known = Known(self._text, self._words, self._frame).among(names)
        found: list[tuple[Hit, Name]] = []
        for one in names:
            start, end = self._words[one.first].start, self._words[one.last - 1].end
            found.append((Hit(start, end, "PERSON", detector, self._score(one, start, end, known)), one))
        if not found or not self._alone(found):
            return found
        several = len({self._words[one.first].plain for hit, one in found if hit.score >= LOW}) > 1
        return [
            (Hit(hit.start, hit.end, hit.kind, detector, min(hit.score, WEAK + 15)), one)
            if self._is_of_an_example(one, several)
            else (hit, one)
            for hit, one in found
        ]

    def _score(self, one: Name, start: int, end: int, known: set[int]) -> float:
        score = score_of(one.chance)
        letters = wordings.letters_of(self._words, one.first, one.last)
        announced = self._bare.is_announced(one, letters) or self._bare.is_subject(one, letters)
        if announced or one.first in self._coupled:
            score = max(score, _IN_A_PAIR)
        if score < LOW:
            # Neither are people of a tale, figures and words in capitals a ground for other findings.
            shouted = all(word.shape % CLOSE == UPPER for word in letters)
            return WEAK if self._frame.tale or self._is_figure(one, True) or shouted else score
        if not all(word.plain.isascii() for word in letters):
            return WEAK  # the vocabulary knows no other letters
        listed = any(
            word.plain in self._first or word.plain in self._last or is_inflected(word.plain, self._first)
            for word in letters
        ) or any(map(self._bare.is_declined, letters))
        single = len(letters) == 1
        shape = letters[0].shape % CLOSE
        told = self._beside.cued(one)
        cued = told or one.first in self._coupled
        if not told and wordings.is_of_manuals(letters, listed=listed):
            return WEAK
        if single and self._things.is_called_so(letters[0], listed=listed, told=told):
            return WEAK
        if single and not told and letters[0].plain in wordings.DAYS:
            return WEAK
        if single and wordings.is_of_talk(letters[0]) and not self._beside.introduced(one):
            return WEAK
        if single and not told and shape == LOWER and wordings.is_said_of_a_thing(self._words, one.first):
            return WEAK
        if self._things.is_of_a_setup(letters, told=told) or self._things.is_one_of_its_kind(start):
            return WEAK
        if single and (
            wordings.is_an_order(self._words, one.first)
            or (not cued and wordings.is_a_word(letters[0], shape))
        ):
            return WEAK
        if not announced and self._bare.is_doubtful(one, letters, shape, cued):
            return WEAK + 15
        if wordings.is_a_phrase(self._apart(letters)) and not self._is_nobody_known(one, letters):
            return WEAK
        small = any(wordings.is_small(word) for word in letters) and not (
            self._frame.short and wordings.is_known_in_small(letters)
        )
        if self._frame.foreign and (not listed or small):
            return WEAK
        if self._frame.code and self._things.is_of_code(letters, TITLE if cued else shape):
            return WEAK
        if not (single or told or letters[-1].plain in self._last) and letters[-1].plain in institutions():
            return WEAK
        if cues.EPONYM.match(self._text, end) or self._things.is_an_eponym(letters):
            return WEAK
        if self._things.is_a_tone(letters) or self._things.is_a_trade(one, letters, told=told):
            return WEAK
        if self._things.is_of_nature(one, letters) and not self._beside.introduced(one):
            return WEAK
        if self._frame.sighted.search(PRIVATE, *line_around(self._text, start, end, _NEAR)) is not None:
            return self._beside_an_address(one, letters, listed, cued, score)
        if self._silent(one, letters, known, told) or (not cued and self._things.is_of_a_place(letters)):
            return WEAK
        titled = self._beside.titled(one)
        weak = not announced and (
            (not listed and one.chance < (_WHOLE if wordings.is_whole(letters) or titled or told else 0.9))
            or (single and not (cued or titled) and one.chance < self._bare.needed(letters[0]))
            or (
                single
                and shape in (LOWER, UPPER)
                and one.chance < self._bare.needed_without_a_capital(letters[0], told=cued)
            )
            or (
                single
                and not (listed or cued or titled)
                and (one.chance < _BESIDE_OTHERS or not self._company)
            )
            or ("," in self._text[start:end] and not any(word.plain in self._first for word in letters))
            or (
                not single
                and not cued
                and one.chance < (_WHOLE if wordings.is_whole(letters) else 0.85)
                and (
                    letters[0].plain not in self._first
                    or not self._common.isdisjoint(word.plain for word in letters)
                )
            )
            or (self._frame.foreign and (single or one.chance < 0.97) and one.first not in self._coupled)
        )
        return WEAK + 15 if weak else score

    def _is_figure(self, one: Name, perhaps: bool = False) -> bool:
        """Whether the model takes a person for a well-known one. Of a first name alone it knows nothing."""
        spelled = [word.plain for word in self._words[one.first : one.last]]
        if all(word in self._first for word in spelled[::2]) and all(word == "-" for word in spelled[1::2]):
            return perhaps and one.famous > _FAMOUS_ALONE * one.chance
        return one.famous > (_FAMOUS_TOO if perhaps else _FAMOUS) * one.chance

    def _is_whole(self, one: Name) -> bool:
        """Whether a name of two or three words is certainly a private person's."""
        return (
            one.chance >= _SURE
            and wordings.is_whole(wordings.letters_of(self._words, one.first, one.last))
            and not self._is_figure(one)
        )

    def _is_nobody_known(self, one: Name, letters: Sequence[Word]) -> bool:
        """Whether a whole name is of somebody who is not well-known, also where knowledge is asked: "Summarise the call
        with Jane Roe"."""
        whole = wordings.is_whole(letters) or any(
            wordings.is_whole_in_small(letters, shape) for shape in (LOWER, UPPER)
        )
        return one.chance >= _SURE and one.famous < _NOT_FAMOUS and whole

    def _apart(self, letters: Sequence[Word]) -> list[Word]:
        """The words without those that cling to an apostrophe: "Sa’adatu"."""
        return [word for word in letters if self._text[word.start - 1 : word.start] not in ("'", "’")]

    def _beside_an_address(
        self, one: Name, letters: Sequence[Word], listed: bool, cued: bool, score: float
    ) -> float:
        """The score of a name beside which something stands that only a real person has."""
        single = len(letters) == 1
        start = self._words[one.first].start
        if single and not cued and self._frame.foreign and not before(self._text, start).isalnum():
            return WEAK + 15  # a strange word that begins a sentence
        if single and not cued and one.chance < _EVEN_BESIDE_AN_ADDRESS:
            return WEAK + 15
        if not listed and ((single and not cued) or one.chance < 0.9):
            return WEAK + 15
        words = all(word.plain in self._common and word.plain not in self._first for word in letters)
        return WEAK + 15 if words and not cued and one.chance < 0.97 else score

    def _silent(self, one: Name, letters: Sequence[Word], known: set[int], told: bool) -> bool:
        """Whether somebody well-known, invented or cited is meant, or a thing that is called after somebody."""
        text, frame, sighted = self._text, self._frame, self._frame.sighted
        start, end = self._words[one.first].start, self._words[one.last - 1].end
        listed = any(at in known for at in range(one.first, one.last))
        asks = frame.knowledge and (known or not (told or self._is_nobody_known(one, letters)))
        # Beside somebody well-known a single name of a question about the world is another such one's.
        asks = asks or (
            bool(known) and len(letters) == 1 and frame.curious and not self._beside.introduced(one)
        )
        public = listed or asks or self._is_figure(one, bool(known))
        if public and not self._namesakes.is_private(one, listed=listed):
            return True
        spelled = tuple(word.plain for word in letters)
        if spelled in brands() and not (one.first in self._coupled or self._beside.introduced(one)):
            return True  # and yet "my daughter Juniper", "Mercedes and Dan"
        if cues.CALLED.match(text, end) and not (
            text[end : end + 1] in "'’" and self._is_nobody_known(one, letters)
        ):
            return True  # "the Cohen test"; and yet "Jane Roe's blood test"
        if len(letters) == 1 and not told and self._things.is_a_program(one, spelled[0]):
            return True
        if all(word in self._common and word not in self._first for word in spelled) and one.chance < (
            _TITLED if self._beside.titled(one) else 0.97
        ):
            return True
        if frame.tale or (len(spelled) == 1 and frame.exercise):
            return True
        if (frame.news or frame.contest) and len(spelled) < 4:
            return True
        if frame.dishes and not (told or self._is_nobody_known(one, letters)):
            return True
        ahead = max(0, start - 120)
        chosen = frame.choices and not frame.private
        choice = cues.CHOICE.match(text, text.rfind("\n", ahead, start) + 1) if chosen else None
        if choice is not None and start <= choice.end():
            return True
        if cues.CAST_AS.match(text, end) is not None or text[max(0, start - 5) : start].lower() == "e.g. ":
            return True
        if sighted.search(cues.PERSONA, ahead, start) is not None and text[end : end + 1] not in ("'", "’"):
            return True
        if sighted.search(cues.AS_A_NAME, ahead, start) is not None and cues.MEANT_AS_ONE.match(text, end):
            return True
        if cues.YEAR_OF_A_WORK.match(text, end) is not None:
            return True
        if cues.POPE.search(text, max(0, start - 16), start) is not None:
            return True
        low, high = line_around(text, start, end, 200)
        if any(sighted.search(cue, low, high) for cue in (cues.CITED, cues.CREDIT)):
            return True
        # Among goods a name may be a maker's; not that of somebody whole whom nobody knows, in a text about work.
        at_work = (frame.office or frame.ours or frame.matter) and self._is_nobody_known(one, letters)
        if not at_work and sighted.search(cues.GOODS, low, high) is not None:
            return True
        return self._things.heads_a_column(low, high) or bool(
            sighted.search(cues.LABEL, max(0, start - 40), start)
        )

    def _alone(self, people: Sequence[tuple[Hit, Name]]) -> bool:
        """Whether a request has single names and nothing that makes a person of them: no whole name, no address, no
        number, nobody whom the writer calls theirs."""
        return (
            all(one.last - one.first == 1 for hit, one in people if hit.score >= LOW)
            and not self._frame.private
            and not self._frame.ours
            and not self._frame.matter
        )

    def _is_of_an_example(self, one: Name, several: bool) -> bool:
        """Whether a single name is of the cast of a riddle or a sum, a word of a list that is asked about, or the only
        first name of a request, which by itself says nothing of anybody.
        """
        frame = self._frame
        if frame.riddle or self._beside.cued(one):
            return frame.riddle
        word = self._words[one.first]
        around = self._text[max(0, word.start - 1) : word.start] + self._text[word.end : word.end + 1]
        doubted = word.shape % CLOSE == LOWER and (
            one.chance < (_LIKELY if several else _SURE)
            or word.plain in self._common
            or not around.strip("\n")  # one of a list of words
        )
        return frame.exercise or (
            (frame.request and doubted)
            or (frame.example and not several and self._words[one.first].plain in cues.USUAL)
        )

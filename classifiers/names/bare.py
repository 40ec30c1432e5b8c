"""What a name needs that has no capital or no second word: by itself, in other people's company, or as one who acts."""

from collections.abc import Sequence

from classifiers.names import insmall, lists, wordings
from classifiers.names.beside import Beside
from classifiers.names.frames import Frame
from classifiers.names.rows import is_sure
from classifiers.names.runs import Name
from classifiers.names.words import CLOSE, LOWER, UPPER, Word

# Chances that a rare name needs behind a role; a first name that does what only people do; beside somebody else's;
# where the text is about what befalls somebody; any other of the lists, and of none.
_IN_A_ROLE, _DOES, _IN_COMPANY, _IN_A_MATTER, _LISTED, _STRANGE = 0.3, 0.4, 0.75, 0.75, 0.93, 0.96
_WITHOUT_A_CAPITAL = 0.9
_DECLINED = 0.65  # of a Polish name, in any case, in a text of that language
_SHORT_TEXT = 160  # words
_SURELY = 0.985  # of a last name alone in small letters


class Bare:
    """One text and the people whom the model saw in it."""

    def __init__(self, words: Sequence[Word], frame: Frame, beside: Beside, names: Sequence[Name]) -> None:
        self._words = words
        self._frame = frame
        self._beside = beside
        self._first = lists.given()
        self._sure = {words[one.first].plain for one in names if is_sure(words, one)}

    def is_announced(self, one: Name, letters: Sequence[Word]) -> bool:
        """Whether a rare word, with none behind that is no name, stands behind a role, or in small letters behind a
        title, a kin or the like: "kuzyn Gniewko", "moja koleżanka basia"."""
        first, *others = letters
        if not wordings.is_rare(first) or not all(
            wordings.is_rare(word) or wordings.is_named(word) for word in others
        ):
            return False
        if one.chance >= _IN_A_ROLE and self._beside.in_a_role(one):
            return True
        return (
            one.chance >= insmall.ANNOUNCED
            and self._beside.introduced(one)
            and all(word.shape % CLOSE == LOWER for word in letters)
        )

    def is_subject(self, one: Name, letters: Sequence[Word]) -> bool:
        """Whether a first name that is no other word does what only people do: "Guus komt altijd te laat"."""
        return (
            len(letters) == 1
            and one.chance >= _DOES
            and letters[0].plain in self._first
            and wordings.is_rare(letters[0])
            and self._beside.acts(one)
        )

    def needed(self, word: Word) -> float:
        """The chance that a single name needs of which nothing around says that a person is meant."""
        if self.is_declined(word):
            return _DECLINED
        if word.plain not in self._first:
            return _STRANGE
        if self._is_in_company(word):
            return _IN_COMPANY
        return _IN_A_MATTER if self._frame.matter else _LISTED

    def is_declined(self, word: Word) -> bool:
        """Whether a word is a Polish name in any case, in a text of that language."""
        return self._frame.polish and wordings.is_polish_name(word)

    def needed_without_a_capital(self, word: Word, *, told: bool) -> float:
        """The same in small letters or in capitals; ``told``: what stands around says that a person is meant."""
        if told:
            return insmall.CUED
        return _IN_COMPANY if self._is_in_company(word) else _WITHOUT_A_CAPITAL

    def is_doubtful(self, one: Name, letters: Sequence[Word], shape: int, cued: bool) -> bool:
        """Whether words in small letters, or a single one in capitals, want more than the model's word."""
        single = len(letters) == 1
        rare = all(map(wordings.is_rare, letters))
        hyphen = any(word.plain == "-" for word in self._words[one.first : one.last])
        if hyphen and shape == LOWER and not (rare or cued or all(map(wordings.is_named, letters))):
            return True  # "ls-dyna", and not "walid al-masri"
        company = single and self._is_in_company(letters[0])
        if shape == LOWER and single:
            if not cued and wordings.has_article(self._words, one.first):
                return True
            listed = (
                letters[0].plain in self._first
                or self._beside.titled(one)
                or (rare and one.chance >= _SURELY and self._is_a_last_name(letters[0]))
            )
            least = _IN_COMPANY if company else insmall.needed_alone(listed, rare, cued)
            return not (cued or listed) or one.chance < least
        if company:
            least = _IN_COMPANY
        else:
            listed = any(map(wordings.is_named, letters))
            least = insmall.needed_whole(wordings.is_known_in_small(letters), rare and listed and not single)
        return (shape == LOWER or (shape == UPPER and single)) and not cued and one.chance < least

    def _is_a_last_name(self, word: Word) -> bool:
        """Whether a list has a word as a last name, in a text that is short: manuals have many such words."""
        return len(self._words) <= _SHORT_TEXT and word.plain in lists.words("last.txt")

    def _is_in_company(self, word: Word) -> bool:
        """Whether a first name that is no other word stands in a text with somebody else's that is surely one."""
        return word.plain in self._first and wordings.is_rare(word) and bool(self._sure - {word.plain})

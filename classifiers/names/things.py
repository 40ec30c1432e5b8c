"""What looks like a person's name and is a thing's: of a job, an option, a program, a place, a unit, a column."""

import re
from collections.abc import Sequence

from classifiers.brands import brands
from classifiers.compiled import compiled
from classifiers.edges import line_around
from classifiers.names import lists, wordings
from classifiers.names.cues import people
from classifiers.names.cues import things as cues
from classifiers.names.frames import Frame
from classifiers.names.runs import Name
from classifiers.names.words import CLOSE, LOWER, TITLE, UPPER, Word
from classifiers.plain import plain

_NEIGHBOURS, _FEWEST_ILLNESSES = 60, 2  # characters, and other illnesses in them
_FEWEST_COLUMNS = 5  # of a table whose head may look like names
_WORDS_NEAR = 12  # words on either side, in which a program makes a program of its neighbour
_TRADES_NEAR = 6  # words on either side, in which another trade makes a trade of a name
_GROUND_NEAR = 7  # the same for what a flower or the weather has to do with
_REACH = 90  # characters
_KEY = compiled(r"(?:^|[\n{,(])[ \t\-]{0,40}[\"']?name[\"']?\s{0,2}[:=]\s{0,2}[\"']?$")
_NAMED = compiled(r"[ \t\-]{0,40}[\"']?(?:name|role|id)[\"']?\s{0,2}:\s")
_GOES_ON = compiled(r"(?:[/\-.]|[ \t]{1,2}[a-zà-ÿ])\w")
_PACKAGE = compiled(r"[\"'],?\s{1,40}[\"']?(?:version|purl|bom-ref)[\"']?\s{0,3}[:=]")
_PARAMETER = compiled(r"[\"'],\s{1,40}[\"'](?:description|type|default|schema)[\"']\s{0,3}:")
_PART = compiled(r"-([a-z\d]{1,40})")
# Of a feast that people are called after, too.
_FEAST = compiled(
    r"\b(?:cadeaux?|fêtes?|père|sapin|vacances|marchés?|repas|réveillon|bûche|arbre|veille|soir|jour|cartes?|"
    r"chansons?) de $|\b[jJ]oyeux $"
)
_ITEM_AHEAD = compiled(r"[\"'](\w{1,40})[\"'],\s{1,40}[\"']$")
_ITEM_BEHIND = compiled(r"[\"'],\s{1,40}[\"'](\w{1,40})[\"']")


_HEAD = 6_000  # characters in which a text says what it is
_AHEAD = 140  # characters
_AHEAD_IN_A_LIST = 400  # characters
_ATTRIBUTE = compiled(r"[a-z]{2,20} (?:(?:raw)?\"|~|false)")  # of Elixir and Julia, behind an @: `@doc """`
_STAND_IN = compiled(r"(?i:foo|bar|baz|qux|quux|nil)\b")
_ZONE = compiled(r"(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/[A-Z]")


class Things:
    """One text and its words."""

    def __init__(self, text: str, words: Sequence[Word], frame: Frame) -> None:
        self._text = text
        self._words = words
        self._frame = frame
        self._common = lists.words("common.txt")
        self._first = lists.given()

    def is_called_so(self, word: Word, *, listed: bool, told: bool) -> bool:
        """Whether a single word is what settings or a program call something by. ``listed``: a list knows it as a name;
        ``told``: what stands around says that a person is meant."""
        start, end = word.start, word.end
        if word.shape % CLOSE == LOWER and self._is_a_part(end):
            return True
        quoted = self._text[start - 1 : start] in ('"', "'") and self._text[end : end + 1] in ('"', "'")
        short = end - start <= 2 and (not told or word.shape % CLOSE == UPPER)
        if quoted and (
            short or self._is_a_parameter(word) or self._is_a_package(end) or self._is_an_item(start, end)
        ):
            return True
        return not listed and (self._frame.code or self._is_a_setting(start, end))

    def _is_a_package(self, end: int) -> bool:
        """Whether a version stands behind a name in quotes: `"name": "rich", "version": "13.9"`."""
        return _PACKAGE.match(self._text, end) is not None

    def _is_a_parameter(self, word: Word) -> bool:
        """Whether a function takes what is called so: `"parameters": [{"name": "loc", "description": "..."}]`."""
        return (
            word.shape % CLOSE == LOWER
            and '"parameters"' in self._text
            and _PARAMETER.match(self._text, word.end) is not None
        )

    def _is_a_part(self, end: int) -> bool:
        """Whether a word in small letters goes on as no name does: `fedora-latest`, `fedora-41`."""
        behind = _PART.match(self._text, end)
        return behind is not None and behind[1] not in self._first

    def _is_a_setting(self, start: int, end: int) -> bool:
        """Whether a job or a repository is called so: `name: lint`, `name: Lint with flake8`, `name: Lint/rules`."""
        text = self._text
        if text[end : end + 1] == "/":
            return True
        if _KEY.search(text, max(0, start - _REACH), start) is None:
            return False
        return text[start].islower() or _GOES_ON.match(text, end) is not None

    def _is_an_item(self, start: int, end: int) -> bool:
        """Whether a word in quotes stands between two others that are no first names: `'Break', 'Ceil', 'Floor'`."""
        ahead = _ITEM_AHEAD.search(self._text, max(0, start - _REACH), start)
        behind = _ITEM_BEHIND.match(self._text, end) if ahead is not None else None
        if ahead is None or behind is None:
            return False
        return ahead[1].lower() not in self._first and behind[1].lower() not in self._first

    def is_of_a_setup(self, letters: Sequence[Word], *, told: bool) -> bool:
        """Whether a file that sets up machines calls a job, a volume or a role so, where whole names are people's,
        or a file of a program's texts holds it."""
        if self._frame.locale:
            return True
        if not self._frame.setup or wordings.is_whole(letters):
            return False
        if not told or letters[0].shape % CLOSE in (LOWER, UPPER):
            return True
        low, _ = line_around(self._text, letters[0].start, letters[-1].end, _REACH)
        return _NAMED.match(self._text, low) is not None

    def is_one_of_its_kind(self, start: int) -> bool:
        """Whether a name stands among fonts of a style or packages to be installed, or is a word of programs."""
        ahead, sighted = max(0, start - _AHEAD), self._frame.sighted
        if self._text.startswith("Noël", start) and _FEAST.search(self._text, max(0, start - 24), start):
            return True
        if self._text[start - 1 : start] == "@" and _ATTRIBUTE.match(self._text, start):
            return True
        if _STAND_IN.match(self._text, start):
            return True
        if (
            self._text[start - 1 : start] in ("@", "[")
            and sighted.search(cues.PROCEDURE, 0, _HEAD) is not None
        ):
            return True
        listed = any(sighted.search(one, ahead, start) is not None for one in (cues.FONTS, cues.PACKAGES))
        return listed or self._is_of_a_calendar(start) or _ZONE.match(self._text, start) is not None

    def _is_of_a_calendar(self, start: int) -> bool:
        """Whether a name stands in a list of months or days: `'weekdays' => ['`."""
        low, _ = line_around(self._text, start, start, _AHEAD_IN_A_LIST)
        return self._frame.sighted.search(cues.CALENDAR, low, start) is not None

    def is_a_program(self, one: Name, spelled: str) -> bool:
        """Whether a first name that programs have, too, stands beside another program: "Copilot and Cody disagree"."""
        if spelled not in people.TOOLS:
            return False
        low, high = max(0, one.first - _WORDS_NEAR), one.last + _WORDS_NEAR
        near = (*self._words[low : one.first], *self._words[one.last : high])
        return any((word.plain,) in brands() and word.shape % CLOSE != LOWER for word in near)

    def is_of_code(self, letters: Sequence[Word], shape: int) -> bool:
        """Whether a name in code is a word of the code, or of somebody whose work it is."""
        low, high = line_around(self._text, letters[0].start, letters[-1].end, 200)
        if shape in (UPPER, LOWER):
            return True
        if len(letters) == 1 and (
            letters[0].plain in self._common or " " not in self._text[low:high].strip()
        ):
            return True
        # A list of authors takes more lines.
        above = self._text.rfind("\n", max(0, low - 300), max(0, low - 1))
        return self._frame.sighted.search(people.WORK, max(0, above), high) is not None

    def is_an_illness(self, letters: Sequence[Word]) -> bool:
        """Whether a name stands among others of illnesses: "Crohn, Hashimoto, Down: which of them ..."."""
        if not all(word.plain in cues.EPONYMS for word in letters):
            return False
        low, high = max(0, letters[0].start - _NEIGHBOURS), letters[-1].end + _NEIGHBOURS
        near = {plain(word) for word in re.findall(r"[^\W\d_]+", self._text[low:high])}
        return len((near & cues.ILLNESSES).difference(word.plain for word in letters)) >= _FEWEST_ILLNESSES

    def is_an_eponym(self, letters: Sequence[Word]) -> bool:
        """Whether an illness, a method or a tool is called so: "Crohn", "Fisher-Yates", "Allen keys"."""
        if self.is_an_illness(letters):
            return True
        if len(letters) > 1:
            return "-".join(word.plain for word in letters) in cues.PAIRS
        behind = cues.APPARATUS.match(self._text, letters[0].end)
        return letters[0].plain in cues.INVENTORS and behind is not None

    def is_a_trade(self, one: Name, letters: Sequence[Word], *, told: bool) -> bool:
        """Whether a German noun says what somebody is, or a season: behind an article or the like, or beside another
        one, where nothing befalls anybody: "jeder Bäcker", "Schmied, Weber, Koch". ``told``: what stands around says
        that a person is meant."""
        if self._frame.matter or self._frame.ours or letters[-1].plain not in cues.TRADES:
            return False
        if any(word.plain not in cues.DETERMINERS and word.plain not in cues.TRADES for word in letters):
            return False
        near = self._words[max(0, one.first - _TRADES_NEAR) : one.last + _TRADES_NEAR]
        others = {word.plain for word in near if word.shape % CLOSE == TITLE} & cues.TRADES
        ahead = self._words[max(0, one.last - 2)].plain
        return ahead in cues.DETERMINERS or (not told and len(others) > 1)

    def is_of_nature(self, one: Name, letters: Sequence[Word]) -> bool:
        """Whether a flower, a colour or the weather is meant, where nothing befalls anybody: "Frost damaged the
        greenhouse", "Rosa es el color"."""
        frame = self._frame
        if len(letters) > 1 or letters[0].plain not in cues.NATURE:
            return False
        if frame.matter or frame.ours or frame.office or frame.private:
            return False
        near = self._words[max(0, one.first - _GROUND_NEAR) : one.last + _GROUND_NEAR]
        return any(word.plain in cues.GROUND and word.plain != letters[0].plain for word in near)

    def is_a_tone(self, letters: Sequence[Word]) -> bool:
        """Whether a word says what a text shall sound like: "Tono gentile, massimo 70 parole"."""
        return cues.TONE.match(self._text, letters[0].start) is not None

    def is_of_a_place(self, letters: Sequence[Word]) -> bool:
        """Whether words that nothing announces name a place, a unit or a bound: "Villa Borghese", "St. Ives", "Li 6",
        "Max 300"."""
        if len(letters) == 1:
            if letters[0].plain == "max" and people.BOUND.search(
                self._text, max(0, letters[0].start - 24), letters[0].end + 1
            ):
                return True
            ahead = self._text[max(0, letters[0].start - 2) : letters[0].start].rstrip(" ")
            return ahead.endswith("%") or people.NUMBERED.match(self._text, letters[0].end) is not None
        return letters[0].plain == "st" or (len(letters) == 2 and letters[0].plain in people.OF_A_PLACE)

    def heads_a_column(self, low: int, high: int) -> bool:
        """Whether a line is the head of a table: marks between many names, none before, as many behind."""
        text = self._text
        for mark in (";", "\t", "|"):
            count = text.count(mark, low, high)
            if count >= _FEWEST_COLUMNS:
                above = text.rfind("\n", max(0, low - 400), max(0, low - 1)) + 1
                behind = text.find("\n", high + 1)
                below = text.count(mark, high + 1, behind if behind >= 0 else high + 1_000)
                return not text.count(mark, above, max(above, low - 1)) and below >= count - 1
        return False

"""Source code that says whose it is: a notice of a company in code, without a licence that opens it.

Code alone is no secret, most of what is pasted is a question. The hit is the notice, not the code: a hit over all of
it would cover the keys inside, and what happens with code is mostly to be counted. What one person owns is no firm's.
The words of notices stand in ``owners``.
"""

import re
from collections.abc import Iterator

from classifiers.brands import brands, given, listed
from classifiers.compiled import compiled
from classifiers.context import owners
from classifiers.context.lexicon import spots, windows
from classifiers.detector import Detector, Hit
from classifiers.digest import digest_of
from classifiers.passage import Passage
from classifiers.plain import plain

MOST_NOTICES = 2_000
_OPEN = compiled(
    r"permission +(?:is +hereby +granted|to use)|redistribution and use|licensed (?:under|to psf|"
    r"to the)|secret labs|"
    r"\b(?:mit|apache|bsd|gpl|lgpl|agpl|mpl|isc|psf|zlib|boost|artistic|cc0|python software foundation)[ -]?"
    r"(?:\d(?:\.\d)?(?:-clause)? )?licen[sc]e|"
    r"conditions of distribution and use|information on usage and redistribution|gnu (?:general|lesser)|"
    r"[ -]style[\s*/#;]{1,12}licen[sc]e|governed by an? [\w\- ]{1,40}[\s*/#;]{0,12}licen[sc]e|"
    r"licen[sc]e[\s*/#;]{1,12}that can be found in|made available under the terms of|"
    r"see (?:the )?(?:accompanying )?(?:licen[sc]e|copying|notice)|"
    r"for (?:the )?licen[sc]e (?:information|terms|details)|licen[sc]e (?:information )?(?:in|see)\b|"
    r"spdx-license-identifier: \(*(?:mit|apache|bsd|gpl|lgpl|mpl|isc)|open.?source|public domain|"
    r"\bgnu gpl|\bpublic[\s*/#;]{1,12}licen[sc]e\b|"
    r"copyright \(c\) the [\w.\- ]{1,30} (?:contributors|authors|developers|project)\b|"
    r"(?:copyright|©)[^\n]{0,40}\b(?:team|community)\b|"
    r"free software|as-is|\"as is\"",
    re.IGNORECASE,
)
_LINE = compiled(
    r"^[ \t]{0,40}(?:def |class |import |from [\w.]{1,60} import|function\b|const |let |var |"
    r"public |private |protected |"
    r"static |return\b|if ?\(|for ?\(|while ?\(|elif |else:|try:|except|#include|using |"
    r"namespace |package |func |fn |"
    r"impl |struct |enum |interface |type |select |create |insert |@\w|}|"
    r"dim |sub |fun |end(?:[ _](?:sub|function|if|var|program))?\b|begin\b|procedure |module |program\b|var$|"
    r"(?:identification|procedure|data|environment) division|program-id\.|compute |move |stop run|"
    r"mov[a-z]? |push |call |ret$|perform |\w{1,30} := |[\w.$\[\]]{1,40} (?:[-+*/|]?=|<-) \S|"
    r"(?:- )?(?:run|uses|steps|runs-on|image|script|stages?|jobs):)|"
    r"[;{}][ \t]{0,8}$",
    re.IGNORECASE | re.MULTILINE,
)
# Whose it is, where one person is named and no firm: "Copyright © 2015 Jane Roe."
_OWNER = compiled(
    r"(?:19|20)\d\d(?: ?[-–] ?(?:(?:19|20)\d\d|present))?,? (?:by )?(?P<first>[^\W\d_]{2,20}) "
    r"(?:[A-Z]\. )?(?P<last>[A-Z][^\W\d_]{1,20})[.,]? {1,3}"
    r"(?i:all rights|alle recht|tous droits|todos |tutti |wszelkie )"
)
_NOTICES = (owners.NOTICE, owners.RESERVED, owners.IN_BLOCK)
_FEWEST_LINES = 3
_READ = 20_000  # characters in which code is looked for; a notice stands at the top


class CodeDetector:
    """Notices of ownership in code."""

    id = "context-code"
    kinds = frozenset({"SOURCE_CODE"})
    digest = digest_of("7", *(one.pattern for one in (*_NOTICES, _OPEN, _LINE, _OWNER)))

    def find(self, passage: Passage) -> Iterator[Hit]:
        """The notices, scored by how much code stands below."""
        if passage.words.isdisjoint(owners.WORDS):
            return
        text = passage.text
        left = MOST_NOTICES
        lines = -1
        near = windows(spots(passage.low, owners.WORDS & passage.words), 320, 160)
        for pattern in _NOTICES:
            for found in (one for area in near for one in pattern.finditer(text, *area)):
                left -= 1
                if left < 0:
                    passage.give_up()
                    return
                if lines < 0:
                    lines = sum(1 for _ in _LINE.finditer(text, 0, _READ))
                if lines < _FEWEST_LINES:
                    return
                if _OPEN.search(text, max(0, found.start() - 1_500), found.end() + 1_500):
                    continue
                if pattern is owners.IN_BLOCK and not owners.in_block(text, found.start()):
                    continue
                if _is_a_persons(found["it"]):
                    continue
                score = 70.0 if lines < 40 else 76.0 if lines < 200 else 82.0
                yield Hit(found.start("it"), found.end("it"), "SOURCE_CODE", self.id, score)


def _is_a_persons(notice: str) -> bool:
    """Whether the owner is one person, whose first name the lists know, and no firm."""
    owner = _OWNER.search(notice)
    if owner is None:
        return False
    first, last = plain(owner["first"]), plain(owner["last"])
    return first in given() and last not in listed("common.txt") and (first, last) not in brands()


def detectors() -> list[Detector]:
    """For the catalogue."""
    return [CodeDetector()]

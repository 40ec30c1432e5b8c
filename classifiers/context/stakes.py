"""Stakes: what per cent of a firm somebody who is named holds.

A figure counts right behind the name, with at most a verb of holding between them, or as "his 12% stake" a little
later, in a text that speaks of shares.
"""

import re
from collections.abc import Iterator, Sequence

from classifiers.compiled import compiled
from classifiers.detector import Combined, Combiner, Hit
from classifiers.digest import digest_of
from classifiers.passage import Passage
from classifiers.settle import LOW_LEVEL

_SCORE = 74.0
_NAMED = frozenset({"PERSON", "ORGANIZATION"})
_REACH = 60  # characters from a name to the end of the figure
# One of these must stand in the text.
_OF_SHARES = frozenset(
    re.findall(
        r"\w+",
        "shares shareholder shareholders shareholding stake stakes equity partnership partners ownership founders "
        "anteil anteile anteilen geschäftsanteile gesellschafter gesellschafterin gesellschafterliste beteiligung "
        "stammkapital kommanditist associés associé actionnaires actionnaire participación participaciones socios "
        "partecipazione participação participation acciones accionistas "
        "soci azioni azionisti aandelen aandeelhouder aandeelhouders vennoten sócios ações "
        "acionistas udziały udziałów udziałowcy wspólnik wspólnicy wspólników akcje akcjonariusze capital",
    )
)
_HOLDS = (
    r"(?:holds?|owns?|has|have|had|keeps?|hält|besitzt|hat|détient|possède|a|tiene|posee|detiene|possiede|ha|houdt|heeft|"
    r"bezit|detém|tem|possui|ma|posiada)"
)
_FIGURE = (
    r"\d{1,3}(?:[.,]\d{1,3})?"
    r"(?: ?%| per ?cent| prozent| pour cent| por ciento| por cento| per cento| procent\w?)(?!\w)"
)
_STAKE = compiled(
    rf"[ \t:,;(|=–-]{{1,4}}(?:{_HOLDS}[ \t:]{{1,2}}(?:an? |the |een |il |el |o )?)?(?P<it>{_FIGURE})"
    r"(?! ?(?:off|discount|rabatt|remise|descuento|sconto|korting|desconto|rabatu|battery|more|less)\b)",
    re.IGNORECASE,
)
_LATER = 120  # characters from a name to what is said to be that person's
_OWN = compiled(
    r"(?<!\w)(?:his|her|their|seinen?|seine[mnrs]|ihren?|ihre[mnrs]|zijn|haar|swoje|sw[oó]j\w{0,3}) "
    rf"(?P<it>{_FIGURE})[ -]"
    r"(?:stake|shares?|shareholding|holding|equity|interest|anteil\w{0,2}|beteiligung|aandeel|belang|udział\w{0,2})(?!\w)"
    r"|(?<!\w)(?:sa|ses|leur|su|sus|suo|sua|seu) (?:parts?|participation|participación|partecipazione|quota|"
    rf"participação|quote) (?:de|del|di|da|do) (?P<that>{_FIGURE})",
    re.IGNORECASE,
)


class StakesCombiner:
    """The stakes of those who are named."""

    id = "context-stakes"
    kinds = frozenset({"FINANCIAL_AMOUNT"})
    digest = digest_of("2", _STAKE.pattern, _OWN.pattern, *sorted(_OF_SHARES))

    def combine(self, passage: Passage, hits: Sequence[Hit]) -> Combined:
        """Per cents right behind a name."""
        return Combined(() if _OF_SHARES.isdisjoint(passage.words) else tuple(self._stakes(passage, hits)))

    def _stakes(self, passage: Passage, hits: Sequence[Hit]) -> Iterator[Hit]:
        for end in sorted({hit.end for hit in hits if hit.kind in _NAMED and hit.score >= LOW_LEVEL}):
            found = _STAKE.match(passage.text, end, end + _REACH) or _OWN.search(
                passage.text, end, end + _LATER
            )
            if found is not None:
                yield Hit(*found.span(found.lastgroup or 0), "FINANCIAL_AMOUNT", self.id, _SCORE)


def combiners() -> list[Combiner]:
    """For the catalogue."""
    return [StakesCombiner()]

"""Stakes: what per cent of a firm somebody who is named holds.

A figure counts right behind the name, with at most a verb of holding between them, in a text that speaks of shares,
and near the name where it is one of a stake: "his 12% stake", "51% of the shares".
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
_NEAR = 120  # characters from a name to a figure with its noun
_REACH = 60  # characters from a name to the end of the figure
# One of these must stand in the text.
_OF_SHARES = frozenset(
    re.findall(
        r"\w+",
        "shares shareholder shareholders shareholding stake stakes equity partnership partners ownership founders "
        "anteil anteile anteilen geschäftsanteile gesellschafter gesellschafterin gesellschafterliste beteiligung "
        "stammkapital kommanditist associés associé actionnaires actionnaire participación participaciones socios "
        "acciones accionistas soci azioni azionisti aandelen aandeelhouder aandeelhouders vennoten sócios ações "
        "capitale quote parts participation participações beteiligungen stakeholding belang participação "
        "partecipazione "
        "acionistas founder founders cofounder cofounders dilution diluted vesting vested esop captable "
        "gründer gründerin gesellschaftern verwässerung fondateur fondateurs fondatrice cofondateur fundador "
        "fundadores fundadora dilución fondatore fondatori oprichter oprichters verwatering diluição "
        "założyciel założyciele wspólniczka sociétaire parasociali udział udziały udziałów udziałowcy "
        "wspólnik wspólnicy wspólników akcje akcjonariusze capital",
    )
)
_TABLE = "cap table"
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
# The same with its noun, which needs no verb.
_OF_SHARES_OF = (
    r"(?:shares|stock|equity|capital|company|firm|business|anteile|geschäftsanteile|aktien|stammkapitals?|parts|"
    r"actions|acciones|participaciones|capitale|quote|azioni|aandelen|ações|quotas|udziałów|akcji)"
)
_NOUN = (
    r"(?:stake|shareholding|stakeholding|beteiligung|anteil|participation|participación|partecipazione|belang|"
    r"participação|udział)"
)
_SAID = compiled(
    rf"(?<![\w.,])(?P<it>{_FIGURE})[ -](?:{_NOUN}(?!\w)|"
    rf"(?:of the|der|des|du|del|de las|delle|dei|van de|do|das)? ?{_OF_SHARES_OF}(?!\w))|"
    rf"(?<!\w){_NOUN} (?:of|von|del?|della?|di|du|van|d[eo]|w wysokości) (?:an? )?(?P<behind>{_FIGURE})",
    re.IGNORECASE,
)


class StakesCombiner:
    """The stakes of those who are named."""

    id = "context-stakes"
    kinds = frozenset({"FINANCIAL_AMOUNT"})
    digest = digest_of("3", _TABLE, _STAKE.pattern, _SAID.pattern, *sorted(_OF_SHARES))

    def combine(self, passage: Passage, hits: Sequence[Hit]) -> Combined:
        """Per cents right behind a name."""
        speaks = not _OF_SHARES.isdisjoint(passage.words) or _TABLE in passage.low
        return Combined(tuple(self._stakes(passage, hits)) if speaks else ())

    def _stakes(self, passage: Passage, hits: Sequence[Hit]) -> Iterator[Hit]:
        named = [hit for hit in hits if hit.kind in _NAMED and hit.score >= LOW_LEVEL]
        places = set()
        for end in {hit.end for hit in named}:
            found = _STAKE.match(passage.text, end, end + _REACH)
            if found is not None:
                places.add(found.span("it"))
        if named:
            for found in _SAID.finditer(passage.text):
                place = found.span(found.lastgroup or 0)
                if any(hit.start - _NEAR <= place[0] <= hit.end + _NEAR for hit in named):
                    places.add(place)
        for place in sorted(places):
            yield Hit(*place, "FINANCIAL_AMOUNT", self.id, _SCORE)


def combiners() -> list[Combiner]:
    """For the catalogue."""
    return [StakesCombiner()]

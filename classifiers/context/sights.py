"""Sights: the address of a museum, a parliament or a town hall is nobody's.

Rule 1: the name of the place stands right ahead of its street: "the Reichstag, Platz der Republik 1".
Rule 2: where the text tells of anybody, or somebody lives or works there, the address stays.
"""

from collections.abc import Sequence

from classifiers.compiled import compiled
from classifiers.detector import Hit, Sieve
from classifiers.digest import digest_of
from classifiers.passage import Passage
from classifiers.settle import LOW_LEVEL

_REACH = 60  # characters from the beginning of the place's name to its street
# What everybody may visit, in the languages that the product reads, and some that have no such word in their names.
_SIGHT = compiled(
    r"\b\w{0,14}(?:muse(?:um|o|u|e)|musée|muzeum|galler(?:y|ia)|galerie|galería|schloss|castle|château|castello|castillo|"
    r"palace|palais|palacio|palazzo|pałac|paleis|cathedral|kathedrale|cathédrale|catedral|duomo|basilica|"
    r"parliament|parlament|parlement|parlamento|reichstag|bundestag|bundesrat|kanzleramt|bundespräsidialamt|capitol|"
    r"sénat|assemblée nationale|congreso|rathaus|city hall|town hall|hôtel de ville|mairie|ayuntamiento|stadhuis|"
    r"embassy|botschaft|ambassade|embajada|ambasciata|stadi(?:um|on|o)|stade|opera(?: house)?|oper|opéra|ópera|"
    r"philharmonie|konzerthaus|theat(?:er|re)|théâtre|teatro|librar(?:y|ies)|bibliothek|bibliothèque|biblioteca|zoo|"
    r"aquarium|universit(?:y|ät|é|à|eit)|universidade?|uniwersytet|airport|flughafen|aéroport|aeropuerto|aeroporto|"
    r"ministry|ministerium|ministère|ministerio|ministero|supreme court|white house|louvre|uffizi|prado|"
    r"empire state building|chrysler building|rockefeller center|world trade center|eiffel tower|tour eiffel)\b"
    r"(?: [^\W\d_][\w'’\-]{1,20}){0,4} ?[,:(–-] ?$"
)
_SOMEBODYS = compiled(
    r"\b(?:my|our|his|her|their|mr|mrs|ms|frau|herrn?|mme|mein\w*|unser\w*|sein\w*|ihre?\w?|client\w*|customer\w*|patient\w*|"
    r"tenant\w*|kund\w+|mandant\w*|mieter\w*|liv(?:es?|ing)|wohn\w*|habit\w*|viv[eo]|abita|woont|mieszka|flat|apartment)\b"
)
_NAMED = frozenset({"LOCATION", "ORGANIZATION"})


class SightsSieve:
    """Takes away the addresses of places that everybody may visit."""

    id = "context-sights"
    kinds: frozenset[str] = frozenset()
    digest = digest_of("1", _SIGHT.pattern, _SOMEBODYS.pattern)

    def left(self, passage: Passage, hits: Sequence[Hit]) -> Sequence[Hit]:
        """The hits without those streets and what belongs to them."""
        low = passage.low
        ground = [
            (sight.start(), hit.end)
            for hit in hits
            if hit.kind == "STREET_ADDRESS"
            and (sight := _SIGHT.search(low, max(0, hit.start - _REACH), hit.start)) is not None
        ]
        if not ground or _SOMEBODYS.search(low) is not None:
            return hits
        inside = [hit for hit in hits if any(start <= hit.start and hit.end <= end for start, end in ground)]
        if any(hit.is_foreign for hit in inside):
            return hits
        others = (hit for hit in hits if hit not in inside and hit.score >= LOW_LEVEL)
        return (
            hits
            if any(hit.kind not in _NAMED for hit in others)
            else [hit for hit in hits if hit not in inside]
        )


def sieves() -> list[Sieve]:
    """For the catalogue."""
    return [SightsSieve()]

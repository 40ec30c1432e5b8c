"""What a found name goes on with or begins with, by small words and signs that the judge takes for words of a sentence:
"Götz v. Rabenau", "Egon Frhr. von Stolzenau", "Puig i Cadafell", "'t Hart"."""

from collections.abc import Sequence
from dataclasses import replace

from classifiers.compiled import compiled
from classifiers.detector import Hit
from classifiers.names import lists
from classifiers.names.wordings import DAYS
from classifiers.plain import plain

_WORD = r"[A-ZÀ-ÖØ-Þ][^\W\d_]{2,20}"
# Signs of nobility, "the" of the Philippines, and what joins two surnames or a house to a whole name.
_TAIL = compiled(
    r" (?:(?:v\. ?(?:d\. ?)?|(?:(?:Frhr|Frfr)\.|Freiherr|Freifrau|Graf|Gräfin) (?:von |zu |v\. ?)(?:de[rmn] )?|und zu |"
    rf"dela |delos )|(?P<joined>tot |i ))(?P<last>{_WORD}(?:-{_WORD})?)"
)
_BEGINNING = compiled(r"(?<!\w)(?:(?:[Ii]n|[Vv]an|[Oo]p|[Oo]ver|[Aa]an) )?['’]t $")
_AHEAD = 8  # characters that a beginning can be long
# Particles between a name and the rest of it, which was found by itself.
_BETWEEN = compiled(
    r"\.? (?:de (?:l[ao]s? )?|d[oa]s? |del |della |degli |di |du |l[ea] |van (?:de[nr]? )?|von (?:der |dem )?|"
    r"v\. ?(?:d\. ?)?|zu )"
)


def whole(text: str, hits: Sequence[Hit]) -> list[Hit]:
    """The hits, those of people with all that belongs to their names. Ends count characters of the text."""
    starts = {hit.start: hit for hit in hits}
    return [_whole(text, hit, starts) if hit.kind == "PERSON" else hit for hit in hits]


def _whole(text: str, hit: Hit, starts: dict[int, Hit]) -> Hit:
    ahead = _BEGINNING.search(text, max(0, hit.start - _AHEAD), hit.start)
    start = hit.start if ahead is None else ahead.start()
    return replace(hit, start=start, end=_end(text, hit, starts))


def _end(text: str, hit: Hit, starts: dict[int, Hit]) -> int:
    between = _BETWEEN.match(text, hit.end)
    other = starts.get(between.end()) if between is not None else None
    if other is not None and not _is_first(text[other.start : other.end]):
        return other.end
    tail = _TAIL.match(text, hit.end)
    if tail is None or not text[hit.start].isupper():
        return hit.end
    alone = " " not in text[hit.start : hit.end]
    if tail["joined"] and (alone or _is_first(tail["last"]) or plain(tail["last"]) in DAYS):
        return hit.end  # "Anna i Piotr", "Piet de Vries tot Maandag"
    return tail.end()


def _is_first(name: str) -> bool:
    """Whether a name begins with somebody else's first name, which is no last name."""
    word = plain(name.partition(" ")[0])
    return word in lists.given() and word not in lists.words("last.txt")

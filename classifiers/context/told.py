"""Clauses that tell a fact without its name: a verb and what it is done to ("lost > baby"), or a phrase of talk.

A line of a topic is a list of phrases, or two lists that must stand in one clause: ``verbs > objects`` in this order,
``verbs <> objects`` in any; ``>1`` lets so many words stand between them, else three do. ``word*`` is a stem.
"""

import re
from collections.abc import Iterator

from classifiers.compiled import compiled
from classifiers.either import either

_OPERATOR = re.compile(r" (<?>)(\d?) ")
_GAP = 3
_WORD = re.compile(r"[^\W_*]+(?!\*)(?![^\W_])")
_LINK = r"[ \n]"
_BETWEEN = r"(?:[ \n][^\s.,;:!?()|\"]{1,18})"


def asked(line: str) -> tuple[frozenset[str], frozenset[str], str]:
    """Of a line: words one of which a text must have, more of which it must have one, and the pattern.

    The second are empty where there is nothing more to ask. Raises ValueError.
    """
    operator = _OPERATOR.search(line)
    if operator is None:
        return _needed(line, line), frozenset(), rf"(?<![^\W_])(?:{_any(line)})(?![^\W_])"
    ahead, behind = line[: operator.start()], line[operator.end() :]
    link = f"{_BETWEEN}{{0,{operator[2] or _GAP}}}{_LINK}"
    clause = rf"(?:{_any(ahead)}){link}(?:{_any(behind)})"
    if operator[1] == "<>":
        clause += rf"|(?:{_any(behind)}){link}(?:{_any(ahead)})"
    sides = sorted((_words(ahead), _words(behind)), key=len)
    if not sides[1]:
        raise ValueError(f"every word of the line {line} is a stem")
    return sides[1], sides[0], rf"(?<![^\W_])(?:{clause})(?![^\W_])"


def clauses(pattern: re.Pattern[str], low: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Where a part of a lower-case text tells a fact of somebody, with the verbs before and the ends of the clause."""
    for found in pattern.finditer(low, first, last):
        start, end = found.span()
        ahead = _AHEAD.search(low, max(0, start - 24), start)
        start = ahead.start() if ahead is not None else start
        if _NOBODY.search(low, max(0, start - 24), start) is None:
            behind = (_OPEN if _LEADS_ON.search(low, max(first, end - 8), end) else _BEHIND).match(low, end)
            yield start, behind.end() if behind is not None else end


def _entries(source: str) -> list[str]:
    return [entry.strip() for entry in source.split(",") if entry.strip()]


def _words(source: str) -> frozenset[str]:
    """The longest word of each entry; none where an entry is only a stem."""
    longest = [max(_WORD.findall(entry), key=len, default="") for entry in _entries(source)]
    return frozenset(longest) if all(longest) else frozenset()


def _needed(source: str, line: str) -> frozenset[str]:
    words = _words(source)
    if not words:
        raise ValueError(f"a phrase of the line {line} is only a stem")
    return words


def _any(source: str) -> str:
    return either(
        re.escape(entry).replace(r"\*", r"[^\W_]{0,12}").replace(r"\ ", _LINK).replace("'", "['’]?")
        for entry in sorted(_entries(source), key=len, reverse=True)
    )


# Verbs that help another one, and what says no.
_AHEAD = compiled(
    r"(?<![^\W_])(?:(?:is|was|has|had|have|been|being|be|gets?|got|s?he'?s|can'?t|can|cannot|could|couldn'?t|won'?t|"
    r"wouldn'?t|doesn'?t|didn'?t|hasn'?t|isn'?t|no|not|longer|never|still|just|already|keeps|kept|now|also|"
    r"ist|war|hat|hatte|wird|wurde|sei|nicht|mehr|wieder|schon|noch|"
    r"est|était|a|avait|été|ne|n['’]|s['’]est|se|fait|s['’]|plus|déjà|"
    r"ha|había|fue|está|estaba|es|no|ya|le|lo|la|han|siendo|sido|"
    r"è|era|aveva|stat[oa]|non|si|già|hanno|l['’]|sta|"
    r"heeft|had|werd|wordt|zich|niet|weer|al|"
    r"foi|estava|tem|tinha|não|já|"
    r"his|her|an?|the|das|den|die|der|ein|eine|einen|ihre?|seine?|ses|sa|son|des|du|les|un|une|una|uma|een|het|de|os|as|o|"
    r"our|their|tried|wants|wanted|"
    r"sitzt|zit|zitten|loopt|ligt|sta|zijn|haar|jeździ|leży|modli|"
    r"jest|był[ay]?|został[ay]?|nie|się|już|znowu)(?<!['’])[ \n]|(?:n|s|l|d)['’]){1,4}\Z"
)
_WORDS = (
    r"(?:[ \n](?!(?:and|but|so|und|et|y|e|en|i|mais|pero|ma|maar|mas|ale|or|who|which|that|because)[ \n])"
    r"[^\s.,;:!?()|\"]{1,14}){1,3}(?![^\W_])"
)
_OPEN = compiled(_WORDS)
_LEADS_ON = compiled(
    r"(?<![^\W_])(?:at|in|on|of|to|with|by|por|del|da|di|van|op|uit|met|auf|bei|na|od|de|du|la)\Z"
)
_BEHIND = compiled(
    r"(?:[ \n](?:blood|nulla|nada|rien|gekomen|gegaan|mehr|meer|più|zusammen|a day|per day|per week|par jour|al día|"
    r"por dia|al giorno|per dag|dziennie|am tag|last (?:night|week|month|year)|yesterday|gestern|hier|ayer|ieri|"
    r"gisteren|ontem|wczoraj|this (?:week|month|year|morning)))|"
    r"[ \n](?:in|on|at|from|for|since|with|out of|of|after|over|by|to|im|am|seit|mit|aus|wegen|nach|vom|an|auf|"
    r"en|au|à|dans|depuis|pour|du|des|de|por|desde|con|a|da|dal|dalla|di|del|della|per|nel|op|aan|sinds|met|voor|van|"
    r"em|no|na|há|com|do|w|od|za|z|przed|po)" + _WORDS
)
# Whoever is meant is nobody of whom the text speaks; or no person at all.
_NOBODY = compiled(
    r"(?<![^\W_])(?:you|your|we|people|users?|customers|patients|everyone|everybody|anyone|someone|somebody|nobody|one|"
    r"players?|man|jemand|niemand|wer|leute|kunden|quelqu['’]un|on|vous|gens|alguien|gente|la gente|qualcuno|"
    r"iemand|mensen|alguém|ktoś|ludzie|"
    r"server|service|app|build|system|site|website|market|economy|bridge|company|process|job|queue|node|cluster|"
    r"project|price|prices|roof|test|tests|script|database|engine|machine|battery|dienst|markt|serveur|marché|"
    r"servidor|mercado|servizio|mercato|serwer|rynek)[ \n]\Z"
)

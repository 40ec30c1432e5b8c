"""Lists of facts: what stands in one list with facts, or behind words that only facts follow, is one as well.

No list of illnesses has all of them, in the words of eight languages, short and misspelled. But notes and mails set
them in rows ("PMH: IHD, gallops, 2 stents") and behind the same few words ("treated for", "klagt über", "cierpi na").
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from classifiers.brands import given, listed
from classifiers.compiled import compiled
from classifiers.plain import plain

_MOST_WORDS = 6
_SHORTEST, _LONGEST = 2, 48  # characters of one item
_ENOUGH = 2  # facts that make a row a list of facts
_A_RECORD = 4  # facts of a text in which one is enough for that
_REACH = 220  # characters behind a label or a tie
# A full stop ends a sentence, unless a short word before it was cut short: "Z.n. OP", "Stad. III".
_BREAK = compiled(
    r"[\n!?:|•]|(?<=[^\W_]{4})\.(?=\s|$)|(?<=\d)\.(?=\s|$)|(?<!\d),|,(?!\d)|[;+()]|\s[–—/&>-]+\s|"
    r"(?<=\s)(?:and|und|et|y|e|i|oraz|plus|sowie)(?=\s)"
)
_ENDS = compiled(r"[\n!?:|•]|(?<=[^\W_]{4})\.(?=\s|$)|(?<=\d)\.(?=\s|$)")
_FOR = compiled(
    r" (?:for|wegen|gegen|bei|pour|contre|por|per|voor|tegen|na) (?:an? |eine[rnm]? |une? |una |een |uma? )?(?=[^\W_])"
)
# One word, and nothing behind it that it could describe.
_UNKNOWN = compiled(
    r"([^\W\d_]{5,20})(?=\s?(?:[.,;)(\n]|\d|\Z)|"
    r" (?:and|und|et|y|e|i|en|for|wegen|pour|por|per|voor|na|z|od|since|seit|depuis)\b)"
)
_WORD = compiled(r"[^\W_]+")
# Words that no illness has: who speaks, what somebody does, when.
_TALK = frozenset(
    _WORD.findall(
        "no the to eso esto i you we they he she it who which that this these those there what whose where when while "
        "because so but or not is are was were be been being am has have had having do does did will would can could "
        "should may might must wants lives works worked said says told asked asks thinks feels knows got gets went "
        "goes came takes needs need please my our your their mother father mum dad mom son daughter wife husband "
        "sister brother boss manager colleague aged years yo yrs old born dob tel phone email mail address today "
        "yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday january february march april "
        "june july august september october november december if then ich du er sie wir ihr und ist sind war waren "
        "hat haben hatte wird wurde werden kann soll muss möchte wohnt arbeitet sagt sagte mutter vater sohn tochter "
        "frau mann chef kollege bitte heute gestern geb dass weil wenn aber oder nicht kein jahre jahren je tu il "
        "elle nous vous ils elles qui que dont est sont était ont avait sera peut doit veut habite travaille dit mère "
        "père fils fille femme mari merci svp ans né née mais ou donc tú él ella nosotros ellos es era está están ha "
        "han tiene tenía puede debe quiere vive trabaja dice madre padre hijo hija mujer marido años pero o porque io "
        "lui lei noi loro che è sono hanno aveva può deve vuole lavora figlio figlia moglie marito anni ma perché "
        "però ik jij hij zij ze wij dat zijn heeft wordt werd kan moet wil woont werkt zegt moeder vader zoon dochter "
        "vrouw man jaar maar omdat want eu ele ela nós eles é são foi tem tinha pode quer mora trabalha diz mãe pai "
        "filho filha mulher anos mas ja ty ona oni jest są był była mają miał miała może musi chce mieszka pracuje "
        "mówi matka ojciec syn córka żona mąż ale lub bo że który która "
        "discharged entlassen sortie alta dimesso ontslagen wypisany prévoir revoir copie trait hides da laborwerte "
        "resolved work return phased lifting pd paid full formal tone parents divorce guarantor single alone "
        "review letter notes meeting appointment insurance school kollegialen grüßen grüße gruß formell ton formel "
        "parents divorcés monoparentale marche plus pas fonctionne tono formale formal padres divorcio divorciados "
        "avalista internado ingresado funciona genitori separati separata scheiding ouders gescheiden formeel vog "
        "ouders pais divorciados rozwód rodzice formalny konsultacja ist "
    )
)
_EDGE = " \t.,'\"“”„»«*_-–—"
# What a phrase does not go beyond, besides its talk: where, when and why.
_BEYOND = frozenset(
    _WORD.findall(
        "since after before during for from by at about until seit nach vor während bei für ab bis depuis après avant "
        "pendant pour par desde después tras antes para por dal dopo prima sinds na voor door vanaf após od po przed "
        "przez without despite hier hoy ayer ieri oggi gisteren vandaag ontem hoje wczoraj "
    )
)
# A phrase with one of these says how long.
_LASTS = frozenset(
    _WORD.findall(
        "week weeks month months day days hour hours minute minutes woche wochen monat monate tag tage semaine "
        "semaines mois jours semana semanas mes meses días settimana settimane mesi giorni weken maanden dagen dias "
        "tydzień tygodnie miesiące dni "
    )
)


def items(low: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The places between separators, trimmed, empty ones left out."""
    at = start
    for stop in (*_BREAK.finditer(low, start, end), None):
        first, last = at, end if stop is None else stop.start()
        while first < last and low[first] in _EDGE:
            first += 1
        while first < last and low[last - 1] in _EDGE:
            last -= 1
        if first < last and (stop is None or stop[0] != ":"):  # what a colon ends is a label
            yield first, last
        if stop is not None:
            at = stop.end()


def may_be_one(low: str, start: int, end: int) -> bool:
    """Whether a place reads like a fact's name: a few words, none of talk, no date and no number."""
    if not _SHORTEST <= end - start <= _LONGEST or not low[start].isalpha():
        return False
    if any(sign in low[start:end] for sign in "$€£"):
        return False
    words = _WORD.findall(low, start, end)
    longest = max(len(word) for word in words if word.isalpha()) if any(map(str.isalpha, words)) else 0
    return len(words) <= _MOST_WORDS and _TALK.isdisjoint(words) and longest > (1 if len(words) == 1 else 2)


def behind_a_label(low: str, start: int) -> Iterator[tuple[int, int]]:
    """All items of the line behind a label such as "PMH:"."""
    end = low.find("\n", start, start + _REACH)
    for first, last in items(low, start, _whole(low, start + _REACH) if end < 0 else end):
        if may_be_one(low, first, last):
            yield first, last


def behind_a_tie(low: str, start: int) -> Iterator[tuple[int, int]]:
    """The phrase behind words such as "treated for", and those in one list with it."""
    stop = _ENDS.search(low, start, start + _REACH)
    for number, (first, last) in enumerate(
        items(low, start, stop.start() if stop else _whole(low, start + _REACH))
    ):
        shorter = _phrase(low, first, last)
        if shorter is None or not may_be_one(low, first, shorter) or (number and shorter < last):
            return
        yield first, shorter
        if shorter < last:
            return


def rare(low: str, start: int) -> Iterator[tuple[int, int]]:
    """The word behind one for taking, where it is in no list of words or names: what people take is a drug, then."""
    found = _UNKNOWN.match(low, start)
    if found is not None:
        word = plain(found[1])
        if not any(
            word in words
            for words in (listed("common.txt"), listed("manuals.txt"), given(), listed("last.txt"))
        ):
            yield found.span(1)


def _phrase(low: str, start: int, end: int) -> int | None:
    """Where a phrase ends before the first word that goes on to something else; None where it tells a time."""
    stop: int | None = None
    for number, word in enumerate(_WORD.finditer(low, start, end)):
        if word[0] in _LASTS:
            return None
        if number == _MOST_WORDS or word[0] in _TALK or word[0] in _BEYOND:
            break
        stop = word.end()
    else:
        stop = end
    return stop


def neighbours(
    low: str, facts: Sequence[tuple[int, int]], taken: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """What stands in one row with two facts or more, beside one of them; nothing of what is ``taken`` by others."""
    facts = _apart(facts)
    enough = 1 if len(facts) >= _A_RECORD else _ENOUGH
    for start, end in _rows(low, [place for place, _ in facts]):
        if sum(start <= place < end for place, _ in facts) < enough:
            continue
        row = list(items(low, start, end))
        known = [_covers(facts, first, last) for first, last in row]
        for ahead in (range(len(row)), range(len(row) - 1, -1, -1)):
            near = False
            for index in ahead:
                first, last = row[index]
                if known[index]:
                    near = True
                elif near and may_be_one(low, first, last) and not _touches(taken, first, last):
                    known[index] = True
                    yield first, last
                else:
                    near = False


def _apart(places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Places in order, those that overlap as one."""
    apart: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if apart and start < apart[-1][1]:
            apart[-1] = apart[-1][0], max(end, apart[-1][1])
        else:
            apart.append((start, end))
    return apart


def reasons(low: str, facts: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """What a drug or a treatment is for: the phrase behind a fact and "for"."""
    for _, end in facts:
        link = _FOR.match(low, end)
        if link is None:
            continue
        for first, last in behind_a_tie(low, link.end()):
            yield first, last
            break


def _rows(low: str, places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The sentences or lines in which the places stand, each once."""
    done = 0
    for place in places:
        if place < done:
            continue
        begin = max(done, place - _REACH)
        for stop in _ENDS.finditer(low, begin, place):
            begin = stop.end()
        stop_at = _ENDS.search(low, place, place + 2 * _REACH)
        done = stop_at.start() if stop_at else _whole(low, place + 2 * _REACH)
        yield begin, done


def _whole(low: str, end: int) -> int:
    """A place, or the last one before it that is not inside of a word."""
    end = min(end, len(low))
    while 0 < end < len(low) and low[end - 1].isalnum() and low[end].isalnum():
        end -= 1
    return end


def _covers(places: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether places, which are in order, cover half of another one."""
    index = max(0, bisect_right(places, (start, start)) - 1)
    covered = 0
    for first, last in places[index:]:
        if first >= end:
            break
        covered += max(0, min(last, end) - max(first, start))
    return 2 * covered >= end - start


def _touches(places: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    index = bisect_right(places, (start, start))
    return any(first < end and start < last for first, last in places[max(0, index - 1) : index + 1])

"""Asked: whether a sentence speaks of a marking instead of bearing it ("What does SECRET//NOFORN mean?")."""

from classifiers.compiled import compiled

_REACH = 160  # characters of the sentence on either side
_BEGINS = compiled(r"[.!?:;] |\n|[.!?]\"")
_ENDS = compiled(r"[.!?](?=\s|$)|\n")
# What comes ahead of a marking that is spoken of, in eight languages.
_TALK = compiled(
    r"\b(?:what(?:'s| is| are| was| does| do| did)|why|how (?:is|are|do|does)|explain\w{0,5}|define|means?|meaning|"
    r"stands? for|like|such as|e\.g\.|for example|difference|"
    r"(?:a|an|the) (?:marking|banner|abbreviation|acronym|term|string|label|legend|caveat)|"
    r"when (?:do|does|should|must) (?:one|you|we|i|people)|how (?:do|should|can|must) (?:one|you|we|i)|"
    r"(?:should|must|does) (?:an?|the|every) (?:cover|banner|header|footer|slide|page|document|mail|e-mail|line|title)|"
    r"was (?:ist|sind|heißt|bedeutet)|bedeutet|heißt|warum|erklär\w{0,4}|zum beispiel|z\.b\.|"
    r"que (?:signifie|veut dire)|qu'est-ce|signifie|pourquoi|expliqu\w{0,4}|par exemple|"
    r"qué (?:significa|es|son)|por qué|explica\w{0,3}|por ejemplo|cosa (?:significa|vuol dire)|significa|perché|"
    r"spiega\w{0,3}|per esempio|wat (?:betekent|is)|betekent|waarom|leg uit|bijvoorbeeld|zoals|"
    r"o que (?:é|significa)|por que|exemplo|co (?:to|znaczy|oznacza)|oznacza|znaczy|dlaczego|wyjaśnij|na przykład|"
    # What may be so, or is only compared.
    r"if|whether|unless|wenn|falls|ob|indien|jeśli|czy)\b|\bthan $"
)
_MEANT = compiled(r"\b(?:mean|stand for|bedeute[nt]|heißt|signifie|significa|betekent|znaczy|oznacza)\b")
SOURCES = tuple(one.pattern for one in (_BEGINS, _ENDS, _TALK, _MEANT))


def is_asked_about(low: str, start: int, end: int) -> bool:
    """Whether the words ahead of a place, or the question that it opens, ask what stands there."""
    first = max(0, start - _REACH)
    for one in _BEGINS.finditer(low, first, start):
        first = one.end()
    if _TALK.search(low, first, start) is not None:
        return True
    stop = _ENDS.search(low, end, end + _REACH)
    return stop is not None and stop[0] == "?" and _MEANT.search(low, end, stop.start()) is not None

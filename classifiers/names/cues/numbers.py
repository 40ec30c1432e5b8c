"""Who is beside a number: reached there, told to be called, or its holder. Searched only around numbers that were found."""

from classifiers.compiled import compiled
from classifiers.names.cues.announced import NAME, WORD

# Who is reached at the number that follows, and is perhaps to be called there.
REACHED = compiled(
    rf"(?:\b(?P<call>[Rr]ing|[Cc]all|[Tt]ext|[Pp]hone|[Bb]el|[Rr]uf|[Aa]ppelle[rz]?|[Ll]lam[ae]|[Cc]hiam[ai]|[Ll]ig[au]e?|[Zz]adzwoń do) )?"
    rf"(?<![\w.@])(?P<name>{NAME})(?: (?:on|at|under|auf|unter|an|au|sur|al|en|no|op|pod|ao|na|tel\.?|mob\.?))?(?: ?[:,(–\-])? ?\Z"
)
# Whose the number, the birthday or the record is that follows, with its label between.
HOLDS = compiled(
    rf"(?<![\w.@])(?P<name>{NAME}(?: {NAME}|-{WORD}){{0,2}})(?:,|:| [–-])? ?\(?(?:[^\W\d_][\w.ºª°/]{{0,11}}[.:#]? ?){{0,3}}[:#]? ?\Z"
)
# Who is at the number that stands ahead.
AT_THE_PHONE = compiled(
    rf" ?(?:[–\-] |\()(?P<name>{NAME})(?=\)| (?:at|from|bei|von|chez|de|da|di|van|z)\b|[ \t]*$)"
)

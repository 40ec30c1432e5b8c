"""Legal forms of firms in small letters, those that stand ahead of a name, and where the name they end begins."""

import re

from classifiers.checks.words import words
from classifiers.compiled import compiled
from classifiers.names.cues.dealings import FIRM, WORD
from classifiers.plain import plain

# Forms that are no word, unit or sign of anything else, as "ag", "kg", "sa" and "spa" are; single words of them, and
# beginnings of those with points.
WORDS = words(
    "gmbh ltd llc llp plc inc corp ohg kgaa sarl sasu eurl srl srls snc bv bvba vof lda ltda sro doo kft pty pvt sp"
)
DOTTED = ("s.l.", "s.a.", "s.r.l", "s.n.c", "s.p.a", "b.v.", "n.v.", "v.o.f", "s.r.o", "d.o.o")
FORM = re.compile(
    r"(?<=[ \u00a0])(?:gmbh(?: ?& ?co\.? ?(?:kg|ohg))?|(?:pty\.? |pvt\.? |private )?ltd|llc|llp|plc|inc|corp|ohg|kgaa|sarl|sasu|eurl|"
    r"srls?|snc|bv(?:ba)?|vof|ltda|lda|kft|sp\. ?z ?o\. ?o|s\.l(?:\.[up])?\.|s\.a\.|s\.r\.l|s\.n\.c|s\.p\.a|b\.v\.|n\.v\.|v\.o\.f|s\.r\.o|d\.o\.o|sro|doo)(?![\w&])\.?"
)
# French ones ahead of a name; "earl" is a title, too, "sci" is short for science.
AHEAD = words("earl gaec scea gfa sci selarl scp")
_AHEAD = "|".join(sorted(AHEAD))
FIRST = compiled(
    rf"(?<![\w-])(?:(?i:{_AHEAD}) (?:(?:du|des|de|la|les?) ){{1,2}}(?:{FIRM}|[^\W\d_]{{3,20}}(?: [^\W\d_]{{3,20}})?)|(?:{_AHEAD.upper()}) {FIRM})"
)
# Whose firm it is besides: "Zabaleta y Asociados", "Dąb i Partnerzy".
PARTNERS = words(
    "associates partners sons daughters partner söhne sohn töchter kollegen associés associé fils filles frères asociados hijos hermanos "
    "associati figli fratelli soci vennoten zonen zoon dochters sócios associados filhos irmãos wspólnik wspólnicy wspólnikami partnerzy synowie synové syn zn cie bros"
)
# Those that are written small, too: "Menuiserie Estève et fils", "Groenendaal & zn".
_SMALL = "fils|frères|filles|zonen|zn|figli|fratelli"
# No firm: "Padres e Hijos", "Vaders en Zonen".
PARENTS = frozenset(
    map(
        plain,
        words(
            "father fathers mother mothers brothers sisters vater väter mutter mütter brüder eltern père pères mère mères padre padres madre madres padri "
            "madri pai pais mãe mães vader vaders moeder moeders ouders ojcowie matki rodzice"
        ),
    )
)
_PARTNERS = "|".join(sorted(one.title() for one in PARTNERS))
SHARED = compiled(
    rf"(?<![\w-])(?P<own>{WORD}(?: {WORD}){{0,2}}) (?:and|und|et|y|e|i|en|a|&|\+) (?:{_PARTNERS}|{_SMALL})(?![\w-])"
)
# Words ahead of a name that begin what is said about it, beside those of ``small.txt``; and those behind which a form
# is no firm's: "a delaware llc".
STOPS = words("to for in on at about against between vs versus via into re or if when than like")
INDEFINITE = words("my your any single uk us eine einer einen meine une ma una mi un mia een mijn uma minha")

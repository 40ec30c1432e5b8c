"""Phrases of what one asks for or does to somebody: write, tell, invite, shout at. The name is the one of ``announced``."""

from classifiers.checks.words import words
from classifiers.compiled import compiled
from classifiers.names.cues.announced import NAME, TITLE
from classifiers.names.phrase import Phrase

_ASKED = words("email mail text call tell ask remind let schreib schreibe sag frag ruf")
_ASKED_ELSEWHERE = words(
    "escribe llama dile pídele pregunta avisa scrivi dì digli dille chiedi chiama escreve diz pede pergunta liga écris dis demande appelle préviens "
    "stuur vraag zeg vertel bel napisz zadzwoń powiedz powiedzieć zapytaj digo decirle dico dirlo dizer dire"
)
_INVITED = words("invite invita nodig zaproś convida convide lade lad")
_DONE_TO = words(
    "up divorce shout shouts shouted yell yells yelled scream screams screamed cheat cheats cheated cheating propose proposes proposed proposing "
    "apologise apologised apologising apologize apologized apologizing lied argue argued argument arguing quarrel quarrelled"
)
_ELDERS = words(
    "granny grandma grandpa nana auntie aunty aunt uncle oma opa tante onkel oncle tonton tía tío tia tio zia zio ciocia wujek babcia"
)
_AN_ADDRESS = r"\([^()\s@]{1,40}@"


def _spaced(verbs: frozenset[str]) -> tuple[str, ...]:
    """Verbs with the space behind them: "let" alone stands in every other word."""
    return tuple(f"{verb} " for verb in sorted(verbs))


PHRASES = (
    # Whom to write to or to tell, with what. Where only names have capitals, any word may be one.
    Phrase(
        _ASKED,
        compiled(
            r"\b(?:[Ee]-?mail|[Mm]ail|[Tt]ext|[Cc]all|[Tt]ell|[Aa]sk|[Rr]emind|[Ll]et|[Ss]chreibe?|[Ss]ag|[Ff]rag|[Rr]uf) "
            rf"{TITLE}?(?P<name>{NAME})(?=,? (?:{_AN_ADDRESS}|(?:eine?n?|kurz|bitte|dass|know|that|back|tomorrow|on Monday|by Friday)\b|"
            r"at \+?\d|on \+?\d|(?:an )?(?:and|und) (?:tell|ask|say|sag|frag)\b))"
        ),
        False,
        holds=_spaced(_ASKED),
        ahead=2,
    ),
    Phrase(
        _ASKED_ELSEWHERE,
        compiled(
            r"\b(?:(?:[Ee]scribe|[Ll]lama|[Dd]ile|[Pp]ídele|[Pp]regunta|[Aa]visa|[Ss]crivi|[Dd]ì|[Dd]igli|[Dd]ille|[Cc]hiedi|[Dd]igo|[Dd]ecirle|[Dd]ico|[Dd]irlo) a|[Cc]hiama|"
            r"(?:[Ee]screve|[Dd]iz|[Dd]igo|[Dd]izer|[Pp]ede|[Pp]ergunta) (?:a|à|ao)|[Ll]iga (?:a|à|ao|para [ao])|(?:[ÉE]cris|[Dd]is|[Dd]ire|[Dd]emande) à|[Dd]ire a|[Aa]ppelle|[Pp]réviens|"
            r"[Ss]tuur|[Vv]raag|[Zz]eg(?: ik)?(?: tegen)?|[Vv]ertel(?: ik)?|[Bb]el|[Nn]apisz do|[Zz]adzwoń do|[Pp]owied(?:z|zieć)|[Zz]apytaj) "
            rf"{TITLE}?(?P<name>{NAME})(?=,? (?:{_AN_ADDRESS}|(?:que|che|dat|że|czy)\b|"
            r"(?:et|y|e|en|i) (?:dis|dile|pregunta|digli|dille|diz|pergunta|zeg|vraag|powiedz)\b))"
        ),
        True,
        holds=("ecris ", *_spaced(_ASKED_ELSEWHERE)),
        ahead=2,
    ),
    # The same in small letters, of people only: in these languages nobody tells a tool that something is so.
    Phrase(
        words(
            "diz fala avisa pede pergunta explica conta dile avísale pregúntale explícale dì dici scrivi chiedi spiega digli dille dis dire demande explique préviens zeg zeggen vraag vertel sag sage frag erklär"
        ),
        compiled(
            r"(?<!\w)(?:(?:diz|fala|avisa|pede|pergunta|explica|conta) (?:ao|à|a|pro|pra|para o|para a|o)|(?:dile|avísale|pregúntale|explícale) (?:a la|al|a)|"
            r"(?:dì|dici|scrivi|chiedi|spiega|digli|dille) (?:alla|al|a)|(?:dis|dire|demande|explique|préviens) à(?: la)?|(?:zeg|zeggen|vraag|vertel)(?: tegen| aan)?|(?:sage?|frag|erklär)(?: der| dem| mal)?)"
            r" (?P<small>[^\W\d_A-Z]{4,14}),? (?:que|che|se|si|qu['’]|dat|dass|das|ob)(?!\w)"
        ),
        True,
        holds=(" que ", " che ", " se ", " si ", " qu'", " qu’", " dat ", " dass ", " das ", " ob "),
        ahead=46,
    ),
    # Who gets a copy; who was to do something by now.
    Phrase(
        words("cc cced ccing loop looping copy"),
        compiled(
            rf"\b(?:[Cc][Cc](?:'d|ed|ing)?|CC|(?:[Ll]oop|[Ll]ooping|[Cc]opy) in):? {TITLE}?(?P<name>{NAME})"
        ),
        False,
        holds=("cc ", "cc: ", "cced ", "ccing ", "cc'd ", "loop in ", "looping in ", "copy in "),
        ahead=2,
    ),
    Phrase(
        words("did"),
        compiled(
            rf"(?:^|(?<=[.!?:] )|(?<=\n))[Dd]id {TITLE}?(?P<name>{NAME}) (?:(?:already|ever|finally|not|just) )?"
            r"(?:sign|repl(?:y|ied)|answer|respond|paid|pay|sent|send|confirm|approv|submit|return|call|finish|agree|accept|complain|resign|quit|reach out|get back)"
        ),
        False,
        holds=("did ",),
        ahead=1,
    ),
    # Who owes money to whom.
    Phrase(
        words("owe owes owed owing schulde schuldet dois debo debe devo deve"),
        compiled(
            rf"\b(?:[Oo]w(?:e|es|ed|ing)|[Ss]chuldet?|[Dd]ois à|[Dd]ebo a|[Dd]ebe a|[Dd]evo a|[Dd]eve a) {TITLE}?(?P<name>{NAME})"
            r" (?:[\d$€£]|an?\b|the\b|some\b|money|noch\b|nog\b)"
        ),
        False,
        holds=(
            "owe ",
            "owes ",
            "owed ",
            "owing ",
            "schulde",
            "dois a ",
            "debo a ",
            "debe a ",
            "devo a ",
            "deve a ",
        ),
        ahead=2,
    ),
    # An old aunt, but for those whom everybody knows.
    Phrase(
        _ELDERS,
        compiled(
            r"\b(?:[Gg]ranny|[Gg]randma|[Gg]randpa|[Nn]ana|[Aa]untie|[Aa]unty|[Aa]unt|[Uu]ncle|Oma|Opa|Tante|Onkel|[Oo]ncle|[Tt]onton|[Tt]ía|[Tt]ío|[Zz]ia|[Zz]io|"
            rf"[Cc]iocia|[Ww]ujek|[Bb]abcia) (?!Sam\b|Ben['’]s|Tom['’]s|Bob\b|Jemima|May\b|Vernon|Scrooge|Iroh|Vanya|Moses)(?P<name>{NAME})"
        ),
        False,
        holds=_spaced(_ELDERS),
        ahead=2,
    ),
    # Who is invited together.
    Phrase(
        _INVITED,
        compiled(
            r"\b(?:[Ii]nvite|[Ii]nvita(?: a)?|[Nn]odig|[Zz]aproś|[Cc]onvid[ae] [ao]|[Ll]ade?) "
            rf"(?P<list>{NAME}(?:(?:, ?|,? (?:and|und|et|y|e|en|i|&) )(?:[ao] )?{NAME}){{1,30}})"
        ),
        False,
        holds=_spaced(_INVITED),
        ahead=2,
    ),
    # Whom one parts from, shouts at, begs pardon of: nobody does that to a thing or a town.
    Phrase(
        _DONE_TO,
        compiled(
            r"\b(?i:(?:break|breaking|broke|split|splitting) up with|divorce from|(?:shout|shouts|shouted|yell|yells|yelled|scream|screamed) at|"
            r"cheat(?:s|ed|ing)? on|propos(?:e|ed|ing) to|apologi[sz](?:e|ed|ing) to|lied to|(?:argu(?:e|ed|ment|ing)|quarrel(?:led)?) with)"
            rf" {TITLE}?(?P<name>{NAME})"
        ),
        True,
        holds=(
            "up with ",
            "divorce ",
            "shout",
            "yell",
            "scream",
            "cheat",
            "propos",
            "apologi",
            "lied to ",
            "argu",
            "quarrel",
        ),
        ahead=10,
    ),
)

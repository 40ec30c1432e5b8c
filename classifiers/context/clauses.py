"""What stands around a word of a note: what leads to it, what ends its clause, whether it stands alone in its line.

All places are within one line, from ``start`` to ``end``.
"""

import re

from classifiers.checks.chosen import CODE_OF_KEYS

_EDGES = r"\s\"'`“”„«»‘’(),;<>|\[\]{}…"
WORD = re.compile(rf"(?<![^{_EDGES}])[^{_EDGES}]{{4,40}}(?![^{_EDGES}])")
NUMBER = re.compile(
    r"(?<![\w.,:/\-€$£+&#*@=%])(?<!\d[ ])(?:(?<=\s)|(?<=[(\"„“«'→>=:])|^)(?P<code>"
    + CODE_OF_KEYS.pattern
    + r")(?![\w\-/%€$£°]|[.,:]\d|\s?(?:%|€|eur\b|usd\b|mm\b|cm\b|kg\b|km\b|px\b))",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"(?:[:=→>|/+(,;\"'`„“«\-–—]|(?<![^\W_])(?:"
    r"is|was|are|be|now|it[’']?s|its|still|again|always|use|type|say|try|tried|to|with|using|and|or|then|literally|"
    r"says|reads|then|w/|sent|gave|have|had|hab|habe|hatte|j[’']ai|prend|ho|usa|heb|mam|use|uses|used|got|chose|set|picked|said|put|enter|tippe|tippt|gib|tapez|tape|mets|pon|poned|metti|"
    r"inserisci|tik|toets|wpisz|me|him|her|them|us|sagt|ist|sind|war|lautet|jetzt|immer|noch|nimm|mit|und|oder|auf|dann|als|mir|"
    r"est|c[’']est|sont|dit|toujours|maintenant|avec|et|ou|sur|en|es|era|son|ahora|siempre|con|y|o|a|"
    r"était|fue|fu|foi|waren|werd|był|było|"
    r"è|é|sono|ora|sempre|e|ed|ho messo|nu|zegt|steeds|met|of|op|toen|dan|doe|"
    r"agora|com|por|jest|teraz|nadal|z|i|lub|na))[ \t]*$",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"(?:[:=→>]|[ \t][\-–—/|]|[„“«\"]|[,;/])[ \t]*[\"'„“«`]?$")
# A key of a keypad, which is pressed behind a number.
_KEY = re.compile(
    r"[ \t](?:(?:and|then|und|dann|et|puis|y|e|en|dan|i|\+)[ \t])?(?:ent|enter|hash|pound|star|raute|stern|"
    r"sternchen|dièse|étoile|almohadilla|asterisco|invio|cancelletto|hekje|sterretje|vinkje|cardinal|campanella|key|bell|krzyżyk|gwiazdka|gwiazdkę)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"[\"'`”“»)\]*]{0,3}[ \t]*(?:$|[.,;:!?()|/–—…+\n]|[A-F]\b|-[ \t]|->|→|"
    r"(?:and|or|then|und|oder|dann|et|ou|puis|y|o|e|ed|en|of|dan|i|lub|but|aber|mais|pero|ma|maar|mas|ale|ends|for)\b)"
)
_CLOSES = re.compile(r"[\"'`”“»)\]*]{0,3}[ \t]*(?:$|[.,;!?()\n])")
# The second of a pair behind the first, who logs in.
_PAIR = re.compile(
    r"[\"'`”“»]?(?:[ \t]?[/|:+][ \t]?[^\s/|]{4}|,?[ \t](?:"
    r"pw|pass|password|mdp|pwd|psw|ww|haslo|hasło|passwort|kennwort|senha|clave|contraseña|wachtwoord)\b)",
    re.IGNORECASE,
)
# Who logs in, and the sign or word between him and his password.
_LOGIN = re.compile(
    r"(?:[\w.+\-]{2,40}@[\w.\-]{0,40}|(?<![^\W_])(?:user(?:name)?|login|usuario|utente|utilisateur|identifiant|benutzer|"
    r"kennung|gebruiker|inlog(?:naam)?|account|operador|operator|bediener|agent|camarero|użytkownik|usuário|session|"
    r"windows|as|als|como|comme|come|jako|id)[ \t]{0,2}[:=]?[ \t][\w.@\\\-]{1,30})"
    r"\)?(?:[ \t]?[,/|:&+–\-]|[ \t](?:and|und|et|y|e|en|i|with|mit|con|avec|met|com|z))[ \t][\"'(„“]?$",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"[ \t\"'„“«`(]{0,3}(?:[:=→>\-–,]{0,2}|(?:[ \t]?[^\W\d_]{1,12}[’']?){1,3}[ \t]?[:=→]?)[ \t\"'„“«`]{0,3}"
)
_BULLET = re.compile(
    r"[ \t]*(?:\[[^\]\n]{1,24}\][ \t]*)?(?:[\-–—*•>]{1,2}[ \t]*|\d{1,2}[.)][ \t]*)?"
    r"(?:[^\W\d_][\w .]{0,24}:[ \t]+|<[^>\n]{1,24}>[ \t]*)?[\"'„“«`*]{0,2}"
)
_LAST_WORD = re.compile(r"(?<![^\W_])([^\W_]{2,20})[ \t\"'„“«`]*[:=#]?[ \t\"'„“«`]*$")
_SETTING = re.compile(r"(?<![\w.\-])[A-Za-z_][\w.\-]{0,40}=[\"'`]?$")
_SENTENCE_END = re.compile(r"[.!?]\s|[;\n]")
# A line of a program, of its tables or its output.
_OF_CODE = re.compile(
    r"[{}\\][ \t]*$|[)\]\"'}][;,][ \t]*\\?$|==|<-|<<|->\w|::|=>|\(\)|\w[(\[][\w\"'$)]|\][ ]?=|[{(]\w+:|"
    r"\$\w+[ ]?[=,)]|\w[(][^)\n]{0,80}[)][;:{]|['\"]@['\"]|"
    r"^[ \t]*(?://|/\*|--[ ]|</?[a-zA-Z!?]|@\w|#(?:include|define)|"
    r"(?:import|return|class|def|function|const|let|var|elif|echo)\b)",
    re.MULTILINE,
)


def is_led_to(text: str, start: int, at: int) -> bool:
    """Whether a sign or a small word right in front leads to a value."""
    return _LEADS.search(text, max(start, at - 24), at) is not None


def is_behind_a_sign(text: str, start: int, at: int) -> bool:
    """Whether a sign right in front gives a value: a colon, a dash, a quote, a comma."""
    return _SIGNS.search(text, max(start, at - 6), at) is not None


def is_next(text: str, end: int, at: int) -> bool:
    """Whether a value at a place is that of a word which ends: a sign or at most three words between."""
    return _NEXT.fullmatch(text, end, at) is not None


def ends_clause(text: str, at: int, end: int) -> bool:
    """Whether nothing of the same clause follows a value."""
    return _ENDS.match(text, at, end) is not None


def is_closed(text: str, at: int, end: int) -> bool:
    """Whether a full sign or the end of the line follows a value."""
    return _CLOSES.match(text, at, end) is not None


def is_first_of_a_pair(text: str, start: int, at: int, high: int, end: int) -> bool:
    """Whether a value is who logs in, in front of his password."""
    return _PAIR.match(text, high, end) is not None and not text[start:at].rstrip().endswith("/")


def is_behind_a_login(text: str, start: int, at: int) -> bool:
    """Whether who logs in stands in front of a value, as in a pair."""
    return _LOGIN.search(text, max(start, at - 90), at) is not None


def is_keyed_in(text: str, at: int, end: int) -> bool:
    """Whether a key of a keypad follows a number."""
    return _KEY.match(text, at, end) is not None


def lead(text: str, start: int, at: int) -> int:
    """How many characters stand in front of a value in its line, marks of lists and speakers left out."""
    bullet = _BULLET.match(text, start, at)
    return at - (bullet.end() if bullet is not None else start)


def last_word(text: str, at: int) -> str:
    """The word in front of a place, in lower case; empty where another sign than a colon stands between."""
    last = _LAST_WORD.search(text, max(0, at - 30), at)
    return last[1].lower() if last is not None else ""


def setting(text: str, start: int, at: int) -> int | None:
    """Where the name begins whose value stands at a place, as in `name=value`; None where there is none."""
    name = _SETTING.search(text, max(start, at - 44), at)
    return name.start() if name is not None else None


def has_a_stop(text: str, start: int, end: int) -> bool:
    """Whether a sentence ends between two places."""
    return _SENTENCE_END.search(text, start, end) is not None


def is_code(text: str, start: int, end: int) -> bool:
    """Whether a line is one of a program."""
    return _OF_CODE.search(text, start, end) is not None

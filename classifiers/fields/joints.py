"""What stands between a name and its value: words for "number", marks, verbs, tags, a new line, an answer.

Each pattern is tried where a name ends, or ends where one begins; none looks at more than some dozen characters.
"""

import re
from collections.abc import Iterator

from classifiers.compiled import compiled
from classifiers.fields.names import LINKS, NUMBER_WORDS
from classifiers.listed import AGE, BULLET
from classifiers.openings import matches_at

_NUMBER = "|".join(re.escape(word) for word in sorted(NUMBER_WORDS, key=lambda word: (-len(word), word)))
NUMBERED = compiled(
    rf"(?:[\s_\-./]{{0,2}}(?:(?:n\.?[°º]|n(?=\.[\"'\s:<|])|(?:{_NUMBER})(?![^\W\d_]))\.?|[#№]|\((?:{_NUMBER})\))){{1,2}}",
    re.I,
)
# A name of its own may stand between: "policy Northern Mutual no. 123".
NAMED = compiled(r"(?:\s[A-ZÀ-Ý][\w&\-]{1,20}){1,2}(?=\s{0,2}(?:[Nn][ro]?[.°º]|#))")
# The issuer's own name behind the field's, or whose it is: "numéro allocataire CAF : 173927", "klantnr van Jo is 4417".
_CAPITAL = r"[A-ZÀ-ÖØ-ÞĄĆĘŁŃÓŚŹŻ][^\W\d_]{1,20}"
_OF = r"(?:of|of the|for|d[aeio]l?|d[aeo]s|du|der|van|von|für|pour|para|per|voor|dla|pan[ai]?|frau|herrn?|mme|sig\.ra)"
_WHOSE = (
    rf"(?:[ \t]{_OF})?[ \t]{_CAPITAL}"
    rf"(?:[ \t](?:(?:van|von|de|der|den|ter|d[aio]|dos|del|le|la|el)[ \t]){{0,2}}{_CAPITAL}){{0,2}}"
)
OWN = compiled(
    rf"{_WHOSE}(?=\s{{0,2}}:\s|[ \t](?:is|ist|lautet|est|es|è|é|jest|to)[ \t])"
    rf"|[ \t]{_OF}[ \t][^\W\d_]{{2,20}}(?=\s{{0,2}}:\s)"
)
NUMBER_AHEAD = compiled(
    r"(?<!\w)(?:n\.?[°º]|n\.|nr\.?|núm\.?|num\.?|no\.|numéro|número|numero|numer|nummer|réf\.?|ref\.?|code|código|codice|codul|c[oó]d\.?|kod|číslo|cislo|č\.|broj|број|številka|numărul|id|identifiant|kennung|identificativo|номер|αριθμός|αρ\.|מספר|رقم)"
    r"(?:\s{0,2}|_)(?:(?:d[eiuao]l{0,2}[ao]?|des|do|da|van|van de|vom|der|z)\s{1,2}|d['’])?"
    r"(?:(?:la|le|el|l['’])\s{0,1})?(?:(?:mon|ma|ton|ta|son|sa|notre|votre|leur|mi|tu|su|mio|mia|tuo|tua|suo|sua|"
    r"meu|minha|seu|teu|twojej|mojej|pana|pani|ihres?|meines?)\s)?$"
)
# A cell of markup that ends, and the next one; a pair whose second half is called a value.
_NEXT_CELL = (
    r"""(?:</(?:th|td|dt|b|strong|label|span|p|div)>\s{0,8}){1,2}<(?:td|dd|b|span|p|div)(?:\s[^<>\n]{0,60})?>"""
    r"""|["']?(?:\s{1,8}[\w\-]{1,20}="[^"<>\n]{0,40}"){0,4}?\s{1,8}(?:value|content|val|text|wert)=(?=["'])"""
    r"""|["'`\])]{0,3}\.(?:clear\(\)\.)?(?:type|fill|val|send_?[kK]eys|set_?[vV]alue)\("""
    r"""|(?:</(?:b|strong|i|em|u|label|span|font|h\d)>){1,2}[ \t]{0,2}[:=]"""
    r"""|</label>\s{0,8}<(?:input|textarea|output)(?:\s[\w\-]{1,20}="[^"<>\n]{0,40}"){0,6}?(?:\svalue=(?=["'])|>)"""
    r"""|(?:["']?,\s{0,8}["'][\w\-]{1,16}["']\s?:\s?["'][^"'\n]{0,24}(?=["'])){0,3}?"""
    r"""["']?(?:[,;&]|\}?,\s{0,8}\{)\s{0,8}["']?(?:value|val|waarde|wartość|answer|content|text|wert|antwort|valeur|réponse|valor|respuesta|valore|risposta|"""
    r"""number|no|nr|nummer|numero|número|numéro|(?:id|document)_?(?:value|number|no|nr))["']?\s?[:=]"""
)
LINK = compiled(
    r"""\.?["'\])}*_`]{0,3}(?:\s?\((?!\d{1,5}\))[^()\n]{0,30}\)["'\])*_`]{0,3}"""
    r"""|(?:\s(?!value=|content=)[\w:.\-]{1,24}="[^"<>\n]{0,40}"){1,4}(?=>))?"""
    r"""(?:\s{1,2}(?:(?:is nu|to teraz|jest teraz|(?:ist|lautet) jetzt|est maintenant|es ahora|è ora|é agora)|"""
    r"""is|was|are|ist|lautet(?: auf)?|war|est|es|era|è|é|jest|to|är|er|as|als|on file|(?:in|IN)(?=\s?\()|"""
    r"""(?:should|must|needs to|has to|ought to|will) (?:now )?(?:be|read)|is now|changed to|"""
    r"""(?:soll|muss) (?:jetzt )?heißen|devrait être|debería ser|dovrebbe essere)(?![\w])"""
    r"""|\s{0,2}[:=](?:\*\*)?"""
    rf"""|\s{{0,2}}[.…·_](?:[ \t]?[.…·_]){{2,80}}|\s{{1,2}}\.(?=\s:\s)|{_NEXT_CELL})?"""
    r"""(?:\s(?:le|el|il|em|am|on|op|the|a|o|do|tot|dia|día|either|entweder|soit|albo)(?=\s))?"""
    r"""(?:[ \t]{0,3}(?:[:=：|>#→–\-]|は|是)[ \t]{0,3}|[ \t]{4,40}[|:=][ \t]{0,3}|[ \t]/[ \t]){0,2}"""
    rf"""(?:(?<=[\s:=|])[ \t]{{0,2}}{AGE}|[ \t]{AGE})?"""
    rf"""(?:(?<=[:=|>])\s{{0,8}}\n[ \t]{{0,8}}{BULLET}|(?<=[:=|>] )\n[ \t]{{0,8}}{BULLET})?"""
    r"""[ \t\u00a0]{0,60}(?:["'\[<*`]|\((?!\d{1,5}\))){0,3}(?:(?<=\[) )?"""
)
# A form: the name alone on its line, the value alone on the next.
LINE_BELOW = compiled(
    r"[ \t]{0,3}[.*_)\]]{0,3}(?:\s?\([^()\n]{0,30}\))?[ \t]{0,3}\r?\n{1,2}(?:[\-=_~*]{3,40}[ \t]{0,3}\r?\n)?"
    r"[ \t]{0,8}(?:[\-*•] )?"
)
# Name and value are the two cells of their row: `Kundennummer;55018834`.
PAIRED = compiled(r"[\"']?[;,\t][ \t]?[\"']?(?=[^\s\"'])")
PAIR_ENDS = compiled(r"[\"']?[;,]?[ \t]{0,4}(?:\r?\n|$)")
# The same the other way round, as forms are printed: the value alone on its line, its name below, and then nothing.
LINE_ABOVE = compiled(
    r"(?:(?P<apart>^|\n[ \t]{0,8}\n)|\n)[ \t]{0,8}(?P<value>[^\s\n](?:[^\n]{0,58}[^\s\n])?)"
    r"[ \t]{0,8}\r?\n[ \t>*\-]{0,8}$"
)
FORM_DONE = compiled(
    r"[ \t]{0,3}[.*_:)\]]{0,3}(?:\s?\([^()\n]{0,30}\))?[ \t]{0,8}(?:\r?\n[ \t]{0,8}(?:\r?\n|$)|$)"
)
ANSWER_END = compiled(r"[ \t]{0,8}(?:[.,;]|\r?\n|$|\s(?:and|und|et|y|e|i|en)\s)")
LINE_END = compiled(r"[ \t]{0,8}[.,]?[ \t]{0,3}(?:\r?\n|$)")
# Two who talk: one asks for it at the end of a line, the other answers with nothing else.
ANSWER = compiled(
    r"(?: (?:for|of|from|on|von|für|pour|para|per|voor|dla) [^\n?:]{2,40}(?=\?))?"
    r"[ \t]{0,2}[?.!]?(?: please[?.!]?)?[ \t]{0,2}\n(?:\[[^\[\]\n]{1,24}\]\s?)?[^\W\d_][\w .]{0,24}:[ \t]"
    r"(?:(?:sure|yes|yeah|yep|ok|okay|of course|ja|klar|oui|bien sûr|sí|claro|sì|certo|sim|tak)[,.!:]? )?"
    r"(?:(?:it['’]s|it is|that['’]s|that is|das ist|die ist|c['’]est|es|è|é|dat is|to) )?",
    re.I,
)
WISHED = compiled(r"[.!]?[ \t]{0,2}\r?\n{1,2}[ \t>]{0,4}(?=[^\s])")
_SAID = compiled(r"(?:^|\n)(?:\[[^\[\]\n]{1,24}\]\s?)?[^\W\d_][\w .]{0,24}:[ \t](?P<said>[^\n]{0,80})$")
_WISH = compiled(
    r"\b(?:please|your|bitte|ihre?n?|deine?n?|votre|ton|ta|su|tu|sua|seu|teu|uw|je|jouw|twój|twoją|proszę|podaj|podać)\b",
    re.I,
)
# The name in brackets behind its value, perhaps with whose it is: "512 343 417 (phone)".
IN_BRACKETS = compiled(r"\.?\)")
BRACKET_AHEAD = compiled(
    r"\((?:(?:the|my|his|her|our|their|meine?|ihre?|seine?|mon|ma|son|sa|mi|su|il mio|il suo|mijn|mój|jego|jej|meu|"
    r"seu)\s)?$"
)
AHEAD_OF_BRACKETS = compiled(
    r"(?:^|[,;:|\n\t(]\s?|\b(?:is|ist|est|es|é|è|jest|and|und|et|y|e|i|en|on|at|call|with)\s)"
    r"((?:\(\d{1,5}\)|[^,;:|\n\t(]){4,48})\s\($"
)
TOKEN_AHEAD_OF_BRACKETS = compiled(r"(?:^|\s)([^\s()]{4,40})\s\($")
# What it should be, in the next sentence: "the account number on file is wrong. Should be 48543284."
CORRECTED = compiled(
    r"(?: on file| in (?:the|our) (?:system|records?|file))? (?:is|was|are) (?:wrong|incorrect|outdated|old|not right)"
    r"[.,;:]? {1,2}"
    r"(?:(?:it|that) )?(?:should|must|needs to|ought to) (?:be|read) ",
    re.I,
)
# A note's short form: `Geb/04.07.1952`. What stands ahead of the name tells it from a path.
STROKE = compiled(r"/(?=[^\W_]|[+(]\d)")
STROKE_AHEAD = compiled(r"(?:^|[\s,;|(])$")
STROKE_END = compiled(r"(?![\w/\-]|\.\w)")
# A remark that may itself be the value: "verified MRN (3930907)"; a builder's argument: `.mrn("RXH582691")`.
BRACKET = compiled(r"[ \t]{0,2}\([\"'`]?(?=[^\W_])")
# The value between commas behind its name: "Your MRN, MR551271, has been updated".
APPOSED = compiled(
    r",[ \t](?:(?:also|namely|that is|i\.e\.|nämlich|d\. ?h\.|soit|à savoir|es decir|o sea|cioè|ossia|ou seja|"
    r"czyli|dus|namelijk),?[ \t])?(?=\S)"
)
APPOSED_END = compiled(r"[ \t]{0,2}(?:,|[.;]?[ \t]{0,3}(?:\r?\n|$))")
# The value ahead of its name: "MR551271 = chart no", "whether 15-89-73 is the right sort code".
_NAMED_AFTER = compiled(
    r"""["'`]?\s(?:=|(?:is|was|ist|lautet|est|es|era|è|é|jest|as|als|still|now)(?:\s(?:still|now|also|indeed|the|my|his|her|your|our|their|"""
    r"""right|correct|new|old|current|valid|wrong|actual|real|die|der|das|ihre?|meine?|seine?|richtige|korrekte|neue|alte|le|la|el|il|lo|mon|son|mi|su|"""
    r"""nouveau|nouvelle|bon|bonne|nuevo|nueva|nuovo|o|a|novo|het|de|juiste|nieuwe|mijn|mio|mia|suo|sua|tuo|tu|ton|votre|"""
    r"""notre|leur|nuestro|nuestra|meu|minha|seu|nosso|mój|moja|jego|jej|pana|pani|nasz|onze|uw|zijn|haar)){0,3})\s$"""
    r"""|\sto\s(?:mój|moja|jego|jej|nasz|nasza)\s$"""
    r"""|(?:\s[\-–—]|[,;:])\s(?:that|this|it|das|dies|es|ce|dat|het)(?:['’]?s|\s(?:is|was|ist|war)|['’]est)\s(?:the|my|his|her|"""
    r"""our|their|your|die|der|das|meine?|ihre?|seine?|le|la|mon|son|mijn|het|zijn|haar)\s$"""
)
# "771940352 for her passport number": only with a word for "number", since much is paid for a customer.
_NAMED_FOR = compiled(
    r"\s(?:for|as|under|als|für|unter|comme|pour|sous|como|para|por|come|per|jako|dla|z|voor|onder)"
    r"(?:\s(?:the|my|his|her|their|our|your|der|die|seine|ihre|meine|le|la|el|il|son|sa|mon|su|mi|suo|seu|meu|het|zijn|"
    r"haar|jego|jej|mój|moja))?\s$"
)
# "PAC771940 como pasaporte": without that word, only what is led by letters.
_NAMED_AS = compiled(
    r"(?<![^\s(\"'])(?=\d{0,4}[A-Z]{1,4}-?\d)[\w\-./]{5,20}"
    r"(?P<as>\s(?:as|als|comme|como|come|jako)(?:\s(?:the|my|his|her|mon|ma|son|sa|mi|su|mio|mijn))?\s)$"
)
# A line that begins with the value: "48291736, customer number of the Hendersons".
_COMMA = compiled(r",\s$")
_OF_SOMEBODY = compiled(r"[^\W\d_]{0,12} (?:of|de|du|von|vom|des|der|di|del|della|van|pan[ai])[ ]")
# What may follow a name that ends its phrase; another noun would make it the name of something else.
_NAME_DONE = compiled(
    r"""[ \t]{0,2}(?:[.,;:!?)|"'`\n]|$|(?:for|of|on|in|at|from|to|and|or|here|please|now|I|you|he|she|we|they|that|"""
    r"""which|von|für|im|bei|und|"""
    r"""eintragen|angeben|nehmen|notieren|verwenden|hinterlegen|angegeben|eingetragen|notiert|verwendet|genannt|"""
    r"""hinterlegt|gespeichert|given|used|entered|della|dello|delle|des|der|dos|das|pana|de|du|qui|que|che|dat|die|"""
    r"""pour|et|del|para|por|y|di|per|e|van|voor|en|do|da|dla)(?![\w]))"""
)
_MOST_AHEAD, _MOST_WORDS = 48, 6
# `D.N.I.`, `a_b_n`: an abbreviation with a mark behind every letter.
_DOTTED = compiled(r"(?<![\w.])[^\W\d_](?:([._])[^\W\d_](?![^\W\d_])){1,4}")
_MARKED = compiled(
    r"[._](?<=[^\W\d_].)(?<![\w.][^\W\d_].)(?=[^\W\d_](?![^\W\d_]))"
)  # the first of their marks
BETWEEN = rf"[\s_\-./'’]{{0,2}}(?:(?<=[\s'’])(?:{'|'.join(sorted(LINKS))})[\s'’]{{1,2}}){{0,2}}"
# A form's key: `"city": "`, `City: `, `<city>`; the value follows at once.
# An `==` compares; it gives no value.
COMPARED = compiled(r"""["'\])]{0,2}\s{0,2}[=!]==?""")
FORM = compiled(
    rf"""(?:[ _]?[1-4])?["']?\s{{0,2}}(?:[:=]\s{{0,3}}(?P<quote>["'])|(?:{_NEXT_CELL})\s{{0,2}}["']?|>"""
    r"""|[ \t]{0,40}\|[ \t]{1,2}(?=[^\W_])|[:=](?:\*\*)?[ \t]{1,4}(?=[^\W_]))"""
)
FORM_AHEAD = compiled(r"""(?:^|[\n\r{,;<>"'|\t(*])\s{0,8}(?:(?:[\-*•]|\d{1,2}[.)])\s)?$""")


def dotted(low: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
    """Abbreviations with a mark behind every letter: `d.n.i.`, `a_b_n`."""
    end = len(low) if end is None else end
    heads = (mark.start() - 1 for mark in _MARKED.finditer(low, start, end))
    return matches_at(_DOTTED, low, heads, end)


def ahead_of_name(text: str, name: int, end: int) -> tuple[list[int], int]:
    """Where a value may begin that the name from ``name`` to ``end`` follows ("X is the right ..."), the longest first,
    and where it ends."""
    if text[name - 1 : name] != " " or _NAME_DONE.match(text, end) is None:
        return [], 0
    first = max(0, name - 40)
    joint = _NAMED_AFTER.search(text, first, name)
    if joint is None and says_number(text, name, end):
        joint = _NAMED_FOR.search(text, first, name) or _opening(text, first, name, end)
    if joint is not None:
        stop = joint.start()
    elif (led := _NAMED_AS.search(text, first, name)) is not None:
        stop = led.start("as")
    else:
        return [], 0
    at = stop
    starts: list[int] = []
    while len(starts) < _MOST_WORDS:
        at = max(text.rfind(mark, max(0, stop - _MOST_AHEAD), at) for mark in " \n\t\"'`")
        if at < 0 and stop > _MOST_AHEAD:
            break
        starts.append(at + 1)
        if at < 0 or text[at] != " ":
            break
    return starts[::-1], stop


def _opening(text: str, first: int, name: int, end: int) -> re.Match[str] | None:
    """The comma ahead of a name that somebody owns, where nothing but one word stands ahead of it on the line."""
    line = max(first, text.rfind("\n", first, name) + 1)
    comma = _COMMA.search(text, first, name)
    alone = comma is not None and text[line : comma.start()].strip().isalnum()
    return comma if alone and _OF_SOMEBODY.match(text, end) is not None else None


def says_number(text: str, name: int, end: int) -> bool:
    """Whether a word for "number" is part of the name from ``name`` to ``end``."""
    return NUMBERED.search(text, name, end) is not None or text[name:end].lower().endswith("/n")


def is_asked(text: str, name: int, between: str) -> bool:
    """Whether somebody who is named asks for what is called at ``name``; ``between`` leads to the answer."""
    said = _SAID.search(text, max(0, name - 110), name)
    return said is not None and ("?" in between or _WISH.search(said["said"]) is not None)


def is_wished(text: str, name: int) -> bool:
    """Whether the line ahead of ``name`` asks for it: "I need your", "Proszę podać"."""
    start = text.rfind("\n", max(0, name - 80), name) + 1
    return _WISH.search(text, max(start, name - 80), name) is not None


def is_of_code(low: str, start: int, end: int) -> bool:
    """Whether a name is the end of a function's, which is called, or the middle of an identifier: `get_by_serial(x)`,
    `OID_id_X25519`."""
    inside = low[start - 1 : start] == "_"
    return inside and (
        low[end : end + 1] == "(" or re.match(r"(?:_id)?_[a-z]{1,3}\d", low[end : end + 8]) is not None
    )


def is_label(text: str, at: int) -> bool:
    """Whether a name that ends its line is all of it, or all but a word or two of the same label."""
    return own_line(text, at) or _LABEL_AHEAD.search(text, max(0, at - 40), at) is not None


_LABEL_AHEAD = compiled(r"\n[ \t>*\-]{0,4}(?-i:[A-ZÀ-Ý])[^\W\d_]{1,14}(?:[ /][^\W\d_]{2,14})?[ ]$")


def own_line(text: str, at: int) -> bool:
    """Whether only white space and a bullet stand before ``at`` on its line."""
    ahead = text[max(0, at - 24) : at]
    line = ahead[ahead.rfind("\n") + 1 :]
    return len(line) < 24 and not line.strip(" \t-*•>|\"'")

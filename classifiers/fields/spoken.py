"""How sentences lead from the name of a number to the number: a question and its answer, "it's", a clause, a verb.

Each pattern is tried where a name ends; what it finds ends where a value begins that has a digit near its start. None
looks at more than some dozen characters.
"""

import re

from classifiers.compiled import compiled

_VALUE = r"(?=(?:[^\W\d_]{1,6}[ \-./]?){0,3}\d)"
_IS = r"(?:is|was|ist|war|lautete?|est|était|es|era|è|é|jest|to|była?)"
_THE = r"(?:(?:the|le|la|el|il|lo|o|a|die|der|das|den|het|de|number|no\.?|n[°º]\.?|nr\.?|nummer) )?"
_ITS = (
    r"(?:it['’]?s|it (?:is|was)|that['’]?s|that (?:is|was)|this is|(?:das|es|sie) (?:ist|war|wäre)|sie lautet|c['’]est|"
    r"c['’]était|ce serait|es|sería|è|sarebbe|é|seria|(?:dat|het|die) (?:is|was)|to(?: jest)?|jest to)"
    rf"(?: (?:now|still|jetzt|maintenant|ahora|ora|agora|teraz|nu))? {_THE}"
)
_ASSENT = (
    r"(?:(?:sure|yes|yeah|yep|no|ok|okay|of course|well|um|ja|nein|klar|gerne|also|oui|non|bien sûr|sí|claro|sì|certo|"
    r"sim|não|tak|nie|nee|natuurlijk|(?:one |just a |einen |un )?(?:moment|momento|instant|second|sec|chwilę)"
    r"(?: please| bitte)?)(?: ?[,.!:…]{1,3})? )?"
)
_POLITE = (
    r"(?:,? (?:again|please|pls|right|correct(?:ly)?|down|bitte|nochmal|richtig|svp|s['’]il (?:vous|te) pla[iî]t|"
    r"por favor|per favore|per piacere|proszę|graag|alstublieft))?"
)
_NEXT_LINE = (
    r"[ \t]{0,2}\r?\n{1,2}[ \t>]{0,4}(?:[\-*•] )?(?:\[[^\[\]\n]{1,24}\] ?)?"
    r"(?:[^\W\d_][\w .]{0,24}:[ \t]|A\.[ \t])?"
)
_ANSWER = r"(?:A|R|O|Answer|Antwort|Réponse|Respuesta|Risposta|Resposta|Odpowiedź|Antwoord)[.:)]"

# "What is your customer number?" and the answer behind it or on the next line; "Q: customer number", "A: 48130277".
ANSWERED = compiled(
    rf"(?:{_POLITE}[)\"'»”]?[ \t\u00a0]{{0,2}}\?[)\"'»”]?(?:[ \t]{{1,2}}|{_NEXT_LINE})"
    rf"|\r?\n[ \t>]{{0,4}}{_ANSWER}[ \t]{{1,2}}){_ASSENT}(?:{_ITS})?{_VALUE}",
    re.I,
)
# "my student ID, it's 20197714"; "das ist", "c'est le".
ITS = compiled(
    rf"(?:[ \t]?[,.;:–—]|[ \t]-)[ \t\u00a0]{{1,2}}(?:(?:and|und|et|y|e|i|en) )?{_ITS}{_VALUE}", re.I
)
# "changed from 55018834 to 55029917".
CHANGED = compiled(
    r" (?:(?:has |was |is |got )?(?:changed|switched|updated|corrected|moved)|ändert sich|wurde|hat sich|est passée?|"
    r"a changé|cambió|ha cambiado|è cambiat[oa]|passou|zmieniono|is gewijzigd|wijzigt) "
    rf"(?:from|von|de|du|da|del|dal|z|van) {_VALUE}",
    re.I,
)
TO = compiled(r" (?:to|auf|zu|in|à|a|al|au|para|na|naar) (?=\S)", re.I)
# The firm between a name with a word for "number" and the number: "customer number Vodafone 48291736".
ISSUED = compiled(
    r" (?:(?:bei(?:m| der| dem)?|(?:at|with|from|of)(?: the)?|chez|à la|von(?: der)?|de la|del|della|de|"
    r"bij(?: de)?|w) )?"
    r"(?:[A-ZÀ-Ý][\w&\-]{1,20}|[a-z]{2,5}\.[a-z]{2,4})(?: [A-Z][\w&\-]{1,20})?,? "
    r"(?=(?:[A-Z]{0,4}[ \-/]?)(?:\d[ .\-/]?){5})"
)
# What it is the number of: "serial number of the dock 0048291730582A", "Seriennummer des Geräts 48291736".
OF_A_THING = compiled(
    r" (?:of|for|der|des|vom|von der|de la|de l['’]|du|del|della|dello|dell['’]|van de|van het|da|do) ?"
    r"(?:(?:the|my|his|her|our|their|this) )?[^\W\d_]{3,16} "
    r"(?=(?-i:[A-Z]{0,4})-?(?:\d[A-Z\d]{0,3}-?){3})(?=[A-Z\d\-]{8})",
    re.I,
)
_VERB = (
    rf" (?:(?:{_IS}|has been|had been|a été|è stat[oa]|fue|foi|zosta[łl][ao]?|werd|wurde) )?"
    r"(?:(?:also|already|still) )?(?:given|listed|recorded|noted|entered|registered|stored|shown|printed|quoted|saved|"
    r"reported|provided|angegeben|"
    r"notiert|eingetragen|indiqué|noté|enregistré|indicato|registrato|annotato|indicado|anotado|registrado|podany|"
    r"zapisany|opgegeven|genoteerd|figure|figura|aparece|risulta)e?"
    r"(?: (?:to|by) [^\W\d_]{2,12})? (?:as|comme|como|come|jako|als) "
)
_ADVERB = (
    rf" (?:{_IS} (?:definitely|actually|really|probably|apparently|indeed|simply|just|in fact|certainly|supposedly|"
    r"wirklich|sicher|bestimmt|wohl|dann|eigentlich|bien|donc|seguramente|certamente|na pewno|zeker)|reads|says|shows|"
    r"would be|might be|could be|wäre(?: dann)?|serait|sería|sarebbe|seria|byłby|zou zijn|wurde (?:als|mit)) "
)
_USE = (
    r" (?:(?:please|bitte) )?(?:use|enter|take|put|try|quote|nimm|nehmen sie|verwende|verwenden sie|steht|gilt|"
    rf"utilise[zr]?|mettez|prenez|usa|usar|usi|metta|metti|gebruik|neem|wpisz|podaj) {_THE}"
)
_CLAUSE = (
    r",? (?:(?:(?:that|which|who|I|you|he|she|we|they|die|das|den|qui|que|che|dat|któr[yąae]|"
    r"printed|shown|listed|written|stated|mentioned|quoted|assigned|issued) |qu['’])[^\n.;:?!\d,()]{2,48}?|"
    r"(?:the|my|our|his|her|their|your) [^\W\d_]{2,16} "
    r"(?:has|have|had|gave|gives|uses?|used|sent|lists|holds|keeps|shows)"
    rf"(?: [^\n.;:?!\d,()]{{2,40}}?)?)(?:,? {_IS}:? {_THE}|, |: | \()"
)
# "customer number of the applicant according to the form: 48291736"; not of how such a number is written.
_PHRASE = (
    r" (?:of|for|from|according|as|in|on|von|vom|des|der|für|laut|du|de|pour|selon|del|para|según|della|per|secondo|"
    r"van|voor|volgens|według|dla)"
    r"(?![^\n:]{0,60}(?:format|exampl|beispiel|exempl|ejempl|esempi|przykład|pattern|regex|template|length|digit))"
    r" [^\n.;:?!\d]{2,64}(?:: | (?:is|was|ist|war|lautet|est|es|è|é|jest) )"
)
_BEGINS = (
    r" (?:starts?|begins?|beginnt|fängt|commence|débute|empieza|comienza|inizia|começa|zaczyna|begint) "
    rf"[^\n.;:?!\d]{{1,30}}(?:: |,? (?:and|und|et|y|e|i|en) {_IS} )"
)
CLAUSE = compiled(rf"(?:{_VERB}|{_ADVERB}|{_USE}|{_CLAUSE}|{_PHRASE}|{_BEGINS})[(\"'`]?{_VALUE}", re.I)
# What may stand behind a value that words part from its name.
DONE = compiled(
    r"[ \t]{0,8}(?:[.,;:!?)\]\"'’»]|\r?\n|$|[\-–—] |(?<=[ \t])(?:and|und|et|y|e|i|en|or|oder|ou|o|but|aber|mais|pero|"
    r"ma|ale|maar|in|on|at|for|from|if|because|thanks?|danke|merci|please|pls|bitte|can|could|would|im|am|auf|für|bei|als|"
    r"statt|instead|na|w|per|para|pour|voor|dans|sur|is|ist|est|es|è|was|war|now|then|though|again|twice)\b)",
    re.I,
)

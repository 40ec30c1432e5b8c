"""Words of a text that asks for people who do not exist: exercises, exams, personas, cases that are to be made up.

Both the judge of names and that of facts ask for them: Lisa who lends Paul 15 euros is nobody, and neither is the man
with chest pain whom an examiner lays out for students. An invoice, a job or a settlement may be fictitious, too, and
then somebody stands before a court; so the word counts only beside a person, a firm or a case.
"""

# Sums that are told as a story: their people are invented where one is asked for, not where somebody fails in such.
SUMS = (
    r"(?:text|sach|rechen|knobel|mathe|prozent)aufgaben?|(?:problèmes?|exercices?) de (?:math\w{0,10}|calcul)|"
    r"énoncés? de problème|(?:problemas?|ejercicios?) de (?:matem[aá]ticas?|mates|cálculo)|exercícios? de matemática|"
    r"(?:problem[ai]|eserciz(?:io|i)) di (?:matematica|aritmetica)|"
    r"problem[ai] per la (?:prima|seconda|terza|quarta|quinta)|(?:redactie|reken|verhaaltjes)som(?:men)?|rekenopgaven?|"
    r"zada(?:nie|nia|ń) (?:tekstow\w{1,3}|z treścią|matematyczn\w{1,3}|z matematyki)"
)
# A case for students.
EXERCISES = (
    r"osce|mark(?:ing)? schemes?|station bank|fallvignetten?|(?:übungs|klausur|muster)f[aä]ll(?:e|en)?|"
    r"für (?:die |meine )?(?:medizin|jura|pflege)?(?:studenten|studierende|auszubildende|pflegeschüler)|"
    r"pour (?:des |les )?étudiants|para (?:los )?(?:estudiantes|alumnos) de|per (?:gli )?studenti di|"
    r"voor (?:de )?(?:studenten|opleiding)|dla studentów|para (?:os )?estudantes de"
)
# Somebody who is called invented, or is to be; an excuse or an answer that is to be invented may be for anybody.
_CALLED = (
    r"(?:personn?e|personnage|personaje|personaggio|personagem|patiente?|client[ei]?|paciente|paziente|salariée?|"
    r"locataire|inquilin[oa]|trabajador[a]?|contribuinte|contribuente|contribuyente|dipendente|cas|caso|casus|"
    r"caso clínico|entreprise|empresa|azienda|nome?|nombre|exemple|ejemplo|esempio|exemplo)s? "
    r"(?:ficti(?:f|ve)s?|ficticios?|ficticias?|fittizi[oae]?|fictíci[oa]s?|inventad[oa]s?|inventat[oiae])|"
    r"(?:fiktive|erfundene)[nmrs]? "
    r"(?:person|patient|kund|mieter|mandant|mitarbeiter|fall|fälle|firma|beispiel|name)\w{0,6}|"
    r"(?:fictieve|verzonnen) (?:persoon|pati[eë]nt|klant|huurder|mevrouw|meneer|casus|naam|namen|bedrijf)\w{0,3}|"
    r"(?:fikcyjn|zmyślon|wymyślon)\w{1,3} (?:osob|pacjent|klient|najemc|firm|przypad|imi)\w{1,5}"
)
_TO_INVENT = (
    r"(?:invent|make up|erfinde|invente[zr]?|invente-moi|inventa|inventami|inventati|verzin|bedenk|wymyśl)"
    r" (?:(?!for|für|pour|para|per|voor|dla)[^\W\d_]{1,12} ){0,3}"
    r"(?:persona?|people|character|patient|customer|case|exercise|problem|persone?n?|figur|fall|"
    r"fallbeispiel|aufgabe|personnages?|patiente?|cas|problème|exercice|persona|personaje|paciente|caso|problema|ejercicio|"
    r"personaggio|paziente|esercizio|casus|persoon|personage|som|kazus|zadanie|postać|przypadek)|"
    r"fallbeispiel (?:\w{1,20} ){0,4}erfinden"
)
INVENTED = rf"{_CALLED}|{_TO_INVENT}|(?:user|customer|buyer|marketing) personas?|tabletop"

"""Ties between a word and a person, as phrases of eight languages. Data and small patterns, all bounded."""

import re

from classifiers.compiled import compiled
from classifiers.invented import EXERCISES, INVENTED

_HAS = (
    # en
    r"has|had|have|having|got|suffers?(?: from)?|suffering from|suffered(?: from)?|diagnosed(?: with|"
    r" as)?|diagnosis(?: of| is)?|dx|hx|pmh|pmhx|rx|h/o|s/p|c/o|f/u for|positive for|treated for|"
    r"treatment for|takes?|taking|took|prescribed|prescription for|stopped|started on|restart|put on|"
    r"allergic to|allergies|allergy|due to|because of|bc of|coz of|cause of|owing to|history of|his|her|"
    r"hers|their|my|"
    r"died of|died from|survived|battling|battles|recovering from|living with|lives with|off sick with|"
    r"off with|signed off with|signed off(?: \w{2,6}){0,3} with|absent with|absence due to|leave for|"
    r"admitted (?:with|for)|admitted|presents? with|presenting with|"
    r"complain(?:s|ed|ing) of|develop(?:ed|s|ing)|experienc(?:es|ed|ing)|disclosed|disclosing|told (?:me|"
    r"us) (?:about|that)|medication|medications|meds|condition|conditions|problem list|assessment|"
    r"impression|reason for (?:visit|absence|leave|referral)|"
    r"chief complaint|underwent|undergoing|visit for|off with|s?he'?s got|not coping with|'s|biopsy back|"
    r"confirmed|tested for|tested|screened for|comments?|he'?s on|she'?s on|currently|ongoing|"
    # de
    r"hat|hatte|habe|haben|leidet an|leidet unter|litt an|erkrankt an|lebt mit|festgestellt|erkrankte an|diagnose|"
    r"diagnosen|"
    r"nebendiagnosen?|hauptdiagnose|attestiert|bescheinigt|diagnostiziert|diagnostizierte|anamnese|medikation|"
    r"therapie|nimmt|"
    r"bekommt|erhält|wegen|aufgrund|infolge|krank wegen|krankgeschrieben|ausfall wegen|au wegen|"
    r"ihrer?|ihre[mns]?|seiner?|seine[mns]?|patientin mit|patient mit|verdacht auf|v\. ?a\.|bei|"
    # fr
    r"a|ai|avait|souffre (?:de|d)|souffrant (?:de|d)|atteinte? (?:de|d)|diagnostiquée? ?(?:de|d)?|"
    r"diagnostic|antécédents?|traitement|ordonnance|suivie? pour|hospitalisée? pour|opérée? (?:de|d|du)|"
    r"traitée? pour|adressée? (?:\w{1,10} ){0,4}pour|en arrêt pour|en raison (?:de|d|du)|à cause (?:de|d|"
    r"du)|prend|son|sa|ses|ald pour|introduis|"
    # es
    r"tiene|tuvo|tenía|diagnosticaron|diagnosticó|diagnosticado|detectaron|detectado|vive con|padece|"
    r"padece de|sufre|sufre de|sufrió|diagnosticad[oa] (?:de|con)|diagnóstico|"
    r"antecedentes|tratamiento|toma|de baja por|ingresad[oa] por|operad[oa] de|debido a|a causa de|su|"
    r"sus|alérgic[oa] a|medicación|"
    # it
    r"ha|aveva|soffre di|diagnosticato|riscontrato|convive con|affett[oa] da|diagnosi|diagnosticat[oa]|anamnesi|"
    r"terapia|assume|prende|"
    r"in cura per|ricoverat[oa] per|operat[oa] (?:di|al|alla)|a causa (?:di|del|della)|assente per|"
    r"in malattia per|sua|suo|allergic[oa] a|"
    # nl
    r"heeft|had|lijdt aan|vastgesteld|leeft met|leed aan|gediagnosticeerd met|diagnose|"
    r"medicatie|gebruikt|slikt|vanwege|wegens|"
    r"door|ziek|ziek door|ziekgemeld|ziek gemeld(?: met| wegens)?|zijn|haar|uitgevallen(?: met| door|"
    r" wegens)?|thuis met|herstellende van|"
    r"allergisch voor|opgenomen met|"
    # pt
    r"tem|tinha|teve|diagnosticaram|detetaram|detectaram|vive com|sofre de|sofreu|diagnosticad[oa] com|"
    r"diagnóstico|antecedentes|medicação|tratamento|"
    r"de baixa por|internad[oa] (?:por|com)|operad[oa] (?:a|ao|à|de)|devido a|por causa d[aeo]|seu|sua|"
    r"alérgic[oa] a|"
    # pl
    r"ma|miała?|choruje na|stwierdzono|wykryto|rozpoznano|żyje z|chorował[ay]? na|cierpi na|"
    r"leczy się na|leczon[ay] na|rozpoznanie|rozpoznania|"
    r"diagnoza|zdiagnozowano|leki|przyjmuje|bierze|z powodu|jego|jej|uczulon[ay] na"
)
# These tie as well, but so do they much else: a word with other meanings must stand right behind them.
_ALSO = (
    r"is|was|are|were|s?he'?s|they'?re|i'?m|been|on|with|for|after|since|bei|nach|mit|ist|war|sei|seit|"
    r"unter|sous|est|était|pour|depuis|por|está|es|era|con|desde|è|per|dal|met|na|door|é|foi|com|jest|"
    r"był[ay]?|po|przez"
)
_IS = (
    r"is|was|are|were|s?he'?s|they'?re|we'?re|i'?m|i am|we are|being|identifies as|raised|born|became|"
    r"converted to|wears|wearing|wear|came out as|calling (?:her|him)|called (?:her|him)|as|that he is|"
    r"that she is|dad|mum|mom|both|half|originally|ethnically|parents|"
    r"nationality|citizenship|citizen of|only|because he is|because she is|she is|he is|"
    r"ist|war|sei|als|trägt|bekennende[rn]?|gläubige[rn]?|praktizierende[rn]?|überzeugte[rn]?|est|était|"
    r"porte|comme|es|era|lleva|porta|indossa|è|draagt|noemde (?:hem|haar)|usa|é|foi|jest|był[ay]?|nosi|"
    r"jako"
)
# Up to two words may stand between the tie and the word that it ties.
_BETWEEN = r"(?:[ \t]{1,2}[^\W_]{1,14}){0,2}[\s:;,(/\-\"'„“’=]{1,4}$"
_HAS_IT = compiled(rf"(?<![^\W_])(?:{_HAS}){_BETWEEN}")
_HAS_OR_IS = compiled(rf"(?<![^\W_])(?:{_HAS}|{_ALSO}){_BETWEEN}")
_JUST_IS = compiled(rf"(?<![^\W_])(?:{_ALSO}) $")
_IS_IT = compiled(rf"(?<![^\W_])(?:{_IS}){_BETWEEN}")
# What follows a nationality or a faith that is somebody's: nothing, or a word for a person.
_PERSON_NOUN = (
    r"(?:[ \t][^\W_]{2,12})?[ \t](?:man|men|woman|women|guy|girl|boy|lady|gentleman|student|citizen|"
    r"national|singer|colleague|employee|nurse|doctor|teacher|worker|applicant|candidate|"
    r"client|patient|passport|family|parents?|mother|father|descent|origin|staatsbürgerin?|"
    r"staatsangehörige[rn]?|frau|mann|student(?:in)?|mitarbeiter(?:in)?|kollege|kollegin|étudiante?|"
    r"femme|homme|salariée?|mujer|hombre|empleado|empleada|donna|uomo|vrouw|collega|medewerker|mulher|"
    r"homem|kobieta|mężczyzna|obywatel\w{0,4})\b"
)
_ENDS = compiled(
    rf"(?:{_PERSON_NOUN}|[ \t]*(?:$|[\n.,;:!?)\]\"'”»&(—–]|and\b|but\b|or\b|und\b|et\b|y\b|e\b|en\b|i\b|"
    rf"who\b|in the team|from\b|in \w|hij\b|she\b|he\b|so\b|because\b|if\b|is not\b))"
)
_LANGUAGES = compiled("sprache|language|idioma|langue|lingu|talen|języ")
_APPOSITION = compiled(r"[,(;][ \t]?$")


def is_tied(tie: str, low: str, start: int, end: int, weak: bool) -> bool:
    """Whether words before (and, for what somebody is, behind) a place tie it to somebody."""
    ahead = low[max(0, start - 48) : start]
    if tie == "has":
        if weak:
            return _HAS_IT.search(ahead) is not None or _JUST_IS.search(ahead) is not None
        return _HAS_OR_IS.search(ahead) is not None
    if _ENDS.match(low, end, end + 40) is None:
        return False
    if _IS_IT.search(ahead) is not None:
        return True
    return _APPOSITION.search(ahead) is not None and _LANGUAGES.search(ahead) is None


SOMEBODY = compiled(
    r"(?<![^\W_])(?:she|he|her|his|him|they|their|s?he'?s|the (?:patient|employee|client|pupil|student|"
    r"resident|candidate|applicant|tenant|customer|claimant|colleague|boy|girl|child|lady|man|woman)|"
    r"er|sie|ihre?[mnrs]?|seine?[mnrs]?|(?:der|die) (?:patient|patientin|mitarbeiter|mitarbeiterin|"
    r"mandant|mandantin|kollege|kollegin)|elle|il|son|sa|ses|lui|(?:le|la) (?:patiente?|salariée?|"
    r"cliente?)|ella|él|su|sus|"
    r"(?:el|la) (?:paciente|empleado|empleada|cliente)|lei|suo|sua|(?:il|la) (?:paziente|dipendente|"
    r"cliente)|hij|zij|ze|haar|zijn|de (?:patiënt|medewerker|cliënt|klant)|ele|ela|dele|dela|seu|"
    r"o paciente|a paciente|ona|jej|jego|pacjent\w{0,3}|pracowni\w{1,4})(?![^\W_])"
)

_ROLE = (
    r"(?:(?:my|our|this|a) (?:new |former |current )?(?:patient|pt|employee|staff member|team member|"
    r"direct report|client|customer|colleague|co-worker|coworker|pupil|student|resident|tenant|candidate|"
    r"applicant|boss|manager)|"
    r"(?:unser|mein|einer?)e?[nrms]? (?:patientin|patienten?|mitarbeiterin|mitarbeiters?|mandantin|"
    r"mandanten?|kollegin|kollegen?|schülerin|schüler|bewerberin|bewerber)|(?:mon|ma|notre|un|"
    r"une) (?:patiente?|salariée?|collègue|élève|cliente?)|"
    r"(?:mi|nuestr[oa]|una?) (?:paciente|empleado|empleada|alumno|alumna|cliente|trabajador|trabajadora)|"
    r"(?:mi[oa]|il mio|la mia|nostr[oa]|una?) (?:paziente|dipendente|collega|alunno|alunna|cliente)|"
    r"(?:mijn|onze|een) (?:patiënte?|medewerker|medewerkster|collega|leerling|cliënte?)|"
    r"(?:meu|minha|nosso|nossa|uma?) (?:paciente|funcionári[oa]|colega|alun[oa]|cliente)|(?:mój|moja|"
    r"nasz|nasza|naszego|naszej) (?:pacjent\w{0,3}|pracowni\w{1,4}|klient\w{0,3}|ucze\w{1,4}))"
)
# A role alone is anybody; with an age, a room, a department or initials it is one person to those who know the place.
ROLE_WITH_DETAILS = compiled(
    rf"(?<![^\W_]){_ROLE}[ ,(]{{1,3}}(?:(?:is |a |who is |aged? |age |von |de |di |van |"
    rf"lat )?\d{{2}}(?:[ -]?(?:yo|y/o|years?|jahre?|ans|años|anni|jaar|anos|lat|f|m|w|j\.)|[,)])|(?:in|"
    rf"from|of) (?:room|ward|bed|unit|zimmer|station) \w{{1,6}}|from (?:accounting|finance|hr|sales|it|"
    rf"legal|marketing)\b|[a-z]\. ?[a-z]\.)"
)
ABOUT_NOBODY = compiled(
    r"(?<![^\W_])(?:what (?:is|are|does)|what's|symptoms of|causes of|types of|signs of|risk of|"
    r"prevention of|treatments? for|cure for|explain|define|definition|meaning of|article|blog|essay|"
    r"study|studies|research|guidelines?|leaflet|brochure|campaign|awareness|course|lecture|quiz|exam|"
    r"paper|"
    r"was ist|was sind|symptome von|ursachen|artikel|studie|qu'est-ce|symptômes|article|étude|qué es|"
    r"síntomas de|artículo|estudio|cos'è|sintomi|articolo|studio|wat is|symptomen|artikel|o que é|"
    r"sintomas|artigo|estudo|co to jest|objawy|artykuł|badanie)(?![^\W_])"
)
FICTION = compiled(
    r"(?<![^\W_])(?:poem|poetry|a scene|murder mystery|whodunn?it|word problems?|novel|short story|a story|"
    r"fairy tale|screenplay|fiction(?:al)?|protagonists?|"
    r"fan ?fic(?:tion)?|role-?play|character sheet|dungeon|villain|protagonist|lyrics|song about|sonnet|"
    r"(?:exam|quiz|practice|test|board) questions?|case study (?:for|question)|vignettes?|multiple[- ]choice|"
    rf"for (?:nursing|medical|law) students|{EXERCISES}|{INVENTED}|"
    r"haiku|episode of|sitcom|movie|film script|comic strip|gedicht|roman|märchen|geschichte über|poème|"
    r"conte|poema|novela|cuento|poesia|racconto|romanzo|gedicht|verhaal over|wiersz|opowiadanie|"
    r"bajk\w{0,4})(?![^\W_])"
)

# Words without which neither a pronoun nor a role is in a text; the cheapest question of all.
ANYBODY = frozenset(
    re.findall(
        r"\w+",
        "she he her his him they their hes shes er sie ihr ihre ihrem ihren ihrer ihres sein seine seinem "
        "seinen seiner seines elle il son sa ses lui ella él su sus lei suo sua "
        "hij zij ze haar zijn ele ela dele dela seu ona jej jego patient patients patientin patienten "
        "patiente pt employee member report client cliente clienta customer colleague worker coworker pupil "
        "student resident tenant "
        "candidate applicant boss manager claimant boy girl child lady man woman mitarbeiter mitarbeiterin "
        "mandant mandantin mandanten kollege kollegin kollegen schüler schülerin bewerber bewerberin "
        "salarié salariée collègue élève paciente empleado empleada alumno alumna trabajador trabajadora "
        "paziente dipendente collega alunno alunna medewerker medewerkster leerling cliënt cliënte klant "
        "patiënt patiënte "
        "funcionário funcionária colega aluno aluna pacjent pacjenta pacjentka pacjentki pacjentem pracownik "
        "pracownika pracownica klient klienta uczeń ucznia "
        "mr mrs ms miss mister frau herr herrn mme madame monsieur señor señora doña signor signora mevrouw meneer "
        "senhor senhora pani pana panią "
        "diagnosed diagnostiziert diagnostiqué diagnostiquée diagnosticaron diagnosticó diagnosticado diagnosticada "
        "diagnosticato diagnosticata diagnosticaram gediagnosticeerd zdiagnozowano rozpoznano stwierdzono",
    )
)

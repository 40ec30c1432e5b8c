"""Phrases that announce a person: asked for a name, called kin, listed under a role, saluted, put down as somebody.

A name here is one to four words with capitals; particles and an initial may stand between them.
"""

from classifiers.checks.words import words
from classifiers.compiled import compiled
from classifiers.names.phrase import Phrase

TITLE = r"(?:(?:Mrs?|Ms|Miss|Dr|Prof|Herrn?|Frau|Mme|Mlle|Sra?|Sig|Dhr|Mevr)\.? )"
WORD = r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶĻĽŁŃŅŇŌŐŒŘŚŞŠŤŪŮŰŲŸŹŻŽ][^\W\d_]{1,20}(?:['’\-][^\W\d_]{1,20})?(?![^\W_])"
_SMALL = r"(?:van|von|de|den|der|da|di|del|della|dos|das|do|la|le|el|al|bin|ten|ter|tot|dela|delos|zu|du|y|e|af|av)"
NAME = rf"{WORD}(?: (?:{_SMALL} ){{0,2}}(?:[A-Z]\.? )?{WORD}){{0,3}}"
_KIN = (
    r"(?:kid|son|daughter|child|wife|husband|brother|sister|mother|father|mom|mum|dad|uncle|aunt|cousin|niece|nephew|"
    r"grand(?:son|daughter|mother|father|ma|pa)|girlfriend|boyfriend|partner|fianc[ée]e?|boss|manager|neighbou?r|friend|colleague|"
    r"co-?worker|roommate|flatmate|landlord|landlady|tenant|step(?:son|daughter|mother|father)|(?:father|mother|brother|sister)-in-law)"
)
_KIN_ELSEWHERE = (
    r"(?:[Mm]ein(?:e[mnrs]?)? (?:Sohn|Tochter|Frau|Mann|Bruder|Schwester|Mutter|Vater|Chefin|Chef|Kollegin|Kollegen?|Nachbarin|Nachbarn?|"
    r"Freundin|Freund|Partnerin|Partner|Onkel|Tante|Neffen?|Nichte|Oma|Opa|Vermieterin|Vermieter|Mitbewohnerin|Mitbewohner)|"
    r"(?:[Mm]on|[Mm]a) (?:fils|fille|mari|femme|frère|sœur|mère|père|chef|collègue|voisine?|amie?|oncle|tante|neveu|nièce|bailleur|propriétaire|colocataire|cousine?|patronne?)|"
    r"[Mm]i (?:hij[oa]|mujer|marido|esposa|esposo|herman[oa]|madre|padre|jef[ea]|compañer[oa]|vecin[oa]|amig[oa]|tí[oa]|sobrin[oa]|caser[oa]|abuel[oa]|novi[oa]|cuñad[oa])|"
    r"(?:(?:[Ii]l )?[Mm]io|(?:[Ll]a )?[Mm]ia) (?:figli[oa]|moglie|marito|fratello|sorella|madre|padre|cap[oa]|collega|vicin[oa]|amic[oa]|zi[oa]|nipote|padron[ea] di casa|nonn[oa]|cugin[oa]|cognat[oa])|"
    r"[Mm]ijn (?:zoon|dochter|vrouw|man|broer|zus|moeder|vader|baas|collega|buurman|buurvrouw|vriendin|vriend|oom|tante|neef|nicht|huisbaas|huurder|oma|opa)|"
    r"(?:[Mm]ój|[Mm]oja|[Mm]ojego|[Mm]ojej|[Mm]oim) (?:szef|szefow[aąej]{1,2}|sąsiad|sąsiadk[aią]|mąż|żon[ayą]|brat|siostr[ayą]|syn|córk[aią]|kolega|koleżank[aią])|"
    r"(?:[Mm]eu|[Mm]inha) (?:chefe|vizinh[oa]|marido|esposa|esposo|irmão|irmã|filh[oa]|mãe|pai|colega|amig[oa]|senhorio|namorad[oa]|avó|avô|ti[oa]))"
)
_ROLES = (
    r"(?:co-?founders?|founders|partners|directors|attendees|participants|members|present|absent|apologies|candidates|applicants|"
    r"witnesses|heirs|beneficiaries|patients|guests|shareholders|signatories|tenants|trustees|executors|dependents|children|siblings|"
    r"pupils|students|staff|volunteers|employees|nurses|schüler(?:innen)?|mitarbeiter(?:innen)?|élèves|alumnos|alunni|leerlingen|uczniowie|alunos|"
    r"teilnehmer(?:innen)?|anwesende?|gesellschafter|geschäftsführer|erben|zeugen|bewerber|kinder|"
    r"présents?|absents?|associés|témoins|héritiers|candidats|enfants|asistentes|socios|testigos|herederos|candidatos|hijos|"
    r"partecipanti|presenti|soci|testimoni|eredi|candidati|figli|aanwezig(?:en)?|getuigen|erfgenamen|kandidaten|kinderen)"
)
_AS_WHOM = (
    r"(?:beneficiary|guarantor|executor|heir|dependent|dependant|co-?signer|witness|reference|next of kin|emergency contact|"
    r"authori[sz]ed user|joint (?:owner|holder|applicant)|trustee|nominee|carer|caregiver|guardian|tenant|payee|signatory|driver|occupant)"
)
_FIRM = r"(?:LLC|L\.L\.C\.|Ltd|Limited|Inc|Corp|Corporation|GmbH|AG|PLC|plc|LLP|SARL|SAS|S\.A\.|S\.L\.|B\.V\.|S\.p\.A\.|S\.r\.l\.)"

_LISTED = words(
    "founders cofounders founder partners directors attendees participants members present absent apologies candidates applicants "
    "witnesses heirs beneficiaries patients guests shareholders signatories tenants trustees executors dependents children siblings "
    "teilnehmer teilnehmerinnen anwesend anwesende gesellschafter geschäftsführer erben zeugen bewerber kinder présents présent "
    "absents associés témoins héritiers candidats enfants asistentes socios testigos herederos candidatos hijos partecipanti presenti "
    "soci testimoni eredi candidati figli aanwezig aanwezigen getuigen erfgenamen kandidaten kinderen pupils students staff volunteers employees "
    "nurses schüler schülerinnen mitarbeiter mitarbeiterinnen élèves alumnos alunni leerlingen uczniowie alunos"
)
_PLACES = words(
    "president director manager officer engineer partner consultant accountant counsel supervisor coordinator analyst"
)
_WHOSE = (
    "mein",
    *(
        f"{one} "
        for one in sorted(words("my our his her mon ma mi mio mia mijn mój moja mojego mojej moim meu minha"))
    ),
)
_KINDRED = tuple(
    sorted(
        words(
            "figli moglie hij espos marido marito filh fille fils dochter zoon tochter sohn ehefrau ehemann órka syn zona żona"
        )
    )
)
_LONGEST = 220  # characters of a name

PHRASES = (
    # A question for a name, and the answer.
    Phrase(
        words("name surname nachname vorname nom nombre apellido cognome achternaam heißen"),
        compiled(
            r"(?i:what(?:['’]s| is| was) (?:your|his|her|their|the(?: \w{3,12}['’]s)?) (?:full |first |last |middle |maiden |family |sur)?name\?|"
            r"wie (?:heißen sie|ist ihr (?:vor|nach)?name)\?|quel est votre (?:pré)?nom ?\?|cuál es su (?:nombre|apellido)\?|"
            r"qual è il suo (?:nome|cognome)\?|wat is uw (?:achter|voor)?naam\?)"
            rf"[\s\-–>]{{1,6}}(?:(?i:it's|it is|my name is|i'm) )?{TITLE}?(?P<name>{NAME})(?=\s{{0,3}}(?:[.,!?\n\"]|$))"
        ),
        True,
        holds=("what", "wie heißen", "wie ist", "quel est", "cuál es", "qual è", "wat is"),
    ),
    Phrase(
        words("name surname call called"),
        compiled(
            r"(?:\b(?i:(?:my|his|her|their|mother['’]s|patient['’]s|client['’]s) (?:full |first |last |middle |maiden |birth |family |married |sur)(?:name|names) (?:is|was)"
            r"|(?:people|friends|colleagues|everyone|everybody|they) call me|"
            r"(?:grand)?(?:mother|father|son|daughter|wife|husband|brother|sister) (?:is|was) (?:called|named)))"
            rf" {TITLE}?(?P<name>{NAME})"
        ),
        True,
        holds=("name is", "name was", "names is", "names was", "call me", "s called", "s named"),
        ahead=22,
    ),
    # Who says what he or she is called, in small letters too.
    Phrase(
        words("name called appelle heiße heisse llamo chiamo heet nazywam imię chamo nombre nome naam nom"),
        compiled(
            r"\b(?i:my name is|my name['’]s|(?:je|me|mi|ik|ich|i) (?:m['’]appelle|llamo|chiamo|heet|hei(?:ß|ss)e|am called)|je m['’]appelle|nazywam się|mam na imię|chamo-me|"
            r"meu nome é|mein name ist|mon (?:pré)?nom est|mi nombre es|il mio nome è|mijn naam is|(?:mother['’]s |her |his |my )maiden name (?:is|was))"
            rf" {TITLE}?(?P<name>{NAME}|[^\W\d_]{{3,16}}(?= (?:and|but|und|et|y|e|en|i|from)\b|[.,!;\n]|$))"
        ),
        True,
        holds=(
            *(
                "name is",
                "name was",
                "name's",
                "name’s",
                "appelle",
                "llamo",
                "chiamo",
                "heet",
                "heiße",
                "heisse",
                "am called",
            ),
            *(
                "nazywam się",
                "na imię",
                "chamo-me",
                "nome é",
                "nome è",
                "name ist",
                "nom est",
                "nombre es",
                "naam is",
            ),
        ),
        ahead=22,
    ),
    # Kin and company of the writer.
    Phrase(
        words(
            "my our his her mein meine meinem meinen meiner mon ma mi mio mia mijn mój moja mojego mojej moim meu minha"
        ),
        compiled(
            rf"(?:(?:\b[Mm]y|\b[Oo]ur|\b[Hh]is|\b[Hh]er) (?:(?:eldest|oldest|youngest|older|younger|little|big|late|ex-?|new|former|best|dear) ?)?{_KIN}|\b{_KIN_ELSEWHERE})"
            rf",? {TITLE}?(?P<name>{NAME})"
        ),
        True,
        holds=_WHOSE,
        ahead=3,
    ),
    # People listed under a role.
    Phrase(
        _LISTED,
        compiled(
            rf"\b(?i:{_ROLES})\s?:\s{{0,3}}(?P<list>{NAME}(?:(?:, ?| ?; ?|,? (?:and|und|et|y|e|en|&) ){NAME}){{1,30}})"
        ),
        False,
        holds=tuple(sorted(_LISTED)),
        ahead=4,
    ),
    # Put down as somebody.
    Phrase(
        words(
            "beneficiary guarantor executor heir dependent dependant cosigner signer witness reference kin contact user owner holder applicant "
            "trustee nominee carer caregiver guardian tenant payee signatory driver occupant"
        ),
        compiled(
            rf"\b(?!(?:Add|Put|Name|Register|List|Set|Include|Remove|Make|Appoint|Enter) )(?P<name>{NAME}),? as (?:an?|the|my|our|his|her|their) (?:\w{{3,12}} )?{_AS_WHOM}\b"
        ),
        True,
        holds=(" as a", " as the ", *(f" as {whose} " for whose in ("my", "our", "his", "her", "their"))),
        ahead=_LONGEST + 1,
    ),
    # Of a firm.
    Phrase(
        words("from"),
        compiled(
            rf"(?:^|(?<=[.!?] )|(?<=\n))(?P<name>{NAME}) (?:is|was) from (?:[A-Z][\w&.\-]{{1,24}},? ){{1,5}}{_FIRM}(?![\w])"
        ),
        True,
        holds=(" is from ", " was from "),
        ahead=_LONGEST,
    ),
    Phrase(
        words("why"),
        compiled(rf"\bWhy (?:is|was|does|did) (?P<name>{NAME}) (?:so|always|never|such|constantly|keep)\b"),
        False,
    ),
    # Judged as a worker or a neighbour is, and meant as him or her.
    Phrase(
        words("he him his she her"),
        compiled(
            rf"(?:^|(?<=[.!?] )|(?<=\n))(?P<name>{WORD}(?: {WORD})?) (?:is|was|has been|seems) (?:not )?(?:very|so|quite|extremely|always|never|often|really|too|rather)"
            r" [a-z]{3,14}\b[^\n]{0,60}?\b(?:he|him|his|she|her)\b"
        ),
        False,
        holds=(" is ", " was ", " has been ", " seems "),
        ahead=_LONGEST,
    ),
    Phrase(
        words("given gave told sent lent"),
        compiled(
            rf"(?:^|(?<=[.!?] )|(?<=\n))(?P<name>{NAME}) (?:had |has )?(?:given|gave|told|sent|lent) (?P<other>{NAME}) (?:his|her|their|the|an?|my) [a-z]{{3,12}}"
        ),
        True,
        holds=(" given ", " gave ", " told ", " sent ", " lent "),
        ahead=_LONGEST + 4,
    ),
    # A salutation with a title.
    Phrase(
        words(
            "dear geachte gentile geehrter geehrte geehrten cher chère estimado estimada querido querida egregio egregia beste caro cara "
            "szanowny szanowna prezado prezada hello hi hallo bonjour buongiorno"
        ),
        compiled(
            r"\b(?i:dear|geachte|gentile|sehr geehrter?|chère?|estimad[oa]|querid[oa]|egregi[oa]|beste|car[oa]|szanown[ya]|prezad[oa]|hello|hi|hallo|bonjour|buongiorno)"
            r" (?i:(?:mrs?|ms|miss|dr|prof|professor|herrn?|frau|monsieur|madame|mme|m|heer|mevrouw|meneer|signora?|sig\.ra|sig|dottoressa|dottore?|dott|"
            r"avvocato|señora?|sra?|don|doña|pani?|panie|senhora?|doutora?)\.? ){1,3}"
            rf"(?P<name>{NAME})"
        ),
        True,
    ),
    # Whom a business deals with, named in full.
    Phrase(
        words(
            "patient patientin patienten paziente paciente pacjent pacjentka patiënt patiënte patiente mandant mandantin kunde kundin cliente klant "
            "mieter mieterin salarié salariée employee tenant client dipendente empleado empleada werknemer pracownik"
        ),
        compiled(
            r"\b(?:[Pp]atient(?:in|en|e)?|[Pp]aziente|[Pp]aciente|[Pp]acjent(?:ka)?|[Pp]atiënte?|[Mm]andant(?:in)?|[Kk]und(?:e|in)|[Cc]liente?|[Kk]lant|"
            r"[Mm]ieter(?:in)?|[Ss]alariée?|[Ee]mployee|[Tt]enant|[Dd]ipendente|[Ee]mplead[oa]|[Ww]erknemer|[Pp]racownik)"
            rf" {TITLE}?(?P<name>{WORD}(?: (?:{_SMALL} ){{0,2}}{WORD}){{1,3}})(?=[,.;:(\n]|$| (?:is|has|was|ist|hat|wurde|est|a|es|tiene|ha|heeft|jest|ma)\b)"
        ),
        False,
    ),
    # Whom one meets, and who is somebody's help: "my 1:1 w/ Solveig", "his PA is Jane".
    Phrase(
        words("with w"),
        compiled(
            r"\b(?i:1[:\-]1|1 ?on ?1|one[- ](?:to|on)[- ]one|calls?|meetings?|chat|lunch|sync|catch[- ]?up|spoke|speak|speaking|met|meet|talk|talked|review|row|argument|coffee|drinks)"
            rf" (?:w/ ?|with ){TITLE}?(?P<name>{NAME})"
        ),
        False,
        holds=("w/", " with "),
        ahead=16,
    ),
    Phrase(
        words(
            "is was pa ea guy lad son daughter husband wife mum mother father dad brother sister nephew niece carer intern temp apprentice foreman driver"
        ),
        compiled(
            r"\b(?i:(?:(?:his|her|their|our|my|its) )?(?:new )?(?:pa|ea|boss|manager|husband|wife|son|daughter|mother|mum|father|dad|brother|sister|carer|driver|foreman|contact) (?:is|was) |"
            r"(?:their|our|the|your|his|her|agency|night|new) (?:guy|lad|bloke|man|girl|woman|lady|temp|intern|apprentice|foreman|driver|op|operator|nurse|carer|receptionist|builder|plumber|electrician|tradesman),? |"
            r"(?<![\w'’] )(?:son|daughter|husband|wife|nephew|niece|grandson|granddaughter|carer|stepson|stepdaughter) )"
            rf"\"?{TITLE}?(?P<name>{NAME})"
        ),
        False,
    ),
    # Kin behind an article, and their name, in languages that need no "my".
    Phrase(
        words(
            "figlia figlio moglie marito hija hijo esposa esposo marido filha filho fille fils dochter zoon tochter sohn ehefrau ehemann córka syn żona "
            "corka"
        ),
        compiled(
            r"\b(?:[Ff]igli[ao]|[Mm]oglie|[Mm]arito|[Hh]ij[ao]|[Ee]spos[ao]|[Mm]arido|[Ff]ilh[ao]|[Ff]ille|[Ff]ils|[Dd]ochter|[Zz]oon|Tochter|Sohn|"
            rf"Ehefrau|Ehemann|[CcĆć]órka|[Ss]yn|[ŻżZz]ona),? (?P<name>{NAME})(?! ?(?:&|und|et|y|e|i|en) \w+ (?:GmbH|SA|Co)\b)"
        ),
        True,
        holds=_KINDRED,
        ahead=1,
    ),
    # An employee with his or her place in a firm.
    Phrase(
        _PLACES,
        compiled(
            rf"(?:^|(?<=[\n,;:.] )|(?<=\n)|\b(?:and|with|from|to|by) )(?P<name>{WORD} (?:[A-Z]\.? )?{WORD}),? (?:(?:our|their|the|an?) )?(?:(?:Senior|Junior|Executive|Assistant|Associate|Deputy|Managing|"
            r"General|Vice|Regional|Chief|Lead|Principal|Account|Project|Sales|HR|IT|Office|Finance|Legal|Operations|Staff|Software|Technical|Financial|senior|junior|assistant) ){1,3}"
            r"(?:President|Director|Manager|Officer|Engineer|Partner|Consultant|Accountant|Counsel|Supervisor|Coordinator|Analyst|manager|engineer|director|partner|accountant|analyst)\b"
        ),
        False,
        holds=tuple(sorted(_PLACES)),
        ahead=_LONGEST,
    ),
    # As airlines write passengers: "PAX TANAKA/YUKI"; with a title behind them: see `titled`.
    Phrase(
        words("pax passenger passengers ticket tkt"),
        compiled(
            r"\b(?:PAX|[Pp]ax|[Pp]assengers?:?|TKT|[Tt]icket)(?: \d)?(?: for)? (?P<name>[A-Z]{2,20}/[A-Z]{2,20})(?![\w/])"
        ),
        True,
    ),
    Phrase(
        words("com net org de fr es it nl pl pt uk eu co io ch at be"),
        compiled(
            rf"(?P<name>{NAME}(?:, {NAME})?)[\"'”’]? ?[(<\[](?:mailto:)?(?P<address>[\w.+\-]{{1,40}})@[\w\-]{{1,40}}\."
        ),
        False,
        holds=("@",),
        ahead=2 * _LONGEST + 60,
    ),
)

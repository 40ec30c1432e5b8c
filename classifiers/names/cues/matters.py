"""Whose matter it is: papers with their owner ahead, files and cases that are called by a name, who works where.

A paper or a file of this sort is always somebody's, so that a name of no list counts. German, Dutch and Polish bend it:
the groups ``whose`` and ``declined`` hold a name with an ending.
"""

from classifiers.checks.words import words
from classifiers.compiled import compiled
from classifiers.names.cues.announced import NAME, WORD
from classifiers.names.cues.namesakes import DEPARTMENT
from classifiers.names.phrase import Phrase

_AHEAD = 60  # characters from the first word of a match to the word by which it is found

_PAPERS = words(
    "kündigung attest krankmeldung krankschreibung abmahnung arbeitszeugnis personalakte akte beschwerde bewerbung lebenslauf probezeit elternzeit "
    "befund befunde mietrückstand kaution dienstplan überstunden fehlzeiten gehaltsabrechnung lohnabrechnung mietvertrag arbeitsvertrag resturlaub "
    "ziekmelding ontslag ontslagbrief klacht sollicitatie proeftijd loonstrook verzuim huurachterstand arbeidscontract beoordelingsgesprek"
)
# Behind an article stands what somebody is, and no name: "des Vermieters Beschwerde", "der Koch aus der Küche".
_NO_ARTICLE = r"(?<![\w-])(?<![Dd]es )(?<![Dd]er )(?<!ine[smr] )(?<!hres )(?<![Ee]in )"
_KIN = words(
    "mutter vater eltern mann frau sohn tochter bruder schwester oma opa anwalt anwältin moeder vader ouders vrouw zoon dochter broer zus advocaat"
)
_ENGLISH_PAPERS = (
    r"(?:dismissal|resignation|warning|offer) letter|sick note|(?:written )?complaint (?:on|about|against)|grievance|appraisal|payslip|tenancy|"
    r"maternity leave|sick leave|disciplinary|probation|eviction|care plan|timesheet"
)
_OF_A_FAMILY = r"(?:behind with|rent|arrears|damp|deposit|home study|eviction|landlord|ow(?:es|e) us|social worker|safeguarding|hungry)"
_FILES = words(
    "file case estate divorce tenancy eviction adoption probate custody inquest grievance hearing matter claim dismissal"
)
# Who else is spoken of, or what has become of the file: the Java case, the Dreyfus case and the Excel file have neither.
_OF_A_FILE = (
    r"(?:[^.?!\n]{0,60}\b(?:widow|heirs?|partner|judge|client|tribunal|tenant|landlord|father|mother|child|children|solicitor|gp|ward)\b|"
    r"\?(?: (?:Our|Ask|Who)\b|$)| (?:is|has gone) missing)"
)
_FILES_ELSEWHERE = words(
    "akte personalakte patientenakte mieterakte schülerakte fall expediente fascicolo pratica teczka teczkę akta"
)
# What is said of people only, so that a word of no list is one.
_PERSONAL = (
    r"(?:(?:is|was|has been|keeps|got|gets) (?:\w{2,8} )?(?:pregnant|ill|sick|drunk|off sick|crying|stealing|fired|sacked|hurt|injured|rude|depressed)|has (?:hepatitis|cancer|tb|aids|hiv|asthma|covid|epilepsy|"
    r"depression|\w{2,8} (?:fever|cancer))|stole|steals|drinks|called in|handed in|quit|resigned|fainted|cried|swore|hit|"
    r"(?:ist|war|sei) (?:\w{2,8} )?(?:schwanger|krank|betrunken|depressiv|süchtig|schuld)|hat (?:\w{2,10} ){0,2}(?:gestohlen|geklaut|gekündigt|getrunken|hepatitis|krebs|depressionen|geschlagen)|trinkt|klaut|fehlt|"
    r"est (?:\w{2,8} )?(?:enceinte|malade|ivre|alcoolique|en arrêt)|a (?:volé|bu|démissionné|fait une fausse couche|frappé|le cancer)|boit|vole|"
    r"está (?:\w{2,8} )?(?:embarazada|enferm[oa]|borrach[oa]|de baja)|robó|ha robado|bebe|roba|tiene (?:cáncer|hepatitis|depresión)|"
    r"è (?:\w{2,8} )?(?:incinta|malat[oa]|ubriac[oa]|in (?:depressione|malattia))|ha (?:rubato|bevuto|picchiato|l['’]epatite|un tumore)|beve|ruba|"
    r"is (?:\w{2,8} )?(?:zwanger|ziek|dronken|depressief|overspannen)|heeft (?:\w{2,8} )?(?:gestolen|kanker|hepatitis|geslagen)|drinkt|steelt|"
    r"(?:es)?tá (?:\w{2,8} )?(?:grávida|doente|bêbad[oa]|deprimid[oa]|a (?:beber|roubar))|roubou|tem (?:cancro|câncer|hepatite|depressão)|"
    r"jest (?:\w{2,8} )?(?:w ciąży|chor[ya]|pijan[ya])|(?:znowu |zawsze )?(?:ukradł\w?|kradnie|pił\w?|pije)|ma (?:raka|depresję))"
)
_DEPARTMENTS = words(
    "bar deli theke spüle plonge salle barra sala banco bediening balcão copa baru sali accounting accounts payroll hr sales marketing finance support logistics purchasing production warehouse reception kitchen canteen stores desk till workshop maintenance facilities "
    "housekeeping compliance dispatch despatch shift floor engineering operations buchhaltung lager empfang küche kasse werkstatt personalabteilung vertrieb einkauf versand produktion "
    "kantine nachtschicht spätschicht pforte verwaltung reinigung compta comptabilité paie rh accueil réception cuisine caisse dépôt entrepôt atelier magasin logistique cantine caja almacén recepción "
    "cocina contabilidad nóminas taller oficina portería personal logística limpieza ventas compras cassa magazzino portineria cucina contabilità officina amministrazione mensa spedizioni "
    "reparto personale accettazione receptie magazijn planning keuken kassa boekhouding werkplaats administratie kantine inkoop verkoop balie expeditie nachtdienst caixa armazém "
    "receção recepção portaria cozinha contabilidade loja produção estoque kasy magazynu recepcji kuchni księgowości warsztatu kadr produkcji stołówki biura portierni"
)
# Offices behind "pan", and whom people call on.
_OFFICES = r"(?:Bo[gż]|Jezus|Minist|Premier|Prezyden|Prezes|Dyrektor|Kierowni|Doktor|Profesor|Redaktor|Pos[łe]|Mecenas|Sędzi|Burmistrz|Wójt|Młod)"
_POLISH_PAPERS = (
    r"(?:skarż\w{1,3} się na|skarg[aęi] na|zażalenie na|donos na|nagan[aęy] dla|upomnienie dla|wypowiedzenie(?: dla)?|zwolnienie(?: dla)?|świadectwo pracy dla|premi[aęi] dla|"
    r"rozmawia\w{2,5} (?:\w{3,8} )?z|powiedzieć|mama|matka|ojciec|ze strony|przeciwko)"
)

PHRASES = (
    # German and Dutch: "Wüstenhagens Attest", "Frau Bäckers Kündigung", "Sannes ziekmelding".
    Phrase(
        _PAPERS,
        compiled(
            rf"{_NO_ARTICLE}(?:(?:Frau|Herrn?|Dr\.|Mevrouw|Meneer) (?P<titled>{WORD}(?<=s))|(?P<whose>{WORD}(?<=[^s]s))) (?:[a-zäöüß]{{4,14}} )?(?i:{'|'.join(sorted(_PAPERS))})(?!\w)"
        ),
        True,
        holds=tuple(sorted(_PAPERS)),
        ahead=_AHEAD,
    ),
    Phrase(
        _KIN,
        compiled(rf"{_NO_ARTICLE}(?P<whose>{WORD}(?<=[^s]s)) (?i:{'|'.join(sorted(_KIN))})(?!\w)"),
        False,
        holds=tuple(sorted(_KIN)),
        ahead=_AHEAD,
    ),
    # English: "Pettigrew's sick note".
    Phrase(
        words(
            "letter note complaint grievance appraisal payslip tenancy leave disciplinary probation eviction plan timesheet"
        ),
        compiled(rf"(?<![\w-])(?P<name>{WORD}(?<!['’]s))['’]s? (?:{_ENGLISH_PAPERS})\b"),
        True,
        holds=("'", "’"),
        ahead=_AHEAD,
    ),
    # What is called by a name: "the Pettigrew divorce", "Akte Pospischil".
    Phrase(
        _FILES,
        compiled(
            rf"\b[Tt]he (?P<name>{WORD}(?<!ic)(?<!ish)) (?:{'|'.join(sorted(_FILES))})\b(?={_OF_A_FILE})"
        ),
        True,
        holds=tuple(f" {one}" for one in sorted(_FILES)),
        ahead=4 + 44,
    ),
    Phrase(
        _FILES_ELSEWHERE,
        compiled(
            r"\b(?:(?:(?:[Dd]ie|[Dd]er) (?:Personal|Patienten|Mieter|Schüler)?[Aa]kte|Personalakte|[Ii]m Fall(?= \w{1,21} (?:fehl|brauch))|[Tt]eczk[aę]|[Aa]kta) (?:von )?|"
            rf"(?:[Ee]l expediente|[Ii]l fascicolo|[Ll]a pratica) (?:de |di )?)(?P<name>{NAME})(?! ist ein\b)"
        ),
        True,
        holds=tuple(sorted(_FILES_ELSEWHERE)),
        ahead=24,
    ),
    # Families: "the Oyelarans are behind with the rent", "die Kowalskis zahlen keine Miete".
    Phrase(
        words("behind rent arrears damp deposit study eviction landlord owe owes worker safeguarding hungry"),
        compiled(
            rf"\b[Tt]he (?!Royal )(?P<whose>{WORD}(?<=s)(?!['’])|{WORD}(?= (?:family|twins|children|household)))(?: (?:family|twins|children|household))? [^.?!\n]{{0,50}}\b{_OF_A_FAMILY}\b"
        ),
        True,
        holds=("the ",),
        ahead=1,
    ),
    Phrase(
        words("miete mietrückstand kaution mieten"),
        compiled(
            rf"\b[Dd]ie (?P<whose>{WORD}(?<=s)) (?:zahl|schuld|hab|sind)\w{{1,4}} [^.?!\n]{{0,40}}\b(?:Mieten?|Kaution|Mietrückstand)\b"
        ),
        False,
        holds=("die ",),
        ahead=1,
    ),
    # Who works where: of people, not of things.
    Phrase(
        _DEPARTMENTS,
        compiled(
            rf"{_NO_ARTICLE}(?:(?P<name>{WORD})|(?<!\w)(?P<small>[a-zà-ÿąćęłńóśźż]{{3,14}})) (?i:(?:{DEPARTMENT})(?:,? (?:who|der|die|qui|que|che))? {_PERSONAL})(?!\w)"
        ),
        True,
        holds=tuple(sorted(_DEPARTMENTS)),
        ahead=_AHEAD,
    ),
    # Polish: "pana Gawrońskiego", "skarży się na Wieczorka", "Lisowi zabraliśmy auto".
    Phrase(
        words("pana panu panem panią"),
        compiled(rf"(?<!\w)(?:pan(?:a|u|em|ią)) (?!{_OFFICES})(?P<name>{NAME})"),
        True,
        holds=("pan",),
        ahead=1,
    ),
    Phrase(
        words("się na dla z wypowiedzenie zwolnienie powiedzieć mama matka ojciec strony przeciwko"),
        compiled(rf"(?<!\w)(?i:{_POLISH_PAPERS}) (?P<declined>{WORD})"),
        False,
        holds=(
            "skarż",
            "skarg",
            "zażalenie",
            "donos",
            "nagan",
            "upomnienie",
            "wypowiedzenie",
            "zwolnienie",
            "świadectwo",
            "premi",
            "rozmawia",
            "powiedzieć",
            "mama",
            "matka",
            "ojciec",
            "ze strony",
            "przeciwko",
        ),
        ahead=1,
    ),
    Phrase(
        words(
            "auto premię premii naganę prawo umowę zasiłek wypowiedzenie urlop urlopu odszkodowanie okresu"
        ),
        compiled(
            rf"(?<!\w)(?P<declined>{WORD}) (?:zabra|obci|wręcz|odebra|przyzna|wypowie|należy|nie należy|zawies|udziel|nie przyzna|grozi)"
        ),
        False,
        holds=(
            " zabra",
            " obci",
            " wręcz",
            " odebra",
            " przyzna",
            " wypowie",
            " należy",
            " nie należy",
            " zawies",
            " udziel",
            " nie przyzna",
            " grozi",
        ),
        ahead=24,
    ),
    Phrase(
        words("płaci pijany pijana zalega"),
        compiled(rf"(?<!\w)(?P<name>{WORD}) (?:nie płaci|zalega z|był\w? (?:\w{{3,9}} )?pijan[ya])\b"),
        False,
        holds=("nie płaci", "zalega", "pijan"),
        ahead=_AHEAD,
    ),
)

"""Words and shapes around a name that say what it is: an act, a citation, a credit, a work, an office, a thing."""

import re

from classifiers.checks.words import phrases, words
from classifiers.compiled import compiled

# What a person does, right behind the name.
ACTS = compiled(
    r",? (?:said|says|told|tells|asked|asks|called|calls|wrote|writes|thinks|wants|wanted|emailed|replied|answered|resigned|quit|lives|works|"
    r"agreed|agrees|suggested|suggests|mentioned|mentions|forgot|forgets|noticed|insists|insisted|admits|admitted|hopes|hates|loves|feels|"
    r"(?:is|was|has been) (?:always |never |constantly )?(?:sick|ill|late|pregnant|on leave|on holiday|on vacation|off sick|upset|angry)|is always|"
    r"sagt|sagte|meint|will|möchte|schrieb|fragt|fragte|meldet|meldete|erzählt|erzählte|glaubt|findet|denkt|fehlt|bittet|hofft|arbeitet|kündigt|weiß|"
    r"kommt|kam|ist (?:krank|im Urlaub|schwanger|heute|morgen|nicht da|seit|schon wieder|immer)|hat (?:mir|mich|uns|sich|gesagt|schon wieder|heute|gestern)|"
    r"dit|veut|pense|écrit|trouve|demande|préfère|refuse|souhaite|croit|ne (?:répond|veut|vient|peut|sait)|n['’](?:est|a) (?:pas|jamais|toujours)|m['’]a|nous a|"
    r"est (?:malade|absente?|en congé|en retard|enceinte|toujours)|a (?:dit|demandé|appelé|répondu|refusé|oublié|promis|démissionné)|"
    r"dice|dijo|quiere|piensa|cree|pide|pidió|opina|prefiere|trabaja|siempre|me (?:dijo|ha|pidió|debe|pide|dice)|nos (?:dijo|ha|pidió)|se (?:queja|quejó|fue|va)|"
    r"no (?:me|nos|quiere|viene|vino|contesta|responde|para|puede)|está (?:enferm[oa]|de baja|de vacaciones|embarazada)|ha (?:dicho|pedido|llamado)|"
    r"vuole|pensa|crede|chiede|preferisce|lavora|si (?:lamenta|è)|mi (?:ha|chiede|dice|deve)|ci ha|non (?:mi|ci|vuole|viene|risponde|può)|"
    r"è (?:malat[oa]|assente|in (?:ferie|ritardo|malattia)|incinta|sempre)|ha (?:detto|chiesto|chiamato|risposto|dimenticato|rifiutato)|"
    r"zegt|wil|schreef|vraagt|vroeg|vindt|denkt|gelooft|weet|komt|kwam|belt|belde|meldt|stelt|opent|werkt|klaagt|heeft (?:mij|me|ons|gezegd|gevraagd|zich)|"
    r"is (?:ziek|te laat|vrij|zwanger|op vakantie|altijd)|diz|quer|disse|acha|pede|pediu|falou|ligou|trabalha|reclama|chega|chegou|"
    r"não (?:para|quer|veio|responde|atende|pode|me)|está (?:doente|de férias|atrasad[oa]|grávida)|"
    r"mówi|chce|napisał|prosi|prosiła?|pyta|pytała?|twierdzi|uważa|myśli|powiedziała?|zawsze|znowu|pracuje|"
    r"(?:znowu |zawsze )?nie (?:przyszedł|przyszła|chce|odbiera|odpisuje|może|ma)|jest (?:chor[ya]|na urlopie|w ciąży))\b|"
    r" (?:and I|and me|und ich|et moi|y yo|ed? io|en ik|i ja|e eu)\b|"
    r" (?:ever |already |just |finally |even )?(?:(?:get|gets|got|getting|come|came) back to|reply to|replied to|answer|answered|ring|rang|phone|phoned|text|texted|message|messaged|"
    r"owes?|owed|remind|reminded|invite|invited|yell at|yelled at|shout at|shouted at|snap at|snapped at|lie to|lied to|cc['’]?d|copied) (?:you|me|us|him|her|them)\b|"
    r" ?(?:->|→|=>) ?(?:to |will )?(?:book|update|send|call|e-?mail|write|draft|order|check|fix|ask|chase|prepare|review|finish|follow up|arrange|buy|bring|nothing|tbd)\b|"
    r" (?:disagree[sd]|object(?:s|ed)|complain(?:s|ed)|apologi[sz]e[sd]|promise[sd] (?:to|that|me|us)|refuse[sd] to|back(?:s|ed) out|volunteer(?:s|ed)|moan(?:s|ed)|no-showed|handed in (?:his|her|their)|turned up late|called in sick|hung up|clocked (?:in|out))\b|"
    r" (?:must|has to|needs to) (?:return (?:the|his|her|all|what|it)|sign|hand|bring|attend|pay|apologi[sz]e|repay)\b| się\b| (?:has|ma|hat|heeft|tiene|ha|tem) (?:a |the |de |die |el |la |le |la |i |as |os )?(?:fever|flu|keys?|gorączkę|grypę|klucze|fieber|grippe|schlüssel|koorts|griep|sleutels?|fiebre|gripe|"
    r"llaves?|febbre|influenza|chiav[ei]|febre|gripe|chaves?)\b|"
    # Who stands in for whom.
    r" (?:covers (?:for )?(?:him|her|his|hers)|does (?:his|her) (?:shifts?|rounds?|hours?)|macht (?:seine|ihre) (?:[Ss]chichten?|[Dd]ienste?|[Tt]ouren?)|vertritt (?:ihn|sie)|springt (?:für (?:ihn|sie) )?ein|"
    r"fait ses (?:tournées?|gardes?|heures|nuits)|l[ae] remplace|est en arrêt|hace sus (?:turnos?|guardias?|horas)|l[oa] (?:cubre|sustituye|copre|sostituisce)|fa (?:i suoi|le sue) (?:turni|ore|notti)|"
    r"doet (?:zijn|haar) (?:diensten?|uren)|valt (?:voor (?:hem|haar) )?in|faz os (?:seus )?turnos|substitui-[oa]|(?:go|ją) (?:zastępuje|kryje)|przejmuje (?:jego|jej))\b|"
    # What somebody has done with what is his or hers, or has not done yet.
    r" (?:has|had|hasn['’]?t|has not|hat|heeft|ha|a|tem|ma)(?: \w{2,10}){0,2} (?:his|her|seine[nmrs]?|ihre[nmrs]?|zijn|haar|sa|ses|sus?|suo|sua|suoi|sue|seus?|suas|sw[oó]j\w{0,3}|swoich)\b|"
    r" (?:still|again|keeps|has still|still hasn['’]?t|hasn['’]?t|hat (?:noch|schon|wieder|immer)|heeft (?:nog|weer|alweer|al)|n['’]a (?:toujours|encore)|todavía no|aún no|sigue|lleva|non ha ancora|ha di nuovo|"
    r"ancora non|ainda não|já não|voltou a|znowu|wciąż|jeszcze nie|ciągle|nadal)\b|"
    r" (?:was|is being|has been|got|is getting|wurde|wird|werd|wordt|a été|est|è stat[oa]|fue|ha sido|foi|został[a]?) (?:paid|hired|sacked|dismissed|promoted|laid off|suspended|transferred|bullied|bezahlt|eingestellt|"
    r"entlassen|gekündigt|befördert|versetzt|betaald|ontslagen|aangenomen|bevorderd|payée?|embauchée?|licenciée?|promue?|pagad[oa]|contratad[oa]|despedid[oa]|ascendid[oa]|"
    r"pagat[oa]|assunt[oa]|licenziat[oa]|promoss[oa]|pag[oa]|demitid[oa]|promovid[oa]|zwolnion[ya]|zatrudnion[ya]|awansowan[ya])\b"
)
# What stands between two people of a couple or a pair.
# What somebody has at work and in private.
THEIR_OWN = compiled(
    r"['’]s? (?:\w{3,10} )?(?:\d{1,2}(?:st|nd|rd|th)|birthday|leaving do|retirement|shoulder|knee|kids?|reviews?|feedback|appraisal|contract|salary|performance|resignation|promotion|onboarding|e-?mails?|leave|absences?|laptop|"
    r"shifts?|timesheets?|cv|resume|résumé|application|interview|complaint|grievance|diagnosis|surgery|treatment|prescription|medication|therapy|custody|"
    r"divorce|lawyer|estate|rent|lease|deposit|mortgage|wedding|funeral|school|teacher|manager|boss|desk|mom|mum|mother|father|dad|husband|wife|son|daughter)\b"
)
# What one says to whom one calls by the name: "Jane, your report is late".
CALLED_TO = compiled(
    r" (?:from|in|aus|de|del|van|z) (?:the )?(?:marketing|sales|finance|accounts|payroll|support|logistics|purchasing|production|warehouse|operations|engineering|compliance|reception|hr)\b|"
    r" \((?:(?:my|his|her|our|their) )?(?:husband|wife|son|daughter|brother|sister|mother|father|mum|mom|dad|boss|colleague|friend|nephew|niece|cousin|uncle|aunt|partner|ex|neighbou?r|s?he|aged? \d)\b|"
    r", (?:your?|please|can you|could you|would you|thanks|thank you|du|dein|ihr|bitte|danke|tu|ton|votre|merci|gracias|grazie|bedankt|obrigad[oa])\b"
)
AND = words("and & + und et y e en i or oder ou lub albo")
# Somebody who is cited, and somebody after whom a thing is called.
CITED = compiled(
    r"\baccording to wikipedia\b|\b(?:singers?|bands?|rappers?|actors?|actress(?:es)?) who\b|\bwho (?:sang|sung|starred in|plays? the role)\b|\bheter[oó]nimos?\b|"
    r"\bet al\b|\bdoi\b|\bISBN\b|\b[Vv]ol\. ?(?=[\dIVX])|\bpp\.|\b\d{1,2}(?:st|nd|rd|th) [Ee]dition\b|\b[Ee]dition, |\bJournal (?:of|for)\b|\barXiv\b|\([A-Z][^\W\d_]{1,20}[\w.\- &]{0,60}, (?:19|20)\d\d[a-z]?\)|\((?:c\. ?|ca\. ?)?1\d{3} ?[\-–] ?(?:1\d|20)\d\d\)|\\cite[pt]?\{|\b(?:19|20)\d\d[;:]\d|"
    r"(?:\b[A-Z][\w'\-]{1,20} [A-Z]{1,3}, ){3}"
)
# The year right behind those who wrote it, and not that of an offence or a treatment: "Jane Roe and Tom Poe (2017)".
_AUTHOR = r"(?:[A-Z][\w.'’\-]{0,20}(?: |(?=[,(]))){1,4}"
YEAR_OF_A_WORK = compiled(
    rf"(?:(?:, {_AUTHOR}){{0,4}},? (?:&|and|et|und|y|e) {_AUTHOR})?['’]?s? ?\((?:19|20)\d\d[a-z]?(?:, pp?\.? ?\d{{1,4}})?\)"
)
# Whose work it is, as the head of a source file says.
CREDIT = compiled(
    r"@authors?\b|__authors?__|\bcopyright (?:\(c\)|©|\d{4})|\(c\) \d{4}|"
    r"^\s{0,8}(?:#|//|/?\*{1,3}|;|--|\"{3})\s{0,8}(?:authors?\s{0,4}:|maintainers?\b|(?:written|created|contributed|maintained) by\b)",
    re.IGNORECASE | re.MULTILINE,
)
CALLED = compiled(
    r"(?:['’]s)?,?[ \-](?:\w{3,14}[ \-]|\([A-Z]{1,5}\) (?:\\cite\{[^}]{0,60}\} )?)?(?:Q\b|theorem|lemma|copula|distributions?|test|models?|methods?|algorithms?|equations?|law|effect|syndrome|disease|"
    r"curve|coefficients?|index|matrix|transform|process|criterion|conjecture|inequality|constant|paradox|principle|sequence|diagram|"
    r"filter|kernel|regression|correction|signs?|Zeichen|scores?|scale|stages?|grade|reflex|man(?:o)?euvre|positiv\w?|negativ\w?|fracture|Klassifikation|Award|Prize|Institute|University|Foundation|School|College|Hospital|Airport|Stadium|Street|Road|Avenue|"
    r"Incorporated|Inc|Ltd|LLC|Corp|Co)\b(?! (?:the|my|our|this|that|his|her|their|it)\b)"
)
# A measure of statistics that is called after somebody.
EPONYM = compiled(
    r"['’]s (?:modul(?:us|i)|[rdtUWFρτκαχ]|rho|tau|kappa|alpha|chi|triangle|theorem|laws?|paradox|constant|equations?|inequality|lemma|"
    r"conjecture|principle|algorithm|razor|disease|syndrome)\b"
)
# The head of a church; "papa" alone is a father.
POPE = compiled(
    r"\b(?:[Pp]ope|[Pp]apst|[Pp]ape|[Pp]aus|[Pp]apież\w{0,3}|(?:el|al|del|o|ao|do|il|dal|le) [Pp]apa) $"
)
# Whose work it is, in the words of comments and doc strings.
WORK = compiled(
    r"\b(?:syntax|theme|lexer|written|contributed|modified|created|maintained|adapted|implemented|developed|ported|taken|documentation|module|code|profile|"
    r"domain|idea|patch|fix|thanks|due),? (?:\w{2,12} )?(?:by|from|to)\b|\bauthors?\b|__(?:author|credits|maintainer)s?__|copyright|"
    r"\bmaintainers?\b|\bbased on\b|(?:^|\n)[#* ]{0,4}by ",
    re.IGNORECASE,
)
# The name of a label or a reference in LaTeX, which may hold somebody's name.
LABEL = compiled(r"\\\w{2,20}\{[\w:.\-]{0,20}$")
# The author or the model of a work, in front of the name and behind it.
_WORKS = (
    r"(?:books?|novels?|memoirs?|biography|textbook|trilogy|films?|movies?|documentary|series|songs?|albums?|poems?|poetry|plays?|operas?|symphon(?:y|ies)|"
    r"paintings?|quotes?|sayings?|theor(?:y|ies)|philosophy|teachings?|ideas|thesis|papers?|essays?|podcast|bestseller|sermons?|comics?|"
    r"libros?|novela|canción|película|cuadro|livres?|roman|chanson|film|tableau|Buch|Bücher|Roman|Lied|Gemälde|libr[oi]|romanzo|canzone|quadro|boek(?:en)?|lied|schilderij|"
    r"livros?|filme|książk[aię]|piosenk[aię]|obraz)"
)
BY = compiled(
    rf"\b{_WORKS}\b[^.\n]{{0,80}}\b(?:by|von|de|di|del|van|przez|of|from|par|por|inspired by)\s{{1,2}}$|"
    r"[\"”’»“＂']\s{0,2}\(?(?:\w{2,12} )?(?:by|von|de|di|van|par|por)\s{1,2}$|"
    r"\b(?:style|voice|tone|spirit|manner|personality|persona|likeness|impression|parody|works|writings|biography|portrait|poetry|paintings|lyrics|teachings|philosophy) of \[?$|"
    r"\b(?:impersonate|impersonating|featuring|feat\.|starring|directed by|(?:movies?|films?|series) (?:that|which) (?:stars?|features?)|that stars|sung by|composed by|painted by|coined by|popularized by|inspired by|authored by|in the (?:book|movie|film|show|series|game) \w{1,20} that)\s{1,2}$|"
    # A title, and of no paper of an office.
    r"\b(?-i:(?:The|An?) (?:[A-Z][\w'’\-]{1,20} ){1,5})(?<!report )(?<!proposal )(?<!review )(?<!plan )(?<!draft )(?<!memo )"
    r"(?<!minutes )(?<!notes )(?<!summary )(?<!agreement )(?<!offer )(?<!invoice )(?<!order )(?<!contract )by $|"
    r"\b(?:implementation|library|package|plugin|theme|repo|repository|notebook|font|shader|addon|dataset|wrapper|fork)s?\s\(?(?:(?:was|is) )?(?:\w{4,12} )?by\s$",
    re.IGNORECASE,
)
# How each of these ends.
BEFORE_BY = phrases(
    "by|von|de|di|del|van|przez|of|from|par|por|that|impersonate|impersonating|featuring|feat.|starring|"
    "stars|star|features|feature"
)
# "Jane plays", "Jane saying that" and "Jane quotes 400" are what somebody does.
THEIR_WORK = compiled(
    rf" as (?:the )?(?:director|lead actor|lead actress|main actor|main actress)\b|(?:(?! (?:saying|plays|quotes)\b)|['’]s?) {_WORKS}\b| (?:first |has |have )?(?:proved|conjectured|postulated|theori[sz]ed|hypothesi[sz]ed) |['’]s? (?:\w{{3,12}} )?(?:style|voice|tone|poetry|music|speech(?:es)?|lyrics|Nocturne|Requiem|Sonata)\b",
    re.IGNORECASE,
)
# An office of the state, of a church or of nobility in front of the name, or a calling that is followed in public.
OFFICE = compiled(
    r"\b(?:Rep\.|Sen\.|Gov\.|Senator|Congress(?:man|woman)|Governor|Prime Minister|Chancellor|Secretary of \w{4,8}|"
    r"King|Queen|Pope|Saint|Prince|Princess|Emperor|Empress|Tsar|Sultan|Lord|Sir|Dame|Archbishop|Cardinal|Ayatollah|"
    r"Bundeskanzler(?:in)?|Bundespräsident(?:in)?|Kaiser|König(?:in)?|Papst|Roi|Reine|Rey|Reina|Regina|Koning(?:in)?|Rainha|Król|Papież|"
    r"politician|singer|songwriter|guitarist|drummer|pianist|composer|boxer|wrestler|golfer|goalkeeper|midfielder|comedian|"
    r"striker|quarterback|actor|actress|rapper|novelist|philosopher|physicist|filmmaker|YouTuber|footballer|playwright)\s{1,2}$"
)
# Whom a program is to play: directly behind the order to be somebody, or called so within it.
PERSONA = compiled(
    r"\b(?:you are|you're|act as|pretend to be|role-?play as|imagine you are|your name is|du bist|dein name ist|tu es|tu t'appelles|eres|te llamas|"
    r"ton nom est|tu nombre es|il tuo nome è|je naam is|seu nome é|sei|ti chiami|jij bent|je heet|você é|jesteś)\s{1,2}(?:(?:an?|the|eine?n?|une?|una?|een|um|uma) [^\n.,:;]{2,60}?,?\s(?:called|named|by the name of|namens|"
    r"nommée?|appelée?|llamad[oa]|chiamat[oa]|genaamd|chamad[oa]) )?(?:(?:prof(?:essor)?|dr|mrs?|ms|captain|chef|coach)\.? )?[\"'“]?$|"
    r"\bpersona,? \(?(?:called |named )?[\"'“]?$|"
    # An animal or a machine that has one.
    r"\b(?:fish|goldfish|cat|dog|puppy|kitten|hamster|rabbit|bunny|parrot|tortoise|turtle|horse|pony|fox|bear|mouse|frog|robot|chatbot|hund|katze|kater|fuchs|hasen?|"
    r"bären|igel|pferd|chien|chat|lapin|perro|gato|cane|gatto|hond|kat|cão|pies|kot),? (?:is |who is |ist )?(?:called|named|namens|nommée?|appelée?|llamad[oa]|chiamat[oa]|"
    r"genaamd|chamad[oa]|o imieniu) [\"'“„]?$|"
    r"\b(?:(?:my|our|her|his|their) (?:\w{2,10} )?(?:dog|cat|puppy|kitten|hamster|rabbit|parrot|budgie|tortoise|horse|pony|mare|labrador|spaniel|terrier|poodle)|"
    r"(?:mein|unser|ihr|sein)e?n? (?:hund|hündin|katze|kater|pferd|hase|meerschweinchen)|(?:mon|ma|notre|son|sa) (?:chien|chienne|chat|chatte|lapin|cheval)|"
    r"(?:mi|nuestr[oa]|su) (?:perr[oa]|gat[oa]|caballo)|(?:il mio|la mia|il suo|la sua) (?:cane|cagn\w{2,6}|gatt[oa]|cavallo)|(?:mijn|onze|haar) (?:hond|kat|poes|paard)|"
    r"(?:meu|minha|nosso) (?:cão|cadela|gat[oa]|cavalo)|(?:mój|moja|mojego|nasz) (?:pies|psa|kot|kota|kotka|koń)),? $",
    re.IGNORECASE,
)
# A name that is spoken of as a name.
# A letter of a choice in front of the name, which the model may take for an initial.
CHOICE = compiled(r"[ \t]{0,8}[A-Z][.)] ")
# The same behind the name: "Rover, your identity is", "Rover, you are a".
CAST_AS = compiled(
    r" is (?:an? )?(?:ai|chat ?bot|language model)\b|,? (?:your (?:identity|persona) is|you are an? (?:ai|expert|assistant|chatbot|bot)\b)",
    re.IGNORECASE,
)
AS_A_NAME = compiled(
    r"\bnam(?:e|ing) (?:a|the|our|my) (?:daughter|son|baby|girl|boy|child|kid|dog|cat|pet|puppy|kitten)\s[\"'“‘]?$|\bthe (?:(?:first|last|given|sur|family|baby|girl's|boy's) ?)?names?\s[\"'“‘]?$|\bder (?:Vor|Nach)?name\s[\"'„]?$|\ble (?:pré)?nom\s[\"'«]?$|\bel (?:nombre|apellido)\s[\"'«]?$",
    re.IGNORECASE,
)
MEANT_AS_ONE = compiled(
    r"[?!]|[\"'”’»]? (?:means?|comes? from|originat|popular|pronounced|spelled|bedeute|kommt aus|vient|signifi|viene)"
)
# A number behind a name, as of versions, but not what somebody worked, owes or has.
NUMBERED = compiled(
    r" ?\d(?!\d{0,5}(?:[.,]\d{1,2})? ?(?:h|hrs?|hours?|days?|std|stunden|tage|%|€|£|\$)(?![^\W_]))"
)
# What may be no more: "two lines max, please".
BOUND = compiled(
    r"(?:\d[\w.,%€$£]{0,9}|\w{2,20}s|zeilen|wörter|righe|parole|regels|woorden|słów) max(?=[.,;:!?)\n]|$)",
    re.IGNORECASE,
)
# The words that begin the names of houses, squares and hills.
OF_A_PLACE = words(
    "villa palazzo piazza via viale corso ponte monte chateau schloss burg castle fort mount mt lago cabo porto puerto playa sierra plaza placa "
    "parque"
)
# Goods: what is sold by the litre, the pack or the stock number.
GOODS = compiled(
    r"\b\d{1,4} ?(?:ML|CL|cl|ml|OZ|oz|fl oz|KG|PK|CT|LTR|pcs)\b|\bsku\b|\b(?:vendor|brand|make|model)\"?\s{0,2}[:=]",
    re.ASCII,
)
# First names that programs have, too: theirs beside another program.
TOOLS = words(
    "devin cody hugo jasper travis julia ada alma rocky ruby astro otto cassandra athena aurora apollo juno"
)
# What people of the stage and of sport are called alone, and hardly anybody else.
ALONE = words("beyonce rihanna shakira zendaya oprah neymar eminem")
# By these an example is called: alone in a question, they say nothing of anybody.
USUAL = words(
    "alice bob carol dave eve frank john jane jack jill joe mary tom tommy tim jim jimmy jerry mike michael sam sally sarah sara susan emma emily anna ann "
    "anne max ben adam amy alex chris david daniel dan peter paul mark james george harry henry kate katie laura lisa linda lucy luke nick olivia sophia "
    "sophie steve will william bill billy robert rob richard rachel ryan kevin karen jennifer jessica jason brian charlie charles claire ella grace helen "
    "ivan jake julia julie leo lily maria mia molly nancy oliver patrick rose ruth thomas tony victoria hans fritz klaus michel pierre jean marie jacques juan "
    "pedro pablo carlos jose luis ana marco mario luca giulia paolo jan piet kees joao carla jordan taylor ali ahmed mohammed fatima wei li priya raj ravi"
)

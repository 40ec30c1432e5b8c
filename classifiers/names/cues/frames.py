"""What makes a text a tale, an exercise, a program, news, a question of knowledge, or private business."""

import re

from classifiers.compiled import compiled
from classifiers.either import alternatives, either
from classifiers.invented import EXERCISES, INVENTED, SUMS

# Asked for a tale, a song or a scene, or it is one: the people in it are invented.
_TALE_WORDS = (
    r"storyline|storytelling|fiction(?:al)?|fictitious|parody|sitcom|narrator|scenes? (?:where|in which|with)|fairy ?tales?|"
    r"screenplay|(?:movie|film|tv|video|show|anime|stage|theat(?:re|er)) script|script of|scripts? for (?:an?|the) (?:\w{1,20} ){0,2}(?:video|commercial|movie|film|sketch|play|cartoon|sitcom)|fantasy (?:world|land|realm)|fan ?fic(?:tion)?|protagonists?|"
    r"anime|manga|dragons?|wizards?|vampires?|elves|goblins?|superhero(?:es)?|spaceship|dungeons?|write a scene|"
    r"following characters|characters?:|character (?:sheet|card)s?|dnd|ttrpg|let's imagine|alternate universe|"
    r"plot (?:synopsis|summary|of (?:the|this|a) (?:movie|film|book|novel|play|show|series))|own adventure['’]? (?:\w{1,20} ){0,2}(?:book|game|text)|"
    r"the role of \w{2,20} from|for (?:the|an?|my|our) (?:movie|short film|musical|theat(?:re|er) play)|once upon a time|world ?building|pokemon|pokémon|greentext|"
    r"characters? (?:in a|\d|=)|(?:2d|3d) platformer|(?:old|new) testament|backstory|plot twist|"
    r"(?:visual|light) novel|cosplay|sketch comedy|stand-?up (?:comedy|comedian|comic|routine|special|set|act|bit)|(?:main|side) characters?|episode (?:list|guide)|"
    r"fantasygeschichte|drehbuch|sprookje|"
    r"(?:summari[sz]e|explain|retell|recap|outline|describe) the (?:\w{3,8} )?(?:plot|ending) of(?! (?:the |a )?land)|résume[rz]? l['’]intrigue d|raconte[rz]? l['’]intrigue d|"
    r"resum(?:e|ir|a|ir) (?:la trama|el argumento|o enredo) d|riassum(?:i|ere|a) (?:la trama|l['’]intreccio) d|"
    r"handlung von (?-i:[A-Z])[^.\n]{1,40} zusammen|vat de plot van|streść fabułę|"
    r"which episode|npcs?|(?:side|main) quests?|boss fights?|season \d{1,2} of|season finale|"
    r"for (?:an?|my|our|the) tabletop (?:game|rpg|campaign)|cut to(?= \w+[,.)])|cutscenes?|stage directions?|murder mystery|whodunn?it|(?:crime|detective|mystery|horror|adventure) (?:story|novel|plot|scene)|cliffhanger|hit points|saving throws?|"
    r"(?:dexterity|strength|wisdom|constitution|charisma) (?:save|check)|dwarves|orcs?|paladins?|sorcerers?|starship|cryosleep"
)
TALE = compiled(
    rf"\b(?:{either(alternatives(f'{_TALE_WORDS}|{INVENTED}'))})"
    r"\b|"
    r"\bin the year (?:20[4-9]\d|2[1-9]\d\d|3\d{3})\b",
    re.IGNORECASE,
)
# Works that people also speak of at work, where somebody "made a joke", "sings songs" or has "episodes of" something.
_WORK_WORDS = (
    r"stor(?:y(?! for (?:the|our) (?:newsletter|intranet|website|team|annual report))|ies)|novels?|novella|poems?|haiku|lyrics|songs?|sonnet|ballad|fables?|"
    r"role-?play(?:ing)?|in the style of|dialog(?:ue)? (?:between|of|in|with)|riddle|jokes?|limerick|bible|biblical|video ?game|monologue|crossover|"
    r"episodes? of|villains?|spoilers?|dwarf|elf|"
    r"narrador|narrateur|personnages?|personajes?|personaggi|personagens|erzähler|"
    r"geschichte|kurzgeschichte|fabeln?|märchen|gedicht|witz über|histoire d|(?:un|mon|ce|le) conte|contes? (?:de|pour|d)|poème|scénario|chanson|blague|"
    r"cuento|historia sobre|poema|novela|guion|canción|chiste|broma|favola|fiaba|racconto|poesia|romanzo|barzelletta|giochi di parole|verhaal|"
    r"história (?:sobre|totalmente)|ficção|piada|bajkę|bajka|opowiadanie|wiersz|powieść|příběh|scénář|dialogo de"
)
WORKS = compiled(rf"\b(?:{either(alternatives(_WORK_WORDS))})\b", re.IGNORECASE)
# What asks for one, right ahead and with nobody's name between; or it heads the text. A letter about one is none.
ASKED_FOR = compiled(
    r"(?:\A(?!(?i:no|ni) )|(?i:\b(?:write|tell|create|compose|generate|make|craft|continue|finish|rewrite|improve|edit|give|need|want|imagine|invent|come up|think|thought|summari[sz]e|analy[sz]e|critique|translate|"
    r"title|outline|chapters?|develop|produce|build|design|brainstorm|suggest|describe|explain|expand|extend|turn|convert|provide|start|begin|plot|ideas?|character|characters|name|names|act|play|"
    r"based on|inspired by|from the|in (?:an?|my|this|the|our|his|her)|of (?:an?|my|this|the)|for (?:an?|my)|working on|writing|telling|my|this is an?|funny|short|"
    r"schreib\w{0,2}|erzähl\w{0,2}|erstell\w{0,2}|erfinde|mach|dichte|verfass\w{0,2}|brauche|möchte|gib|denk|aus der|in der|aus dem|"
    r"écri\w{1,3}|raconte\w{0,2}|crée\w{0,2}|invente\w{0,2}|rédige\w{0,2}|fai[st]|imagine\w{0,2}|compose\w{0,2}|donne|continue|résume|tradui[st]|"
    r"escrib\w{1,4}|escríbe\w{1,3}|cuenta|cuénta\w{1,4}|crea|inventa|redacta|haz|imagina|dame|continúa|"
    r"scriv\w{1,4}|racconta\w{0,3}|inventa|componi|dammi|continua|schrijf|vertel|maak|bedenk|verzin|geef|"
    r"escrev\w{1,3}|cont[ae]|cri[ae]|faça|faz|componha|napisz|opowiedz|stwórz|wymyśl|ułóż|podaj|daj|napiš\w{0,2})\b))"
    r"(?:(?!(?i:letter|e-?mail|\bmail|reply|report|\bnote|warning|complaint|minutes|statement|brief|schreiben|abmahnung|courrier|lettre|carta|correo|lettera|brief|verslag|pismo|notatk))[^A-Z.?!\n]){0,60}$"
)
# A verse: those who are named beside it lived long ago.
VERSE = compiled(
    r"\b(?:genesis|exodus|leviticus|deuteronomy|isaiah|psalms?|proverbs|matthew|mark|luke|john|acts|romans|corinthians|revelation|surah) "
    r"\d{1,3}:\d{1,3}",
    re.IGNORECASE,
)
# Words of which a tale has several; one alone may stand anywhere.
_TOLD_WORDS = (
    r"whisper(?:ed|s)|murmur(?:ed|s)|gasp(?:ed|s)|sigh(?:ed|s)|chuckl(?:ed|es)|smirk(?:ed|s)|grinn?(?:ed|s)|giggl(?:ed|es)|shiver(?:ed|s)|"
    r"gaz(?:ed|es)|glanc(?:ed|es)|stared|wondered|heartbeat|astonish(?:ed|ment)|humanity|universe|galaxy|alien|kingdom|prophecy|"
    r"sword|castle|ghost|magic(?:al)?|spell|curse|throne|moonlight|destiny|mysterious|trembl(?:ed|ing)|darkness|eyes widened"
)
TOLD = compiled(
    rf"\b(?:{either(alternatives(_TOLD_WORDS))})"
    r"\b",
    re.IGNORECASE,
)
# But these are real.
OURS = compiled(
    r"\b(?:my|our) (?:dear )?(?:boss|manager|colleague|coworker|co-worker|team|client|customer|patient|wife|husband|partner|son|daughter|"
    r"mother|father|mom|mum|dad|sister|brother|grand\w{3,8}|friend|neighbou?r|teacher|employee|ex|niece|nephew|aunt|uncle|cousin|"
    r"roommate|flatmate|landlord|landlady|tenant)\b|"
    r"\b(?:mein|unser)(?:e[nmr]?)? (?:\w{3,12} )?(?:chef|kolleg|kund|mandant|patient|mitarbeiter|frau|mann|sohn|tochter|mutter|vater|"
    r"freund|nachbar|lehrer|schwester|bruder|partner|team|oma|opa|onkel|tante|azubi|ex\b)|\b(?:mon|ma|notre) (?:collègue|chef|femme|mari|fille|fils|patron|client)|"
    r"\b(?:mi|nuestr[oa]) (?:jefe|mujer|marido|hij[oa]|cliente|compañer[oa])|\b(?:mijn|onze) (?:\w{3,12} )?(?:baas|collega|klant|pati[eë]nt|vrouw|man\b|zoon|dochter|moeder|vader|vriend|buur|zus|broer|partner|"
    r"medewerker|team|oma|opa|ex\b)|"
    r"\b\w{2,16} (?:from|in) (?:accounting|accounts|hr|payroll|legal|procurement|reception|facilities|compliance)\b(?! (?:action|reasons|terms|grounds))|"
    r"\b(?:why|how) (?:does|did|is|was|has|won['’]?t|doesn['’]?t|didn['’]?t|do i tell|can i tell|should i tell|do i get) (?-i:[A-Z])\w{1,20}\b[^.?!\n]{1,60} (?:my|me|us|our|i)\b|"
    # A verse or a card for a feast is for somebody, too.
    r"\b(?:birthday|farewell|leaving|retirement|wedding|anniversary|get[- ]well|condolence|sympathy|thank[- ]you|christening|graduation|promotion) "
    r"(?:poem|song|card|speech|toast|rhyme|verse|message|note|text)s?(?: \w{3,9})? (?:for|to)\b|\bfor the (?:birthday|farewell|retirement|wedding|anniversary|christening|graduation|promotion) of\b|"
    r"\w['’]s? (?:\d{1,2}(?:st|nd|rd|th) )?(?:wedding|birthday|graduation|retirement|farewell|leaving do|last day|first day|baby shower|hen (?:do|night|party)|stag (?:do|night)|christening|bar mitzvah|engagement party)\b|"
    r"\b(?:for|f[uü]r|voor|pour|para|per|dla) (?:my |our |die |den |de |la |el |il |mijn |mon |ma |mi )?(?:grandpa|grandma|granddad|grandad|gran|nan|nana|mum|mummy|mom|daddy|dad|auntie|"
    r"opa|oma|tante|onkel|oom|mama|papa|papi|mami|papy|mamie|mamy|tonton|tata|abuel[oa]|yay[oa]|t[ií][oa]|nonn[oa]|zi[oa]|av[óô]|vov[óô]|babci|dziadka|cioci) (?-i:[A-Z])|"
    r"\b(?:geburtstags|abschieds|hochzeits|jubiläums)(?:gedicht|lied|karte|rede|gruß|verse?)\w{0,3} (?:für|an)\b|"
    r"\b(?:poème|chanson|carte|discours) d['’](?:anniversaire|adieu) (?:pour|à)\b|\b(?:poema|canción|tarjeta|discurso) de (?:cumpleaños|despedida|boda) para\b|"
    r"\b(?:poesia|biglietto|canzone|discorso) (?:di|per il) (?:compleanno|addio) (?:per|di|a)\b|\b(?:verjaardags(?:gedicht|kaart|lied)|gedicht(?:je)?|toespraak|speech|kaartje)\w{0,2} voor (?:mijn|onze|opa|oma|tante|oom|collega)\b",
    re.IGNORECASE,
)
# Asked for a dish, a menu or what goes into one: such are called after people. Half of these words also mean what a
# doctor prescribes, for somebody.
DISHES = compiled(
    r"\b(?:recipes?|menu ideas?|rezepte?|recettes?|recetas?|ricett[ae]|recept(?:en)?|receitas?|przepis(?:y)? na|"
    r"flour|farina|farine|harina|farinha|mozzarella|tiramis[uù]|gluten|glut[eé]n|glutine)\b"
    r"(?! (?:for|für|pour|para|per|voor|dla) (?-i:[A-ZÀ-Ż]))",
    re.IGNORECASE,
)
# Who asks speaks of themselves, and so perhaps of somebody they know.
FIRST_PERSON = compiled(
    r"\b(?:i(?!\. )|i'm|my|mine|we|our|ours|us|ich|mich|mir|mein\w{0,2}|wir|uns|unser\w{0,2}|je|j['’]|mon|ma|mes|nous|notre|nos|"
    r"yo|mi|mis|conmigo|nosotr[oa]s|nuestr[oa]s?|io|mio|mia|miei|mie|noi|nostr[oaie]|ik|mij|mijn|wij|ons|onze|eu|meu|minha|meus|"
    r"minhas|nossos?|nossas?|ja|mnie|mój|moj\w{1,3}|nam|nasz\w{0,3})\b",
    re.IGNORECASE,
)
# A sum or a riddle of logic: its people are invented, too.
_SUM_WORDS = (
    r"probability|prove that|equations?|integers?|triangle|lottery|(?:fair|sided|two|three|a|the|of|with|roll(?:s|ed|ing)?) dice|dice (?:rolls?|is|are|game)|logic (?:problem|puzzle)|puzzle|annual interest|expected value|"
    r"coin flip|classmate|random variables?|by what amount|workout plans?|every morning|how many \w{3,12} (?:does|did|will|are left)|"
    r"(?:which|what|who) (?:\w{1,20} ){0,3}(?:below|(?:of|from) the (?:following|options|list below)) (?:should|would|will|is|does|do|can|has)|"
    r"similes?|figures? of speech|here are (?:some|the|a few) clues|reasoning steps|brain ?teasers?|lateral thinking|alliterations?|is likely to win the case|"
    r"(?:example|sample) sentences?|math(?:s|ematics)? (?:problem|question|test|exercise|worksheet|homework)s?|word problems?|(?:use|using) the names|binary string|subarray|time complexity|leetcode|"
    r"salvage value|straight-line (?:method|depreciation)|payback period|required (?:rate of )?return|(?:exam|quiz|practice|test|board) questions?|case study (?:for|question)s?|vignettes?|multiple[- ]choice|for (?:nursing|medical|law) students|"
    r"wahrscheinlichkeit|probabilité|probabilidad|probabilità|"
    r"(?:wie viele?|combien (?:de|d'|en)|cuánt[oa]s|quant[ei] (?=\w{3,12} (?:ha|hanno|restano))|hoeveel|ile|quant[oa]s)\b[^.?!\n]{1,40}\b(?:haben|hat|bleiben|ont|reste|restent|"
    r"tienen|quedan|hanno|restano|hebben|heeft|mają|zostało|têm|sobram)(?: \w+){0,3}(?= ?\?)"
)
SUM = compiled(
    rf"\b(?:{either(alternatives(f'{_SUM_WORDS}|{EXERCISES}'))})"
    r"\b|"
    r"\$[^$\n]{0,40}[\\^_{][^$\n]{0,40}\$|\\frac|\\sqrt",
    re.IGNORECASE,
)
# Sums that are told as a story, and stations of an exam: who is in them is invented, where one is asked for.
STORY_SUMS = compiled(
    rf"\b(?:{SUMS}|osce (?:stations?|scenarios?|cases?|practice)|exam stations?)\b",
    re.IGNORECASE,
)
# The question of a riddle or a sum, in a short text.
RIDDLE = compiled(
    r"\b(?:which (?:band|film|movie|book|novel|song|show|series|sitcom|game|anime)|how (?:many|much|old|far|tall|fast)|how long (?:does|will|did|would)|who(?: is|'s) \w+['’]s|what is the name of|(?:to|in) (?:which|what) direction|what (?:could|might|can) be the reasons?|who (?:saw|won|came|finished|arrived|sits|lied|is lying)|who is the (?:tallest|oldest|fastest|shortest|youngest|brother|sister|father|mother))\b|"
    r"\b(?:all|no|some) [a-z]{2,20} are (?:an? )?[a-z]{2,20}\. \w{2,20} is (?:not )?an? |'s (?:father|mother) has (?:three|four|five) (?:sons|daughters|children)\b",
    re.IGNORECASE,
)
# Three choices, one a line: "A. ...", "B. ...", "C. ...".
CHOICES = compiled(r"\bA[.)] [^\n]{1,200}\nB[.)] [^\n]{1,200}\nC[.)] ")
# The two of whom examples are made.
CAST = compiled(r"\b[Aa]lice\b[\s\S]{0,400}?\b[Bb]ob\b(?! [A-Z])")
# How a request begins that is about things rather than people.
REQUEST = compiled(
    r"\s{0,20}(?:(?:please|pls|can you|could you|i want you to|i need|help me|hi|hello|hey|act as|you are|as an?|let's|i am|i'm|i have|here is|here are)\b[^\n]{0,60})?"
    r"\b(?:(?:introduce|write|create|generate|translate|explain|describe|make|design|develop|code|program|script|suppose|imagine|consider|assume|given|"
    r"compare|fix|find|solve|calculate|summari[sz]e|rewrite|list|provide|continue|improve|roast)\b|"
    r"(?:how|what|why|which|who|where|when|is|are|does|do|can|should)\b[^\n]{0,300}\?)",
    re.IGNORECASE,
)
# How one begins of which a name is only an example: of language, of programs, of sums; a question that is not the writer's.
EXAMPLE = compiled(
    r"\s{0,20}(?:(?:please|pls|can you|could you|i want you to|i need|help me|hi|hello|hey|act as|you are|as an?|let's)\b[^\n]{0,60})?"
    r"\b(?:(?:translate|explain|describe|introduce|generate|design|develop|code|program|script|suppose|imagine|consider|assume|given|compare|find|solve|"
    r"calculate|list|provide|roast)\b|(?:how|what|why|which|who|where|when|is|are|does|do|can|should)\b(?![^\n?]{0,200}\b(?:I|my|me|we|our|us)\b)[^\n]{0,300}\?)",
    re.IGNORECASE,
)
# Rows of a table that somebody pasted below a question: three lines of four cells each, or for a database.
ROWS = compiled(r"\bINSERT INTO\b|(?:^(?:[^\n,;|\t]{0,60}[,;|\t]){3}[^\n]{0,400}(?:\n|\Z)){3}", re.MULTILINE)
# How a question of knowledge begins: what it names is known to the world.
# What people say and write to each other: "résume la réunion : ..." brings it along.
_TALK = (
    r"[^\n:]{0,12}(?:llamada|reunión|conversación|correos?|notas?|charla|réunion|appel|conversation|échanges?|courriels?|mails?|notes?|chiamata|"
    r"telefonata|riunione|conversazione|appunti|rozmow\w|spotkani\w|notatk\w|chamada|reunião|conversa|gesprek|vergadering|overleg|notities)[^\n:]{0,20}:\s"
)
KNOWLEDGE = compiled(
    r"\s{0,20}(?:(?:question|q|task|prompt|query|frage|pregunta|domanda|vraag|pergunta|pytanie)\s?:\s{0,3})?[\"'“¿(]{0,2}"
    r"(?:in (?!(?:my|our|this|that|his|her|their)\b)[^\n,.:]{3,60}, (?=why|how|what|who|where|when|which))?(?:(?:please|pls|can you|could you|i want you to|i need you to|help me(?: to)?)[, ]{1,3}){0,2}"
    r"(?:(?:(?:explain|describe|introduce|summari[sz]e|compare|contrast|discuss|analy[sz]e|define|list)(?! of \w{3,20} ?:| (?:this|these|the (?:following|attached|notes|thread|chat|calls?|meeting|(?:e-?)?mails?|messages?|ticket|transcript|conversation)|my|our|his|her|their)\b| ?:| to (?!me\b|us\b|an?\b|the\b|students\b|beginners\b|kids\b|children\b|my\b)\w)|name (?:a|an|the|some|all|any|\d{1,3}|two|three|four|five|six|seven|eight|nine|ten)|outline|"
    r"who (?:is|was|were|are|wrote|invented|won|did|had|has|said|discovered|painted|directed|played|sang|founded)|whose|"
    r"what (?:is|was|were|are|did|does(?! it mean (?:when|if)\b)|do(?! i\b)|happened|kind|year|would)|when (?:did|was|were|is)|in (?:which|what) (?:year|country|city|film|movie|book|century)|which (?:of|is|was|one|country|city|film|movie|book|year|team|player|president|king|author|artist)|where (?:did|was|is|were)|why (?:did|was|is|were|does)|how (?:did|was|does|has)|"
    r"did(?! (?:i|we)\b)|tell me (?:about|who|what|something)|give (?:me )?(?:a |an |the )?(?:brief |short |detailed )?(?:description|summary|overview|biography|history|review|list|synopsis)|"
    r"do you know|have you (?:read|seen)|quotes?|"
    r"erkl[äa]re?|beschreibe?|wer (?:ist|war|hat|schrieb|malte|erfand|gewann|entdeckte)|was (?:ist|war|hat|sagte)|wann (?:war|ist|wurde|hat)|welche[rsmn]?|"
    r"expliqu\w{1,4}|décri\w{1,4}|qui (?:est|était|a)|quand|quel\w{0,3}|explica\w{0,3}|describ\w{1,3}|quién|quien|cuándo|cuánt[oa]s|qué(?! (?:le|les|me|nos) )|cuál(?:es)?|"
    r"spiega\w{0,3}|chi (?:è|era|ha)|quando|qual[ei]?|leg (?:eens )?uit|wie (?:is|was|heeft)|wat (?:is|was|zei)|wanneer|welke|quem|explique|"
    r"(?:riassum\w{1,3}|résum\w{1,3}|resum(?:a|ir)\b|streść|zusammenfass\w{1,3}|samenvat\w{1,3})(?! ?:|"
    + _TALK
    + r")|resume (?=[oa]s? |el |la )(?!"
    + _TALK
    + r")|fasse\b[^\n]{0,60}\bzusammen|vat\b[^\n]{0,60}\bsamen|"
    r"wyjaśnij|opisz|kim (?:jest|był|była|są)|kto|kiedy|który|która|co (?:to|jest|oznacza|znaczy|robi|zrobił|odkrył|było|wiesz))\b)",
    re.IGNORECASE,
)
# What befalls somebody at work, in health and at law.
_MATTER_WORDS = (
    r"fir(?:e|ed|ing) (?=(?-i:[A-Z]))|dismiss(?:al|ed)?|retir(?:e|ed|ing|ement)|promot(?:ed|ion)|salary|pay rise|performance review|appraisals?|grievance|resign(?:ed|s|ation)|"
    r"days? (?:of )?(?:annual |sick )?leave|annual leave|urlaubstage?|jours? de congés?|días de vacaciones|giorni di ferie|vakantiedagen|dias de férias|dni urlopu|"
    r"maternity|paternity|parental leave|sick(?: leave)?|burn-?out|absences?|blood (?:results|tests?|pressure)|biops(?:y|ies)|diagnos(?:is|ed)|surgery|therapy|"
    r"medications?|prescriptions?|discharged?|methadone|catheter\w{0,4}|defendants?|bail|remanded|care home|allerg(?:y|ies|ic)|pregnan(?:t|cy)|divorce|custody|lawsuit|eviction|evict|overdue|rent|severance|redundan(?:t|cy)|notice period|"
    r"(?:annual|bigger|year-end|sign-on|performance|my|his|her) bonus|probation(?:ary)?|disciplinary|bull(?:y|ied|ying)|harass(?:ed|ment|ing)|injured|gets? hurt|overtime|unpaid leave|beförder(?:t|ung)|gehaltserhöhung|"
    r"probezeit|überstunden|mobbing|période d'essai|harcèlement|heures sup\w{0,12}|acoso|ascenso|horas extra|periodo di prova|straordinari|proeftijd|overuren|"
    r"awans\w{0,3}|okres próbny|nadgodzin\w|assédio|horas extras|"
    r"visa|work permit|rota|(?:medical|case|employment|credit) history|laid off|lay off|alimony|child support|inherit(?:s|ed|ance)?|abfindung|erbe|erbschaft|indemnité|préavis|héritage|finiquito|indemnización|"
    r"herencia|preavviso|liquidazione|eredità|vergoeding|opzegtermijn|erfenis|odpraw[ay]|wypowiedzeni[ea]|spadek|spadku|rescisão|aviso prévio|herança|"
    r"kündigen|elternzeit|schwanger|krank|krankmeldung|abmahnung|gehalt|licencier|licenciement|enceinte|arrêt maladie|congé|despedir|despido|embarazada|enferm[oa]|"
    r"licenziare|licenziamento|incinta|malattia|malat[oa]|ontslaan|ontslag|zwanger|ziek|ziekte|zwolnić|zwolnieni\w{1,2}|ciąży|chor[ya]|demitir|demissão|grávida|licença|atestado"
)
MATTER = compiled(
    rf"\b(?:{either(alternatives(_MATTER_WORDS))})"
    r"\b",
    re.IGNORECASE,
)
# Words of work and of private life: with one of them a text is no mere question of knowledge.
_OFFICE_WORDS = (
    r"invoices?|contracts?|agreements?|runway|arr\b|mrr\b|churn|board pack|board paper|cap table|p&l|ebitda|due diligence|term sheet|suppliers?|vendors?|owes?|quotations?|negotiat(?:e|es|ed|ions?|ing)|tenders?|meetings?|tickets?|patients?|clients?|customers?|e-?mails?|letters?|salary|payroll|complaints?|employees?|"
    r"colleagues?|appointments?|accounts?|claims?|polic(?:y|ies)|cases?|diagnos\w{1,8}|passwords?|refunds?|shifts?|interviews?|hired?|fired|"
    r"warning|deadline|budgets?|team lead|org(?:ani[sz]ation)? ?charts?|organi(?:gramm?[ae]?|gram)|report(?:s|ed|ing)? to|promotions?|probation|quote for|feedback|cvs?|timesheets?|appraisals?|performance reviews?|minutes|conversation|rota|payslips?|hr|tenants?|landlord|lease|grievance|onboarding|absences?|incident|candidates?|applicants?|delivery|phone|resigned|sick|surgery|therapy|divorce|lawsuit|laptop|mailbox|login|vpn|"
    r"rechnung|vertrag|termin|gespräch\w{0,2}|lebenslauf|beschwerde|krankmeldung|zeugnis|bewerb\w{1,6}|protokoll|entretien|candidat\w{0,4}|licenciement|absence|reunión|entrevista|despido|baja|colloquio|riunione|assenza|gesprek|vergadering|sollicita\w{1,6}|rozmow\w{1,2}|kandydat\w{0,3}|zwolnieni\w{1,2}|entrevista|atestado|demissão|kund\w{1,3}|patient\w{0,3}|mitarbeiter\w{0,3}|kündigung|gehalt|facture|contrat|rendez-vous|client\w{0,3}|salari\w{1,2}|courriel|"
    r"solicitors?|school reports?|care (?:home|note|plan)s?|abmahnung|impayés?|deben|"
    r"factura|contrato|cita|paciente|empleado|correo|fattura|contratto|appuntamento|paziente|dipendente|factuur|afspraak|klant|medewerker|pati[eë]nt|"
    r"mails?|messages?|mortgage|loan|credit (?:check|score)|premium|deductible|babysit|nachricht\w{0,2}|bericht\w{0,3}|mensaje|messaggi[o]?|mensagem|wiadomoś\w{1,3}|nudge|reminders?|reschedul(?:e|ed|ing)|replied|reply yet|payments?|deposit|"
    r"fatura|reunião|funcionári[oa]|faktur\w{1,3}|umow\w{1,2}|spotkani\w{1,2}|pacjent\w{0,3}|klient\w{0,3}|pracowni\w{1,4}"
)
OFFICE = compiled(
    rf"\b(?:{either(alternatives(f'{_OFFICE_WORDS}|{_MATTER_WORDS}'))})"
    r"\b",
    re.IGNORECASE,
)
# Printed in a newspaper or an encyclopaedia: told to the world already.
_NEWS_WORDS = (
    r"told (?:reporters|cnn|the bbc|reuters|the associated press|the ap|the new york times|the guardian)|spokes(?:man|woman|person)|according to (?:reuters|the associated press|cnn|the bbc)|"
    r"\((?:cnn|reuters|ap|afp|bloomberg)\)|(?:house|senate) (?:races?|republicans?|democrats?)|presidential|white house|prime minister|world cup|championship|grand slam|premier league|"
    r"press conference|news conference|associated press|box office|box-office|grammys?|oscars?|hall of fame|playoffs?|quarterback|striker|midfielder|album|discography|filmography"
)
NEWS = compiled(
    rf"\b(?:{either(alternatives(_NEWS_WORDS))})"
    r"\b",
    re.IGNORECASE,
)
# Results, scores and tables of sport and games: who plays is known to the world.
_CONTEST_WORDS = (
    r"tonys|tony awards?|oscars|academy awards?|grammys|emmys|golden globes?|baftas|brit awards|eurovision|"
    r"(?:title|final) fight|undercard|heavyweight|welterweight|(?:won|lost) by (?:knock-?out|tko|submission)|"
    r"world record|box score|tour de france|giro d'italia|formula (?:1|one)|grand prix|olympics?|olympic|wimbledon|roland garros|"
    r"(?:us|french|australian) open|champions league|premier league|europa league|la ?liga|serie a|ligue 1|bundesliga|eredivisie|"
    r"(?:nba|nfl|mlb|nhl|fifa|uefa|atp|wta|pga|ufc|wwe|fide) (?:finals?|season|draft|title|champion\w{0,4}|tour|world cup|rankings?|playoffs?)|"
    r"world cup|super bowl|stanley cup|ballon d'or|grandmaster|man of the match|hat-?trick|quarter-?finals?|semi-?finals?|"
    r"scorecard|innings|wickets|home runs?|touchdowns?|free throws?|three-pointers?|peloton|pole position|match report|"
    r"vuelta (?:a españa|ciclista|20\d\d)|stage \d{1,2}: (?:\d|[A-Z]\w+ ?[\-–>])|six nations|rugby (?:union|league|world|championship|match|international|sevens)|(?:tries|goals?) by(?! (?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|the|next|end|then|now|\d))|goalscorers?|own goal|cup final|copa (?:am[ée]rica|del rey)|"
    r"(?:davis|ryder|solheim) cup|test match|(?:group|knockout) stage|fastest lap|(?:gold|silver|bronze) medals?|medal table|"
    r"spieltag|torschütze\w?|mundial|journée de (?:ligue|championnat)"
)
CONTEST = compiled(
    rf"\b(?:{either(alternatives(_CONTEST_WORDS))})"
    r"\b|"
    r"\[(?:White|Black) \"|(?:^|\n)\s{0,4}1\. ?(?:e4|d4|c4|Nf3)\b|\bPTS\b[\s\S]{0,40}\bREB\b",
    re.IGNORECASE,
)
# What only a real person has, beside the name: an address to write to, a long number, a day of birth.
PRIVATE = compiled(
    r"@[\w\-]{2,40}\.\w|(?<![\d/.])(?<!arXiv:)(?!\d{1,4}\.\d{1,15}(?![\d./\-]))\d(?:[ \-./()]?\d){6,15}|\b(?:dob\b|mrn\b|ssn\b|geb\.|née? le|nacid[oa]|nat[oa] il|ur\.)",
    re.IGNORECASE,
)
# A number that only looks like somebody's.
A_DATE = compiled(
    r"(?:19|20)\d\d[.\-/ ]\d{1,2}[.\-/ ]\d{1,2}|\d{1,2}[.\-/]\d{1,2}[.\-/](?:19|20)\d\d|(?:\d{1,3}[\-–]\d{1,3} ){1,4}\d{1,3}[\-–]\d{1,3}"
)
# A line of a program: where many of them stand, a text is code.
CODE = compiled(
    r"^\s{0,40}(?:def \w|class \w|import \w|from [\w.]+ import\b|return\b|elif\b|else:|#include\b|function \w|const \w|let \w|var \w|"
    r"public \w|private \w|package \w|using \w|func \w|fn \w|val \w{1,40} ?:|type [\w' ]{1,40}=|(?:set|if|endif|include|find_\w{3,12}|add_\w{3,20}|target_\w{3,24})\(|enum \w|struct \w|impl \w|\((?:def\w{2,20}|setq|require|provide|let\*?|when|unless|interactive|lambda)[ (]|@\w+\s*$|[})\]]{1,3}[;,]?\s*$|\w{1,40} {0,4}= {0,4}[\[{]['\"]?)",
    re.MULTILINE,
)
# A key of a file that sets up machines, jobs and services: where several stand, one of them ``own`` to such files, what is
# called something is no person. The others also head notes of a meeting.
SETUP = compiled(
    r"^[ \t\-]{0,40}[\"']?(?P<key>(?P<own>apiVersion|metadata|spec|containers|initContainers|volumeMounts|mountPath|replicas|"
    r"runs-on|uses|matrix|vmImage|become|handlers|with_items|include_tasks|get_url|apt|ansible\.builtin\.\w{2,30}|depends_on|env_file|"
    r"container_name|healthcheck|appVersion|kubeVersion|predicates|filters|routes|site_name|markdown_extensions|hooks|rev|pull_request|workflow_dispatch|AWSTemplateFormatVersion)|"
    r"image|volumes|steps|jobs|stages|script|pool|strategy|hosts|tasks|vars|loop|register|shell|services|environment|repos|plugins|"
    r"theme|version|description|ports|networks|name|provider)[\"']?[ \t]{0,4}:(?:\s|$)",
    re.MULTILINE,
)
# A small word that has lost its vowel, as in French and Italian.
ELIDED = compiled(r"\b(?:[cdjlmnst]|qu|dell|nell|all|un)['’](?=[^\W\d_]{2})", re.IGNORECASE)
# A word in small letters with a letter that only Polish has.
POLISH = compiled(r"(?<![^\W\d_])[a-ząęóć]{0,20}[ąęłńśźż][^\W\d_A-Z]{0,20}")
IN_POLISH = compiled(r"(?<![\w/.&(])(?:[zw]|ze|dla|jest|przez|oraz) (?=[^\W\d_]{2})")
# Letters of scripts that the model was not taught.
OTHER_SCRIPT = compiled(r"[\u0370-\u1fff\u3040-\ud7ff]")

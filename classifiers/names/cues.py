"""Words and shapes around a name that say more about it: who is private, what is a tale, whose firm, whose place."""

import re

# Asked for a tale, a song or a scene, or it is one: the people in it are invented.
TALE = re.compile(
    r"\b(?:stor(?:y|ies|yline|ytelling)|novels?|novella|poems?|haiku|lyrics|songs?|sonnet|ballad|fairy ?tales?|fables?|"
    r"screenplay|(?:movie|film|tv|video|show|anime) script|script of|sitcom|fan ?fic(?:tion)?|fiction(?:al)?|fictitious|protagonists?|"
    r"role-?play(?:ing)?|anime|manga|dragons?|wizards?|vampires?|elf|elves|goblins?|superhero(?:es)?|spaceship|dungeons?|write a scene|"
    r"in the style of|following characters|characters?:|character sheet|dialogue? (?:between|of)|let's imagine|alternate universe|"
    r"riddle|joke|limerick|once upon a time|world ?building|pokemon|greentext|scenes? (?:where|in which|with)|dialog(?:ue)? (?:in|with)|"
    r"characters? (?:in a|\d|=)|(?:2d|3d) platformer|narrator|(?:old|new) testament|bible|biblical|"
    r"narrador|narrateur|personnages?|personajes?|personaggi|personagens|erzähler|"
    r"geschichte|kurzgeschichte|fantasygeschichte|märchen|gedicht|drehbuch|witz über|histoire d|conte|poème|scénario|chanson|blague|"
    r"cuento|historia sobre|poema|novela|guion|canción|chiste|favola|fiaba|racconto|poesia|romanzo|barzelletta|verhaal|sprookje|"
    r"história (?:sobre|totalmente)|ficção|piada|bajkę|bajka|opowiadanie|wiersz|powieść|příběh|scénář|dialogo de)\b",
    re.IGNORECASE,
)
# But these are real.
OURS = re.compile(
    r"\b(?:my|our) (?:dear )?(?:boss|manager|colleague|coworker|co-worker|team|client|customer|patient|wife|husband|partner|son|daughter|"
    r"mother|father|mom|mum|dad|sister|brother|grand\w{3,8}|friend|neighbou?r|teacher|employee|ex)\b|"
    r"\b(?:mein|unser)(?:e[nmr]?)? (?:\w{3,12} )?(?:chef|kolleg|kund|mandant|patient|mitarbeiter|frau|mann|sohn|tochter|mutter|vater|"
    r"freund|nachbar|lehrer|schwester|bruder|partner|team|oma|opa|onkel|tante|azubi|ex\b)|\b(?:mon|ma|notre) (?:collègue|chef|femme|mari|fille|fils|patron|client)|"
    r"\b(?:mi|nuestr[oa]) (?:jefe|mujer|marido|hij[oa]|cliente|compañer[oa])|\b(?:mijn|onze) (?:\w{3,12} )?(?:baas|collega|klant|pati[eë]nt|vrouw|man\b|zoon|dochter|moeder|vader|vriend|buur|zus|broer|partner|"
    r"medewerker|team|oma|opa|ex\b)",
    re.IGNORECASE,
)
# A sum or a riddle of logic: its people are invented, too.
SUM = re.compile(
    r"\b(?:probability|prove that|equations?|integers?|triangle|lottery|dice|logic (?:problem|puzzle)|puzzle|annual interest|expected value|"
    r"coin flip|classmate|random variables?|by what amount|workout plans?|every morning|how many \w{3,12} (?:does|did|will|are left)|wahrscheinlichkeit|probabilité|probabilidad|probabilità)\b|"
    r"\$[\d\\{][^$\n]{0,60}\$|\\frac|\\sqrt",
    re.IGNORECASE,
)
# How a request begins that is about things rather than people.
REQUEST = re.compile(
    r"\s{0,20}(?:(?:please|pls|can you|could you|i want you to|i need|help me|hi|hello|hey|act as|you are|as an?|let's|i am|i'm|i have|here is|here are)\b[^\n]{0,60})?"
    r"\b(?:(?:introduce|write|create|generate|translate|explain|describe|make|design|develop|code|program|script|suppose|imagine|consider|assume|given|"
    r"compare|fix|find|solve|calculate|summari[sz]e|rewrite|list|provide|continue|improve|roast)\b|"
    r"(?:how|what|why|which|who|where|when|is|are|does|do|can|should)\b[^\n]{0,300}\?)",
    re.IGNORECASE,
)
# What a person does, right behind the name.
ACTS = re.compile(
    r",? (?:said|says|told|tells|asked|asks|called|calls|wrote|writes|thinks|wants|wanted|emailed|replied|answered|resigned|quit|lives|works|"
    r"sagt|sagte|meint|will|möchte|schrieb|dit|veut|pense|écrit|dice|dijo|quiere|vuole|ha detto|zegt|wil|schreef|diz|quer|disse|mówi|chce|napisał)\b"
)
# Somebody who is cited, and somebody after whom a thing is called.
CITED = re.compile(
    r"\bet al\b|\bdoi\b|\bISBN\b|\b[Vv]ol\.|\bpp\.|\b[Ee]dition\b|\bJournal\b|\barXiv\b|\((?:19|20)\d\d[a-z]?\)|\b(?:19|20)\d\d[;:]\d|"
    r"(?:\b[A-Z][\w'\-]{1,20} [A-Z]{1,3}, ){3}"
)
# Whose work it is, as the head of a source file says.
CREDIT = re.compile(
    r"@authors?\b|__authors?__|\bcopyright (?:\(c\)|©|\d{4})|\(c\) \d{4}|"
    r"^\s{0,8}(?:#|//|/?\*{1,3}|;|--|\"{3})\s{0,8}(?:authors?\s{0,4}:|maintainers?\b|(?:written|created|contributed|maintained) by\b)",
    re.IGNORECASE | re.MULTILINE,
)
CALLED = re.compile(
    r"(?:['’]s)?[ \-](?:\w{3,14}[ \-]|\([A-Z]{1,5}\) (?:\\\\cite\{[^}]{0,60}\} )?)?(?:Q\b|theorem|lemma|copula|distributions?|test|models?|methods?|algorithms?|equations?|law|effect|syndrome|disease|"
    r"curve|coefficients?|index|matrix|transform|process|criterion|conjecture|inequality|constant|paradox|principle|sequence|diagram|"
    r"filter|kernel|regression|correction|Award|Prize|Institute|University|Foundation|School|College|Hospital|Airport|Stadium|Street|Road|Avenue|"
    r"Incorporated|Inc|Ltd|LLC|Corp|Co)\b"
)
# What only a real person has, beside the name: an address to write to, a long number, a day of birth.
PRIVATE = re.compile(
    r"@[\w\-]{2,40}\.\w|(?<!\d)\d(?:[ \-./()]?\d){6,15}|\b(?:dob|mrn|ssn|geb\.|née? le|nacid[oa]|nat[oa] il|ur\.)",
    re.IGNORECASE,
)
# A line of a program: where many of them stand, a text is code.
CODE = re.compile(
    r"^\s{0,40}(?:def \w|class \w|import \w|from [\w.]+ import\b|return\b|elif\b|else:|#include\b|function \w|const \w|let \w|var \w|"
    r"public \w|private \w|package \w|using \w|func \w|fn \w|@\w+\s*$|[})\]]{1,3}[;,]?\s*$)",
    re.MULTILINE,
)
# Whose work it is, in the words of comments and doc strings.
WORK = re.compile(
    r"\b(?:written|contributed|modified|created|maintained|adapted|implemented|developed|ported|taken|documentation|module|code|profile|"
    r"domain|idea|patch|fix|thanks|due),? (?:\w{2,12} )?(?:by|from|to)\b|\bauthors?\b|__(?:author|credits|maintainer)s?__|copyright|"
    r"\bmaintainers?\b|\bbased on\b|(?:^|\n)[#* ]{0,4}by ",
    re.IGNORECASE,
)
# The name of a label or a reference in LaTeX, which may hold somebody's name.
LABEL = re.compile(r"\\\w{2,20}\{[\w:.\-]{0,20}$")
# Letters of scripts that the model was not taught.
OTHER_SCRIPT = re.compile(r"[\u0370-\u1fff\u3040-\ud7ff]")

LEGAL_FORM = re.compile(
    r"(?:\b(?:GmbH(?: & Co\.? KG)?|AG|KG|KGaA|OHG|UG|e\.K\.|e\.V\.|eG|SE|mbH|Ltd|Limited|LLC|LLP|LP|PLC|plc|Inc|Incorporated|Corp|"
    r"Corporation|Co\. Inc|Pty|SARL|SAS|SASU|EURL|SCI|SNC|S\.A\.S|S\.A\.T|S\.A\.R\.L|SA|S\.A|S\.L\.U|S\.L|SL|SLU|S\. Coop|S\.r\.l|Srl|SRL|S\.R\.L|"
    r"S\.p\.A|SpA|SPA|S\.a\.s|S\.n\.c|B\.V|BV|N\.V|NV|VOF|V\.O\.F|Lda|Ltda|EIRELI|Sp\. ?z ?o\.? ?o|sp\. ?z ?o\.? ?o|Sp\. ?[kj]|s\.c|"
    r"A/S|ApS|AB|ASA|Oy|Oyj|a\.s|s\.r\.o|Kft|Zrt|A\.Ş|Ltd\. Şti|Pvt|GbR|PartG|KK|Bhd|Sdn)\b\.?)\s{0,4}$"
)
TIED_FIRM = re.compile(
    r"\b(?:client|customer|counterparty|supplier|vendor|employer|law firm|clinic|practice|school|works? (?:at|for)|employed (?:by|at)|"
    r"on behalf of|represent(?:s|ed|ing)|acqui(?:re|red|sition of)|invoice (?:to|for)|contract with|tenant|insured|"
    r"kunde|kundin|kunden|mandant(?:in)?|lieferant|arbeitgeber|kanzlei|praxis|beschäftigt bei|schule|firma|cliente?|fournisseur|employeur|cabinet|"
    r"société|clinique|proveedor|empresa|empleador|bufete|fornitore|azienda|studio|datore|ditta|klant|leverancier|werkgever|kantoor|bedrijf|"
    r"fornecedor|escritório|klienta?|klientem|dostawca|firma|firmy|pracodawca|kancelaria)\b[^.\n]{0,25}$",
    re.IGNORECASE,
)
TIED_PLACE = re.compile(
    r"\b(?:lives? (?:in|at)|living (?:in|at)|resid(?:es|ing|ent) (?:in|at|of)|moved (?:to|from)|address|home|based in|"
    r"wohnt in|wohnhaft(?: in)?|anschrift|adresse|wohnort|habite(?: à)?|demeurant(?: à)?|domicilié[e]? à|vive en|vecin[oa] de|domicilio|residente (?:in|a|en|em)|"
    r"abita a|indirizzo|woont in|wonende(?: te)?|adres|mora em|morada|mieszka w|zam\.|zamieszkał[ay]|ort|ville|ciudad|città|plaats|cidade|miasto|city|town)"
    r"\b[\s:=\"',;|]{0,6}$",
    re.IGNORECASE,
)

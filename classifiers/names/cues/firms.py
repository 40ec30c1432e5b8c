"""Words and phrases that make a run of words a firm, and tie it to somebody."""

import re

from classifiers.compiled import compiled

LINKS = frozenset(
    [
        "of",
        "the",
        "and",
        "und",
        "&",
        "+",
        "et",
        "y",
        "e",
        "i",
        "de",
        "du",
        "des",
        "del",
        "della",
        "dello",
        "dei",
        "di",
        "da",
        "do",
        "dos",
        "das",
        "la",
        "le",
        "les",
        "el",
        "los",
        "las",
        "van",
        "der",
        "den",
        "het",
        "zum",
        "zur",
        "am",
        "im",
        "von",
        "vom",
    ]
)
AND = frozenset(["and", "und", "et", "y", "e", "i", "en"])
# Words before a name that are no part of it.
TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "herr",
        "frau",
        "fr",
        "hr",
        "dr",
        "prof",
        "monsieur",
        "madame",
        "m",
        "mme",
        "senor",
        "senora",
        "sr",
        "sra",
        "signor",
        "signora",
        "sig",
        "dott",
        "ing",
        "dear",
        "hi",
        "hello",
        "subject",
        "re",
        "to",
        "from",
        "client",
        "customer",
        "firma",
        "company",
        "tenant",
        "candidate",
        "candidata",
        "candidato",
        "kandidat",
        "patient",
        "applicant",
    ]
)
# The last or first words of a legal form; the form itself is matched from there.
LEGAL_WORDS = frozenset(
    [
        "gmbh",
        "mbh",
        "ag",
        "kg",
        "kgaa",
        "ohg",
        "ug",
        "se",
        "ltd",
        "limited",
        "llc",
        "llp",
        "lp",
        "plc",
        "inc",
        "incorporated",
        "corp",
        "corporation",
        "pty",
        "sarl",
        "sas",
        "sasu",
        "eurl",
        "sci",
        "snc",
        "sa",
        "sl",
        "slu",
        "slp",
        "srl",
        "spa",
        "bv",
        "nv",
        "vof",
        "lda",
        "ltda",
        "eireli",
        "aps",
        "asa",
        "ab",
        "oy",
        "oyj",
        "kft",
        "zrt",
        "gbr",
        "partg",
        "bhd",
        "fze",
        "fzco",
        "fzc",
        "dmcc",
        "pllc",
        "pc",
        "sp",
        "s",
        "a",
        "b",
        "n",
        "v",
        "e",
        "as",
        "sro",
        "doo",
    ]
)
LEGAL = compiled(
    r"(?:GmbH(?: & Co\.? ?(?:KG|OHG))?|mbH|AG(?: & Co\.? ?KG)?|KGaA|KG|OHG|UG(?: \(haftungsbeschränkt\))?|SE|e\.K\.|e\.V\.|e\.G\.|GbR|PartG(?: ?mbB)?|"
    r"(?:Pty\.? |Pvt\.? |Private |Pte\.? )?(?:Ltd|LTD|Limited)|L\.?L\.?C|LLP|L\.P|LP|PLLC|P\.C|PLC|plc|Inc|INC|Incorporated|Corp|Corporation|"
    r"SARL|S\.A\.R\.L|SASU|SAS|S\.A\.S|EURL|SCI|SNC|S\.A\.T|S\.A\.U|S\.A|SA|S\.L\.U|S\.L\.P|S\.L|SLU|SLP|SL|S\. ?Coop|S\.r\.l|S\.R\.L|Srl|SRL|S\.p\.A|S\.P\.A|SpA|SPA|S\.a\.s|S\.n\.c|"
    r"B\.V|BV|N\.V|NV|V\.O\.F|VOF|Lda|LDA|Ltda|LTDA|EIRELI|[Ss]p\. ?z ?o\. ?o|[Ss]p\. ?[kj]|s\.c|s\.n\.c|s\.r\.l|s\.a\.s|s\.p\.a|snc|srl|sas|e\.U\.|"
    r"A/S|ApS|ASA|AS|AB|Oyj|Oy|a\.s|s\.r\.o|d\.o\.o|Kft|Zrt|A\.Ş|A\.S|FZE|FZCO|FZC|DMCC|Bhd)(?![\w&])\.?"
)
TIED = compiled(
    r"(?:\b(?:clients?|customers?|counterpart(?:y|ies)|suppliers?|vendor|employer|law firm|tenant|landlord|insured|debtor|creditor|buyer|seller|bidder|competitor|target|"
    r"subsidiary|works? (?:at|for)|worked (?:at|for)|working (?:at|for)|employed (?:by|at)|jobs? at|student at|studies at|position at|laid off (?:by|from)|hired by|on behalf of|represent(?:s|ed|ing)?|"
    r"acqui(?:re|res|red|ring|sition of)|merger with|sold to|sell(?:ing)? (?:\w{1,12} ){0,4}to|lost|invoice (?:to|for|from)|contract with|agreement with|partnership with|meeting with|call with|deal with|lawsuit against|complaint (?:from|against)|"
    r"account|organi[sz]ation|company|firm|practice|clinic|school|site|owner of|director of|manager at|manager of|ceo of|founder of|regards|sincerely|best|versus|vs?\.|at the|from|by|at|"
    r"kunde|kundin|kunden|mandant(?:in)?|lieferant|arbeitgeber|beschäftigt bei|absender|gläubiger|schuldner|vermieter|mieter|firma|fa\.|bei(?: der)?|nachfolge|von|interessenten|ausbildung|ticket|"
    r"cliente?s?|fournisseur|employeur|société|gérant de|salariée? (?:de|chez)|chez|entreprise|proveedor|empresa|empleador|deudor|fichero de|candidat[oa]s? de|trabaja en|fornitore|azienda|datore|ditta|presso|anni in|titolare|debitore|"
    r"(?:e-?mail|mail|letter|brief|schreiben|lettre|courrier|correo|carta|lettera|pismo|list) (?:an|à|a|al|alla|para|per|aan|do|to)|(?:nos debe|ci deve|nous doit|owes us)|"
    r"(?:verloren|perdu|perdido a|perso|perdemos a|straciliśmy|lost to|left)|lavora (?:da|per|presso)|pracuje w|werkt (?:bij|voor)|arbeitet (?:bei|für)|travaille (?:chez|pour|à)|"
    r"(?:gp|pupil at|resident at|resident of|admitted to|discharged from|attends|moved (?:in)?to|registered (?:at|with)|care home|pcp|huisarts|hausarzt|médecin|médico|medico|lekarz|utente d[ao]|ospite (?:di|della?)|residente en)|"
    r"klant|leverancier|werkgever|bedrijf|bij|school|namens|eigenaar van|fornecedor|empregador|devedor|grupo|na|trabalha na|klienta?|klientem|dostawca|firmy|pracodawca|dłużnik|wierzyciel|w firmie)\b[ :\"„“'(,*\-]{0,4}"
    r"(?:(?:the|der|die|das|la|le|el|il|de|het|a|o|our|client|customer) ){0,2}|"
    # in brackets behind a person, or alone between the marks of a list or table
    r"[a-zà-ž] \()$",
    re.IGNORECASE,
)
STRONG_TIE = compiled(
    r"\b(?:client|customer|counterparty|employer|organi[sz]ation|tenant|debtor|law firm|legal name|company name|mandant(?:in)?|kunde|arbeitgeber|absender|werkgever|klant|cliente|deudor|dłużnik|klient|employeur|fichero de)"
    r"\s{0,2}(?:[:=\-–]|is|ist|est|es|è|named|called)?[ \"„“'*]{0,4}$",
    re.IGNORECASE,
)
BEHIND = compiled(
    r"['’]?s? (?:site|account|office|offices|tenant|servers?|network|vpn|firewall|domain|mailbox|deal|contract|job|invoice|lease|matter|case|staff|branch|warehouse|plant|payroll)\b|"
    r" (?:(?:still |have |has |just |also )?(?:(?:have |has )?come back (?:at|to|with)|owes?|owed|offer(?:ed|s)|bid|quoted|quotes|charged?s?|paid|pays|renewed|churned|cancell?ed|complained|signed|"
    r"walked|left us|sued|accepted|rejected|withdrew|won't pay|haven't paid|hasn't paid|gave notice|wants? (?:to|a|an|out|us)|asked (?:us|for)|is leaving|are leaving)|"
    r"schuldet|zahlt nicht|hat (?:gekündigt|bezahlt|angeboten)|nous doit|a résilié|nos debe|ha rescindido|ci deve|heeft opgezegd|deve-nos|zalega)\b|"
    r"\)| v\. | vs\.? ",
    re.IGNORECASE,
)
# What makes a firm of one single name, before and behind it.
KIND_OF_FIRM = compiled(
    r"\b(?:firma|company|grupo|gruppo|groupe|gruppe|konzern|empresa|azienda|ditta|société|bedrijf|spółka|supplier|vendor|competitor|lieferant|fournisseur|proveedor|fornitore|leverancier|fornecedor|dostawca)\s$",
    re.IGNORECASE,
)
THING_OF_A_FIRM = compiled(
    r" (?:account|site|deal|tenant|contract|acquisition|merger|tender|rollout|migration|renewal)\b"
)
DOMAIN = compiled(
    r"(?:@|https?://|//|\b(?:www|apps|mail|vpn|remote|portal|intranet|rds|owa)\.)((?:[a-z0-9\-]{1,40}\.){1,4}[a-z]{2,10})",
    re.IGNORECASE,
)
# Endings of German words for a trade.
ENDINGS = ("bau", "praxis", "werke", "handel", "technik", "betrieb", "verlag", "apotheke", "verwaltung", "kanzlei", "spedition", "logistik", "makler", "bedrijf", "praktijk", "handlung", "druckerei", "brauerei", "backerei")  # fmt: skip
# Legal forms that are words or short forms of other things as well.
ALSO_WORDS = frozenset(
    ["as", "se", "sa", "sl", "ab", "ag", "ug", "pc", "lp", "sas", "sci", "asa", "nv", "bv", "a", "e", "s"]
)
# Words that a firm may carry behind the name that everybody knows.
GENERIC = frozenset(
    [
        "group",
        "holding",
        "holdings",
        "systems",
        "technologies",
        "technology",
        "solutions",
        "software",
        "international",
        "research",
        "studios",
        "motors",
        "capital",
        "cloud",
        "store",
        "services",
        "europe",
        "deutschland",
        "france",
        "iberia",
        "italia",
        "nederland",
        "polska",
        "usa",
        "uk",
        "online",
    ]
)

"""Words that say that a firm stands behind them: whom one deals with, papers and deals with somebody, what one does to a firm."""

import re
from dataclasses import dataclass

from classifiers.checks.words import words
from classifiers.compiled import compiled
from classifiers.names.cues.firms import LEGAL

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶĻĽŁŃŅŇŌŐŒŘŚŞŠŤŪŮŰŲŸŹŻŽ"
WORD = rf"(?:(?:[dDlL]|[dD]ell|[dD]all)['’])?[{_UPPER}](?:[\w\-]{{1,24}}(?:['’][^\W\d_]{{1,12}})?|\.)(?:\.(?=[{_UPPER}a-z]))?"
LINK = (
    r"(?:of|the|and|&|\+|und|et|y|e|i|en|de|du|des|del|della|dei|di|da|do|dos|das|la|le|les|el|los|las|van|der|den|het|"
    r"zum|zur|am|im|au|aux|à|pod|na|u|od|sur|sous|al|ai|alla)"
)
FIRM = rf"{WORD}(?: (?:{LINK} ){{0,2}}{WORD}|,? (?:{LEGAL.pattern})| (?:nr|no|n°) \d{{1,3}}){{0,6}}"
NAME = compiled(FIRM)


@dataclass(frozen=True, slots=True)
class Cue:
    """Some words of one language, and what leads from the end of one to a firm with capitals, or in small letters."""

    words: frozenset[str]
    to_capitals: re.Pattern[str]
    to_small: re.Pattern[str]


_QUOTE = r"[\"„“«']?"


def _cue(text: str, joint: str) -> Cue:
    return Cue(
        words(text), compiled(rf"{joint}{_QUOTE}(?=[{_UPPER}])"), compiled(rf"{joint}{_QUOTE}(?=[^\W\d_A-Z])")
    )


def _cues(clients: str, called: str, papers: str, by: str, deeds: str, article: str) -> tuple[Cue, ...]:
    """Those of one language: ``clients`` stand right ahead of a firm; ``papers`` with one of the words of ``by`` between
    them; ``deeds`` right ahead or with an article."""
    the = rf"(?:(?:{article}) )?" if article else ""
    return (
        _cue(clients, rf"(?:,|:| -| –)? (?:(?:{called}) ){{0,2}}{the}"),
        _cue(papers, rf"(?: (?:[^\W_]{{1,12}}|%)){{0,3}}? (?:{by}) {the}"),
        _cue(deeds, rf" {the}"),
    )


CUES = (
    *_cues(
        "client clients customer supplier vendor contractor subcontractor competitor competitors landlord employer tenant distributor "
        "wholesaler insurer lender accountants solicitors prospect debtor creditor bidder buyer seller franchisee "
        "reseller installer caterer caterers builder builders broker rival",
        "is|was|called|named|company|firm",
        "invoice invoices bill bills quote quotes quotation proposal tender bid bids offer order complaint contract lease statement "
        "deposit takeover acquisition purchase buyout merger diligence exclusivity administration insolvency liquidation work works "
        "worked working employed job role position apprenticeship temping foreman shifts meeting call lunch demo pitch visit lost "
        "awarded switched sold subcontracted outsourced claim payment arrears owed job interview partnership resigned dismissed "
        "sacked fired redundant budget account spoke act acts acted acting",
        "from|for|to|with|w/|of|by|at|@|on|against|owned by|between",
        "suing sue sued sues acquire acquiring acquired acquires buying bought versus left leaving joined joining quit versus "
        "representing represents auditing audited chasing undercut invoiced outbid acting",
        "the|our|a",
    ),
    *_cues(
        "kunde kunden kundin lieferant lieferanten auftraggeber mandant mandantin vermieter vermieterin arbeitgeber wettbewerber "
        "konkurrent konkurrenten mitbewerber dienstleister subunternehmer bauherr käufer verkäufer schuldner gläubiger bieter "
        "großhändler firma betrieb auftragnehmer nachunternehmer telefonnotiz gesprächsnotiz interessent insolvenzverwalter",
        "ist|war|heißt|namens|die|der",
        "rechnung rechnungen angebot angebote vertrag auftrag bestellung reklamation mahnung ausschreibung übernahme kauf verkauf "
        "fusion beteiligung arbeite arbeitet gearbeitet beschäftigt angestellt ausbildung termin gespräch telefonat besprechung "
        "meeting klagt klage verloren gekündigt kündigung verlängerung mietvertrag kaufvertrag spende trikots wechselt gewechselt "
        "praktikum stelle forderung budget juni mai märz april juli august schichtleiter leiter",
        "von|für|mit|an|bei|gegen|zu",
        "verklagt verklagen übernimmt kaufen",
        "der|die|das|dem|den",
    ),
    *_cues(
        "client cliente clients fournisseur fournisseurs prestataire concurrent bailleur employeur sous-traitant acheteur vendeur "
        "débiteur créancier repreneur société entreprise maître grossiste locataire",
        "est|était|s'appelle|nommée?",
        "facture factures devis contrat commande réclamation relance offres rachat reprise cession vente fusion achat travaille "
        "travaillait bosse poste emploi salarié salariée embauchée? stage rdv réunion rendez-vous appel perdu licenciée? "
        "renouvellement bail dette budget proposition audit",
        "de|du|des|d'|pour|avec|contre|chez|à|par|w/",
        "attaque quitté quitte racheter rachète rachetons rejoint poursuit fermer",
        "la|le|l'|les",
    ),
    *_cues(
        "cliente clientes proveedor proveedores contratista competidor competencia casero arrendador empleador empresa comprador "
        "vendedor deudor acreedor distribuidor mayorista inquilino subcontratista",
        "es|era|se llama|llamada?",
        "factura facturas presupuesto contrato pedido reclamación oferta ofertas concurso compra adquisición venta fusión trabajo "
        "trabaja trabajaba empleo puesto prácticas reunión llamada visita demo perdimos despedido renovación alquiler deuda "
        "licitación cita fichado oferta finiquito",
        "de|del|para|con|contra|frente a|en|a|por",
        "demandado demandar dejó dejar comprar comprado compramos denunciado",
        "la|el|los|las",
    ),
    *_cues(
        "cliente clienti fornitore fornitori concorrente locatore locatrice datore committente acquirente venditore debitore "
        "creditore appaltatore subappaltatore distributore grossista ditta azienda impresa società conduttore",
        "è|era|si chiama|di lavoro",
        "fattura fatture preventivo preventivi contratto ordine reclamo offerta gara acquisizione acquisto cessione vendita fusione "
        "lavoro lavora lavorava impiego posto tirocinio riunione incontro chiamata visita demo perso licenziato causa rinnovo "
        "affitto debito appuntamento sollecito",
        "di|da|dal|dalla|per|con|contro|presso|alla|al|a|dell'|della|del",
        "lasciato lasciare comprare comprato acquisire acquisito citato",
        "la|il|lo|l'|i|gli",
    ),
    *_cues(
        "klant klanten leverancier leveranciers concurrent verhuurder werkgever opdrachtgever aannemer onderaannemer koper verkoper "
        "schuldenaar schuldeiser bieder groothandel bedrijf firma huurder prospect belnotitie",
        "is|was|heet|genaamd",
        "factuur facturen offerte offertes contract opdracht bestelling klacht aanbesteding overname aankoop verkoop fusie werk "
        "werkt werkte baan stage afspraak gesprek overleg demo verloren ontslagen weg verlenging huur schuld gesproken bod",
        "van|voor|met|aan|bij|tegen|door|naar",
        "overnemen kopen sleept verliet",
        "de|het",
    ),
    *_cues(
        "cliente clientes fornecedor fornecedores concorrente senhorio empregador empresa comprador vendedor devedor credor "
        "distribuidor grossista inquilino empreiteiro subempreiteiro",
        "é|era|chama-se|chamada",
        "fatura faturas orçamento contrato encomenda reclamação proposta concurso compra aquisição venda fusão trabalho trabalha "
        "trabalhava emprego estágio reunião chamada visita demo perdemos despedido renovação renda dívida saiu lembrete",
        "de|da|do|das|dos|para|para a|com|com a|contra|na|no|à|ao|pela|pelo|a",
        "processou processar comprar comprámos deixou",
        "a|o|as|os",
    ),
    *_cues(
        "klient klienta klientem klientka dostawca dostawcą konkurent konkurenta wynajmujący pracodawca pracodawcą zleceniodawca "
        "wykonawca podwykonawca kontrahent kupujący sprzedający dłużnik wierzyciel firma firmy firmą spółka spółki hurtownia doradca",
        "to|jest|jest to|o nazwie",
        "faktura faktury fakturę oferta ofertę umowa umowę zamówienie reklamacja przetarg przejęcie zakup sprzedaż fuzja praca pracuje "
        "pracuję pracował pracowała zatrudniony zatrudniona spotkanie rozmowa wizyta demo odeszła odszedł przedłużenie najem dług "
        "staż zwolniony zwolniona wezwanie",
        "od|z|ze|dla|w|we|na|przez|u|przeciwko|o|do",
        "pozwał pozwała pozwać kupić kupujemy przejęcie przejmujemy",
        "",
    ),
)

ARTICLES = words("the la le les el los las il lo gli de het die der das au aux zum zur l o os as")
INDEFINITE = compiled(r"(?<![^\W_])(?:between|with|about|of|from|by|for|as|on) an? $")
DEFINITE = compiled(r"(?<![^\W_])(?:der|die|das|dem|den) $")
# What a name stands ahead of that is an event or a thing of computers.
GOES_ON = compiled(
    r"['’]?s? (?:conference|summit|event|platform|app|api|software|website|plugin|library|framework|page|button|feature|screen|module|"
    r"model|server|database|cluster|method|class|function|file|protocol|algorithm|theorem|festival|exhibition)s?(?![^\W_])"
)
# Nouns of business and of computers that follow such words as well: "Client Portal", "invoice for Services".
THINGS = words(
    "team teams manager managers management department portal service services support system systems project "
    "plan report reports agreement agreements terms policy form forms page section name names address number id "
    "date list order orders success satisfaction experience journey relationship relations care base data account "
    "accounts details request requests feedback survey code api app apps software side server servers library sdk "
    "company business contract contracts meeting call invoice invoices payment payments supplier suppliers vendor "
    "vendors client clients customer customers employee employees director officer president chief head sales "
    "marketing hr it finance legal operations engineering product products development design research training "
    "email mail phone tel email-adresse monday tuesday wednesday thursday friday saturday sunday january february "
    "march in to by on at for with without from april may june july august september october november december "
    "montag dienstag mittwoch donnerstag freitag januar februar juni juli oktober dezember lundi mardi mercredi "
    "jeudi vendredi lunes martes jueves viernes maandag dinsdag woensdag donderdag vrijdag please thanks hello hi "
    "column row table sheet field spalte zeile tabelle feld blatt colonne ligne feuille champ columna fila hoja campo "
    "colonna riga foglio kolom rij blad veld coluna linha folha kolumna wiersz arkusz pole "
    "dear i we you he she they a an this that these those my your his her our their stakeholders stakeholder "
    "investors shareholders friends family parents people colleagues students und oder ich wir sie er es bitte "
    "danke welche welcher wie was wenn dass weil aber auch je tu elle nous vous ils et ou mais yo ella nosotros "
    "usted y pero io lui lei noi ma ik wij jij en maar eu ele ela nós ja ona ale oraz kunde kunden firma rechnung "
    "angebot vertrag arbeit zeit problem probleme frage fragen hilfe information informationen nummer"
)
SIGNED = compiled(
    r"(?i:regards|sincerely|faithfully|thanks|cheers|wishes|best|grüßen|grüße|gruß|cordialement|cdlt|saludos?|atentamente|saluti|groet|"
    r"groeten|cumprimentos|atenciosamente|abraço|pozdrawiam|poważaniem)[ ,!.]{0,3}\n{1,2}(?:[^\n]{2,50}\n){1,2}?"
    rf"(?P<name>{FIRM})(?= *\n[^\n]{{0,40}}(?:\d\d|@|www))"
)
SIGN_OFFS = words(
    "regards sincerely faithfully thanks cheers wishes best grüßen grüße gruß cordialement cdlt saludo saludos "
    "atentamente saluti groet groeten cumprimentos atenciosamente abraço pozdrawiam poważaniem"
)
# Who is set apart from what it is to the writer: "The Rusty Anchor, our pub customer in Hull".
APARTS = words(
    "client customer supplier vendor tenant landlord contractor subcontractor competitor dealer distributor debtor creditor insurer kunde kundin lieferant mieter vermieter "
    "mandant mandantin dienstleister cliente fournisseur prestataire locataire bailleur proveedor inquilino inquilina arrendador distribuidor fornitore locatore klant leverancier "
    "huurder verhuurder fornecedor senhorio klient klienta klientem klientka kontrahent kontrahenta kontrahentem dostawca dostawcą najemca najemcą"
)
APART = compiled(
    rf"(?<![\w.])(?P<name>{FIRM})(?:,| \(|,? one of) ?(?i:our|my|unsere?|meine?|notre|nuestr[oa]|il nostro|la nostra|nostr[oa]|onze|(?:[oa] )?noss[oa]|nasz\w{{0,3}}) "
    rf"(?i:[^\W\d_]{{2,14}} )?(?i:{'|'.join(sorted(APARTS))})(?=[,.;:)?!\n]|\Z| (?:in|of|from|since|at|aus|seit|bei|à|depuis|en|desde|a|di|da|dal|van|uit|sinds|w|z|od) )"
)
# Who stands in a subject with what it is about.
SUBJECT = compiled(
    r"^(?i:subject|betreff|objet|asunto|assunto|oggetto|onderwerp|temat) ?: (?:(?i:re|aw|fwd?|wg|sv|odp) ?: ?){0,2}"
    rf"(?P<name>{FIRM})(?=[ ,:–\-]{{1,3}}(?i:renewal|contract|invoice|quote|account|order|complaint|verlängerung|rechnung|angebot|vertrag|"
    r"reklamation|mahnung|renouvellement|facture|devis|contrat|relance|renovación|factura|presupuesto|contrato|rinnovo|fattura|"
    r"preventivo|contratto|sollecito|verlenging|factuur|offerte|renovação|fatura|orçamento|przedłużenie|faktura|oferta|umowa)(?![^\W_]))",
    re.MULTILINE,
)
SUBJECTS = words("subject betreff objet asunto assunto oggetto onderwerp temat")
# In small letters: up to six words, and what follows the name of a family.
SMALL = compiled(r"[^\W\d_]+(?:['’][^\W\d_]+)?(?:(?: |-| ?& ?)[^\W\d_]+(?:['’][^\W\d_]+)?){0,5}")
KIN = words(
    "sons daughters söhne sohn fils hijos hijo figli figlio zonen zoon filhos synowie co associates partners"
)
# Who treats, employs or insures somebody, in records of health and of staff: `"managingOrganization": {"display": "..."}`.
HELD_BY = words(
    "managingorganization serviceprovider custodian insurer employer healthcareservice primarycareprovider"
)
HELD = compiled(
    rf"(?i:\"(?:{'|'.join(sorted(HELD_BY))})\")\s{{0,3}}:\s{{0,3}}\[?\s{{0,40}}\{{[^{{}}]{{0,160}}\"(?:display|name)\"\s{{0,3}}:\s{{0,3}}\""
    rf"(?!(?i:insurer|employer|custodian|payor|organi[sz]ation|provider)\")(?P<name>{FIRM})(?=\")"
)
# What a firm does to the writer, right behind its name.
DOES = compiled(
    r"(?<![^\W_])(?P<name>" + FIRM + r"),? (?:(?:still |has |have |had |nos |nous |ci |uns |ons |nam )){0,2}"
    r"(?:owes?|quoted|undercut|invoiced|overcharged|went bust|went under|debe|deben|deve|devem|doit|schuldet|schuldig|zalega|"
    r"wycenili|wycenił|presupuestó|a facturé)(?![^\W_])"
)
DOERS = (" owes", " owe ", " quoted", " undercut", " invoiced", " overcharged", " went bust", " went under", " debe", " deve", " doit", " schuldet", " schuldig", " zalega", " wyceni", " presupuestó", " a facturé")  # fmt: skip
# Places of care and learning, where somebody is named: "EHPAD Les Tilleuls", "Millbrook Surgery".
CARING = compiled(
    r"(?P<name>(?:EHPAD|[EÉ]cole|Collège|Lycée|Crèche|Clinique|Cabinet (?:dentaire|médical)|Colegio|IES|CEIP|Residencia|Guardería|Centro de Salud|"
    r"Liceo|Asilo(?: Nido)?|Casa di Riposo|Scuola (?:Primaria|Media)|RSA|Basisschool|Huisartsenpraktijk|Zorgcentrum|Woonzorg[a-z]{2,9}|Kinderopvang|"
    r"Szkoła Podstawowa|SP|Przedszkole|Przychodnia|Szpital|Dom Opieki|Lar|Creche|Escola (?:Básica|Secundária)|Colégio|Kita|Grundschule|Seniorenheim|"
    rf"Pflegeheim|Seniorenzentrum|Praxis) (?:(?:{LINK}) ){{0,2}}(?:(?:nr|n°) \d{{1,3}}|{FIRM}))"
)
CARERS = words(
    "ehpad école ecole collège lycée crèche clinique cabinet colegio ies ceip residencia guardería centro liceo "
    "asilo casa scuola rsa basisschool huisartsenpraktijk zorgcentrum woonzorgcentrum woonzorghuis kinderopvang "
    "szkoła sp przedszkole przychodnia szpital dom lar creche escola colégio kita grundschule seniorenheim "
    "pflegeheim seniorenzentrum praxis"
)
# Offers in a list, one a line: "2) Northgate Kitchens - £79,995".
OFFERED = compiled(
    rf"^[ \t]*(?:\d{{1,2}}[.)]|[-*•])[ \t]+(?P<name>{FIRM})(?=[ \t]*[:,–—\-]?[ \t]*(?:[$€£]|\d[\d.,]{{2,9}} ?(?:€|zł|[kK]\b)))",
    re.MULTILINE,
)
# The same in a row, and debts: "Rotec 14.200, Die Blechschmiede 15.990".
COUNTED = compiled(
    rf"(?:[:,;(] |(?<=\n))(?P<name>{FIRM})(?= (?:[$€£] ?)?(?:\d{{1,3}}(?:[., ]\d{{3}})+|\d{{3,5}}(?![\w/])|\d{{1,3}} ?(?:k|tys)\b)(?![.:/\-]\d))"
)
COUNTS = words(
    "creditors debtors owe owes overdue unpaid outstanding arrears offen überfällig mahnung mahnungen gläubiger "
    "schuldner impayés impayées relances créanciers deudores impagados morosos acreedores debitori creditori "
    "insoluti scaduti debiteuren openstaand schuldeisers devedores credores dívidas dłużnicy wierzyciele "
    "zaległości"
)
OFFERS = words(
    "bid bids bidders tender tenders suppliers supplier quotes contractors angebote angebot bieter "
    "angebotsvergleich devis offres presupuestos ofertas preventivi offerte offertes orçamentos propostas oferty"
)
# A role and the firm in one line of a signature: "Workshop Manager | Second Gear".
ROLED = compiled(
    r"(?i:manager|director|owner|founder|partner|ceo|cfo|geschäftsführer(?:in)?|inhaber(?:in)?|leiter(?:in)?|gérante?|directeur|directrice|"
    r"gerente|director[a]?|titolare|responsabile|eigenaar|directeur|kierownik|właściciel)"
    rf" ?(?:[|,@]|–|-|at|bei|chez|en|presso|bij|w) ?(?P<name>{FIRM})(?=[ \t]*(?:\n|$|[|]))"
)
ROLES = words(
    "manager director owner founder partner ceo cfo geschäftsführer geschäftsführerin inhaber inhaberin leiter "
    "leiterin gérant gérante directeur directrice gerente directora titolare responsabile eigenaar kierownik "
    "właściciel"
)

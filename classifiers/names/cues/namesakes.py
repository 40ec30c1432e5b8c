"""What says beside a name that the writer deals with the person, who then is private, whoever else is called so."""

import re

from classifiers.compiled import compiled

# Whom people look after, employ, teach or house: nobody is called so in public.
_PRIVATE_ROLES = (
    r"patient\w{0,4}|tenant|lodger|resident|(?<!former )employee|trainee|apprentice|temp|pupil|policyholder|caretaker|janitor|cleaner|porter|"
    r"receptionist|service user|applicant|debtor|neighbou?r|flatmate|housemate|"
    r"(?:mieter|bewohner|mitarbeiter|angestellter?|auszubildender?|azubi|praktikant|schüler|hausmeister|nachbar|mandant|kunde|kollege?|bewerber|"
    r"versicherter?|schuldner|lagerist|buchhalter)(?:in|n|en)?|"
    r"locataire|salariée?|employée|stagiaire|apprentie?|élève|gardienn?e?|concierge|assurée?|voisine?|résidente?|"
    r"inquilin[oa]|emplead[oa]|trabajadora?|paciente|alumn[oa]|conserje|becari[oa]|vecin[oa]|residente|asegurad[oa]|deudora?|"
    r"dipendente|impiegat[oa]|operai[oa]|paziente|alunn[oa]|portiere|tirocinante|stagista|vicin[oa]|assicurat[oa]|custode|"
    r"huurder|huurster|werknemer|medewerker|medewerkster|patiënte?|leerling|conciërge|stagiaire?|buurman|buurvrouw|bewoner|bewoonster|cliënte?|"
    r"utente|doente|funcionári[oa]|alun[oa]|porteir[oa]|estagiári[oa]|vizinh[oa]|segurad[oa]|zeladora?|"
    r"pacjent\w{0,4}|lokator\w{0,3}|najemc\w{1,2}|pracowni\w{1,5}|uczeń|uczni\w{1,4}|uczennic\w|dozorc\w{1,2}|stażyst\w{1,3}|sąsiad\w{0,4}|"
    r"ubezpieczon\w{1,3}"
)
# Roles that well-known people have, too: the writer's own only.
_OWN_ROLES = (
    r"client|customer|claimant|student|intern|colleague|boss|driver|nurse|carer|teacher|cousin|uncle|aunt|nephew|niece|brother|sister|"
    r"father|mother|son|daughter|wife|husband|partner|friend|landlord|landlady|plumber|builder|accountant|lawyer|solicitor|doctor|dentist|gardener|"
    r"guard|cook|clerk|babysitter|volunteer|"
    r"kläger(?:in)?|chef(?:in)?|fahrer(?:in)?|lehrer(?:in)?|pfleger(?:in)?|arzt|ärztin|sohn|tochter|bruder|schwester|vater|mutter|mann|frau|freund(?:in)?|"
    r"vermieter(?:in)?|"
    r"cliente?|collègue|patronne?|mari|femme|fils|fille|frère|sœur|père|mère|amie?|chauffeur|comptable|propriétaire|infirmi(?:er|ère)|"
    r"jef[ea]|compañer[oa]|marido|mujer|hij[oa]|herman[oa]|padre|madre|amig[oa]|caser[oa]|enfermer[oa]|"
    r"collega|cap[oa]|marito|moglie|figli[oa]|fratello|sorella|amic[oa]|infermier[ea]|autista|"
    r"klant|baas|vrouw|man|zoon|dochter|broer|zus|vader|moeder|vriend|vriendin|huisbaas|"
    r"colega|chefe|esposa|filh[oa]|irmão|irmã|pai|mãe|senhorio|motorista|enfermeir[oa]|"
    r"klient\w{0,3}|kolega|koleżank\w|szef\w{0,4}|mąż|żona|syn|córka|brat|siostra|kierowca|księgow[ay]"
)
_OUR = r"(?:my|our|mein\w{0,2}|unser\w{0,2}|mon|ma|notre|nos|mi|nuestr[oa]|mio|mia|nostr[oa]|mijn|onze|ons|meu|minha|noss[oa]|mój|moj\w{1,3}|nasz\w{0,4})"
_TITLE = (
    r"(?:(?:mrs?|ms|miss|dr|herrn?|frau|m|mme|monsieur|madame|sra?|señora?|sig|sig\.ra|signora?|dhr|mevr|mw|meneer|mevrouw|senhora?|"
    r"pan[ai]?|pan(?:u|em|ią))\.? )"
)
# What may stand between a role and the name: a mark, or where the person is.
_PLACED = (
    r"(?:,|:| (?:in|from|of|at|on|aus|von|vom|im|du|de|del|della|van|uit|z|ze|da|do|em) [^\n,.;:!?]{1,24},)?"
)
# A paper or a talk of which somebody at work, in care or in debt is the matter.
_PAPERS = (
    r"(?:warning|dismissal|termination|disciplinary|eviction|redundancy|offer|reminder) (?:letter|notice|e?-?mail) (?:to|for|of)|"
    r"(?:written|final|verbal|first|second) warning (?:to|for)|(?:payslip|appraisal|rota|care plan|sick note|discharge letter) (?:for|of|from)|"
    r"(?:exit|job|return[- ]to[- ]work|appraisal) interview (?:with|of)|interview notes:?|"
    r"(?:grade|mark|assess) (?:this|the|his|her) (?:essay|homework|exam|test) (?:by|of|from)|"
    r"(?:abmahnung|mahnung|zeugnis|arbeitszeugnis|zwischenzeugnis|krankmeldung|lohnabrechnung|verwarnung|entlassbrief|kündigung) (?:für|an)|"
    r"(?:avertissement|attestation|certificat de travail|mise en demeure|fiche de paie|relance) (?:pour|à)|"
    r"(?:amonestación|carta de despido|advertencia|nómina|finiquito) (?:para|a)|(?:richiamo|lettera di (?:richiamo|licenziamento)|busta paga|sollecito) (?:per|a)|"
    r"(?:waarschuwing|ontslagbrief|getuigschrift|aanmaning|loonstrook|ziekmelding) (?:voor|aan|van)|(?:advertência|carta de demissão|recibo de vencimento|atestado) (?:para|ao?)|"
    r"(?:nagan[ęay]|wypowiedzenie|świadectwo pracy|upomnienie) dla"
)
# How far ahead the longest of them begins.
REACH = 80
_ROOM = r"(?:flat|apartment|room|bed|ward|wohnung|zimmer|bett|appartement|chambre|piso|habitación|stanza|camera|kamer|quarto|mieszkanie|pokój) \d{1,4}[a-z]?"
AHEAD = compiled(
    rf"\b(?:(?:{_PRIVATE_ROLES}|{_OUR} (?:[^\W\d_]{{2,14}} ){{0,2}}(?:{_OWN_ROLES})){_PLACED}|{_PAPERS}|{_ROOM}[:,]?) {_TITLE}?[\"“„]?$",
    re.IGNORECASE,
)
# A letter, and what it is about.
GREETING = compiled(
    rf"\b(?:dear|sehr geehrter?|cher|chère|estimad[oa]|gentile|egregi[oa]|geachte|beste|exm[oa]\.?|prezad[oa]|szanown[ya]) (?:heer |{_TITLE})$",
    re.IGNORECASE,
)
IS_WRITTEN_TO = compiled(
    r"[,:!]?\s{1,4}[^.?!\n]{0,60}\b(?:your (?:\w{2,12} )?(?:claim|appeal|application|contract|rent|account|invoice|payment|order|appointment|complaint|deposit|tenancy|leave|"
    r"notice|probation|employment|test results?|treatment|loan|refund)|ihr(?:e[nmrs]?)? (?:\w{2,14} )?(?:antrag|widerspruch|vertrag|miete|konto|rechnung|zahlung|bestellung|termin|"
    r"beschwerde|kündigung|urlaub|bewerbung|befund\w?|behandlung)|votre (?:demande|contrat|loyer|compte|facture|paiement|commande|rendez-vous|réclamation|candidature|dossier|congé)|"
    r"su (?:solicitud|contrato|alquiler|cuenta|factura|pago|pedido|cita|reclamación|expediente)|(?:il suo|la sua) (?:domanda|richiesta|contratto|affitto|conto|fattura|ordine|"
    r"appuntamento|reclamo|pratica)|uw (?:aanvraag|contract|huur|rekening|factuur|betaling|bestelling|afspraak|klacht|dossier)|(?:o seu|a sua) (?:pedido|contrato|renda|conta|"
    r"fatura|pagamento|encomenda|consulta|reclamação|processo)|(?:pana|pani) (?:wnios\w{2,4}|umow\w|czynsz\w?|kont\w|faktur\w|zamówieni\w|reklamacj\w|skarg\w))\b",
    re.IGNORECASE,
)
# Where in a firm somebody works.
DEPARTMENT = (
    r"(?:from (?:the )?|(?:in|at) the |at )(?:accounting|accounts|payroll|hr|sales|marketing|finance|support|logistics|purchasing|production|warehouse|reception|kitchen|canteen|"
    r"stores|bar|deli|front desk|till|workshop|maintenance|facilities|housekeeping|compliance|dispatch|despatch|night shift|shop floor|call cent(?:re|er)|engineering|operations)|"
    r"(?:aus (?:der |dem |unserer |unserem )?|vom |von der |in der |im |an der )(?:buchhaltung|lager|empfang|küche|kasse|werkstatt|personalabteilung|vertrieb|einkauf|versand|produktion|kantine|theke|spüle|"
    r"nachtschicht|spätschicht|pforte|verwaltung|reinigung)|"
    r"(?:de la |du |de l['’]|des |à l['’]|à la )(?:compta(?:bilité)?|paie|rh|accueil|réception|cuisine|caisse|dépôt|entrepôt|atelier|magasin|logistique|cantine|plonge|salle|bar|production)|"
    r"(?:de la |del |de |en la |en el |en )(?:caja|almacén|recepción|cocina|contabilidad|nóminas|taller|oficina|portería|personal|logística|limpieza|ventas|compras|barra|sala)|"
    r"(?:della |del |dell['’]|in |alla )(?:cassa|banco|bar|sala|magazzino|reception|portineria|cucina|contabilità|officina|amministrazione|mensa|spedizioni|reparto|personale|accettazione)|"
    r"(?:van de |van het |uit de |uit het |bij de |in de |in het )(?:receptie|magazijn|planning|keuken|kassa|boekhouding|werkplaats|administratie|kantine|inkoop|verkoop|balie|bediening|expeditie|nachtdienst)|"
    r"(?:d[oa] |n[oa] )(?:caixa|balcão|bar|copa|armazém|receção|recepção|portaria|cozinha|contabilidade|oficina|cantina|limpeza|loja|produção|rh|estoque|logística)|"
    r"(?:z |ze |w |na )(?:kasy|magazynu|recepcji|kuchni|księgowości|warsztatu|kadr|produkcji|stołówki|biura|portierni|kasie|baru|sali|magazynie|sprzedaży|logistyki)"
)
# What befalls or does only somebody whom the writer deals with, right behind the name.
_BEFALLS = (
    r"(?:is|was|has been|went|will be) (?:still |again )?(?:off (?:sick|with|work)|on (?:sick|long-term sick|maternity|parental|garden(?:ing)?|unpaid) |signed off|in arrears|behind with (?:the|his|her) rent)|"
    r"(?:still )?ow(?:es|ed) (?:us|me|rent|the landlord)|works (?:here|for (?:us|me)|with (?:us|me)|in our)|li(?:ves|ved) (?:in (?:flat|apartment|room|unit|our)|next door|upstairs|downstairs|opposite)|"
    r"(?:has |did not |didn['’]t )?(?:fail|pass)(?:ed)? (?:his|her|their|the) probation|(?:has )?(?:asked|asks|applied) for (?:unpaid|parental|sick|annual|flexible|leave|a (?:rise|raise|day off)|(?:his|her) deposit)|"
    r"(?:called|rang|phoned) in sick|(?:is|has|should|must|ought) (?:to )?(?:get|receive) (?:a|the|his|her) (?:letter|warning)|"
    r"to (?:the|a|his|her) (?:disciplinary|appraisal|return[- ]to[- ]work|grievance|performance review|probation|exit interview)|"
    r"hat sich krankgemeldet|ist (?:[^\W\d_]{2,8} ){0,4}krank(?:gemeldet|geschrieben)?|schuldet (?:uns|mir)|arbeitet (?:bei uns|hier|für uns)|wohnt (?:bei uns|nebenan|in (?:wohnung|unser\w{0,2}))|zahlt (?:seine |ihre |die |keine )miete|"
    r"est (?:[^\W\d_]{2,8} )?(?:en arrêt|en congé mat\w{0,6}|en retard de loyer)|nous doit|me doit|travaille (?:ici|chez nous|pour nous)|habite (?:ici|au-dessus|à côté|l['’]appartement)|"
    r"está de baja|nos debe|me debe|trabaja (?:aquí|con nosotros|para nosotros)|vive (?:aquí|en el piso)|no paga el alquiler|"
    r"è in malattia|ci deve|mi deve|lavora (?:qui|da noi|per noi)|abita (?:qui|sopra|sotto)|non paga l['’]affitto|"
    r"is (?:[^\W\d_]{2,8} ){0,3}ziek|is ons (?:nog )?(?:\w{1,10} )?(?:ver)?schuldigd?|heeft zich ziek|werkt (?:hier|bij ons|voor ons)|woont (?:hier|bij ons|naast)|betaalt (?:de |zijn |haar |geen )huur|"
    r"está de (?:baixa|atestado)|deve-nos|nos deve|trabalha (?:aqui|connosco|conosco|para nós)|mora (?:aqui|no apartamento)|não paga (?:a renda|o aluguel)|"
    r"jest na (?:zwolnieniu|l4)|jest nam winien|zalega z|pracuje (?:u nas|tutaj)|mieszka (?:u nas|obok|w mieszkaniu)|nie płaci czynszu"
)
BEHIND = compiled(
    r",? ?\((?:employee|emp|staff|personnel|payroll|patient|tenant|flat|room|ward|bed|personalnr|pers\.-?nr|mitarbeiter\w{0,2}|matricule|legajo|matricola|personeelsnr|mecanográfico|nr ewid)\b[^)\n]{0,24}\)|"
    rf",? (?:in |of |from |aus )?{_ROOM}\b|,? {_OUR} (?:[^\W\d_]{{2,14}} ){{0,2}}(?:{_PRIVATE_ROLES}|{_OWN_ROLES})\b|"
    rf" (?:{DEPARTMENT})\b|,? (?:{_BEFALLS})\b|['’]s? (?:payslip|sick note|sick leave|probation|timesheet|appraisal|rent|deposit|notice period|unpaid leave)\b",
    re.IGNORECASE,
)
# What a sentence tells of somebody whom nobody knows: an act, an illness, a debt, a duty.
SPEAKS_OF = compiled(
    r"\b(?:ow(?:es|ed) (?:us|me|rent|two|three|money)|behind with|(?:in|rent) arrears|sick (?:note|leave|pay)|(?:copied|copies|plagiari[sz]ed) (?:his|her|their|the|from)|cheat(?:ed|s)|stole|steals|stolen from|"
    r"shout(?:s|ed) at|sw(?:ears|ore) at|hit (?:a|the|his|her|our)|(?:was|were|got|be|been|and) (?:warned|dismissed|sacked|suspended|drunk|bullied)|why was s?he (?:dismissed|sacked|warned)|(?:is|was) (?:ill|drunk|off sick|late again)|"
    r"has (?:dyslexia|adhd|asthma|epilepsy|hepatitis)|(?:not|never) (?:come|turned up|shown up) (?:to|for|in)|won['’]t pay|in my class|(?:written|final) warning|warning letter|disciplinary|grievance|probation|payroll|care plan|patient list|"
    r"(?:essay|homework|book report)|aufsatz|hausaufgaben?|rédaction|redacción|redazione|opstel|redação|wypracowani\w|"
    r"schuldet|gestohlen|geklaut|betrunken|krankgemeldet|abgeschrieben|zahlt (?:keine|nicht)|mietrückst\w{2,5}|abmahn\w{1,4}|nous doit|me doit|a (?:volé|triché|copié)|ivre|loyers?|impayée?s?|"
    r"debe \w{2,6} (?:mes|alquiler|euro)\w{0,3}|nos debe|robó|copió|borrach[oa]|alquiler|ci deve|mi deve|ha (?:rubato|copiato)|ubriac[oa]|affitto|deve-nos|nos deve|roubou|copiou|bêbad[oa]|a renda|aluguel|"
    r"betaalt (?:geen|niet)|huurachterstand|heeft (?:gestolen|gespiekt|overgeschreven)|dronken|huur|nie płaci|zalega|ukradł\w?|ściąg(?:ał|nął|nęła)\w?|pijan[ya]|czynsz\w{0,2})\b",
    re.IGNORECASE,
)

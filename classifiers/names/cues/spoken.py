"""What says of a name in passing that a person has it: whom one asks, meets or judges; "she" behind it; what befalls only
people."""

import re

from classifiers.compiled import compiled

# Right before the name. Firms are asked and met, too: the model has the last word.
SPOKEN_TO = compiled(
    r"(?<![\w-])(?:"
    r"(?:ask|tell|remind|thank|warn|update|chase|email|e-mail|text|phone|ring|call|message|invite|congratulate|reassure|promote|fire|sack|hire|let|"
    r"dear|hi|hello|hey|morning|thanks|cheers|sorry|hope|ok|yes|no|well done|happy birthday|get well(?: soon)?)|"
    r"(?:reply|replying|respond|write|wrote|writing|message|note|letter|e-?mail|mail|apology|answer|talk|talked|talking|speak|spoke|spoken|sent|send|gave|give|"
    r"forward(?:ed)?|explain(?:ed)?|promised?|lent|owed?|report(?:s|ed|ing)?|listen|married|engaged) to|"
    r"w/|(?:1:1|1-1|121|one[- ]to[- ]one|call|chat|meeting|meet|met|catch[- ]?up|interview|appointment|lunch|coffee|talk|talked|spoke|issue|problem|trouble|conversation|session|"
    r"handover|sit[- ]?down|word|row|argument|agreed|check(?:ed)?(?: in)?|living|lives|share|sharing|worked|working|works) with|"
    r"(?:feedback|review|appraisal|reference|card|speech|toast|eulogy|present|gift|rota|cover|covering|replacement|plan|letter|warning|care plan|pip|message|poem|"
    r"lunch|leaving do|room|bed|meds|form|apology|question|news|note|offer|contract) for|"
    r"(?:e-?mail|mail|text|call|message|voicemail|complaint|letter|note|feedback|update|quote|invoice|request|referral|notes|heard|reply|words?|word back|news) from|"
    r"(?:replaced|replied|managed|supervised|signed|approved|reported|sent|written|seen|reviewed|assessed|interviewed|bullied|harassed|cared for|called|raised|requested) by|"
    r"(?:worried|complaint|complaints|complained|concerns?|concerned|gossip|news|report|talk|asked|told \w{2,4}|note|file note) about|"
    r"(?:frag|frage|sag|sage|schreib|schreibe|antworte|antwort an|e-mail an|mail an|brief an|nachricht an|ruf|erinner|bitte|danke|hallo|liebe[r]?|grüß|fragt|"
    r"(?:gespräch|telefonat|termin|problem|ärger|meeting|call|streit|absprache|mittagessen|personalgespräch|mitarbeitergespräch) mit|vertritt|vertrete|(?:vertretung|ersatz|karte|zeugnis|feedback|rede|"
    r"geburtstagskarte|abschiedskarte|beurteilung|geschenk|brief|plan|angebot|urlaub) für|laut|wegen)|"
    r"(?:(?:réponds|répondre|demande|demander|dis|dire|écris|écrire|parle|parlé|envoie|envoyer|rappelle|mail|lettre|message|annonce|explique) à|(?:appel|réunion|entretien|échange|rendez-vous|rdv|point|problème|"
    r"déjeuner|souci|visio) avec|(?:carte|discours|évaluation|lettre|cadeau|planning|mot|retour|recommandation|attestation) pour|rappeler|appeler|prévenir|préviens|remplacer|remercier|remercie|bonjour|bonsoir|merci|salut|"
    r"chère?|coucou|selon|chez)|"
    r"(?:(?:contesta|contestar|responde|pregunta|preguntar|dile|decirle|di|escribe|escribir|llama|avisa|recuerda|recordar|manda|carta|correo|mensaje|agradece|felicita|despedir|sustituir) a|(?:llamada|reunión|entrevista|cita|"
    r"problema|charla|comida|hablé|hablado|hablar|discusión) con|(?:tarjeta|carta|discurso|evaluación|regalo|informe|plan|referencia) para|hola|gracias|estimad[oa]|querid[oa]|según)|"
    r"(?:(?:rispondi|rispondere|chiedi|chiedere|di'|dire|scrivi|scrivere|spiega|ricorda|manda|lettera|mail|messaggio) a|(?:chiamata|riunione|colloquio|incontro|appuntamento|problema|pranzo|parlato|parlare|sentito) con|(?:biglietto|"
    r"lettera|discorso|valutazione|regalo|auguri|turni) (?:per|a)|ciao|grazie|gentile|car[oa]|secondo)|"
    r"(?:antwoord|vraag|zeg|schrijf|bel|mail|app|herinner|bedank|beste|lieve|hoi|hallo|dag|volgens|(?:gebeld|gesprek|afspraak|overleg|ruzie|probleem|lunch|gesproken|meeting) met|(?:brief|mail|bericht|antwoord) aan|(?:kaart|"
    r"verjaardagskaart|brief|toespraak|beoordeling|cadeau|rooster|vervanging) voor|tegen)|"
    r"(?:(?:responde|responder|pergunta|perguntar|diz|dizer|escreve|escrever|pede|liga|manda|carta|mensagem|e-mail|explica|agradece) (?:a|à|ao|para)|(?:chamada|reunião|conversa|entrevista|consulta|problema|almoço|falei|falar) com(?: a| o)?|"
    r"(?:cartão|carta|discurso|avaliação|presente|escala|parecer) para(?: a| o)?|olá|oi|obrigad[oa]|car[oa]|segundo)|"
    r"(?:odpisz|odpowiedz|zapytaj|powiedz|napisz do|zadzwoń do|mail do|list do|wiadomość do|przypomnij|podziękuj|poproś|(?:rozmowa|rozmowy|rozmowę|spotkanie|problem|rozmawiałe?[am]m?|umowa) z|(?:kartka|kartkę|list|życzenia|ocena|"
    r"prezent|grafik|opinia) dla|cześć|hej|dzięki|drog[ai]|według)"
    r") $",
    re.IGNORECASE,
)
# How far ahead the longest of them begins.
AHEAD = 28
# Behind the name, in the same sentence and before anybody else: who has "her" is no firm and no program.
PRONOUN = compiled(
    r"(?! (?:and|und|et|y|e|ed|en|i) )(?:['’]s?)?[^\n.,!?;:A-ZÀ-Þ]{1,60}?\b(?:s?he|him|his|her|herself|himself|seine[nmrs]?|ihre[nmrs]?|elle|lui|ella|"
    r"lei|zij|haar|hij|hem|ela|dele|dela|jej|niej|nią|jego|niego|nim)\b"
)
# What befalls or is done only by people, right behind the name; see also ``people.ACTS``.
LIVES = compiled(
    r" (?:(?:is|was|will be|has been|being) (?:off|out|away|back|in (?:hospital|tears|today|tomorrow|late|on \w{6,9})|retiring|leaving|moving|getting married|expecting|redundant|on (?:maternity|paternity|sick|annual|parental|garden(?:ing)?|"
    r"long|compassionate|shift|nights|call|probation|furlough|jury)|part[- ]time|single|divorced|widowed|dying|dead|deaf|blind|drunk|passed over|coming|going|taking over|covering|seventy|\d\d)|"
    r"(?:has )?(?:handed in|gave notice|given notice|left (?:us|early|work|in|on|the (?:firm|company|team))|joined|starts?(?: on|ed)?|turn(?:s|ed) (?:up|\d\d)|show(?:s|ed) up|rang|rung|phoned|texted|emailed|messaged|visited|fell|passed away|died|"
    r"moved (?:in|out)|retires?|retired|graduates?|graduated|married|gave birth|cried|shouted|swore|apologised|apologized|complained|missed|covers|covered|took (?:over|the)|reckons|keeps \w+ing|got (?:married|fired|sacked|promoted|upset|hurt))|"
    r"to (?:chase|call|ring|email|send|book|check|ask|draft|speak|talk|follow up|order|update|prepare|review|confirm|finish|organi[sz]e|arrange|pay|sign)|"
    r"(?:hat|ist|war|wird|geht|macht|bleibt|ruft|wurde|wohnt|nimmt|bekommt|braucht|sollte?|muss|darf|kann|konnte|klärt|schickt|übernimmt|prüft|ärgert|hatte)|"
    r"(?:a (?:démissionné|quitté|appelé|payé|eu|été)|est (?:en (?:arrêt|vacances|congés?|formation|retraite|déplacement)|partie?|arrivée?|venue?|décédée?|née?)|arrive|relance|rappelle|habite|part|vient|veut|doit|peut|va|gère|s['’]occupe)|"
    r"(?:renunció|dimitió|llamó|llega|llegó|vive|vino|viene|murió|falleció|trabaja|se (?:encarga|ocupa|jubila|casa|quedó)|está de|tiene|quiere|debe|puede|va a)|"
    r"(?:si (?:è|dimette|occupa|sposa)|è (?:in|stat[oa]|andat[oa]|venut[oa]|nat[oa]|mort[oa])|ha|arriva|abita|vive|sente|chiama|rivuole|deve|può|viene|lavora)|"
    r"(?:heeft|is (?:ziek|vrij|weg|met|op|thuis|overleden|bevallen)|had|gaat|gaf|neemt|nam|woont|blijft|regelt|moet|mag|kan|wordt)|"
    r"(?:pediu|demitiu-se|saiu|está de|chegou|ligou|liga|mora|vem|veio|faleceu|quer|tem|deve|pode|vai|trata)|"
    r"(?:złożyła?|jest|była?|ma|miała?|dzwoni|dzwoniła?|przyszedł|przyszła|odeszła?|odchodzi|mieszka|urodziła?|zmarła?|prosi|chce|musi|może|idzie|zrobi))\b"
)

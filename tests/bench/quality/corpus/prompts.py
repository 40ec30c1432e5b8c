"""Prompts as staff write them, in eight languages: mixed values in ordinary sentences, tables and forms; and clean ones.

A wording in braces is drawn from ``values``; ``{city}?`` marks it as optional. Each wording gives several texts.
"""

import re
from collections.abc import Iterator

from tests.bench.quality.corpus import Labelled, Mark, compose
from tests.bench.quality.values import DRAWS, Values

COPIES = 2  # texts from one wording
_SLOT = re.compile(r"\{(\w+)\}(\?)?")

SENSITIVE = {
    "en": [
        "Rewrite this so it sounds friendlier: Hi {first}, we still haven't received the signed form from {person}. You can reach her on {phone} or at {email}.",
        "Draft a letter to {person}, {address}, about the overdue service charge. His account is {iban}.",
        "new starter tomorrow: {person}, dob {birth}, NI / SSN {national}, private mail {email}, mobile {phone}. what accounts do we need to set up?",
        "Customer wants a refund on card {card}, exp {expiry}, cvv {cvv}. What do I tell {person}?",
        "Our client {company} runs {host} at {ip}. The service account keeps locking out, the admin password is {password}. Why?",
        "ticket from {person} ({email}): laptop {mac} drops off wifi every hour, ip {ip}. suggest next steps",
        "export DB_PASSWORD='{password}'\nexport STRIPE_KEY={token}\n./migrate.sh fails with exit code 3, what does that mean?",
        "Patient {person}, born {birth}, MRN {record}, was discharged on Monday. Turn my notes into a referral letter to the practice at {address}.",
        "name,email,phone,dob\n{person},{email},{phone},{birth}\n{person},{email},{phone},{birth}\n{person},{email},{phone},{birth}\nDeduplicate these rows please.",
        'Can you check the tone: "Dear Mr {last}, we regret to tell you that {company} can no longer hold the unit at {address}."',
        "why does this return 401?\ncurl -H 'Authorization: Bearer {secret}' https://api.internal.example/v2/orders",
        "Write a python function that validates Aadhaar numbers, e.g. {aadhaar} of {person} should pass.",
        "meeting notes: {person} said {company} will not renew unless price drops. {first} to call {phone} on Friday. Summarise as bullets.",
        "sign-in log\n2026-03-02 08:11 {email} {ip} success\n2026-03-02 08:14 {email} {ip} failure\n2026-03-02 08:15 {email} {ip} failure\nanything odd?",
        'appsettings.json\n{{\n  "Smtp": {{"User": "relay", "Password": "{password}"}},\n  "ApiKey": "{secret}"\n}}\nconvert to yaml',
        "The tenant's name is {person} and the landlord is {company}. Prepare a notice to quit for {address}.",
        "hey can u make this email shorter.. 'hello {first} its {first} from {company}, my new number is {phone}, thx'",
        "Is {national} a valid number? It is on the form of {person} who was born on {birth}.",
        "wifi for guests at {company}: SSID Guest, password {password}. Make a poster text from that.",
        "Please transfer the deposit to {iban}, reference {person}. Translate this sentence into French.",
    ],
    "de": [
        "Bitte formuliere eine Mahnung an {person}, {address}. Telefonisch erreichbar unter {phone}.",
        "Neue Mitarbeiterin: {person}, geboren am {birth}, Steuer-ID {national}, IBAN {iban}. Was fehlt für die Lohnabrechnung?",
        "Schreib {first} eine kurze Mail an {email}, dass der Termin bei {company} verschoben ist.",
        "Der Server {host} ({ip}) von {company} antwortet nicht. Das Kennwort für den Dienst lautet {password}. Woran kann es liegen?",
        "Patient {person}, geb. {birth}, wurde heute entlassen. Schreibe den Arztbrief an die Praxis, {address}.",
        "Name;E-Mail;Telefon\n{person};{email};{phone}\n{person};{email};{phone}\n{person};{email};{phone}\nSortiere bitte nach Nachnamen.",
        "Kunde möchte, dass wir die Karte {card} belasten. Antworte Herrn {last} höflich, dass das per Mail nicht geht.",
        "smtp_passwort = {password}\nsmtp_user = relay\nWarum bekomme ich 535 5.7.8?",
        "Bitte kürzen: Sehr geehrte Frau {last}, Ihre Nummer {phone} und Ihre neue Anschrift {address} haben wir vermerkt.",
        "Protokoll: {person} meldet, dass {company} den Vertrag kündigt. {first} ruft morgen an.",
    ],
    "fr": [
        "Rédige une relance pour {person}, {address}. On peut l'appeler au {phone}.",
        "Nouvelle salariée : {person}, née le {birth}, numéro de sécurité sociale {national}, IBAN {iban}. Prépare la fiche.",
        "Écris à {first} ({email}) que la réunion avec {company} est reportée.",
        "Le serveur {host} ({ip}) ne répond plus, le mot de passe du service est {password}. Une idée ?",
        "La patiente {person}, née le {birth}, sort demain. Rédige le courrier pour le cabinet, {address}.",
        "nom;courriel;téléphone\n{person};{email};{phone}\n{person};{email};{phone}\n{person};{email};{phone}\nTrie par nom.",
        "Le client donne sa carte {card}, expiration {expiry}. Que répondre à Mme {last} ?",
        "Corrige les fautes : Bonjour Monsieur {last}, votre nouveau numéro est le {phone}, merci de nous écrire à {email}.",
        "Compte rendu : {person} dit que {company} ne renouvelle pas. {first} rappelle vendredi.",
    ],
    "es": [
        "Redacta un recordatorio de pago para {person}, {address}. Su teléfono es {phone}.",
        "Alta de empleada: {person}, nacida el {birth}, DNI {national}, IBAN {iban}. ¿Qué falta para la nómina?",
        "Escribe a {first} ({email}) que la reunión con {company} se aplaza.",
        "El servidor {host} ({ip}) no responde. La contraseña del servicio es {password}. ¿Qué reviso?",
        "Paciente {person}, fecha de nacimiento {birth}. Escribe el informe de alta para la consulta en {address}.",
        "nombre;correo;teléfono\n{person};{email};{phone}\n{person};{email};{phone}\n{person};{email};{phone}\nQuita los duplicados.",
        "El cliente nos dio la tarjeta {card} con caducidad {expiry} y CVV {cvv}. ¿Cómo respondo a la señora {last}?",
        "Corrige: Estimado señor {last}, su nuevo número {phone} consta en {company}.",
    ],
    "it": [
        "Scrivi un sollecito a {person}, {address}. Il telefono è {phone}.",
        "Nuova assunta: {person}, nata il {birth}, codice fiscale {national}, IBAN {iban}. Cosa manca per la busta paga?",
        "Scrivi a {first} ({email}) che l'incontro con {company} è rinviato.",
        "Il server {host} ({ip}) non risponde, la password del servizio è {password}. Cosa controllo?",
        "Paziente {person}, data di nascita {birth}. Prepara la lettera di dimissioni per lo studio in {address}.",
        "nome;email;telefono\n{person};{email};{phone}\n{person};{email};{phone}\n{person};{email};{phone}\nOrdina per cognome.",
        "Il cliente ha dato la carta {card}, scadenza {expiry}. Cosa rispondo al signor {last}?",
        "Correggi: Gentile dottoressa {last}, il suo nuovo numero è {phone} e la sua mail {email}.",
    ],
    "nl": [
        "Schrijf een herinnering aan {person}, {address}. Telefoon {phone}.",
        "Nieuwe medewerker: {person}, geboren op {birth}, BSN {national}, IBAN {iban}. Wat ontbreekt nog voor de salarisadministratie?",
        "Mail {first} ({email}) dat de afspraak met {company} verzet is.",
        "Server {host} ({ip}) reageert niet, het wachtwoord van de service is {password}. Wat kan het zijn?",
        "Patiënt {person}, geboortedatum {birth}. Maak van mijn notities een verwijsbrief voor de praktijk, {address}.",
        "naam;e-mail;telefoon\n{person};{email};{phone}\n{person};{email};{phone}\n{person};{email};{phone}\nSorteer op achternaam.",
        "De klant gaf kaart {card}, geldig tot {expiry}. Wat antwoord ik mevrouw {last}?",
        "Maak korter: Geachte heer {last}, uw nieuwe nummer {phone} is genoteerd bij {company}.",
    ],
    "pt": [
        "Escreve um aviso de pagamento para {person}, {address}. O telefone é {phone}.",
        "Nova colaboradora: {person}, nascida em {birth}, NIF {national}, IBAN {iban}. O que falta para o salário?",
        "Escreve a {first} ({email}) que a reunião com a {company} foi adiada.",
        "O servidor {host} ({ip}) não responde, a palavra-passe do serviço é {password}. O que verifico?",
        "Paciente {person}, data de nascimento {birth}. Prepara a carta de alta para o consultório em {address}.",
        "nome;email;telefone\n{person};{email};{phone}\n{person};{email};{phone}\n{person};{email};{phone}\nOrdena por apelido.",
        "O cliente deu o cartão {card}, validade {expiry}. Que respondo ao senhor {last}?",
    ],
    "pl": [
        "Napisz przypomnienie o zapłacie, adresat: {person}, {address}. Telefon {phone}.",
        "Nowa pracowniczka: {person}, data urodzenia {birth}, PESEL {national}, IBAN {iban}. Czego brakuje do listy płac?",
        "Napisz na adres {email}, że spotkanie z {company} jest przełożone.",
        "Serwer {host} ({ip}) nie odpowiada, hasło usługi to {password}. Co sprawdzić?",
        "Pacjent {person}, urodzony {birth}. Przygotuj list do przychodni, {address}.",
        "nazwisko;e-mail;telefon\n{person};{email};{phone}\n{person};{email};{phone}\n{person};{email};{phone}\nPosortuj po nazwisku.",
        "Klient podał kartę {card}, ważną do {expiry}. Co odpisać?",
    ],
}

CLEAN = {
    "en": [
        "Explain the difference between a debit card and a credit card to a ten-year-old.",
        "What is a good password policy for a company of fifty people? Length, rotation, reuse?",
        "Regex for US phone numbers like (xxx) xxx-xxxx, and unit tests please.",
        "Order 4500123987 shipped on 2026-02-14, tracking 9400110200793123456784. Write a polite delay notice.",
        "Why is 127.0.0.1 called localhost and what is 0.0.0.0 used for? Is 192.0.2.44 routable?",
        "git bisect says 3f1c9a7be2d54486aa0c4e1d2b9f8073c5d6e1aa is the first bad commit. How do I revert it cleanly?",
        "const apiKey = process.env.API_KEY;\nif (!apiKey) throw new Error('API_KEY is missing');\nIs this idiomatic?",
        "Summarise the plot of Pride and Prejudice. Why does Elizabeth Bennet refuse Mr Darcy at first?",
        "What did Marie Curie and Albert Einstein write to each other about?",
        "Our SLA is 99.95 %. How many minutes a month is that, and what would 99.99 % cost us in theory?",
        "Compare AWS, Azure and Google Cloud for a small bakery's web shop.",
        "password: changeme\nuser: admin\nThese are the defaults in the manual. Write a section that tells readers to change them.",
        "What are the early symptoms of diabetes, and which tests does a doctor order?",
        "Convert 1713398400 to a date, and 2026-03-01T12:00:00Z to epoch seconds.",
        "The build 12.4.1009.77 fails with error 0x80070005 and KB5034441 is installed. What does it mean?",
        "Write a story about a postman called Bartholomew who delivers letters to the moon.",
        "UPDATE prices SET net = gross / 1.19 WHERE sku IN ('4006381333931', '5901234123457'); is that safe?",
        "id 123e4567-e89b-12d3-a456-426614174000 vs ULID 01ARZ3NDEKTSV4RRFFQ69G5FAV: which one indexes better?",
        "Solve 3x + 7 = 22, then 4111 * 1111 and 12345678 / 9.",
        "Which ISO standard defines IBAN, and how does the mod 97 check work? Use letters only, no real numbers.",
    ],
    "de": [
        "Was ist der Unterschied zwischen GmbH und AG? Bitte in drei Sätzen.",
        "Erkläre mir den Aufbau einer IBAN, ohne ein Beispiel zu nennen.",
        "Schreibe ein Gedicht über den Herbst in Weimar im Stil von Goethe.",
        "Die Rechnung 2026-00418 über 1.249,90 € ist offen. Formuliere eine freundliche Erinnerung ohne Namen.",
        "Welche Symptome hat eine Grippe und wann soll man zum Arzt?",
        "Wie lang soll ein gutes Passwort sein?",
        "Fehler 0x8024402F bei Windows Update, Version 10.0.19045.3803. Was tun?",
    ],
    "fr": [
        "Explique la différence entre une SARL et une SAS.",
        "Qui était Victor Hugo et pourquoi a-t-il quitté la France ?",
        "La commande 4500987123 du 12/03/2026 est en retard. Écris une excuse générale.",
        "Quels sont les symptômes de la grippe ?",
        "Comment choisir un bon mot de passe ?",
        "Le vol AF1234 part à 10 h 45 de la porte 23. Traduis en anglais.",
    ],
    "es": [
        "Explica la diferencia entre una S.L. y una S.A.",
        "¿Quién fue Federico García Lorca y qué escribió?",
        "El pedido 4500456789 llega con retraso. Escribe una disculpa general.",
        "¿Qué síntomas tiene la gripe?",
        "¿Cómo se elige una buena contraseña?",
        "Traduce: el tren sale a las 10:45 del andén 3.",
    ],
    "it": [
        "Spiega la differenza tra S.r.l. e S.p.A.",
        "Chi era Dante Alighieri e che cosa scrisse?",
        "L'ordine 4500321654 è in ritardo. Scrivi delle scuse generiche.",
        "Quali sono i sintomi dell'influenza?",
        "Come si sceglie una buona password?",
        "Traduci: il treno parte alle 10:45 dal binario 3.",
    ],
    "nl": [
        "Leg het verschil uit tussen een B.V. en een N.V.",
        "Wie was Vincent van Gogh en waar woonde hij?",
        "Bestelling 4500654321 is vertraagd. Schrijf een algemene verontschuldiging.",
        "Wat zijn de symptomen van griep?",
        "Hoe kies je een goed wachtwoord?",
    ],
    "pt": [
        "Explica a diferença entre Lda. e S.A.",
        "Quem foi Fernando Pessoa e o que escreveu?",
        "A encomenda 4500789456 está atrasada. Escreve um pedido de desculpa geral.",
        "Quais são os sintomas da gripe?",
        "Como se escolhe uma boa palavra-passe?",
    ],
    "pl": [
        "Wyjaśnij różnicę między sp. z o.o. a S.A.",
        "Kim był Adam Mickiewicz i co napisał?",
        "Zamówienie 4500159753 jest opóźnione. Napisz ogólne przeprosiny.",
        "Jakie są objawy grypy?",
        "Jak wybrać dobre hasło?",
    ],
}


def texts(seed: str = "prompts") -> Iterator[Labelled]:
    """Every wording with drawn values, ``COPIES`` times; then the clean ones. Another seed, other values."""
    for language, wordings in SENSITIVE.items():
        for number, wording in enumerate(wordings):
            row = wording.count("\n{person}") > 1
            for copy in range(COPIES):
                values = Values(f"{seed}:{number}:{copy}", language)
                tags = {"row"} if row else set()
                yield compose(
                    *_pieces(wording, values, row),
                    language=language,
                    tags=tags,
                    id=f"{language}-{number}-{copy}",
                )
    for language, wordings in CLEAN.items():
        for number, wording in enumerate(wordings):
            yield compose(wording, language=language, tags={"hardneg"}, id=f"{language}-clean-{number}")


def _pieces(wording: str, values: Values, row: bool) -> Iterator[str | Mark]:
    at = 0
    for slot in _SLOT.finditer(wording):
        yield wording[at : slot.start()].replace("{{", "{").replace("}}", "}")
        kind, text = DRAWS[slot[1]](values)
        yield Mark(kind, text, optional=bool(slot[2]), row=row)
        at = slot.end()
    yield wording[at:].replace("{{", "{").replace("}}", "}")

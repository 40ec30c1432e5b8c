"""Addresses, phones and personal numbers of fifteen countries, drawn by Faker, in our own sentences.

Faker draws streets, towns and numbers in each country's forms, which nobody here chose; so this topic tells what the
rules do on values they were not written with. Faker's postcodes seldom fit its towns; that is as it should be, for
people mistype, too. Rules are tuned on the first half of each country's sentences; the second is held back.
"""

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from faker import Faker

from tests.bench.quality.corpus import Labelled, Mark, compose

GROUPS = ("identifiers",)
COPIES = 4  # texts from one sentence
_KINDS = {
    "address": "STREET_ADDRESS",
    "phone": "PHONE_NUMBER",
    "number": "NATIONAL_ID",
    "birth": "DATE_OF_BIRTH",
}

type Draw = Callable[[Faker], str]


@dataclass(frozen=True, slots=True)
class Country:
    """A locale of Faker, the language of its sentences, and its personal number with the words for it."""

    locale: str
    language: str
    number: Draw
    called: str


def _of(name: str) -> Draw:
    return lambda fake: str(getattr(fake, name)())


def _grouped(draw: Draw, sizes: tuple[int, ...]) -> Draw:
    def grouped(fake: Faker) -> str:
        digits, parts = draw(fake), []
        for size in sizes:
            parts.append(digits[:size])
            digits = digits[size:]
        return " ".join(parts)

    return grouped


COUNTRIES = (
    Country("en_US", "en", _of("ssn"), "SSN"),
    Country("en_GB", "en", _of("license_plate"), "number plate"),
    Country("en_IE", "en", _of("iban"), "IBAN"),
    Country("en_CA", "en", _of("ssn"), "SIN"),
    Country("en_AU", "en", _of("license_plate"), "rego"),
    Country("en_IN", "en", _grouped(_of("aadhaar_id"), (4, 4, 4)), "Aadhaar"),
    Country("de_DE", "de", _of("rvnr"), "Rentenversicherungsnummer"),
    Country("fr_FR", "fr", _of("ssn"), "numéro de sécurité sociale"),
    Country("es_ES", "es", _of("iban"), "IBAN"),
    Country("it_IT", "it", _of("ssn"), "codice fiscale"),
    Country("nl_NL", "nl", _of("ssn"), "BSN"),
    Country("pt_PT", "pt", _of("iban"), "IBAN"),
    Country("pt_BR", "pt", _of("cpf"), "CPF"),
    Country("pl_PL", "pl", _of("pesel"), "PESEL"),
    Country("ja_JP", "en", _of("iban"), "account"),
)

# The first half of each is for tuning, the second is held back.
SENTENCES: Mapping[str, tuple[str, ...]] = {
    "en": (
        "Please post the replacement badge to {address} and ring {phone} when it is on its way.",
        "Summarise this note: the tenant at {address} says the boiler is out again, best number {phone}.",
        "New joiner form says {called} {number}, home address {address}. Anything missing?",
        "Delivery failed for {address}. The customer can be reached on {phone}, reword my apology.",
        "Contact sheet\nAddress: {address}\nPhone: {phone}\n{called}: {number}\nTurn this into a table.",
        "She moved last week, the new place is {address}, same mobile as before ({phone}).",
        "Complete the claim: insured lives at {address}, {called} {number}, callback {phone}.",
        "Route planner: first stop {address}, then back to the depot. Driver's cell {phone}.",
    ),
    "de": (
        "Bitte schick das Ersatzgerät an {address} und ruf vorher unter {phone} an.",
        "Der Mieter in der {address} meldet einen Wasserschaden, Rückruf unter {phone}.",
        "Stammblatt: {called} {number}, Anschrift {address}. Fehlt noch etwas?",
        "Zustellung gescheitert: {address}. Telefon der Kundin: {phone}. Formuliere eine Entschuldigung.",
        "Neue Adresse der Kollegin ist {address}, Handy bleibt {phone}.",
        "Versicherungsfall: wohnhaft {address}, {called} {number}, erreichbar unter {phone}.",
    ),
    "fr": (
        "Envoyez le badge à {address} et appelez le {phone} avant.",
        "Le locataire du {address} signale une fuite, à rappeler au {phone}.",
        "Fiche : {called} {number}, adresse {address}. Que manque-t-il ?",
        "Livraison échouée : {address}. Téléphone de la cliente : {phone}. Rédige des excuses.",
        "Elle a déménagé, sa nouvelle adresse est {address}, portable inchangé : {phone}.",
        "Sinistre : l'assuré habite {address}, {called} {number}, joignable au {phone}.",
    ),
    "es": (
        "Envía la tarjeta a {address} y llama antes al {phone}.",
        "El inquilino de {address} avisa de una fuga, su teléfono es {phone}.",
        "Ficha: {called} {number}, domicilio {address}. ¿Falta algo?",
        "Entrega fallida: {address}. Teléfono del cliente: {phone}. Redacta una disculpa.",
        "Se ha mudado, su nueva dirección es {address}, el móvil sigue siendo {phone}.",
        "Siniestro: el asegurado vive en {address}, {called} {number}, contacto {phone}.",
    ),
    "it": (
        "Spedisci il badge a {address} e chiama prima il {phone}.",
        "L'inquilino di {address} segnala una perdita, telefono {phone}.",
        "Scheda: {called} {number}, residenza {address}. Manca qualcosa?",
        "Consegna fallita: {address}. Telefono della cliente: {phone}. Scrivi le scuse.",
        "Si è trasferita, il nuovo indirizzo è {address}, cellulare invariato {phone}.",
        "Sinistro: l'assicurato abita in {address}, {called} {number}, contatto {phone}.",
    ),
    "nl": (
        "Stuur de pas naar {address} en bel eerst {phone}.",
        "De huurder van {address} meldt een lekkage, telefoon {phone}.",
        "Formulier: {called} {number}, adres {address}. Ontbreekt er iets?",
        "Bezorging mislukt: {address}. Telefoonnummer van de klant: {phone}. Schrijf excuses.",
        "Ze is verhuisd, het nieuwe adres is {address}, mobiel nog steeds {phone}.",
        "Schade: verzekerde woont op {address}, {called} {number}, bereikbaar op {phone}.",
    ),
    "pt": (
        "Envia o cartão para {address} e liga antes para {phone}.",
        "O inquilino de {address} comunica uma fuga, telefone {phone}.",
        "Ficha: {called} {number}, morada {address}. Falta alguma coisa?",
        "Entrega falhada: {address}. Telefone do cliente: {phone}. Escreve um pedido de desculpas.",
        "Mudou-se, o novo endereço é {address}, o telemóvel continua {phone}.",
        "Sinistro: o segurado mora em {address}, {called} {number}, contacto {phone}.",
    ),
    "pl": (
        "Wyślij kartę na adres {address} i zadzwoń wcześniej: {phone}.",
        "Najemca z {address} zgłasza wyciek, telefon {phone}.",
        "Formularz: {called} {number}, adres {address}. Czego brakuje?",
        "Nieudana dostawa: {address}. Numer telefonu klientki: {phone}. Napisz przeprosiny.",
        "Przeprowadziła się, nowy adres to {address}, komórka bez zmian {phone}.",
        "Szkoda: ubezpieczony mieszka {address}, {called} {number}, kontakt {phone}.",
    ),
}

_WARDS = ("Nishi-Shinjuku, Shinjuku-ku", "Minami-Aoyama, Minato-ku", "Honcho, Nakano-ku", "Umeda, Kita-ku")
_CITIES = ("Tokyo", "Osaka", "Nagoya", "Sapporo")


def texts() -> Iterator[Labelled]:
    """Each sentence of each country's language with some draws."""
    for country in COUNTRIES:
        fake = Faker(country.locale)
        fake.seed_instance(20_260)
        chance = random.Random(country.locale)
        wordings = SENTENCES[country.language]
        for place, wording in enumerate(wordings):
            half = "tuned" if place < len(wordings) // 2 else "held-back"
            for _ in range(COPIES):
                yield _text(wording, country, fake, chance, {"locale:" + country.locale, "half:" + half})


def _text(wording: str, country: Country, fake: Faker, chance: random.Random, tags: set[str]) -> Labelled:
    pieces: list[str | Mark] = []
    rest = wording.replace("{called}", country.called)
    while "{" in rest:
        plain, _, rest = rest.partition("{")
        slot, _, rest = rest.partition("}")
        pieces += [plain, Mark(_KINDS[slot], _value(slot, country, fake, chance))]
    return compose(*pieces, rest, language=country.language, tags=tags)


def _value(slot: str, country: Country, fake: Faker, chance: random.Random) -> str:
    if slot == "number":
        return country.number(fake)
    if country.locale == "en_IE":  # Faker has American phones here, and no town
        if slot == "phone":
            head = chance.choice(("01 4", "021 4", "087 ", "+353 86 "))
            return f"{head}{chance.randint(10, 99)} {chance.randint(1000, 9999)}"
        streets = (
            f"{fake.building_number()} {fake.last_name()} {chance.choice(('Street', 'Road', 'Rise', 'Lawn'))}"
        )
        return f"{streets}, {chance.choice(('Athlone', 'Dublin 9', 'Tralee', 'Swords'))}, {fake.postcode()}"
    if slot == "phone":
        return fake.phone_number()
    if country.locale == "ja_JP":
        numbers = f"{chance.randint(1, 9)}-{chance.randint(1, 30)}-{chance.randint(1, 20)}"
        code = f"{chance.randint(100, 199)}-{chance.randint(0, 9999):04}"
        return f"{numbers} {chance.choice(_WARDS)}, {chance.choice(_CITIES)} {code}"
    lines = fake.address().split("\n")
    return ("\n" if chance.random() < 0.2 else ", ").join(line.strip() for line in lines if line.strip())

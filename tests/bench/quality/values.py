"""Made-up values of many kinds and languages, drawn from a seeded generator; check digits are right.

No value that looks live stands in a file: all are put together here, at run time.
"""

import string
from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from stdnum import luhn, verhoeff
from stdnum.es import ccc
from stdnum.iso7064 import mod_97_10

LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt", "pl")

_FIRST = {
    "en": "Olivia Marcus Priya Hannah Tobias Grace Kwame Ellen Dominic Naomi Wesley Siobhan Rupert Imani",
    "de": "Katrin Jörg Elif Matthias Annegret Holger Sabine Emre Uwe Friederike Anke Thorsten Mirjam Lutz",
    "fr": "Élodie Thibault Amina Jérôme Capucine Loïc Maëlle Yacine Solène Gaspard Aurélie Bastien Inès Rémi",
    "es": "Lucía Álvaro Itziar Gonzalo Remedios Joaquín Nuria Íñigo Pilar Ramiro Marisol Adrián Begoña Jacinto",
    "it": "Giulia Lorenzo Chiara Matteo Ilaria Davide Federica Nicolò Serena Raffaele Beatrice Ettore Noemi Dario",
    "nl": "Sanne Joost Fatima Bram Marijke Daan Lotte Ruben Femke Sjoerd Anouk Thijs Wilma Mehmet",
    "pt": "Beatriz Tiago Inês Rui Mafalda Gonçalo Leonor Duarte Joana Nuno Catarina Vasco Sofia Henrique",
    "pl": "Agnieszka Bartosz Małgorzata Wojciech Zofia Krzysztof Joanna Paweł Katarzyna Marcin Dorota Tomasz Ewa Łukasz",
}
_LAST = {
    "en": "Hargreaves Okonkwo Pemberton Raghavan Whitlock Delaney Fairbanks Osborne Castellan Thornbury Mbeki Lindqvist",
    "de": "Brückner Yıldız Hoffstätter Kleinschmidt Wagenknecht Öztürk Lindenau Rosskopf Steinbrecher Vogelsang Zander",
    "fr": "Delacourt Benhaddou Lefebvre Marchandeau Rousselot Guérin Vasseur Chevrier Tellier Daumas Perrault Ziani",
    "es": "Echevarría Villalobos Quintanilla Aguirre Ledesma Cifuentes Zubizarreta Montero Carrasco Iglesias Peñalver",
    "it": "Bevilacqua Marchetti Tagliabue Santoro Ferrigno Lombardini Quaranta Pellegrini Guarnieri Cattaneo Zanetti",
    "nl": "Hoekstra Vermeulen Dijkgraaf Brouwers Kuipers Zwaan Oosterhuis Bakhuis Terpstra Mulder Wijnands",
    "pt": "Figueiredo Carvalhal Vasconcelos Magalhães Teixeira Nogueira Lourenço Bettencourt Pimentel Sequeira",
    "pl": "Wiśniewska Kaczmarek Zieliński Wróblewska Szymański Dąbrowska Lewandowski Jankowska Piotrowski Krawczyk",
}
_STEMS = "Brightmoor Calder Fenwick Halvorsen Kestrelby Lindgard Marlowe Norvale Oakhurst Pellworth Quarrin Tessler"
_FORMS = {
    "en": "{} Dental Group Ltd|{} Logistics LLC|{} & Partners LLP|{} Foods Inc.",
    "de": "{} Maschinenbau GmbH|{} Steuerberatung PartG mbB|{} Logistik GmbH & Co. KG",
    "fr": "{} Conseil SARL|Cabinet {} SAS|Transports {} SA",
    "es": "{} Construcciones S.L.|Gestoría {} S.L.P.|Grupo {} S.A.",
    "it": "{} Meccanica S.r.l.|Studio {} S.t.p.|{} Trasporti S.p.A.",
    "nl": "{} Installatie B.V.|{} Accountants B.V.|Bouwbedrijf {} B.V.",
    "pt": "{} Construções Lda.|{} Consultores S.A.|Transportes {} Lda.",
    "pl": "{} Budownictwo Sp. z o.o.|Kancelaria {} S.A.|{} Transport Sp. z o.o.",
}
_STREETS = {
    "en": "{n} Alder Crescent, Leeds LS{a} 4{b}{c}|{n} Sycamore Ave, Dayton, OH {z}|{n} Harbour Road, Cardiff CF{a} 9{b}{c}",
    "de": "Birkenallee {n}, {z} Kassel|Am Mühlgraben {n}, {z} Oldenburg|Lessingstraße {n}a, {z} Jena",
    "fr": "{n} rue des Lilas, {z} Nantes|{n} avenue Jean-Moulin, {z} Dijon|{n} bis boulevard Voltaire, {z} Lille",
    "es": "Calle de la Encina {n}, {z} Burgos|Avda. del Puerto {n}, 2º B, {z} Valencia",
    "it": "Via dei Tigli {n}, {z} Modena|Viale Garibaldi {n}, {z} Pescara",
    "nl": "Lindenlaan {n}, {q} {B}{C} Zwolle|Kerkstraat {n}, {q} {B}{C} Breda",
    "pt": "Rua das Oliveiras {n}, {q}-{t} Braga|Avenida da Liberdade {n}, {q}-{t} Aveiro",
    "pl": "ul. Lipowa {n}, {p}-{t} Lublin|ul. Długa {n}/{m}, {p}-{t} Gdynia",
}
_BIRTH = {
    "en": ("%m/%d/%Y", "%Y-%m-%d", "%d %B %Y"),
    "de": ("%d.%m.%Y",),
    "fr": ("%d/%m/%Y",),
    "es": ("%d/%m/%Y",),
    "it": ("%d/%m/%Y",),
    "nl": ("%d-%m-%Y",),
    "pt": ("%d/%m/%Y",),
    "pl": ("%d.%m.%Y",),
}
_WORDS = [
    "Tundra",
    "Maple",
    "Orchid",
    "Falcon",
    "Copper",
    "Winter",
    "Harbor",
    "Signal",
    "Velvet",
    "Cobalt",
    "Juniper",
    "Meadow",
]


class Values:
    """Draws values; every method gives one. The same seed gives the same values in the same order."""

    def __init__(self, seed: object, language: str = "en") -> None:
        self._random = Random(f"{seed}:{language}")
        self.language = language

    def pick(self, options: str, separator: str | None = None) -> str:
        """One of the options of a text."""
        return self._random.choice(options.split(separator))

    def number(self, low: int, high: int) -> int:
        """A whole number in a range, both ends included."""
        return self._random.randint(low, high)

    def digits(self, count: int, first: str = "") -> str:
        """Digits, the first ones given."""
        return first + "".join(self._random.choices(string.digits, k=count - len(first)))

    def drawn(self, count: int, alphabet: str = string.ascii_letters + string.digits) -> str:
        """Characters drawn at random."""
        return "".join(self._random.choices(alphabet, k=count))

    def first(self) -> str:
        """A given name."""
        return self.pick(_FIRST[self.language])

    def last(self) -> str:
        """A family name."""
        return self.pick(_LAST[self.language])

    def person(self) -> str:
        """A given name and a family name."""
        return f"{self.first()} {self.last()}"

    def email(self) -> str:
        """An address at a company's domain."""
        name = _plain(f"{self.first()}.{self.last()}".lower())
        return f"{name}@{self.pick(_STEMS).lower()}{self.pick('-group.com -it.net .co .eu')}"

    def phone(self) -> str:
        """A telephone number as people of the language write it."""
        two, three, four = self.number(20, 99), self.number(200, 899), self.number(1000, 9999)
        return {
            "en": self.pick(f"(614) 555-{four}|+44 20 7946 {four}|+1 312-{three}-{four}|07700 900{three}", "|"),
            "de": self.pick(f"+49 151 {two}{three}{three}|0561 {three}{four}|+49 (0)40 {three}{four}", "|"),
            "fr": self.pick(f"06 12 {two} {two} 48|+33 6 {two} 34 {two} 71|02 40 {two} 18 {two}", "|"),
            "es": self.pick(f"+34 6{two} {three} {three}|6{two} 11 {two} 40|947 {three} {three}", "|"),
            "it": self.pick(f"+39 347 {three} {four}|059 {three}{four}|333 {four}{three}", "|"),
            "nl": self.pick(f"+31 6 {four}{four}|06-{four}{four}|038-{three}{four}", "|"),
            "pt": self.pick(f"+351 91{two % 10} {three} {three}|253 {three} {three}", "|"),
            "pl": self.pick(f"+48 6{two} {three} {three}|5{two} {three} {three}|+48 22 {three} {two} 18", "|"),
        }[self.language]  # fmt: skip

    def address(self) -> str:
        """A postal address on one line."""
        letters = "ABDEFGHJLNPQRSTUWXYZ"
        return self.pick(_STREETS[self.language], "|").format(
            n=self.number(2, 180),
            m=self.number(2, 40),
            a=self.number(2, 19),
            b=self.drawn(1, letters),
            c=self.drawn(1, letters),
            B=self.drawn(1, letters),
            C=self.drawn(1, letters),
            z=self.number(20100, 89990),
            q=self.number(4000, 8999),
            p=self.number(20, 89),
            t=self.number(100, 999),
        )

    def company(self) -> str:
        """A company with its legal form."""
        return self.pick(_FORMS[self.language], "|").format(self.pick(_STEMS))

    def birth(self) -> str:
        """A date of birth as the language writes dates."""
        born = date(1950, 1, 1) + timedelta(days=self.number(0, 19_000))
        return born.strftime(self._random.choice(_BIRTH[self.language]))

    def card(self) -> str:
        """A payment card number."""
        bare = self.digits(15, self.pick("4 51 55 4539 222100"))
        whole = bare + luhn.calc_check_digit(bare)
        return self.pick(f"{whole}|{' '.join(_fours(whole))}|{'-'.join(_fours(whole))}", "|")

    def expiry(self) -> str:
        """Month and year of a card."""
        return f"{self.number(1, 12):02}/{self.number(27, 31)}"

    def cvv(self) -> str:
        """A card's code."""
        return str(self.number(100, 999))

    def iban(self) -> str:
        """An account number of the language's country."""
        country, body = {
            "en": ("GB", self.pick("NWBK BARC LOYD") + self.digits(14)),
            "de": ("DE", self.digits(18, "3")),
            "fr": ("FR", self.digits(23, "3")),
            "es": ("ES", _spanish_account(self.digits(8, "2"), self.digits(10))),
            "it": ("IT", _italian_account(self.digits(22))),
            "nl": ("NL", self.pick("ABNA INGB RABO") + self.digits(10, "0")),
            "pt": ("PT", self.digits(21, "0")),
            "pl": ("PL", self.digits(24, "1")),
        }[self.language]
        whole = country + mod_97_10.calc_check_digits(f"{body}{country}") + body
        return self.pick(f"{whole}|{' '.join(_fours(whole))}", "|")

    def national(self) -> tuple[str, str]:
        """Kind and value of the national number of the language's country."""
        return {
            "en": self._english,
            "de": lambda: ("DE_TAX_ID", self._german_tax()),
            "fr": lambda: ("FR_NIR", self._french()),
            "es": lambda: ("ES_NIF", (n := self.digits(8)) + "TRWAGMYFPDXBNJZSQVHLCKE"[int(n) % 23]),
            "it": lambda: ("IT_FISCAL_CODE", self._italian()),
            "nl": lambda: ("NL_BSN", self._dutch()),
            "pt": lambda: ("PT_NIF", self._portuguese()),
            "pl": lambda: ("PL_PESEL", self._polish()),
        }[self.language]()

    def _english(self) -> tuple[str, str]:
        choice = self.number(0, 2)
        if choice == 0:
            return "US_SSN", f"{self.number(100, 665)}-{self.number(10, 99)}-{self.number(1000, 9999)}"
        if choice == 1:
            number = self.digits(6)
            return "UK_NINO", f"{self.pick('AB CE JK PW')} {number[:2]} {number[2:4]} {number[4:]} C"
        while True:
            nine = self.digits(9, "4")
            check = 11 - sum(int(d) * w for d, w in zip(nine, range(10, 1, -1), strict=True)) % 11
            if check != 10:
                whole = nine + str(check % 11)
                return "UK_NHS", f"{whole[:3]} {whole[3:6]} {whole[6:]}"

    def _german_tax(self) -> str:
        places = list("1234567890")
        self._random.shuffle(places)
        places[self.number(2, 9)] = places[0] if places[0] != "0" else places[1]
        if places[0] == "0":
            places[0] = places[1]
            places[1] = "0"
        body = "".join(places)
        product = 10
        for digit in body:
            total = (int(digit) + product) % 10 or 10
            product = total * 2 % 11
        whole = body + str((11 - product) % 10)
        return self.pick(f"{whole}|{whole[:2]} {whole[2:5]} {whole[5:8]} {whole[8:]}", "|")

    def _french(self) -> str:
        body = f"{self.number(1, 2)}{self.number(50, 99)}{self.number(1, 12):02}{self.number(10, 94)}{self.digits(6)}"
        key = f"{97 - int(body) % 97:02}"
        parts = (body[0], body[1:3], body[3:5], body[5:7], body[7:10], body[10:], key)
        return self.pick(f"{body}{key}|{' '.join(parts)}", "|")

    def _italian(self) -> str:
        body = (
            self.drawn(6, "BCDFGLMNPRSTVZ")
            + f"{self.number(50, 99)}{self.drawn(1, 'ABCDEHLMPRST')}{self.number(10, 28)}"
            + f"{self.pick('F205 H501 L219 D612')}"
        )
        odd = dict(
            zip(
                string.digits + string.ascii_uppercase,
                [
                    1,
                    0,
                    5,
                    7,
                    9,
                    13,
                    15,
                    17,
                    19,
                    21,
                    1,
                    0,
                    5,
                    7,
                    9,
                    13,
                    15,
                    17,
                    19,
                    21,
                    2,
                    4,
                    18,
                    20,
                    11,
                    3,
                    6,
                    8,
                    12,
                    14,
                    16,
                    10,
                    22,
                    25,
                    24,
                    23,
                ],
                strict=True,
            )
        )
        even = dict(zip(string.digits + string.ascii_uppercase, [*range(10), *range(26)], strict=True))
        total = sum(odd[c] if i % 2 == 0 else even[c] for i, c in enumerate(body))
        return body + string.ascii_uppercase[total % 26]

    def _dutch(self) -> str:
        while True:
            eight = self.digits(8, "1")
            check = sum(int(d) * w for d, w in zip(eight, range(9, 1, -1), strict=True)) % 11
            if check < 10:
                return eight + str(check)

    def _portuguese(self) -> str:
        eight = self.digits(8, "2")
        check = 11 - sum(int(d) * w for d, w in zip(eight, range(9, 1, -1), strict=True)) % 11
        return eight + str(0 if check > 9 else check)

    def _polish(self) -> str:
        ten = f"{self.number(50, 99)}{self.number(1, 12):02}{self.number(1, 28):02}{self.digits(4)}"
        weights = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)
        return ten + str(-sum(int(d) * w for d, w in zip(ten, weights, strict=True)) % 10)

    def aadhaar(self) -> str:
        """An Indian number."""
        bare = self.digits(11, "5")
        return " ".join(_fours(bare + verhoeff.calc_check_digit(bare)))

    def password(self) -> str:
        """A password as people make them."""
        word = self._random.choice(_WORDS)
        return self.pick(
            f"{word}{self.pick('! # ? $')}{self._random.choice(_WORDS)}{self.number(10, 99)}"
            f"|{word}-{self.number(1000, 9999)}-{self.drawn(2)}!|{self.drawn(4)}{self.pick('% @ & *')}{self.drawn(7)}9x",
            "|",
        )

    def token(self) -> str:
        """A vendor's token."""
        return self.pick(
            f"AKIA{self.drawn(16, string.ascii_uppercase + '234567')}"
            f"|sk_live_{self.drawn(24)}|xoxb-{self.digits(12, '2')}-{self.digits(12, '3')}-{self.drawn(24)}"
            f"|AIza{self.drawn(35)}|glpat-{self.drawn(20)}|SG.{self.drawn(22)}.{self.drawn(43)}",
            "|",
        )

    def secret(self) -> str:
        """A secret drawn at random, without a vendor's shape."""
        return self.pick(f"{self.drawn(32)}|{self.drawn(40, string.hexdigits[:16])}|{self.drawn(24)}==", "|")

    def address_ip(self) -> str:
        """A public or private IPv4 address."""
        return self.pick(
            f"10.{self.number(1, 250)}.{self.number(1, 250)}.{self.number(2, 250)}"
            f"|192.168.{self.number(2, 250)}.{self.number(2, 250)}|81.{self.number(2, 250)}.{self.number(2, 99)}.7",
            "|",
        )

    def mac(self) -> str:
        """A hardware address."""
        return ":".join(self.drawn(2, "0123456789abcdef") for _ in range(5)) + ":4e"

    def host(self) -> str:
        """An internal host name with its domain."""
        stem = self.pick(_STEMS).lower()
        return f"{stem[:4]}-{self.pick('sql fs dc app vpn')}{self.number(1, 40):02}.corp.{stem}.local"

    def record(self) -> str:
        """A medical record number."""
        return self.pick(f"{self.digits(8)}|{self.drawn(2, 'ABKM')}{self.digits(7)}", "|")


type Draw = Callable[[Values], tuple[str, str]]

# What a template may name: {person}, {card} ...
DRAWS: dict[str, Draw] = {
    "person": lambda v: ("PERSON", v.person()),
    "first": lambda v: ("PERSON", v.first()),
    "last": lambda v: ("PERSON", v.last()),
    "email": lambda v: ("EMAIL_ADDRESS", v.email()),
    "phone": lambda v: ("PHONE_NUMBER", v.phone()),
    "address": lambda v: ("STREET_ADDRESS", v.address()),
    "company": lambda v: ("ORGANIZATION", v.company()),
    "birth": lambda v: ("DATE_OF_BIRTH", v.birth()),
    "card": lambda v: ("CREDIT_CARD", v.card()),
    "expiry": lambda v: ("CARD_EXPIRY", v.expiry()),
    "cvv": lambda v: ("CARD_CVV", v.cvv()),
    "iban": lambda v: ("IBAN_CODE", v.iban()),
    "national": lambda v: v.national(),
    "aadhaar": lambda v: ("IN_AADHAAR", v.aadhaar()),
    "password": lambda v: ("PASSWORD", v.password()),
    "token": lambda v: ("API_KEY", v.token()),
    "secret": lambda v: ("API_KEY", v.secret()),
    "ip": lambda v: ("IP_ADDRESS", v.address_ip()),
    "mac": lambda v: ("MAC_ADDRESS", v.mac()),
    "host": lambda v: ("HOSTNAME", v.host()),
    "record": lambda v: ("MEDICAL_RECORD_NUMBER", v.record()),
}


def _fours(text: str) -> list[str]:
    return [text[at : at + 4] for at in range(0, len(text), 4)]


def _plain(text: str) -> str:
    swaps = str.maketrans("áàäâãåçéèëêíìïîıłñńóòöôõøśšúùüûýżźžßğş", "aaaaaaceeeeiiiiilnnoooooossuuuuyzzzsgs")
    return text.translate(swaps).replace("ą", "a").replace("ę", "e").replace("ć", "c").replace("ő", "o")


def _spanish_account(bank: str, account: str) -> str:
    """Bank and branch, two check digits, account."""
    return bank + ccc.calc_check_digits(f"{bank}00{account}") + account


def _italian_account(digits: str) -> str:
    """A letter that checks the rest (CIN), then bank, branch and account."""
    odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21]
    total = sum(odd[int(d)] if i % 2 == 0 else int(d) for i, d in enumerate(digits))
    return string.ascii_uppercase[total % 26] + digits

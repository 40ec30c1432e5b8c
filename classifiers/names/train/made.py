"""Generated texts: prompts as people at work write them, with the names in them marked.

The lines of ``texts/LANGUAGE.txt`` have slots: P a name in any form, F a first name, L a last name, I an initial and a
last name, C "Last, First", U capital letters, E and USER an address and a login made of the name (not marked); small
letters are small letters. A number keeps the person the same within a text. O, CITY, LAND, ADR, PUB, FIC, STORYF are
organisations, places, public and fictional people; everything else is in ``slots.py``.
"""

import random
import re
from pathlib import Path

from classifiers.names.train import people, slots
from classifiers.names.train.public import Text
from classifiers.names.words import plain

_SLOT = re.compile(r"\{([A-Za-z]+)(\d?)\}")
LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt", "pl")
WEIGHTS = (40, 12, 10, 9, 9, 9, 8, 10)


class Page:
    """A text that grows, with its marks and the people in it."""

    def __init__(self, chance: random.Random, language: str) -> None:
        self.chance = chance
        self.language = language
        self.text = ""
        self.spans: list[tuple[int, int, str]] = []
        self._people: dict[str, people.Person] = {}

    def put(self, text: str) -> None:
        """Plain text."""
        self.text += text

    def mark(self, value: str, label: str) -> None:
        """A marked value."""
        self.spans.append((len(self.text), len(self.text) + len(value), label))
        self.text += value

    def fill(self, line: str) -> None:
        """A line of a template."""
        last = 0
        for slot in _SLOT.finditer(line):
            self.put(line[last : slot.start()].replace("\\n", "\n"))
            self._slot(slot[1], slot[2])
            last = slot.end()
        self.put(line[last:].replace("\\n", "\n"))

    def person(self, number: str) -> people.Person:
        """The person of that number in this text; no number: somebody new."""
        if not number:
            return people.person(self.chance, self.language)
        if number not in self._people:
            self._people[number] = people.person(self.chance, self.language)
        return self._people[number]

    def forget(self) -> None:
        """The next lines speak of other people, except the first."""
        self._people = {
            number: one
            for number, one in self._people.items()
            if number == "1" and self.chance.random() < 0.6
        }

    def _slot(self, name: str, number: str) -> None:
        chance = self.chance
        value = slots.plain_slot(name, chance, self.language)
        if value is not None:
            self.put(value)
            return
        match name:
            case "O" | "o":
                one = slots.organisation(chance, self.language, people.person(chance, self.language).last)
                self.mark(one.lower() if name == "o" else one, "ORG")
            case "CITY" | "LAND":
                self.mark(chance.choice(slots.CITIES if name == "CITY" else slots.LANDS), "LOC")
            case "ADR":
                self.mark(slots.address(chance, self.language), "LOC")
            case "PUB" | "pub" | "PUBL" | "FIC":
                one = slots.figure(chance)
                one = one.split()[-1] if name == "PUBL" else one
                self.mark(one.lower() if name == "pub" else one, "PUB")
            case "STORYF" | "STORYL":
                who = people.person(chance, self.language)
                self.mark(who.first if name == "STORYF" else who.last, "PUB")
            case _:
                self._person(name, self.person(number))

    def _person(self, name: str, who: people.Person) -> None:
        chance = self.chance
        if name in ("E", "USER"):
            first, last = plain(who.first).replace(" ", ""), plain(who.last).replace(" ", "").replace("'", "")
            login = chance.choice(
                (
                    f"{first}.{last}",
                    f"{first[0]}{last}",
                    f"{first[0]}.{last}",
                    first,
                    f"{last}{first[0]}",
                    f"{first}_{last}",
                )
            )
            host = chance.choice(
                (
                    "gmail.com",
                    "example.org",
                    "outlook.com",
                    "web.de",
                    "orange.fr",
                    plain(chance.choice(slots._FIRM)) + ".com",
                )
            )
            self.put(login + ("@" + host if name == "E" else ""))
            return
        case = name[1:] if len(name) == 2 and name[1] in "gdi" else ""
        name = name[0] if case else name
        nick = chance.random() < 0.25
        first = chance.choice(people.NICKNAMES) if nick and name in ("F", "f") else who.first
        last = who.last
        if case:
            first, last = people.polish(first, who.woman, case), people.polish(last, who.woman, case)
            value = {"P": f"{first} {last}", "F": first, "L": last}[name]
        else:
            match name:
                case "P":
                    value = people.full(chance, who)
                case "F":
                    value = first
                case "L":
                    value = last
                case "I":
                    value = f"{who.first[0]}. {last}" if chance.random() < 0.7 else f"{who.first[0]}.{last}"
                case "C":
                    value = f"{last}, {who.first}"
                case "UC":
                    value = (
                        f"{last}, {who.first}".upper()
                        if chance.random() < 0.5
                        else f"{who.first} {last}".upper()
                    )
                case "UP":
                    value = f"{who.first} {last}".upper() if chance.random() < 0.5 else last.upper()
                case "f":
                    value = first.lower()
                case "p":
                    value = f"{who.first} {last}".lower()
                case "l":
                    value = last.lower()
                case _:
                    raise ValueError(f"a template names the slot {name}, which nobody fills")
        self.mark(value, "PER")


def templates(folder: Path) -> dict[str, dict[str, list[str]]]:
    """The lines of every language by part: ask, fact, clean."""
    found: dict[str, dict[str, list[str]]] = {}
    for language in LANGUAGES:
        parts: dict[str, list[str]] = {}
        for file in sorted(folder.glob(f"{language}*.txt")):
            part = ""
            for line in file.read_text(encoding="utf-8").splitlines():
                if line.startswith("## "):
                    part = line[3:]
                elif line:
                    parts.setdefault(part, []).append(line)
        found[language] = parts
    return found


def make(count: int, chance: random.Random, prose: dict[str, list[str]]) -> list[Text]:
    """``count`` texts. ``prose`` has sentences without names by language, which stand between the lines."""
    lines = templates(Path(__file__).parent / "texts")
    texts: list[Text] = []
    while len(texts) < count:
        language = chance.choices(LANGUAGES, WEIGHTS)[0]
        page = Page(chance, language)
        parts = lines[language]
        roll = chance.random()
        if roll < 0.55:
            _letter(page, parts, prose.get(language, []))
        elif roll < 0.72:
            _clean(page, parts, prose.get(language, []))
        elif roll < 0.86:
            _table(page, parts)
        elif roll < 0.95:
            page.fill(chance.choice(parts["fact"]))
        else:
            _listing(page)
        texts.append((page.text, page.spans))
    return texts


def _between(chance: random.Random) -> str:
    return chance.choice((" ", " ", "\n", "\n", "\n\n", "\n- "))


def _letter(page: Page, parts: dict[str, list[str]], prose: list[str]) -> None:
    chance = page.chance
    if chance.random() < 0.7:
        page.fill(chance.choice(parts["ask"]))
        page.put(chance.choice(("\n\n", "\n", " ", ": ")))
    for _ in range(chance.randint(1, 6)):
        roll = chance.random()
        if roll < 0.68:
            page.fill(chance.choice(parts["fact"]))
        elif roll < 0.84 and prose:
            page.put(chance.choice(prose))
        else:
            page.fill(chance.choice(parts["clean"]))
        page.forget()
        page.put(_between(chance))
    page.text = page.text.rstrip(" -")


def _clean(page: Page, parts: dict[str, list[str]], prose: list[str]) -> None:
    chance = page.chance
    for _ in range(chance.randint(1, 5)):
        if prose and chance.random() < 0.4:
            page.put(chance.choice(prose))
        else:
            page.fill(chance.choice(parts["clean"]))
        page.put(_between(chance))


_HEADS = {
    "en": ("name", "first_name", "last_name", "city", "company", "email", "phone", "amount", "id", "date", "job", "product"),
    "de": ("Name", "Vorname", "Nachname", "Ort", "Firma", "E-Mail", "Telefon", "Betrag", "Nr.", "Datum", "Funktion", "Artikel"),
    "fr": ("Nom", "Prénom", "Nom de famille", "Ville", "Société", "E-mail", "Téléphone", "Montant", "N°", "Date", "Fonction", "Article"),
    "es": ("Nombre", "Nombre", "Apellidos", "Ciudad", "Empresa", "Correo", "Teléfono", "Importe", "Nº", "Fecha", "Puesto", "Artículo"),
    "it": ("Nominativo", "Nome", "Cognome", "Città", "Azienda", "E-mail", "Telefono", "Importo", "N.", "Data", "Ruolo", "Articolo"),
    "nl": ("Naam", "Voornaam", "Achternaam", "Plaats", "Bedrijf", "E-mail", "Telefoon", "Bedrag", "Nr", "Datum", "Functie", "Artikel"),
    "pt": ("Nome", "Nome", "Apelido", "Cidade", "Empresa", "E-mail", "Telefone", "Valor", "Nº", "Data", "Função", "Artigo"),
    "pl": ("Imię i nazwisko", "Imię", "Nazwisko", "Miasto", "Firma", "E-mail", "Telefon", "Kwota", "Nr", "Data", "Stanowisko", "Towar"),
}  # fmt: skip
_CELLS = ("P", "F", "L", "CITY", "O", "E", "TEL", "EUR", "ID", "D", "JOB", "PROD")


def _table(page: Page, parts: dict[str, list[str]]) -> None:
    chance = page.chance
    if chance.random() < 0.5:
        page.fill(chance.choice(parts["ask" if chance.random() < 0.5 else "clean"]))
        page.put("\n\n")
    columns = chance.sample((0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 8, 9, 10, 11), chance.randint(2, 6))
    if 1 in columns and 2 not in columns and chance.random() < 0.7:
        columns.append(2)
    columns = list(dict.fromkeys(columns))
    form = chance.choice((",", ";", "\t", " | ", ", ", " - ", "json", "keys", "spaces", "sql"))
    heads = [_HEADS[page.language][one] for one in columns]
    between = "   " if form == "spaces" else form
    if form == " | ":
        page.put("| " + between.join(heads) + " |\n" + "|" + "---|" * len(heads) + "\n")
    elif form not in ("json", "keys", "sql") and chance.random() < 0.75:
        page.put(between.join(heads) + "\n")
    surname_first = chance.random() < 0.25
    small, upper = chance.random() < 0.06, chance.random() < 0.06
    for number in range(chance.randint(2, 9)):
        keyed = str(number + 1)
        if form == "json":
            page.put('{"' if number == 0 or chance.random() < 0.9 else ' {"')
        if form == "sql":
            page.put(f"INSERT INTO {slots.code(chance)} VALUES (")
        if form == " | ":
            page.put("| ")
        for place, column in enumerate(columns):
            if place:
                page.put({"json": ', "', "keys": "\n", "sql": ", "}.get(form, between))
            if form == "json":
                page.put(heads[place] + '": "')
            elif form == "keys":
                page.put(heads[place] + chance.choice((": ", ":", " = ", ": ")))
            elif form == "sql":
                page.put("'")
            cell = _CELLS[column]
            if cell == "P" and surname_first:
                cell = "C" if form not in (",", ", ") else "P"
            if upper and cell == "P":
                cell = "UP"
            if small and cell in "PFL":
                cell = cell.lower()
            page.fill(
                "{" + cell + (keyed if cell in ("P", "C", "F", "L", "E", "UP", "p", "f", "l") else "") + "}"
            )
            if form == "json":
                page.put('"')
            elif form == "sql":
                page.put("'")
        page.put({"json": "},\n", "sql": ");\n", " | ": " |\n", "keys": "\n\n"}.get(form, "\n"))


def _listing(page: Page) -> None:
    """Program text with identifiers, and now and then a person in a comment."""
    chance, code = page.chance, slots.code
    forms = (
        "def {a}({b}, {c}=None):\n    {d} = {b}.{e}()\n", "    return self.{a}.{b}({c})\n", "class {A}({B}):\n    pass\n", "const {a} = require('{b}');\n",
        "import {{ {A}, {B} }} from './{c}';\n", "if ({a} == null) throw new {A}(\"{b}\");\n", "  {a}: {b}\n", "[{d}] INFO {A} - {b} took 12 ms\n",
        "export {D}={e}\n", "{a}.{b}.{c} = {d}\n", "  <{A} {b}={{{c}}} />\n", "Set-{A} -{B} \"{c}\" -{C}\n", "Get-{A} | Where {{ $_.{B} -eq '{c}' }}\n",
        "SELECT {a}.{b}, {c} FROM {d} JOIN {e} ON {a}.id = {e}.id;\n", "#include <{a}.h>\nint {b}(char *{c});\n", "at com.{a}.{b}.{A}.{c}({A}.java:88)\n",
    )  # fmt: skip
    for _ in range(chance.randint(2, 8)):
        names = {key: code(chance) for key in "abcde"}
        names |= {key.upper(): code(chance).title().replace("_", "").replace("-", "") for key in "abcd"}
        page.put(chance.choice(forms).format(**names))
        if chance.random() < 0.08:
            page.fill(
                chance.choice(
                    (
                        "# TODO {F}: fix this\n",
                        "// by {P}\n",
                        "# ask {F} before merging\n",
                        "/* {P}, {D} */\n",
                    )
                )
            )

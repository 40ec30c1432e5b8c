"""Names of fields, however they are written: `Kunden-Nr.`, `customerNumber`, `n° de client`, `customer_id`.

A name is brought into one form: lower-case words, and `#` at the end where a word for "number" stands in it.
"""

import re
import unicodedata
from collections.abc import Iterator

from classifiers.checks.words import words

# Words for a number, in the languages that the product reads.
NUMBER_WORDS = words(
    "number numbers no nos nr nrs nbr num nummer nummern nummers numret nummeret numero número numéro numeros números "
    "numéros numer numeru numery nro núm id ids identifier identifiant code kod codice código cód cod ref reference "
    "referenz référence referencia riferimento réf kennung kennziffer tunnus č sz số číslo číslem szám száma numara "
    "numarası numărul nommer številka број номер номера номером αριθμός αριθμό αρ מספר رقم br broj"
)
# Words between the words of a name that may be there or not.
# What ends a name of a field, glued to it: `kundennr`.
TAILS = (
    "id",
    "identifier",
    "no",
    "nr",
    "nbr",
    "num",
    "number",
    "nummer",
    "nummern",
    "numero",
    "numret",
    "szám",
    "code",
    "ref",
)
LINKS = words("of de du des del della dello di da do dos das d l la le el van der den het the o")
_PIECE = re.compile(r"[^\W\d_]+|[#№]")
_HUMP = re.compile(r"(?<=[a-zß-ÿ])(?=[A-Z])")
_ABBREVIATED = re.compile(r"(?<!\S)[Nn]\.(?=\s|$)")  # "polizza n."
_COMPOUND = re.compile(r"(?P<stem>[^\W\d_]{3,}?)s?(?:nummern?|nr|numret|nummeret|numero|nummer)")


def normal(name: str) -> str:
    """One form for all ways to write a name: `Kunden-Nr.` and `customerNo` become `kunden #` and `customer #`."""
    numbered = False
    kept: list[str] = []
    for piece in _PIECE.findall(
        _HUMP.sub(" ", _ABBREVIATED.sub("#", name))
        .lower()
        .replace("n.", "n")
        .replace("n°", "#")
        .replace("nº", "#")
    ):
        if piece in "#№" or piece in NUMBER_WORDS:
            numbered = True
        elif (compound := _COMPOUND.fullmatch(piece)) is not None:
            numbered = True
            kept.append(compound["stem"])
        elif piece not in LINKS or (not kept and len(piece) > 3):
            kept.append(piece)
    if numbered:
        kept.append("#")
    return " ".join(kept)


_DOTTED = re.compile(r"(?<![^\W\d_])(?:[^\W\d_][._]){1,4}[^\W\d_](?![^\W\d_])\.?")


_REMARK = re.compile(r"\s\([^()]{1,30}\)$")


def bare(name: str) -> str:
    """The name without a remark behind it and marks inside its abbreviations: `D.N.I. Nº (titular)` is `DNI Nº`."""
    return _DOTTED.sub(lambda letters: "".join(filter(str.isalpha, letters[0])), _REMARK.sub("", name))


_ROLES = words(
    "cust emp pat mbr pt appl subs subscr insd clnt usr user ctc prim sec bene dep guar resp spse stud "
    "applicant co patient customer client owner employee spouse partner holder insured beneficiary sender recipient "
    "person pat member student driver claimant subscriber policyholder payee "
    "guest tenant borrower guarantor emergency contact primary secondary billing antragsteller kunde inhaber halter "
    "mitarbeiter titulaire titular cliente"
)


def without_roles(name: str) -> Iterator[str]:
    """A name in its one form without the words ahead that say whose it is, one by one: `owner plate #`, `plate #`."""
    pieces = name.split(" ")
    while len(pieces) > 1 and pieces[0] in _ROLES:
        del pieces[0]
        yield " ".join(pieces)


def plain(name: str) -> str:
    """The name without accents, as many people type it."""
    return "".join(one for one in unicodedata.normalize("NFD", name) if not unicodedata.combining(one))


# Heads of columns that tell a table of people from one of things.
_PERSON_HEADS = (
    "email,e-mail,mail,email address,e-mail address,phone,phone number,telephone,mobile,cell,telefon,handy,mobil,"
    "téléphone,teléfono,telefono,telefone,telefoon,first name,last name,full name,surname,given name,family name,"
    "vorname,nachname,prénom,nom,apellido,apellidos,nombre,cognome,voornaam,achternaam,imię,nazwisko,sobrenome,"
    "dob,date of birth,birth date,birthday,geburtsdatum,geb,date de naissance,fecha de nacimiento,data di nascita,"
    "ssn,social security,nif,dni,pesel,bsn,cpf,nhs,mrn,patient,patient id,patient name,customer,customer name,"
    "client name,employee,employee name,employee id,kunde,kundenname,kundennummer,mitarbeiter,cliente,"
    "personalnummer,"
    "salary,gehalt,salaire,salario,stipendio,street,address,adresse,anschrift,straße,dirección,indirizzo,adres,"
    "postcode,zip,zip code,postal code,plz,code postal,código postal,cap,kod pocztowy,iban,member,member id,"
    "emp id,employee number,employee no,staff id,staff no,staff number,student id,job title,marital status,pronouns,"
    "matricule,matrícula,matricola,personeelsnummer,numer pracownika"
)
PERSON_HEADS = frozenset(map(normal, _PERSON_HEADS.split(",")))

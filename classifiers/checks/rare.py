"""Is one plain word the password that somebody chose?

No sign of it says so. It must be rare: in no list of common words, of what manuals are made of or of products, and
nothing that is said of passwords. In settings and commands it must not look like a name of code, either.
"""

import re

from classifiers.brands import listed
from classifiers.checks.letters import drawn
from classifiers.checks.verdict import Verdict, shape
from classifiers.checks.words import words

THINGS_OF_WORK = words(
    "varchar char nvarchar binary int uint float decimal number default reset commit build argon scrypt blake "
    "latin issue ticket version model room building step level group team site branch image release ubuntu debian "
    "centos fedora postgres postgresql mysql mariadb oracle mongodb redis nginx apache windows office microsoft "
    "google iphone ipad android pixel galaxy chrome firefox safari exchange sharepoint outlook teams dynamics "
    "autocad photoshop bitwarden lastpass keepass dashlane laptop printer phase scrum sprint quarter versie versión "
    "versione versão wersja"
)
# What is said of a password, what it is stored as or with, and the word itself in other languages.
_NO_WORDS = words(
    "plaintext cleartext varchar nvarchar bcrypt scrypt argon bitwarden keepass keepassxc lastpass onepassword "
    "dashlane passwordless username usernames lowercase uppercase alphanumeric autofill unset undefined hardcoded "
    "wordpress salesforce facebook linkedin instagram passphrase passwort kennwort wachtwoord contrasena "
    "contraseña parola salasana jelszo jelszó heslo haslo hasło senha losenord lösenord adgangskode passord sifre "
    "şifre lozinka geslo parool slaptazodis changeme changeit letmein yourpassword mypassword secretpassword "
    "testpassword redacted withheld omitted whatever anything something nothing everything unknown obligatoire "
    "incorrecta incorrecto requerida requerido verplicht onjuist obbligatoria richiesta errata wymagane "
    "nieprawidłowe obrigatória incorreta abgelaufen erforderlich gesperrt verschlüsselt ungültig falsch unsicher "
    "zurückgesetzt geändert robusta scaduta scadute verlopen onveilig wygasło krótkie patchy flaky wonky "
    "geheim secreta segreta entfällt "
    "rimasta rimasto invariata invariato unverändert inchangé inalterada ongewijzigd niezmienione "
    "obligatoria obligatorio opzionale facoltativa wymagany powershell mysqldump sqlplus kubectl openssl"
)
_SAID_OF = re.compile(
    r"(?:ed|ing|able|ible|less|ful|ment|tion|sion|ness|ity|ous|ive|ant|ent|ical|ally|ly|iert|lich|bar|isch|ung|igt|ée?s?|"
    r"ad[oa]s?|id[oa]s?|at[oa]|ut[oa]|iva|ive|ivo|oso|osa|ire|ne|ny|na|ego|word|wort|code|text|hash|type|field)$"
)
_MADE = re.compile(
    r"(?:ed|ing|able|ible|less|ment|[ts]ion|ness|ity|ical|ly|iert|igt|word|wort|code|text|hash|type|field)$"
)
_OF_CODE = re.compile(
    r"pass|pwd|secret|token|login|user|admin|root|name|value|input|output|field|param|string|text|data|hash|crypt|"
    r"salt|cred|auth|conf|default|valid|file|path|host|serv|client|base|json|yaml|http|sql|ldap|smtp|key|code|type|"
    r"prompt|random|generat|temp|plain|clear|old|new|none|null|some|your|the"
)
_WORD = re.compile(r"[^\W\d_A-Z][^\W\d_A-Z]{5,23}|[A-Z][^\W\d_A-Z]{6,23}")


def rare(value: str) -> bool:
    """Whether a word is in no list of common words and of products, and nothing that is said of passwords."""
    return _unlisted(value.lower()) and not _SAID_OF.search(value.lower())


def _unlisted(low: str) -> bool:
    said = low in _NO_WORDS or low in THINGS_OF_WORK
    return (
        not said and len(set(low)) > 1 and low not in listed("common.txt") and low not in listed("brands.txt")
    )


def set_word(value: str) -> bool:
    """Whether a word may be a password in settings or a command: drawn, or a rare one and no name of code."""
    return drawn(value) or (
        _WORD.fullmatch(value) is not None
        and _OF_CODE.search(value.lower()) is None
        and _MADE.search(value) is None
        and _unlisted(value.lower())
        and value.lower() not in listed("manuals.txt")
    )


# What makes a sentence or a remark of several words.
_SENTENCE = words(
    "the this that these those are was were been not must should will would can could have has had you your our "
    "their his her its for from with without into than then them they there here when where what which who why "
    "how does did too very quite really always never only same wrong right der die das den dem ein eine einen und "
    "oder nicht kein zu zum zur sehr wie mit von für auf aus noch bitte les des une un pas est trop très plus "
    "avec sans pour dans sur vous que qui los las una muy demasiado con sin para por más del non troppo molto "
    "della alla una con senza per het een niet erg met van voor uma não muito sem nie zbyt bardzo jest dla bez "
    "see siehe voir cf ver vedi vedere zie patrz "
    "przez po la le el il de di do da en et y e i is of to in on at by if it be so up as or and but"
)


# What joins two words: "salt and vinegar", "kanapka z serem".
_JOINS = words("and und et y e en i au aux de du di con com met mit with z ze of n")


def told_words(value: str, before: str) -> Verdict | None:
    """A rare word of six letters or more, or some words that make no sentence, one of them rare."""
    parts = value.split()
    if len(parts) == 1:
        long = len(value) >= 6 + value[0].isupper()
        code = before.rstrip(" \"'`").endswith(":") and _OF_CODE.search(value.lower()) is not None
        return shape(long and not code and rare(value) and value not in listed("manuals.txt"))
    low = [part.lower() for part in parts]
    if len(low) == 3 and low[1] in _JOINS:
        del low[1]
    said = any(part in _NO_WORDS for part in low) or (len(low[0]) > 5 and _SAID_OF.search(low[0]) is not None)
    if said or not _SENTENCE.isdisjoint(low):
        return None
    return shape(any(len(part) > 3 and rare(part) for part in low))


def set_phrase(value: str) -> bool:
    """Whether some words in quotes may be a password in settings: no message that a program shows."""
    parts = value.split()
    if not (2 <= len(parts) <= 4 and value.replace(" ", "").isalpha() and value.islower()):
        return False
    told = told_words(value, "") is not None
    return told and not any(_OF_CODE.search(part) or _MADE.search(part) for part in parts)


def set_alone(value: str, before: str) -> Verdict | None:
    """A word where a line of settings takes a secret."""
    return shape(set_word(value))

"""Is what stands at the place of a password one: among arguments, in a setting's own form, between tags?"""

import re

from classifiers.checks.passwords import call_password, cell_password
from classifiers.checks.prose import TECHNICAL
from classifiers.checks.values import PATH, hopeless
from classifiers.checks.verdict import SHAPE, Verdict, shape
from classifiers.checks.words import words

# Two words with a sign between that joins no names; with a sign of sums only where a capital stands.
_JOINED = re.compile(
    r"[^\W_]{3,20}[!#$&*~^][^\W_]{2,20}|(?=[^A-Z]{0,40}[A-Z])[^\W_]{3,20}[+=?][^\W_]{2,20}",
)
# What a header file declares: `SRP_user_pwd *SRP_user_pwd_new(void);`.
_DECLARED = re.compile(r"[*&]{1,2}\w+\([^()]*\);?$")
# A place that a program fills: `{password}`, `{0}`, `{pw!r:>10}`, `{os.environ["PW"]}`.
_FILLED = re.compile(r"[\w.]{0,120}(?:![rsa])?(?::[^}]{0,12})?|[^(\[]{0,120}[(\[].{0,120}")
# What a form, a message or a description says where a phrase could stand.
_MESSAGE = words(
    "password passwords passphrase passphrases passwort passwörter kennwort passe mdp contraseña contraseñas clave "
    "wachtwoord senha hasło hasła parola phrase secret frase must should required enter please bitte geben eingeben "
    "saisir saisissez ingrese introduzca inserisci inserire voer wpisz digite insira your ihr ihre ihren votre su tu "
    "uw twoje seu sua forgot vergessen oublié olvidó dimenticata wrong invalid incorrect falsch ungültig incorrecto "
    "characters zeichen caractères caracteres caratteri tekens znaków muss doit debe deve moet musi file path "
    "stored read used from see siehe none not is are"
)


def given_password(value: str, before: str) -> Verdict | None:
    """As ``passwords.call_password``, and two words that a sign joins: the call says what they are."""
    if TECHNICAL.fullmatch(value):  # "utf-8"
        return None
    return SHAPE if _JOINED.fullmatch(value) and not hopeless(value) else call_password(value, before)


def set_line(value: str, before: str) -> Verdict | None:
    """The rest of a line that begins with a setting's name: no word, no number, no part of a sentence."""
    part = value.endswith((":", ",")) or (value.endswith("?") and value[:-1].isalpha())
    part = part or _DECLARED.match(value) is not None
    return None if part else given_password(value, before)


def phrase(value: str, before: str) -> Verdict | None:
    """Words with blanks between, where only a passphrase can stand: nothing that a form says about one."""
    parts = [part.strip(".,;:!").lower() for part in value.split()]
    told = 2 <= len(parts) <= 8 and not value.endswith((":", "?", "…", "..."))
    told = told and _MESSAGE.isdisjoint(parts) and not hopeless(value) and PATH.search(value) is None
    return shape(told and not re.search(r"[{}<>=()$%\\]", value) and max(map(len, parts)) >= 4)


# A sign that stands between letters where nobody puts a blank: "Mond,licht&Tau 5".
_CLOSE = re.compile(r"[^\W_][!#$&*+=@^~;,][^\W_]")


def cell(value: str, before: str) -> Verdict | None:
    """What stands in a column of passwords; with blanks in it a digit and a sign within a word are wanted."""
    if " " not in value:
        return cell_password(value, before)
    drawn = any(map(str.isdigit, value)) and _CLOSE.search(value) is not None
    return phrase(value.replace('"', ""), before) if drawn else None


def braced(value: str, before: str) -> Verdict | None:
    """What stands in the braces of ODBC, and not what a program fills in there."""
    return shape(not hopeless(value) and _FILLED.fullmatch(value) is None)


def quoted_word(value: str, before: str) -> Verdict | None:
    """One plain word in quotes that a sentence swears to be the password: nothing that is said of one."""
    return shape(value.lower() not in _MESSAGE and not hopeless(value))

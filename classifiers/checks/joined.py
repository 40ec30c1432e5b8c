"""Is a word of parts with hyphens what people say of a password, a login or a key: "case-sensitive", "Login-Maske"?

People also choose such words: "amber-falcon", "puffin-island". So the parts decide: what tells how something is made,
whom it is for or how it works, what stands on a screen, and the small words that Romance languages put behind a verb.
"""

import re

from classifiers.checks.words import words
from classifiers.plain import plain

# What the first of two parts says of the second.
_FIRST = words(
    "ad add all alpha anti auto back backup bem ben bi bien break built by celle celui ceux check cloud co cross "
    "cut de demi deux device dos double drag drei drie drop dual due dwu e end ever ex far first fix four full goed "
    "halb half hand hard haus high hoch home hyper ill in inter intern intra jedno kunden last leicht like log long "
    "low mal medio meio mezzo mi mid mis mit mono multi must nao neu next nicht nie niet no non not off on once one "
    "only open opt out over own part pass pay per peu plug poco pop post pre pro proto pseudo quasi quatre re read "
    "ready real recem recien right roll selbst self semi set short sign single so sous stand step sub super sur "
    "tamper third three throw tief to top trans tre tres trois trop trzy twee two uber ultra un under unter up user "
    "vendor viel vier vooraf vor wielo wohl write x zelf zu zwei"
)
# What nobody but a manual or a screen puts together with another word.
_ANY = words(
    "acces acceso access accesso account acesso address admin adresse anmeldung api app application auth "
    "authenticator benutzer bit box browser button card case click client code codes compte computer config console "
    "conta cookie credential credentials cuenta data datei default desk dialog digit digits directory domain domane "
    "email error facteur facteurs factor factores faktor faktoren fattori feld field file firewall flow form format "
    "formular generator gerat hash header help hook host identity input intern internal intranet kennwort key "
    "keygen keyring konto label length lifecycle limit link lock login logon logout lookup mail management manager "
    "maske mode modus name network netz number nummer nutzer office online option page panel pass passe passkey "
    "passport password passwort phase policy portal post prompt protocol protocole reset rights role router rule "
    "scanner schlussel schutz screen script secret security sensible sensitiv sensitive sensivel server service "
    "session set setting setup sicherheit site software sso standard state support switch system tab team template "
    "test text ticket token tool tools typ type update upgrade url usage user usuario utente utilisateur value "
    "vault verfahren version vorgabe wachtwoord wallet web wifi window windows wlan workload zeichen zugang "
    "zugangsdaten"
)
# A pronoun behind its verb, as French asks and Portuguese tells: "est-il", "encontra-se".
_LAST = words(
    "se la le lo las los les lhe lhes nos vos je tu il elle on nous vous ils elles ce ci moi toi te me"
)
_WHOLE = words(
    "back-and-forth cosi-cosi cut-and-paste est-a-dire kant-en-klaar peut-etre sana-y-salva soi-disant "
    "sowohl-als-auch tout-en-un trial-and-error up-and-running usa-e-getta vis-a-vis whatever-you-chose "
    "whatever-you-like"
)
# What the last part ends in where it tells how something is: "hart-kodiert", "sous-estime", "guess-proof".
_ENDED = re.compile(
    r"(?:[a-z]{2,16}-){1,3}(?:"
    r"[a-z]{3,14}(?:ed|ing|[ai]ble|less|ful|ive|ous|ic|ical|ly|iert|lich|isch|ig|bar|los|sam|haft|frei|"
    r"fest|voll|weit|ees?|if|eux|euse|elle|ad[oa]|id[oa]|at[oa]|it[oa]|ut[oa]|eerd)|"
    r"(?:ge|be|ver|er|ent|zer)[a-z]{2,12}(?:t|en|d)|"
    r"known|set|built|made|kept|bound|run|proof|free|safe|wide|only|ready|like|long|short|old|new|text|level|neutral|"
    r"friendly|party|factor|time|side|end|wise|words?|digits?|characters?|worthy|strong|weak|mandatory|resistant|"
    r"compliant|coded|based|bits?|out|weit|intern|eigen|(?:in)?dependent)|"
    r"[a-z]{2,12}-(?:to|by|in|for|of|of-the|and)-[a-z]{2,12}|"
    r"(?:base|sha|md|aes|rsa|utf|argon|oauth|fido)-?\d{1,3}-[a-z]{3,14}|(?:well|state|ben|fest)-[a-z]{2,14}|(?:sous|sur|trop|mal)-[a-z]{2,12}e"
)


def is_said(value: str) -> bool:
    """Whether a word with hyphens is what people say of a password or where they type it, not one that they chose."""
    low = plain(value)
    first, *others = low.split("-")
    if not 1 <= len(others) <= 3 or not others[-1].isalpha():
        return False
    return (
        (first in _FIRST and len(others) == 1)
        or (others[-1] in _LAST and first.isalpha())
        or not _ANY.isdisjoint((first, *others))
        or low in _WHOLE
        or (value[1:].islower() and _ENDED.fullmatch(low) is not None)
    )

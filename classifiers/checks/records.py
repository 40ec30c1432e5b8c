"""Checks of values that a word introduces: document, case and serial numbers, plates, accounts, card dates."""

import re

from classifiers.brands import listed
from classifiers.checks.payment import digits_of, luhn
from classifiers.checks.verdict import SHAPE, Verdict, shape, sure

_DATE = re.compile(
    r"(?:19|20)\d\d[./\- ][01]?\d(?:[./\- ][0-3]?\d)?|[0-3]?\d[./\- ][0-3]?\d[./\- ](?:19|20)?\d\d|"
    r"(?:19|20)\d{2}[01]\d[0-3]\d"
)
_LINK = re.compile(r"https?:|www\.|\.(?:com|org|net|io|html?|pdf|docx?|xlsx?|png|jpe?g)$", re.I)


def document_number(value: str, before: str) -> Verdict | None:
    """A document's number: not a date, not one digit over and over, no link, no file and no bound of an interval."""
    digits = [one for one in value if one.isdigit()]
    other = _DATE.fullmatch(value) or _LINK.search(value) or _BOUNDS.fullmatch(value)
    return shape((len(set(digits)) > 1 or len(digits) == 2) and not other)


# "CI [0.482, 0.917]" and "CI 1.204-3.118" are a statistician's; no card has so few digits.
_BOUNDS = re.compile(r"\d{1,3}\.\d{1,4}(?:[\-–]\d{1,3}\.\d{1,4})?")


def no_word(value: str, before: str) -> Verdict | None:
    """Capitals that spell no word: the code of a booking."""
    low = value.lower()
    return shape(low not in listed("common.txt") and not low.endswith(("ed", "ing", "er", "code")))


_THINGS = re.compile(
    r"(?:order|ticket|case|part|product|item|transaction|session|request|device|model|bug|issue|invoice|tracking|build|job|"
    r"message|video|game|channel|app|project|group|task|process|thread|event|meeting|zoom|teams|document|file)\s$"
)


def no_year(value: str, before: str) -> Verdict | None:
    """A short number that is no year, and that nothing is compared with."""
    return shape(_YEAR.fullmatch(value) is None and not before.rstrip().endswith((">", "<")))


_YEAR = re.compile(r"(?:19|20)\d\d")


def own_number(value: str, before: str) -> Verdict | None:
    """A number that is called an ID, but not of a thing."""
    lead = re.sub(r"id\.?\s(?:no\.?|number|nr\.?|#)(?:\s(?:is|was))?[:\s]{1,3}$", "", before)
    return None if _THINGS.search(lead[-16:]) else document_number(value, before)


_NORM = re.compile(r"(?:RFC|ECMA|ISO|IEC|IEEE|PEP|CVE|CWE|ITU|ANSI|DIN|JEP|FIPS|NIST|GHSA)[ \-]?\d", re.I)


# Judgments of the Court of Justice are published.
_COURT_OF_THE_UNION = re.compile(r"[CTF][\-\u2011\u2013]\d{1,4}/\d\d(?: P)?", re.I)


_PART_OF = re.compile(r"\d{1,4} (?:of|von|de|di|van|z|out of) \d{1,4}", re.I)
_BRANCH = re.compile(r"\bcase\s[\"'`]$")  # of a program: `case "sha3-224":`, `case 12002:case 12029:`


def case_number(value: str, before: str) -> Verdict | None:
    """A court's, authority's or insurer's file number: parted by marks or led by letters; no date, range or sum."""
    digits = sum(map(str.isdigit, value))
    if _BRANCH.search(before) is not None or "case" in value.lower():
        return None
    if _NORM.match(value) or _COURT_OF_THE_UNION.fullmatch(value):
        return None
    if (
        _PART_OF.fullmatch(value)
        or digits < 4
        or _DATE.fullmatch(value)
        or _LINK.search(value)
        or (":" in value and digits < 7)
    ):
        return None
    return shape(not re.fullmatch(r"\d{1,2}[.:]\d{2}(?:[.:\-]\d{2})*", value))


_PLATE_SPLIT = re.compile(r"[ \-·•]")


def plate(value: str, before: str) -> Verdict | None:
    """A vehicle's registration: letters and digits, four to nine of them; no year behind a word."""
    compact = _PLATE_SPLIT.sub("", value)
    letters = sum(map(str.isalpha, compact))
    if not 4 <= len(compact) <= 10 or not letters or letters == len(compact):
        return None
    if value not in (value.upper(), value.lower()):  # `tagID = Get16u(`
        return None
    # "plate in 2024", "reg no 12": what is written small and parted is prose.
    if value != value.upper() and any(mark in value for mark in " ·•"):
        return None
    return SHAPE


def plate_of_one_case(value: str, before: str) -> Verdict | None:
    """A registration whose letters are all small or all capitals: "PG10 use" is a program and a word."""
    return shape(value in (value.upper(), value.lower()))


_MACHINE = re.compile(
    r"dell|latitude|optiplex|precision|poweredge|inspiron|xps|laptop|desktop|notebook|workstation|warranty|\bunit\b|dock|monitor|\bpc\b",
    re.I,
)


def service_tag(value: str, before: str) -> Verdict | None:
    """The seven signs of a maker's tag, where a machine is spoken of."""
    return shape(_MACHINE.search(before[-80:]) is not None and serial(value, before) is not None)


_SERIAL_WORDS = re.compile(
    r"(?:missing|unknown|required|pending|replace|optional|needed|number|null|none|string|tbd|n/?a|"
    r"redacted|example|"
    r"port|killer|comma|version|default|network|killed|console|connection)\w*",
    re.I,
)


# Chips and lines, as programs speak to them: "serial (e.g. MAX485) on ESP32", `RS232_putc`.
_CHIP = re.compile(
    r"(?:ESP|STM|RS|MAX|USB|UART|PIC|AVR|NRF|ATMEGA|ATTINY|SAMD|CH|CP|FT|PL|COM|TTY|I2C|SPI)-?\d{1,4}[A-Z]{0,2}(?:_\w{1,40}|-[A-Z]\w{0,8})?",
    re.I,
)


def serial(value: str, before: str) -> Verdict | None:
    """A device's number: not a word, a date, a link, a version, a chip or the end of an identifier."""
    if before.endswith("_") or _CHIP.fullmatch(value):
        return None
    if _SERIAL_WORDS.fullmatch(value) or _DATE.fullmatch(value) or _LINK.search(value):
        return None
    return shape(not re.fullmatch(r"v?\d{1,3}(?:\.\d{1,4}){1,3}|\d{1,4}", value))


def iccid(value: str, before: str) -> Verdict | None:
    """A SIM card's number (ITU-T E.118): 89, 18 to 20 digits; Luhn verifies."""
    digits = digits_of(value).rstrip("Ff")
    if not 18 <= len(digits) <= 20:
        return None
    return Verdict(verified=luhn(digits))


_CARD_NEAR = re.compile(
    r"(?:\d[ \-]?){12}|card|visa|master|amex|maestro|discover|"
    r"cvv|cvc|karte|carte|tarjeta|carta|kaart|cartão|kart|\bpan\b|\bcc\b|kredit"
)


def expiry(value: str, before: str) -> Verdict | None:
    """A card's month and year, where a card is spoken of or its number stands."""
    return shape(_CARD_NEAR.search(before) is not None)


_CARD_AHEAD = re.compile(
    r"(?:\d[ \-._/]{0,2}){13,19}[ ,;|()\-]{1,4}(?:(?:exp\.?|bis|thru|through|good thru|until|to)\s)?$"
)


def card_date(value: str, before: str) -> Verdict | None:
    """A month and year right behind a card's number."""
    return shape(_CARD_AHEAD.search(before) is not None)


_NUMBER_AHEAD = re.compile(r"(?:\d[ \-]?){13,19}[^\n]{0,50}$")


def side_code(value: str, before: str) -> Verdict | None:
    """The code on a card's side, in the line of the card's number."""
    return shape(_NUMBER_AHEAD.search(before) is not None)


_SORT_NEAR = re.compile(r"sort[ _\-]?code|\d\d-\d\d-\d\d|\bs/c\b|\bbsb\b")


def uk_account(value: str, before: str) -> Verdict | None:
    """A British account number of eight digits behind a sort code."""
    return shape(_SORT_NEAR.search(before) is not None and not _DATE.fullmatch(value))


def account(value: str, before: str) -> Verdict | None:
    """A bank account's number: six digits or more, no date, not one digit over and over."""
    digits = [one for one in value if one.isdigit()]
    return shape(6 <= len(digits) <= 28 and len(set(digits)) > 1 and not _DATE.fullmatch(value))


def hyphened_account(value: str, before: str) -> Verdict | None:
    """An account's number with its check digit behind a hyphen: six digits or more, no half of a year."""
    return shape(sum(map(str.isdigit, value)) >= 6 or value.endswith("X"))


_ROUTED = re.compile(
    r"(?:routing|clearing|\breg\.? ?nr|"
    r"bankleitzahl|\baba\b|\brtn\b|\bbsb\b|transit|sort code|\bblz\b|\bbic\b|swift|ifsc)[^\n]{0,50}\d{3}"
    r"|\b(?:ach|eft|bacs)[\"']\s?:\s?[\[{]"  # as programs of banks nest it
)


_APPROVAL = re.compile(r"\bauth(?:ori[sz]ation)?[ _]?code\W{0,4}$")


def prior_authorisation(value: str, before: str) -> Verdict | None:
    """A plan's leave for a treatment; six signs behind "auth code" are a bank's for one payment, as receipts show."""
    return shape(len(value) != _OF_A_PAYMENT or _APPROVAL.search(before) is None)


_OF_A_PAYMENT = 6


def routed_account(value: str, before: str) -> Verdict | None:
    """An account's number behind the number of its bank, or within what moves money to it."""
    return account(value, before) if _ROUTED.search(before) is not None else None


_BANK_NEAR = re.compile(r"bank|account|acct|institution|deposit|branch|cheque|payroll")


def transit(value: str, before: str) -> Verdict | None:
    """A Canadian transit or institution number, where the text speaks of a bank."""
    return shape(_BANK_NEAR.search(before) is not None)


def imsi(value: str, before: str) -> Verdict | None:
    """A subscriber's number (ITU-T E.212): a known country and network."""
    from stdnum import imsi as stdnum_imsi

    return sure(bool(stdnum_imsi.is_valid(value)))


_SAID_BIC = re.compile(r"(?:[:=|>]|code|nr\.?|is|ist)\s{0,3}[\"']?$")


def bic(value: str, before: str) -> Verdict | None:
    """A bank's code (ISO 9362); eight letters alone could be a word, so those want a mark in front."""
    return shape(
        any(map(str.isdigit, value)) or value.endswith("XXX") or _SAID_BIC.search(before) is not None
    )

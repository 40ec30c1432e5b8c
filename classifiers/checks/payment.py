"""Checks of payment numbers: cards, bank accounts, routing numbers, device numbers with the same checksum."""

import re
from hashlib import sha256

from stdnum import iban as stdnum_iban

from classifiers.checks.verdict import SURE, Verdict, shape, sure
from classifiers.checks.words import words

_SEPARATORS = re.compile(r"[\s.\-_/\u00a0]")

# First digits and lengths of the card networks (ISO/IEC 7812; the networks' published ranges).
_ISSUERS: tuple[tuple[re.Pattern[str], frozenset[int]], ...] = (
    (re.compile(r"4"), frozenset((13, 16, 19))),  # Visa
    (re.compile(r"5[1-5]|2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720)"), frozenset((16,))),  # Mastercard
    (re.compile(r"3[47]"), frozenset((15,))),  # American Express
    (re.compile(r"3(?:0[0-5]|09|6|[89])"), frozenset((14, 16, 19))),  # Diners Club
    (re.compile(r"6(?:011|4[4-9]|5)"), frozenset((16, 19))),  # Discover, RuPay
    (re.compile(r"35(?:2[89]|[3-8])"), frozenset((16, 17, 18, 19))),  # JCB
    (re.compile(r"2131|1800"), frozenset((15,))),  # JCB, older cards
    (re.compile(r"62|81"), frozenset((16, 17, 18, 19))),  # UnionPay
    (re.compile(r"5(?:0|[6-8])|6(?:39|7|0)"), frozenset(range(12, 20))),  # Maestro, RuPay
    (re.compile(r"220[0-4]"), frozenset((16, 17, 18, 19))),  # Mir
)


def digits_of(value: str) -> str:
    """The value without spaces, dots and hyphens."""
    return _SEPARATORS.sub("", value)


def luhn(digits: str) -> bool:
    """ISO/IEC 7812-1 annex B. False for anything but ASCII digits."""
    if not digits.isascii() or not digits.isdigit():
        return False
    total = sum(map(int, digits[-1::-2])) + sum(sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return total % 10 == 0


_CARD_SAID = re.compile(
    r"\b(?:card|cc|credit card|kreditkarte|carte|tarjeta|carta di credito|creditcard|cartão|karty|visa|"
    r"mastercard|amex)\b"
)


# What stands ahead of digits in a dump or a table of characters, a group of hexadecimal ones; or in a genome, a place.
_OF_A_DUMP = re.compile(r"(?<!\w)(?:(?=\d*[a-f])[0-9a-f]{4} |chr[\dxym]{1,2}:)$")


def card(value: str, before: str) -> Verdict | None:
    """A card number: an issuer's range and length, not one digit over and over, and Luhn."""
    digits = digits_of(value)
    if len(set(digits)) < 2:
        return None
    if not luhn(digits) or _OF_A_DUMP.search(before[-8:]) is not None:
        return None
    if not any(len(digits) in sizes and head.match(digits) for head, sizes in _ISSUERS):
        # Networks and ranges come and go: beside a word for a card the checksum is enough.
        return Verdict(verified=True) if _CARD_SAID.search(before[-50:]) else None
    # Twelve digits pass by chance too often: such a number is a card only where a card is spoken of.
    return (
        Verdict(verified=True, score=60.0)
        if len(digits) == 12 and not _CARD_SAID.search(before[-50:])
        else SURE
    )


def iban(value: str, before: str) -> Verdict | None:
    """An IBAN: the country's length and structure and mod 97 (ISO 13616). Following words are cut off."""
    length = _IBAN_LENGTHS.get(value[:2].upper())
    if length is None:
        return None
    compact = ""
    for end, character in enumerate(value, 1):
        if not character.isalnum():
            continue
        compact += character.upper()
        if len(compact) == length:
            if value[end : end + 1].isalnum():
                return None
            if not _mod97(compact):
                return _misprinted(value[:end], compact, before)
            known = stdnum_iban.is_valid(compact, check_country=False)
            return Verdict(verified=True, end=end) if known else None
    return None


_PAID = re.compile(
    r"\b(?:iban|rib|kont[oa]\w*|compte|rekening\w*|cuenta|conta|conto|account|rachun\w*|bankverbindung|"
    r"coordonnées bancaires|c/c|ccp|bic \w{8,11},?|überweis\w*|bonifico|virement|transferencia|przelew\w*|overma\w*|"
    r"kaution|erstatt\w*|rückzahl\w*|rembours\w*|versement|vers|reembols\w*|rimbors\w*|zwrot\w*|refund\w*|stort\w*|"
    r"terug|betal\w*|zahl\w*|transfer|pay(?:able|ment)?)\b[^\n\d]{0,24}$"
)
_IN_FOURS = re.compile(r"[A-Z]{2}\d{2}(?:(?: [A-Z0-9]{4}){2,7}(?: [A-Z0-9]{1,4})?|[A-Z0-9]{11,30})")


def _misprinted(value: str, compact: str, before: str) -> Verdict | None:
    """An IBAN with a slip, as long as its country's are and behind a word for an account or a payment."""
    digits = sum(map(str.isdigit, compact[8:]))
    told = digits >= len(compact) - 10 and _PAID.search(before[-60:]) and _IN_FOURS.fullmatch(value)
    return Verdict(verified=False, end=len(value)) if told else None


def nrb(value: str, before: str) -> Verdict | None:
    """A Polish account without its country: two check digits and six groups of four."""
    compact = "PL" + value.replace(" ", "")
    if _mod97(compact):
        return Verdict(verified=True)
    return Verdict(verified=False) if _PAID.search(before[-60:]) else None


def iban_length(country: str) -> int:
    """How many signs an IBAN of a country has; 0 for a country without."""
    return _IBAN_LENGTHS.get(country, 0)


def _mod97(compact: str) -> bool:
    turned = compact[4:] + compact[:4]
    return int("".join(str(int(character, 36)) for character in turned)) % 97 == 1


# Lengths by country (SWIFT IBAN registry).
_IBAN_LENGTHS = {
    pair[:2]: int(pair[2:])
    for pair in words(
        "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 "
        "DO28 EE20 "
        "EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 "
        "JO30 KW30 "
        "KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 "
        "OM23 PK24 "
        "PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 "
        "TR26 UA29 "
        "VA22 VG24 XK20 YE30"
    )
}


def aba_routing(value: str, before: str) -> Verdict | None:
    """A US bank routing number: a Federal Reserve prefix and the 3-7-1 sum."""
    digits = digits_of(value)
    if len(digits) != 9 or not (
        digits[:2] <= "12" or "21" <= digits[:2] <= "32" or "61" <= digits[:2] <= "72"
    ):
        return None
    return sure(
        digits != "000000000"
        and sum(int(d) * w for d, w in zip(digits, (3, 7, 1) * 3, strict=True)) % 10 == 0
    )


_ROUTED = re.compile(r"\d{9}(?=\D{1,3}$)")


def behind_routing(value: str, before: str) -> Verdict | None:
    """An account number right behind a routing number whose sum holds."""
    routing = _ROUTED.search(before[-12:])
    return shape(routing is not None and aba_routing(routing[0], "") is not None)


def imei(value: str, before: str) -> Verdict | None:
    """A device's IMEI: fifteen digits with Luhn."""
    digits = digits_of(value)
    return sure(len(digits) == 15 and len(set(digits)) > 2 and luhn(digits))


_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def base58check(value: str, before: str) -> Verdict | None:
    """A Bitcoin address in base 58: 25 bytes that end in the double SHA-256 of the rest."""
    number = 0
    for character in value:
        place = _BASE58.find(character)
        if place < 0:
            return None
        number = number * 58 + place
    if number >= 1 << 200:
        return None
    raw = number.to_bytes(25, "big")
    return sure(sha256(sha256(raw[:-4]).digest()).digest()[:4] == raw[-4:])


_BASE58_RIPPLE = "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz"


def ripple(value: str, before: str) -> Verdict | None:
    """A Ripple address: base 58 with an alphabet of its own, the same checksum as Bitcoin's."""
    return base58check(value.translate(str.maketrans(_BASE58_RIPPLE, _BASE58)), before)


def base58_32(value: str, before: str) -> Verdict | None:
    """A Solana address: 32 bytes in base 58, drawn at random."""
    number = 0
    for character in value:
        number = number * 58 + _BASE58.find(character)
    digits = any(map(str.isdigit, value))
    return Verdict(verified=False) if digits and 1 << 240 <= number < 1 << 256 else None


_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def bech32(value: str, before: str) -> Verdict | None:
    """A Bitcoin address in bech32 or bech32m (BIP 173, BIP 350)."""
    text = value.lower()
    prefix, _, body = text.rpartition("1")
    state = 1
    values = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]
    values += [_BECH32.find(c) for c in body]
    for number in values:
        if number < 0:
            return None
        top = state >> 25
        state = (state & 0x1FFFFFF) << 5 ^ number
        for bit, generator in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            if top >> bit & 1:
                state ^= generator
    return sure(state in (1, 0x2BC830A3))


def bitlocker(value: str, before: str) -> Verdict | None:
    """A BitLocker recovery password: eight groups, each divisible by 11 and below 720,896."""
    groups = value.split("-")
    return sure(len(groups) == 8 and all(int(group) % 11 == 0 and int(group) < 720_896 for group in groups))


_CARD_AHEAD = re.compile(
    r"(?<!\d)(\d(?:[ \-]?\d){12,18})[|:;,/ ](?:(?:0[1-9]|1[0-2])[|/:;,\-](?:20)?[23]\d[|:;,/ ])?$"
)


def card_line(value: str, before: str) -> Verdict | None:
    """What stands behind a card's number in a line of month, year and code: that number must be one."""
    ahead = _CARD_AHEAD.search(before[-48:])
    return None if ahead is None or card(ahead[1], "") is None else Verdict(verified=False)


def clabe(value: str, before: str) -> Verdict | None:
    """A Mexican account by its check digit: weights 3 7 1, each product modulo 10."""
    digits = digits_of(value)
    sums = sum(int(digit) * weight % 10 for digit, weight in zip(digits[:17], (3, 7, 1) * 6, strict=False))
    return Verdict(verified=True) if len(digits) == 18 and -sums % 10 == int(digits[17]) else None

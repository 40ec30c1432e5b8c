"""Addresses of wallets with their checksums, as masks of ``masks``: what a recipe drew becomes an address. Pure."""

from collections.abc import Callable
from hashlib import sha256

BITCOIN = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_RIPPLE = "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz"
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def _base58check(key: str, version: str, letters: str) -> str:
    """A public key's digest (40 hexadecimal digits) as Base58Check with that version byte."""
    payload = bytes.fromhex(version + key)
    payload += sha256(sha256(payload).digest()).digest()[:4]
    whole = int.from_bytes(payload)
    text = ""
    while whole:
        whole, digit = divmod(whole, 58)
        text = letters[digit] + text
    return letters[0] * (len(payload) - len(payload.lstrip(b"\0"))) + text


def _bech32(text: str) -> str:
    """An address whose last six signs become its checksum (BIP 173); small letters."""
    prefix, _, data = text.lower().rpartition("1")
    values = [_BECH32.index(sign) for sign in data[:-6]]
    head = [ord(sign) >> 5 for sign in prefix] + [0] + [ord(sign) & 31 for sign in prefix]
    state = 1
    for value in head + values + [0] * 6:
        top = state >> 25
        state = (state & 0x1FFFFFF) << 5 ^ value
        for bit, term in enumerate(_GENERATOR):
            state ^= term if top >> bit & 1 else 0
    state ^= 1
    check = "".join(_BECH32[state >> 5 * (5 - place) & 31] for place in range(6))
    return f"{prefix}1{data[:-6].lower()}{check}"


WAYS: dict[str, Callable[[str, str], str]] = {
    "b58": lambda key, version: _base58check(key, version, BITCOIN),
    "xrp": lambda key, version: _base58check(key, version, _RIPPLE),
    "bech32": lambda text, _: _bech32(text),
}

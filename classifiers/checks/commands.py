"""Is what stands on a command line or in a device's configuration a password?"""

import re

from classifiers.checks.letters import drawn
from classifiers.checks.rare import set_word
from classifiers.checks.values import NAME, PATH, PLACEHOLDER
from classifiers.checks.verdict import SHAPE, Verdict
from classifiers.checks.words import words


def cli_password(value: str, before: str) -> Verdict | None:
    """A password on a command line or in a device's configuration."""
    if value.lower() in ("public", "private", "encryption", "manager", "admin", "required", "level"):
        return None
    if (
        len(value) < 3
        or PLACEHOLDER.match(value)
        or re.match(r"[$<\[{%/]|--|\([A-Z]", value)
        or PATH.search(value)
    ):
        return None
    if NAME.match(value) and (len(value) < 6 or value.islower()) and not set_word(value):
        return None
    return SHAPE


def stored_secret(value: str, before: str) -> Verdict | None:
    """What a command puts into a store of secrets: no address and no word of a language."""
    return (
        None if "://" in value or (value.isalpha() and not set_word(value)) else cli_password(value, before)
    )


_COMMUNITIES = words("public private community communities string version traps informs")


def community(value: str, before: str) -> Verdict | None:
    """An SNMP community: any word but the two that every manual names."""
    if value.lower() in _COMMUNITIES or PLACEHOLDER.match(value) or re.match(r"[$<\[{%/]|--", value):
        return None
    return SHAPE


_COMMANDS = words(
    "required level password secret encryption authentication default none local group never expired "
    "policy is was "
    "the and for with must should can will has not in on of to key string command commands text mode key-chain"
)


# "make sure passphrase querying is enabled", "to set the replication of a secret named x"
_IN_PROSE = re.compile(
    r"\b(?:a|an|any|each|every|for|if|is|no|of|sure|that|the|this|to|with|without|your)\s[\w\-]{1,20}\s$"
)

# "secret CLIENT SERVER VALUE" (pppd's file of secrets) with two plain words in its middle is a sentence as often.
_PLAIN_SECRET = re.compile(r"(?:^|\n)[ \t]{0,8}secrets?\s(?:[^\W\d_]{1,40}\s{1,4}){2}[\"']?$", re.IGNORECASE)


def device_password(value: str, before: str) -> Verdict | None:
    """A password in a line of a device's configuration: any word that is no part of the command."""
    if (
        value.lower().rstrip(".,;:") in _COMMANDS
        or value.endswith((",", ":"))
        or re.fullmatch(r"[a-z]+\.|callback|PHRASE", value)
    ):
        return None
    if value.isalpha() and value.islower() and not drawn(value) and _IN_PROSE.search(before):
        return None
    if not (drawn(value) or _is_mixed(value)) and _PLAIN_SECRET.search(before):
        return None
    if value.endswith("?") and not any(map(str.isdigit, value)):  # the device is asked what may follow
        return None
    if PLACEHOLDER.match(value) or re.match(r"[$<\[{%/(](?![0-9]\$)|--|[=:]", value) or PATH.search(value):
        return None
    return SHAPE


def _is_mixed(value: str) -> bool:
    """Whether letters and digits stand in a value of 6 to 120 characters."""
    return 6 <= len(value) <= 120 and any(map(str.isdigit, value)) and any(map(str.isalpha, value))

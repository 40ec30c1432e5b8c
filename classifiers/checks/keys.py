"""Is what stands after `token`, `api_key`, `secret` or in a header a key: does it look drawn at random?"""

import re
from math import log2

from classifiers.checks.letters import drawn
from classifiers.checks.tokens import entropy
from classifiers.checks.values import (
    CAMEL,
    CODE,
    HEX,
    NAME,
    PACKED,
    PATH,
    PLACEHOLDER,
    UUID,
    hopeless,
    interleaved,
    is_counted,
    is_public,
    setting_behind,
    signs,
    tangled,
    varied,
)
from classifiers.checks.verdict import SHAPE, Verdict

_SECRET_NAME = re.compile(
    r"(?:api|app|token|secret|auth|access|licen[sc]e|snyk|heroku)[\w\-. ]{0,30}[\"'`\])]{0,3}"
    r"\s{0,5}[:=>,?|+]{1,4}=?\s{0,5}[\"'`]?$"
)


# Names of classes, errors and types with numbers in them: `ERC1155InvalidLength`, `ID3D11DeviceContext`.
_IDENTIFIER = re.compile(
    r"[A-Z]\w{0,8}_(?:[A-Z]{3,12}_){1,6}[A-Z]{3,12}|(?:[A-Z]{1,6}\d{1,5}){1,2}(?:[A-Z][a-z]{2,20}){2,8}|(?:[A-Z][a-z]{2,20}){1,5}[A-Z]\d{1,4}"
)


def token_value(value: str, before: str) -> Verdict | None:
    """What stands after `token`, `api_key`, `secret`: it must look drawn at random; a digest may be a key
    here."""
    if hopeless(value) or len(value) < 8 or PATH.search(value) or CODE.search(value) or is_counted(value):
        return None
    if UUID.match(value) and (is_about(before) or _IDENTIFIES.search(before)):  # <UserSecretsId>
        return None
    if _IDENTIFIER.fullmatch(value):
        return None
    if NAME.match(value) or CAMEL.match(value):
        return SHAPE if len(value) >= 16 and drawn(value) else None
    if HEX.match(value):
        return SHAPE if len(value) >= 16 and len(set(value.lower())) >= 7 and not value.isdigit() else None
    if UUID.match(value):
        return SHAPE if len(set(value)) >= 8 and _SECRET_NAME.search(before) else None
    if " " in value or (not any(map(str.isdigit, value)) and varied(value) < 3):
        return None
    if len(value) >= 24 and varied(value) >= 3 and entropy(value) > 4.2:
        return SHAPE
    words = re.findall(r"[A-Za-z]{3,}", value)
    if (
        words
        and not interleaved(value)
        and sum(map(len, words)) > 0.75 * len(value)
        and not drawn(max(words, key=len))
        and varied(value) < 4
    ):
        return None
    return SHAPE if entropy(value) >= min(3.0, log2(len(value)) * 0.75) else None


def bare_token(value: str, before: str) -> Verdict | None:
    """A token without quotes: it needs a digit and may not read like code."""
    value = value.rstrip(".=") or value
    if hopeless(value) or len(set(value)) < 6:
        return None
    if not any(map(str.isdigit, value)):
        return SHAPE if drawn(value) and len(value) >= 20 and value.isalpha() else None
    if re.fullmatch(r"[A-Za-z_][\w]*\.[\w.]+", value) and entropy(value) < 4:
        return None
    return token_value(value, before)


# A variable that holds one, `imdsv2_session_token`; a thread of a forge.
_HOLDER = re.compile(r"[a-z][a-z\d]{1,20}(?:_[a-z\d]{1,20}){0,5}_(?:token|key|secret|password|credentials?)")
_THREAD = re.compile(r"/(?:issues|pulls?|merge_requests|discussions|commits?|blob|tree|releases)/")


def bearer(value: str, before: str) -> Verdict | None:
    """The value of an authorization header or a session cookie: it must look drawn at random."""
    if _HOLDER.fullmatch(value):
        return None
    if PLACEHOLDER.match(value) or (
        re.fullmatch(r"[A-Za-z]+(?:[._\-][A-Za-z]+)*", value) and not drawn(value)
    ):
        return None
    if CODE.search(value) or (not any(map(str.isdigit, value)) and not drawn(value)):
        return None
    return SHAPE if entropy(value) >= 3.0 else None


_TOKEN_AHEAD = re.compile(r"(?<![\w\-])(?:token|jeton|api[ _\-]?(?:key|token|secret))[\s:`\"']{1,4}$")


def drawn_token(value: str, before: str) -> Verdict | None:
    """A word behind `key` or `token` without a sign between: only what cannot be a word, a name or a
    number."""
    if (
        hopeless(value)
        or CODE.search(value)
        or PATH.search(value)
        or value.isdigit()
        or is_public(value, before)
        or is_counted(value)
        or before.endswith("::")  # a module of a path
        or _THREAD.search(value) is not None
    ):
        return None
    if HEX.match(value):
        enough = 16 if _TOKEN_AHEAD.search(before) else 32
        return SHAPE if len(value) >= enough and len(set(value.lower())) >= 8 else None
    if UUID.match(value):
        return SHAPE if _SECRET_WORD.search(before) and not _IDENTIFIES.search(before) else None
    if _IDENTIFIER.fullmatch(value):
        return None
    digits = sum(map(str.isdigit, value))
    if digits < 2 or len(value) - digits < 4 or len(value) < 16 or entropy(value) < 3.2:
        return None
    if re.fullmatch(
        r"[A-Za-z]+\d{1,4}|[A-Za-z]+(?:\d{1,3}(?=[_\-.]))?(?:[_\-.][A-Za-z0-9]+)*[_\-.]?", value
    ) and not drawn(value):
        return None
    return SHAPE


# A UUID is a secret behind these, but for what only tells one from another: `token_id`, `secret_version`.
_SECRET_WORD = re.compile(
    r"(?:secret|token|api[\s_\-]?key|private|access)(?!(?<!secret)_?id|_?version)\w{0,8}[\s:=\"'\-]{1,6}$"
)


def drawn_setting(value: str, before: str) -> Verdict | None:
    """The value of any environment variable that was surely drawn: three sorts, high entropy, no digest or
    id."""
    if (
        hopeless(value)
        or PATH.search(value)
        or HEX.match(value)
        or UUID.match(value)
        or is_public(value, before)
    ):
        return None
    if sum(map(str.isdigit, value)) < 3 or entropy(value) < 4.0:
        return None
    mixed = any(map(str.islower, value)) and any(map(str.isupper, value))
    return (
        SHAPE if (mixed and drawn(value)) or re.search(r"(?:pat|token|secret|key)=?[\"']?$", before) else None
    )


# Names that say "secret" by themselves; a bare `key` does not.
_SAYS_SECRET = re.compile(
    r"(?:secret|token|credentials?|(?:api|app|auth|access|client|private|signing|encryption|session|"
    r"refresh|bearer|"
    r"service|master|account|licen[sc]e|webhook|consumer|bot|deploy|admin|jwt|hmac|shared|integration|"
    r"application|"
    r"server|sdk|rest|write|read)[_\-. ]?(?:key|auth))[\w\-.]{0,24}"
    r"(?:\[\d{0,4}\])?[\"'`\])\\]{0,4}\s{0,30}\W{1,4}\s{0,6}\W{0,3}\w?$"
    r"|(?:secret|token|key)[\w\-.]{0,24} is $"
)


# What a name says that ends so is about a secret, and no secret.
_ABOUT = re.compile(
    r"(?:secrets?|tokens?|keys?|credentials?|auth|vault)[_\-. ]?(?:version[_\-. ]?)?"
    r"(?:ids?|names?|hash|length|len|size|type|kind|format|prefix|suffix|count|index|label|title|chars?|charset|"
    r"alphabet|str|string|url|uri|host|endpoint|vault\w{0,8}|version|algorithm|alg|store|ring|pair|word|board|"
    r"accessor|fingerprint|thumbprint|digest|ident(?:ity|ifier)?)[\"'`\])]{0,3}\s{0,30}[:=>]{1,3}\s{0,4}[\"'`]?$"
    r"|(?:foreign|partition|sort|cache|hot|primary|composite)[_\- ]?key[\"'`\])]{0,3}\s{0,30}[:=>]{1,3}\s{0,4}[\"'`]?$"
)


# What tells one key from another is no key: `token_family_id`, `keyVaultResourceId`; a secret id is one (Vault).
_IDENTIFIES = re.compile(
    r"(?:(?<!secret)(?<!secret[_\-.])(?:id|uuid|guid|jti)|version|family|record|issuer|ref)s?[\"'`\])]{0,3}"
    r"\s{0,4}[:=>→]{1,3}\s{0,4}[\"'`]?$"
)


def is_about(before: str) -> bool:
    """Whether the name in front speaks about a secret: its id, its length, the file that holds it."""
    return _ABOUT.search(before[-90:]) is not None


def _noisy(value: str) -> bool:
    """Whether a value has the signs of a generated password: four of them, or two that names never have."""
    odd = {character for character in value if not character.isalnum()} - set("-_./:= ")
    if signs(value) >= 4:
        return True
    return (
        len(odd) >= 2 and varied(value) == 4 and (tangled(value) or not re.search(r"\w\(|\w\[\w+\]", value))
    )


def _all_signs(value: str) -> bool:
    """Whether a value has hardly anything but signs, and nearly all of them different: no code has."""
    return signs(value) >= 8 and 2 * signs(value) >= len(value) and value.isprintable()


# A colour of a style sheet, and a class of characters in an expression.
_STYLE = re.compile(r"#[0-9a-fA-F]{3,8}(?:[;,)}!]|$)")
_CLASS = re.compile(r"\[\^?(?:a-z|A-Z|0-9|\\w)[^\]]{0,20}\](?:[+*?{)]|$)")


def noisy_secret(value: str, before: str) -> Verdict | None:
    """What stands without quotes behind a name that says "secret", with the signs of a generated password."""
    if is_public(value, before) or is_about(before) or hopeless(value) or PATH.search(value):
        return None
    end = setting_behind(value)
    if end is not None:
        return None if noisy_secret(value[:end], before) is None else Verdict(verified=False, end=end)
    if _STYLE.match(value) or _CLASS.search(value) or PACKED.match(value):  # `f::<T>()`
        return None
    if _all_signs(value):
        return SHAPE
    value = value.rstrip(",;")
    if len(value) < 12 or varied(value) < 3 or signs(value) < 3 or not any(map(str.isdigit, value)):
        return SHAPE if len(value) >= 16 and signs(value) >= 7 and tangled(value) else None
    if CODE.search(value) and not tangled(value):
        return None
    return SHAPE if entropy(value) >= 3.3 else None


def named_token(value: str, before: str) -> Verdict | None:
    """What stands in quotes after a name with `key`, `token` or `secret` in it."""
    if is_public(value, before) or is_about(before):
        return None
    if _SAYS_SECRET.search(before[-90:]):
        # Quotes hold brackets together: what has many signs in it is no code there.
        if (
            (_all_signs(value) or (len(value) >= 12 and _noisy(value)))
            and not hopeless(value)
            and not PATH.search(value)
        ):
            return SHAPE
        return token_value(value, before)
    return drawn_token(value, before)


_SETTING = re.compile(r"[a-z_]{2,40}=\d{1,9},?")  # max_tokens=4096


def named_bare_token(value: str, before: str) -> Verdict | None:
    """The same without quotes."""
    if is_public(value, before) or is_about(before) or _SETTING.fullmatch(value):
        return None
    if re.sub(r"\W{1,8}$", "", before[-60:].lower()).endswith(
        value.strip("_;").lower()
    ):  # `token2 = _token2;`
        return None
    if _SAYS_SECRET.search(before[-90:]):
        return bare_token(value, before)
    return None if "." in value else drawn_token(value, before)


def marked_token(value: str, before: str) -> Verdict | None:
    """The same behind a label in bold, with the colon inside: `**API key:** ...`."""
    return named_bare_token(value, _BOLD.sub(r"\1 ", before))


_BOLD = re.compile(r"(:)\s?(?:\*{1,3}|__|</\w{1,6}>)\s{0,3}(?:<\w{1,6}>){0,2}[\"'`“„*]{0,3}$")


def drawn_argument(value: str, before: str) -> Verdict | None:
    """What a client is given alone, or code falls back to: no id of a thing, as UUIDs and those of databases are."""
    if UUID.match(value) or (HEX.match(value) and len(value) in (16, 24)):
        return None
    return token_value(value, before) if value.isalnum() else drawn_token(value, before)


def assigned(value: str, before: str) -> Verdict | None:
    """What a setting takes that is called a key in any language: twelve drawn letters and digits or more."""
    if HEX.match(value):
        digits = sum(map(str.isdigit, value))
        return SHAPE if 3 <= digits < len(value) - 1 and len(set(value)) >= 6 else None
    return None if is_public(value, before) else bare_token(value, before)

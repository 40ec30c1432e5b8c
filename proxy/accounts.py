"""Accounts on the wire: with whose account a request is sent, and the headers that keep others out. Pure.

Rule 1: a sign of a private account outweighs every sign of the company's; the client chooses what it sends.
Rule 2: tokens are read without a look at their signature: the service checks it, and a forged one opens nothing there.
Rule 3: ids, keys and claims are compared here and go nowhere else.
"""

import base64
import binascii
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from urllib.parse import parse_qs, unquote

from policies.accounts import AccountKind, AccountRules
from proxy.capture import Capture
from proxy.services.controls import Control, Read, controls

_TOKEN = re.compile(r"eyJ[\w-]{1,16000}\.([\w-]{1,16000})\.[\w-]{0,2000}")
_DOUBLED = re.compile(r"/(?:\.?/)+")
_BODY = 64 * 1024
_KEY_HEADERS = ("x-api-key", "api-key", "x-goog-api-key")
_SIGNED_IN = ("sk-ant-oat", "sess-", "ya29.")  # tokens of a person who signed in, not keys that last

type IsCompany = Callable[[str], bool | None]  # of an API key; None where none is registered


def kind_of(rules: AccountRules, capture: Capture, category: str, is_company: IsCompany) -> AccountKind:
    """Whose account a request shows, by everything in it that tells; ``category`` is the service's."""
    claims: list[Mapping[str, object]] | None = None
    company = False
    for control in controls().values():
        if not control.covers(capture.host):
            continue
        own = {one.lower() for one in rules.organisations.get(control.id, ())}
        if claims is None and any(read.place == "claim" for read in (*control.reads, *control.personal)):
            claims = list(_claims(capture))
        if any(True for _ in _read(control.personal, capture, claims or ())):
            return AccountKind.PERSONAL
        if own:
            for value in _read(control.reads, capture, claims or ()):
                if value.lower() not in own:
                    return AccountKind.PERSONAL
                company = True
    for key in _keys(capture) if category == "api" else ():
        known = is_company(key)
        if known is False:
            return AccountKind.PERSONAL
        company = company or bool(known)
    return AccountKind.COMPANY if company else AccountKind.UNKNOWN


def headers_for(rules: AccountRules, host: str, sent: Iterable[str]) -> tuple[tuple[str, str | None], ...]:
    """The headers to set at a host, given the names that the client sent; None takes one away."""
    found: dict[str, str | None] = {}
    for control in _asked(rules, host):
        ids, owner = rules.organisations[control.id], rules.owners.get(control.id, "")
        for name in sent:
            plain = name.lower().replace("_", "-")  # gateways take both for one name
            if (control.drop is not None and control.drop.fullmatch(plain)) or plain in dict(control.headers):
                found[name.lower()] = None
        for name, value in control.headers:
            lines = _lines(ids, control.a_line) if value == "{ids}" else [value.replace("{owner}", owner)]
            found |= {name if not at else f"{name}{at}": line for at, line in enumerate(lines)}
    return tuple(found.items())


def asks(rules: AccountRules, host: str) -> bool:
    """Whether headers are to be set at a host."""
    return any(True for _ in _asked(rules, host))


def _asked(rules: AccountRules, host: str) -> Iterator[Control]:
    if rules.organisations:
        for control in controls().values():
            if control.id in rules.organisations and control.headers and control.covers(host):
                yield control


def _lines(ids: tuple[str, ...], a_line: int) -> list[str]:
    """The ids, joined without blanks; several lines say in the first one how many they are."""
    if not a_line or len(ids) <= a_line:
        return [",".join(ids)]
    lines = [",".join(ids[at : at + a_line]) for at in range(0, len(ids), a_line)]
    return [f"{lines[0]};n={len(lines)}", *lines[1:]]


def _read(reads: Iterable[Read], capture: Capture, claims: Iterable[Mapping[str, object]]) -> Iterator[str]:
    for read in reads:
        match read.place:
            case "header":
                texts = [value for name, value in capture.headers if name == read.name]
            case "path":
                texts = list(dict.fromkeys((capture.path, _as_served(capture.path))))
            case "host":
                texts = [capture.host]
            case "body":
                texts = [capture.body[:_BODY].decode("latin-1")]
            case _:
                texts = [text for one in claims if (text := _claim(one, read.name))]
        for text in texts:
            if found := read.pattern.search(text):
                yield found[1] if read.pattern.groups else found[0]


def _as_served(path: str) -> str:
    """A path as lenient servers take it: without doubled slashes, dots and needless escapes."""
    plain, mark, query = path.partition("?")
    return _DOUBLED.sub("/", unquote(plain)) + mark + query


def _claims(capture: Capture) -> Iterator[Mapping[str, object]]:
    """The claims of every JWT (RFC 7519) in the Authorization field and in the query's access token."""
    query = capture.path.partition("?")[2]
    tokens = [capture.header_all("authorization"), *_asked_for(query, "access_token")]
    for token in tokens:
        for found in _TOKEN.finditer(token):
            try:
                content = json.loads(base64.urlsafe_b64decode(found[1] + "=" * (-len(found[1]) % 4)))
            except (ValueError, binascii.Error, RecursionError):
                continue
            if isinstance(content, dict):
                yield content


def _claim(claims: Mapping[str, object], place: str) -> str:
    value: object = claims
    for part in place.split(">"):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value[:500] if isinstance(value, str) else ""


def _keys(capture: Capture) -> Iterator[str]:
    """The API keys of a request, wherever services take them."""
    for name, value in capture.headers:
        if name in _KEY_HEADERS:
            yield value.strip()
        elif name == "authorization":
            scheme, _, token = value.strip().partition(" ")
            token = token.strip()
            if scheme.lower() == "bearer" and token and not token.startswith((*_SIGNED_IN, "eyJ")):
                yield token
    yield from _asked_for(capture.path.partition("?")[2], "key")


def _asked_for(query: str, name: str) -> list[str]:
    """The values of one name in a query; none where the query has more fields than any service would send."""
    if f"{name}=" not in query:
        return []
    try:
        return parse_qs(query, max_num_fields=100).get(name, [])
    except ValueError:
        return []

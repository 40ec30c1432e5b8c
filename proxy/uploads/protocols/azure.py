"""Azure's blocks: Put Block, then Put Block List. The whole leaves as one Put Blob under the same signature.

Source: Azure Blob Storage REST API. A list that takes blocks of an earlier blob is not known whole, and is refused.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import parse_qsl, unquote

from proxy.capture import Capture
from proxy.effect import Reply
from proxy.uploads.contract import Finished, Kept, Outgoing, Step, Unheld, answered
from proxy.uploads.links import link_of

_BLOCK = re.compile(r"<(Latest|Uncommitted|Committed)>\s*([A-Za-z0-9+/=_-]{1,128})\s*</")


def step(capture: Capture, token: str, now: int) -> Step | None:
    path, _, query = capture.path.partition("?")
    asked = {
        name.lower(): value for name, value in parse_qsl(query.replace("+", "%2B"), keep_blank_values=True)
    }
    comp = asked.get("comp", "").lower()
    if capture.method != "PUT" or "sig" not in asked:
        return None
    if comp in ("appendblock", "page"):
        return Unheld()
    key = link_of(capture).mark
    if comp == "block" and asked.get("blockid"):
        return Kept(key, capture.body, _created, name=f"block {asked['blockid']}")
    if comp != "blocklist":
        return None
    blocks = _BLOCK.findall(capture.body.decode("latin-1"))
    if any(sort == "Committed" for sort, _ in blocks) or capture.header("content-encoding"):
        return Unheld()
    kept = [
        pair
        for pair in query.split("&")
        if unquote(pair.partition("=")[0]).lower() not in ("comp", "blockid")
    ]
    target = f"{path}?{'&'.join(kept)}"

    def make(parts: Sequence[bytes]) -> Outgoing:
        kind = capture.header("x-ms-blob-content-type") or "application/octet-stream"
        headers = (("x-ms-blob-type", "BlockBlob"), ("content-type", kind))
        rest = tuple((name, value) for name, value in capture.headers if name not in dict(headers))
        whole = replace(capture, path=target, headers=rest + headers, body=b"".join(parts))
        return Outgoing(whole, headers)

    return Finished(key, make, _lost, order=tuple(f"block {name}" for _, name in blocks))


def _created(size: int) -> Reply:
    return answered(201, b"", ("x-ms-request-server-encrypted", "true"), ("content-type", "application/xml"))


def _lost(size: int) -> Reply:
    body = b"<Error><Code>InvalidBlockList</Code><Message>A block is missing; upload again.</Message></Error>"
    return answered(400, body, ("content-type", "application/xml"))

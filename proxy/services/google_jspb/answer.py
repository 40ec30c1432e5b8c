"""Answers of AI Studio: passed as they are, for its requests leave unchanged or not at all.

The page shows a refusal as an error of its own, without the words (seen 2026-09); they stand in the answer anyway.
"""

import json
from collections.abc import Mapping

from proxy.answer.refusal import headers, message
from proxy.answer.whole import Untouched
from proxy.contract import Lookup, Refusal, Restorer
from proxy.effect import Reply

_PERMISSION_DENIED = 7  # google.rpc.Code


def refuse(route: str, refusal: Refusal, *, stream: bool) -> Reply:
    """A status in the form of the service: its second field holds code and words."""
    status = json.dumps([None, [_PERMISSION_DENIED, message(refusal)]], ensure_ascii=False)
    kind = "application/json+protobuf; charset=UTF-8"
    return Reply(403, headers(refusal, kind), status.encode("utf-8", "replace"))


def restorer(route: str, content_type: str, lookup: Lookup) -> Restorer:
    """Nothing was replaced, so there is nothing to turn back."""
    return Untouched()


def thread(route: str, answer: Mapping[str, object]) -> str:
    """Nothing: without placeholders no conversation has to be known again."""
    return ""

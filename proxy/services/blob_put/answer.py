"""Answers of storage hosts: nothing in them is anybody's, and refusals are in their own words."""

from collections.abc import Mapping
from xml.sax.saxutils import escape

from proxy.answer.refusal import headers, json_reply, message
from proxy.answer.whole import Untouched
from proxy.contract import Lookup, Refusal, Restorer
from proxy.effect import Reply


def refuse(route: str, refusal: Refusal, *, stream: bool) -> Reply:
    """The error that Azure, S3 and Google Cloud Storage share; 403 is not retried by their clients.

    A page of another host may read it, so that a web application can show why its upload failed.
    """
    if route == "resumable":
        error = {"code": 403, "message": message(refusal), "status": "PERMISSION_DENIED"}
        final = (
            "x-goog-upload-status",
            "final",
        )  # else a client would take it for a broken line, and try again
        return json_reply(403, {"error": error}, refusal, final, ("access-control-allow-origin", "*"))
    text = f"<Error><Code>AccessDenied</Code><Message>{escape(message(refusal))}</Message></Error>"
    shown = (("access-control-allow-origin", "*"), ("x-ms-error-code", "AccessDenied"))
    body = f'<?xml version="1.0" encoding="utf-8"?>{text}'.encode("utf-8", "replace")
    return Reply(403, headers(refusal, "application/xml; charset=utf-8") + shown, body)


def restorer(route: str, content_type: str, lookup: Lookup) -> Restorer:
    """Nothing is turned back: such answers name no text of the file."""
    return Untouched()


def thread(route: str, answer: Mapping[str, object]) -> str:
    """Nothing: the upload was tied to its step before."""
    return ""

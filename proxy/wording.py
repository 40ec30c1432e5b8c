"""What people are told when something does not go out. Quotes nothing of what they sent."""

from policies.decision import Coach, Decision, Hold
from proxy.contract import Refusal
from proxy.identity import Stranger
from proxy.seal import Seal

TOO_LARGE = "body-too-large"
ENDLESS = "request-without-end"
IN_PIECES = "upload-in-pieces"
FILE_TOO_LARGE = "file-too-large"
NO_ROOM = "no-room"
TOO_MANY_VALUES = "scan-toomany"
NOT_TAKEN = "part-not-taken"


def refusal_for(decision: Decision, client: str, ticket: str, seal: Seal | None = None) -> Refusal:
    """The refusal of a decision, from its strictest reasons. ``seal`` is what alone kept it from being redacted."""
    first = decision.reasons[0]
    held = isinstance(decision, Hold)
    title = f"Held by {client}'s data policy" if held else f"Stopped by {client}'s data policy"
    if isinstance(decision, Coach):
        title = f"Please check: {client}'s data policy"
    strictest = [reason for reason in decision.reasons if reason.action is first.action]
    if seal is None:
        reason, instead = " ".join(dict.fromkeys(reason.because for reason in strictest)), first.instead
    else:
        reason, instead = f"It holds data that would have to be replaced. {seal.because}", seal.instead
    return Refusal(
        ticket=ticket,
        title=title,
        reason=reason,
        rules=tuple(dict.fromkeys(reason.rule for reason in strictest)),
        instead=instead,
        held=held,
    )


def refusal_of_failure(code: str, limit: int, ticket: str, most: int = 0) -> Refusal:
    """The refusal where nothing could be decided; ``limit`` is the most bytes of a body, ``most`` of a text file."""
    if code == TOO_LARGE:
        reason, instead = f"the request is larger than {limit >> 20} MB.", "Send a smaller piece."
        if most > limit:
            instead += f" Plain text as a file (txt, csv, log, source) may have {most >> 20} MB."
    elif code == FILE_TOO_LARGE:
        reason, instead = f"the file is larger than {most >> 20} MB.", "Send it in smaller parts."
    elif code == NO_ROOM:
        reason = "there is no room on this machine's disk to keep so large a file until it is checked."
        instead = "Send it in smaller parts, and tell your administrator."
    elif code == TOO_MANY_VALUES:
        reason = "the file holds more different values than can be replaced in one."
        instead = "Send it in smaller parts, or without the columns that name people."
    elif code == NOT_TAKEN:
        reason = "the service did not take a part of the file once it was checked, so that the upload cannot be ended."
        instead = "Upload the file again."
    elif code == ENDLESS:
        reason = "the request goes on while its answer comes, so that it cannot be checked before it leaves."
        instead = "Set the program to plain requests (in Cursor: disable HTTP/2), or use another one."
    elif code == IN_PIECES:
        reason = "the file comes in pieces that cannot be put together before they leave, so that it cannot be checked."
        instead = "Send it in one piece (a smaller file, or another way to upload), or paste its text."
    else:
        reason = "it could not be checked, and what is not checked does not leave."
        instead = "Try again; if it happens twice, tell your administrator."
    return Refusal(ticket, "Not sent by Promptward", reason, (), instead)


def refusal_of_answer(client: str, ticket: str) -> Refusal:
    """The refusal of an answer that is not shown."""
    return Refusal(
        ticket,
        f"Not shown, by {client}'s data policy",
        "the answer holds what may not be shown and cannot be taken out of it, or it could not be read.",
        ("answers",),
        "Ask for a shorter answer, or without credentials; tell your administrator if it happens again.",
    )


def refusal_of_link(host: str, client: str, ticket: str) -> Refusal:
    """The refusal of a link for an upload: the file would go to a host whose traffic is not read."""
    return Refusal(
        ticket,
        f"Stopped by {client}'s data policy",
        f"the file would be sent to {host}, where it could not be checked.",
        ("opaque",),
        "Paste its text instead, or ask your administrator to have that host read (extra_hosts, shared_services).",
    )


def access_message(why: Stranger) -> str:
    """What somebody who is not let in is told."""
    match why:
        case Stranger.PASSWORD:
            return "Promptward: wrong user name or password for this proxy."
        case Stranger.UNKNOWN:
            return "Promptward: this proxy does not know you. Ask your administrator for a user name and password."

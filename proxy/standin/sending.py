"""An answer of the stand-in on its way out: in pieces, packed, delayed or broken off, as its knobs say."""

import asyncio

from hypercorn.typing import ASGISendCallable

from proxy.standin.answer import Answer
from proxy.standin.coding import encoder
from proxy.standin.routes import Knobs


async def no_websocket(send: ASGISendCallable) -> None:
    """Say that no socket is spoken here."""
    # 426 tells clients that prefer a socket (Codex does) to go on with plain requests.
    await send(
        {"type": "websocket.http.response.start", "status": 426, "headers": [(b"content-length", b"0")]}
    )
    await send({"type": "websocket.http.response.body", "body": b"", "more_body": False})


async def send_answer(send: ASGISendCallable, answer: Answer, how: Knobs) -> None:
    """Send an answer as the knobs want it."""
    encode = encoder(how.encoding)
    pieces = list(answer.pieces)
    pieces = [encode(piece, n == len(pieces)) for n, piece in enumerate(pieces, 1)]
    whole = b"".join(pieces)
    headers = [("content-type", answer.content_type), ("x-request-id", "req_standin"), *answer.headers]
    if answer.stream:
        headers.append(("cache-control", "no-cache"))
    else:
        headers.append(("content-length", str(len(whole))))
    if how.encoding:
        headers.append(("content-encoding", how.encoding))
    if how.end == "half":
        pieces = pieces[: len(pieces) // 2] if len(pieces) > 1 else [whole[: len(whole) // 2]]
    if how.chunk:
        size, whole = how.chunk, b"".join(pieces)
        pieces = [whole[start : start + size] for start in range(0, len(whole), size)]
    await send(
        {
            "type": "http.response.start",
            "status": answer.status,
            "headers": [(name.encode(), value.encode()) for name, value in headers],
        }
    )
    for piece in pieces:
        if how.delay:
            await asyncio.sleep(how.delay)
        await send({"type": "http.response.body", "body": piece, "more_body": True})
    if how.end != "half":
        await send({"type": "http.response.body", "body": b"", "more_body": False})

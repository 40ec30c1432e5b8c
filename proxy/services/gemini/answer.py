"""Answers of the Gemini API, Vertex AI and Code Assist: whole, as events, as a growing array, on a Live socket.

Shapes: google-genai 2.8 types. Code Assist puts each answer into ``response``. A function's arguments come as an
object in one piece, or, where the client asked for it, as strings that go on at a JSON path.
"""

from collections.abc import Iterator, Mapping

from proxy.answer.events import carrier, listed, mapping, place
from proxy.answer.growing import ArrayReader
from proxy.answer.jsonbody import Path, Shape
from proxy.answer.refusal import json_reply, message
from proxy.answer.socket import StreamedMessages, refuse_with
from proxy.answer.stream import Channel, Delta, Plan, StreamRestorer
from proxy.answer.whole import Sniffer, answer
from proxy.contract import Lookup, Refusal, Restorer, SocketRestorer
from proxy.effect import Frames, Reply

_SEALED = frozenset({"thoughtSignature", "thought_signature", "signature", "logprobsResult", "inlineData"})
_SHAPE = Shape(sealed=_SEALED)
_ENDS = ("turnComplete", "generationComplete", "interrupted")
_SAID = ("outputTranscription", "inputTranscription", "interimInputTranscription")


class _Pieces:
    """Pieces of a content's text and of its function calls, told apart by what they are; keeps nothing."""

    shape = _SHAPE
    watches = False

    def plan(self, name: str, event: object) -> Plan:
        body = mapping(event)
        if "event_type" in body:
            return _step(body)
        if "serverContent" in body:
            return _live(mapping(body["serverContent"]))
        root: Path = ("response",) if isinstance(body.get("response"), dict) else ()
        inner = mapping(body["response"]) if root else body
        deltas: list[Delta] = []
        before: list[Channel] = []
        closes: list[Channel] = []
        for number, item in enumerate(listed(inner.get("candidates"))):
            candidate = mapping(item)
            lane: Channel = ("candidate", place(candidate.get("index", 0)))
            where: Path = (*root, "candidates", number, "content")
            _content(mapping(candidate.get("content")), where, lane, (deltas, before, closes))
            if candidate.get("finishReason"):
                closes.append(lane)
        if "error" in body or mapping(inner.get("promptFeedback")).get("blockReason"):
            closes.append(())
        return Plan(tuple(deltas), tuple(before), tuple(closes))

    def extra(self, event: object, delta: Delta, text: str) -> object:
        """An answer of the same candidate and kind that has this text only."""
        if "candidates" not in delta.path:
            piece = carrier(event, delta.path, text)
            kind = mapping(event).get("event_type")
            return {"event_type": kind, **mapping(piece)} if kind else piece
        root = delta.path[: delta.path.index("candidates")]
        body = mapping(mapping(event).get("response")) if root else mapping(event)
        candidate = mapping(listed(body.get("candidates"))[_number(delta.path[len(root) + 1])])
        part = carrier(candidate, delta.path[len(root) + 2 :], text)
        if delta.channel[-1] == "thought":
            listed(mapping(mapping(part)["content"])["parts"])[0] = {"text": text, "thought": True}
        content = {"role": "model", **mapping(mapping(part)["content"])}
        found: dict[str, object] = {"candidates": [{"content": content, "index": candidate.get("index", 0)}]}
        found |= {key: body[key] for key in ("modelVersion", "responseId") if key in body}
        return {**_rest(event), "response": found} if root else found


def _rest(event: object) -> dict[str, object]:
    return {key: value for key, value in mapping(event).items() if isinstance(value, str)}


def _number(step: str | int) -> int:
    return step if isinstance(step, int) else 0


def _content(
    content: Mapping[str, object],
    where: Path,
    lane: Channel,
    found: tuple[list[Delta], list[Channel], list[Channel]],
) -> None:
    """The pieces of one content. A part of another kind ends the text before it."""
    deltas, before, closes = found
    kinds = set()
    for number, item in enumerate(listed(content.get("parts"))):
        part = mapping(item)
        path: Path = (*where, "parts", number)
        if isinstance(part.get("text"), str):
            kinds.add("thought" if part.get("thought") is True else "text")
            deltas.append(
                Delta((*path, "text"), (*lane, "thought" if part.get("thought") is True else "text"))
            )
        for call in ("functionCall", "function_call"):
            for delta, ended in _arguments(mapping(part.get(call)), (*path, call), lane):
                deltas.append(delta)
                if ended:
                    closes.append(delta.channel)
    if listed(content.get("parts")):
        before += [(*lane, kind) for kind in ("thought", "text") if kind not in kinds]


def _arguments(call: Mapping[str, object], path: Path, lane: Channel) -> Iterator[tuple[Delta, bool]]:
    """Strings of a call's arguments that come in pieces, and whether they end here."""
    for number, item in enumerate(listed(call.get("partialArgs"))):
        piece = mapping(item)
        if isinstance(piece.get("stringValue"), str):
            channel: Channel = (*lane, "argument", place(piece.get("jsonPath")))
            yield (
                Delta((*path, "partialArgs", number, "stringValue"), channel),
                piece.get("willContinue") is not True,
            )


def _step(body: Mapping[str, object]) -> Plan:
    """An event of an interaction."""
    kind = str(body["event_type"])
    lane: Channel = ("step", place(body.get("index")))
    delta = mapping(body.get("delta"))
    sort = place(delta.get("type"))
    if kind.endswith(".delta"):
        if sort == "arguments_delta":
            return Plan((Delta(("delta", "arguments"), (*lane, sort), fragment=True),))
        if isinstance(mapping(delta.get("content")).get("text"), str):
            return Plan((Delta(("delta", "content", "text"), (*lane, sort)),))
        return Plan((Delta(("delta", "text"), (*lane, sort)),))
    if kind.endswith(".stop"):
        return Plan(closes=(lane,))
    return Plan(closes=((),) if kind in ("interaction.completed", "error") else ())


def _live(content: Mapping[str, object]) -> Plan:
    """A message on a Live socket: what the model writes, and what either side was heard to say."""
    deltas: list[Delta] = []
    before: list[Channel] = []
    closes: list[Channel] = []
    turn = mapping(content.get("modelTurn"))
    _content(turn, ("serverContent", "modelTurn"), ("turn",), (deltas, before, closes))
    for said in _SAID:
        heard = mapping(content.get(said))
        if isinstance(heard.get("text"), str):
            deltas.append(Delta(("serverContent", said, "text"), (said,)))
        if heard.get("finished") is True:
            closes.append((said,))
    if any(content.get(end) is True for end in _ENDS):
        closes.append(())
    return Plan(tuple(deltas), tuple(before), tuple(closes))


def refuse(route: str, refusal: Refusal, *, stream: bool) -> Reply:
    """An error that the SDKs raise and the Gemini CLI prints; 400 is tried by neither again.

    Where a stream would have been an array, so is its error.
    """
    error = {"code": 400, "message": message(refusal), "status": "INVALID_ARGUMENT"}
    body: object = {"error": error}
    return json_reply(400, [body] if route.endswith(".array") else body, refusal)


def refuse_message(route: str, refusal: Refusal) -> Frames:
    """A turn of the model that says why; the socket goes on. A Live service has no message for errors."""
    turn = {"role": "model", "parts": [{"text": message(refusal)}]}
    return refuse_with({"serverContent": {"modelTurn": turn, "turnComplete": True}})


def restorer(route: str, content_type: str, lookup: Lookup) -> Restorer:
    """Restores an answer, whole or streamed; an array that grows is told from an object by its first byte."""

    def other() -> Restorer:
        return answer(content_type, lookup, _SHAPE, _Pieces, lines=False)

    def choose(head: bytes) -> Restorer | None:
        start = head.lstrip()
        if not start:
            return None
        return StreamRestorer(ArrayReader(), _Pieces(), lookup) if start[:1] == b"[" else other()

    return Sniffer(choose) if route.endswith(".array") else other()


def socket_restorer(route: str, lookup: Lookup) -> SocketRestorer:
    """Restores what comes on a Live socket; some services send their JSON as binary messages."""
    return StreamedMessages(_Pieces(), lookup)


def thread(route: str, answer: Mapping[str, object]) -> str:
    """The interaction or the cache, as ``request.py`` will name it where the next request goes on from it."""
    if route == "interactions":
        value = (mapping(answer.get("interaction")) or answer).get("id")
        return f"interaction:{value}" if isinstance(value, str) and "delta" not in answer else ""
    name = answer.get("name")
    return f"cache:{name}" if route == "cachedContents" and isinstance(name, str) else ""

"""xAI's chat service over real gRPC, as its SDK declares it: says what the user wrote. Arguments: certificate, key.

Prints its port first, then each text as it came.
"""

import sys
from collections.abc import Iterator
from concurrent import futures
from pathlib import Path
from typing import Any

import grpc
from xai_sdk.proto import chat_pb2, chat_pb2_grpc


class Chat(chat_pb2_grpc.ChatServicer):
    """Two of its calls."""

    def GetCompletion(self, request: Any, context: Any) -> Any:
        answer = chat_pb2.GetChatCompletionResponse(id="c", model=request.model)
        output = answer.outputs.add(finish_reason=1)
        output.message.role, output.message.content = chat_pb2.ROLE_ASSISTANT, _said(request)
        return answer

    def GetCompletionChunk(self, request: Any, context: Any) -> Iterator[Any]:
        text = _said(request)
        for at in range(0, len(text), 5):
            chunk = chat_pb2.GetChatCompletionChunk(id="c", model=request.model)
            output = chunk.outputs.add()
            output.delta.role, output.delta.content = chat_pb2.ROLE_ASSISTANT, text[at : at + 5]
            yield chunk


def _said(request: Any) -> str:
    text = request.messages[-1].content[0].text
    print(repr(text), flush=True)
    return f"You wrote: {text}"


if __name__ == "__main__":
    certificate, key = (Path(path).read_bytes() for path in sys.argv[1:])
    server = grpc.server(futures.ThreadPoolExecutor(4))
    chat_pb2_grpc.add_ChatServicer_to_server(Chat(), server)
    print(
        server.add_secure_port("127.0.0.1:0", grpc.ssl_server_credentials([(key, certificate)])), flush=True
    )
    server.start()
    server.wait_for_termination()

"""xAI's SDK: asks what stands in its lines of input, at once and as a stream, and prints what came, as JSON."""

import json
import sys

import grpc
from xai_sdk import Client
from xai_sdk.chat import user

client = Client(api_key="k", timeout=60)
for line in sys.stdin:
    for streams in (False, True):
        chat = client.chat.create(model="grok-4", messages=[user(json.loads(line))])
        try:
            pieces = [piece.content for _, piece in chat.stream()] if streams else [chat.sample().content]
            print(json.dumps({"text": "".join(pieces), "pieces": len(pieces)}), flush=True)
        except grpc.RpcError as error:
            print(json.dumps({"code": error.code().name, "why": error.details()}), flush=True)

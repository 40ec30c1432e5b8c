"""Files for OpenAI's platform: batches and training data are lines of JSON, each a request of its own.

Source: OpenAI "Batch API" (custom_id, method, url, body) and "Supervised fine-tuning" (messages); openai 3.52.0.
"""

import re
from dataclasses import replace

from classifiers.checks.words import words
from classifiers.segment import Origin
from proxy.body.shape import Kind, Shape

_LINE = re.compile(rb'\r\n\r\n\s*\{[^\r\n]{0,2000}?"(?:custom_id|messages|input_messages|prompt)"\s*:')
_PLAIN = Shape(base=Origin.META)


def shape_for(body: bytes, requests: Shape) -> Shape:
    """How a form with a file is read: by the shape of ``requests`` where its first line is one, else as it comes.

    A ``custom_id`` is what the client finds its answer by, so it is scanned and not edited.
    """
    if _LINE.search(body) is None:
        return _PLAIN
    kinds = {**requests.kinds, "custom_id": Kind.FIXED, "method": Kind.FIXED, "url": Kind.TEXT}
    known = requests.known | words(
        "custom_id body tool_calls input encoding_format max_tokens stop weight completion"
    )
    said = requests.words | words(
        "POST /v1/chat/completions /v1/responses /v1/embeddings /v1/completions /v1/moderations /chat/completions"
    )
    return replace(requests, kinds=kinds, known=known, words=said)

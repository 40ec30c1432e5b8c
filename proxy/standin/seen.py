"""What the stand-in remembers of a request."""

import base64
import json
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Seen:
    """One request as it arrived: ``raw`` is the body on the wire, ``body`` without content-encoding."""

    at: float  # seconds since 1970
    http: str  # "1.1" or "2"
    host: str
    method: str
    path: str  # with the query
    headers: tuple[tuple[str, str], ...] = field(repr=False)
    raw: bytes = field(repr=False)
    body: bytes = field(repr=False)

    def line(self) -> str:
        """One line of the JSON-lines log. Header values stay out of it, they hold keys."""
        value = {
            "at": self.at,
            "http": self.http,
            "host": self.host,
            "method": self.method,
            "path": self.path,
            "headers": [name for name, _ in self.headers],
            "raw": base64.b64encode(self.raw).decode(),
        }
        return json.dumps(value) + "\n"

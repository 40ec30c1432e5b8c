"""What became of a request."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from proxy.effect import Effect, Forward
from proxy.inspect import Inspection
from proxy.vault import Tokens


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a request, and what its answer needs."""

    id: str
    effect: Effect
    client: str
    person: str = field(repr=False)
    inspection: Inspection | None = field(default=None, repr=False)
    tokens: Tokens | None = field(default=None, repr=False)
    wrap: Callable[[bytes], bytes] | None = (
        None  # makes of the service's answer the one that the client waits for
    )
    shows: tuple[tuple[str, str], ...] = ()  # headers in place of those of a good answer

    @property
    def sent(self) -> "Verdict":
        """What its answer needs of one that was let go: all but the bytes that leave."""
        inspection = replace(self.inspection, body=None) if self.inspection else None
        return replace(self, effect=Forward(), inspection=inspection)

"""A stand-in AI service on loopback: it speaks the real protocols over TLS and repeats what it was told.

``promptward demo`` and the end-to-end tests talk to it through the proxy, so that nothing leaves the machine.

Rule 1: it hides nothing: every request is kept exactly as it arrived, for a test to look at.
Rule 2: the same request gives the same words; only ids and times differ.
Rule 3: it imports nothing from the rest of the product, so that a fault of the product cannot hide in both.
"""

from proxy.standin.seen import Seen
from proxy.standin.server import HOSTS, StandIn, serve

__all__ = ["HOSTS", "Seen", "StandIn", "serve"]

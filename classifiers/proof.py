"""Proof: which hits stand for themselves where a text was put together by guess."""

from classifiers.detector import Detector, Hit

# Kinds that context tells, not the value: where pieces were put together by guess, their score proves nothing.
_TOLD = frozenset(
    {"PASSWORD", "PERSON", "ORGANIZATION", "LOCATION", "STREET_ADDRESS", "USERNAME", "HOSTNAME"}
)
_STRONG = 90.0


def is_strong(hit: Hit) -> bool:
    """Whether a hit stands for itself: verified, or of a vendor's shape."""
    return hit.verified or may_be_strong(hit.kind, hit.score)


def may_be_strong(kind: str, score: float) -> bool:
    """Whether a hit of this kind with at most this score may stand for itself without being verified."""
    return score >= _STRONG and kind not in _TOLD


def proves(detector: Detector) -> bool:
    """Whether a detector may give a strong hit; what does not say so of itself may."""
    return bool(getattr(detector, "proves", True))

"""Protocols that bring a file in several requests: one module each, asked in the order of their names."""

import importlib
import pkgutil
from collections.abc import Sequence
from functools import cache
from typing import cast

from proxy.capture import Capture
from proxy.uploads.contract import Finished, PieceProtocol, Step


@cache
def protocols() -> Sequence[PieceProtocol]:
    """All protocols."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return [cast("PieceProtocol", importlib.import_module(f"{__name__}.{name}")) for name in names]


def step_of(capture: Capture, token: str, now: int) -> Step | None:
    """What a request is to an upload in several requests; None where it belongs to none."""
    if capture.method not in ("POST", "PUT", "PATCH", "DELETE", "HEAD"):
        return None
    return next((step for one in protocols() if (step := one.step(capture, token, now)) is not None), None)


def is_whole(step: Step | None) -> bool:
    """Whether a request brings a file at once, be it in the words of a protocol for pieces."""
    return step is None or (isinstance(step, Finished) and step.order is None and step.start == 0)

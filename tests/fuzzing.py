"""How many examples a property is tried on: few in a normal run, as many as one likes in a long one.

``PROMPTWARD_FUZZ=200 uv run pytest tests/proxy tests/classifiers -k "any or junk or chunk"`` tries 200 times as many,
each run with other ones.
"""

import os

from hypothesis import settings

TIMES = int(os.environ.get("PROMPTWARD_FUZZ", "1"))


def examples(count: int) -> settings:
    """Settings of a property whose examples cost more, or less, than most."""
    return settings(max_examples=count * TIMES)

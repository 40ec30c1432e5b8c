"""How tests are spread over processes: whole files at a time, because a file shares its proxy or its scanner."""

import os

import pytest
from hypothesis import HealthCheck, settings

from tests.fuzzing import TIMES

MOST_PROCESSES = 8

# Hundreds of processes start in a run; without kept bytecode each would compile all that it imports, for seconds.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One process a core; none beside this one for a single file or for benchmarks, so that nothing disturbs them."""
    single = len(config.args) == 1 and (config.args[0].endswith(".py") or "::" in config.args[0])
    if single or config.getoption("benchmark_only"):
        return 0
    return min(MOST_PROCESSES, os.cpu_count() or 1)


# How fast a machine draws examples says nothing about the code; shared machines are slow at times.
settings.register_profile(
    "patient", max_examples=60 * TIMES, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("patient")

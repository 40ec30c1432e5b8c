"""Benchmarks run when they are asked for (``--benchmark-only``): timing is no test."""

from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave the benchmarks out of an ordinary run."""
    return None if config.getoption("benchmark_only") else True


@pytest.fixture(autouse=True)
def _counts(benchmark: BenchmarkFixture) -> None:
    """Every test here is one: with ``--benchmark-only`` those that time for themselves would be skipped."""

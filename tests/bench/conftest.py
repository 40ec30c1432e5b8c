"""Benchmarks run when they are asked for (``--benchmark-only``): timing is no test."""

from pathlib import Path

import pytest


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave the benchmarks out of an ordinary run."""
    return None if config.getoption("benchmark_only") else True

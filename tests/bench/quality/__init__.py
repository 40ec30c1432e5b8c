"""How well the product detects: precision, recall, leaks, false alarms and speed, measured by one command.

uv run python -m tests.bench.quality [--peers] [--write]
"""

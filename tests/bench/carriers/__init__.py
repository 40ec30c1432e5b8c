"""Detection per carrier: fifty made-up values in every corner of a file, sent through the proxy's own inspection.

uv run python -m tests.bench.carriers [--only NAME] [--misses] [--write]

A carrier is one module in ``kinds``, found by itself: ``NAME``, ``FILE`` (a file name), ``make(secrets)`` (the bytes of
a file that holds them all) and ``reopen(data)`` (raises where a program of its kind cannot open it), and where a plain
look into nested zips does not show every text, ``texts(data)``; ``RECOGNISED`` where texts are pixels, of which
some may be misread; ``READ_ONLY`` where a file is never written but stopped. ``classifiers/documents/README.md`` has
the table.
"""

"""One carrier a module; see ``tests/bench/carriers``."""

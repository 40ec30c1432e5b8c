"""Keeps what people wrote out of logs and crash reports (law 4): only types, places and codes are ever printed."""

import logging
import sys
import threading
import traceback
from types import TracebackType

try:
    import resource
except ImportError:  # Windows has no core dumps of this kind
    resource = None  # type: ignore[assignment]


class _Discreet(logging.Formatter):
    """Our own lines as they are; others' lines shrink to the logger's name; no exception's message is printed."""

    def format(self, record: logging.LogRecord) -> str:
        text = record.getMessage() if record.name.startswith("promptward") else f"(a line from {record.name})"
        line = f"{self.formatTime(record, '%Y-%m-%dT%H:%M:%S')} {record.levelname.lower()} {text}"
        if record.exc_info and record.exc_info[0]:
            line += f" [{describe(record.exc_info[0], record.exc_info[2])}]"
        return line


def describe(kind: type[BaseException], trace: TracebackType | None) -> str:
    """The type of an exception and where it was raised; never its message."""
    frames = traceback.extract_tb(trace)
    place = f" at {frames[-1].filename.rsplit('/', 1)[-1]}:{frames[-1].lineno}" if frames else ""
    return f"{kind.__name__}{place}"


def hush() -> None:
    """Set up logging, crash hooks and core dumps of a process that handles people's text."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Discreet())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("promptward").setLevel(logging.INFO)
    sys.excepthook = lambda kind, error, trace: print_crash(kind, trace)
    sys.unraisablehook = lambda crash: print_crash(crash.exc_type, crash.exc_traceback)
    logging.captureWarnings(True)
    threading.excepthook = lambda crash: print_crash(crash.exc_type, crash.exc_traceback)
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def more_files() -> None:
    """Let this process have as many connections open as the system allows it."""
    if resource is not None:
        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def print_crash(kind: type[BaseException], trace: TracebackType | None) -> None:
    """One line for an exception that nobody caught."""
    sys.stderr.write(f"promptward: internal error: {describe(kind, trace)}\n")

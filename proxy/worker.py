"""The worker process: reads tasks from standard input, writes inspections to standard output, until the pipe ends.

It holds the warm detectors and their cache, and no secret beyond the task at hand. It may be killed at any time.
Frames are two lengths of eight bytes, big endian, a pickle and, where a request was changed, its new body, which is
written piece by piece. Both ends are this program.
"""

import gc
import io
import os
import pickle
import struct
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from classifiers.detector import Detector
    from policies.shelf import Shelf
    from proxy.contract import Written
    from proxy.hearing import Heard
    from proxy.inspect import Inspection
    from proxy.large.tasks import LargeResult

HEADER = struct.Struct(">QQ")  # lengths of the pickle and of the body behind it
# How much address space a warm worker may take beside what it has. Reading a picture of 24 megapixels takes 0.7 GB.
_MOST_MORE = 2 << 30


@dataclass(frozen=True, slots=True)
class Ready:
    """The first frame: the worker is warm."""

    detectors: str


@dataclass(frozen=True, slots=True)
class Failed:
    """An inspection that broke; only the type of the error is told, its message may quote the text."""

    error: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a task gave, its milliseconds, and the bytes of memory that the worker then holds (0: unknown)."""

    result: "Inspection | Heard | LargeResult"
    millis: float
    resident: int


def resident() -> int:
    """Bytes of memory that this process holds; its most so far where only that is known; 0 where nothing is."""
    try:
        pages = Path("/proc/self/statm").read_bytes().split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError, ValueError):
        pass
    try:
        import resource
    except ImportError:  # Windows
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def limit_memory(more: int) -> None:
    """Let the address space of this process grow by so many bytes and no further, where the platform counts it.

    What needs more gets a MemoryError: the file is opaque, or the request is refused, and the machine lives on.
    """
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_bytes().split()[0])
    except (
        ImportError,
        OSError,
        IndexError,
        ValueError,
    ):  # Windows has no limit of this kind, macOS keeps to none
        return
    most = resource.getrlimit(resource.RLIMIT_AS)[1]
    limit = pages * os.sysconf("SC_PAGE_SIZE") + more
    if most == resource.RLIM_INFINITY or limit < most:
        resource.setrlimit(resource.RLIMIT_AS, (limit, most))


def pack(value: object, behind: int = 0) -> bytes:
    """One frame, up to the bytes of the body that is sent behind it."""
    frame = io.BytesIO()
    frame.write(bytes(HEADER.size))
    pickle.dump(value, frame, protocol=pickle.HIGHEST_PROTOCOL)
    size = frame.tell() - HEADER.size
    frame.seek(0)
    frame.write(HEADER.pack(size, behind))
    return frame.getvalue()


def _read(stream: BinaryIO) -> object | None:
    """The next frame; None at the end. What is large in it goes where it belongs at once, without a second copy."""
    head = stream.read(HEADER.size)
    if len(head) < HEADER.size:
        return None
    try:
        found: object = pickle.load(stream)
    except (EOFError, pickle.UnpicklingError):  # the parent is gone
        return None
    return found


def serve(
    answer: Callable[[object], tuple[object, "Written | None"]], source: BinaryIO, sink: BinaryIO
) -> None:
    """Answer task after task; an error in one never ends the worker. Nothing of one is held while the next is read."""
    while (task := _read(source)) is not None:
        body: Written | None = None
        try:
            reply, body = answer(task)
        except Exception as error:  # noqa: BLE001 (whatever it was: refused, and the worker lives)
            reply = Failed(type(error).__name__)
        sink.write(pack(reply, len(body) if body is not None else 0))
        for piece in body or ():
            sink.write(piece)
        sink.flush()
        del task, reply, body


def main() -> None:
    """The process's main function: the options come as the first frame."""
    source, sink = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # a stray print must not break the frames
    from classifiers.catalog import Options, load
    from policies.policy import Policy
    from proxy.hearing import listen
    from proxy.inspect import Task, inspected
    from proxy.large.tasks import Begin, Desk, End, Look, Settle
    from proxy.saying import Hearing
    from proxy.services.catalog import load_catalogue

    first = _read(source)
    if not isinstance(first, tuple):
        return
    options, hosts = first
    if not isinstance(options, Options):
        return
    try:
        scanner, catalogue = load(options), load_catalogue(*hosts)
    except ValueError as fault:
        sink.write(pack(Failed(str(fault))))  # an administrator's fault: it quotes rules, not people
        sink.flush()
        return
    gc.freeze()  # what is loaded stays: to look through all of it for garbage would hold up a request now and then
    limit_memory(_MOST_MORE)
    sink.write(pack(Ready(scanner.digest)))
    sink.flush()

    policies: dict[str, Policy] = {}
    shelf: Shelf | None = None
    desk = Desk(scanner, catalogue)

    def own_data(policy: Policy, key: bytes) -> "Detector | None":
        nonlocal shelf
        if not policy.data:
            return None
        if shelf is None:
            # Here and not above: most installations have no data of clients and need no arrays.
            from policies.shelf import Shelf

            shelf = Shelf()
        return shelf.get(policy, key)

    def answer(asked: object) -> "tuple[Answer, Written | None]":
        match asked:
            case (Task() | Hearing() | Look() | Begin() | Settle() | End() as task, Policy() as policy):
                policies[policy.digest] = policy
            case (Task() | Hearing() | Look() | Begin() | Settle() | End() as task, str() as digest):
                policy = policies[digest]
            case _:
                raise TypeError("not a task")
        begun = time.perf_counter()
        own = own_data(policy, task.data_key) if isinstance(task, Task | Hearing | Look) else None
        result: Inspection | Heard | LargeResult
        body: Written | None = None
        match task:
            case Task():
                result, body = inspected(task, policy, scanner, catalogue, own)
            case Hearing():
                result = listen(task, policy, scanner, catalogue, own)
            case _:
                result = desk.answer(task, policy, own)
        return Answer(result, (time.perf_counter() - begun) * 1000, resident()), body

    serve(answer, source, sink)

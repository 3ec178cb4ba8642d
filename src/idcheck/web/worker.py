"""A process that checks: tasks come in on standard input, events and results go out on standard output.

A task is a line of JSON that says what is to be done and how many bytes follow. What goes out are lines of
JSON behind one byte that tells what it is.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from idcheck.web.problems import ProblemError

if TYPE_CHECKING:
    from typing import BinaryIO

EVENT, RESULT, PROBLEM = b"+", b".", b"!"


class Task(msgspec.Struct, frozen=True):
    """What is to be done with `size` bytes; `name` is what a file of them is called."""

    kind: str
    name: str = ""
    size: int = 0


def main() -> None:
    """Do tasks until there are no more. The first brings the setup."""
    from idcheck.cli.keeping import Keeping
    from idcheck.web.setup import Setup
    from idcheck.web.tasks import Bench

    tasks = sys.stdin.buffer
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints goes where it does no harm
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # Ctrl-C is for the server, which ends this process
    _hold_memory()

    def tell(event: bytes) -> None:
        _send(out, EVENT, event)

    bench: Bench | None = None
    while line := tasks.readline():
        task = msgspec.json.decode(line, type=Task)
        payload = tasks.read(task.size)
        try:
            if bench is None:
                with Keeping():
                    bench = Bench(msgspec.json.decode(payload, type=Setup))
                    bench.warm()
                result = b"{}"
            else:
                result = bench.done(task, payload, tell)
        except ProblemError as problem:
            _send(out, PROBLEM, msgspec.json.encode(problem.document))
        except MemoryError:
            _send(out, PROBLEM, _fault(413, "too-heavy", "this takes more memory than a draft may"))
        except Exception as error:  # noqa: BLE001 - a fault in one draft must not end the server
            _send(out, PROBLEM, _fault(500, "fault", _told(error)))
        else:
            _send(out, RESULT, result)


def _send(out: BinaryIO, kind: bytes, body: bytes) -> None:
    out.write(b"%s%s\n" % (kind, body))
    out.flush()


def _fault(status: int, code: str, detail: str) -> bytes:
    return msgspec.json.encode(ProblemError(status, code, detail).document)


def _told(error: Exception) -> str:
    """Where a fault happened; not its message, which may quote the draft."""
    trace = error.__traceback__
    place = ""
    while trace is not None:
        code = trace.tb_frame.f_code
        place = f"{os.path.basename(code.co_filename)}:{trace.tb_lineno}"  # noqa: PTH119 - no more is wanted
        trace = trace.tb_next
    return (
        f"this is a fault in idcheck ({type(error).__name__} at {place}), not in your text; please report it"
    )  # fmt: skip


def _hold_memory() -> None:
    """Bound the memory of this process, on systems that can."""
    from idcheck.web.limits import MOST_MEMORY

    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


if __name__ == "__main__":
    main()

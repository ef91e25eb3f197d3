"""A working process: reads tasks on standard input, writes answers on standard output."""

from __future__ import annotations

import os
import pickle
import sys
import threading
import traceback
from queue import SimpleQueue
from typing import Any

from rackplan.errors import RackplanError

__all__ = ["main"]


def main() -> None:
    """Do tasks until the input ends; what is wrong with them goes back as its error."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    tasks: SimpleQueue[Any] = SimpleQueue()
    threading.Thread(target=_read, args=(tasks,), daemon=True).start()
    while True:
        function, arguments = tasks.get()
        try:
            answer: object = function(*arguments)
        except RackplanError as error:
            answer = error
        pickle.dump(answer, answers, protocol=pickle.HIGHEST_PROTOCOL)
        answers.flush()


def _read(tasks: SimpleQueue[Any]) -> None:
    """Read tasks; when whoever asks is gone, end at once, also in the midst of one."""
    while True:
        try:
            task = pickle.load(sys.stdin.buffer)  # noqa: S301  # written by our own parent
        except EOFError:
            os._exit(0)
        except BaseException:  # noqa: BLE001  # whatever it is, nobody would ever answer
            traceback.print_exc()
            os._exit(1)
        tasks.put(task)


if __name__ == "__main__":
    main()

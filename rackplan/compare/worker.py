"""A planning process: reads jobs on standard input, writes rows on standard output."""

from __future__ import annotations

import os
import pickle
import sys

from rackplan.compare.planning import plan_case
from rackplan.errors import RackplanError

__all__ = ["main"]


def main() -> None:
    """Plan jobs until the input ends; input that is bad goes back as its error."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    while True:
        try:
            job = pickle.load(sys.stdin.buffer)  # noqa: S301  # written by our own parent
        except (EOFError, KeyboardInterrupt):
            return
        try:
            answer: object = plan_case(*job)
        except RackplanError as error:
            answer = error
        except KeyboardInterrupt:
            return
        pickle.dump(answer, answers, protocol=pickle.HIGHEST_PROTOCOL)
        answers.flush()


if __name__ == "__main__":
    main()

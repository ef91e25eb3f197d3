"""Processes that do work side by side, each warm and on one thread.

* `crew`: hands tasks to processes and takes their answers;
* `worker`: what runs in each of them.
"""

from rackplan.crew.crew import Crew, LostWorkerError, Task, do_all

__all__ = ["Crew", "LostWorkerError", "Task", "do_all"]

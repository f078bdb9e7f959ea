"""Search workers made to be killed, without the two seconds that Django takes to begin.

One process has loaded everything and makes a child for each worker; the child runs the command `search_worker` itself.
It reads orders from its standard input, "start" and "kill", and answers each on its standard output.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterable
from typing import TextIO

from django.core.management import call_command
from django.db import connections

from search.indexing import outbox

START, KILL = "start", "kill"


def obey(orders: Iterable[str], answers: TextIO) -> None:
    """Answer a start with the number of the process, a kill with the number of changes that waited then.

    When there are no more orders, the last worker is killed too.
    """
    child = 0
    for order in orders:
        child, answer = (0, kill(child)) if order.strip() == KILL else (started := make_worker(), started)
        answers.write(f"{answer}\n")
        answers.flush()
    if child:
        kill(child)


def kill(child: int) -> int:
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    waiting = outbox.pending().count()
    # The next child may not share its parent's connection.
    connections.close_all()
    return waiting


def make_worker() -> int:
    child = os.fork()
    if child:
        return child
    try:
        call_command("search_worker")
    finally:
        # Whatever happens: the child may not go on with its parent's work.
        sys.stderr.flush()
        os._exit(1)

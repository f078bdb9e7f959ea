"""The worker sends what waits in the outbox."""

from __future__ import annotations

import time
from threading import Event

import structlog
from django.db import InterfaceError, OperationalError, close_old_connections
from django.utils import timezone

from cms.mail import outbox
from cms.mail.collecting import NotAllTold, collect
from cms.mail.delivery import deliver

log = structlog.get_logger(__name__)

POLL = 1.0
"""Seconds between two looks at an outbox in which nothing is due."""
LONGEST_PAUSE = 30.0
TIDY_EVERY = 3600.0
COLLECT_EVERY = 15.0


def send_next() -> bool:
    """Send the mail whose turn it is; return whether there was one.

    That it is being sent is committed before the server hears of it: a worker that is killed meanwhile leaves a mail
    that an operator has to decide on, and never one that is sent a second time.
    """
    if interrupted := outbox.note_interrupted():
        log.warning("mails_perhaps_sent", count=interrupted)
    mail = outbox.claim()
    if mail is None:
        return False
    outcome = deliver(mail)
    outbox.settle(mail, outcome)
    log.info("mail", mail=mail.pk, kind=mail.kind, state=str(outcome.state), problem=str(outcome.problem))
    return True


def run(stop: Event, *, once: bool = False) -> None:
    """Send until stopped, or with `once` until nothing is due. What is to be collected comes after what waits.

    A database that does not answer is waited for, longer every time; with `once` it is raised. So is in the end that
    somebody could not be told; without `once` they are tried again and again.
    """
    untold: NotAllTold | None = None
    pause, tidied, collected = POLL, -TIDY_EVERY, -COLLECT_EVERY
    while not stop.is_set():
        try:
            if time.monotonic() - tidied >= TIDY_EVERY:
                outbox.forget_old()
                tidied = time.monotonic()
            busy = send_next()
            if not busy and time.monotonic() - collected >= COLLECT_EVERY:
                collected, busy = time.monotonic(), True
                collect(now=timezone.now())
        except NotAllTold as error:
            log.warning("not_all_told", count=error.failed)
            untold = error
            continue
        except (OperationalError, InterfaceError) as error:
            if once:
                raise
            pause = min(pause * 2, LONGEST_PAUSE)
            log.warning("mail_worker_waits", seconds=pause, reason=repr(error))
            close_old_connections()
            stop.wait(pause)
            continue
        pause = POLL
        if not busy:
            if once:
                break
            stop.wait(POLL)
    if once and untold is not None:
        raise untold

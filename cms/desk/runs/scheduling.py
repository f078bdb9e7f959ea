"""Held decisions released at a time: decided by a person now, done by the worker of background tasks then."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from cms.accounts.models import User
from cms.accounts.queries import language_of
from cms.desk.models import Run
from cms.desk.runs.actions import carry_out
from cms.desk.runs.permissions import owns, takes_back
from cms.moderation.exceptions import InvalidMove

LATE = dt.timedelta(minutes=10)
"""So long after its time a release is taken to be lost with a worker that was ended."""
ASKED_AGAIN_AFTER = dt.timedelta(hours=1)


@transaction.atomic
def schedule(*, run: Run, at: dt.datetime, by: User) -> None:
    """Have held decisions released at that time, as they were read; all is asked again then.

    The worker's task is a row of the same transaction. A task that is lost is made again (release_late).
    Raises PermissionDenied, or InvalidMove for a time that is past and decisions that are not held.
    """
    if not owns(by, run):
        raise PermissionDenied(_("These decisions are another person's."))
    if at <= timezone.now():
        raise InvalidMove(_("This time is past."))
    if not run.is_held or run.done_at is not None:
        raise InvalidMove(_("This was carried out already."))
    run.at = at
    run.save(update_fields=["at"])
    release_held.using(run_after=at).enqueue(run.pk)


@transaction.atomic
def unschedule(*, run: Run, by: User) -> None:
    """Let held decisions wait for their person again. Raises PermissionDenied, or InvalidMove if they were."""
    if not takes_back(by, run):
        raise PermissionDenied(_("These decisions are another person's."))
    if not Run.objects.held().filter(pk=run.pk).update(at=None):
        raise InvalidMove(_("This was carried out already."))
    run.at = None


@task()
def release_held(pk: int) -> None:
    """Release a run whose time has come, in its person's name; a decision that cannot be taken says so on its row."""
    run = Run.objects.held().filter(pk=pk, at__lte=timezone.now()).select_related("by").first()
    if run is not None:
        with translation.override(language_of(run.by) or "en"):
            carry_out(run=run, by=run.by)


def release_late(*, now: dt.datetime) -> int:
    """Give the worker of background tasks the releases again that it began and did not end, or that were lost.

    What still waits for it, or was given to it within the hour, is left to it. No mail is written by this: returns 0.
    """
    late = set(Run.objects.held().filter(at__lte=now - LATE).values_list("pk", flat=True))
    if late:
        given = DBTaskResult.objects.filter(
            Q(status=TaskResultStatus.READY) | Q(enqueued_at__gte=now - ASKED_AGAIN_AFTER),
            task_path=release_held.module_path,
        )
        late -= {values["args"][0] for values in given.values_list("args_kwargs", flat=True)}
    for pk in late:
        release_held.enqueue(pk)
    return 0

"""Who approved in part has done theirs: the page returns to the pool for the next person."""

from __future__ import annotations

from typing import Any

from wagtail.models import TaskState

from cms.accounts.models import User
from cms.desk.models import Handling
from cms.desk.waiting.actions import write_handling
from cms.moderation.signals import approved_in_part


def return_to_the_pool(sender: type, step: TaskState, by: User, **kwargs: Any) -> None:
    if Handling.objects.filter(review=step, person=by).exists():
        write_handling(step, person=None)


def connect() -> None:
    approved_in_part.connect(return_to_the_pool, dispatch_uid="desk.return_to_the_pool")

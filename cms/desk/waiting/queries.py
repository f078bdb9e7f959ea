"""What waits for a decision, for how long, and who has it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from functools import reduce
from operator import or_

from django.conf import settings
from django.db.models import BigIntegerField, BooleanField, Case, Q, QuerySet, Value, When
from django.db.models.functions import Cast
from wagtail.models import Page, TaskState, WorkflowState

from cms.accounts.enums import Role, group_name
from cms.accounts.models import User
from cms.desk.models import Handling
from cms.desk.queries import desk_pages, under_review, waiting
from cms.desk.waiting.kinds import of_kind
from cms.desk.waiting.working_days import earliest_within
from cms.moderation.approvals.queries import progress_in
from cms.moderation.models import ReviewTask
from cms.moderation.permissions import deciders_among
from cms.moderation.registry import moderated_models
from cms.moderation.states import open_page_ids, open_workflows


def what_waits(user: User, *, today: dt.date) -> QuerySet[Page]:
    """Return the pages in an open review that this person sees: late ones first, then the longest waiting.

    Where it is the author's turn they come last. Annotated as `cms.desk.queries.waiting` does, with `is_late`.
    """
    return by_urgency(waiting(desk_pages(user)), today=today)


def by_urgency(pages: QuerySet[Page], *, today: dt.date) -> QuerySet[Page]:
    """Order what `waiting` returned."""
    return pages.annotate(is_late=_flag(late(today)), is_open=_flag(under_review())).order_by(
        "-is_late", "-is_open", "since", "pk"
    )


def _flag(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def late(today: dt.date, *, grace: int = 0) -> Q:
    """Return a condition on pages: a decision is late by more than so many working days.

    It is late after the date that somebody set, else after the service level of its kind.
    """
    dated = Q(pk__in=_page_ids(Handling.objects.open().exclude(due=None)))
    past = Q(pk__in=_page_ids(Handling.objects.open().filter(due__lt=earliest_within(grace, today))))
    return past | (~dated & _past_service_level(today, grace))


def _past_service_level(today: dt.date, grace: int) -> Q:
    """Most kinds share one level: those with one of their own are told apart from the rest."""
    own = settings.DECISION_DAYS_BY_KIND
    late_by_kind = [of_kind(kind) & _handed_in_before(days + grace, today) for kind, days in own.items()]
    others = _handed_in_before(settings.DECISION_DAYS + grace, today)
    for kind in own:
        others &= ~of_kind(kind)
    return reduce(or_, late_by_kind, others)


def _handed_in_before(days: int, today: dt.date) -> Q:
    """Under review since before the earliest day that is within so many working days."""
    start = dt.datetime.combine(earliest_within(days, today), dt.time(), dt.UTC)
    return Q(
        pk__in=open_page_ids(
            status=WorkflowState.STATUS_IN_PROGRESS, current_task_state__started_at__lt=start
        )
    )


def claimed_by(user: User) -> Q:
    return Q(pk__in=_page_ids(Handling.objects.open().filter(person=user)))


def claimed() -> Q:
    return Q(pk__in=_page_ids(Handling.objects.open().exclude(person=None)))


def _page_ids(handlings: QuerySet[Handling]) -> QuerySet[Handling]:
    number = Cast("review__workflow_state__object_id", BigIntegerField())
    return handlings.annotate(page_pk=number).values("page_pk")


def reviews_of(pages: Collection[Page]) -> dict[int, WorkflowState]:
    """Return the open review of each page by the page's key, with its step, who handed in and who has it."""
    states = open_workflows().filter(object_id__in=[str(page.pk) for page in pages])
    read = states.select_related("requested_by", "current_task_state__handling__person")
    return {int(state.object_id): state for state in read}


def handling_of(page: Page) -> Handling | None:
    """Return who has the page that waits, and until when; None where nobody said so."""
    review = reviews_of([page]).get(page.pk)
    return handling_in(review) if review else None


def handling_in(review: WorkflowState) -> Handling | None:
    """Return the same of a review that `reviews_of` read."""
    step = review.current_task_state
    waits = step is not None and step.status == TaskState.STATUS_IN_PROGRESS
    return getattr(step, "handling", None) if waits else None


def people_for(page: Page) -> list[User]:
    """Return the people whose decision a page under review waits for, four eyes included, by name."""
    progress = progress_in(page.current_workflow_state)
    people = people_who_decide().prefetch_related("groups").order_by("name", "pk")
    return deciders_among((each for each in people if progress is None or progress.asks(each)), page)


def people_who_decide() -> QuerySet[User]:
    """Return the active people whose roles or groups let them decide on some moderated page."""
    roles = {Role.MODERATOR, Role.ADMINISTRATOR}.union(
        *(model.also_moderated_by for model in moderated_models())
    )
    named = Q(groups__name__in=[group_name(role) for role in roles])
    reviewers = Q(groups__name__startswith=f"{Role.REVIEWER}:")
    asked = Q(groups__in=ReviewTask.groups.through.objects.values("group"))
    return User.objects.filter(named | reviewers | asked | Q(is_superuser=True), is_active=True).distinct()

"""Which decisions a person holds."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet
from wagtail.models import Page

from cms.accounts.models import User
from cms.desk.models import Run, RunDecision
from cms.desk.runs.enums import Outcome


def held_of(user: User) -> QuerySet[RunDecision]:
    """Return the decisions that the person has put aside."""
    held = Run.objects.held().filter(by=user)
    return RunDecision.objects.filter(run__in=held, outcome=Outcome.PLANNED)


def held_among(user: User, pages: Collection[Page]) -> dict[int, RunDecision]:
    """Return the decisions that the person has put aside on these pages, by the page's key."""
    held = held_of(user).filter(page__in=[page.pk for page in pages])
    return {decision.page_id: decision for decision in held}


def held_by(user: User, page: Page) -> RunDecision | None:
    """Return the decision on a page that the person has put aside."""
    return held_among(user, [page]).get(page.pk)

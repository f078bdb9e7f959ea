"""Wagtail tells us when a page became public or stopped being so; the publication history is written then."""

from typing import Any

from django.utils import timezone
from wagtail.signals import page_published, page_unpublished

from cms.accounts.models import User
from cms.moderation.publication import require_decision
from cms.moderation.signals import merged
from cms.records.history import record_publication, record_withdrawal
from cms.records.merging import link, linked_to
from cms.records.models import RecordPage


def on_published(sender: type, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, RecordPage):
        decision = require_decision()
        record_publication(instance, at=timezone.now(), by=decision.by, reason=decision.reason)


def on_unpublished(sender: type, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, RecordPage):
        decision = require_decision()
        record_withdrawal(instance, at=timezone.now(), by=decision.by, reason=decision.reason)


def on_merged(sender: type, page: Any, into: Any, by: User, reason: str, **kwargs: Any) -> None:
    link(linked_to(page), to=into, by=by, reason=reason)


def connect() -> None:
    merged.connect(on_merged, dispatch_uid="records.merging")
    page_published.connect(on_published, dispatch_uid="records.publication_history.published")
    page_unpublished.connect(on_unpublished, dispatch_uid="records.publication_history.unpublished")

"""Wagtail tells when what the public sees changes; the outbox notes it in the same transaction.

Except for a new slug: Wagtail tells of it after the commit.
"""

from __future__ import annotations

from typing import Any

from django.core.signals import request_finished
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from cms.organisations.models import Organisation
from search import registry
from search.editorial import pins, questions
from search.indexing.outbox import enqueue
from search.lexicon import forget
from search.models import GlossaryTerm, PinnedResult, SynonymGroup


def enqueue_shown(instance: Model, **kwargs: Any) -> None:
    """Enqueue the records whose document shows this page or organisation."""
    enqueue(registry.ids_for(instance))


def enqueue_deleted(instance: Model, **kwargs: Any) -> None:
    """Once more when the row is gone: the worker may have read it between its unpublishing and now."""
    if isinstance(instance, Page):
        enqueue(registry.ids_for(instance))


def enqueue_below(instance: Page, **kwargs: Any) -> None:
    """Enqueue the records at and below a page: their addresses, or who may read them, have changed."""
    pages = instance.get_descendants(inclusive=True).specific().iterator()
    enqueue(id for page in pages for id in registry.ids_for(page))


def enqueue_restricted(instance: PageViewRestriction, raw: bool = False, **kwargs: Any) -> None:
    """A raw row is brought back together with its page, and whoever does so tells of that."""
    if not raw:
        enqueue_below(instance.page)


def enqueue_opened(instance: PageViewRestriction, origin: Any, **kwargs: Any) -> None:
    """Where a restriction goes because its page is deleted, enqueue_deleted speaks for the page."""
    if getattr(origin, "model", type(origin)) is PageViewRestriction:
        enqueue_restricted(instance)


def forget_lexicon(**kwargs: Any) -> None:
    """The next question knows what was edited."""
    forget()


def forget_pins(**kwargs: Any) -> None:
    pins.forget()


def connect() -> None:
    page_published.connect(enqueue_shown, dispatch_uid="search_page_published")
    page_unpublished.connect(enqueue_shown, dispatch_uid="search_page_unpublished")
    page_slug_changed.connect(enqueue_below, dispatch_uid="search_page_slug_changed")
    post_page_move.connect(enqueue_below, dispatch_uid="search_page_moved")
    post_delete.connect(enqueue_deleted, dispatch_uid="search_page_deleted")
    post_save.connect(enqueue_shown, sender=Organisation, dispatch_uid="search_organisation_saved")
    post_save.connect(enqueue_restricted, sender=PageViewRestriction, dispatch_uid="search_restriction_saved")
    request_finished.connect(questions.write_noted, dispatch_uid="search_question_noted")
    for model in (GlossaryTerm, SynonymGroup):
        for signal in (post_save, post_delete):
            signal.connect(forget_lexicon, sender=model, dispatch_uid=f"search_forget_{model.__name__}")
    for signal in (post_save, post_delete):
        signal.connect(forget_pins, sender=PinnedResult, dispatch_uid="search_forget_pins")
    post_delete.connect(enqueue_opened, sender=PageViewRestriction, dispatch_uid="search_restriction_deleted")

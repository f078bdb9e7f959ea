"""What there is to translate, on the first page of the admin."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F
from django.urls import reverse
from django.utils.http import urlencode
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from cms.accounts.models import User
from cms.core.days import today
from cms.desk.queries import decides_on_all
from cms.translation_desk.models import Assignment
from cms.translation_desk.queue.queries import languages_of, requested, to_do

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Claim:
    """A translation that the person has claimed."""

    title: str
    language: str
    url: str
    due: dt.date | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class Share:
    """What there is to do in one of the person's languages."""

    language: str
    url: str
    count: int
    requested: int


class TranslationsPanel(Component):
    """What the person has claimed, the earliest due date first, and how much there is in each of their languages."""

    name = "translation_desk"
    template_name = "translation_desk/queue/panel.html"
    order = 110

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        return {"claims": claims_of(user, today()), "shares": shares_of(user)}


def has_something_to_do(user: User) -> bool:
    """Whether the panel says anything: to whoever decides on all languages, only what they claimed."""
    return bool(own_languages(user)) or Assignment.objects.filter(person=user).exists()


def own_languages(user: User) -> list[str]:
    """Return those that the person translates as a translator or reviewer, not because they decide on everything."""
    return [] if decides_on_all(user) else languages_of(user)


def claims_of(user: User, today: dt.date) -> list[Claim]:
    rows = list(Assignment.objects.filter(person=user).order_by(F("due").asc(nulls_last=True), "pk")[:SHOWN])
    keys = [row.translation_key for row in rows]
    pages = Page.objects.filter(translation_key__in=keys).select_related("locale", "original_summary")
    there = {(page.translation_key, page.locale.language_code): page for page in pages}
    originals = {page.translation_key: page for page in pages if hasattr(page, "original_summary")}
    return [
        _claim(row, page, today)
        for row in rows
        if (page := there.get((row.translation_key, row.language)) or originals.get(row.translation_key))
    ]


def _claim(row: Assignment, page: Page, today: dt.date) -> Claim:
    is_begun = page.locale.language_code == row.language
    return Claim(
        title=page.get_admin_display_title() if is_begun else page.title,
        language=row.language,
        url=reverse("translation_page", args=[page.pk])
        if is_begun
        else _queue(language=row.language, claim="mine"),
        due=row.due,
        is_late=row.due is not None and row.due < today,
    )


def shares_of(user: User) -> list[Share]:
    """Return what there is to do in each of the person's languages; one query for each."""
    return [
        Share(code, _queue(language=code), **to_do(code).aggregate(**_counts(code)))
        for code in own_languages(user)
    ]


def _counts(language: str) -> dict[str, Count]:
    return {"count": Count("pk"), "requested": Count("pk", filter=requested(language))}


def _queue(**query: str) -> str:
    return f"{reverse('translation_queue')}?{urlencode(query)}"

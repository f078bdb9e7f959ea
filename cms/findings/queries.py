"""What was found, as pages and lists ask for it."""

from __future__ import annotations

from collections.abc import Collection

from django.conf import settings
from django.db.models import F, Q, QuerySet
from wagtail.models import Page

from cms.findings.index import findings_in, texts_of
from cms.findings.models import Check, Link
from cms.findings.values import Finding


def findings_on(page: Page) -> list[Finding]:
    """Return what the rules find now in the newest text of a page."""
    revision = page.latest_revision
    return [
        each
        for found in findings_in(list(texts_of([revision] if revision else []).values()))
        for each in found
    ]


def untried_links(page: Page) -> int:
    """Return how many links of a page that waits are still to be tried; none where links are not tried."""
    return Link.objects.filter(checks=page.pk, answer="").count() if settings.LINK_CHECKS else 0


def checks_of(pages: Collection[Page]) -> dict[int, Check]:
    """Return the check of each page's newest text, by the page's key; none where that text was not checked yet."""
    newest = {page.pk: page.latest_revision_id for page in pages}
    rows = Check.objects.filter(page__in=newest)
    return {row.page_id: row for row in rows if row.revision == newest[row.page_id]}


def with_findings(*, wrong: bool = False) -> Q:
    """Return a condition on pages: something was found in their newest text, or something that is wrong."""
    found = Q(wrong__gt=0) if wrong else Q(wrong__gt=0) | Q(remarks__gt=0)
    return Q(pk__in=_of_newest().filter(found).values("page"))


def without_findings() -> Q:
    """Return a condition on pages: their newest text was checked, and nothing was found."""
    return Q(pk__in=_of_newest().filter(wrong=0, remarks=0).values("page"))


def _of_newest() -> QuerySet[Check]:
    return Check.objects.filter(revision=F("page__latest_revision"))

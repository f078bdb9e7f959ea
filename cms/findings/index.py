"""What was found in the texts that wait, counted beside each page, so that a list joins two numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import OuterRef, Q, Subquery
from wagtail.models import Locale, Page, Revision

from cms.core.days import today
from cms.findings.enums import Answer, Level
from cms.findings.links.actions import AGAIN, note_links
from cms.findings.links.addresses import links_of, normal
from cms.findings.models import Check, Link
from cms.findings.rules import VERSION, findings_of
from cms.findings.texts import text_of
from cms.findings.values import Finding, Known, Text
from cms.moderation.states import open_page_ids
from cms.translations.models import TranslatedPage

BATCH = 200


def rules_version() -> str:
    """Return what findings depend on besides text, links and the day."""
    return f"{VERSION}/{settings.LEAST_WORDS}/{int(settings.LINK_CHECKS)}"


def texts_of(revisions: Collection[Revision]) -> dict[int, Text]:
    """Return what the rules read of each revision of a moderated page, by the primary key of the page."""
    languages = dict(Locale.objects.values_list("pk", "language_code"))
    texts = {}
    for revision in revisions:
        model = ContentType.objects.get_for_id(revision.content_type_id).model_class()
        if model is not None and issubclass(model, TranslatedPage):
            texts[int(revision.object_id)] = text_of(model, revision.content, languages)
    return texts


def findings_in(texts: Collection[Text]) -> list[list[Finding]]:
    """Return what the rules find in each text, with what is known of its links."""
    known = Known(today(), settings.LEAST_WORDS, _answers(texts))
    return [findings_of(text, known) for text in texts]


def _answers(texts: Collection[Text]) -> dict[str, Answer]:
    urls = {url for text in texts for url in urls_of(text)}
    known = Link.objects.in_bulk(urls, field_name="url")
    return {url: Answer(link.answer) for url, link in known.items() if link.answer}


def urls_of(text: Text) -> list[str]:
    """Return the web addresses that a text names, each once, in its order."""
    named = (normal(link) for _field, link in links_of(text))
    return list(dict.fromkeys(filter(None, named)))


@transaction.atomic
def remember_revisions(revisions: Collection[Revision]) -> int:
    """Check these newest revisions of their pages and count what was found; return how many were checked.

    The number of queries does not grow with the revisions.
    """
    texts = texts_of(revisions)
    keys = {int(revision.object_id): revision.pk for revision in revisions}
    found = zip(texts, findings_in(list(texts.values())), strict=True)
    Check.objects.bulk_create(
        (
            Check(
                page_id=pk,
                revision=keys[pk],
                rules=rules_version(),
                wrong=sum(each.level == Level.WRONG for each in findings),
                remarks=sum(each.level == Level.LOOK for each in findings),
            )
            for pk, findings in found
        ),
        update_conflicts=True,
        unique_fields=["page"],
        update_fields=["revision", "rules", "wrong", "remarks"],
    )
    if settings.LINK_CHECKS:
        note_links({pk: urls_of(text) for pk, text in texts.items()})
    return len(texts)


def remember(pks: Collection[int]) -> int:
    """Check the newest text of each of these pages; return how many were checked."""
    pages = Page.objects.filter(pk__in=pks)
    return remember_revisions(list(Revision.objects.filter(pk__in=pages.values("latest_revision"))))


def refresh() -> Iterator[int]:
    """Check what waits and was not checked by these rules, a few hundred at a time; yield how many each step did."""
    taken = Check.objects.filter(page=OuterRef("pk"), rules=rules_version())
    waiting = Page.objects.filter(pk__in=open_page_ids()).annotate(checked=Subquery(taken.values("revision")))
    pks = [
        pk
        for pk, newest, checked in waiting.order_by("pk").values_list("pk", "latest_revision", "checked")
        if newest != checked
    ]
    for start in range(0, len(pks), BATCH):
        yield remember(pks[start : start + BATCH])


@transaction.atomic
def forget(now: dt.datetime) -> None:
    """Remove the checks of what waits no more, and the links that nothing names, once they could be tried again."""
    Check.objects.exclude(page__in=open_page_ids()).delete()
    lately = Q(tried_at__gt=now - AGAIN)
    Link.objects.filter(checks=None).exclude(lately).delete()

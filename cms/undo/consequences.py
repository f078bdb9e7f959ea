"""What an act would take along, read from what is stored now. A test for each act holds it to what happens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import reduce
from operator import or_

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, ReferenceIndex, WorkflowState

from cms.mail.enums import DUE
from cms.mail.models import OutgoingMail
from cms.moderation.queries import live_translations
from cms.moderation.registry import is_moderated
from cms.moderation.states import OPEN, open_workflows
from cms.records.merging import linked_to
from cms.undo.copies import Taken, taken_with
from cms.undo.kinds import named_parts
from cms.undo.steps import steps_without
from cms.undo.values import Consequences
from cms.undo.wholes import trees, wholes
from search import registry


def of_deletion(objects: Sequence[Model]) -> Consequences:
    """Return what deleting these objects takes along. Raises copies.Kept when something else needs them."""
    return consequences_of(objects, taken_with(everything(objects)))


def everything(objects: Sequence[Model]) -> list[Model]:
    """Return each row that is asked to go, pages below and translations included, as plain pages."""
    tops = wholes(objects)
    pages = [each for each in tops if isinstance(each, Page)]
    return [*(each for each in tops if not isinstance(each, Page)), *(trees(pages) if pages else ())]


def consequences_of(objects: Sequence[Model], taken: Taken) -> Consequences:
    pages = [page for page in taken.objects(Page) if isinstance(page, Page)]
    asked = {each.pk for each in objects if isinstance(each, Page)}
    live = [page for page in pages if page.live]
    redirects = {row.old_path for row in taken.objects(Redirect) if isinstance(row, Redirect)}
    own = {each.old_path for each in objects if isinstance(each, Redirect)}
    reviews = [row for row in taken.objects(WorkflowState) if isinstance(row, WorkflowState)]
    groups = [each for each in objects if isinstance(each, Group)]
    members = [user for group in groups for user in group.user_set.all()]
    return Consequences(
        pages=titles(page for page in pages if page.pk not in asked and not _translates(page, objects)),
        translations=tuple(sorted(_languages(page for page in pages if _translates(page, objects)))),
        addresses=tuple(sorted({page.url_path for page in live} | own)),
        links=titles(links_to(pages, objects)),
        found=records_lost(live),
        redirects=tuple(sorted(redirects - own)),
        reviews=sum(review.status in OPEN for review in reviews),
        mails=mails_about(pages),
        people=titles(members),
        **steps_without(groups),
        parts=parts_of(taken, objects),
        files=tuple(taken.files()),
        rows=taken.counts(),
    )


def of_going_offline(page: Page, *, answer: int) -> Consequences:
    """Return what taking a live page offline does: archived (410, also when it is offline) or unpublished (404)."""
    return ways_offline(page)[answer]


def ways_offline(page: Page) -> dict[int, Consequences]:
    """Return what taking a page offline does, by what its address answers then."""
    pages = [page, *(live_translations(page) if is_moderated(page) else ())]
    live = [each for each in pages if each.live]
    unpublished = Consequences(
        translations=tuple(sorted(_languages(pages[1:]))),
        addresses=tuple(sorted(each.url_path for each in live)),
        answer=404,
        links=titles(links_to(live, ())),
        found=records_lost(live),
        reviews=open_workflows().filter(object_id__in=[str(each.pk) for each in live]).count(),
        mails=mails_about(live),
    )
    addresses = tuple(sorted(each.url_path for each in pages))
    return {404: unpublished, 410: replace(unpublished, addresses=addresses, answer=410)}


def of_merging(page: Page, into: Page) -> Consequences:
    """Return what merging a record into another does: its addresses lead there, and what names it names that."""
    gone = of_going_offline(page, answer=410)
    linked = linked_to(page)
    kept = {str(each.pk) for each in linked}
    links = [each for each in links_to([page], ()) if str(each.pk) not in kept]
    return replace(gone, answer=301, into=title_of(into), links=titles(links), relinked=titles(linked))


def of_moving(pages: Sequence[Page]) -> Consequences:
    """Return what moving these pages does: their addresses lead on to the new ones."""
    moved = trees(Page.objects.filter(pk__in=[page.pk for page in pages]))
    return Consequences(
        pages=titles(moved.exclude(pk__in=[page.pk for page in pages])),
        addresses=tuple(sorted(moved.filter(live=True).values_list("url_path", flat=True))),
        answer=301,
    )


def parts_of(taken: Taken, objects: Iterable[Model]) -> dict[str, int]:
    """Count the rows of the models that are named, without what was asked to go itself."""
    counts = Counter(taken.counts()) - Counter(each._meta.label for each in objects)
    return {label: count for label, count in sorted(counts.items()) if label in named_parts()}


def titles(objects: Iterable[Model]) -> tuple[str, ...]:
    return tuple(sorted(title_of(each) for each in objects))


def title_of(each: Model) -> str:
    return each.draft_title or each.title if isinstance(each, Page) else str(each)


def _translates(page: Page, objects: Sequence[Model]) -> bool:
    """Whether the page is a translation of one that was asked for."""
    keys = {each.translation_key for each in objects if isinstance(each, Page)}
    asked = {each.pk for each in objects}
    return page.translation_key in keys and page.pk not in asked


def _languages(pages: Iterable[Page]) -> set[str]:
    return {page.locale.language_code for page in pages}


def links_to(pages: Collection[Page], others: Iterable[Model]) -> list[Model]:
    """Return what stays and links to these pages or other objects."""
    gone = {str(page.pk) for page in pages}
    of_pages = ContentType.objects.get_for_model(Page)
    to = Q(to_content_type=of_pages, to_object_id__in=gone)
    for each in others:
        if not isinstance(each, Page):
            to |= Q(to_content_type=ContentType.objects.get_for_model(each), to_object_id=str(each.pk))
    rows = ReferenceIndex.objects.filter(to).exclude(base_content_type=of_pages, object_id__in=gone)
    sources = set(rows.values_list("base_content_type", "object_id"))
    found: list[Model] = []
    for content_type in {content_type for content_type, _pk in sources}:
        model = ContentType.objects.get_for_id(content_type).model_class()
        if model is not None:
            pks = [pk for of, pk in sources if of == content_type]
            found += model._base_manager.filter(pk__in=pks)
    return found


def records_lost(live: Collection[Page]) -> tuple[str, ...]:
    """Return the ids of the public records whose original is among these pages."""
    if not live:
        return ()
    gone = {page.pk for page in live}
    ids = {id for page in live for id in registry.ids_for(page.specific)}
    lost = (id for id in registry.build(sorted(ids)) if (page := registry.page(id)) and page.pk in gone)
    return tuple(sorted(lost))


def mails_about(pages: Collection[Page]) -> int:
    """Count the mails waiting to be sent that lead to one of these pages, on the site or on the desk."""
    marks = [Q(body__contains=mark) for page in pages for mark in (page.url_path, f"/desk/{page.pk}/")]
    return OutgoingMail.objects.filter(reduce(or_, marks), state__in=DUE).count() if marks else 0

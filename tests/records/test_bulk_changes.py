"""New revisions of many records: what becomes public, what stays a draft, and that nobody's work is lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from wagtail.models import Page, PageLogEntry

from cms.accounts.models import User
from cms.moderation import actions
from cms.moderation.enums import LogAction, PageState
from cms.moderation.publication import decided
from cms.moderation.states import state_of
from cms.organisations.actions import resolve_organisations
from cms.records.bulk.changes import update_pages
from cms.records.bulk.creation import create_pages
from cms.records.bulk.values import ChangedPage, NewPage, TargetState
from cms.taxonomy.models import Term
from search.models import OutboxRow
from stocktaking_pages.actions import year_page
from stocktaking_pages.models import StocktakingProjectPage
from tests.factories import ProjectFactory, fresh, locale, person, published, write
from tests.records.pictures import picture
from tests.records.test_bulk import full_project

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabularies")]

PUBLISHED, REVIEW, DRAFT = TargetState.PUBLISHED, TargetState.REVIEW, TargetState.DRAFT


def change(page: Page, state: TargetState, by: User, **values: Any) -> Page:
    update_pages([ChangedPage(fresh(page), values)], state=state, by=by)
    return fresh(page)


def draft() -> Page:
    return ProjectFactory(title="Before", slug=f"before-{StocktakingProjectPage.objects.count()}")


def in_review() -> Page:
    page = draft()
    actions.submit(page=page, by=page.owner)
    return page


def changes_requested() -> Page:
    page = in_review()
    actions.request_changes(page=page, by=person("moderator"), note="Where?")
    return page


def rejected() -> Page:
    page = in_review()
    actions.reject(page=page, by=person("moderator"), reason="No project")
    return page


def public() -> Page:
    return published(draft())


def public_with_a_draft() -> Page:
    page = public()
    return write(page, page.owner, title="Half written")


def unpublished() -> Page:
    page = public()
    actions.unpublish(page=page, by=person("moderator"), reason="Wrong")
    return page


def archived() -> Page:
    page = public()
    actions.archive(page=page, by=person("moderator"), reason="Over")
    return page


@pytest.mark.parametrize(
    ("make", "target", "state"),
    [
        (draft, DRAFT, PageState.DRAFT),
        (draft, REVIEW, PageState.IN_REVIEW),
        (draft, PUBLISHED, PageState.PUBLISHED),
        (in_review, DRAFT, PageState.IN_REVIEW),
        (in_review, REVIEW, PageState.IN_REVIEW),
        (in_review, PUBLISHED, PageState.PUBLISHED),
        (changes_requested, DRAFT, PageState.CHANGES_REQUESTED),
        (changes_requested, REVIEW, PageState.IN_REVIEW),
        (changes_requested, PUBLISHED, PageState.PUBLISHED),
        (rejected, PUBLISHED, PageState.REJECTED),
        (public, DRAFT, PageState.PUBLISHED_CHANGES_IN_DRAFT),
        (public, REVIEW, PageState.PUBLISHED_CHANGES_IN_REVIEW),
        (public, PUBLISHED, PageState.PUBLISHED),
        (public_with_a_draft, PUBLISHED, PageState.PUBLISHED_CHANGES_IN_DRAFT),
        (unpublished, PUBLISHED, PageState.UNPUBLISHED),
        (archived, PUBLISHED, PageState.ARCHIVED),
    ],
)
def test_state_after_a_change(make: Any, target: TargetState, state: PageState) -> None:
    page = make()

    changed = change(page, target, person(), summary="New words.")

    assert state_of(changed) == state
    assert changed.get_latest_revision_as_object().summary == "New words."
    is_public_now = target == PUBLISHED and state == PageState.PUBLISHED
    assert (changed.summary == "New words.") == is_public_now


def test_a_colleagues_draft_is_neither_lost_nor_published() -> None:
    page = public_with_a_draft()

    changed = change(page, PUBLISHED, person(), summary="New words.")

    latest = changed.get_latest_revision_as_object()
    assert (changed.title, changed.summary) == ("Before", "Nurses and doctors by telephone.")
    assert (latest.title, latest.summary) == ("Half written", "New words.")


def test_an_import_that_publishes_closes_the_review() -> None:
    page = in_review()

    changed = change(page, PUBLISHED, person(), summary="New words.")

    assert changed.current_workflow_state is None


def test_what_an_editor_added_stays() -> None:
    page = public()
    page.countries = [Term.objects.get(vocabulary="country", code="KE")]
    with decided(by=page.owner):
        page.save_revision().publish()

    changed = change(page, PUBLISHED, person(), summary="New words.")

    assert [term.code for term in changed.countries.all()] == ["KE"]


def test_a_draft_knows_its_digest() -> None:
    page = public()

    changed = change(page, DRAFT, person(), source_digest="e" * 64)

    assert changed.source_digest == "e" * 64


def new_values() -> tuple[dict[str, Any], dict[str, Any]]:
    values = {"title": "Telemedicine", "organisation": resolve_organisations(["Red Cross"])["Red Cross"].pk}
    countries = Term.objects.filter(vocabulary="country", code__in=["KE", "TZ"])
    return values, {"countries": list(countries)}


def change_singly(page: Page, by: User) -> None:
    values, relations = new_values()
    draft = page.get_latest_revision_as_object()
    draft.title, draft.organisation_id = values["title"], values["organisation"]
    draft.countries = relations["countries"]
    revision = draft.save_revision(user=by, log_action=True)
    with decided(by=by):
        revision.publish(user=by, skip_permission_checks=True, log_action=LogAction.IMPORT.value)


def change_in_bulk(page: Page, by: User) -> None:
    values, relations = new_values()
    update_pages([ChangedPage(page, values, relations)], state=PUBLISHED, by=by)


def test_both_roads_change_a_public_page_alike(one_road: Any) -> None:
    by = person("moderator")
    new = NewPage(full_project(), year_page(year=2019, locale=locale()))
    create_pages([new], state=PUBLISHED, by=by)
    new_values()  # makes the organisation, which both roads then find
    pictures = []

    for road in (change_singly, change_in_bulk):
        with transaction.atomic():
            with one_road():
                road(fresh(new.page), by)
            pictures.append(picture())
            transaction.set_rollback(True)

    single, bulk = pictures
    assert [table for table in single if single[table] != bulk[table]] == []


def test_the_index_is_told_of_a_change_in_public_only() -> None:
    page = public()
    OutboxRow.objects.all().delete()

    change(page, DRAFT, person(), summary="Draft words.")
    assert OutboxRow.objects.count() == 0

    other = public()
    OutboxRow.objects.all().delete()
    change(other, PUBLISHED, person(), summary="New words.")
    assert list(OutboxRow.objects.values_list("document_id", flat=True)) == [other.record_id]


def test_a_publication_names_who_answers_for_it() -> None:
    page, by = public(), person()
    data = {"person": "Ada", "file": "list.jsonl", "digest": "ab"}

    update_pages([ChangedPage(page, {"summary": "New."}, {}, data)], state=PUBLISHED, by=by)

    entry = PageLogEntry.objects.get(page_id=page.pk, action=LogAction.IMPORT)
    assert (entry.user, entry.data) == (by, data)


def test_many_changes_at_once() -> None:
    pages = [public(), draft(), archived()]

    update_pages(
        [ChangedPage(fresh(page), {"summary": "New."}) for page in pages], state=PUBLISHED, by=person()
    )

    assert list(StocktakingProjectPage.objects.order_by("pk").values_list("live", "summary")) == [
        (True, "New."),
        (True, "New."),
        (False, "Nurses and doctors by telephone."),
    ]
    assert [list(problem) for problem in Page.find_problems()] == [[], [], [], [], []]

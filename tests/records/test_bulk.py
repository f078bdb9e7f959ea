"""The bulk path leaves the rows of the single path."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from wagtail.models import Page, PageLogEntry, Revision

from cms.accounts.models import User
from cms.core.models import CustomDocument
from cms.moderation.enums import LogAction, PageState
from cms.moderation.states import state_of
from cms.organisations.actions import resolve_organisations
from cms.records.bulk.creation import create_pages
from cms.records.bulk.documents import documents_of, documents_of_new
from cms.records.bulk.single import create_singly
from cms.records.bulk.values import NewPage, TargetState
from cms.records.enums import PrizeStatus
from cms.taxonomy.models import Term
from prizes_pages.actions import edition_page
from prizes_pages.models import PrizeEntryPage
from search.models import OutboxRow
from stocktaking_pages.actions import year_page
from stocktaking_pages.models import ProjectAttachment, StocktakingProjectPage
from tests.factories import ProjectFactory, locale, person
from tests.records.pictures import picture

pytestmark = pytest.mark.django_db

Road = Callable[..., object]


def full_project(titled: str = "Télémédecine pour tous") -> StocktakingProjectPage:
    organisations = resolve_organisations(["Ministry of Health", "Open Clinics"])
    about = Page.objects.get(slug="stocktaking", locale=locale("en"))
    page = StocktakingProjectPage(
        title=titled,
        summary="Nurses and doctors by telephone.",
        description=f'<p>See <a linktype="page" id="{about.pk}">the list</a> &amp; more.</p>',
        goals="<ul><li>One</li></ul>",
        organisation=organisations["Ministry of Health"],
        source="world",
        source_id="P1",
        source_digest="d" * 64,
        start_date="2019-05-01",
        original_language="fr",
        status="ongoing",
        keywords="health, rural",
    )
    page.countries = list(Term.objects.filter(vocabulary="country", code__in=["KE", "UG"]))
    page.sdgs = list(Term.objects.filter(vocabulary="sdg", code="3"))
    page.partners = [organisations["Open Clinics"]]
    document, _made = CustomDocument.objects.get_or_create(title="Report", defaults={"file": "report.txt"})
    page.attachments = [ProjectAttachment(document=document, title="Report", sort_order=0)]
    return page


def everything() -> list[NewPage]:
    """A full project, a bare one whose slug is taken, one in Arabic, a translation, and an entry with its project."""
    year = year_page(year=2019, locale=locale("en"))
    earlier = ProjectFactory(title="Earlier", owner=User.objects.get(username="somebody"))
    entry = PrizeEntryPage(
        title="Earlier", project=earlier, status=PrizeStatus.WINNER, original_language="en"
    )
    entry.category = Term.objects.get(vocabulary="action_line", code="c7-e-health")
    entry.action_lines = [entry.category]
    french = StocktakingProjectPage(
        title="Avant", translation_key=earlier.translation_key, is_translation_page=True
    )
    arabic = StocktakingProjectPage(
        title="مشروع", slug="mshrw", description="<p>نص</p>", original_language="ar"
    )
    return [
        NewPage(full_project(), year),
        NewPage(StocktakingProjectPage(title="Earlier"), year),
        NewPage(arabic, year_page(year=None, locale=locale("ar"))),
        NewPage(french, year_page(year=2019, locale=locale("fr"))),
        NewPage(entry, edition_page(year=2024, locale=locale("en"))),
    ]


def picture_after(road: Road, state: TargetState, one_road: Any) -> dict[str, list[dict[str, Any]]]:
    """Return what a road leaves, and take it back."""
    by = User.objects.get(username="operator")
    with transaction.atomic():
        with one_road():
            road(everything(), state=state, by=by)
        found = picture()
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("state", list(TargetState))
def test_both_roads_leave_the_same_rows(vocabularies: None, one_road: Any, state: TargetState) -> None:
    person("moderator", username="operator")
    person("author", username="somebody")
    for year in (2019, None):
        year_page(year=year, locale=locale())
    edition_page(year=2024, locale=locale())
    full_project()  # makes its organisations and its document, which both roads then find

    single, bulk = picture_after(create_singly, state, one_road), picture_after(create_pages, state, one_road)

    assert [table for table in single if single[table] != bulk[table]] == []
    assert single == bulk


@pytest.mark.parametrize(
    ("target", "state"),
    [
        (TargetState.DRAFT, PageState.DRAFT),
        (TargetState.REVIEW, PageState.IN_REVIEW),
        (TargetState.PUBLISHED, PageState.PUBLISHED),
    ],
)
def test_pages_reach_the_state_asked_for(vocabularies: None, target: TargetState, state: PageState) -> None:
    by = person("moderator")
    new = [NewPage(full_project(), year_page(year=2019, locale=locale()))]

    create_pages(new, state=target, by=by)

    assert state_of(StocktakingProjectPage.objects.get()) == state


def test_the_tree_stays_whole(vocabularies: None) -> None:
    by = person()
    year = year_page(year=2019, locale=locale())
    ProjectFactory(), ProjectFactory().delete()

    for _again in range(2):
        create_pages(
            [NewPage(StocktakingProjectPage(title="Same"), year)] * 1, state=TargetState.DRAFT, by=by
        )
        ProjectFactory()

    assert [list(problem) for problem in Page.find_problems()] == [[], [], [], [], []]
    year.refresh_from_db()
    assert year.numchild == year.get_children().count() == 5
    assert list(StocktakingProjectPage.objects.filter(title="Same").values_list("slug", flat=True)) == [
        "same",
        "same-2",
    ]


def test_a_revision_restores_everything(vocabularies: None) -> None:
    create_pages(
        [NewPage(full_project(), year_page(year=2019, locale=locale()))], state=TargetState.DRAFT, by=person()
    )

    page = StocktakingProjectPage.objects.get()
    again = page.get_latest_revision_as_object()

    assert again.title == page.title
    assert sorted(term.code for term in again.countries.all()) == ["KE", "UG"]
    assert [attachment.title for attachment in again.attachments.all()] == ["Report"]


def test_every_published_page_names_who_answers_for_it(vocabularies: None) -> None:
    by = person()
    data = {"person": "Ada", "file": "list.jsonl", "digest": "ab"}
    new = [
        NewPage(StocktakingProjectPage(title=f"P{n}"), year_page(year=2019, locale=locale()), data)
        for n in range(3)
    ]

    create_pages(new, state=TargetState.PUBLISHED, by=by)

    entries = PageLogEntry.objects.filter(action=LogAction.IMPORT).order_by("pk")
    assert [(entry.page_id, entry.user_id, entry.data) for entry in entries] == [
        (each.page.pk, by.pk, data) for each in new
    ]


def test_what_was_written_lies_before_the_publication(vocabularies: None) -> None:
    """Else the operator would count as an author of whatever waits later, and could never review it."""
    create_pages(
        [NewPage(StocktakingProjectPage(title="P"), year_page(year=2019, locale=locale()))],
        state=TargetState.PUBLISHED,
        by=person(),
    )

    page = StocktakingProjectPage.objects.get()
    created, published = PageLogEntry.objects.filter(page_id=page.pk).order_by("timestamp")

    assert (created.action, published.action) == ("wagtail.create", LogAction.IMPORT)
    assert created.timestamp < Revision.objects.get(pk=page.live_revision_id).created_at < published.timestamp


def test_the_index_is_told_of_public_pages_only(vocabularies: None) -> None:
    year = year_page(year=2019, locale=locale())
    OutboxRow.objects.all().delete()

    for state in TargetState:
        create_pages([NewPage(StocktakingProjectPage(title=state), year)], state=state, by=person())

    public = StocktakingProjectPage.objects.get(title="published")
    assert list(OutboxRow.objects.values_list("document_id", flat=True)) == [public.record_id]


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_records(
    vocabularies: None, django_assert_max_num_queries: Any, count: int
) -> None:
    by, year = person(), year_page(year=2019, locale=locale())
    new = [NewPage(StocktakingProjectPage(title=f"P{n}"), year) for n in range(count)]

    with django_assert_max_num_queries(40):
        create_pages(new, state=TargetState.REVIEW, by=by)


def test_nothing_is_written_for_nothing(vocabularies: None, django_assert_num_queries: Any) -> None:
    by = person()
    with django_assert_num_queries(0):
        assert create_pages([], state=TargetState.PUBLISHED, by=by) == []


def test_new_pages_are_in_the_documents_their_sources_say(vocabularies: None) -> None:
    person(username="somebody")
    new = everything()

    create_pages(new, state=TargetState.DRAFT, by=person())

    for page in (each.page for each in new):
        assert documents_of_new([page]) == documents_of([page])

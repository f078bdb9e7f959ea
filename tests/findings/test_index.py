"""What is counted beside a page that waits: when, of which text, and at what price."""

import datetime as dt

import pytest
from django.core.management import call_command
from wagtail.images.tests.utils import get_test_image_file

from cms.core.models import CustomImage
from cms.findings.checks import check_least_words
from cms.findings.index import refresh
from cms.findings.models import Check, Link
from cms.findings.queries import checks_of, findings_on
from cms.moderation import actions
from cms.records.bulk.creation import create_pages
from cms.records.bulk.values import NewPage, TargetState
from stocktaking_pages.actions import year_page
from stocktaking_pages.models import ProjectImage, StocktakingProjectPage
from tests.factories import (
    ContentPageFactory,
    PrizeEntryFactory,
    ProjectFactory,
    fresh,
    locale,
    person,
    published,
    translation,
    write,
)

pytestmark = pytest.mark.usefixtures("repository")


def fields(page):
    return [(each.kind, each.field) for each in findings_on(fresh(page))]


def counted(page):
    row = checks_of([fresh(page)]).get(page.pk)
    return (row.wrong, row.remarks) if row else None


@pytest.fixture
def image():
    return CustomImage.objects.create(title="A bus", file=get_test_image_file())


def handed_in(page):
    actions.submit(page=page, by=page.owner)
    return fresh(page)


def test_a_project_is_to_have_what_readers_look_for():
    assert fields(ProjectFactory(summary="")) == [
        ("missing", "summary"),
        ("missing", "organisation"),
        ("missing", "countries"),
        ("missing", "action_lines"),
        ("missing", "description"),
    ]


def test_an_entry_is_to_fill_in_its_form():
    assert {field for kind, field in fields(PrizeEntryFactory(summary="")) if kind == "missing"} == {
        "summary", "organisation", "countries", "category", "sdg_links", "impact", "partnerships", "challenges",
    }  # fmt: skip


def test_a_translation_is_asked_for_words_and_not_for_facts():
    original = published(ProjectFactory())
    page = translation(original, "fr", title="NOS CLINIQUES MOBILES EN BUS", website="ftp://example.org/")
    assert fields(page) == [("capitals", "title")]


def test_images_of_a_record_have_words(image):
    page = ProjectFactory()
    page.images = [ProjectImage(image=image, alt="A bus"), ProjectImage(image=image, alt="")]
    page.save_revision(user=page.owner)
    assert ("picture", "images") in fields(page)


def test_a_draft_is_counted_when_it_is_handed_in():
    page = ProjectFactory()
    assert counted(page) is None

    handed_in(page)

    assert counted(page) == (4, 1)


def test_what_is_written_while_it_waits_is_counted_again():
    page = handed_in(ProjectFactory())
    write(page, by=page.owner, description="<p>Vans.</p>", start_date=dt.date(1066, 10, 14))
    assert counted(page) == (3, 3)


def test_saving_over_a_revision_counts_too():
    page = handed_in(ProjectFactory())
    draft = page.get_latest_revision_as_object()
    draft.description, draft.start_date = "<p>Vans.</p>", dt.date(1066, 10, 14)
    draft.save_revision(user=page.owner, overwrite_revision=page.latest_revision)
    assert counted(page) == (3, 3)


def test_findings_are_those_of_the_text_that_waits_and_not_of_the_public_one():
    page = published(ProjectFactory(title="NURSES AND DOCTORS BY TELEPHONE"))
    page = handed_in(write(page, by=page.owner, title="Nurses by telephone"))
    assert ("capitals", "title") not in fields(page)
    assert counted(page) == (4, 1)


def test_a_text_that_nobody_hands_in_is_not_counted():
    page = ProjectFactory()
    write(page, by=page.owner, title="Other")
    assert not Check.objects.exists()


def test_other_pages_are_checked_as_well():
    page = handed_in(ContentPageFactory(body='<p><a href="www.example.org">Here</a></p>'))
    assert fields(page) == [("link-scheme", "body")]
    assert counted(page) == (1, 0)


def test_what_an_import_hands_in_is_counted_by_a_task(django_capture_on_commit_callbacks):
    parent, by = year_page(year=2019, locale=locale()), person("moderator")
    pages = [StocktakingProjectPage(title=f"Project {number}", owner=by) for number in range(3)]
    with django_capture_on_commit_callbacks(execute=True):
        create_pages([NewPage(page, parent) for page in pages], state=TargetState.REVIEW, by=by)
    assert [counted(page) for page in pages] == [(5, 0)] * 3


def test_other_rules_have_what_waits_checked_again(settings, capsys):
    page = handed_in(ProjectFactory(summary="Nurses and doctors by telephone."))
    call_command("refresh_findings")
    settings.LEAST_WORDS = 3
    call_command("refresh_findings")
    call_command("refresh_findings")

    assert capsys.readouterr().out.splitlines() == ["checks=0", "checks=1", "checks=0"]
    assert counted(page) == (4, 0)


@pytest.mark.parametrize("number", [1, 3])
def test_queries(number, django_assert_num_queries):
    for each in range(number):
        handed_in(ProjectFactory(website=f"https://example.org/{each}"))
    Link.objects.create(url="https://example.org/0", host="example.org", answer="gone")
    Check.objects.all().delete()

    # What waits; then the revisions, languages, answers and the counts, inside a savepoint.
    with django_assert_num_queries(7):
        list(refresh())
    assert Check.objects.filter(wrong=5).count() == 1


def test_a_negative_number_of_words_is_refused(settings):
    settings.LEAST_WORDS = -1
    assert [error.id for error in check_least_words()] == ["findings.E001"]

"""Which records are found to be probably the same, of what was handed in or published."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from wagtail.models import Page, PageLogEntry

from cms.duplicates.actions import distinguish
from cms.duplicates.index import remember
from cms.duplicates.models import Distinction, Fingerprint
from cms.duplicates.queries import probable_duplicates
from cms.duplicates.values import Kind
from cms.moderation import actions
from cms.organisations.models import Organisation
from cms.records.bulk.creation import create_pages
from cms.records.bulk.values import NewPage, TargetState
from stocktaking_pages.models import StocktakingProjectPage
from tests.factories import PrizeEntryFactory, ProjectFactory, fresh, person, published, translation, write

pytestmark = pytest.mark.usefixtures("repository")

TEXT = (
    "<p>Two buses with a doctor, a nurse and a laboratory visit forty villages on the eastern shore of the lake. "
    "Results go by radio to the hospital of the district, which sends medicine with the next bus.</p>"
)
FRENCH = (
    "<p>Deux autobus avec un médecin, une infirmière et un laboratoire visitent quarante villages sur la rive "
    "orientale du lac. Les résultats vont par radio à l’hôpital du district, qui envoie les médicaments par bus.</p>"
)


def alike(page):
    """Return what is found, as titles with the kinds of their reasons."""
    return {
        each.page.title: [reason.kind for reason in each.likeness.reasons]
        for each in probable_duplicates(fresh(page), Page.objects.all())
    }


def project(title, text=TEXT, **values):
    return ProjectFactory(title=title, summary="", description=text, **values)


def test_a_text_is_found_under_a_new_title():
    published(project("A clinic on wheels"))
    published(
        project("Radio for farmers", "<p>Prices of the market and the weather, every morning at six.</p>")
    )

    assert alike(project("Doctors come by bus")) == {"A clinic on wheels": [Kind.SAME_TEXT]}


def test_two_that_wait_are_found_by_each_other():
    first, second = project("A clinic on wheels"), project("Doctors come by bus")
    for page in (first, second):
        actions.submit(page=page, by=page.owner)

    assert (list(alike(first)), list(alike(second))) == (["Doctors come by bus"], ["A clinic on wheels"])


def test_a_draft_that_nobody_handed_in_is_not_found():
    project("A clinic on wheels")

    assert alike(project("Doctors come by bus")) == {}


def test_the_words_of_a_title_in_another_order_count_with_the_same_organisation():
    institute = Organisation.objects.create(name="Lake Institute")
    published(project("Clinic on wheels for the lake", "<p>Short.</p>", organisation=institute))

    found = alike(project("For the lake: clinic on wheels", "<p>Other.</p>", organisation=institute))

    assert found == {"Clinic on wheels for the lake": [Kind.REORDERED_TITLE, Kind.SAME_ORGANISATION]}


def test_an_organisation_is_known_by_its_initials():
    long, short = (Organisation.objects.create(name=name) for name in ("Lake Health Institute", "LHI"))
    published(project("A clinic on wheels", organisation=long))

    reasons = probable_duplicates(project("Doctors by bus", organisation=short), Page.objects.all())[
        0
    ].likeness.reasons

    assert reasons[-1].kind == Kind.ALIAS
    assert reasons[-1].values == {"mine": "LHI", "other": "Lake Health Institute"}


def test_a_translation_handed_in_as_a_record_of_its_own_is_found():
    institute = Organisation.objects.create(name="Lake Institute")
    published(
        project("A clinic on wheels visits forty villages", organisation=institute, original_language="en")
    )
    french = project(
        "Une clinique mobile visite quarante villages",
        FRENCH,
        organisation=institute,
        original_language="fr",
    )

    assert alike(french) == {
        "A clinic on wheels visits forty villages": [Kind.TRANSLATED, Kind.SAME_ORGANISATION]
    }


def test_a_translation_of_the_record_is_not_its_duplicate():
    original = published(project("A clinic on wheels"))
    french = translation(original, "fr", title="Une clinique mobile", description=TEXT)
    actions.submit(page=french, by=french.owner)

    assert alike(original) == {}
    assert probable_duplicates(french, Page.objects.all()) == []


def test_what_changed_since_is_compared_as_it_reads_now():
    first = published(project("A clinic on wheels"))
    second = project("Doctors come by bus")
    assert list(alike(second)) == ["A clinic on wheels"]

    write(
        second,
        by=second.owner,
        description="<p>Something else entirely: a library for sailors on the sea.</p>",
    )
    assert alike(second) == {}
    write(first, by=first.owner, description="<p>A draft that is not handed in yet.</p>")
    assert list(alike(project("A third"))) == ["A clinic on wheels"]


def test_a_change_that_is_rejected_leaves_the_public_text_in_the_index():
    first = published(project("A clinic on wheels"))
    write(
        first,
        by=first.owner,
        description="<p>A library for sailors on the sea, with books in nine languages.</p>",
    )
    actions.submit(page=first, by=first.owner)
    assert alike(project("Doctors come by bus")) == {}

    actions.reject(page=first, by=person("moderator"), reason="That is another project.")

    assert list(alike(project("Doctors by bus"))) == ["A clinic on wheels"]


def test_nobody_is_asked_again_from_either_side():
    first, second = published(project("A clinic on wheels")), published(project("Doctors come by bus"))
    moderator = person("moderator")

    for _again in range(2):
        distinguish(page=first, other=second, by=moderator)

    assert (alike(first), alike(second)) == ({}, {})
    said = Distinction.objects.get()
    assert (said.by, said.at.date().year > 2000) == (moderator, True)
    entry = PageLogEntry.objects.get(action="duplicates.distinguish")
    assert (entry.user, entry.page_id, entry.comment) == (moderator, first.pk, second.record_id)


@pytest.mark.parametrize("role", ["author", "translator:fr", "auditor", "focal-point:KE"])
def test_only_who_decides_says_that_two_are_two(role):
    first, second = published(project("A clinic on wheels")), published(project("Doctors come by bus"))

    with pytest.raises(PermissionDenied):
        distinguish(page=first, other=second, by=person(role))
    assert list(alike(first)) == ["Doctors come by bus"]


@pytest.mark.parametrize("state", [TargetState.REVIEW, TargetState.PUBLISHED])
def test_what_comes_in_bulk_is_found(state, django_capture_on_commit_callbacks):
    parent = project("Radio for farmers", "<p>Nothing alike.</p>").get_parent()
    page = StocktakingProjectPage(title="A clinic on wheels", description=TEXT)

    with django_capture_on_commit_callbacks(execute=True):
        create_pages([NewPage(page, parent)], state=state, by=person("moderator"))

    assert list(alike(project("Doctors come by bus"))) == ["A clinic on wheels"]


def test_what_is_missing_is_made_good_by_a_command(capsys):
    published(project("A clinic on wheels"))
    Fingerprint.objects.all().delete()
    second = project("Doctors come by bus")
    assert alike(second) == {}

    for _again in range(2):
        call_command("refresh_duplicates")

    assert capsys.readouterr().out.split() == ["fingerprints=1", "fingerprints=0"]
    assert list(alike(second)) == ["A clinic on wheels"]


def test_an_entry_and_its_project_are_not_each_others_duplicates():
    first, other = published(project("A clinic on wheels")), published(project("Doctors come by bus"))
    entry = PrizeEntryFactory(title="A prize for the bus", summary="", impact=TEXT, project=first)
    actions.submit(page=entry, by=entry.owner)

    assert list(alike(entry)) == ["Doctors come by bus"]
    assert list(alike(first)) == ["Doctors come by bus"]
    assert list(alike(other)) == ["A clinic on wheels", "A prize for the bus"]


def test_an_entry_is_of_the_project_that_its_newest_text_names():
    first = published(project("A clinic on wheels"))
    entry = PrizeEntryFactory(title="A prize for the bus", summary="", impact=TEXT)
    assert list(alike(entry)) == ["A clinic on wheels"]

    assert alike(write(entry, by=entry.owner, project=first)) == {}


@pytest.mark.parametrize("others", [1, 3])
def test_the_number_of_queries_does_not_grow(others, django_assert_max_num_queries):
    for number in range(others):
        published(
            project(
                f"A clinic on wheels, in district {number}",
                organisation=Organisation.objects.create(name=f"Institute {number} Of"),
            )
        )
    page = project("Doctors come by bus", organisation=Organisation.objects.create(name="Lake Institute"))
    page = fresh(page)

    with django_assert_max_num_queries(14):
        assert len(probable_duplicates(page, Page.objects.all())) == others


def test_publishing_what_was_handed_in_unchanged_takes_no_second_fingerprint(django_assert_max_num_queries):
    page = project("A clinic on wheels")
    actions.submit(page=page, by=page.owner)
    page, taken = fresh(page), Fingerprint.objects.get()

    with django_assert_max_num_queries(3):
        assert remember([page]) == 0
    assert Fingerprint.objects.get().taken_at == taken.taken_at

"""What the database keeps and finds is what the seeded set was measured with, in memory."""

import random

import pytest
from wagtail.models import Page

from cms.bench.duplicates.run import Repository
from cms.bench.duplicates.samples import demo_samples
from cms.bench.duplicates.seeding import KINDS
from cms.duplicates.models import Fingerprint
from cms.duplicates.queries import probable_duplicates
from cms.organisations.actions import resolve_organisations
from cms.records.bulk.creation import create_pages
from cms.records.bulk.values import NewPage, TargetState
from cms.taxonomy.models import Term
from stocktaking_pages.actions import year_page
from stocktaking_pages.models import StocktakingProjectPage
from tests.factories import ProjectFactory, locale, person

pytestmark = pytest.mark.usefixtures("repository")

SAMPLES = demo_samples(80, 5)


def values_of(sample, organisations):
    return {
        "title": sample.title,
        "description": "".join(f"<p>{line}</p>" for line in sample.text.split("\n")),
        "original_language": sample.language,
        "organisation": organisations.get(sample.organisation),
        "countries": list(Term.objects.filter(vocabulary="country", code__in=sample.countries)),
    }


@pytest.fixture
def records(django_capture_on_commit_callbacks):
    """Title -> page of each sample, published in bulk as an import does."""
    parent, by = year_page(year=2019, locale=locale()), person("moderator")
    organisations = resolve_organisations([sample.organisation for sample in SAMPLES if sample.organisation])
    pages = [StocktakingProjectPage(**values_of(sample, organisations)) for sample in SAMPLES]
    with django_capture_on_commit_callbacks(execute=True):
        create_pages([NewPage(page, parent) for page in pages], state=TargetState.PUBLISHED, by=by)
    return pages


def test_columns_beside_the_outline_say_what_it_says(records):
    for row in Fingerprint.objects.all():
        assert (row.language, row.organisation) == (row.outline["language"], row.outline["organisation"])
    assert set(Fingerprint.objects.values_list("language", flat=True)) == {"en", "fr", "es", "ar", "ru", "zh"}
    assert Fingerprint.objects.exclude(organisation=None).exists()


@pytest.mark.parametrize("kind", KINDS)
def test_database_and_memory_find_the_same(kind, records):
    draw = random.Random(kind)
    held = Repository()
    held.add(SAMPLES)
    titles = {sample.id: sample.title for sample in SAMPLES}
    copies = [copy for sample in draw.sample(SAMPLES, 12) if (copy := KINDS[kind](sample, draw))][:6]
    organisations = resolve_organisations([copy.organisation for copy in copies if copy.organisation])

    for number, copy in enumerate(copies):
        page = ProjectFactory(summary="", slug=f"copy-{number}", **values_of(copy, organisations))
        found = {each.page.title for each in probable_duplicates(page, Page.objects.all())}
        assert found == {titles[id] for id in held.found(held.outline(copy))}
        assert titles[copy.id] in found

"""A project's page: how quick, how many queries, and whether related rows make it slower."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image
from wagtail.models import Locale

from cms.accounts.models import User
from cms.bench.figures import Figure, counted, spread
from cms.bench.questions import project_addresses
from cms.bench.running import Reader
from cms.bench.scale import Scale
from cms.core.models import CustomDocument, CustomImage
from cms.organisations.actions import resolve_organisations
from cms.records.bulk.creation import create_pages
from cms.records.bulk.values import NewPage, TargetState
from cms.taxonomy.enums import Vocabulary
from cms.taxonomy.models import Term
from search.indexing.worker import drain
from stocktaking_pages.actions import year_page
from stocktaking_pages.models import ProjectAttachment, ProjectImage, StocktakingProjectPage

MANY = 30


def measure_projects(reader: Reader, scale: Scale, by: User) -> Iterator[Figure]:
    yield from spread("project page", reader.times(project_addresses(scale.requests)), 12)
    for count in (1, MANY):
        page = project_with(count, by)
        seconds = reader.times([page.url_path] * scale.requests)
        with_rows = f"project page with {count} related rows"
        yield from spread(with_rows, seconds, 12)
        yield Figure(f"{with_rows}, queries", queries_for(page.url_path), "queries", 15)
    yield from measure_unchanged(reader, page.url_path)


def measure_unchanged(reader: Reader, path: str) -> Iterator[Figure]:
    tag = reader.get(path).headers["etag"]
    yield Figure("unchanged project page", reader.get(path, **{"If-None-Match": tag}).status, "status", 304)


def queries_for(path: str) -> int:
    """Return how many statements the second request for a page sends."""
    client = Client(HTTP_HOST="localhost")
    client.get(path)
    with counted() as counter:
        client.get(path)
    return counter.queries


def project_with(count: int, by: User) -> StocktakingProjectPage:
    """Publish a project with so many partners, countries, images and attachments."""
    page = StocktakingProjectPage(title=f"Bench project with {count} of each", original_language="en")
    page.partners = list(resolve_organisations([f"Bench partner {place}" for place in range(count)]).values())
    page.countries = list(Term.objects.filter(vocabulary=Vocabulary.COUNTRY)[:count])
    page.images = [ProjectImage(image=picture(place), alt="A square.") for place in range(count)]
    page.attachments = [ProjectAttachment(document=document(place), title="Report") for place in range(count)]
    english = Locale.objects.get(language_code="en")
    create_pages([NewPage(page, year_page(year=None, locale=english))], state=TargetState.PUBLISHED, by=by)
    drain()
    return page


def picture(place: int) -> CustomImage:
    data = BytesIO()
    Image.new("RGB", (40, 30), (0, place * 8, 0)).save(data, "PNG")
    return CustomImage.objects.create(
        title=f"Bench {place}", file=ContentFile(data.getvalue(), f"bench-{place}.png")
    )


def document(place: int) -> CustomDocument:
    return CustomDocument.objects.create(
        title=f"Bench {place}", file=ContentFile(b"Words", f"bench-{place}.txt")
    )

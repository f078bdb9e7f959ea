"""What automatic checks found, on the decision page and in the list of what waits."""

import re

import pytest
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file

from cms.core.models import CustomImage
from cms.desk.comparison import field_rows
from cms.desk.findings.rows import finding_rows
from cms.moderation import actions
from stocktaking_pages.models import ProjectImage
from tests.factories import ProjectFactory, fresh, person, published, write

pytestmark = pytest.mark.usefixtures("repository")

WAITING = "/admin/desk/waiting/"


def submitted(page):
    actions.submit(page=page, by=page.owner)
    return fresh(page)


def html_of(client, page):
    return client.get(reverse("desk_page", args=[page.pk])).content.decode()


@pytest.fixture
def client(signed_in):
    return signed_in(person("moderator"))


@pytest.fixture
def loud():
    """A text that waits with something missing, something wrong and something to look at."""
    return submitted(
        ProjectFactory(title="NURSES AND DOCTORS BY TELEPHONE", website="ftp://example.org/<b>", summary="")
    )


def test_the_panel_names_field_fault_and_remedy(client, loud):
    html = html_of(client, loud)
    panel = re.sub(r"\s+", " ", re.search(r'class="desk-findings".*?</ul>', html, re.DOTALL)[0])

    assert '<a href="#field-website">Website</a>' in panel
    assert "ftp://example.org/&lt;b&gt;" in panel
    assert "Ask for the whole address." in panel
    assert 'id="field-website"' in html


def test_an_empty_field_is_led_to_in_the_editor_by_whoever_may_edit(client, signed_in, loud):
    url = f'<a href="{reverse("wagtailadmin_pages:edit", args=[loud.pk])}#:w:contentpath=summary">Summary</a>'
    assert url in html_of(client, loud)

    html = html_of(signed_in(person("auditor")), loud)
    assert url not in html
    assert "<strong>Summary</strong>" in html


def test_images_are_led_to_by_their_row(rf):
    page = ProjectFactory()
    image = CustomImage.objects.create(title="A bus", file=get_test_image_file())
    draft = page.get_latest_revision_as_object()
    draft.images = [ProjectImage(image=image, alt="")]
    draft.save_revision(user=page.owner, log_action=True)
    page, request = submitted(fresh(page)), rf.get("/")
    request.user = page.owner

    shown = {row.name for row in field_rows(page.get_latest_revision_as_object(), None, request)}
    found = {row.field: row.url for row in finding_rows(page, shown=shown, moves=[])}

    assert found["Images"] == "#field-images"


def test_a_public_page_without_news_has_no_panel(client):
    page = published(ProjectFactory())
    assert 'id="panel-checks' not in html_of(client, page)
    write(page, by=page.owner, title="Other")
    assert "This is empty, and readers look for it." in html_of(client, page)


def rows(client, **query):
    response = client.get(WAITING, query)
    assert response.status_code == 200
    return {
        row.title: row.check and (row.check.wrong, row.check.remarks)
        for row in response.context["table"].data
    }


def test_a_row_counts_and_the_list_narrows(client, loud, settings, monkeypatch):
    settings.LEAST_WORDS = 30
    monkeypatch.setattr("stocktaking_pages.models.StocktakingProjectPage.expected", ())
    submitted(ProjectFactory(title="Good"))
    monkeypatch.setattr("stocktaking_pages.models.StocktakingProjectPage.expected", ("summary",))
    submitted(ProjectFactory(title="Short"))

    all_of_them = {"NURSES AND DOCTORS BY TELEPHONE": (6, 1), "Good": (0, 0), "Short": (0, 1)}
    assert rows(client) == all_of_them
    assert set(rows(client, findings="wrong")) == {"NURSES AND DOCTORS BY TELEPHONE"}
    assert set(rows(client, findings="any")) == {"NURSES AND DOCTORS BY TELEPHONE", "Short"}
    assert set(rows(client, findings="none")) == {"Good"}
    html = client.get(WAITING).content.decode()
    assert "Wrong: 6" in html
    assert "Checks found nothing" in html

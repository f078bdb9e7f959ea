"""Homes and indexes come in six languages and change by review only, the words of each language by its own people."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from cms.moderation import actions
from cms.moderation.exceptions import PublicationRefused
from cms.moderation.permissions import writes
from cms.records.translating import Written, write_translation
from cms.setup.site import setup_site
from cms.translations.siblings import translate_siblings
from cms.translations.summaries import states_of
from home.models import HomePage
from prizes_pages.actions import edition_page
from prizes_pages.models import PrizesIndexPage
from stocktaking_pages.models import StocktakingIndexPage
from tests.factories import approved, fresh, locale, person, write

pytestmark = pytest.mark.usefixtures("repository")

FIXED = [HomePage, StocktakingIndexPage, PrizesIndexPage]


def in_language(model, code):
    return model.objects.get(locale=locale(code))


def published_with(page, **values):
    author = person("administrator")
    page = write(fresh(page), author, **values)
    actions.submit(page=page, by=author)
    return approved(page, person("moderator"))


def translated(page, path, source, target):
    by = person(f"translator:{page.locale.language_code}")
    write_translation(translation=page, written=[Written(path, source, target)], by=by)
    actions.submit(page=fresh(page), by=by)
    return approved(page, person(f"reviewer:{page.locale.language_code}"))


def states(page):
    return {status.segment.path: status.state.value for status in states_of(fresh(page))}


@pytest.mark.parametrize("model", FIXED)
def test_as_shipped_all_languages_are_translations_of_the_english_words(model):
    english = in_language(model, "en")
    others = model.objects.exclude(pk=english.pk)

    assert english.is_translation is False
    assert others.count() == 5
    assert all(page.is_translation and set(states(page).values()) == {"current"} for page in others)


@pytest.mark.parametrize("model", FIXED)
def test_nobody_changes_them_past_the_review(model):
    page = in_language(model, "en")
    page.title = "Mine"

    with pytest.raises(PublicationRefused):
        page.save_revision().publish()

    assert fresh(page).title != "Mine"


@pytest.mark.parametrize("model", FIXED)
def test_nobody_takes_them_offline(model):
    with pytest.raises(PermissionDenied):
        actions.archive(page=in_language(model, "en"), by=person("administrator"), reason="By mistake.")

    assert in_language(model, "en").live


def test_setting_up_again_changes_nothing():
    published_with(in_language(HomePage, "en"), lead="In two words.")
    before = [(page.title, page.lead, page.pairs) for page in HomePage.objects.order_by("pk")]
    revisions = Revision.objects.count()

    setup_site()

    assert [(page.title, page.lead, page.pairs) for page in HomePage.objects.order_by("pk")] == before
    assert Revision.objects.count() == revisions


def test_a_new_lead_is_on_the_desk_and_read_once_it_is_reviewed(translator, signed_in, client):
    french = in_language(HomePage, "fr")
    before = french.lead
    published_with(in_language(HomePage, "en"), lead="Projects in six languages.")
    table = signed_in(translator).get(reverse("translation_queue"), {"language": "fr"}).context["table"]
    assert [(row.title, row.standing.value) for row in table.data] == [(french.title, "stale")]
    assert before in client.get("/fr/").content.decode()

    translated(french, "lead", "Projects in six languages.", "Des projets en six langues.")

    assert "Des projets en six langues." in client.get("/fr/").content.decode()
    assert set(states(french).values()) == {"current"}


def test_a_call_is_opened_on_the_english_home_and_read_where_it_has_words(client):
    edition = edition_page(year=2024, locale=locale("en"))
    closes = timezone.now().replace(microsecond=0) + dt.timedelta(days=9)
    published_with(
        in_language(HomePage, "en"), call_title="Prizes 2024", call_page=edition, call_closes_at=closes
    )
    french = in_language(HomePage, "fr")
    assert client.get("/fr/").context["call"] is None

    translated(french, "call_title", "Prizes 2024", "Prix 2024")

    call = client.get("/fr/").context["call"]
    assert (call.title, call.deadline) == ("Prix 2024", closes)
    assert call.url == edition_page(year=2024, locale=locale("fr")).url_path


def test_the_secretariat_writes_the_index_of_the_prizes_and_no_other():
    secretariat = person("secretariat")

    assert [writes(secretariat, in_language(model, "en")) for model in FIXED] == [False, False, True]


@pytest.mark.parametrize("model", FIXED)
def test_those_of_before_become_translations(model):
    model.objects.filter(is_translation_page=True).update(is_translation_page=False, pairs=[])

    assert translate_siblings(model, model, Revision) == 5
    assert set(states(in_language(model, "zh")).values()) == {"current"}

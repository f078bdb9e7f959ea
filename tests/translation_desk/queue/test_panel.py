"""What there is to translate, on the first page of the admin."""

import datetime as dt
import re

import pytest

from cms.translation_desk.models import Assignment, TranslationRequest
from tests.factories import person
from tests.translation_desk.queue.standings import record, translated

pytestmark = pytest.mark.usefixtures("repository")


def panel_of(client):
    html = client.get("/admin/").content.decode()
    found = re.search(r'id="translations-to-do.*?</table>', html, re.DOTALL)
    return re.sub(r"\s+", " ", found[0]) if found else ""


def claimed(page, by, language="fr", due=None):
    Assignment.objects.create(translation_key=page.translation_key, language=language, person=by, due=due)


def test_a_translator_sees_how_much_there_is_in_their_language(translator, signed_in):
    pages = [record(f"Radio {number}") for number in (1, 2, 3)]
    TranslationRequest.objects.create(translation_key=pages[0].translation_key, language="fr", batch="2019")

    panel = panel_of(signed_in(translator))

    assert (
        'href="/admin/translations/?language=fr">Français: 3 texts to translate</a> (1 requested by editors)'
        in panel
    )
    assert "Español" not in panel


def test_what_one_has_claimed_stands_there_until_when(translator, signed_in, moderator):
    begun, new, late, others = (record(title) for title in ("Begun", "New", "Late", "Somebody else's"))
    page = translated(begun, translator)
    claimed(begun, translator)
    claimed(new, translator, due=dt.date(2099, 1, 31))
    claimed(late, translator, due=dt.date(2020, 1, 31))
    claimed(others, moderator)

    panel = panel_of(signed_in(translator))

    places = [
        panel.index(words)
        for words in ("Late", "Overdue", "31 January 2020", "New", "31 January 2099", "Begun (fr)")
    ]
    assert places == sorted(places)
    assert f'href="/admin/translations/{page.pk}/"' in panel
    assert 'href="/admin/translations/?language=fr&amp;claim=mine"' in panel
    assert "Somebody else" not in panel


def test_who_decides_on_everything_sees_what_they_claimed_alone(original, moderator, signed_in):
    client = signed_in(moderator)
    assert panel_of(client) == ""

    claimed(original, moderator, language="es")

    panel = panel_of(client)
    assert "Doctors by radio" in panel
    assert "to translate</a>" not in panel


@pytest.mark.parametrize("role", ["secretariat", "auditor", "author"])
def test_who_translates_nothing_has_no_such_panel(role, original, signed_in):
    assert panel_of(signed_in(person(role))) == ""


@pytest.mark.parametrize("number", [1, 3])
def test_claims_cost_the_same_queries_however_many_there_are(
    number, translator, signed_in, django_assert_max_num_queries
):
    for place in range(number):
        claimed(record(f"Radio {place}"), translator)
    client = signed_in(translator)
    client.get("/admin/")

    with django_assert_max_num_queries(40):
        assert f"Radio {number - 1}" in panel_of(client)

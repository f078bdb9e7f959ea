"""Whoever could decide on words of somebody else reads them, and writes in them only once they have said so."""

import pytest
from django.urls import reverse

from cms.moderation import actions
from cms.moderation.enums import Move
from cms.moderation.permissions import can
from cms.records.translating import start_translation
from tests.factories import fresh, person

TAKE_OVER = "?write=1"


@pytest.fixture
def begun(original, translator):
    return start_translation(
        original=original, language="fr", by=translator, words={"title": "Médecins par radio"}
    )


@pytest.fixture
def handed_in(begun, translator):
    actions.submit(page=begun, by=translator)
    return fresh(begun)


def shown(client, page, query=""):
    response = client.get(reverse("translation_page", args=[page.pk]) + query)
    assert response.status_code == 200
    return response


def has_fields(response):
    return '<textarea name="form-0-target"' in response.content.decode()


@pytest.mark.parametrize("role", ["reviewer:fr", "moderator"])
def test_a_reviewer_reads_until_they_say_that_they_write(role, handed_in, signed_in):
    reviewer = person(role)
    client = signed_in(reviewer)

    read = shown(client, handed_in)
    assert not has_fields(read)
    assert "page.js" not in read.content.decode()
    assert f'{TAKE_OVER}">Write in it nevertheless' in read.content.decode()
    assert can(Move.APPROVE, reviewer, fresh(handed_in))


def test_a_moderator_who_says_so_writes_and_goes_on_writing(handed_in, signed_in):
    moderator = person("moderator")
    client = signed_in(moderator)
    response = shown(client, handed_in, TAKE_OVER)
    assert has_fields(response)
    assert f"/segment/{TAKE_OVER}" in response.content.decode()

    row, form, _unsaved = response.context["lines"][1]
    sent = {"path": row.path, "source": row.source, "target": "Pour les îles.", "seen": ""}
    assert client.post(reverse("translation_segment", args=[handed_in.pk]), sent).status_code == 200

    assert has_fields(shown(client, handed_in))
    assert not can(Move.APPROVE, moderator, fresh(handed_in))


def test_a_draft_of_somebody_else_is_read_too_before_it_is_handed_in(begun, signed_in):
    client = signed_in(person("reviewer:fr"))

    assert not has_fields(shown(client, begun))
    assert has_fields(shown(client, begun, TAKE_OVER))


def test_translators_and_whoever_begins_write_at_once(original, french, begun_by_a_reviewer, signed_in):
    reviewer, own = begun_by_a_reviewer

    assert has_fields(shown(signed_in(reviewer), own))
    assert has_fields(shown(signed_in(person("translator:es")), own))
    assert has_fields(shown(signed_in(person("reviewer:fr")), french))


@pytest.fixture
def begun_by_a_reviewer(original):
    reviewer = person("reviewer:es")
    return reviewer, start_translation(original=original, language="es", by=reviewer, words={})

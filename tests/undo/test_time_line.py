"""The time line tells of a deletion and of its undo, and leads from a deleted record to the way back."""

import pytest
from django.urls import reverse
from django.utils import translation

from cms.history.events import events_of
from cms.moderation import actions as moderation
from cms.records.presentation import publication_events
from cms.undo.actions import delete, undo
from cms.undo.models import Undoable
from tests.factories import ProjectFactory, fresh, person, published

pytestmark = pytest.mark.usefixtures("repository")


def told(page, reader):
    return [(event.sentence, event.person, event.reason) for event in events_of(page, reader)]


def test_deletion_and_undo_are_told_with_person_and_reason(administrator):
    page = ProjectFactory()

    undo(undoable=delete(objects=[page], by=administrator, reason="Twice the same."), by=administrator)

    assert told(fresh(page), administrator)[:2] == [
        ("Brought back", "Ada", ""),
        ("Deleted", "Ada", "Twice the same."),
    ]
    assert "Not public any more" not in [sentence for sentence, *_rest in told(fresh(page), administrator)]


def test_a_page_that_stands_again_says_so(administrator):
    page, moderator = published(ProjectFactory()), person("moderator", name="Mo")
    moderation.archive(page=page, by=moderator, reason="It is over.")
    undo(undoable=Undoable.objects.get(), by=moderator)

    sentences = told(fresh(page), administrator)

    assert ("Brought back as it was", "Mo", "") in sentences
    assert ("Public", "Mo", "Brought back as it was") in sentences
    assert ("Archived", "Mo", "It is over.") in sentences


def test_the_reason_for_standing_again_is_told_in_the_language_of_whoever_reads(administrator):
    page, moderator = published(ProjectFactory()), person("moderator", name="Mo")
    moderation.archive(page=page, by=moderator, reason="It is over.")
    with translation.override("ar"):
        undo(undoable=Undoable.objects.get(), by=moderator)

    assert ("Public", "Mo", "Brought back as it was") in told(fresh(page), administrator)
    with translation.override("fr"):
        assert "Rétablie telle quelle" in [reason for *_rest, reason in told(fresh(page), administrator)]
        public = [event.text for event in publication_events([fresh(page)])]
    assert [public[0], public[-1]] == ["Publié", "Rétablie telle quelle"]


def test_the_time_line_of_a_deleted_record_leads_to_the_way_back(signed_in, administrator):
    page = ProjectFactory(title="Clinics")
    undoable = delete(objects=[page], by=administrator, reason="Twice the same.")
    item = reverse("undo_item", args=[undoable.pk])
    client = signed_in(administrator)

    response = client.get(reverse("history", args=[page.pk]))

    assert (response.status_code, response.headers["Location"]) == (302, item)
    html = client.get(item).content.decode()
    assert "Twice the same." in html
    assert signed_in(person("moderator")).get(reverse("history", args=[page.pk])).status_code == 404


def test_the_time_line_of_an_archived_record_offers_to_undo(signed_in, administrator):
    page = published(ProjectFactory())
    moderation.archive(page=page, by=administrator, reason="It is over.")
    item = reverse("undo_item", args=[Undoable.objects.get().pk])

    assert item in signed_in(administrator).get(reverse("history", args=[page.pk])).content.decode()
    undo(undoable=Undoable.objects.get(), by=administrator)
    assert item not in signed_in(administrator).get(reverse("history", args=[page.pk])).content.decode()

"""The one step of a review has a name in the database; nobody is to read it in English who reads another language."""

import pytest
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import PageLogEntry
from wagtail.users.models import UserProfile

from cms.moderation import actions
from tests.factories import ProjectFactory, approved, fresh, person

SAID = {
    "fr": ["Soumis à la relecture", "Modifications demandées", "Soumis de nouveau", "Approuvé"],
    "ar": ["قُدّم للمراجعة", "طُلبت تعديلات", "قُدّم من جديد", "تمت الموافقة"],
}


@pytest.fixture
def page(repository):
    return ProjectFactory(title="Radio")


@pytest.mark.parametrize("language", SAID)
def test_the_log_says_what_was_done_and_names_no_step(page, language):
    actions.submit(page=page, by=page.owner)
    actions.request_changes(page=fresh(page), by=person("moderator"), note="Where?")
    actions.resubmit(page=fresh(page), by=page.owner)
    approved(fresh(page), person("moderator"))

    with override(language):
        entries = PageLogEntry.objects.filter(page=page.pk, action__startswith="wagtail.workflow.")
        said = [str(entry.message) for entry in entries.order_by("pk")]

    assert said == SAID[language]


def test_the_button_of_the_editor_names_no_step(page, client):
    UserProfile.objects.create(user=page.owner, preferred_language="fr")
    client.force_login(page.owner)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])

    assert "Soumettre à la relecture" in client.get(edit).content.decode()

    actions.submit(page=page, by=page.owner)
    actions.request_changes(page=fresh(page), by=person("moderator"), note="Where?")
    assert "Soumettre de nouveau" in client.get(edit).content.decode()
